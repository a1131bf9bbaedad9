// Bulk work on a connection of its own: many rows, short transactions. One interface, two engines; for worker threads.
import type SqliteDatabase from 'better-sqlite3'
import type pg from 'pg'
import { type DatabaseOptions, openPostgres, openSqlite } from './engine.ts'

export type BulkValue = string | number | null
export type BulkRow = readonly BulkValue[]

/** Tables and columns by their names in SQL. */
export interface BulkConnection {
  /** Runs `work` in one transaction that writes. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  insert(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<void>
  /**
   * Inserts rows and passes over those that a unique key refuses.
   * @returns positions of rows among which some were refused; all others are new
   */
  insertNew(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<number[]>
  /** Rows whose `key` column is one of the values. */
  findBy<T>(table: string, columns: readonly string[], key: string, values: readonly string[]): Promise<T[]>
  /** One statement with `?` placeholders. @returns the rows, or none */
  query<T>(statement: string, values?: readonly BulkValue[]): Promise<T[]>
  /** @returns how many rows a changing statement touched */
  run(statement: string, values?: readonly BulkValue[]): Promise<number>
  /** Runs `work` on the database as it is now, whatever others write meanwhile. */
  snapshot<T>(work: () => Promise<T>): Promise<T>
  /** Rows of a query, some thousands at a time; inside `snapshot`. */
  pages(statement: string): AsyncGenerator<Record<string, BulkValue>[]>
  close(): Promise<void>
}

/** Rows handed on at a time by `pages`. */
const PAGE = 2000

export async function openBulk(options: DatabaseOptions): Promise<BulkConnection> {
  if (!options.databaseUrl) return new SqliteBulk(openSqlite(options))
  const client = openPostgres(options.databaseUrl)
  await client.connect()
  return new PostgresBulk(client)
}

/** Rows inserted by one prepared statement; more gain little and would need more bound values than SQLite takes. */
const SQLITE_ROWS = 50

class SqliteBulk implements BulkConnection {
  readonly #database: SqliteDatabase.Database
  readonly #statements = new Map<string, SqliteDatabase.Statement>()

  constructor(database: SqliteDatabase.Database) {
    this.#database = database
    // Sorting a million people must not take memory; the page cache is bounded too.
    database.pragma('temp_store = FILE')
    database.pragma('cache_size = -96000')
    // Rows count only after a later transaction of the main connection says so; its sync carries the log before it to disk.
    database.pragma('synchronous = NORMAL')
    // Fewer checkpoints: each rewrites the pages of the indexes that many batches touch.
    database.pragma('wal_autocheckpoint = 20000')
    // Parents are rows this import made or checked itself.
    database.pragma('foreign_keys = OFF')
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec('begin immediate')
    try {
      const result = await work()
      this.#database.exec('commit')
      return result
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  async insert(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<void> {
    this.#insert(table, columns, rows, '')
  }

  async insertNew(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<number[]> {
    return this.#insert(table, columns, rows, ' on conflict do nothing')
  }

  #insert(table: string, columns: readonly string[], rows: readonly BulkRow[], onConflict: string): number[] {
    const text = (count: number) =>
      `insert into ${table} (${columns.join(', ')}) values ${places(count, columns.length)}${onConflict}`
    const unsure: number[] = []
    const whole = rows.length - (rows.length % SQLITE_ROWS)
    const many = whole > 0 ? this.#prepare(text(SQLITE_ROWS)) : null
    for (let from = 0; from < whole; from += SQLITE_ROWS) {
      const values: BulkValue[] = []
      for (let at = from; at < from + SQLITE_ROWS; at++) values.push(...(rows[at] ?? []))
      if ((many?.run(values).changes ?? 0) < SQLITE_ROWS)
        for (let at = from; at < from + SQLITE_ROWS; at++) unsure.push(at)
    }
    const one = whole < rows.length ? this.#prepare(text(1)) : null
    for (let at = whole; at < rows.length; at++) if (one?.run(rows[at] ?? []).changes === 0) unsure.push(at)
    return unsure
  }

  async findBy<T>(table: string, columns: readonly string[], key: string, values: readonly string[]): Promise<T[]> {
    const statement = this.#prepare(`select ${columns.join(', ')} from ${table} where ${key} = ?`)
    const found: T[] = []
    for (const value of values) found.push(...(statement.all(value) as T[]))
    return found
  }

  async query<T>(statement: string, values: readonly BulkValue[] = []): Promise<T[]> {
    return this.#prepare(statement).all(...values) as T[]
  }

  async run(statement: string, values: readonly BulkValue[] = []): Promise<number> {
    return this.#prepare(statement).run(...values).changes
  }

  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec('begin')
    try {
      return await work()
    } finally {
      this.#database.exec('rollback')
    }
  }

  async *pages(statement: string): AsyncGenerator<Record<string, BulkValue>[]> {
    let page: Record<string, BulkValue>[] = []
    for (const row of this.#prepare(statement).iterate()) {
      page.push(row as Record<string, BulkValue>)
      if (page.length < PAGE) continue
      yield page
      page = []
    }
    if (page.length > 0) yield page
  }

  async close(): Promise<void> {
    this.#database.close()
  }

  #prepare(text: string): SqliteDatabase.Statement {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.#database.prepare(text)
    this.#statements.set(text, statement)
    return statement
  }
}

function places(rows: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  return Array.from({ length: rows }, () => row).join(', ')
}

class PostgresBulk implements BulkConnection {
  readonly #client: pg.Client

  constructor(client: pg.Client) {
    this.#client = client
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#client.query('begin')
    try {
      const result = await work()
      await this.#client.query('commit')
      return result
    } catch (error) {
      await this.#client.query('rollback')
      throw error
    }
  }

  async insert(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<void> {
    await this.#insert(table, columns, rows, '')
  }

  async insertNew(table: string, columns: readonly string[], rows: readonly BulkRow[]): Promise<number[]> {
    const inserted = await this.#insert(table, columns, rows, ' on conflict do nothing')
    return inserted < rows.length ? rows.map((_, position) => position) : []
  }

  async #insert(table: string, columns: readonly string[], rows: readonly BulkRow[], onConflict: string) {
    if (rows.length === 0) return 0
    const arrays = columns.map((_, column) => rows.map(row => row[column] ?? null))
    const types = arrays.map(columnType)
    const lists = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
    const text = `insert into ${table} (${columns.join(', ')}) select * from unnest(${lists})${onConflict}`
    return (await this.#client.query(text, arrays)).rowCount ?? 0
  }

  async findBy<T>(table: string, columns: readonly string[], key: string, values: readonly string[]): Promise<T[]> {
    if (values.length === 0) return []
    const text = `select ${columns.join(', ')} from ${table} where ${key} = any($1::text[])`
    return (await this.#client.query(text, [values])).rows as T[]
  }

  async query<T>(statement: string, values: readonly BulkValue[] = []): Promise<T[]> {
    return (await this.#client.query(numbered(statement), [...values])).rows as T[]
  }

  async run(statement: string, values: readonly BulkValue[] = []): Promise<number> {
    return (await this.#client.query(numbered(statement), [...values])).rowCount ?? 0
  }

  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    await this.#client.query('begin isolation level repeatable read read only')
    try {
      return await work()
    } finally {
      await this.#client.query('rollback')
    }
  }

  async *pages(statement: string): AsyncGenerator<Record<string, BulkValue>[]> {
    await this.#client.query(`declare pages no scroll cursor for ${statement}`)
    for (;;) {
      const { rows } = await this.#client.query(`fetch ${PAGE} from pages`)
      if (rows.length === 0) break
      yield rows as Record<string, BulkValue>[]
    }
    await this.#client.query('close pages')
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}

const columnType = (values: readonly BulkValue[]): 'text' | 'bigint' | 'double precision' => {
  const numbers = values.filter(value => typeof value === 'number')
  return numbers.length === 0 ? 'text' : numbers.every(Number.isInteger) ? 'bigint' : 'double precision'
}

/** `?` → `$1`, `$2` …; statements here hold no question marks in text. */
function numbered(statement: string): string {
  let count = 0
  return statement.replace(/\?/g, () => `$${++count}`)
}
