// Databases for tests. Every test file opens its own, on either engine, and drops it at the end.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseOptions, EngineName } from '../../server/db/engine.ts'
import { openPostgres } from '../../server/db/engine.ts'

/** `describe.each(ENGINES)('… on %s', engine => …)` */
export const ENGINES = ['sqlite', 'postgres'] as const satisfies readonly EngineName[]

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** A fresh, empty database on the private PostgreSQL (or on the server named by DATABASE_URL_TEST). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `minping_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  return { url: url.href, drop: async () => await administer(`drop database if exists ${name} with (force)`) }
}

export interface TestPlace {
  /** What `createDatabase` and `readConfig` want to know. */
  readonly options: Required<Pick<DatabaseOptions, 'dataDir' | 'databaseUrl'>>
  /** Close the database before. */
  remove(): Promise<void>
}

/** A fresh data folder and, for PostgreSQL, a fresh database. */
export async function createTestPlace(engine: EngineName): Promise<TestPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minping-test-'))
  const database = engine === 'postgres' ? await createTestDatabase() : undefined
  return {
    options: { dataDir, databaseUrl: database?.url ?? '' },
    remove: async () => {
      await database?.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function serverUrl(): string {
  const { MINPING_TEST_PG: url, MINPING_TEST_PG_ERROR: reason } = process.env
  if (url) return url
  throw new Error(
    `createTestDatabase requires a PostgreSQL: ${reason ?? 'run the tests by vitest, or set DATABASE_URL_TEST'}`,
  )
}

async function administer(statement: string): Promise<void> {
  const client = openPostgres(serverUrl())
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
