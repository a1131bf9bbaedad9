// Domain estimates by the general road, influence values of every element: for designs whose weights were adjusted, and as a check.
import type { Factor } from '../spec/types.ts'
import type { DomainEstimates, DomainOptions } from './bydomain.ts'
import { groupMembers } from './codes.ts'
import { covariance } from './covariance.ts'
import type { SurveyDesign } from './surveydesign.ts'

/**
 * What `estimateByDomain` gives, domain by domain through influence values; slower, and right for every design.
 *
 * @returns as `estimateByDomain`, without levels and degrees of freedom
 * @internal
 * @example
 * byInfluence(createSurveyDesign({ count: 2 }), Float64Array.of(1, 3), { codes: Int32Array.of(0, 0), levels: ['a'] }).estimate[0] // => 2
 */
export function byInfluence(
  design: SurveyDesign,
  value: Float64Array,
  domain: Factor,
  options: DomainOptions = {},
): Omit<DomainEstimates, 'levels' | 'df'> {
  const domains = domain.levels.length
  const estimate = new Float64Array(domains)
  const variance = new Float64Array(domains)
  const { start, member, missing, count } = membersByDomain(value, domain, options)
  const kept: Float64Array[] = []
  const dfDomain = new Int32Array(domains)
  for (let d = 0; d < domains; d++) {
    const members = member.subarray(start[d], start[d + 1])
    const found = influenceOfDomain(design, value, members, options)
    dfDomain[d] = degreesOfMembers(design, members)
    const absent = missing[d]! > 0 && options.missing !== 'outside'
    estimate[d] = absent ? NaN : found.estimate
    if (options.covariance) kept.push(found.influence)
    else variance[d] = Number.isNaN(estimate[d]!) ? NaN : covariance(design, [found.influence])[0]![0]!
  }
  if (!options.covariance) return { estimate, standardError: variance.map(Math.sqrt), count, missing, dfDomain }
  const matrix = covariance(design, kept)
  for (let d = 0; d < domains; d++)
    if (Number.isNaN(estimate[d]!)) for (let e = 0; e < domains; e++) matrix[d]![e] = matrix[e]![d] = NaN
  const standardError = Float64Array.from(matrix, (row, d) => Math.sqrt(row[d]!))
  return { estimate, standardError, count, missing, dfDomain, covariance: matrix }
}

/** Elements with a value, domain by domain; those of domain d are `member[start[d]]` to `member[start[d + 1] − 1]`. */
function membersByDomain(value: Float64Array, { codes, levels }: Factor, { denominator }: DomainOptions) {
  const domains = levels.length
  const missing = new Int32Array(domains)
  const code = new Int32Array(codes.length)
  for (let i = 0; i < codes.length; i++) {
    const d = codes[i]!
    const absent = Number.isNaN(value[i]!) || (denominator !== undefined && Number.isNaN(denominator[i]!))
    if (d >= 0 && absent) missing[d]! += 1
    code[i] = d < 0 || absent ? domains : d
  }
  const { start, member } = groupMembers({ code, count: domains + 1 })
  const count = Int32Array.from({ length: domains }, (_, d) => start[d + 1]! - start[d]!)
  return { start, member, missing, count }
}

function degreesOfMembers({ stages, weight }: SurveyDesign, members: Int32Array): number {
  const { cluster, stratum } = stages[0]!
  const clusters = new Set<number>()
  for (const i of members) if (weight[i] !== 0) clusters.add(cluster[i]!)
  const strata = new Set<number>()
  for (const c of clusters) strata.add(stratum[c]!)
  return clusters.size - strata.size
}

/** Estimate of one domain, and influence values by element, weight included; 0 outside. */
function influenceOfDomain(
  { count, weight }: SurveyDesign,
  value: Float64Array,
  members: Int32Array,
  { statistic = 'mean', denominator }: DomainOptions,
): { estimate: number; influence: Float64Array } {
  const influence = new Float64Array(count)
  const below = (i: number): number => (statistic === 'total' ? 0 : statistic === 'ratio' ? denominator![i]! : 1)
  let bottom = 0
  for (const i of members) bottom += weight[i]! * below(i)
  if (statistic === 'total') bottom = 1
  // The second round sums what the first left over, which takes rounding away.
  let estimate = 0
  for (let round = 0; round < 2; round++) {
    let rest = 0
    for (const i of members) rest += weight[i]! * (value[i]! - (statistic === 'total' ? 0 : estimate * below(i)))
    estimate = statistic === 'total' ? rest : estimate + rest / bottom
  }
  if (bottom === 0) return { estimate: NaN, influence }
  for (const i of members) influence[i] = (weight[i]! * (value[i]! - estimate * below(i))) / bottom
  return { estimate, influence }
}
