// Covariance of estimates from their influence values: between clusters of each stratum, stage by stage.
import { problem, refuse } from '../problem.ts'
import type { LonelyPolicy, Stage, SurveyDesign } from './surveydesign.ts'

/**
 * Covariance matrix of estimates by Taylor linearisation, for stratified multistage designs with or without replacement.
 * Stage s adds Σ_h Π(n/N of the stages above) · (1 − n/N) · n/(n − 1) · Σ(cluster total − stratum mean)². A stage drawn with
 * replacement ends the recursion: what lies below is in the variance between its clusters already.
 *
 * @param influence one array for each estimate, by element, weight included: z = w · (linearised value); 0 outside a domain
 * @returns symmetric matrix, in the order of `influence`
 * @throws InputError when a stratum with influence has a single cluster and the design's policy is `fail`
 * @throws RangeError when an array has not one value for each element
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 4.3 and 5.5; R survey `svyrecvar`
 * @example
 * covariance(createSurveyDesign({ count: 2 }), [Float64Array.of(1, 3)]) // => [[4]]
 */
export function covariance(design: SurveyDesign, influence: readonly Float64Array[]): number[][] {
  if (influence.some(z => z.length !== design.count))
    throw new RangeError('covariance requires one influence value for each element')
  const adjusted = influence.map(z => design.adjustments.reduce((now, step) => step.project(now), z))
  const sum = influence.map(() => influence.map(() => 0))
  for (const active of activeStages(design)) addStage(sum, active, adjusted, design.lonely)
  return sum
}

/**
 * Degrees of freedom of the design: clusters minus strata of the first stage, counted where weights are above 0.
 *
 * @param design as `createSurveyDesign` gives it
 * @param inDomain counts only clusters with an element in the domain, as R's `degf` of a subset
 * @returns a whole number, 0 where every stratum has one cluster
 * @source R survey `degf`
 * @example degreesOfFreedom(createSurveyDesign({ count: 12 })) // => 11
 */
export function degreesOfFreedom(design: SurveyDesign, inDomain?: (element: number) => boolean): number {
  const { cluster, clusters, stratum, strata } = design.stages[0]!
  const seen = new Uint8Array(clusters)
  for (let i = 0; i < cluster.length; i++)
    if (design.weight[i] !== 0 && (!inDomain || inDomain(i))) seen[cluster[i]!] = 1
  const seenStratum = new Uint8Array(strata)
  let degrees = 0
  for (let c = 0; c < clusters; c++) {
    if (seen[c] === 0) continue
    const h = stratum[c]!
    degrees += seenStratum[h] === 0 ? 0 : 1
    seenStratum[h] = 1
  }
  return degrees
}

/** A stage that adds to the variance. */
export interface ActiveStage {
  readonly stage: Stage
  /** From 1. */
  readonly number: number
  /** Product of n/N of the stages above, by stratum; 0 below a stratum drawn with replacement. */
  readonly scale: Float64Array
  /** Sampled clusters by stratum. */
  readonly sampled: Int32Array
  /** Cluster of the stage above that each stratum lies in; none at stage 1. */
  readonly parent?: Int32Array
}

/**
 * The stages of a design down to the last that adds to the variance.
 *
 * @internal
 * @example activeStages(createSurveyDesign({ count: 2 })).length // => 1
 */
export function activeStages({ stages }: SurveyDesign): readonly ActiveStage[] {
  const active: ActiveStage[] = []
  for (const [s, stage] of stages.entries()) {
    const sampled = clustersByStratum(stage)
    const above = active.at(-1)
    if (!above) {
      active.push({ stage, number: 1, scale: new Float64Array(stage.strata).fill(1), sampled })
      continue
    }
    if (above.stage.populationSize.every(size => Number.isNaN(size))) break
    const parent = parentsOf(above.stage, stage)
    const scale = Float64Array.from(parent, cluster => {
      const h = above.stage.stratum[cluster]!
      const size = above.stage.populationSize[h]!
      return Number.isNaN(size) ? 0 : (above.scale[h]! * above.sampled[h]!) / size
    })
    if (scale.every(value => value === 0)) break
    active.push({ stage, number: s + 1, scale, sampled, parent })
  }
  return active
}

function parentsOf(above: Stage, stage: Stage): Int32Array {
  const parent = new Int32Array(stage.strata)
  for (let i = 0; i < stage.cluster.length; i++) parent[stage.stratum[stage.cluster[i]!]!] = above.cluster[i]!
  return parent
}

/**
 * Sampled clusters of each stratum.
 *
 * @internal
 * @example [...clustersByStratum({ stratum: Int32Array.of(0, 1, 1), strata: 2 })] // => [1, 2]
 */
export function clustersByStratum({ stratum, strata }: Pick<Stage, 'stratum' | 'strata'>): Int32Array {
  const sampled = new Int32Array(strata)
  for (let c = 0; c < stratum.length; c++) sampled[stratum[c]!]! += 1
  return sampled
}

/**
 * 1 − n/N, never below 0; 1 where drawn with replacement.
 *
 * @internal
 * @example openShare(5, 20) // => 0.75
 */
export const openShare = (sampled: number, population: number): number =>
  Number.isNaN(population) ? 1 : Math.max(0, 1 - sampled / population)

/** A single sampled cluster where others exist. */
const isLonely = ({ stage, sampled }: ActiveStage, h: number): boolean =>
  sampled[h] === 1 && openShare(1, stage.populationSize[h]!) > 0

/**
 * scale · (1 − n/N) · n/(n − 1) of the strata present; a lonely stratum counts 0, or without n/(n − 1) under `adjust`.
 *
 * @param present 1 for strata with influence; a stratum outside the domain is not asked for its variance
 * @returns also how many of the present strata can be used, and how many are lonely
 * @internal
 */
export function stageFactors(
  active: ActiveStage,
  present: Uint8Array,
  lonely: LonelyPolicy,
): { factor: Float64Array; usable: number; alone: number } {
  const { stage, scale, sampled } = active
  const factor = new Float64Array(stage.strata)
  let usable = 0
  let alone = 0
  for (let h = 0; h < stage.strata; h++) {
    if (present[h] === 0 || scale[h] === 0) continue
    const open = scale[h]! * openShare(sampled[h]!, stage.populationSize[h]!)
    if (isLonely(active, h)) {
      if (lonely === 'fail') refuse([lonelyProblem(active, h)])
      alone += 1
      factor[h] = lonely === 'adjust' ? open : 0
    } else {
      usable += 1
      factor[h] = sampled[h]! > 1 ? (open * sampled[h]!) / (sampled[h]! - 1) : 0
    }
  }
  return { factor, usable, alone }
}

/** Add what the clusters of one stage differ by within their strata. */
function addStage(
  sum: number[][],
  active: ActiveStage,
  influence: readonly Float64Array[],
  lonely: LonelyPolicy,
): void {
  const { stage, sampled } = active
  const totals = influence.map(z => clusterTotals(stage, z))
  const { factor, usable, alone } = stageFactors(active, strataWithInfluence(stage, totals), lonely)
  const spread = lonely === 'average' && alone > 0 ? (usable + alone) / usable : 1
  if (spread === Infinity) refuse([problem('no_usable_stratum', { stage: active.number })])
  for (const total of totals) centreWithin(stage, total, sampled, h => lonely === 'adjust' && isLonely(active, h))
  addProducts(sum, totals, stage.stratum, factor, spread)
}

const lonelyProblem = ({ stage, number }: ActiveStage, stratum: number) =>
  problem('lonely_cluster', { stage: number, stratum: stage.stratumName?.(stratum) ?? String(stratum + 1) })

function clusterTotals({ cluster, clusters }: Stage, influence: Float64Array): Float64Array {
  const total = new Float64Array(clusters)
  for (let i = 0; i < cluster.length; i++) total[cluster[i]!]! += influence[i]!
  return total
}

/** Strata in which some cluster has influence; a stratum outside the domain is not asked for its variance. */
function strataWithInfluence({ stratum, strata }: Stage, totals: readonly Float64Array[]): Uint8Array {
  const present = new Uint8Array(strata)
  for (const total of totals) for (let c = 0; c < total.length; c++) if (total[c] !== 0) present[stratum[c]!] = 1
  return present
}

/** Take the stratum's mean from each cluster total, or the mean of all clusters where `grand` says so. */
function centreWithin(
  { stratum, strata }: Stage,
  total: Float64Array,
  sampled: Int32Array,
  grand: (stratum: number) => boolean,
): void {
  const mean = new Float64Array(strata)
  for (let c = 0; c < total.length; c++) mean[stratum[c]!]! += total[c]!
  const all = mean.reduce((sum, value) => sum + value, 0) / total.length
  for (let h = 0; h < strata; h++) mean[h] = grand(h) ? all : mean[h]! / sampled[h]!
  for (let c = 0; c < total.length; c++) total[c]! -= mean[stratum[c]!]!
}

function addProducts(
  sum: number[][],
  totals: readonly Float64Array[],
  stratum: Int32Array,
  factor: Float64Array,
  spread: number,
): void {
  const scaled = new Float64Array(stratum.length)
  totals.forEach((one, j) => {
    for (let c = 0; c < scaled.length; c++) scaled[c] = factor[stratum[c]!]! * one[c]!
    for (let k = 0; k <= j; k++) {
      const other = totals[k]!
      let product = 0
      for (let c = 0; c < scaled.length; c++) product += scaled[c]! * other[c]!
      sum[j]![k]! += spread * product
      if (k < j) sum[k]![j] = sum[j]![k]!
    }
  })
}
