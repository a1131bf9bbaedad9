// How fast a large roster imports through the API of a real server, how much memory it takes, and how the pages answer meanwhile.
// `npm run bench -- roster [--rows 1000000] [--postgres] [--floor 36000]`
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SETTINGS } from '../support/campaign.ts'
import { type Office, signInOffice } from '../support/office.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { writeLargeRoster } from '../support/roster-file.ts'
import { type Server, startServer } from '../support/server.ts'

/** LimeSurvey took 139 s for 100,000 rows. */
const LIMESURVEY_ROWS_PER_SECOND = 100_000 / 139

interface Progress {
  state: string
  processed: number
  valid: number
  lost: number
  duplicate: number
}

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '1000000' },
      postgres: { type: 'boolean', default: false },
      /** Rows per second below which the bench fails. */
      floor: { type: 'string', default: '0' },
    },
  })
  const rows = Number(values.rows)
  const folder = mkdtempSync(join(tmpdir(), 'minping-bench-'))
  const postgres = values.postgres ? await startPostgres() : null
  const server = await startServer({ empty: true, env: { DATABASE_URL: postgres?.url ?? '' } })
  try {
    const result = await measure(server, join(folder, 'large.csv'), rows)
    const report = { bench: 'roster', engine: postgres ? 'postgres' : 'sqlite', ...result }
    process.stdout.write(`${JSON.stringify(report)}\n`)
    process.stderr.write(table(report))
    return result.rowsPerSecond >= Number(values.floor) ? 0 : 1
  } finally {
    await server.stop()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(server: Server, file: string, rows: number) {
  const made = await writeLargeRoster(file, rows)
  const office = await signInOffice(server.url, server.password())
  const campaign = await office.call<{ id: string }>('POST', '/campaigns', SETTINGS)
  const upload = `/campaigns/${campaign.id}/rosters/upload?fileName=large.csv`
  const uploadStart = performance.now()
  const { id } = await office.sendFile<{ id: string }>(upload, file)
  const uploadSeconds = (performance.now() - uploadStart) / 1000

  const importStart = performance.now()
  await office.call('POST', `/rosters/${id}/import`, { category: 'service_recipient', name: '百万人名册' })
  const watch = watchPages(server, office, campaign.id)
  const done = await finished(office, id)
  const importSeconds = (performance.now() - importStart) / 1000
  const pages = await watch.stop()
  const agrees = done.valid === made.valid && done.lost === made.lost && done.duplicate === made.duplicate
  if (!agrees) throw new Error(`bench roster requires ${JSON.stringify(made)}, got ${JSON.stringify(done)}`)
  const rowsPerSecond = Math.round(rows / importSeconds)
  return {
    rows,
    megabytes: Math.round(made.bytes / 1e6),
    uploadSeconds: round(uploadSeconds),
    importSeconds: round(importSeconds),
    rowsPerSecond,
    timesLimeSurvey: round(rowsPerSecond / LIMESURVEY_ROWS_PER_SECOND),
    processorSeconds: processorSeconds(server.pid),
    peakMemoryMegabytes: peakMemory(server.pid),
    ...pages,
  }
}

async function finished(office: Office, id: string): Promise<Progress> {
  for (;;) {
    const roster = await office.call<Progress>('GET', `/rosters/${id}`)
    if (roster.state === 'ready') return roster
    if (roster.state !== 'importing') throw new Error(`bench roster requires an import, got ${JSON.stringify(roster)}`)
    await new Promise(next => setTimeout(next, 100))
  }
}

/** Asks for the health, a page of data and a small change again and again, as people at work would. */
function watchPages(server: Server, office: Office, campaignId: string) {
  const health: number[] = []
  const page: number[] = []
  const change: number[] = []
  const watching = { on: true }
  const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  const loop = async (): Promise<void> => {
    for (let round = 0; watching.on; round++) {
      await timed(health, () => fetch(`${server.url}/healthz`))
      await timed(page, () => office.call('GET', `/campaigns/${campaignId}`))
      if (round % 5 === 0)
        await timed(change, () => office.call('PATCH', `/campaigns/${campaignId}`, { hotline: `${round}` }))
      await new Promise(next => setTimeout(next, 20))
    }
  }
  const running = loop()
  return {
    stop: async () => {
      watching.on = false
      await running
      return { health: spread(health), page: spread(page), change: spread(change) }
    },
  }
}

/** Milliseconds. */
function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}

/** Largest resident memory of the server process, worker thread included; Linux tells. */
function peakMemory(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes ? Math.round(Number(kilobytes) / 1024) : null
  } catch {
    return null
  }
}

/** Processor time of the server since its start: what the import costs when others use the machine too. */
function processorSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return round((Number(fields[11]) + Number(fields[12])) / 100)
  } catch {
    return null
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function table(report: Awaited<ReturnType<typeof measure>> & { engine: string }): string {
  const times = (name: 'health' | 'page' | 'change') => {
    const { n, p50, p99, max } = report[name]
    return `p50 ${p50} ms, p99 ${p99} ms, max ${max} ms (n ${n})`
  }
  const lines = [
    ['engine', report.engine],
    ['rows', `${report.rows} (${report.megabytes} MB)`],
    ['upload', `${report.uploadSeconds} s`],
    ['import', `${report.importSeconds} s`],
    ['rows per second', `${report.rowsPerSecond} = ${report.timesLimeSurvey} × LimeSurvey`],
    ['processor time', `${report.processorSeconds ?? '?'} s`],
    ['peak memory', `${report.peakMemoryMegabytes ?? '?'} MB`],
    ['/healthz during import', times('health')],
    ['a page during import', times('page')],
    ['a change during import', times('change')],
  ]
  return `${lines.map(([name, value]) => `  ${String(name).padEnd(24)}${value}`).join('\n')}\n`
}
