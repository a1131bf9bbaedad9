// Is a window really different from the rest of its hall, or is it noise? Differences with intervals, many at once, and the limits of a funnel.
import { normalTails } from './distribution/normal.ts'
import { normalQuantile, type Interval } from './interval.ts'
import { demandShare, type Share, wilsonInterval } from './satisfaction.ts'

/**
 * Interval of the difference of two independent shares, made of their Wilson intervals (Newcombe's hybrid score, method 10).
 *
 * @param one whole numbers, denominator 1 or more
 * @param other likewise
 * @param level coverage, (0, 1)
 * @returns lower and upper end of one − other, [−1, 1]
 * @throws RangeError when counts are not whole numbers in their range
 * @source Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10
 * @example newcombeInterval({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 }).map(end => end.toFixed(4)).join(' ') // => '0.0524 0.3339'
 */
export function newcombeInterval(one: Share, other: Share, level = 0.95): Interval {
  const [p, q] = [one.numerator / one.denominator, other.numerator / other.denominator]
  const [pLow, pHigh] = wilsonInterval(one.numerator, one.denominator, level)
  const [qLow, qHigh] = wilsonInterval(other.numerator, other.denominator, level)
  return [p - q - Math.hypot(p - pLow, qHigh - q), p - q + Math.hypot(pHigh - p, q - qLow)]
}

/**
 * Two-sided p-value of the difference of two independent shares (score test, pooled variance, no continuity correction).
 *
 * @param one whole numbers, denominator 1 or more
 * @param other likewise
 * @returns p-value, [0, 1]; 1 where all or none of both have the event
 * @throws RangeError when counts are not whole numbers in their range
 * @source Agresti, Categorical Data Analysis, 3.2; R `prop.test(x, n, correct = FALSE)$p.value`
 * @example differenceTest({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 }).toFixed(6) // => '0.008045'
 */
export function differenceTest(one: Share, other: Share): number {
  demandShare('differenceTest', one.numerator, one.denominator)
  demandShare('differenceTest', other.numerator, other.denominator)
  if (one.denominator === 0 || other.denominator === 0)
    throw new RangeError('differenceTest requires denominators of 1 or more')
  const pooled = (one.numerator + other.numerator) / (one.denominator + other.denominator)
  if (pooled === 0 || pooled === 1) return 1
  const variance = pooled * (1 - pooled) * (1 / one.denominator + 1 / other.denominator)
  const gap = one.numerator / one.denominator - other.numerator / other.denominator
  return Math.min(1, 2 * normalTails(Math.abs(gap) / Math.sqrt(variance)).upper)
}

/**
 * P-values made fair when many comparisons are looked at together: the chance of even one false alarm stays below the level.
 *
 * @param values p-values, [0, 1]
 * @returns adjusted p-values in the same order, each at least the one given
 * @throws RangeError when a value is not in [0, 1]
 * @source Holm, Scandinavian Journal of Statistics 6 (1979); R `p.adjust(p, "holm")`
 * @example holmAdjust([0.01, 0.04, 0.03]).map(p => p.toFixed(2)).join(' ') // => '0.03 0.06 0.06'
 */
export function holmAdjust(values: readonly number[]): number[] {
  if (!values.every(p => p >= 0 && p <= 1)) throw new RangeError('holmAdjust requires p-values between 0 and 1')
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const adjusted = Array<number>(values.length)
  let highest = 0
  order.forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, (values.length - rank) * values[at]!))
    adjusted[at] = highest
  })
  return adjusted
}

/** `noise`: what was seen is well within chance. */
export type Verdict = 'higher' | 'lower' | 'noise'

/** One group beside the rest of its hall. */
export interface Comparison {
  /** Share of the group minus share of the rest, [−1, 1]. */
  readonly difference: number
  /** Newcombe, of this one difference alone. */
  readonly interval: Interval
  readonly pValue: number
  /** Holm, over all groups compared. */
  readonly adjusted: number
  readonly verdict: Verdict
}

/**
 * Each group against the rest of its hall: difference, interval, and a verdict that allows for all the comparisons made at once.
 *
 * @param groups shares of windows, matters or staff, which do not overlap
 * @param whole share of the hall, the groups within it
 * @param least smallest denominator of a group or a rest that is compared; default 5
 * @param level coverage of the intervals and 1 − level of the verdicts, (0, 1)
 * @returns by group; null where the group or the rest is too small
 * @throws RangeError when a group is larger than the whole
 * @source Newcombe (1998); Holm (1979); comparing with the rest keeps the two samples apart
 * @example
 * const windows = [{ numerator: 60, denominator: 60 }, { numerator: 52, denominator: 60 }, { numerator: 30, denominator: 60 }]
 * compareWithRest(windows, { numerator: 142, denominator: 180 }).map(one => one!.verdict) // => ['higher', 'noise', 'lower']
 */
export function compareWithRest(
  groups: readonly Share[],
  whole: Share,
  least = 5,
  level = 0.95,
): (Comparison | null)[] {
  const rests = groups.map(group => {
    const rest = {
      numerator: whole.numerator - group.numerator,
      denominator: whole.denominator - group.denominator,
    }
    demandShare('compareWithRest', rest.numerator, rest.denominator)
    return group.denominator >= least && rest.denominator >= least && rest.denominator > 0 ? rest : null
  })
  const pValues = groups.map((group, i) => (rests[i] ? differenceTest(group, rests[i]) : null))
  const adjusted = holmAdjust(pValues.filter(p => p !== null))
  let next = 0
  return groups.map((group, i) => {
    const [rest, pValue] = [rests[i], pValues[i]]
    if (!rest || pValue === null || pValue === undefined) return null
    const holm = adjusted[next++]!
    const difference = group.numerator / group.denominator - rest.numerator / rest.denominator
    const verdict = holm >= 1 - level ? 'noise' : difference > 0 ? 'higher' : 'lower'
    return { difference, interval: newcombeInterval(group, rest, level), pValue, adjusted: holm, verdict }
  })
}

/**
 * Limits of a funnel plot: where a group with this many cases would lie by chance if it were like the hall as a whole.
 *
 * @param target share of the hall, [0, 1]
 * @param count cases of a group, 1 or more
 * @param level 0.95 for a warning, 0.998 for an alarm
 * @returns lower and upper limit, within [0, 1]
 * @throws RangeError when an argument is out of its range
 * @source Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202, normal limits of a proportion
 * @example funnelLimits(0.9, 100, 0.95).map(end => end.toFixed(4)).join(' ') // => '0.8412 0.9588'
 */
export function funnelLimits(target: number, count: number, level: number): Interval {
  if (!(target >= 0 && target <= 1)) throw new RangeError('funnelLimits requires a target between 0 and 1')
  if (!(count >= 1)) throw new RangeError('funnelLimits requires a count of 1 or more')
  if (!(level > 0 && level < 1)) throw new RangeError('funnelLimits requires a level between 0 and 1')
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt((target * (1 - target)) / count)
  return [Math.max(0, target - reach), Math.min(1, target + reach)]
}
