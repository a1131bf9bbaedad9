// Everything a route may need, built once at start and handed down; nothing here is global.
import type { Logger } from 'pino'
import type { Auth } from './account/auth.ts'
import type { Config, KeyRing } from './config.ts'
import type { Db, EngineName } from './db/engine.ts'
import type { Live } from './live.ts'

export interface Context {
  readonly config: Config
  readonly db: Db
  readonly engine: EngineName
  readonly now: () => Date
  /** Time-ordered UUIDv7. */
  readonly newId: () => string
  readonly key: KeyRing
  readonly log: Logger
  readonly auth: Auth
  readonly live: Live
}
