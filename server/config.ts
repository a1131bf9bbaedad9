// The environment, read once.
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Config {
  readonly port: number
  readonly host: string
  /** What links and QR codes show; no trailing slash. */
  readonly baseUrl: string
  readonly dataDir: string
  /** Empty: the embedded SQLite. */
  readonly databaseUrl: string
  readonly keyFile: string
  readonly logLevel: string
  /** Where the built pages lie. */
  readonly distDir: string
}

/** @throws Error naming the variable that cannot be read */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env.PORT ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT requires a number from 0 to 65535')
  const host = env.HOST ?? '0.0.0.0'
  const databaseUrl = env.DATABASE_URL ?? ''
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL requires postgres://…')
  const dataDir = resolve(env.DATA_DIR ?? './data')
  const baseUrl = (env.BASE_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:\/\//.test(baseUrl)) throw new Error('BASE_URL requires http://… or https://…')
  return {
    port,
    host,
    baseUrl,
    dataDir,
    databaseUrl,
    keyFile: env.KEY_FILE ?? join(dataDir, 'key'),
    logLevel: env.LOG_LEVEL ?? 'info',
    distDir: resolve(import.meta.dirname, '../dist'),
  }
}

/** Gives a 32-byte key for one purpose, derived from the house's one secret. */
export type KeyRing = (purpose: string) => Buffer

/** Reads the secret, or makes it on the first start (0600). Losing it ends all sessions and unjoins answers from invitations. */
export function openKeyRing(keyFile: string): KeyRing {
  if (!existsSync(keyFile)) {
    mkdirSync(dirname(keyFile), { recursive: true })
    writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const text = readFileSync(keyFile, 'utf8').trim()
  if (text.length < 32) throw new Error('KEY_FILE requires at least 32 characters of secret')
  const secret = createHash('sha256').update(text).digest()
  return purpose => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `minping/${purpose}`, 32))
}
