// Replicate weights: the variance of any statistic from what it is under each of many slightly different sets of weights.
import { problem, refuse } from '../problem.ts'
import { rankOf } from './rank.ts'

/** Sets of weights and how their statistics add up to a variance: v = scale · Σ rscales · (θᵣ − centre)². */
export interface ReplicateWeights {
  /** Weights of the full sample, by element. */
  readonly weight: Float64Array
  /** Weights of each replicate, by element, the full-sample weight included. */
  readonly replicates: readonly Float64Array[]
  readonly scale: number
  /** One for each replicate. */
  readonly rscales: Float64Array
  /** Centre on the full-sample statistic; else on the mean of the replicates, as R does by default. */
  readonly mse: boolean
  /** Degrees of freedom: rank of the replicate weights less 1. */
  readonly degrees: number
}

/** A statistic under weights: one number or several. */
export type Statistic = (weight: Float64Array) => number | readonly number[]

/** What replication gives for a statistic of one or several numbers. */
export interface Replicated {
  readonly estimate: readonly number[]
  readonly standardError: readonly number[]
  readonly covariance: number[][]
  /** Replicates left out because a number could not be computed in them. */
  readonly missing: number
}

/** Replicates × elements at most: 800 MB. */
const mostReplicateWeights = 1e8

/**
 * Estimate and covariance of any statistic by replication.
 *
 * @param weights of `jackknifeWeights`, `brrWeights`, `bootstrapWeights` or `givenReplicates`
 * @param statistic takes weights by element; NaN in a replicate alone (an empty domain) leaves that replicate out, NaN in the full
 *   sample makes that number's standard error NaN
 * @returns estimates, standard errors and covariance matrix in the unit of the statistic
 * @throws InputError when no replicate gives a number
 * @source Wolter, Introduction to Variance Estimation, 4; R survey `withReplicates`, `svrVar`
 * @example
 * const jackknife = jackknifeWeights(createSurveyDesign({ count: 3 }))
 * replicate(jackknife, w => w[0] * 1 + w[1] * 2 + w[2] * 6).estimate // => [9]
 */
export function replicate(weights: ReplicateWeights, statistic: Statistic): Replicated {
  const listed = (weight: Float64Array): readonly number[] => {
    const value = statistic(weight)
    return typeof value === 'number' ? [value] : value
  }
  const estimate = listed(weights.weight)
  const all = weights.replicates.map(listed)
  // A number that the full sample does not have stays missing and says nothing about the replicates.
  const has = estimate.map(Number.isFinite)
  const usable = all.flatMap((theta, r) =>
    theta.every((value, j) => !has[j] || Number.isFinite(value)) ? [{ theta, factor: weights.rscales[r]! }] : [],
  )
  if (usable.length === 0) refuse([problem('replicates_all_missing')])
  const centre = weights.mse ? estimate : meanOf(usable.filter(({ factor }) => factor > 0).map(({ theta }) => theta))
  const covariance = estimate.map((_, j) =>
    estimate.map((__, k) => {
      let sum = has[j] && has[k] ? 0 : NaN
      for (const { theta, factor } of usable) sum += factor * (theta[j]! - centre[j]!) * (theta[k]! - centre[k]!)
      return weights.scale * sum
    }),
  )
  const standardError = covariance.map((row, j) => Math.sqrt(row[j]!))
  return { estimate, standardError, covariance, missing: all.length - usable.length }
}

const meanOf = (rows: readonly (readonly number[])[]): number[] =>
  rows[0]?.map((first, j) => first + rows.reduce((sum, row) => sum + (row[j]! - first), 0) / rows.length) ?? []

/** Kinds of given replicate weights, by which `scale` and `rscales` are known. */
export type GivenKind = 'JK1' | 'JKn' | 'BRR' | 'Fay' | 'bootstrap' | 'other'

export interface GivenReplicates {
  readonly kind: GivenKind
  readonly weight: Float64Array
  /** By replicate, by element. */
  readonly replicates: readonly Float64Array[]
  /** Replicate weights hold the full-sample weight already; default true. */
  readonly combined?: boolean
  /** Fay's coefficient. */
  readonly rho?: number
  readonly scale?: number
  readonly rscales?: Float64Array
  readonly mse?: boolean
}

/**
 * Replicate weights that came with a data file. `scale` where none is given: BRR 1/R, Fay 1/(R(1 − ρ)²), JK1 (R − 1)/R,
 * bootstrap 1/(R − 1); other kinds must give it, JKn and other `rscales` too.
 *
 * @param given weights of the full sample and of each replicate, by element; kind, scale and coefficients
 * @returns weights that `replicate` takes
 * @throws InputError for weights of another shape, a coefficient outside [0, 1), or a missing scale
 * @source R survey `svrepdesign`
 * @example
 * givenReplicates({ kind: 'BRR', weight: Float64Array.of(1, 1), replicates: [Float64Array.of(2, 0), Float64Array.of(0, 2)] }).scale // => 0.5
 */
export function givenReplicates(given: GivenReplicates): ReplicateWeights {
  const { weight, replicates, combined = true, mse = false } = given
  const number = replicates.length
  if (number === 0 || replicates.some(one => one.length !== weight.length || !one.every(Number.isFinite)))
    refuse([problem('replicates_shape', { count: weight.length })])
  const rscales = given.rscales ?? new Float64Array(number).fill(1)
  if (rscales.length !== number) refuse([problem('replicates_shape', { count: weight.length })])
  const isUntold = (given.kind === 'JKn' || given.kind === 'other') && given.rscales === undefined
  const scale = given.scale ?? (isUntold ? undefined : scaleOf(given.kind, number, given.rho ?? 0))
  if (scale === undefined || isUntold) refuse([problem('replicate_without_rscales', { type: given.kind })])
  const analysis = combined ? replicates : replicates.map(one => one.map((factor, i) => factor * weight[i]!))
  const degrees = rankOf(analysis) - 1
  return { weight, replicates: analysis, scale: scale!, rscales, mse, degrees }
}

function scaleOf(kind: GivenKind, number: number, rho: number): number {
  if (!(rho >= 0 && rho < 1)) refuse([problem('fay_rho', { rho: String(rho) })])
  if (kind === 'BRR') return 1 / number
  if (kind === 'Fay') return 1 / (number * (1 - rho) ** 2)
  return kind === 'JK1' ? (number - 1) / number : kind === 'JKn' || kind === 'other' ? 1 : 1 / (number - 1)
}

/** Multipliers by cluster of stage 1, one array for each replicate, and how they add up. */
export interface ReplicateFactors {
  readonly factors: readonly Float64Array[]
  readonly scale: number
  readonly rscales: Float64Array
}

/** Replicate weights of a design from multipliers of its first-stage clusters. @internal */
export function weightsOfFactors(
  { weight, cluster }: { readonly weight: Float64Array; readonly cluster: Int32Array },
  { factors, scale, rscales }: ReplicateFactors,
  mse: boolean,
): ReplicateWeights {
  const replicates = factors.map(factor => weight.map((w, i) => w * factor[cluster[i]!]!))
  return { weight, replicates, scale, rscales, mse, degrees: rankOf(factors) - 1 }
}

/** Refuse more numbers than a machine holds. @internal */
export function checkReplicateCount(replicates: number, count: number): void {
  if (replicates * count > mostReplicateWeights) refuse([problem('too_many_replicates', { replicates, count })])
}

/**
 * The same adjustment made in the full sample and in every replicate, so that its own uncertainty counts.
 *
 * @param weights of `jackknifeWeights`, `brrWeights`, `bootstrapWeights` or `givenReplicates`
 * @param adjust takes weights by element, gives new ones: raking, calibration or another step
 * @returns replicate weights of the same scale
 * @throws whatever `adjust` throws, in the first replicate that it cannot adjust
 * @source R survey `calibrate`, `rake` of a replicate design
 * @example
 * const doubled = adjustReplicates(jackknifeWeights(createSurveyDesign({ count: 3 })), w => w.map(x => 2 * x))
 * doubled.replicates[0][2] // => 3
 */
export function adjustReplicates(
  weights: ReplicateWeights,
  adjust: (weight: Float64Array) => Float64Array,
): ReplicateWeights {
  return { ...weights, weight: adjust(weights.weight), replicates: weights.replicates.map(adjust) }
}
