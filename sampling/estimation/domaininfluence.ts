// Domain estimates by the general road, influence values of every element: for designs whose weights were adjusted, and as a check.
import type { Factor } from '../spec/types.ts'
import type { DomainEstimates, DomainOptions } from './bydomain.ts'
import { covariance } from './covariance.ts'
import { type Estimates, estimateMeans, estimateRatio, estimateTotals } from './estimators.ts'
import type { SurveyDesign } from './surveydesign.ts'

/**
 * What `estimateByDomain` gives, domain by domain through influence values; slower, and right for every design.
 *
 * @returns as `estimateByDomain`, without levels and degrees of freedom
 * @example
 * byInfluence(createSurveyDesign({ count: 2 }), Float64Array.of(1, 3), { codes: Int32Array.of(0, 0), levels: ['a'] }).estimate[0] // => 2
 */
export function byInfluence(
  design: SurveyDesign,
  value: Float64Array,
  { codes, levels }: Factor,
  options: DomainOptions = {},
): Omit<DomainEstimates, 'levels' | 'df'> {
  const domains = levels.length
  const estimate = new Float64Array(domains)
  const standardError = new Float64Array(domains)
  const count = new Int32Array(domains)
  const missing = new Int32Array(domains)
  const influence: Float64Array[] = []
  for (let i = 0; i < codes.length; i++) {
    const d = codes[i]!
    if (d < 0) continue
    const absent = Number.isNaN(value[i]!) || (options.denominator && Number.isNaN(options.denominator[i]!))
    if (absent) missing[d]! += 1
    else count[d]! += 1
  }
  for (let d = 0; d < domains; d++) {
    const one = estimateDomain(
      design,
      value,
      Uint8Array.from(codes, code => (code === d ? 1 : 0)),
      options,
    )
    estimate[d] = one.estimate[0]!
    standardError[d] = count[d] === 0 && Number.isNaN(estimate[d]!) ? NaN : one.standardError[0]!
    if (options.covariance) influence.push(one.influence[0]!)
  }
  const found = { estimate, standardError, count, missing }
  if (!options.covariance) return found
  const matrix = covariance(design, influence)
  for (let d = 0; d < domains; d++)
    if (Number.isNaN(estimate[d]!)) for (let e = 0; e < domains; e++) matrix[d]![e] = matrix[e]![d] = NaN
  return { ...found, covariance: matrix }
}

function estimateDomain(
  design: SurveyDesign,
  value: Float64Array,
  subset: Uint8Array,
  { statistic = 'mean', denominator, missing = 'nan' }: DomainOptions,
): Estimates {
  if (statistic === 'mean') return estimateMeans(design, [value], { subset, missing })
  if (statistic === 'total') return estimateTotals(design, [value], { subset, missing })
  return estimateRatio(design, value, denominator!, { subset, missing })
}
