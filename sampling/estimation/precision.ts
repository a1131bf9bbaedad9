// How precise estimates are: confidence intervals and coefficients of variation.
import { type Interval, normalInterval, studentInterval } from '../interval.ts'

/** What every estimator of this folder gives. */
export interface WithStandardErrors {
  readonly estimate: Float64Array
  readonly standardError: Float64Array
}

/**
 * Confidence intervals of estimates: normal, or Student's t where degrees of freedom are given.
 *
 * @param df degrees of freedom; default Infinity, the normal interval. With 0 or fewer both ends are NaN: nothing is known of the spread
 * @param level coverage, (0, 1)
 * @returns one interval for each estimate, in its unit
 * @throws RangeError when level is not between 0 and 1
 * @source R survey `confint(x, df = degf(design))`
 * @example
 * const mean = estimateMeans(createSurveyDesign({ count: 3 }), [Float64Array.of(1, 2, 6)])
 * confidenceIntervals(mean, mean.df)[0].map(end => end.toFixed(3)).join(' ') // => '-3.572 9.572'
 */
export const confidenceIntervals = (
  { estimate, standardError }: WithStandardErrors,
  df = Infinity,
  level = 0.95,
): readonly Interval[] =>
  Array.from(estimate, (value, k) => {
    const error = standardError[k]!
    if (df === Infinity) return normalInterval(value, error, level)
    return df > 0 ? studentInterval(value, error, df, level) : [NaN, NaN]
  })

/**
 * Coefficients of variation: standard error over estimate, as a share; below 0 for an estimate below 0, NaN for 0/0.
 *
 * @returns one share for each estimate
 * @source R survey `cv`
 * @example coefficientsOfVariation({ estimate: Float64Array.of(50), standardError: Float64Array.of(5) })[0] // => 0.1
 */
export const coefficientsOfVariation = ({ estimate, standardError }: WithStandardErrors): Float64Array =>
  standardError.map((error, k) => error / estimate[k]!)
