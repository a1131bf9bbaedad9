// A proportion of a sample and its confidence intervals, by each method that R's svyciprop knows.
import { betaQuantile } from '../distribution/beta.ts'
import { studentQuantile } from '../distribution/student.ts'
import type { Interval } from '../interval.ts'
import { type EstimateOptions, estimateMeans } from './estimators.ts'
import { exactLikelihoodInterval, profiledLikelihoodInterval } from './proportionlikelihood.ts'
import type { SurveyDesign } from './surveydesign.ts'

/**
 * `logit` and `xlogit`: Student's t on the log odds. `beta`: Korn and Graubard, Clopper–Pearson with an effective sample size,
 * for small and extreme proportions. `asin`: t on the arcsine root. `mean`: estimate ± t · standard error, which may leave [0, 1].
 * `likelihood`: profile likelihood scaled by the design effect. `profile`: the same, interpolated on R's own coarse grid, so it
 * agrees with R where `likelihood` is the exact root (they differ in the fourth digit or later).
 */
export type ProportionMethod = 'logit' | 'likelihood' | 'profile' | 'asin' | 'beta' | 'mean' | 'xlogit'

export const proportionMethods: readonly ProportionMethod[] = [
  'logit',
  'likelihood',
  'profile',
  'asin',
  'beta',
  'mean',
  'xlogit',
]

/** A proportion with what its intervals need. */
export interface Proportion {
  /** 0 to 1, or NaN where a value is missing and was not left out. */
  readonly estimate: number
  readonly standardError: number
  /** Degrees of freedom of the design. */
  readonly df: number
  /** Elements of the sample (or subset), those with a missing value included. */
  readonly elements: number
  /** Of those, how many have a value. */
  readonly count: number
  /** Weight of those with a value over the mean weight of all: `count` where nothing is missing, which is the default. */
  readonly relativeCount?: number
}

/**
 * Weighted share of the elements for which an event holds.
 *
 * @param event by element: 1 = holds, 0 = does not, NaN = missing
 * @param options `subset` as for means; `missing: 'outside'` leaves elements without a value out
 * @returns the share, [0, 1], with its standard error, degrees of freedom and numbers of elements; give it to `proportionInterval`
 * @throws InputError when the variance cannot be estimated; RangeError when the event has other values
 * @source R survey `svyciprop`
 * @example
 * estimateProportion(createSurveyDesign({ count: 4 }), Float64Array.of(1, 0, 0, 1)).estimate // => 0.5
 */
export function estimateProportion(
  design: SurveyDesign,
  event: Float64Array,
  options: EstimateOptions = {},
): Proportion {
  if (event.some(value => value !== 0 && value !== 1 && !Number.isNaN(value)))
    throw new RangeError('estimateProportion requires values of 0, 1 or NaN')
  const found = estimateMeans(design, [event], options)
  const estimate = Math.min(1, Math.max(0, found.estimate[0]!))
  const certain = estimate === 0 || estimate === 1
  return {
    estimate,
    standardError: certain ? 0 : found.standardError[0]!,
    df: options.subset ? found.dfSubset : found.df,
    elements: found.count + found.missing,
    count: found.count,
    relativeCount: relativeCount(design, event, options),
  }
}

function relativeCount({ weight }: SurveyDesign, event: Float64Array, { subset }: EstimateOptions): number {
  let [all, known, elements] = [0, 0, 0]
  for (let i = 0; i < event.length; i++) {
    if (subset && subset[i] !== 1) continue
    elements += 1
    all += weight[i]!
    if (!Number.isNaN(event[i])) known += weight[i]!
  }
  return (known / all) * elements
}

/**
 * Confidence interval of a proportion. Of a proportion of exactly 0 or 1, whose standard error is 0 and tells nothing, every
 * method gives Clopper and Pearson's interval by the number of elements, reduced for few degrees of freedom as `beta` does.
 * A standard error of 0 in between (a census) gives the estimate twice. NaN where the estimate is NaN.
 *
 * @param proportion needs 1 degree of freedom or more
 * @param method which interval, as R's `svyciprop` names them
 * @param level coverage, (0, 1)
 * @returns lower and upper end
 * @throws RangeError when `level` or the degrees of freedom are out of range
 * @source Korn & Graubard, Survey Methodology 24 (1998); Rao & Scott (1984); R survey `svyciprop`
 * @example
 * proportionInterval({ estimate: 0, standardError: 0, df: 11, elements: 12, count: 12 }, 'beta').map(end => end.toFixed(3)).join() // => '0.000,0.265'
 */
export function proportionInterval(proportion: Proportion, method: ProportionMethod, level = 0.95): Interval {
  const { estimate: p, standardError, df, elements, count } = proportion
  if (!(level > 0 && level < 1)) throw new RangeError('proportionInterval requires a level between 0 and 1')
  if (Number.isNaN(p) || Number.isNaN(standardError)) return [NaN, NaN]
  if (!(df > 0)) throw new RangeError('proportionInterval requires at least one degree of freedom')
  if (p === 0 || p === 1) return clopperPearson(p, effectiveSize(elements, df, elements, level), level)
  if (standardError === 0) return [p, p]
  const t = studentQuantile((1 + level) / 2, df)
  switch (method) {
    case 'mean':
      return [p - t * standardError, p + t * standardError]
    case 'asin':
      return onArcsine(p, (t * standardError) / (2 * Math.sqrt(p * (1 - p))))
    case 'beta':
      return clopperPearson(p, effectiveSize((p * (1 - p)) / standardError ** 2, df, elements, level), level)
    case 'likelihood':
      return exactLikelihoodInterval(p, standardError, count, t)
    case 'profile':
      return profiledLikelihoodInterval(p, standardError, count, t, proportion.relativeCount)
    default:
      return onLogit(p, (t * standardError) / (p * (1 - p)))
  }
}

/** Ends on the scale of the log odds, the upper by the complement so that both keep their digits. */
function onLogit(p: number, reach: number): Interval {
  const odds = p / (1 - p)
  const [low, high] = [odds * Math.exp(-reach), odds * Math.exp(reach)]
  return [low / (1 + low), high === Infinity ? 1 : high / (1 + high)]
}

function onArcsine(p: number, reach: number): Interval {
  const centre = Math.asin(Math.sqrt(p))
  const at = (angle: number): number => Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2
  return [at(centre - reach), at(centre + reach)]
}

/** Effective sample size made smaller by (t of n − 1 degrees / t of the design's degrees)². */
function effectiveSize(size: number, df: number, elements: number, level: number): number {
  const p = (1 + level) / 2
  return size * (studentQuantile(p, Math.max(1, elements - 1)) / studentQuantile(p, df)) ** 2
}

function clopperPearson(p: number, size: number, level: number): Interval {
  const [with1, without] = [p * size, (1 - p) * size]
  const tail = (1 - level) / 2
  return [
    with1 > 0 ? betaQuantile(tail, with1, without + 1) : 0,
    without > 0 ? betaQuantile(1 - tail, with1 + 1, without) : 1,
  ]
}
