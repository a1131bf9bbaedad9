// Confidence intervals from an estimate and its standard error: normal, and Student's t where the degrees of freedom are few.
import { normalQuantile } from './distribution/normal.ts'
import { studentQuantile } from './distribution/student.ts'

export { normalQuantile, studentQuantile }

/** Lower and upper end, in the unit of the estimate. */
export type Interval = readonly [number, number]

/**
 * Interval by the normal distribution, as R's `confint` gives by default.
 *
 * @param estimate in any unit
 * @param standardError in the unit of the estimate
 * @param level coverage, (0, 1)
 * @returns lower and upper end, in the unit of the estimate
 * @throws RangeError when level is not between 0 and 1
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 2.11; R `confint` of a survey estimate
 * @example normalInterval(50, 10, 0.95).map(end => end.toFixed(4)).join(' ') // => '30.4004 69.5996'
 */
export function normalInterval(estimate: number, standardError: number, level = 0.95): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError
  return [estimate - reach, estimate + reach]
}

/**
 * Interval by Student's t with `df` degrees of freedom (elements minus strata in a stratified design).
 *
 * @param estimate in any unit
 * @param standardError in the unit of the estimate
 * @param df degrees of freedom, above 0
 * @param level coverage, (0, 1)
 * @returns lower and upper end, in the unit of the estimate
 * @throws RangeError when level is not between 0 and 1, or df is not above 0
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 2.11; R `confint(x, df = …)`
 * @example studentInterval(50, 10, 4).map(end => end.toFixed(4)).join(' ') // => '22.2355 77.7645'
 */
export function studentInterval(estimate: number, standardError: number, df: number, level = 0.95): Interval {
  const reach = studentQuantile((1 + level) / 2, df) * standardError
  return [estimate - reach, estimate + reach]
}
