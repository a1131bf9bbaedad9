// Brings a database to the newest schema. Migrations are a static list, frozen once released.
import { Migrator } from 'kysely/migration'
import type { Db } from './engine.ts'
import { migrations } from './migrations.ts'

/**
 * Applies what is missing, in order, under the engine's own lock, so that several processes may start at once.
 * @returns the names of the migrations applied now
 * @throws Error naming the migration that failed; those before it stay applied
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find(result => result.status === 'Error')?.migrationName ?? 'unknown'
    throw new Error(`migrate requires migration ${failed} to apply`, { cause: error })
  }
  return (results ?? []).map(result => result.migrationName)
}
