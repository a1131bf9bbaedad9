// How many ratings a process accepts with every one on disk before its answer, and how that compares.
// `npm run bench -- rating [--engine sqlite|postgres|both] [--seconds 8] [--rounds 3] [--connections 128] [--windows 200]`
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { createDatabase } from '../../server/db/engine.ts'
import { startContext } from '../../server/start.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { type Hall, makeHall } from './rating-hall.ts'
import type { LoadOrder, LoadResult } from './rating-load.ts'
import { rawRate } from './rating-raw.ts'

const ENGINES = ['sqlite', 'postgres'] as const
type Engine = (typeof ENGINES)[number]
const TARGET = { ofNoWrite: 0.5, ofRaw: 1.5, p99: 50 }
const CENTERS = 10

export interface Options {
  readonly seconds: number
  readonly rounds: number
  readonly connections: number
  readonly windows: number
  readonly visits: number
}

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string', default: 'both' },
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '128' },
      windows: { type: 'string', default: '200' },
      visits: { type: 'string', default: '40000' },
    },
  })
  const [seconds, rounds, connections, windows, visits] = [
    values.seconds,
    values.rounds,
    values.connections,
    values.windows,
    values.visits,
  ].map(Number) as [number, number, number, number, number]
  const options = { seconds, rounds, connections, windows, visits }
  const raw = await measureRaw(options)
  const engines = ENGINES.filter(engine => values.engine === 'both' || values.engine === engine)
  const results = []
  for (const engine of engines) results.push(await measureEngine(engine, raw, options))
  const report = { bench: 'rating', ...options, load: loadavg()[0], rawPerSecond: Math.round(raw), results }
  process.stdout.write(`${JSON.stringify(report)}\n`)
  process.stderr.write(table(report))
  return results.every(result => result.met) ? 0 : 1
}

async function measureRaw({ seconds, windows, rounds }: Options): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minping-bench-'))
  const context = await startContext({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  try {
    await makeHall(context, { centers: CENTERS, windows, visits: 0 })
    const rates: number[] = []
    for (let round = 0; round < rounds; round++) rates.push(await rawRate(context, seconds / 2))
    return median(rates)
  } finally {
    await context.db.destroy()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Result = Awaited<ReturnType<typeof measureEngine>>

async function measureEngine(engine: Engine, raw: number, options: Options) {
  const durable = await measureServer(engine, [], options)
  const noWrite = await measureServer(engine, ['--no-write'], options)
  const [ofNoWrite, ofRaw] = [round(durable.perSecond / noWrite.perSecond), round(durable.perSecond / raw)]
  const p99 = durable.half.p99
  const met = ofNoWrite >= TARGET.ofNoWrite && ofRaw >= TARGET.ofRaw && p99 < TARGET.p99 && durable.counted
  return { engine, durable, noWrite, ofNoWrite, ofRaw, p99AtHalf: p99, met }
}

/** A server of its own: closed loop for the rate, then half of that rate whether or not answers come. */
async function measureServer(engine: Engine, flags: readonly string[], options: Options) {
  const dataDir = mkdtempSync(join(tmpdir(), 'minping-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : null
  const databaseUrl = postgres?.url ?? ''
  const place = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' }
  const hallSize = [CENTERS, options.windows, options.visits].map(String)
  const server = start('rating-server.ts', [...hallSize, ...flags], place)
  const load = start('rating-load.ts', [], {})
  try {
    const { port, hall } = JSON.parse(await server.line()) as { port: number; hall: Hall }
    let visitsFrom = 0
    let accepted = 0
    const drive = async (seconds: number, rate: number | null): Promise<LoadResult> => {
      const order: LoadOrder = { port, hall, connections: options.connections, seconds, rate, visitsFrom }
      load.child.stdin?.write(`${JSON.stringify(order)}\n`)
      const result = JSON.parse(await load.line()) as LoadResult
      visitsFrom = result.visitsTo
      accepted += result.accepted
      if (result.refused > 0) throw new Error(`bench rating requires every rating accepted, ${result.refused} were not`)
      return result
    }
    await drive(2, null)
    const before = { accepted, micros: processorMicros(server.child.pid) }
    const full: LoadResult[] = []
    for (let at = 0; at < options.rounds; at++) full.push(await drive(options.seconds, null))
    const perSecond = Math.round(median(full.map(result => result.accepted / result.seconds)))
    const half: LoadResult[] = []
    for (let at = 0; at < options.rounds; at++) half.push(await drive(options.seconds, perSecond / 2))
    const micros = Math.round((processorMicros(server.child.pid) - before.micros) / (accepted - before.accepted))
    await server.end('SIGTERM')
    const rows = await countRatings({ dataDir, databaseUrl })
    const counted = flags.length > 0 || (rows.ratings === accepted && rows.tallied === accepted)
    if (!counted) process.stderr.write(`acknowledged ${accepted}, in the database ${JSON.stringify(rows)}\n`)
    return { perSecond, micros, full: summary(full), half: summary(half), acknowledged: accepted, ...rows, counted }
  } finally {
    await load.end('SIGKILL')
    await server.end('SIGKILL')
    await postgres?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Processor time of a process and its threads so far; unlike rates it hardly depends on what else the machine does. Linux only. */
function processorMicros(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}

async function countRatings(place: { dataDir: string; databaseUrl: string }) {
  const db = createDatabase(place)
  const { rows } = await sql<{ ratings: number; tallied: number }>`
    select (select count(*) from rating) as ratings, (select coalesce(sum(very_satisfied + satisfied + basically_satisfied
      + dissatisfied + very_dissatisfied), 0) from rating_tally) as tallied`.execute(db)
  await db.destroy()
  return rows[0] ?? { ratings: 0, tallied: 0 }
}

function start(script: string, args: readonly string[], env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [resolve(import.meta.dirname, script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]()
  return {
    child,
    line: async (): Promise<string> => {
      const { value, done } = await lines.next()
      if (done) throw new Error(`${script} ended with ${child.exitCode}`)
      return value
    },
    end: async (signal: NodeJS.Signals): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const summary = (results: readonly LoadResult[]) => ({
  p50: round(median(results.map(result => result.p50))),
  p99: round(median(results.map(result => result.p99))),
})

function table(report: {
  readonly rawPerSecond: number
  readonly load: number | undefined
  readonly results: readonly Result[]
}): string {
  const lines = report.results.flatMap(({ engine, durable, noWrite, ofNoWrite, ofRaw, p99AtHalf, met }) => [
    `${engine.padEnd(9)} accepted, each on disk  ${durable.perSecond}/s   p50 ${durable.full.p50} ms   p99 ${durable.full.p99} ms   ${durable.micros} µs of processor each`,
    `${''.padEnd(9)} without the write        ${noWrite.perSecond}/s   p50 ${noWrite.full.p50} ms   p99 ${noWrite.full.p99} ms   ${noWrite.micros} µs of processor each`,
    `${''.padEnd(9)} of the route without the write ${ofNoWrite} (≥ ${TARGET.ofNoWrite}), of single commits ${ofRaw} (≥ ${TARGET.ofRaw}), p99 at half load ${p99AtHalf} ms (< ${TARGET.p99})`,
    `${''.padEnd(9)} acknowledged ${durable.acknowledged}, in the database ${durable.ratings}, in the tallies ${durable.tallied}: ${met ? 'met' : 'NOT MET'}`,
  ])
  const raw = `raw better-sqlite3, one durable commit a rating: ${report.rawPerSecond}/s; load of the machine ${report.load?.toFixed(1)}`
  return `${[raw, ...lines].join('\n')}\n`
}
