// What the estimation bench reports of one task: best times, memory, the ratio to R, and whether both sides gave the same numbers.

/** What one process measured, seconds by repetition, and what it computed. */
export interface Run {
  readonly read: number
  readonly setup: readonly number[]
  readonly task: readonly number[]
  /** Megabytes. */
  readonly peak: number
  readonly results: Readonly<Record<string, readonly (readonly number[])[]>>
}

interface Times {
  readonly read: number
  readonly setup: number
  readonly task: number
  readonly peakMegabytes: number
}

export interface Figure {
  readonly bench: 'sampling'
  readonly task: string
  readonly rows: number
  readonly seconds: Times
  /** The first repetition of a fresh process, set-up and task: before the code is warm. */
  readonly firstSeconds: number
  readonly r: (Times & { readonly version: string }) | null
  /** R's seconds over ours, set-up counted on both sides. */
  readonly times: number | null
  /** R's best over our first: what somebody gets who asks once. */
  readonly timesFirst: number | null
  /** As `times`, without set-up. */
  readonly timesTaskAlone: number | null
  readonly target: number | null
  readonly met: boolean | null
  /** Largest relative difference between the two sides' results. */
  readonly worstDifference: number | null
  /** Why the figure does not count. */
  readonly refused: string | null
}

/** Task → what it does, how many times R's speed is aimed at, and what the aim is measured on. */
export const tasks: Readonly<
  Record<string, { readonly words: string; readonly target?: number; readonly on?: 'whole' | 'task' }>
> = {
  setup: { words: 'design set-up' },
  mean: { words: 'mean, total and ratio' },
  domains: { words: '100 domain means with SE', target: 50, on: 'whole' },
  cells: { words: '400 cell means with SE', target: 50, on: 'whole' },
  covariances: { words: '100 domain means, all covariances', target: 50, on: 'whole' },
  quantile: { words: '3 quantiles with intervals' },
  rake: { words: 'raking 5 × 2 × 4, converged', target: 10, on: 'task' },
  'rake.rdefault': { words: "raking, R's loose default" },
  linear: { words: 'linear calibration' },
  raking: { words: 'raking calibration' },
}

const allowed = 1e-8
const least = (numbers: readonly number[]): number => Math.min(...numbers)
const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits))

function timesOf(runs: readonly Run[]): Times {
  return {
    read: rounded(least(runs.map(run => run.read))),
    setup: rounded(least(runs.flatMap(run => run.setup))),
    task: rounded(runs[0]!.task.length === 0 ? 0 : least(runs.flatMap(run => run.task))),
    peakMegabytes: Math.round(Math.max(...runs.map(run => run.peak))),
  }
}

export function figureOf(
  task: string,
  rows: number,
  version: string | null,
  ours: readonly Run[],
  r: readonly Run[],
): Figure {
  const seconds = timesOf(ours)
  const first = least(ours.map(run => run.setup[0]! + (run.task[0] ?? 0)))
  const figure = { bench: 'sampling' as const, task, rows, seconds, firstSeconds: rounded(first) }
  const { target = null, on } = tasks[task]!
  const none = {
    r: null,
    times: null,
    timesFirst: null,
    timesTaskAlone: null,
    target,
    met: null,
    worstDifference: null,
    refused: null,
  }
  if (version === null || r.length === 0) return { ...figure, ...none }
  const theirs = timesOf(r)
  const { worst, refused } = difference(ours[0]!, r[0]!)
  const whole = (theirs.setup + theirs.task) / (seconds.setup + seconds.task)
  const alone = task === 'setup' ? null : theirs.task / seconds.task
  const counted = on === 'task' ? alone! : whole
  return {
    ...figure,
    r: { ...theirs, version },
    times: refused === null ? rounded(whole, 1) : null,
    timesFirst: refused === null ? rounded((theirs.setup + theirs.task) / first, 1) : null,
    timesTaskAlone: refused === null && alone !== null ? rounded(alone, 1) : null,
    target,
    met: refused === null && target !== null ? counted >= target : null,
    worstDifference: worst,
    refused,
  }
}

/** A covariance is measured by the standard errors it belongs to, anything else by itself. */
function difference(ours: Run, r: Run): { worst: number; refused: string | null } {
  let worst = 0
  for (const [name, lists] of Object.entries(r.results)) {
    for (const [at, expected] of lists.entries()) {
      const found = ours.results[name]?.[at]
      if (found?.length !== expected.length) {
        return { worst: Infinity, refused: `${name} has ${found?.length ?? 0} numbers, R has ${expected.length}` }
      }
      const size = name === 'vcov' ? Math.max(...expected.map(Math.abs)) : 0
      for (let i = 0; i < expected.length; i++) {
        const by = Math.max(size, Math.abs(expected[i]!))
        if (by > 0) worst = Math.max(worst, Math.abs(found[i]! - expected[i]!) / by)
      }
    }
  }
  return { worst, refused: worst <= allowed ? null : `the results differ by ${worst.toExponential(1)}` }
}

export function table(figures: readonly Figure[], version: string | null): string {
  const rows = figures.map(
    ({ task, seconds, firstSeconds, r, times, timesTaskAlone, target, met, refused, ...one }) => [
      tasks[task]!.words,
      seconds.setup.toFixed(3),
      seconds.task.toFixed(3),
      firstSeconds.toFixed(3),
      String(seconds.peakMegabytes),
      r?.setup.toFixed(2) ?? '',
      r?.task.toFixed(2) ?? '',
      r === null ? '' : String(r.peakMegabytes),
      times === null ? '' : `${times}×`,
      one.timesFirst === null ? '' : `${one.timesFirst}×`,
      timesTaskAlone === null ? '' : `${timesTaskAlone}×`,
      refused ?? (target === null || met === null ? '' : `${met ? 'met' : 'missed'} (${target}×)`),
    ],
  )
  const head = [
    'task',
    'set-up s',
    'task s',
    'first s',
    'MB',
    'R set-up',
    'R task',
    'R MB',
    'ratio',
    'task alone',
    'target',
  ]
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]!.length)))
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')}`
  const title = `${figures[0]?.rows ?? 0} rows, 400 strata; best of all repetitions; ${version ?? 'without R'}`
  return `${title}\n${[head, ...rows].map(line).join('\n')}\n`
}
