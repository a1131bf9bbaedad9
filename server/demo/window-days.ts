// Days and visits of the demo hall: the same every time for the same day, with nothing after now.
import { chinaDay } from '../china-time.ts'
import { type Level, LEVELS } from '../rating/level.ts'
import { tagsOf } from '../rating/tag.ts'
import { calendarOf, laterDay } from '../rectification/workdays.ts'
import { UNITS } from './answers.ts'
import { type Dice, pick } from './people.ts'
import {
  ACTIVE_SHARE,
  BAD,
  type BadPlan,
  DEFAULT_SHARE,
  PAST_DAYS,
  PLAIN,
  PRAISE,
  STAFF_MOBILE,
  STEERED,
  WINDOWS,
} from './window-plan.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Fewest people of today, so that the live pages show something early in the morning too. */
const LEAST_TODAY = 8

export interface PlannedRating {
  readonly at: Date
  readonly level: Level
  readonly tags: readonly string[]
  readonly words: string
  /** A number that is given to nobody, or none. */
  readonly mobile: string | null
  readonly channel: 'tablet' | 'qr' | 'link' | 'exchange'
  readonly kind: 'active' | 'auto_default'
  /** What a browser calls itself; known only where the forgery check shall find something. */
  readonly device: string | null
  readonly bad: BadPlan | null
}

export interface PlannedVisit {
  /** Index of `WINDOWS`. */
  readonly window: number
  readonly matter: string
  readonly caseNo: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly rating: PlannedRating | null
}

/** The last working days before today and, as the last of the list, today. */
export function demoDays(now: Date): readonly string[] {
  const isWorkday = calendarOf()
  const days = [chinaDay(now)]
  for (let day = laterDay(days[0]!, -1); days.length <= PAST_DAYS; day = laterDay(day, -1))
    if (isWorkday(day)) days.unshift(day)
  return days
}

/** From when to when a day of the demo serves people; today ends now. */
function spanOf(day: string, today: boolean, now: Date): readonly [number, number] {
  const opens = Date.parse(`${day}T09:05:00+08:00`)
  const closes = Date.parse(`${day}T16:50:00+08:00`)
  if (!today) return [opens, closes]
  const end = Math.min(closes, now.getTime() - 6 * MINUTE_MS)
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  return [Math.min(opens, Math.max(midnight, end - HOUR_MS)), Math.max(end, midnight)]
}

/** Visits of one day in the order in which they ended. */
export function demoVisits(dice: Dice, day: string, index: number, now: Date): readonly PlannedVisit[] {
  const today = index === PAST_DAYS
  const [from, to] = spanOf(day, today, now)
  if (to <= from) return []
  const share = Math.min(1, (to - from) / (7.75 * HOUR_MS))
  const ends = WINDOWS.flatMap(({ perDay }, window) => {
    const usual = Math.round(perDay * (0.85 + dice() * 0.3) * share)
    const people = Math.max(today ? LEAST_TODAY / WINDOWS.length : 1, usual)
    return Array.from({ length: people }, () => ({ window, at: from + dice() * (to - from) }))
  }).sort((a, b) => a.at - b.at)
  const bad = new Map(
    BAD.filter(plan => plan.day === index).flatMap(plan => {
      const served = ends.flatMap((end, k) => (end.window === plan.window ? [k] : []))
      return served.length > 0 ? [[pick(dice, served), plan] as const] : []
    }),
  )
  const caseNo = (k: number) => `YS${day.replaceAll('-', '')}-${String(k + 1).padStart(3, '0')}`
  const visits = ends.map(({ window, at }, k): PlannedVisit => {
    const finishedAt = new Date(Math.floor(at))
    const plan = bad.get(k)
    return {
      window,
      matter: pick(dice, WINDOWS[window]!.matters),
      caseNo: caseNo(k),
      startedAt: new Date(finishedAt.getTime() - Math.round(4 + dice() * 21) * MINUTE_MS),
      finishedAt,
      rating: plan ? badRating(dice, plan, finishedAt) : otherRating(dice, window, finishedAt),
    }
  })
  if (index === STAFF_MOBILE.day) befriend(visits)
  if (!STEERED.days.includes(index)) return visits
  const queue = Array.from({ length: STEERED.people }, (_, k) =>
    steered(dice, to + k * 70_000, caseNo(ends.length + k)),
  )
  return [...visits, ...queue]
}

/** A visit at closing time, rated best by the same phone as the ones before it, seconds after its end. */
function steered(dice: Dice, at: number, caseNo: string): PlannedVisit {
  const { window, device } = STEERED
  const finishedAt = new Date(Math.floor(at))
  const rating: PlannedRating = {
    ...GOOD,
    at: new Date(finishedAt.getTime() + Math.round(2 + dice() * 5) * 1000),
    channel: 'qr',
    device,
  }
  const startedAt = new Date(finishedAt.getTime() - 4 * MINUTE_MS)
  return { window, matter: pick(dice, WINDOWS[window]!.matters), caseNo, startedAt, finishedAt, rating }
}

/** The first good rating of the window gets the telephone of its own clerk. */
function befriend(visits: PlannedVisit[]): void {
  const at = visits.findIndex(visit => visit.window === STAFF_MOBILE.window && !visit.rating?.bad)
  const visit = visits[at]
  if (!visit) return
  const soon = new Date(visit.finishedAt.getTime() + 40_000)
  visits[at] = { ...visit, rating: { ...GOOD, at: soon, channel: 'qr', mobile: STAFF_MOBILE.mobile } }
}

const GOOD = { level: LEVELS[0], tags: [], words: '', mobile: null, kind: 'active', device: null, bad: null } as const

/** Ratings come twenty seconds to four minutes after the end of the visit. */
const soonAfter = (dice: Dice, end: Date): Date => new Date(end.getTime() + Math.round(20 + dice() * 220) * 1000)

const demoMobile = (dice: Dice): string => `1990000${String(Math.floor(dice() * 10_000)).padStart(4, '0')}`

function badRating(dice: Dice, plan: BadPlan, end: Date): PlannedRating {
  const { level, tags, words, named } = plan
  const channel = dice() < 0.5 ? 'qr' : 'link'
  const mobile = named ? demoMobile(dice) : null
  return { ...GOOD, at: soonAfter(dice, end), level, tags, words, mobile, channel, bad: plan }
}

function otherRating(dice: Dice, window: number, end: Date): PlannedRating | null {
  const chance = dice()
  const at = soonAfter(dice, end)
  if (chance < DEFAULT_SHARE) {
    return { ...GOOD, at, level: 'basically_satisfied', channel: 'exchange', kind: 'auto_default' }
  }
  if (chance > DEFAULT_SHARE + ACTIVE_SHARE) return null
  const level = levelAt(dice, window)
  const tags = dice() < 0.45 ? [pick(dice, tagsOf(level)).code] : []
  const words = dice() < 0.12 ? pick(dice, level === 'basically_satisfied' ? PLAIN : PRAISE) : ''
  const mobile = dice() < 0.05 ? demoMobile(dice) : null
  const where = dice()
  const channel = where < 0.6 ? 'tablet' : where < 0.86 ? 'qr' : 'link'
  return { ...GOOD, at, level, tags, words, mobile, channel }
}

/** Mostly good everywhere, a little less so where the unit is: that is what such ratings are like. */
function levelAt(dice: Dice, window: number): Level {
  const quality = UNITS.find(unit => unit.code === WINDOWS[window]?.unit)?.quality ?? 0.6
  const chance = dice()
  if (chance < 0.55 + quality * 0.4) return LEVELS[0]
  return chance < 0.84 + quality * 0.15 ? LEVELS[1] : LEVELS[2]
}
