// Totals and means of samples with unequal inclusion probabilities, and their variances: exact with joint probabilities, or approximate without.
import { problem, refuse, type Problem } from '../problem.ts'

/**
 * How the variance of a total is estimated. With a matrix of joint probabilities: `horvitz_thompson`, `yates_grundy` (fixed size).
 * From inclusion probabilities alone: `brewer` (fixed size, high entropy: the best of these for Pareto, Sampford, conditional Poisson),
 * `overton` and `hartley_rao` (joint probabilities of systematic πps from a list in random order, in Horvitz–Thompson form as R has
 * them), `poisson` (independent selection), `with_replacement` (never too small on average).
 */
export type UnequalVariance =
  | 'horvitz_thompson'
  | 'yates_grundy'
  | 'brewer'
  | 'overton'
  | 'hartley_rao'
  | 'poisson'
  | 'with_replacement'

/** The sampled elements. */
export interface UnequalSample {
  /** Inclusion probability by element, (0, 1]. */
  readonly probability: Float64Array
  /** Joint inclusion probabilities of the sampled elements, by row; for the first two variances. */
  readonly joint?: readonly ArrayLike<number>[] | undefined
}

/** An estimate; `se` is NaN where the variance is negative, and a problem says so. */
export interface UnequalEstimate {
  readonly estimate: number
  /** May be negative: the Horvitz–Thompson form is unbiased, not positive. */
  readonly variance: number
  readonly se: number
  readonly problems: readonly Problem[]
}

/**
 * Total of a variable by the Horvitz–Thompson estimator Σ y / π.
 *
 * @param values by sampled element; a missing value makes the estimate NaN
 * @param sample inclusion probability by element, and what the method needs of joint probabilities
 * @param method form of the variance
 * @param name of the variable, for messages
 * @returns estimate and standard error in the unit of the total; problems where the variance is below 0
 * @throws InputError for probabilities outside (0, 1] and a pair with joint probability 0; RangeError for a matrix of another size
 * @source Särndal, Swensson and Wretman (1992), §2.8 and §3.6; Brewer and Donadio (2003); Overton (1985); Hartley and Rao (1962); R survey::svydesign(pps = …), svytotal
 * @example unequalTotal([2, 4], { probability: Float64Array.of(0.5, 0.5) }, 'brewer') // => { estimate: 12, variance: 8, se: Math.sqrt(8), problems: [] }
 */
export function unequalTotal(
  values: ArrayLike<number>,
  sample: UnequalSample,
  method: UnequalVariance,
  name = 'y',
): UnequalEstimate {
  const expanded = sample.probability.map((p, i) => values[i]! / p)
  return estimateOf(sum(expanded), unequalVariance(expanded, sample, method), name)
}

/**
 * Mean of a variable, Σ (y / π) / Σ (1 / π), by linearisation.
 *
 * @param values by sampled element
 * @param sample inclusion probability by element, and what the method needs of joint probabilities
 * @param method form of the variance
 * @param name of the variable, for messages
 * @returns estimate and standard error in the unit of the variable
 * @throws InputError and RangeError as for a total
 * @source Särndal, Swensson and Wretman (1992), §5.7; R survey::svymean
 * @example unequalMean([2, 4], { probability: Float64Array.of(0.5, 0.5) }, 'brewer').estimate // => 3
 */
export function unequalMean(
  values: ArrayLike<number>,
  sample: UnequalSample,
  method: UnequalVariance,
  name = 'y',
): UnequalEstimate {
  const { probability } = sample
  const size = sum(probability.map(p => 1 / p))
  const mean = sum(probability.map((p, i) => values[i]! / p)) / size
  const influence = probability.map((p, i) => (values[i]! - mean) / (p * size))
  return estimateOf(mean, unequalVariance(influence, sample, method), name)
}

function estimateOf(estimate: number, variance: number, variable: string): UnequalEstimate {
  const problems = variance < 0 ? [problem('negative_variance', { variable, variance })] : []
  return { estimate, variance, se: variance < 0 ? NaN : Math.sqrt(variance), problems }
}

/**
 * Variance of Σ z, z being values (or influence values) already divided by the inclusion probability.
 *
 * @param expanded by sampled element
 * @param sample inclusion probability by element, and what the method needs of joint probabilities
 * @param method form of the variance
 * @returns the variance, negative where the Horvitz–Thompson form is
 * @throws InputError for probabilities outside (0, 1] and a pair with joint probability 0; RangeError for a matrix of another size
 * @source Särndal, Swensson and Wretman (1992), §2.8; Brewer and Donadio (2003); Overton (1985); Hartley and Rao (1962); R survey `svydesign(pps = …)`
 * @example unequalVariance(Float64Array.of(4, 8), { probability: Float64Array.of(0.5, 0.5) }, 'with_replacement') // => 16
 */
export function unequalVariance(expanded: Float64Array, sample: UnequalSample, method: UnequalVariance): number {
  const { probability } = sample
  refuse(probabilityProblems(probability))
  const n = probability.length
  const own = (weightOf: (p: number) => number): number =>
    sum(expanded.map((z, i) => weightOf(probability[i]!) * z * z))
  if (method === 'poisson') return own(p => 1 - p)
  if (method === 'brewer' || method === 'with_replacement') {
    if (n < 2) return NaN
    const mean = sum(expanded) / n
    const factor = method === 'brewer' ? (p: number): number => 1 - p : (): number => 1
    return (n / (n - 1)) * sum(expanded.map((z, i) => factor(probability[i]!) * (z - mean) * (z - mean)))
  }
  const covering = coveringOf(sample, method)
  if (method !== 'yates_grundy') {
    return own(p => 1 - p) + 2 * pairSum(n, (i, j) => covering(i, j) * expanded[i]! * expanded[j]!)
  }
  return -pairSum(n, (i, j) => covering(i, j) * (expanded[i]! - expanded[j]!) * (expanded[i]! - expanded[j]!))
}

/** (π_ij − π_i π_j) / π_ij of a pair, from the matrix or an approximation. */
function coveringOf(
  { probability: p, joint }: UnequalSample,
  method: UnequalVariance,
): (i: number, j: number) => number {
  const n = p.length
  if (method === 'overton') {
    // π_ij = 2 (n − 1) π_i π_j / (2 n − π_i − π_j)
    return (i, j) => 1 - (2 * n - p[i]! - p[j]!) / (2 * (n - 1))
  }
  if (method === 'hartley_rao') {
    // Σ_s π estimates the sum of π² over the population.
    const squares = sum(p) / n
    return (i, j) => -(1 - p[i]! - p[j]! + squares) / (n - 1)
  }
  if (joint === undefined || joint.length !== n || joint.some(row => row.length !== n)) {
    throw new RangeError(`unequalVariance requires joint probabilities of ${n} by ${n} elements for ${method}`)
  }
  refuse(jointProblems(joint))
  return (i, j) => 1 - (p[i]! * p[j]!) / joint[i]![j]!
}

/**
 * What forbids the variances that divide by joint probabilities: the first pair that can never be drawn together. Give it the matrix
 * of the whole population to know before the draw whether a variance can be estimated without bias.
 *
 * @param joint rows of joint inclusion probabilities
 * @returns no problem, or one that names the pair
 * @source Särndal, Swensson and Wretman (1992), §2.4 (measurable designs)
 * @example jointProblems([[0.5, 0], [0, 0.5]])[0].code // => 'zero_joint_probability'
 */
export function jointProblems(joint: readonly ArrayLike<number>[]): Problem[] {
  for (const [i, row] of joint.entries()) {
    for (let j = 0; j < i; j++) {
      if (!(row[j]! > 0)) return [problem('zero_joint_probability', { first: j + 1, second: i + 1 })]
    }
  }
  return []
}

function probabilityProblems(probability: Float64Array): Problem[] {
  const at = probability.findIndex(p => !(p > 0 && p <= 1))
  return at < 0 ? [] : [problem('unusable_probability', { row: at + 1, value: String(probability[at]) })]
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

function pairSum(n: number, term: (i: number, j: number) => number): number {
  let total = 0
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) total += term(i, j)
  return total
}
