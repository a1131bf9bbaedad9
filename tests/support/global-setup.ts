// Before all Vitest files: one PostgreSQL for the run. Tests that need none still run where it cannot start.
import { startPostgres } from './postgres-server.ts'

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.DATABASE_URL_TEST) {
    process.env.MINPING_TEST_PG = process.env.DATABASE_URL_TEST
    return undefined
  }
  try {
    const server = await startPostgres()
    process.env.MINPING_TEST_PG = server.url
    return async () => await server.stop()
  } catch (error) {
    process.env.MINPING_TEST_PG_ERROR = error instanceof Error ? error.message : String(error)
    return undefined
  }
}
