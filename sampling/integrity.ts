// Signs that ratings were steered: rules over one day of one service centre. Evidence for people; nothing is dropped or weighed down.
import {
  findBeforeFinish,
  findFastRatings,
  findOneDevice,
  findOneNetwork,
  findRuns,
  findStaffPhones,
} from './integrity-rating.ts'
import { findAllBest, findClosingBursts, findFastWindows } from './integrity-window.ts'

/** A rating given by a person. Hashes are keyed, so that nobody can be known by them; times are milliseconds since 1970. */
export interface IntegrityRating {
  readonly id: string
  readonly pointId: string
  readonly channel: 'link' | 'qr' | 'tablet' | 'exchange'
  readonly madeAt: number
  /** The highest of the levels. */
  readonly best: boolean
  /** Without tags and without words. */
  readonly bare: boolean
  readonly device: string | null
  readonly network: string | null
  /** Of the contact the rater left. */
  readonly mobile: string | null
  /** Null: no visit is known. `finishedAt` null: it had not ended when the day was over. */
  readonly visit: { readonly id: string; readonly finishedAt: number | null; readonly mobile: string | null } | null
}

export interface IntegrityDay {
  /** `2026-11-25`. */
  readonly day: string
  readonly opensAt: number
  readonly closesAt: number
  /** The day is over; rules that judge a whole day wait for it. */
  readonly complete: boolean
  readonly ratings: readonly IntegrityRating[]
  /** All visits that finished on the day, rated or not. */
  readonly visits: readonly { readonly pointId: string; readonly finishedAt: number }[]
  /** Hashes of the telephones of the centre's own staff. */
  readonly staffMobiles: ReadonlySet<string>
}

export interface IntegrityThresholds {
  /** A rating this many seconds after its visit's end, or sooner, is fast. */
  readonly fastSeconds: number
  /** Fast ratings a window needs on a day before they are compared with the other windows. */
  readonly fastRatings: number
  /** Seconds a rating may come before its visit's end: clocks differ, and clerks ask before they press “finish”. */
  readonly earlySeconds: number
  /** Visits a day that one device may rate at a window. */
  readonly deviceVisits: number
  /** Visits that one device may rate where they ended one after another: families and agents come once and share a telephone. */
  readonly familyVisits: number
  /** Minutes between the ends of such visits. */
  readonly familyMinutes: number
  /** Visits a day that one network may rate at a window before it is looked at. */
  readonly networkVisits: number
  /** Devices (or fewer) that make a network narrow where the centre has too few windows to compare. */
  readonly networkDevices: number
  /** Share of a device's or network's ratings that must go to one window: a hall's own network serves all windows. */
  readonly dominance: number
  /** Seconds between ratings of a run. */
  readonly runSeconds: number
  /** Ratings of a run. */
  readonly runRatings: number
  /** Ratings a window needs on a day before “all best, without a word” is judged. */
  readonly bestRatings: number
  /** Minutes before closing that count as closing time. */
  readonly closingMinutes: number
  /** Minutes after closing that still do. */
  readonly closingAfterMinutes: number
  /** Ratings at closing time that a window needs before they are judged. */
  readonly closingRatings: number
  /** A chance is a sign when it is at most this after multiplying by the number of windows compared. */
  readonly alpha: number
}

export const integrityDefaults: IntegrityThresholds = {
  fastSeconds: 10,
  fastRatings: 8,
  earlySeconds: 120,
  deviceVisits: 3,
  familyVisits: 6,
  familyMinutes: 10,
  networkVisits: 6,
  networkDevices: 2,
  dominance: 0.5,
  runSeconds: 5,
  runRatings: 4,
  bestRatings: 20,
  closingMinutes: 15,
  closingAfterMinutes: 30,
  closingRatings: 8,
  alpha: 0.001,
}

export const integrityRules = [
  'fast_rating',
  'before_finish',
  'staff_phone',
  'one_device',
  'one_network',
  'run',
  'fast_window',
  'all_best',
  'closing_burst',
] as const
export type IntegrityRule = (typeof integrityRules)[number]

/** One sign, with all a person needs to judge it. */
export interface IntegrityFlag {
  readonly rule: IntegrityRule
  readonly pointId: string
  /** What it is about, the same text each time the day is looked at: one sign is kept once. */
  readonly subject: string
  /** The rating, where it is about one. */
  readonly ratingId: string | null
  /** Numbers that were seen, by name. */
  readonly seen: Readonly<Record<string, number>>
  /** The ratings it rests on. */
  readonly ratingIds: readonly string[]
  /** Chance of seeing this or more without steering, (0, 1]; null where the rule knows none. */
  readonly chance: number | null
  /** Windows that were compared: `chance` times this is what `alpha` limits. */
  readonly compared: number
}

type Finder = (day: IntegrityDay, limits: IntegrityThresholds) => IntegrityFlag[]

const finders: Readonly<Record<IntegrityRule, Finder>> = {
  fast_rating: findFastRatings,
  before_finish: findBeforeFinish,
  staff_phone: findStaffPhones,
  one_device: findOneDevice,
  one_network: findOneNetwork,
  run: findRuns,
  fast_window: findFastWindows,
  all_best: findAllBest,
  closing_burst: findClosingBursts,
}

/**
 * Look at one day of a service centre for signs that ratings were steered.
 *
 * @param day all ratings by people and all finished visits of the centre on that day
 * @param thresholds to change some of `integrityDefaults`
 * @returns signs in the order of `integrityRules`; the same day gives the same signs
 * @throws RangeError when the centre does not close after it opens
 * @example integrityFlags({ day: '2026-11-25', opensAt: 0, closesAt: 28_800_000, complete: true, ratings: [], visits: [], staffMobiles: new Set() }) // => []
 */
export function integrityFlags(day: IntegrityDay, thresholds: Partial<IntegrityThresholds> = {}): IntegrityFlag[] {
  if (!(day.closesAt > day.opensAt)) throw new RangeError('integrityFlags requires closesAt after opensAt')
  const limits = { ...integrityDefaults, ...thresholds }
  return integrityRules.flatMap(rule => finders[rule](day, limits))
}
