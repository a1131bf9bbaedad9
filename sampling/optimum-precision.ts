// The same precision in every stratum, so that units can be compared fairly: numbers from a margin, or the margin from n.
import { normalQuantile } from './interval.ts'
import { worthiestSteps } from './optimum-whole.ts'
import type { Limits } from './shares.ts'

export interface PrecisionInput {
  /** Elements per stratum. */
  readonly N: readonly number[]
  /** Standard deviation per stratum. */
  readonly sd: readonly number[]
  /** Expected mean per stratum; with it precision is relative (coefficient of variation), without it absolute. */
  readonly mean?: readonly number[]
  /** What to reach, exactly one of: half width of the interval, coefficient of variation (needs `mean`), or a total n. */
  readonly target:
    | { readonly margin: number; readonly level?: number }
    | { readonly cv: number }
    | { readonly n: number }
  /** Bounds per stratum; [min(2, N), N] when left out. */
  readonly limits?: readonly Limits[]
}

export interface PrecisionAllocation {
  /** Elements to draw per stratum. */
  readonly n: readonly number[]
  /** Standard error reached per stratum (relative to the mean where means are given); 0 for strata taken whole. */
  readonly precision: readonly number[]
  /** The worst of them: what holds for every stratum. */
  readonly worst: number
}

/**
 * Equal precision per stratum. From a margin or a coefficient of variation: the fewest elements that reach it in each
 * stratum, n0 / (1 + n0 / N) rounded up, inside the bounds. From a total n: the whole numbers that make the worst
 * standard error as small as any allocation of n could, then the next worst, and so on.
 *
 * @param input by stratum: N elements, sd standard deviation, and mean where the target is a coefficient of variation
 * @returns whole sample sizes by stratum, and the precision they give
 * @throws RangeError for targets of 0 or less, a cv without means, means of 0, or an n that the bounds do not allow
 * @source Cochran (1977), Sampling Techniques, ch. 4; Bankier (1988), The American Statistician 42
 * @example equalPrecision({ N: [500, 4000], sd: [20, 20], target: { margin: 3 } }).n // => [128, 164]
 * @example equalPrecision({ N: [500, 4000], sd: [20, 10], target: { n: 100 } }).n // => [77, 23]
 */
export function equalPrecision({ N, sd, mean, target, limits }: PrecisionInput): PrecisionAllocation {
  const demand = (right: boolean, what: string): void => {
    if (!right) throw new RangeError(`equalPrecision requires ${what}`)
  }
  demand(sd.length === N.length && (mean === undefined || mean.length === N.length), 'lists of the same length')
  demand(
    sd.every(value => value >= 0 && Number.isFinite(value)) && (mean ?? []).every(value => value !== 0),
    'standard deviations of 0 or more, and means that are not 0',
  )
  const bounds = limits ?? N.map(size => ({ low: Math.min(2, size), high: size }))
  const spread = sd.map((value, i) => (mean === undefined ? value : Math.abs(value / mean[i]!)) ** 2)
  const n = 'n' in target ? fromTotal(target.n, N, spread, bounds) : fromTarget()
  const precision = n.map((number, i) => Math.sqrt(varianceOf(spread[i]!, N[i]!, number)))
  return { n, precision, worst: precision.reduce((worst, value) => Math.max(worst, value), 0) }

  function fromTarget(): number[] {
    demand(!('cv' in target) || mean !== undefined, 'means for a coefficient of variation')
    const wanted = 'cv' in target ? target.cv : 'margin' in target ? target.margin : Number.NaN
    demand(wanted > 0 && Number.isFinite(wanted), 'a target above 0')
    const level = 'margin' in target ? (target.level ?? 0.95) : undefined
    demand(level === undefined || (level > 0 && level < 1), 'a level between 0 and 1')
    const error = level === undefined ? wanted : wanted / normalQuantile((1 + level) / 2)
    return bounds.map(({ low, high }, i) => {
      const exact = spread[i] === 0 ? 0 : spread[i]! / (error * error + spread[i]! / N[i]!)
      return Math.min(Math.max(Math.ceil(exact * (1 - 1e-12)), low), high)
    })
  }
}

/** Variance of a stratum's mean, S² (1/n − 1/N). */
const varianceOf = (spread: number, N: number, n: number): number =>
  spread === 0 || n >= N ? 0 : n === 0 ? Infinity : spread * (1 / n - 1 / N)

// Each element goes where the variance is worst; started from the continuous solution with one common variance.
function fromTotal(n: number, N: readonly number[], spread: readonly number[], bounds: readonly Limits[]): number[] {
  const at = (variance: number): number[] =>
    bounds.map(({ low, high }, i) => {
      const exact = spread[i] === 0 ? 0 : spread[i]! / (variance + spread[i]! / N[i]!)
      return Math.min(Math.max(exact, low), high)
    })
  let [low, high] = [0, spread.reduce((most, value) => Math.max(most, value), 0)]
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2
    if (at(middle).reduce((sum, value) => sum + value, 0) > n) low = middle
    else high = middle
  }
  // Where the variance is 0 the larger stratum comes first; the scale keeps these steps below all others.
  const worth = (i: number, number: number): number => {
    const variance = varianceOf(spread[i]!, N[i]!, number)
    if (variance === 0) return (N[i]! / (number + 1)) * 2 ** -900
    return variance === Infinity ? spread[i]! * 2 ** 500 : variance
  }
  return worthiestSteps(n, bounds, worth, at(high).map(Math.floor))
}
