// Balanced repeated replication: each replicate keeps one of the two clusters of every stratum, balanced by a Hadamard matrix.
import { clustersByStratum } from '../estimation/covariance.ts'
import type { Stage, SurveyDesign } from '../estimation/surveydesign.ts'
import { problem, refuse } from '../problem.ts'
import { hadamard, largestHadamard } from './hadamard.ts'
import { type ReplicationOptions, stratumNameOf } from './jackknife.ts'
import { checkReplicateCount, type ReplicateWeights, weightsOfFactors } from './replicates.ts'

/**
 * Balanced half-samples of a design with two first-stage clusters in every stratum; with `rho` Fay's form, which keeps the other
 * cluster at ρ times its weight. In full orthogonal balance, so linear estimates have the Taylor variance with replacement.
 *
 * @param options.rho Fay's coefficient, [0, 1); default 0 = plain BRR
 * @returns replicate weights by element, with scale
 * @throws InputError naming a stratum with another number of clusters, too many strata, or ρ out of range
 * @source Wolter, 3; Judkins (1990), Fay's method; R survey `as.svrepdesign`, types BRR and Fay
 * @example
 * brrWeights(createSurveyDesign({ count: 4, strata: [{ codes: Int32Array.of(0, 0, 1, 1), levels: ['a', 'b'] }] })).replicates.length // => 4
 */
export function brrWeights(
  design: SurveyDesign,
  options: ReplicationOptions & { readonly rho?: number } = {},
): ReplicateWeights {
  const rho = options.rho ?? 0
  if (!(rho >= 0 && rho < 1)) refuse([problem('fay_rho', { rho: String(rho) })])
  const stage = design.stages[0]!
  checkPairs(stage)
  // The first column is constant: leaving it out keeps the mean of the replicates on the full sample.
  const rows = hadamard(stage.strata + 1)
  checkReplicateCount(rows.length, design.count)
  const sign = signOfPair(stage)
  const factors = rows.map(row =>
    Float64Array.from(stage.stratum, (h, c) => (row[h + 1]! * sign[c]! > 0 ? 2 - rho : rho)),
  )
  const scale = 1 / (rows.length * (1 - rho) ** 2)
  const rscales = new Float64Array(rows.length).fill(1)
  return weightsOfFactors(
    { weight: design.weight, cluster: stage.cluster },
    { factors, scale, rscales },
    options.mse ?? false,
  )
}

function checkPairs(stage: Stage): void {
  const { strata } = stage
  const limit = largestHadamard - 1
  if (strata > limit) refuse([problem('brr_too_many_strata', { strata, limit })])
  const sampled = clustersByStratum(stage)
  const other = sampled.findIndex(clusters => clusters !== 2)
  if (other >= 0)
    refuse([problem('brr_not_pairs', { stratum: stratumNameOf(stage, other), clusters: sampled[other]! })])
}

/** +1 for the first cluster of a pair, −1 for the second. */
function signOfPair({ stratum, strata }: Stage): Int8Array {
  const next = new Int8Array(strata).fill(1)
  return Int8Array.from(stratum, h => {
    const sign = next[h]!
    next[h] = -1
    return sign
  })
}
