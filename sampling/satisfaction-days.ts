// Visits of one day share a queue, a clerk and a mood: where a period has enough days, they are the clusters of the interval.
import { createSurveyDesign } from './estimation/createdesign.ts'
import { estimateRatio } from './estimation/estimators.ts'
import { proportionInterval } from './estimation/proportion.ts'
import type { Interval } from './interval.ts'
import { demandShare, type Share } from './satisfaction.ts'

/** Fewest days with anything counted for an interval by days. */
export const LEAST_DAYS = 10

/** A share whose interval knows that a day's visits are alike. */
export interface DayRate {
  /** Days with a denominator above 0. */
  readonly days: number
  readonly standardError: number
  /** On the log odds with days − 1 degrees of freedom. */
  readonly interval: Interval
  /** Variance over that of as many visits independent of each other: 2 means the interval rests on half of them. */
  readonly designEffect: number
}

/**
 * Interval of a share with days as clusters: the ratio of two totals over days, linearised, on the scale of the log odds.
 *
 * @param days one share a day, whole numbers; days without anything counted are left out
 * @param level coverage, (0, 1)
 * @returns null with fewer than 10 such days, or where the days do not differ at all (all or none have the event)
 * @throws RangeError when counts are not whole numbers in their range
 * @source Cochran, Sampling Techniques, 3.12 (a proportion of clusters); R survey `svyratio` and `svyciprop(method = "logit")`
 * @example
 * const days = Array.from({ length: 12 }, (_, day) => ({ numerator: day % 2 ? 18 : 12, denominator: 20 }))
 * rateByDays(days)!.interval.map(end => end.toFixed(4)).join(' ') // => '0.6382 0.8361'
 * @example rateByDays([{ numerator: 3, denominator: 4 }]) // => null
 */
export function rateByDays(days: readonly Share[], level = 0.95): DayRate | null {
  for (const day of days) demandShare('rateByDays', day.numerator, day.denominator)
  const counted = days.filter(day => day.denominator > 0)
  if (counted.length < LEAST_DAYS) return null
  const design = createSurveyDesign({ count: counted.length })
  const ratio = estimateRatio(
    design,
    Float64Array.from(counted, day => day.numerator),
    Float64Array.from(counted, day => day.denominator),
  )
  const [estimate, standardError] = [ratio.estimate[0]!, ratio.standardError[0]!]
  if (estimate === 0 || estimate === 1 || !(standardError > 0)) return null
  const elements = counted.length
  const known = { estimate, standardError, df: elements - 1, elements, count: elements }
  const total = counted.reduce((sum, day) => sum + day.denominator, 0)
  return {
    days: elements,
    standardError,
    interval: proportionInterval(known, 'logit', level),
    designEffect: standardError ** 2 / ((estimate * (1 - estimate)) / total),
  }
}
