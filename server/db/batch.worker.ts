// The worker thread behind batch.ts on SQLite: its own connection, one transaction a message.
import { parentPort, workerData } from 'node:worker_threads'
import type SqliteDatabase from 'better-sqlite3'
import type { BatchConnection, BatchMessage, BatchRow, BatchOrder, BatchStatement, BatchWork } from './batch.ts'
import { openSqlite } from './engine.ts'

const order = workerData as BatchOrder
const tell = (message: BatchMessage<unknown>): void => parentPort?.postMessage(message, [])
const database = openSqlite({ dataDir: order.dataDir })
// Batches touch the same pages of indexes again and again; carrying them over from the log less often is a fifth faster.
database.pragma('wal_autocheckpoint = 4000')
const module = (await import(order.module)) as Record<string, BatchWork<unknown, unknown>>
const work = module[order.name]
if (!work) throw new Error(`batch requires ${order.module} to export ${order.name}`)
const connection = sqliteBatch(database)
process.on('exit', () => database.close())

parentPort?.on('message', (rows: readonly unknown[]) => {
  void commit(rows).then(tell)
})

async function commit(rows: readonly unknown[]): Promise<BatchMessage<unknown>> {
  try {
    database.exec('begin immediate')
    const outcomes = await (work as BatchWork<unknown, unknown>)(connection, rows)
    database.exec('commit')
    return { outcomes }
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    const known = error instanceof Error ? error : new Error(String(error))
    return { message: known.message, code: 'code' in known ? String(known.code) : '', stack: known.stack ?? '' }
  }
}

function sqliteBatch(opened: SqliteDatabase.Database): BatchConnection {
  const prepared = new Map<BatchStatement, SqliteDatabase.Statement>()
  const prepare = (statement: BatchStatement): SqliteDatabase.Statement => {
    const known = prepared.get(statement)
    if (known) return known
    const made = opened.prepare(sqliteText(statement))
    prepared.set(statement, made)
    return made
  }
  const given = ({ columns }: BatchStatement, rows: readonly BatchRow[]): string => {
    const names = Object.keys(columns)
    return JSON.stringify(rows.map(row => names.map(name => row[name] ?? null)))
  }
  return {
    all: async (statement, rows) => prepare(statement).all(given(statement, rows)) as never,
    run: (statement, rows) => void prepare(statement).run(given(statement, rows)),
  }
}

function sqliteText({ columns, sql }: BatchStatement): string {
  const list = Object.keys(columns).map((column, at) => `value->>${at} as ${column}`)
  return sql.replace('{rows}', () => `(select ${list.join(', ')} from json_each(?)) as given`)
}
