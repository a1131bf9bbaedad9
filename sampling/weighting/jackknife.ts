// Jackknife: each replicate leaves one first-stage cluster out and weighs up the rest of its stratum.
import { clustersByStratum, openShare } from '../estimation/covariance.ts'
import type { Stage, SurveyDesign } from '../estimation/surveydesign.ts'
import { problem, refuse } from '../problem.ts'
import { checkReplicateCount, type ReplicateFactors, type ReplicateWeights, weightsOfFactors } from './replicates.ts'

export interface ReplicationOptions {
  /** Deviations from the full-sample statistic instead of the replicates' mean; default false, as in R. */
  readonly mse?: boolean
}

/**
 * Jackknife replicates, one for each first-stage cluster: JK1 without strata, JKn with them. Finite populations are accounted for
 * in `scale` (JK1) or `rscales` (JKn), those of later stages are not, as in R.
 *
 * @param options.kind default by the design: JKn where it has strata
 * @returns replicate weights by element, with scale and `rscales`
 * @throws InputError for JK1 with strata or several population sizes, a single cluster, or a stratum with a single cluster unless
 *   the design's policy is `certainty` or `remove`, which make no replicate there
 * @source Wolter, 4.5; R survey `as.svrepdesign`, types JK1 and JKn
 * @example jackknifeWeights(createSurveyDesign({ count: 4 })).scale // => 0.75
 */
export function jackknifeWeights(
  design: SurveyDesign,
  options: ReplicationOptions & { readonly kind?: 'JK1' | 'JKn' } = {},
): ReplicateWeights {
  const stage = design.stages[0]!
  const kind = options.kind ?? (stage.strata > 1 ? 'JKn' : 'JK1')
  checkReplicateCount(stage.clusters, design.count)
  if (stage.clusters < 2) refuse([problem('jackknife_one_cluster')])
  const factors = kind === 'JK1' ? leaveOneOut(stage) : leaveOneOutOfStratum(design, stage)
  return weightsOfFactors({ weight: design.weight, cluster: stage.cluster }, factors, options.mse ?? false)
}

function leaveOneOut({ clusters, strata, populationSize }: Stage): ReplicateFactors {
  if (strata > 1) refuse([problem('jackknife_strata', { strata })])
  const factors = Array.from({ length: clusters }, (_, left) =>
    new Float64Array(clusters).fill(clusters / (clusters - 1)).fill(0, left, left + 1),
  )
  const scale = ((clusters - 1) / clusters) * openShare(clusters, populationSize[0]!)
  return { factors, scale, rscales: new Float64Array(clusters).fill(1) }
}

function leaveOneOutOfStratum({ lonely }: SurveyDesign, stage: Stage): ReplicateFactors {
  const { clusters, stratum, populationSize } = stage
  const sampled = clustersByStratum(stage)
  const factors: Float64Array[] = []
  const rscales: number[] = []
  const open = Array.from(sampled, (n, h) => openShare(n, populationSize[h]!))
  // A stratum taken whole adds nothing and gets no replicate, as in R; where all are, they stay, to say that.
  const census = open.every(share => share === 0)
  for (let left = 0; left < clusters; left++) {
    const h = stratum[left]!
    const n = sampled[h]!
    if (n === 1) {
      if (lonely !== 'certainty' && lonely !== 'remove') refuseLonely(stage, h)
      continue
    }
    if (open[h] === 0 && !census) continue
    factors.push(Float64Array.from(stratum, (own, c) => (own !== h ? 1 : c === left ? 0 : n / (n - 1))))
    rscales.push(((n - 1) / n) * open[h]!)
  }
  if (factors.length === 0) refuse([problem('jackknife_one_cluster')])
  return { factors, scale: 1, rscales: Float64Array.from(rscales) }
}

/** Say which stratum has a single cluster. @internal */
export function refuseLonely(stage: Stage, stratum: number): void {
  refuse([problem('replicate_lonely', { stratum: stratumNameOf(stage, stratum) })])
}

/** Name of a stratum for messages. @internal */
export const stratumNameOf = ({ stratumName }: Stage, stratum: number): string =>
  stratumName?.(stratum) ?? String(stratum + 1)
