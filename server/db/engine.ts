// The only file that knows SQLite from PostgreSQL: opening, closing, transactions, and what the engines call their errors.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  SqliteDialect,
  SqliteDriver,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

export type EngineName = 'sqlite' | 'postgres'
export type Db = Kysely<Database>
export type Trx = Transaction<Database>

export interface DatabaseOptions {
  readonly dataDir: string
  /** `postgres://…`; empty means the embedded SQLite in `dataDir`. */
  readonly databaseUrl?: string
  /** Milliseconds a writer waits for another connection's lock on SQLite. */
  readonly busyTimeout?: number
  /** Connections in the PostgreSQL pool. */
  readonly poolSize?: number
}

export function engineName(options: Pick<DatabaseOptions, 'databaseUrl'>): EngineName {
  return options.databaseUrl ? 'postgres' : 'sqlite'
}

/** What stands behind a `Db`, for writers that need a connection of their own beside it (batch.ts). */
export interface House {
  readonly options: DatabaseOptions
  /** SQLite has one writer: writers of this process queue here, first come, first served. */
  readonly turn: WriteTurn
  /** Closed before the database is. */
  readonly closers: (() => Promise<void>)[]
}

const houses = new WeakMap<Db, House>()

/** Opens the database. SQLite: WAL, synchronous=FULL, one connection. PostgreSQL: a pool. */
export function createDatabase(options: DatabaseOptions): Db {
  const house: House = { options, turn: new WriteTurn(), closers: [] }
  const dialect = options.databaseUrl ? postgresDialect(options) : new WritingSqliteDialect(openSqlite(options), house)
  const db = new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    for (const close of house.closers.splice(0)) await close()
    await destroy()
  }
  houses.set(db, house)
  return db
}

/** @throws Error for a transaction or a database that was not made by `createDatabase` */
export function houseOf(db: Db): House {
  const house = houses.get(db)
  if (!house) throw new Error('houseOf requires a database made by createDatabase')
  return house
}

/** A queue of one: whoever takes the turn holds it until released. */
export class WriteTurn {
  #last: Promise<void> = Promise.resolve()

  /** @returns once all before are done; call it to let the next one in */
  async take(): Promise<() => void> {
    const before = this.#last
    let release = (): void => undefined
    this.#last = new Promise<void>(resolve => (release = resolve))
    await before
    return release
  }
}

class WritingSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase.Database
  readonly #house: House

  constructor(database: SqliteDatabase.Database, house: House) {
    super({ database })
    this.#database = database
    this.#house = house
  }

  override createDriver(): Driver {
    return new WritingSqliteDriver(this.#database, this.#house)
  }
}

const LOCK_WAIT_MS = 15_000
const LOCK_POLL_MS = 2

/**
 * Takes the write lock when a transaction begins. One that read first and wrote later would be refused (SQLITE_BUSY_SNAPSHOT)
 * whenever an import on its own connection had written in between. Waiting is done here and not inside SQLite, which would
 * stop the whole process while it waits.
 */
class WritingSqliteDriver extends SqliteDriver {
  readonly #database: SqliteDatabase.Database
  readonly #house: House
  #release = (): void => undefined

  constructor(database: SqliteDatabase.Database, house: House) {
    super({ database })
    this.#database = database
    this.#house = house
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const release = await this.#house.turn.take()
    try {
      await this.#begin(connection)
    } catch (error) {
      release()
      throw error
    }
    this.#release = release
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#release()
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } finally {
      this.#release()
    }
  }

  async #begin(connection: DatabaseConnection): Promise<void> {
    const limit = Date.now() + LOCK_WAIT_MS
    while (!this.#takeLock()) {
      if (Date.now() > limit) return void (await connection.executeQuery(CompiledQuery.raw('begin immediate')))
      await new Promise(resolve => setTimeout(resolve, LOCK_POLL_MS))
    }
  }

  #takeLock(): boolean {
    const patience = this.#database.pragma('busy_timeout', { simple: true })
    this.#database.pragma('busy_timeout = 0')
    try {
      this.#database.exec('begin immediate')
      return true
    } catch (error) {
      if (errorCode(error) === 'SQLITE_BUSY') return false
      throw error
    } finally {
      this.#database.pragma(`busy_timeout = ${Number(patience)}`)
    }
  }
}

/** A bare connection for bulk work in a worker thread: transactions there must be synchronous and short. */
export function openSqlite(options: DatabaseOptions): SqliteDatabase.Database {
  mkdirSync(options.dataDir, { recursive: true })
  const database = new SqliteDatabase(join(options.dataDir, 'minping.sqlite'), {
    timeout: options.busyTimeout ?? 15_000,
  })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  // What is overwritten (destroyed keys, withdrawn contacts) is zeroed in the page that is written anyway.
  database.pragma('secure_delete = FAST')
  database.pragma('temp_store = MEMORY')
  database.pragma('cache_size = -32000')
  return database
}

/** A bare PostgreSQL client for bulk work outside the pool. The caller connects and ends it. */
export function openPostgres(databaseUrl: string): pg.Client {
  return new pg.Client({ connectionString: databaseUrl })
}

// count(*) and bigint columns arrive as numbers on both engines; ours never pass 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

function postgresDialect(options: DatabaseOptions): PostgresDialect {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: options.poolSize ?? 10 })
  // An idle connection that the server drops must not take the process down; the next query opens another.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}

const RETRYABLE = new Set(['40001', '40P01'])

/** True when the engine asks to run the transaction again: serialisation failure, deadlock. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(errorCode(error))
}

/** SQLite: locked by another, disk full, disk failing. PostgreSQL: shutting down, out of something, connection lost. */
const UNAVAILABLE = /^(?:SQLITE_(?:BUSY|FULL|IOERR|CANTOPEN|READONLY)\w*|57P\d\d|53\w{3}|08\w{3}|E[A-Z]+)$/

/** True when nothing can be written now, whatever it is. */
export function isUnavailable(error: unknown): boolean {
  if (UNAVAILABLE.test(errorCode(error))) return true
  return error instanceof Error && /connection (?:terminated|timeout)|timeout exceeded/i.test(error.message)
}

/**
 * Runs `work` in one transaction and repeats it when the engine asks for that (serialisation failure, deadlock).
 * Inside, use only `trx`: SQLite has one connection, and the outer `db` would wait for itself.
 */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>, tries = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt >= tries || !isRetryable(error)) throw error
      await new Promise(resolve => setTimeout(resolve, 10 * 2 ** attempt * (0.5 + attempt / 10)))
    }
  }
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** True when a unique or primary key refused the row, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const code = errorCode(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** True when a foreign key refused the row, on either engine. */
export function isForeignKeyViolation(error: unknown): boolean {
  const code = errorCode(error)
  return code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

/** Holds the rows of a query until the transaction ends, so that nobody changes what was read. SQLite has one writer and no word for it. */
export function held<Q extends { forNoKeyUpdate(): Q }>(engine: EngineName, query: Q): Q {
  return engine === 'postgres' ? query.forNoKeyUpdate() : query
}
