// Estimates of many domains at once: means, totals or ratios of one variable by a category, with standard errors and covariances.
import type { Factor } from '../spec/types.ts'
import { degreesOfFreedom } from './covariance.ts'
import { byCells } from './domaincells.ts'
import { byInfluence } from './domaininfluence.ts'
import type { SurveyDesign } from './surveydesign.ts'

export type DomainStatistic = 'mean' | 'total' | 'ratio'

export interface DomainOptions {
  /** Default `mean`. `ratio` needs `denominator`. */
  readonly statistic?: DomainStatistic
  /** By element; for `ratio` only. */
  readonly denominator?: Float64Array
  /** Also the covariance matrix of the domains; default false. */
  readonly covariance?: boolean
  /** What a missing value means: `nan`, the default, makes its domain's estimate NaN; `outside` puts the element outside. */
  readonly missing?: 'nan' | 'outside'
}

/** Estimates by domain, in the order of the factor's levels. */
export interface DomainEstimates {
  readonly levels: readonly string[]
  /** NaN for a domain no element is in (`count` 0), a total then 0, and for one with a missing value (`missing` above 0). */
  readonly estimate: Float64Array
  readonly standardError: Float64Array
  /** Covariance matrix of the domains; only when asked for. */
  readonly covariance?: number[][]
  /** Elements with a value, by domain. */
  readonly count: Int32Array
  /** Elements whose value is missing, by domain. */
  readonly missing: Int32Array
  /** Degrees of freedom of each domain alone: clusters minus strata of the first stage that it is in. */
  readonly dfDomain: Int32Array
  /** Degrees of freedom of the whole design. */
  readonly df: number
}

/**
 * Means, totals or ratios of all levels of a category at once. An element outside a domain stays in the design and counts as zero,
 * as in R's `subset`.
 *
 * @param design of the whole sample, not of the domains alone
 * @param value by element; NaN = missing
 * @param domain code −1 = outside every domain
 * @param options statistic, denominator of ratios, covariance matrix or not, what a missing value means
 * @returns one estimate and standard error for each level, in the unit of the statistic
 * @throws InputError when a variance cannot be estimated (a lonely cluster under the policy `fail`)
 * @throws RangeError when arrays differ in length, or `ratio` has no denominator
 * @source Särndal, Swensson & Wretman, 10.3; R survey `svyby(…, covmat = TRUE)`
 * @example
 * estimateByDomain(createSurveyDesign({ count: 4 }), Float64Array.of(1, 3, 5, 9), { codes: Int32Array.of(0, 0, 1, 1), levels: ['a', 'b'] }).estimate[1] // => 7
 */
export function estimateByDomain(
  design: SurveyDesign,
  value: Float64Array,
  domain: Factor,
  options: DomainOptions = {},
): DomainEstimates {
  const { statistic = 'mean', denominator } = options
  const columns = [value, domain.codes, ...(denominator ? [denominator] : [])]
  if (columns.some(column => column.length !== design.count))
    throw new RangeError('estimateByDomain requires one value and one domain for each element')
  if (statistic === 'ratio' && !denominator) throw new RangeError('estimateByDomain requires a denominator for ratios')
  const found =
    byCells(design, value, domain.codes, domain.levels.length, options) ?? byInfluence(design, value, domain, options)
  return { levels: domain.levels, ...found, df: degreesOfFreedom(design) }
}
