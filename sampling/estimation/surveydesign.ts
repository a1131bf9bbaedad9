// The survey design an estimate rests on: weights, and for each stage of selection clusters, strata and population sizes.

/** What to do with a stratum whose single sampled cluster tells nothing about its variance. */
export type LonelyPolicy = 'fail' | 'certainty' | 'remove' | 'average' | 'adjust'

/** One stage of selection. Codes count from 0 and are unique in the whole design: clusters of stage 2 lie inside clusters of stage 1. */
export interface Stage {
  /** Cluster of each element. */
  readonly cluster: Int32Array
  readonly clusters: number
  /** Stratum of each cluster; at stage 2 and later a stratum lies inside one cluster of the stage before. */
  readonly stratum: Int32Array
  readonly strata: number
  /** Clusters in the population, by stratum; NaN = drawn with replacement, or so few that it does not matter. */
  readonly populationSize: Float64Array
  /** What people call a stratum, for messages. */
  readonly stratumName?: (stratum: number) => string
}

/** A step that made the weights fit known totals; it turns influence values (weight included) into those of the adjusted weights. */
export interface Adjustment {
  readonly project: (influence: Float64Array) => Float64Array
}

/** A sample with its weights and all that variance needs. */
export interface SurveyDesign {
  readonly count: number
  /** Final weight of each element, 0 or more; 0 only for elements outside a class after an adjustment. */
  readonly weight: Float64Array
  readonly stages: readonly Stage[]
  /** In the order influence values go through them: the last made stands first. */
  readonly adjustments: readonly Adjustment[]
  readonly lonely: LonelyPolicy
}
