// Ratio means of many domains at once where an element may be in several: stratified designs whose elements are the PSUs.
import { type DomainEntries, sumCells } from './estimation/cellsums.ts'
import { openShare } from './estimation/covariance.ts'
import { linearise } from './estimation/linearcells.ts'
import { addVariance } from './estimation/stagecells.ts'

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
export interface DomainValues extends DomainEntries {
  /** Element of each entry, 0 to elements − 1. */
  readonly element: Int32Array
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
  /** Elements of the cell. */
  readonly count: Float64Array
  /** Sum of their influence values. */
  readonly sum: Float64Array
  /** Sum of squares around the cell's mean. */
  readonly spread: Float64Array
  /** (1 − n/N) · n/(n − 1) of each stratum; 0 where one element stands alone. */
  readonly factor: Float64Array
  /** Elements of each stratum, those outside every domain included. */
  readonly size: Int32Array
}

/**
 * Ratio means Σwy/Σwx of all domains in one pass, with variances by Taylor linearisation.
 * Sums are taken around each domain's own plain mean: raw sums of squares would lose 6 to 8 digits.
 *
 * @param design stratum and weight of each element, population sizes where drawn without replacement
 * @param values one entry for each value of an element in a domain
 * @param lonely default `fail`, as R's `survey.lonely.psu`
 * @returns by domain: estimate in the unit of the values, variance, count and degrees of freedom; NaN where nobody has a value
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
  lonely: 'fail' | 'certainty' = 'fail',
): RatioEstimates {
  const size = checkDesign(design)
  checkValues(values, design.stratum.length)
  const found = sumCells(values, design.weight, design.stratum, design.strata, true)
  const { estimate, size: count, kish, ...influence } = linearise(found, 'ratio')
  const { start, group: stratum } = found
  const factor = varianceFactors(design, size, lonely, stratum)
  const variance = new Float64Array(values.domains)
  addVariance(variance, { ...found, ...influence }, factor, size)
  estimate.forEach((value, domain) => Number.isNaN(value) && (variance[domain] = NaN))
  const degrees = count.map((n, domain) => n - (start[domain + 1]! - start[domain]!))
  return { estimate, variance, count, degrees, kish, cells: { start, stratum, ...influence, factor, size } }
}

/**
 * A weighted sum of ratio means over domains that share no element, such as the respondent groups of one unit.
 *
 * @param estimates of `estimateRatios`
 * @param domains indices of the domains, each once
 * @param coefficients one per domain, same order
 * @returns estimate, its variance, and degrees of freedom (elements minus strata of these domains); strata that several of the domains share are handled
 * @source R survey `svycontrast(svyby(…, covmat = TRUE), …)`
 * @example
 * const design = { stratum: Int32Array.of(0, 0, 0, 0), strata: 1, weight: Float64Array.of(1, 1, 1, 1) }
 * const values = { element: Int32Array.of(0, 1, 2, 3), domain: Int32Array.of(0, 0, 1, 1), domains: 2, value: Float64Array.of(1, 3, 5, 9) }
 * combineDisjoint(estimateRatios(design, values), [0, 1], [0.5, 0.5]).estimate // => 4.5
 */
export function combineDisjoint(
  estimates: RatioEstimates,
  domains: readonly number[],
  coefficients: readonly number[],
): { estimate: number; variance: number; degrees: number } {
  const { start, stratum, count, sum, spread, factor, size } = estimates.cells
  const strata = new Map<number, { weighted: number; cells: { count: number; mean: number }[] }>()
  let estimate = 0
  let variance = 0
  let elements = 0
  domains.forEach((domain, k) => {
    const a = coefficients[k]!
    estimate += a * estimates.estimate[domain]!
    elements += estimates.count[domain]!
    for (let cell = start[domain]!; cell < start[domain + 1]!; cell++) {
      const h = stratum[cell]!
      const together = strata.get(h) ?? { weighted: 0, cells: [] }
      strata.set(h, together)
      variance += factor[h]! * a * a * spread[cell]!
      together.weighted += a * sum[cell]!
      together.cells.push({ count: count[cell]!, mean: (a * sum[cell]!) / count[cell]! })
    }
  })
  // Between the cells of a stratum; its elements outside all of the domains count as zero.
  for (const [h, { weighted, cells }] of strata) {
    const centre = weighted / size[h]!
    const outside = cells.reduce((rest, cell) => rest - cell.count, size[h]!)
    const between = cells.reduce((all, cell) => all + cell.count * (cell.mean - centre) ** 2, outside * centre ** 2)
    variance += factor[h]! * between
  }
  return { estimate, variance, degrees: elements - strata.size }
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

function checkValues({ element, domain, domains, value }: DomainValues, elements: number): void {
  if (element.length !== value.length || domain.length !== value.length)
    throw new RangeError('estimateRatios requires one element and one domain for each value')
  for (let k = 0; k < value.length; k++) {
    const d = domain[k]!
    const i = element[k]!
    if (d < 0 || d >= domains) throw new RangeError(`estimateRatios requires domains 0 to ${domains - 1}, got ${d}`)
    if (i < 0 || i >= elements) throw new RangeError(`estimateRatios requires elements 0 to ${elements - 1}, got ${i}`)
  }
}

/** (1 − f) · n/(n − 1) by stratum. */
function varianceFactors(
  design: StratifiedDesign,
  size: Int32Array,
  lonely: 'fail' | 'certainty',
  used: Int32Array,
): Float64Array {
  const factor = new Float64Array(design.strata)
  for (let h = 0; h < design.strata; h++) {
    const n = size[h]!
    const population = design.populationSize?.[h] ?? NaN
    if (population < n)
      throw new RangeError(`estimateRatios requires N of stratum ${h} to be at least its ${n} elements`)
    factor[h] = n > 1 ? (openShare(n, population) * n) / (n - 1) : 0
  }
  if (lonely === 'fail')
    for (const h of used)
      if (size[h] === 1 && design.populationSize?.[h] !== 1)
        throw new RangeError(`estimateRatios requires 2 elements in each stratum, stratum ${h} has 1`)
  return factor
}
