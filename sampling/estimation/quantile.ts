// Quantiles of a sample with Woodruff's confidence intervals.
import { studentQuantile } from '../distribution/student.ts'
import type { Interval } from '../interval.ts'
import { covariance, degreesOfFreedom } from './covariance.ts'
import type { EstimateOptions } from './estimators.ts'
import { type Proportion, type ProportionMethod, proportionInterval } from './proportion.ts'
import { type QuantileRule, type QuantileTies, quantileOf } from './quantilerule.ts'
import type { SurveyDesign } from './surveydesign.ts'
import { sortByValue, type WeightedSample } from './weightedsample.ts'

/** How the share below the quantile gets the interval whose ends are read off as quantiles. */
export type QuantileInterval = Extract<ProportionMethod, 'mean' | 'beta' | 'xlogit' | 'asin'>
export const quantileIntervals: readonly QuantileInterval[] = ['mean', 'beta', 'xlogit', 'asin']

export interface QuantileOptions extends EstimateOptions {
  /** Default `math`. */
  readonly rule?: QuantileRule
  /** Default `mean`. */
  readonly interval?: QuantileInterval
  /** Default `near`. */
  readonly ties?: QuantileTies
  /** Coverage, (0, 1); default 0.95. */
  readonly level?: number
}

export interface Quantile {
  readonly probability: number
  /** In the unit of the values. */
  readonly estimate: number
  readonly interval: Interval
  /** Width of the interval over 2 t: what standard error a symmetric interval of that width would have. */
  readonly standardError: number
  readonly df: number
}

/** A sample sorted once, from which quantiles by any rule and interval are read. */
export interface QuantileReader {
  readonly df: number
  estimate(p: number, rule?: QuantileRule): number
  quantile(p: number, rule?: QuantileRule, interval?: QuantileInterval, level?: number): Quantile
}

/**
 * Quantiles with intervals by Woodruff's method: the share of the population at or below the estimate gets an interval, whose
 * ends are turned back into values; an end of kind `mean` whose share lies outside [0, 1] is NaN, as in R.
 *
 * @param values by element; NaN = missing
 * @param probabilities (0, 1)
 * @param options `subset` and `missing` as for means
 * @returns one quantile for each probability with its interval and standard error, in the unit of the values
 * @throws RangeError when a probability is out of range or lengths differ; InputError when the variance cannot be estimated
 * @source Woodruff, JASA 47 (1952); R survey ≥ 4.1 `svyquantile`
 * @example
 * estimateQuantiles(createSurveyDesign({ count: 5 }), Float64Array.of(5, 1, 4, 2, 3), [0.5])[0].estimate // => 3
 */
export function estimateQuantiles(
  design: SurveyDesign,
  values: Float64Array,
  probabilities: readonly number[],
  options: QuantileOptions = {},
): Quantile[] {
  const reader = readQuantiles(design, values, options)
  return probabilities.map(p => reader.quantile(p, options.rule, options.interval, options.level))
}

/** Sort once for several rules or kinds of interval; see `estimateQuantiles`. @internal */
export function readQuantiles(
  design: SurveyDesign,
  values: Float64Array,
  { subset, missing, ties = 'near' }: EstimateOptions & { readonly ties?: QuantileTies } = {},
): QuantileReader {
  if (values.length !== design.count || (subset && subset.length !== design.count))
    throw new RangeError('quantiles require one value for each element')
  const { inside, elements, unknown } = whoCounts(values, subset, missing)
  // R keeps probabilities: its weights are 1/(1/w), at times a last digit away from w, which may decide an exact tie.
  const weight = ties === 'rounded' ? design.weight.map(w => 1 / (1 / w)) : design.weight
  const sample = sortByValue(values, weight, inside)
  const df = inside ? degreesOfFreedom(design, i => inside[i] === 1) : degreesOfFreedom(design)
  const known = new Map<number, Proportion>()
  const shareAt = (value: number): Proportion => {
    let share = known.get(value)
    if (!share) known.set(value, (share = shareUpTo(design, values, inside, sample, elements, value, df)))
    return share
  }
  const estimate = (p: number, rule: QuantileRule = 'math'): number => {
    if (!(p > 0 && p < 1)) throw new RangeError('quantiles require probabilities between 0 and 1')
    return unknown ? NaN : quantileOf(sample, p, rule, ties)
  }
  const quantile = (p: number, rule?: QuantileRule, interval: QuantileInterval = 'mean', level = 0.95): Quantile => {
    const value = estimate(p, rule)
    if (Number.isNaN(value)) return { probability: p, estimate: NaN, interval: [NaN, NaN], standardError: NaN, df }
    const [low, high] = proportionInterval(shareAt(value), interval, level)
    // An interval of shares that leaves [0, 1] (kind `mean` alone can) asks for a value beyond the sample.
    const end = (share: number): number =>
      share >= 0 && share <= 1 ? quantileOf(sample, share, rule ?? 'math', ties) : NaN
    const ends: Interval = [end(low), end(high)]
    const standardError = (ends[1] - ends[0]) / (2 * studentQuantile((1 + level) / 2, df))
    return { probability: p, estimate: value, interval: ends, standardError, df }
  }
  return { df, estimate, quantile }
}

/** Elements of the subset with a value; `inside` undefined = everyone, `unknown` = a missing value spoils the estimate. */
function whoCounts(values: Float64Array, subset?: Uint8Array, missing?: 'nan' | 'outside') {
  const inside = new Uint8Array(values.length)
  let [elements, lacking] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    if (subset !== undefined && subset[i] !== 1) continue
    if (values[i] === values[i]) elements += inside[i] = 1
    else lacking += 1
  }
  return {
    inside: elements === values.length ? undefined : inside,
    elements,
    unknown: lacking > 0 && missing !== 'outside',
  }
}

/** Share of the weight at or below a value, with its standard error. */
function shareUpTo(
  design: SurveyDesign,
  values: Float64Array,
  inside: Uint8Array | undefined,
  sample: WeightedSample,
  elements: number,
  value: number,
  df: number,
): Proportion {
  const { cumulated, total } = sample
  const upTo = firstAbove(sample.value, value)
  const estimate = upTo === 0 ? 0 : cumulated[upTo - 1]! / total
  const influence = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    if (inside === undefined || inside[i] === 1)
      influence[i] = (design.weight[i]! * ((values[i]! <= value ? 1 : 0) - estimate)) / total
  }
  const [[variance]] = covariance(design, [influence]) as [[number]]
  return { estimate, standardError: Math.sqrt(variance), df, elements, count: elements }
}

/** How many of rising numbers are at or below a value. */
function firstAbove(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
