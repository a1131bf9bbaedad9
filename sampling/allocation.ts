// Sharing a sample among strata: shares by size or spread, kept inside bounds, made whole by largest remainder.
import { pointerTo } from './check.ts'
import { ofStratum, type Design, type Method } from './designtypes.ts'
import { problem, refuse, type Problem } from './problem.ts'
import { optimalAllocation } from './optimum.ts'
import { equalPrecision } from './optimum-precision.ts'
import { sharesInBounds } from './shares.ts'
import { compareUtf8 } from './utf8.ts'

/** Population, sample and reserve of one stratum. */
export interface StratumAllocation {
  readonly stratum: string
  readonly N: number
  readonly n: number
  readonly r: number
  readonly method: Method
}

/** An allocation; strata in byte order of their names. Warnings say what is allowed but unwise. */
export interface AllocationResult {
  readonly strata: readonly StratumAllocation[]
  readonly n: number
  readonly r: number
  readonly warnings: readonly Problem[]
}

interface Bounds {
  readonly stratum: string
  readonly N: number
  readonly low: number
  readonly high: number
}

/**
 * Share the sample and the reserve of a design among the strata of a frame.
 * Strata below `census_below` and overrides with `n` come first; the rest of n goes by the kind's shares (equal; N;
 * N·sd; N^power), kept inside [min, max, N] and made whole by largest remainder, ties to the name that sorts first by bytes.
 * `optimal` gives the whole numbers with the least variance, `equal_precision` the same precision to every stratum (the n
 * that a margin or coefficient of variation needs, or the best worst case for a given n); both keep at least 2 per stratum
 * unless `min` says otherwise.
 * What a stratum cannot give is shared again in proportion (proportional, neyman) or dealt out evenly (equal, power).
 * A reserve in total is spread in proportion to the sample and never exceeds what a stratum has left.
 *
 * @param design read for its kind of allocation, bounds, reserve and overrides per stratum
 * @param strataCounts number of frame elements per stratum name
 * @returns N, n and r (reserve) per stratum in byte order of the names, their sums, and warnings
 * @throws InputError: n above N, bounds that cannot be met, strata named by the design that the frame does not have
 * @source Cochran (1977), Sampling Techniques, ch. 5; Wright (2012), The American Statistician 66 (`optimal`); Bankier (1988), The American Statistician 42 (`power`)
 * @example allocate({ method: 'srs', allocation: { kind: 'proportional', n: 9 }, reserve: 3 }, { 甲: 22, 乙: 11 }).strata.map(s => s.n + '+' + s.r).join() // => '3+1,6+2'
 * @example allocate({ method: 'srs', allocation: { kind: 'equal_precision', margin: 5, sd: { a: 20, b: 10 } } }, { a: 300, b: 900 }).strata.map(s => s.n) // => [52, 16]
 * @example allocate({ method: 'srs', allocation: { kind: 'equal', n: 7 } }, { c: 2, b: 9, a: 9 }).strata.map(s => s.n).join() // => '3,2,2'
 */
export function allocate(
  design: Design,
  strataCounts: Readonly<Record<string, number>> | ReadonlyMap<string, number>,
): AllocationResult {
  const counts = [...(strataCounts instanceof Map ? strataCounts : Object.entries(strataCounts))] as [string, number][]
  counts.sort(([a], [b]) => compareUtf8(a, b))
  const names = counts.map(([name]) => name)
  refuse([...absentStrata(design, names), ...missingStrata(design, counts)])
  const bounds = counts.map(([stratum, N]) => boundsOf(design, stratum, N))
  refuse(impossibleBounds(design, bounds))
  const n = design.allocation.kind === 'fixed' ? fixedNumbers(design, bounds) : sharedNumbers(design, bounds)
  const { r, short } = reserves(design, bounds, n)
  const strata = bounds.map(({ stratum, N }, i) => {
    const method = ofStratum(design.strata, stratum)?.method ?? design.method
    return { stratum, N, n: n[i]!, r: r[i]!, method }
  })
  const empty = strata.filter(({ n, N }) => n === 0 && N > 0)
  const warnings = empty.map(({ stratum, N }) => problem('stratum_without_sample', { stratum, N }))
  return { strata, n: sum(n), r: sum(r), warnings: [...warnings, ...short] }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const takenWhole = (design: Design, stratum: string, N: number): boolean =>
  N < (design.allocation.census_below ?? 0) && ofStratum(design.strata, stratum)?.n === undefined

function absentStrata(design: Design, strataNames: readonly string[]): Problem[] {
  const names = new Set(strataNames)
  const { allocation, reserve, strata } = design
  const records: [string, object | undefined][] = [
    ['/strata', strata],
    ['/allocation/sd', allocation.sd],
    ['/allocation/mean', allocation.mean],
    ['/allocation/per_stratum', allocation.per_stratum],
    ['/reserve/per_stratum', typeof reserve === 'object' ? reserve.per_stratum : undefined],
  ]
  return records.flatMap(([at, record]) =>
    Object.keys(record ?? {})
      .filter(name => !names.has(name.normalize('NFC')))
      .map(stratum => problem('stratum_absent', { pointer: pointerTo(at, stratum), stratum })),
  )
}

function missingStrata(design: Design, counts: readonly (readonly [string, number])[]): Problem[] {
  const { kind, sd, mean, per_stratum } = design.allocation
  const read = kind === 'fixed' ? { per_stratum } : { sd, mean }
  const open = counts.filter(
    ([stratum, N]) => ofStratum(design.strata, stratum)?.n === undefined && !takenWhole(design, stratum, N),
  )
  return Object.entries(read).flatMap(([key, record]) =>
    open
      .filter(([stratum]) => record !== undefined && ofStratum(record, stratum) === undefined)
      .map(([stratum]) => problem('stratum_missing', { pointer: `/allocation/${key}`, stratum })),
  )
}

function boundsOf(design: Design, stratum: string, N: number): Bounds {
  const own = ofStratum(design.strata, stratum)
  if (own?.n !== undefined) return { stratum, N, low: own.n, high: own.n }
  if (takenWhole(design, stratum, N)) return { stratum, N, low: N, high: N }
  const high = Math.min(own?.max ?? design.allocation.max ?? N, N)
  const { kind } = design.allocation
  // Two, so that a variance can be estimated; never against a max that the design gives.
  const usual = kind === 'optimal' || kind === 'equal_precision' ? Math.min(2, high) : 0
  const low = Math.min(own?.min ?? design.allocation.min ?? usual, N)
  return { stratum, N, low, high }
}

function impossibleBounds(design: Design, bounds: readonly Bounds[]): Problem[] {
  const problems: Problem[] = []
  const N = sum(bounds.map(b => b.N))
  const { n, kind } = design.allocation
  if (n !== undefined && n > N) problems.push(problem('n_above_population', { n, N }))
  for (const { stratum, N, low, high } of bounds) {
    const fixed = kind === 'fixed' ? (ofStratum(design.allocation.per_stratum, stratum) ?? 0) : 0
    const asked = Math.max(low, fixed)
    if (asked > N) problems.push(problem('stratum_n_above_population', { stratum, n: asked, N }))
    else if (low > high) {
      const pointer = pointerTo('/strata', stratum)
      problems.push(problem('min_above_max', { file: 'design', pointer, min: low, max: high }))
    }
  }
  if (problems.length > 0 || n === undefined || kind === 'fixed') return problems
  const needed = sum(bounds.map(b => b.low))
  const possible = sum(bounds.map(b => b.high))
  if (needed > n) problems.push(problem('n_below_minimum', { n, needed }))
  else if (possible < n) problems.push(problem('n_above_maximum', { n, possible }))
  return problems
}

function fixedNumbers(design: Design, bounds: readonly Bounds[]): number[] {
  const { n, per_stratum } = design.allocation
  const numbers = bounds.map(({ stratum, low, high }) =>
    Math.min(Math.max(ofStratum(per_stratum, stratum) ?? 0, low), high),
  )
  if (n !== undefined && n !== sum(numbers)) refuse([problem('fixed_sum', { n, sum: sum(numbers) })])
  return numbers
}

function sharedNumbers(design: Design, bounds: readonly Bounds[]): number[] {
  const { kind, n, sd, power = 0.5 } = design.allocation
  if (kind === 'optimal' || kind === 'equal_precision') return preciseNumbers(design, bounds)
  const importance = bounds.map(({ stratum, N }) => {
    if (kind === 'equal') return 1
    if (kind === 'neyman') return N * (ofStratum(sd, stratum) ?? 0)
    // sqrt is exact to the last bit on every machine, a general power is not.
    if (kind === 'power') return power === 0.5 ? Math.sqrt(N) : N ** power
    return N
  })
  const overflow = kind === 'equal' || kind === 'power' ? 'even' : 'proportional'
  return sharesInBounds(
    n ?? 0,
    importance,
    bounds,
    overflow,
    bounds.map(b => b.N),
  )
}

function preciseNumbers({ allocation }: Design, bounds: readonly Bounds[]): number[] {
  const { kind, n, margin, cv } = allocation
  const N = bounds.map(b => b.N)
  // A stratum whose number is settled may be left out of the records.
  const sd = bounds.map(({ stratum }) => ofStratum(allocation.sd, stratum) ?? 0)
  const [min, max] = [bounds.map(b => b.low), bounds.map(b => b.high)]
  if (kind === 'optimal') return [...optimalAllocation({ N, sd, n: n ?? 0, min, max }).n]
  const mean = allocation.mean && bounds.map(({ stratum }) => ofStratum(allocation.mean, stratum) ?? 1)
  const target = cv !== undefined ? { cv } : margin !== undefined ? { margin } : { n: n ?? 0 }
  return [...equalPrecision({ N, sd, target, limits: bounds, ...(mean === undefined ? {} : { mean }) }).n]
}

function reserves(design: Design, bounds: readonly Bounds[], n: readonly number[]): { r: number[]; short: Problem[] } {
  const { reserve = 0, strata } = design
  const left = bounds.map(({ N }, i) => N - n[i]!)
  const own = bounds.map(({ stratum }) => {
    const listed = typeof reserve === 'object' ? (ofStratum(reserve.per_stratum, stratum) ?? 0) : undefined
    return ofStratum(strata, stratum)?.reserve ?? listed
  })
  const settled = sum(own.map(number => number ?? 0))
  const wanted = typeof reserve === 'number' ? Math.max(reserve, settled) : settled
  const limits = bounds.map((_, i) => {
    const number = own[i]
    if (number !== undefined) return { low: Math.min(number, left[i]!), high: Math.min(number, left[i]!) }
    return { low: 0, high: n[i]! > 0 ? left[i]! : 0 }
  })
  const free = sum(limits.map((limit, i) => (own[i] === undefined ? limit.high : 0)))
  const taken = sum(limits.map(limit => limit.low))
  const given = taken + Math.min(wanted - settled, free)
  const r = sharesInBounds(given, n, limits)
  return { r, short: given < wanted ? [problem('reserve_short', { wanted, given })] : [] }
}
