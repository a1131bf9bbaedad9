// Means, totals, ratios and proportions of a sample or of a subset of it, each through its influence values.
import type { Factor } from '../spec/types.ts'
import { covariance, degreesOfFreedom } from './covariance.ts'
import type { SurveyDesign } from './surveydesign.ts'

/** Estimates of one design, with all that intervals, contrasts and tests need. */
export interface Estimates {
  /** One for each variable (or level), in the order given. */
  readonly estimate: Float64Array
  readonly standardError: Float64Array
  /** Covariance matrix in the same order. */
  readonly covariance: number[][]
  /** Influence value of each element, weight included, by estimate: input of `covariance`. */
  readonly influence: readonly Float64Array[]
  /** Degrees of freedom of the whole design, and of the subset alone (clusters − strata present in it). */
  readonly df: number
  readonly dfSubset: number
  /** 1 for each element the estimates rest on, else 0. */
  readonly inside: Uint8Array
  /** How many those are. */
  readonly count: number
  /** Elements inside the subset that were left out because a value is missing. */
  readonly missing: number
}

export interface EstimateOptions {
  /** 1 for each element of the subset, else 0; the rest stay in the design and count as zero. Default: everyone. */
  readonly subset?: Uint8Array
  /**
   * What a missing value (NaN) means. `nan`, the default: the estimate is NaN. `outside`: an element with any value missing
   * counts as outside the subset.
   */
  readonly missing?: 'nan' | 'outside'
}

/**
 * Weighted means Σwy/Σw of several variables.
 *
 * @param values one array for each variable, by element; NaN = missing
 * @param options `subset`: 1 = inside the domain, by element; what a missing value means
 * @returns estimates and standard errors in the unit of each variable, covariance matrix, degrees of freedom
 * @throws InputError when a variance cannot be estimated (a lonely cluster under the policy `fail`); RangeError when lengths differ
 * @source Särndal, Swensson & Wretman, 5.6; R survey `svymean`
 * @example
 * estimateMeans(createSurveyDesign({ count: 3 }), [Float64Array.of(1, 2, 6)]).estimate[0] // => 3
 */
export function estimateMeans(
  design: SurveyDesign,
  values: readonly Float64Array[],
  options: EstimateOptions = {},
): Estimates {
  const inside = insideOf(design, values, options)
  const size = weightInside(design, inside.mask)
  const parts = values.map(y => {
    const mean = meanInside(design, y, inside.mask, size)
    return { estimate: mean, influence: influenceOf(design, inside.mask, i => (y[i]! - mean) / size) }
  })
  return conclude(design, parts, inside)
}

/**
 * Weighted totals Σwy of several variables.
 *
 * @param values one array for each variable, by element, in units of the total; NaN = missing
 * @param options as for means
 * @returns estimates and standard errors in the unit of each total, covariance matrix, degrees of freedom
 * @throws InputError when a variance cannot be estimated; RangeError when lengths differ
 * @source Särndal, Swensson & Wretman, 2.8 and 4.3; R survey `svytotal`
 * @example
 * estimateTotals(createSurveyDesign({ count: 2, fpc: [Float64Array.of(10, 10)] }), [Float64Array.of(1, 3)]).estimate[0] // => 20
 */
export function estimateTotals(
  design: SurveyDesign,
  values: readonly Float64Array[],
  options: EstimateOptions = {},
): Estimates {
  const inside = insideOf(design, values, options)
  const parts = values.map(y => {
    const influence = influenceOf(design, inside.mask, i => y[i]!)
    return { estimate: sumOf(influence), influence }
  })
  return conclude(design, parts, inside)
}

/**
 * Ratio of two totals Σwy/Σwx.
 *
 * @param numerator by element; NaN = missing
 * @param denominator by element; its weighted total must not be 0 (the ratio is NaN)
 * @param options as for means
 * @returns one estimate in units of the numerator per unit of the denominator
 * @throws InputError when a variance cannot be estimated; RangeError when lengths differ
 * @source Särndal, Swensson & Wretman, 5.6; R survey `svyratio`
 * @example
 * estimateRatio(createSurveyDesign({ count: 2 }), Float64Array.of(1, 3), Float64Array.of(2, 6)).estimate[0] // => 0.5
 */
export function estimateRatio(
  design: SurveyDesign,
  numerator: Float64Array,
  denominator: Float64Array,
  options: EstimateOptions = {},
): Estimates {
  const inside = insideOf(design, [numerator, denominator], options)
  const bottom = sumOf(influenceOf(design, inside.mask, i => denominator[i]!))
  const estimate = sumOf(influenceOf(design, inside.mask, i => numerator[i]!)) / bottom
  const influence = influenceOf(design, inside.mask, i => (numerator[i]! - estimate * denominator[i]!) / bottom)
  return conclude(design, [{ estimate, influence }], inside)
}

/**
 * Share of each level of a category, as means of indicators.
 *
 * @param factor code −1 = missing
 * @param options as for means
 * @param levels which levels, in which order; default all
 * @returns shares, [0, 1], one for each level
 * @throws InputError when a variance cannot be estimated; RangeError when lengths differ
 * @source R survey `svymean(~factor(x))`
 * @example
 * estimateProportions(createSurveyDesign({ count: 4 }), { codes: Int32Array.of(0, 1, 1, 1), levels: ['no', 'yes'] }).estimate[1] // => 0.75
 */
export function estimateProportions(
  design: SurveyDesign,
  factor: Factor,
  options: EstimateOptions & { readonly levels?: readonly string[] } = {},
): Estimates {
  const levels = options.levels ?? factor.levels
  return estimateMeans(
    design,
    levels.map(level => indicatorOf(factor, level)),
    options,
  )
}

/** 1 for the elements of a level, 0 for others, NaN where missing. */
function indicatorOf({ codes, levels }: Factor, level: string): Float64Array {
  const code = levels.indexOf(level)
  return Float64Array.from(codes, found => (found < 0 ? NaN : found === code ? 1 : 0))
}

interface Inside {
  readonly mask: Uint8Array
  readonly count: number
  readonly missing: number
}

/** Who is inside the subset, after elements with a missing value were left out where that is asked. */
function insideOf(design: SurveyDesign, values: readonly Float64Array[], { subset, missing }: EstimateOptions): Inside {
  if (values.some(y => y.length !== design.count) || (subset && subset.length !== design.count))
    throw new RangeError('estimates require one value for each element')
  const mask = new Uint8Array(design.count)
  let count = 0
  let left = 0
  for (let i = 0; i < mask.length; i++) {
    if (subset && subset[i] !== 1) continue
    mask[i] = 1
    count += 1
  }
  for (const y of missing === 'outside' ? values : [])
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 1 && Number.isNaN(y[i]!)) {
        mask[i] = 0
        count -= 1
        left += 1
      }
  return { mask, count, missing: left }
}

function influenceOf({ weight }: SurveyDesign, mask: Uint8Array, linearised: (i: number) => number): Float64Array {
  const influence = new Float64Array(mask.length)
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) influence[i] = weight[i]! * linearised(i)
  return influence
}

function weightInside({ weight }: SurveyDesign, mask: Uint8Array): number {
  let size = 0
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) size += weight[i]!
  return size
}

/** Mean in two rounds: the second sums what the first left over, which takes rounding away. */
function meanInside({ weight }: SurveyDesign, y: Float64Array, mask: Uint8Array, size: number): number {
  let mean = 0
  for (let round = 0; round < 2; round++) {
    let rest = 0
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1) rest += weight[i]! * (y[i]! - mean)
    mean += rest / size
  }
  return mean
}

/** Compensated sum (Neumaier). */
function sumOf(values: Float64Array): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Number.isFinite(lost) ? sum + lost : sum
}

function conclude(
  design: SurveyDesign,
  parts: readonly { estimate: number; influence: Float64Array }[],
  { mask, count, missing }: Inside,
): Estimates {
  const influence = parts.map(part => part.influence)
  const matrix = covariance(design, influence)
  const df = degreesOfFreedom(design)
  return {
    estimate: Float64Array.from(parts, part => part.estimate),
    standardError: Float64Array.from(matrix, (row, k) => Math.sqrt(row[k]!)),
    covariance: matrix,
    influence,
    df,
    dfSubset: count === design.count ? df : degreesOfFreedom(design, i => mask[i] === 1),
    inside: mask,
    count,
    missing,
  }
}
