// From sums to what is shown: exact counts, rates with intervals, small cells hidden, verdicts. Pure.
import {
  type IndicatorKey,
  indicatorsOf,
  satisfactionIndicators,
  type ServiceCounts,
  type Share,
} from '../../sampling/satisfaction.ts'
import { type Comparison, compareWithRest } from '../../sampling/satisfaction-compare.ts'
import { rateByDays } from '../../sampling/satisfaction-days.ts'
import { hiddenCells, LEAST_CASES } from '../../sampling/satisfaction-disclose.ts'

/** Cases of bad ratings, counted. */
export interface CaseCounts {
  readonly replied: number
  readonly named: number
  readonly namedCalled: number
  readonly due: number
  readonly mendedInTime: number
  readonly answered: number
  readonly satisfied: number
  readonly open: number
}

export const NO_CASES: CaseCounts = {
  replied: 0,
  named: 0,
  namedCalled: 0,
  due: 0,
  mendedInTime: 0,
  answered: 0,
  satisfied: 0,
  open: 0,
}

/** What a day adds: enough for the three rates whose days are clusters. */
export interface DaySums {
  visits: number
  rated: number
  ratings: number
  good: number
  bad: number
}

/** All that is known of one key. */
export interface Tally {
  readonly key: string
  readonly centerId: string
  readonly visits: number
  readonly rated: number
  /** Best first. */
  readonly levels: readonly [number, number, number, number, number]
  readonly autoDefault: number
  readonly excluded: number
  readonly unlinked: number
  readonly cases: CaseCounts
  readonly days: ReadonlyMap<string, DaySums>
}

/** One rate as it is shown. */
export interface ShownRate {
  readonly numerator: number | null
  readonly denominator: number | null
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** `days`: with days as clusters; null where there is no interval. */
  readonly method: 'wilson' | 'days' | null
  readonly days: number | null
  readonly designEffect: number | null
  /** Held back: fewer than 5 cases, or what would give such a cell away. */
  readonly hidden: boolean
}

export interface Cell {
  readonly key: string
  readonly centerId: string
  readonly visits: number
  /** Null where hidden. */
  readonly ratings: number | null
  readonly levels: readonly number[] | null
  readonly autoDefault: number
  readonly excluded: number
  readonly unlinked: number | null
  readonly openCases: number
  readonly rates: Record<IndicatorKey, ShownRate>
}

export function countsOf(tally: Tally): ServiceCounts {
  const [veryGood, good, fair, poor, veryPoor] = tally.levels
  return {
    visits: tally.visits,
    ratedVisits: tally.rated,
    ratings: veryGood + good + fair + poor + veryPoor,
    good: veryGood + good + fair,
    bad: poor + veryPoor,
    badReplied: tally.cases.replied,
    namedBad: tally.cases.named,
    namedCalled: tally.cases.namedCalled,
    mendDue: tally.cases.due,
    mendOnTime: tally.cases.mendedInTime,
    called: tally.cases.answered,
    calledContent: tally.cases.satisfied,
  }
}

/** The rates whose numerators and denominators are known by day. */
const BY_DAY: Partial<Record<IndicatorKey, (day: DaySums) => Share>> = {
  rated: day => ({ numerator: day.rated, denominator: day.visits }),
  unrated: day => ({ numerator: day.visits - day.rated, denominator: day.visits }),
  good: day => ({ numerator: day.good, denominator: day.ratings }),
  bad: day => ({ numerator: day.bad, denominator: day.ratings }),
}

/** @param hides which rates are held back */
export function cellOf(tally: Tally, hides: (key: IndicatorKey) => boolean): Cell {
  const counts = countsOf(tally)
  const rates = indicatorsOf(counts)
  const shown = satisfactionIndicators.map(({ key }) => {
    const rate = rates[key]
    if (hides(key)) return [key, HIDDEN] as const
    const share = BY_DAY[key]
    const byDays = share ? rateByDays([...tally.days.values()].map(share)) : null
    const [low, high] = byDays?.interval ?? rate.interval ?? [null, null]
    return [
      key,
      {
        numerator: rate.numerator,
        denominator: rate.denominator,
        estimate: rate.estimate,
        low,
        high,
        method: rate.interval === null ? null : byDays ? 'days' : 'wilson',
        days: byDays?.days ?? null,
        designEffect: byDays?.designEffect ?? null,
        hidden: false,
      },
    ] as const
  })
  const levelsHidden = hides('good')
  return {
    key: tally.key,
    centerId: tally.centerId,
    visits: tally.visits,
    ratings: levelsHidden ? null : counts.ratings,
    levels: levelsHidden ? null : tally.levels,
    autoDefault: tally.autoDefault,
    excluded: tally.excluded,
    unlinked: levelsHidden ? null : tally.unlinked,
    openCases: tally.cases.open,
    rates: Object.fromEntries(shown) as Cell['rates'],
  }
}

const HIDDEN: ShownRate = {
  numerator: null,
  denominator: null,
  estimate: null,
  low: null,
  high: null,
  method: null,
  days: null,
  designEffect: null,
  hidden: true,
}

/** The cells of a breakdown: small ones hidden, and as many more as keep them from following out of the total. */
export function cellsOf(tallies: readonly Tally[]): Cell[] {
  const counts = tallies.map(countsOf)
  const hidden = new Map(
    satisfactionIndicators.map(({ key, denominator }) => [key, hiddenCells(counts.map(each => each[denominator]))]),
  )
  return tallies.map((tally, at) => cellOf(tally, key => hidden.get(key)?.[at] === true))
}

/** A total that somebody narrowed down to a window, matter or person is a cell like any other.
 * @param among that cell in its breakdown, where it has one: what is held back there is held back here */
export function totalOf(tally: Tally, narrowed: boolean, among?: Cell): Cell {
  const counts = countsOf(tally)
  const small = new Set(
    satisfactionIndicators
      .filter(({ denominator }) => counts[denominator] > 0 && counts[denominator] < LEAST_CASES)
      .map(({ key }) => key),
  )
  return cellOf(tally, key => narrowed && (small.has(key) || among?.rates[key].hidden === true))
}

/** The rates in which windows, matters and people are compared. */
export const COMPARED = ['rated', 'good', 'bad'] as const satisfies readonly IndicatorKey[]
export type Compared = Record<(typeof COMPARED)[number], Comparison | null>

/** Each cell against the rest of its whole; what is hidden is not compared. */
export function comparisonsOf(tallies: readonly Tally[], cells: readonly Cell[], whole: Tally): Compared[] {
  const total = indicatorsOf(countsOf(whole))
  const counts = tallies.map(tally => indicatorsOf(countsOf(tally)))
  const found = COMPARED.map(key => {
    const open = cells.flatMap((cell, at) => (cell.rates[key].hidden ? [] : [at]))
    const compared = compareWithRest(
      open.map(at => counts[at]![key]),
      total[key],
      LEAST_CASES,
    )
    return [key, new Map(open.map((at, i) => [at, compared[i] ?? null]))] as const
  })
  return cells.map(
    (_, at) => Object.fromEntries(found.map(([key, compared]) => [key, compared.get(at) ?? null])) as Compared,
  )
}

/** Sums of several keys under one name. */
export function mergeTallies(key: string, centerId: string, tallies: readonly Tally[]): Tally {
  const days = new Map<string, DaySums>()
  for (const tally of tallies)
    for (const [day, sums] of tally.days) {
      const known = days.get(day) ?? { visits: 0, rated: 0, ratings: 0, good: 0, bad: 0 }
      for (const name of DAY_NAMES) known[name] += sums[name]
      days.set(day, known)
    }
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
  const cases = Object.fromEntries(
    Object.keys(NO_CASES).map(name => [name, sum(tally => tally.cases[name as keyof CaseCounts])]),
  ) as unknown as CaseCounts
  return {
    key,
    centerId,
    visits: sum(tally => tally.visits),
    rated: sum(tally => tally.rated),
    levels: [0, 1, 2, 3, 4].map(level => sum(tally => tally.levels[level]!)) as unknown as Tally['levels'],
    autoDefault: sum(tally => tally.autoDefault),
    excluded: sum(tally => tally.excluded),
    unlinked: sum(tally => tally.unlinked),
    cases,
    days,
  }
}

const DAY_NAMES = ['visits', 'rated', 'ratings', 'good', 'bad'] as const
