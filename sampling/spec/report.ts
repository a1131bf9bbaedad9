// Results as the reference cases write them: by name, with coefficients of variation and 95 % intervals.
import { problem } from '../problem.ts'
import { type Interval, normalInterval, studentInterval } from '../interval.ts'

/**
 * Numbers by name.
 *
 * @example byName(['a', 'b'], [1, 2]) // => { a: 1, b: 2 }
 */
export const byName = (names: readonly string[], values: ArrayLike<number>): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, k) => [name, values[k]!]))

/** An interval as an object. */
export const named = ([lo, hi]: Interval): { lo: number; hi: number } => ({ lo, hi })

/** 95 % interval by Student's t; NaN without degrees of freedom, as R gives. */
export const intervalT = (estimate: number, standardError: number, df: number): Interval =>
  df > 0 ? studentInterval(estimate, standardError, df) : [NaN, NaN]

interface Found {
  readonly estimate: Float64Array
  readonly standardError: Float64Array
  readonly covariance: readonly (readonly number[])[]
}

/** Estimates, errors, covariances and intervals by name; `df` is that of the t intervals. */
export function report(names: readonly string[], { estimate, standardError, covariance }: Found, df: number) {
  const intervals = (interval: (est: number, se: number) => Interval) =>
    Object.fromEntries(names.map((name, k) => [name, named(interval(estimate[k]!, standardError[k]!))]))
  return {
    est: byName(names, estimate),
    se: byName(names, standardError),
    vcov: covariance,
    cv: byName(
      names,
      standardError.map((se, k) => se / estimate[k]!),
    ),
    ci95_normal: intervals(normalInterval),
    ci95_t: intervals((est, se) => intervalT(est, se, df)),
    df,
  }
}

/** Why estimates are NaN, in words: nobody in the domain, or values missing. Nothing when there is no such estimate. */
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
