// Optimum allocation: the numbers per stratum that give the total or mean the least variance.
import { worthiestSteps } from './optimum-whole.ts'
import { boxShares, type Limits } from './shares.ts'

/** Strata of one allocation problem; every list in the same order. */
export interface OptimumInput {
  /** Elements per stratum. */
  readonly N: readonly number[]
  /** Standard deviation per stratum, with denominator N − 1. */
  readonly sd: readonly number[]
  /** Sample size over all strata. */
  readonly n: number
  /** Least per stratum, or one number for all; 2 when left out, so that a variance can be estimated. Never above N. */
  readonly min?: number | readonly number[]
  /** Most per stratum, or one number for all; N when left out. */
  readonly max?: number | readonly number[]
}

export interface Optimum {
  /** Elements to draw per stratum. */
  readonly n: readonly number[]
  /** Variance of the estimated total, Σ N² S² (1/n − 1/N). */
  readonly variance: number
  /** False when another allocation has the same variance. */
  readonly unique: boolean
}

/**
 * Exact whole-number optimum: of all allocations of n inside [min, max], the one with the least variance.
 * Each further element goes where N S / √(n (n + 1)) is greatest, ties to the earlier stratum; adding one to n never lowers
 * any stratum. Strata without spread (sd = 0) come after all others, shared by size.
 *
 * @param input by stratum: N elements, sd standard deviation, least and most; n in all
 * @returns whole sample sizes by stratum, and the variance of the total they give
 * @throws RangeError for lists of different length, negative numbers, or an n that the bounds do not allow
 * @source Wright (2012) The American Statistician 66; Wright (2017) Statistics & Probability Letters 129; Friedrich et al. (2015) CSDA 92
 * @example optimalAllocation({ N: [47, 61, 41], sd: [10, 6, 4], n: 10, min: [1, 2, 3], max: [5, 6, 4] }).n // => [4, 3, 3]
 */
export function optimalAllocation(input: OptimumInput): Optimum {
  const { N, sd } = input
  const limits = optimumLimits(input)
  const weight = N.map((size, i) => (size * sd[i]!) ** 2)
  const worth = (i: number, n: number): number => stepWorth(weight[i]!, N[i]!, n)
  const n = worthiestSteps(input.n, limits, worth, continuousStart(input, limits))
  return { n, variance: allocationVariance(N, sd, n), unique: isUnique(weight, limits, n) }
}

/**
 * Variance of the estimated total under simple random sampling in each stratum, Σ N² S² (1/n − 1/N); n need not be whole.
 * Infinite when a stratum with spread has no sample.
 *
 * @param N elements by stratum
 * @param sd standard deviation by stratum
 * @param n sample size by stratum
 * @returns variance in squared units of the total
 * @source Cochran (1977), Sampling Techniques, (5.7)
 * @example allocationVariance([47, 61, 41], [10, 6, 4], [4, 3, 3]).toFixed(4) // => '101290.3333'
 */
export function allocationVariance(N: readonly number[], sd: readonly number[], n: readonly number[]): number {
  return N.reduce((sum, size, i) => {
    const spread = (size * sd[i]!) ** 2
    return spread === 0 ? sum : sum + spread * (1 / n[i]! - 1 / size)
  }, 0)
}

/**
 * Bounds of each stratum as whole numbers inside [0, N], checked against n.
 *
 * @throws RangeError as `optimalAllocation`
 * @internal
 * @example optimumLimits({ N: [9, 1], sd: [1, 1], n: 5, max: 4 }) // => [{ low: 2, high: 4 }, { low: 1, high: 1 }]
 */
export function optimumLimits({ N, sd, n, min = 2, max = Infinity }: OptimumInput): Limits[] {
  const demand = (right: boolean, what: string): void => {
    if (!right) throw new RangeError(`optimalAllocation requires ${what}`)
  }
  const lists = [sd, min, max].filter(list => typeof list === 'object')
  demand(
    lists.every(list => list.length === N.length),
    'lists of the same length',
  )
  demand(N.every(size => Number.isSafeInteger(size) && size >= 0) && Number.isSafeInteger(n), 'whole N and n')
  demand(
    sd.every(value => value >= 0 && Number.isFinite(value)),
    'standard deviations of 0 or more',
  )
  const limits = N.map((size, i) => ({
    low: Math.min(typeof min === 'number' ? min : min[i]!, size),
    high: Math.min(typeof max === 'number' ? max : max[i]!, size),
  }))
  demand(
    limits.every(({ low, high }) => low >= 0 && low <= high && Number.isInteger(low) && Number.isInteger(high)),
    'whole bounds with min at most max',
  )
  const [least, most] = [limits.reduce((sum, b) => sum + b.low, 0), limits.reduce((sum, b) => sum + b.high, 0)]
  demand(least <= n && n <= most, `n between the sums of the bounds, ${least} and ${most}`)
  return limits
}

// What the step from n to n + 1 saves: N²S² / (n (n + 1)). The first element of a stratum saves without end; among those the
// scale of the weight still decides. A stratum without spread is scaled below every other one, its size deciding.
function stepWorth(weight: number, size: number, n: number): number {
  const scaled = weight > 0 ? weight : size * size * 2 ** -900
  return n === 0 ? scaled * 2 ** 500 : scaled / (n * (n + 1))
}

function continuousStart({ N, sd, n }: OptimumInput, limits: readonly Limits[]): number[] {
  const importance = N.map((size, i) => size * sd[i]!)
  return boxShares(n, importance, limits, N).map(Math.floor)
}

// Another allocation is as good when some step not taken saves as much as some step taken elsewhere.
function isUnique(weight: readonly number[], limits: readonly Limits[], n: readonly number[]): boolean {
  const saved = (i: number, at: number): number => (weight[i] === 0 ? 0 : weight[i]! / (at * (at + 1)))
  let [worst, worstAt, best, bestAt] = [Infinity, -1, -Infinity, -1]
  n.forEach((number, i) => {
    const [last, next] = [saved(i, number - 1), saved(i, number)]
    if (number > limits[i]!.low && last < worst) [worst, worstAt] = [last, i]
    if (number < limits[i]!.high && next >= best) [best, bestAt] = [next, i]
  })
  if (worstAt < 0 || bestAt < 0) return true
  if (worstAt !== bestAt) return worst - best > 1e-12 * worst
  // The stratum that would give and take is one and the same: any other pair is further apart, unless nothing has spread.
  return worst > 0 || n.filter((_, i) => weight[i] === 0 && limits[i]!.low < limits[i]!.high).length < 2
}
