// Ratio means of many domains at once: one pass over the answers, Taylor linearisation, stratified designs whose elements are the PSUs.
import { fillCells, indexCells } from './estimate-cells.ts'

/** A stratified sample of elements. Arrays are by element, in any order. */
export interface StratifiedDesign {
  /** Stratum of each element, 0 to `strata` − 1. */
  readonly stratum: Int32Array
  readonly strata: number
  /** Design weight of each element, above 0. */
  readonly weight: Float64Array
  /** Population size N of each stratum for the finite-population correction; NaN (or no array) = drawn with replacement. */
  readonly populationSize?: Float64Array
}

/**
 * What was observed: one entry for each value an element has in a domain. An element without an entry in a domain (or with NaN)
 * lies outside that domain but stays in the design. Per element and domain at most one entry.
 */
export interface DomainValues {
  /** Element of each entry, 0 to elements − 1. */
  readonly element: Int32Array
  /** Domain of each entry, 0 to `domains` − 1. */
  readonly domain: Int32Array
  readonly domains: number
  readonly value: Float64Array
  /** Denominator of the ratio; no array = 1, which makes the ratio a mean. */
  readonly denominator?: Float64Array
}

/** Estimates by domain, and the linearised sums by (domain, stratum) cell from which combinations get their variance. */
export interface RatioEstimates {
  readonly estimate: Float64Array
  readonly variance: Float64Array
  /** Elements with a value, by domain. */
  readonly count: Int32Array
  /** Elements minus strata inside the domain, as R's `degf` counts a subset. */
  readonly degrees: Int32Array
  /** Sum of squared weights over the squared sum of weights: 1 / effective sample size of Kish. */
  readonly kish: Float64Array
  readonly cells: LinearCells
}

/** Cells of domain d are `start[d]` to `start[d + 1]` − 1. */
export interface LinearCells {
  readonly start: Int32Array
  readonly stratum: Int32Array
  /** Sum of the influence values of the cell. */
  readonly sum: Float64Array
  /** Sum of their squares. */
  readonly squares: Float64Array
  /** (1 − n/N) · n/(n − 1) of each stratum; 0 where one element stands alone. */
  readonly factor: Float64Array
  /** Elements of each stratum, those outside every domain included. */
  readonly size: Int32Array
}

/** What to do with a stratum of one element, whose variance cannot be known: refuse, or count it as contributing none. */
export type LonelyPolicy = 'fail' | 'certainty'

/**
 * Ratio means Σwy/Σwx of all domains in one pass, with variances by Taylor linearisation.
 * Sums are taken around each domain's own plain mean: raw sums of squares would lose 6 to 8 digits.
 *
 * @param lonely default `fail`, as R's `survey.lonely.psu`
 * @throws RangeError when arrays disagree in length, an index or weight is out of range, or a lonely stratum is met under `fail`
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 5.6 and 10.3; R survey `svyby(…, svyratio)`
 * @example
 * estimateRatios(
 *   { stratum: Int32Array.of(0, 0, 0), strata: 1, weight: Float64Array.of(1, 1, 1) },
 *   { element: Int32Array.of(0, 1, 2), domain: Int32Array.of(0, 0, 0), domains: 1, value: Float64Array.of(1, 2, 6) },
 * ).estimate[0] // => 3
 */
export function estimateRatios(
  design: StratifiedDesign,
  values: DomainValues,
  lonely: LonelyPolicy = 'fail',
): RatioEstimates {
  const size = checkDesign(design)
  const index = indexCells(design, values)
  const sums = fillCells(design, values, index)
  const cellCount = index.stratum.length
  const cells: LinearCells = {
    start: index.start,
    stratum: index.stratum,
    sum: new Float64Array(cellCount),
    squares: new Float64Array(cellCount),
    factor: varianceFactors(design, size, lonely, index.stratum),
    size,
  }
  const { domains } = values
  const estimates: RatioEstimates = {
    estimate: new Float64Array(domains).fill(NaN),
    variance: new Float64Array(domains).fill(NaN),
    count: new Int32Array(domains),
    degrees: new Int32Array(domains),
    kish: new Float64Array(domains).fill(NaN),
    cells,
  }
  for (let domain = 0; domain < domains; domain++) lineariseDomain(domain, index.centre[domain]!, sums, estimates)
  return estimates
}

/** Turn a domain's cell sums into its estimate, its influence sums and its variance. */
function lineariseDomain(domain: number, centre: number, sums: Float64Array, out: RatioEstimates): void {
  const { start, stratum, sum, squares, factor, size } = out.cells
  const from = start[domain]!
  const to = start[domain + 1]!
  let numerator = 0
  let denominator = 0
  let squaredWeights = 0
  for (let cell = from; cell < to; cell++) {
    numerator += sums[cell * 6]!
    denominator += sums[cell * 6 + 1]!
    squaredWeights += sums[cell * 6 + 4]!
    out.count[domain]! += sums[cell * 6 + 5]!
  }
  if (to === from || denominator === 0) return
  const shift = numerator / denominator
  let variance = 0
  for (let cell = from; cell < to; cell++) {
    const at = cell * 6
    sum[cell] = (sums[at]! - shift * sums[at + 1]!) / denominator
    squares[cell] =
      (sums[at + 2]! - 2 * shift * sums[at + 3]! + shift * shift * sums[at + 4]!) / (denominator * denominator)
    const h = stratum[cell]!
    variance += factor[h]! * (squares[cell]! - (sum[cell]! * sum[cell]!) / size[h]!)
  }
  out.estimate[domain] = centre + shift
  out.variance[domain] = Math.max(0, variance)
  out.degrees[domain] = out.count[domain]! - (to - from)
  out.kish[domain] = squaredWeights / (denominator * denominator)
}

/**
 * A weighted sum of ratio means over domains that share no element, such as the respondent groups of one unit.
 *
 * @param domains indices of the domains, each once
 * @param coefficients one per domain, same order
 * @returns estimate and variance; strata that several of the domains share are handled
 * @source R survey `svycontrast(svyby(…, covmat = TRUE), …)`
 */
export function combineDisjoint(
  estimates: RatioEstimates,
  domains: readonly number[],
  coefficients: readonly number[],
): { estimate: number; variance: number; degrees: number } {
  const { start, stratum, sum, squares, factor, size } = estimates.cells
  const sums = new Map<number, number>()
  let estimate = 0
  let variance = 0
  let count = 0
  domains.forEach((domain, k) => {
    const a = coefficients[k]!
    estimate += a * estimates.estimate[domain]!
    count += estimates.count[domain]!
    for (let cell = start[domain]!; cell < start[domain + 1]!; cell++) {
      const h = stratum[cell]!
      variance += factor[h]! * a * a * squares[cell]!
      sums.set(h, (sums.get(h) ?? 0) + a * sum[cell]!)
    }
  })
  for (const [h, total] of sums) variance -= (factor[h]! * total * total) / size[h]!
  return { estimate, variance: Math.max(0, variance), degrees: count - sums.size }
}

/** Check the design and count the elements of each stratum. */
function checkDesign(design: StratifiedDesign): Int32Array {
  const { stratum, strata, weight, populationSize } = design
  if (stratum.length !== weight.length)
    throw new RangeError('estimateRatios requires one stratum and one weight for each element')
  if (populationSize && populationSize.length !== strata)
    throw new RangeError('estimateRatios requires one population size for each stratum')
  const size = new Int32Array(strata)
  for (let i = 0; i < stratum.length; i++) {
    const h = stratum[i]!
    const w = weight[i]!
    if (h < 0 || h >= strata)
      throw new RangeError(`estimateRatios requires strata 0 to ${strata - 1}, element ${i} has ${h}`)
    if (!(w > 0 && w < Infinity)) throw new RangeError(`estimateRatios requires weights above 0, element ${i} has ${w}`)
    size[h]! += 1
  }
  return size
}

/** (1 − f) · n/(n − 1) by stratum. */
function varianceFactors(
  design: StratifiedDesign,
  size: Int32Array,
  lonely: LonelyPolicy,
  used: Int32Array,
): Float64Array {
  const factor = new Float64Array(design.strata)
  for (let h = 0; h < design.strata; h++) {
    const n = size[h]!
    const population = design.populationSize?.[h] ?? NaN
    if (population < n)
      throw new RangeError(`estimateRatios requires N of stratum ${h} to be at least its ${n} elements`)
    const open = Number.isNaN(population) ? 1 : 1 - n / population
    factor[h] = n > 1 ? (open * n) / (n - 1) : 0
  }
  if (lonely === 'fail')
    for (const h of used)
      if (size[h] === 1 && design.populationSize?.[h] !== 1)
        throw new RangeError(`estimateRatios requires 2 elements in each stratum, stratum ${h} has 1`)
  return factor
}
