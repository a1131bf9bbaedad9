// Batches of rows on a connection of their own, by constant statements that take the rows as one JSON parameter and are prepared once.
// SQLite: in a worker thread, so that waiting for the disk stops no request. PostgreSQL: a small pool, several batches at a time.
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { Commit } from './group-commit.ts'
import { type Db, houseOf, type House, isRetryable } from './engine.ts'

/** A statement with `{rows}` where the given rows stand, as a table `given` with these columns. */
export interface BatchStatement {
  readonly name: string
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>
  readonly sql: string
}

export type BatchValue = string | number | null
/** By the names of the statement's columns; what is missing is null. */
export type BatchRow = Readonly<Record<string, BatchValue>>

/** Inside one transaction that writes. */
export interface BatchConnection {
  /** @returns what the statement returns, columns by their names in SQL */
  all<R>(statement: BatchStatement, rows: readonly BatchRow[]): Promise<R[]>
}

/** Runs in a worker on SQLite: plain data in and out, no waiting for anything but the connection. */
export type BatchWork<Row, Outcome> = (connection: BatchConnection, rows: readonly Row[]) => Promise<readonly Outcome[]>

export interface BatchWriter<Row, Outcome> {
  readonly commit: Commit<Row, Outcome>
  /** Batches worth running at the same time. */
  readonly parallel: number
}

/** What the worker is told at its start. */
export interface BatchOrder {
  readonly module: string
  readonly name: string
  readonly dataDir: string
}

/** What the worker says of a batch. */
export type BatchMessage<Outcome> =
  | { readonly outcomes: readonly Outcome[] }
  | { readonly message: string; readonly code: string; readonly stack: string }

/**
 * Each `commit` is one transaction, all or nothing; never call it inside `transact` on SQLite, which has one writer.
 * @param module - address of the module that exports `work` under its own name, as `import.meta.url` gives it
 */
export function openBatchWriter<Row, Outcome>(
  db: Db,
  module: string,
  work: BatchWork<Row, Outcome>,
): BatchWriter<Row, Outcome> {
  const house = houseOf(db)
  return house.options.databaseUrl
    ? postgresWriter(house, house.options.databaseUrl, work)
    : sqliteWriter(house, { module, name: work.name, dataDir: house.options.dataDir })
}

function sqliteWriter<Row, Outcome>(house: House, order: BatchOrder): BatchWriter<Row, Outcome> {
  let worker: Worker | undefined
  const open = (): Worker => {
    if (worker) return worker
    const opened = new Worker(new URL('./batch.worker.ts', import.meta.url), { workerData: order, execArgv: [] })
    opened.once('exit', () => {
      if (worker === opened) worker = undefined
    })
    house.closers.push(async () => void (await opened.terminate()))
    worker = opened
    return opened
  }
  const run = async (rows: readonly Row[]): Promise<readonly Outcome[]> => {
    const release = await house.turn.take()
    const current = open()
    // The process may end when no batch is under way.
    current.ref()
    try {
      return await answerOf<Outcome>(current, rows)
    } finally {
      current.unref()
      release()
    }
  }
  return { commit: run, parallel: 1 }
}

function answerOf<Outcome>(worker: Worker, rows: readonly unknown[]): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: BatchMessage<Outcome>): void => {
      finish()
      if ('outcomes' in answer) resolve(answer.outcomes)
      else reject(Object.assign(new Error(answer.message), { code: answer.code, stack: answer.stack }))
    }
    const onEnd = (error: unknown): void => {
      finish()
      reject(error instanceof Error ? error : new Error('the batch worker ended before it answered'))
    }
    const finish = (): void => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
    }
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    worker.postMessage(rows, [])
  })
}

/** More gain nothing: each holds its rows of the tallies until it is on disk. */
const PARALLEL = 3
const TRIES = 5

function postgresWriter<Row, Outcome>(
  house: House,
  databaseUrl: string,
  work: BatchWork<Row, Outcome>,
): BatchWriter<Row, Outcome> {
  let pool: pg.Pool | undefined
  const open = (): pg.Pool => {
    if (pool) return pool
    const opened = new pg.Pool({ connectionString: databaseUrl, max: PARALLEL, allowExitOnIdle: true })
    opened.on('error', () => undefined)
    house.closers.push(async () => await opened.end())
    pool = opened
    return opened
  }
  const commit = async (rows: readonly Row[]): Promise<readonly Outcome[]> => {
    for (let attempt = 1; ; attempt++) {
      const client = await open().connect()
      try {
        const outcomes = await inTransaction(client, work, rows)
        client.release()
        return outcomes
      } catch (error) {
        // A connection in an unknown state is not used again.
        client.release(!isRetryable(error))
        if (attempt >= TRIES || !isRetryable(error)) throw error
        await new Promise(resolve => setTimeout(resolve, 2 ** attempt))
      }
    }
  }
  return { commit, parallel: PARALLEL }
}

async function inTransaction<Row, Outcome>(
  client: pg.PoolClient,
  work: BatchWork<Row, Outcome>,
  rows: readonly Row[],
): Promise<readonly Outcome[]> {
  await client.query('begin')
  try {
    const outcomes = await work(postgresBatch(client), rows)
    await client.query('commit')
    return outcomes
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function postgresBatch(client: pg.PoolClient): BatchConnection {
  return {
    async all(statement, rows) {
      const { rows: found } = await client.query({
        name: statement.name,
        text: postgresText(statement),
        values: [JSON.stringify(rows)],
      })
      return found
    },
  }
}

const texts = new WeakMap<BatchStatement, string>()

function postgresText(statement: BatchStatement): string {
  const known = texts.get(statement)
  if (known) return known
  const columns = Object.entries(statement.columns).map(([name, type]) => `${name} ${type}`)
  const text = statement.sql.replace('{rows}', () => `json_to_recordset($1::json) as given(${columns.join(', ')})`)
  texts.set(statement, text)
  return text
}
