// Results as the reference cases write them: by name, with coefficients of variation and 95 % intervals.
import { problem } from '../problem.ts'
import { coefficientsOfVariation, confidenceIntervals, type WithStandardErrors } from '../estimation/precision.ts'
import type { Interval } from '../interval.ts'

/**
 * Numbers by name.
 *
 * @internal
 * @example byName(['a', 'b'], [1, 2]) // => { a: 1, b: 2 }
 */
export const byName = (names: readonly string[], values: ArrayLike<number>): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, k) => [name, values[k]!]))

/** An interval as an object. @internal */
export const named = ([lo, hi]: Interval): { lo: number; hi: number } => ({ lo, hi })

/** 95 % interval by Student's t; NaN without degrees of freedom, as R gives. @internal */
export const intervalT = (estimate: number, standardError: number, df: number): Interval =>
  confidenceIntervals({ estimate: Float64Array.of(estimate), standardError: Float64Array.of(standardError) }, df)[0]!

interface Found extends WithStandardErrors {
  readonly covariance: readonly (readonly number[])[]
}

/** Estimates, errors, covariances and intervals by name; `df` is that of the t intervals. @internal */
export function report(names: readonly string[], found: Found, df: number) {
  const intervals = (degrees: number) => {
    const all = confidenceIntervals(found, degrees)
    return Object.fromEntries(names.map((name, k) => [name, named(all[k]!)]))
  }
  return {
    est: byName(names, found.estimate),
    se: byName(names, found.standardError),
    vcov: found.covariance,
    cv: byName(names, coefficientsOfVariation(found)),
    ci95_normal: intervals(Infinity),
    ci95_t: intervals(df),
    df,
  }
}

/**
 * Why estimates are NaN, in words: nobody in the domain, or values missing. Nothing when there is no such estimate.
 *
 * @internal
 */
export function whyNaN(
  names: readonly string[],
  estimate: ArrayLike<number>,
  count: ArrayLike<number>,
  missing: ArrayLike<number>,
): { notes?: readonly { code: string; zh: string; en: string }[] } {
  const notes = names.flatMap((level, k) => {
    if (!Number.isNaN(estimate[k]!)) return []
    const absent = missing[k]!
    if (absent === 0 && count[k]! > 0) return []
    const { code, zh, en } =
      absent > 0 ? problem('value_missing', { level, count: absent }) : problem('domain_empty', { level })
    return [{ code, zh, en }]
  })
  return notes.length > 0 ? { notes } : {}
}
