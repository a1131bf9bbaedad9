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
  /** Nothing is returned and nothing need be waited for: when it fails, the batch fails. */
  run(statement: BatchStatement, rows: readonly BatchRow[]): void
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

/** All statements look up a few rows by their keys: planned once, by the indexes, however the tables were when the plan was made. */
const BY_KEYS = [
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'plan_cache_mode = force_generic_plan',
  'jit = off',
]

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
    const opened = new pg.Pool({ connectionString: databaseUrl, max: PARALLEL, allowExitOnIdle: true, pipeline: true })
    opened.on('error', () => undefined)
    opened.on(
      'connect',
      client => void client.query(BY_KEYS.map(one => `set ${one}`).join('; ')).catch(() => undefined),
    )
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

/** Statements are sent without waiting for those before them; only what the work asks to see costs a round trip. */
async function inTransaction<Row, Outcome>(
  client: pg.PoolClient,
  work: BatchWork<Row, Outcome>,
  rows: readonly Row[],
): Promise<readonly Outcome[]> {
  const sent: Promise<unknown>[] = []
  const note = <T>(query: Promise<T>): Promise<T> => {
    query.catch(() => undefined)
    sent.push(query)
    return query
  }
  const send = async (statement: BatchStatement, given: readonly BatchRow[]) =>
    await client.query({ name: statement.name, text: postgresText(statement), values: [JSON.stringify(given)] })
  void note(client.query('begin'))
  try {
    const outcomes = await work(
      {
        all: async (statement, given) => (await note(send(statement, given))).rows as never,
        run: (statement, given) => void note(send(statement, given)),
      },
      rows,
    )
    // After a failure the engine takes this for a rollback, and the failure is thrown here.
    void note(client.query('commit'))
    await Promise.all(sent)
    return outcomes
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    // The first failure is the cause; those after it only say that the transaction was aborted.
    const failed = (await Promise.allSettled(sent)).find(outcome => outcome.status === 'rejected')
    throw failed?.reason ?? error
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
