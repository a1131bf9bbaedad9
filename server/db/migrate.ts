// Brings a database to the newest schema. Migrations are a static list, frozen once released.
import { Migrator } from 'kysely/migration'
import type { Db } from './engine.ts'
import { migrations } from './migrations.ts'

/**
 * Applies what is missing, in order, under the engine's own lock, so that several processes may start at once.
 * @param upTo the last migration to apply; the newest when left out
 * @returns the names of the migrations applied now
 * @throws Error naming the migration that failed; those before it stay applied
 */
export async function migrate(db: Db, upTo?: string): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) {
    const failed = results?.find(result => result.status === 'Error')?.migrationName ?? 'unknown'
    throw new Error(`migrate requires migration ${failed} to apply`, { cause: error })
  }
  return (results ?? []).map(result => result.migrationName)
}

/** Name of the newest migration a database has; empty for a database without any. */
export async function migrationOf(db: Db): Promise<string> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  return (await migrator.getMigrations()).findLast(each => each.executedAt !== undefined)?.name ?? ''
}

/** Name of the newest migration this version has. */
export const newestMigration = (): string => Object.keys(migrations).at(-1) ?? ''

/** Whether this version has a migration of that name. */
export const knowsMigration = (name: string): boolean => Object.hasOwn(migrations, name)
