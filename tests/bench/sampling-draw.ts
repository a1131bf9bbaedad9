// Speed of the replayable draw beside R, on the same files: one process for each measurement, ours and R's in turns, the best of three.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeFrame } from './sampling-draw-file.ts'

/** What one side needs for one task; CPU seconds tell how much of the time was waiting for a busy machine. */
export interface Measured {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakRssMb: number
}

export interface DrawFigure extends Measured {
  readonly bench: 'sampling draw'
  readonly task: string
  /** `id`: every element has its ticket; `index`: ranks of the canonical order. */
  readonly profile: 'id' | 'index'
  readonly rows: number
  readonly r?: Measured & { readonly way: string }
  /** R's seconds over ours. */
  readonly ratioToR?: number
  readonly target: string
  /** Absent where the target is R's time and R is not here. */
  readonly met?: boolean
}

type RTask = 'csv' | 'strata' | 'split'

interface Task {
  readonly task: string
  readonly words: string
  readonly profile: 'id' | 'index'
  readonly rows: number
  readonly order: 'sorted' | 'shuffled'
  readonly r: RTask
  readonly target: string
  readonly met: (ours: Measured, r: Measured | undefined) => boolean | undefined
}

const notSlower = (ours: Measured, r: Measured | undefined): boolean | undefined => r && ours.seconds <= r.seconds
const ways: Readonly<Record<RTask, string>> = {
  csv: 'read.csv + sampling::strata',
  strata: 'sampling::strata',
  split: 'split + sample.int on a factor',
}
const n = 20_000

function tasksOf(few: number, many: number): readonly Task[] {
  const csv = { task: 'csv', words: 'CSV to sample', profile: 'id', rows: many, r: 'csv' } as const
  const whole = {
    target: 'no slower than R, at most 500 MB',
    met: (ours: Measured, r: Measured | undefined) => (ours.peakRssMb > 500 ? false : notSlower(ours, r)),
  }
  const index = { task: 'memory', words: 'frame in memory', profile: 'index', rows: many, order: 'shuffled' } as const
  return [
    {
      task: 'memory',
      words: 'frame in memory',
      profile: 'id',
      rows: few,
      order: 'shuffled',
      r: 'strata',
      target: 'at most 0.15 s',
      met: ours => ours.seconds <= 0.15,
    },
    { ...csv, order: 'sorted', ...whole },
    { ...csv, order: 'shuffled', ...whole },
    { ...index, r: 'split', target: 'faster than the best base R', met: notSlower },
    { ...index, r: 'strata', target: 'faster than sampling::strata', met: notSlower },
  ]
}

/**
 * Measure every task.
 *
 * @param rows of the small frame and of the large one
 * @param withR whether to run R's side, where R with the package sampling is installed
 */
export function drawFigures(
  rows: readonly [few: number, many: number] = [1_000_000, 10_000_000],
  { withR = true, repeat = 3 }: { withR?: boolean; repeat?: number } = {},
): DrawFigure[] {
  const beside = withR && hasR()
  const folder = mkdtempSync(join(tmpdir(), 'sampling-draw-'))
  try {
    const figures: DrawFigure[] = []
    for (const task of tasksOf(...rows)) {
      process.stderr.write(`  draw, ${task.words}, ${task.profile}, ${task.rows} rows ${task.order}\n`)
      figures.push(measure(folder, task, beside, repeat))
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measure(folder: string, task: Task, beside: boolean, repeat: number): DrawFigure {
  const frame = join(folder, 'frame.csv')
  const design = join(folder, 'design.json')
  writeFrame(frame, task.rows, task.order)
  writeFileSync(design, designOf(task.profile))
  const ours: Measured[] = []
  const theirs: Measured[] = []
  for (let round = 0; round < repeat; round++) {
    ours.push(ourRun(task.task, frame, design, folder))
    if (beside) theirs.push(rRun(task.r, frame))
  }
  const [own, r] = [best(ours), theirs.length === 0 ? undefined : best(theirs)]
  const met = task.met(own, r)
  return {
    bench: 'sampling draw',
    task: `${task.words}, ids ${task.order}`,
    profile: task.profile,
    rows: task.rows,
    ...own,
    ...(r === undefined ? {} : { r: { way: ways[task.r], ...r }, ratioToR: rounded(r.seconds / own.seconds, 2) }),
    target: task.target,
    ...(met === undefined ? {} : { met }),
  }
}

const designOf = (profile: 'id' | 'index'): string =>
  JSON.stringify({ method: 'srs', allocation: { kind: 'proportional', n }, profile })

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
const least = (numbers: readonly number[]): number => rounded(Math.min(...numbers), 4)
/** The best time and the worst peak. */
const best = (runs: readonly Measured[]): Measured => ({
  seconds: least(runs.map(run => run.seconds)),
  cpuSeconds: least(runs.map(run => run.cpuSeconds)),
  peakRssMb: Math.max(...runs.map(run => run.peakRssMb)),
})

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function ourRun(task: string, frame: string, design: string, folder: string): Measured {
  // What the command prints goes to a file, as it would at a shell.
  const out = openSync(join(folder, 'drawn.json'), 'w')
  const { stderr, status } = spawnSync(process.execPath, [here('sampling-draw-work.ts'), task, frame, design], {
    encoding: 'utf8',
    stdio: ['ignore', out, 'pipe'],
    maxBuffer: 1 << 26,
  })
  closeSync(out)
  if (status !== 0) throw new Error(`bench sampling requires our side to end well: ${stderr}`)
  return JSON.parse(stderr.trim().split('\n').at(-1)!) as Measured
}

function rRun(task: RTask, frame: string): Measured {
  const { stdout, stderr, status } = spawnSync('Rscript', [here('sampling-draw.R'), task, frame, String(n)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`bench sampling requires R's side to end well: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured
}

function hasR(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'stopifnot(requireNamespace("sampling", quietly = TRUE))'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write('R with sampling is not installed here: no ratios for the draw.\n')
    return false
  }
}

/** The figures as a table. */
export function drawTable(figures: readonly DrawFigure[]): string {
  const head = [
    'draw of 20,000',
    'profile',
    'rows',
    's',
    'CPU s',
    'MB',
    'R',
    'R s',
    'R CPU s',
    'R MB',
    'ratio',
    'target',
  ]
  const rows = figures.map(({ r, ...one }) => [
    one.task,
    one.profile,
    String(one.rows),
    one.seconds.toFixed(3),
    one.cpuSeconds.toFixed(3),
    String(one.peakRssMb),
    r?.way ?? '',
    r?.seconds.toFixed(3) ?? '',
    r?.cpuSeconds.toFixed(3) ?? '',
    r === undefined ? '' : String(r.peakRssMb),
    one.ratioToR === undefined ? '' : `${one.ratioToR}×`,
    one.met === undefined ? one.target : `${one.met ? 'met' : 'missed'} (${one.target})`,
  ])
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]!.length)))
  const left = new Set([0, 1, 6, 11])
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (left.has(at) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')
  return `${[head, ...rows].map(row => `  ${line(row)}`.trimEnd()).join('\n')}\n`
}
