// Indicators of a service hall 好差评指标 as data: what each divides by what, exact counts, estimate, and an interval that says how sure it is.
import { normalQuantile, type Interval } from './interval.ts'

/** Whole numbers of a hall, a window, a matter, a person or an hour. */
export interface ServiceCounts {
  /** Visits finished that may be rated 应评价办件. */
  readonly visits: number
  /** Of those, the ones that were rated since. */
  readonly ratedVisits: number
  /** First ratings that people gave 主动评价; none assumed, none withdrawn. */
  readonly ratings: number
  /** Of those, the three upper levels. */
  readonly good: number
  /** Of those, the two lower levels 差评. */
  readonly bad: number
  /** Bad ratings whose rater was answered. */
  readonly badReplied: number
  /** Bad ratings by people who left a contact 实名差评. */
  readonly namedBad: number
  /** Of those, the ones called back. */
  readonly namedCalled: number
  /** Bad ratings found valid that had to be mended by now 应整改. */
  readonly mendDue: number
  /** Of those, the ones mended before their deadline. */
  readonly mendOnTime: number
  /** Raters called back after the mending. */
  readonly called: number
  /** Of those, the ones content with it. */
  readonly calledContent: number
}

export type IndicatorKey = 'rated' | 'unrated' | 'good' | 'bad' | 'replied' | 'calledBack' | 'mended' | 'mendedContent'

/** One indicator: two counts by name. */
export interface Indicator {
  readonly key: IndicatorKey
  readonly numerator: keyof ServiceCounts
  readonly denominator: keyof ServiceCounts
  /** The numerator is what is left of the denominator without this count. */
  readonly complement?: true
  /** Which way is better. */
  readonly better: 'high' | 'low'
}

/** In the order in which offices list them. */
export const satisfactionIndicators: readonly Indicator[] = [
  { key: 'rated', numerator: 'ratedVisits', denominator: 'visits', better: 'high' },
  { key: 'unrated', numerator: 'ratedVisits', denominator: 'visits', complement: true, better: 'low' },
  { key: 'good', numerator: 'good', denominator: 'ratings', better: 'high' },
  { key: 'bad', numerator: 'bad', denominator: 'ratings', better: 'low' },
  { key: 'replied', numerator: 'badReplied', denominator: 'bad', better: 'high' },
  { key: 'calledBack', numerator: 'namedCalled', denominator: 'namedBad', better: 'high' },
  { key: 'mended', numerator: 'mendOnTime', denominator: 'mendDue', better: 'high' },
  { key: 'mendedContent', numerator: 'calledContent', denominator: 'called', better: 'high' },
]

/** A share of counted events. */
export interface Share {
  readonly numerator: number
  readonly denominator: number
}

/** A share with what it says and how surely; null where nothing was counted. */
export interface Rate extends Share {
  /** Numerator over denominator, [0, 1]. */
  readonly estimate: number | null
  /** Wilson, 95 % unless another level was asked for. */
  readonly interval: Interval | null
}

/**
 * Wilson's score interval of a share. It stays within [0, 1], needs no correction for 0 or all, and keeps its coverage where the
 * usual estimate ± 1.96 standard errors does not: for small numbers and for rates near 100 %, which is where halls are.
 *
 * @param events whole number, 0 to `count`
 * @param count whole number, 1 or more
 * @param level coverage, (0, 1)
 * @returns lower and upper end, [0, 1]
 * @throws RangeError when the counts are not whole numbers in their range, or the level is not between 0 and 1
 * @source Wilson, JASA 22 (1927); Brown, Cai & DasGupta, Statistical Science 16 (2001); R `prop.test(x, n, correct = FALSE)`
 * @example wilsonInterval(45, 50).map(end => end.toFixed(4)).join(' ') // => '0.7864 0.9565'
 * @example wilsonInterval(8, 8).map(end => end.toFixed(4)).join(' ') // => '0.6756 1.0000'
 */
export function wilsonInterval(events: number, count: number, level = 0.95): Interval {
  demandShare('wilsonInterval', events, count)
  if (count === 0) throw new RangeError('wilsonInterval requires a count of 1 or more')
  if (!(level > 0 && level < 1)) throw new RangeError('wilsonInterval requires a level between 0 and 1')
  const z = normalQuantile((1 + level) / 2)
  const centre = events + (z * z) / 2
  const reach = z * Math.sqrt((events * (count - events)) / count + (z * z) / 4)
  const whole = count + z * z
  return [
    events === 0 ? 0 : Math.max(0, (centre - reach) / whole),
    events === count ? 1 : Math.min(1, (centre + reach) / whole),
  ]
}

/**
 * A share with its estimate and interval. Of nothing counted nothing is said: neither 0 nor 100 %.
 *
 * @param numerator whole number, 0 to the denominator
 * @param denominator whole number, 0 or more
 * @param level coverage of the interval, (0, 1)
 * @returns the counts as they are; estimate and interval null where the denominator is 0
 * @throws RangeError when the counts are not whole numbers in their range
 * @source Wilson (1927), as `wilsonInterval`
 * @example rateOf(0, 0).estimate // => null
 * @example rateOf(3, 4).estimate // => 0.75
 */
export function rateOf(numerator: number, denominator: number, level = 0.95): Rate {
  demandShare('rateOf', numerator, denominator)
  if (denominator === 0) return { numerator, denominator, estimate: null, interval: null }
  const interval = wilsonInterval(numerator, denominator, level)
  return { numerator, denominator, estimate: numerator / denominator, interval }
}

/**
 * The two counts of one indicator.
 *
 * @param indicator of `satisfactionIndicators`
 * @param counts whole numbers
 * @returns numerator and denominator
 * @source State Council General Office 2019 No. 51
 * @example
 * const counts = { visits: 10, ratedVisits: 4, ratings: 4, good: 3, bad: 1, badReplied: 0, namedBad: 0, namedCalled: 0, mendDue: 0, mendOnTime: 0, called: 0, calledContent: 0 }
 * shareOf(satisfactionIndicators[1]!, counts) // => ({ numerator: 6, denominator: 10 })
 */
export function shareOf(indicator: Indicator, counts: ServiceCounts): Share {
  const denominator = counts[indicator.denominator]
  const counted = counts[indicator.numerator]
  return { numerator: indicator.complement ? denominator - counted : counted, denominator }
}

/**
 * All indicators of some counts.
 *
 * @param counts whole numbers; each numerator at most its denominator
 * @param level coverage of the intervals, (0, 1)
 * @returns by key: exact counts, estimate and interval, the last two null where nothing was counted
 * @throws RangeError when counts contradict each other
 * @source names and formulas: State Council General Office 2019 No. 51 on ratings of government services; intervals: Wilson (1927)
 * @example
 * const counts = { visits: 10, ratedVisits: 4, ratings: 4, good: 3, bad: 1, badReplied: 0, namedBad: 0, namedCalled: 0, mendDue: 0, mendOnTime: 0, called: 0, calledContent: 0 }
 * const { good, replied, calledBack } = indicatorsOf(counts)
 * [good, replied, calledBack].map(rate => rate.estimate) // => [0.75, 0, null]
 */
export function indicatorsOf(counts: ServiceCounts, level = 0.95): Record<IndicatorKey, Rate> {
  const rates = satisfactionIndicators.map(indicator => {
    const { numerator, denominator } = shareOf(indicator, counts)
    return [indicator.key, rateOf(numerator, denominator, level)] as const
  })
  return Object.fromEntries(rates) as Record<IndicatorKey, Rate>
}

/** Refuses counts that are no share. @internal */
export function demandShare(name: string, numerator: number, denominator: number): void {
  const whole = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
  if (!whole || numerator < 0 || numerator > denominator)
    throw new RangeError(`${name} requires whole numbers from 0, the numerator at most the denominator`)
}
