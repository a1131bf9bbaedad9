// Speed of the sampling library, beside R where it is installed: the same file, one process for each task and side, in turns.
// `npm run bench -- sampling [--rows 1000000] [--only domains,rake] [--repeat 3] [--no-r] [--no-draw]`
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { drawFigures, drawTable } from './sampling-draw.ts'
import { type Figure, figureOf, type Run, table, tasks } from './sampling-figure.ts'
import { margins, writeSurvey } from './sampling-file.ts'

const work = fileURLToPath(new URL('sampling-work.ts', import.meta.url))
const script = fileURLToPath(new URL('sampling.R', import.meta.url))

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      rows: { type: 'string', default: '1000000' },
      only: { type: 'string', default: '' },
      repeat: { type: 'string', default: '3' },
      r: { type: 'boolean', default: true },
      draw: { type: 'boolean', default: true },
    },
  })
  const only = values.only.split(',').filter(name => name !== '')
  const unknown = only.filter(name => name !== 'draw' && !(name in tasks))
  if (unknown.length > 0) {
    process.stderr.write(`There is no task ${unknown.join(', ')}; there are draw, ${Object.keys(tasks).join(', ')}\n`)
    return 2
  }
  const version = values.r ? rVersion() : null
  const figures: Figure[] = []
  const folder = mkdtempSync(join(tmpdir(), 'sampling-bench-'))
  try {
    const file = join(folder, 'survey.csv')
    const population = writeSurvey(file, Number(values.rows))
    const shared = [file, String(population), Object.values(margins).join(';')]
    for (const task of Object.keys(tasks).filter(name => only.length === 0 || only.includes(name))) {
      const runs = inTurns(task, shared, Number(values.repeat), version !== null)
      const figure = figureOf(task, Number(values.rows), version, runs.ours, runs.r)
      process.stdout.write(`${JSON.stringify(figure)}\n`)
      figures.push(figure)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (figures.length > 0) process.stderr.write(table(figures, version))
  if (values.draw && (only.length === 0 || only.includes('draw'))) {
    const rows = Number(values.rows)
    const drawn = drawFigures([rows, 10 * rows], { withR: values.r, repeat: Number(values.repeat) })
    for (const figure of drawn) process.stdout.write(`${JSON.stringify(figure)}\n`)
    process.stderr.write(drawTable(drawn))
  }
  return figures.every(figure => figure.refused === null) ? 0 : 1
}

/** Repetitions, ours and R's in turns; two of R's are enough, or all ten tasks take a quarter of an hour. */
function inTurns(task: string, shared: readonly string[], repeat: number, withR: boolean): { ours: Run[]; r: Run[] } {
  const ours: Run[] = []
  const r: Run[] = []
  for (let round = 0; round < repeat; round++) {
    process.stderr.write(`  ${task} ${round + 1}/${repeat}\n`)
    ours.push(runOf(process.execPath, [work, task, ...shared]))
    if (withR && round < 2) r.push(runOf('Rscript', [script, task, ...shared]))
  }
  return { ours, r }
}

function runOf(command: string, args: readonly string[]): Run {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`bench sampling requires ${command} ${args[1]} to end well: ${stderr}`)
  const run: Record<string, number[][]> = {}
  for (const line of stdout.trim().split('\n')) {
    const [, name, numbers] = /^(\w+) +(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    const found = numbers!.split(',').map(Number)
    run[name] = [...(run[name] ?? []), found]
  }
  const { read, setup, task, peak, ...results } = run
  return {
    read: read![0]![0]!,
    setup: setup![0]!,
    task: task?.[0] ?? [],
    peak: peak![0]![0]!,
    results,
  }
}

/** R's version and survey's, or null where they are not installed. */
function rVersion(): string | null {
  try {
    const code = 'cat(paste0("R ", getRversion(), ", survey ", packageVersion("survey")))'
    return execFileSync('Rscript', ['-e', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    process.stderr.write('R with survey is not installed here: no ratios.\n')
    return null
  }
}
