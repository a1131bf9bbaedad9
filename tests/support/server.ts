// The real program as a process: `node server/main.ts` on a free port with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './postgres-server.ts'

export interface Server {
  readonly url: string
  readonly dataDir: string
  readonly pid: number
  /** All it wrote so far, both streams. */
  output(): string
  /** The first administrator's one-time password; throws where this start made none. */
  password(): string
  /** A link it printed: `link('/s/')`. */
  link(path: string): string
  /** Asks it to stop, as an operator would, and removes the data folder unless it was given. */
  stop(): Promise<void>
  /** Ends it without warning, as a power cut would; the data folder stays. */
  kill(): Promise<void>
}

export interface ServerOptions {
  /** Starts without the demo. */
  readonly empty?: boolean
  /** A folder that outlives the server, to start it again on the same data. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
}

const root = resolve(import.meta.dirname, '../..')
const START_LIMIT_MILLISECONDS = 240_000

/** @throws Error with what it printed, when it ends or does not answer */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'minping-server-'))
  const place = { PORT: `${port}`, HOST: '127.0.0.1', BASE_URL: url, DATA_DIR: dataDir, DATABASE_URL: '' }
  const child = spawn(process.execPath, ['server/main.ts', ...(options.empty ? ['--empty'] : [])], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...place, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)))
  const found = (what: string, pattern: RegExp) => {
    const match = pattern.exec(output)?.[1]
    if (!match) throw new Error(`the server printed no ${what}:\n${output}`)
    return match
  }
  const remove = () => {
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await answering(url, child, () => output)
  } catch (error) {
    await end(child, 'SIGKILL')
    remove()
    throw error
  }
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    password: () => found('password', /admin \/ (\S+)/),
    link: path => found(`link ${path}`, new RegExp(`(https?://\\S+${path}\\S+)`)),
    stop: async () => {
      await end(child, 'SIGTERM')
      remove()
    },
    kill: async () => await end(child, 'SIGKILL'),
  }
}

/** Ready means: it answers and has printed its welcome, the inspector's page last. */
async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const limit = Date.now() + START_LIMIT_MILLISECONDS
  while (Date.now() < limit && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok && output().includes('/verify')) return
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error(`the server did not start:\n${output()}`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(done => child.once('exit', done))
  child.kill(signal)
  await ended
}
