// Builds the context a server, a command or a test runs in.
import { randomUUIDv7 } from 'node:crypto'
import pino, { type Logger } from 'pino'
import { createAuth } from './account/auth.ts'
import { type Config, openKeyRing, readConfig } from './config.ts'
import type { Context } from './context.ts'
import { createDatabase, engineName } from './db/engine.ts'
import { migrate } from './db/migrate.ts'
import { createLive } from './live.ts'

/** Opens and migrates the database named by the environment. The caller destroys `context.db` at the end. */
export async function startContext(env: NodeJS.ProcessEnv): Promise<Context> {
  const config = readConfig(env)
  return await openContext(config, createLogger(config))
}

export async function openContext(config: Config, log: Logger): Promise<Context> {
  const key = openKeyRing(config.keyFile)
  const db = createDatabase(config)
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    config,
    db,
    engine: engineName(config),
    now: () => new Date(),
    newId: () => randomUUIDv7(),
    key,
    log,
    auth: createAuth(db, config, key),
    live: createLive(),
  }
}

export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino(
    { level: config.logLevel, base: null, redact: ['*.password', '*.token', '*.answers', '*.mobile'] },
    pino.destination(2),
  )
}
