// Degrees of freedom that a standard error really has where a few strata carry most of the variance.
import { clustersByStratum, openShare } from './covariance.ts'
import type { SurveyDesign } from './surveydesign.ts'

/**
 * Satterthwaite's degrees of freedom (Σv)²/Σ(v²/(n − 1)) of one estimate, v and n the variance and the clusters of each stratum of
 * stage 1. Never above clusters − strata, which it equals when the strata are alike; far below when one stratum of many people is
 * represented by a dozen, so that intervals by the design's degrees of freedom would hold too seldom.
 *
 * @param influence by element, weight included, as `Estimates.influence` gives it
 * @param inside 1 = in the domain the estimate is of: n counts the clusters with somebody in it; default everyone
 * @returns degrees of freedom, not whole; NaN when there is no variance
 * @throws RangeError when there is not one influence value for each element
 * @source Satterthwaite, Biometrics Bulletin 2 (1946); Korn & Graubard, Analysis of Health Surveys, 5.2; Cochran, Sampling Techniques, 5.4
 * @example
 * satterthwaiteDegrees(createSurveyDesign({ count: 3 }), Float64Array.of(-1, 0, 1)) // => 2
 */
export function satterthwaiteDegrees(design: SurveyDesign, influence: Float64Array, inside?: Uint8Array): number {
  if (influence.length !== design.count)
    throw new RangeError('satterthwaiteDegrees requires one influence value for each element')
  const z = design.adjustments.reduce((now, step) => step.project(now), influence)
  const stage = design.stages[0]!
  const { cluster, clusters, stratum, strata, populationSize } = stage
  const total = new Float64Array(clusters)
  for (let i = 0; i < z.length; i++) total[cluster[i]!]! += z[i]!
  const sampled = clustersByStratum(stage)
  const centre = new Float64Array(strata)
  for (let c = 0; c < clusters; c++) centre[stratum[c]!]! += total[c]! / sampled[stratum[c]!]!
  const known = inside ? clustersInside(design, inside) : sampled
  const squares = new Float64Array(strata)
  for (let c = 0; c < clusters; c++) squares[stratum[c]!]! += (total[c]! - centre[stratum[c]!]!) ** 2
  let [variance, spread] = [0, 0]
  for (let h = 0; h < strata; h++) {
    const n = sampled[h]!
    if (n < 2) continue
    const v = (openShare(n, populationSize[h]!) * n * squares[h]!) / (n - 1)
    variance += v
    spread += v ** 2 / Math.max(1, known[h]! - 1)
  }
  return variance ** 2 / spread
}

/** Clusters of each stratum that have an element in the domain. */
function clustersInside({ stages }: SurveyDesign, inside: Uint8Array): Int32Array {
  const { cluster, clusters, stratum, strata } = stages[0]!
  const seen = new Uint8Array(clusters)
  const count = new Int32Array(strata)
  for (let i = 0; i < inside.length; i++) {
    const c = cluster[i]!
    if (inside[i] !== 1 || seen[c] === 1) continue
    seen[c] = 1
    count[stratum[c]!]! += 1
  }
  return count
}
