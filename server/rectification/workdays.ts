// Working days as the State Council publishes them, with make-up days 调休; days that the office enters go before the library.
import chineseDays from 'chinese-days'
import { chinaDay, startOfChinaDay } from '../china-time.ts'
import type { Deadline } from './rectification.ts'

const DAY_MS = 86_400_000

/** @returns whether a China day, `2026-11-25`, is a working day */
export type WorkCalendar = (day: string) => boolean

/** Opening hours in China, `09:00` to `17:00`. */
export interface Hours {
  readonly opensAt: string
  readonly closesAt: string
}

// Noon in the zone of the process: the library reads local dates, and no zone changes its clocks at noon.
const localNoon = (day: string): Date =>
  new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12)

/** What the library says: name of the holiday or make-up day, null on an ordinary day.
 * @example
 * officialDay('2026-02-14') // => { working: true, name: '春节' }
 * @example
 * officialDay('2026-02-17') // => { working: false, name: '春节' }
 */
export function officialDay(day: string): { readonly working: boolean; readonly name: string | null } {
  const { work, name } = chineseDays.getDayDetail(localNoon(day))
  return { working: work, name: name.split(',')[1] ?? null }
}

/** Whether the year's holidays are published in the library; without them only weekends are known.
 * @example
 * knowsYear(2026) // => true
 */
export function knowsYear(year: number): boolean {
  return officialDay(`${year}-10-01`).name !== null
}

/** @param entered days that the office entered, true for a working day */
export function calendarOf(entered: ReadonlyMap<string, boolean> = new Map()): WorkCalendar {
  const known = new Map<string, boolean>()
  return day => {
    const own = entered.get(day)
    if (own !== undefined) return own
    const seen = known.get(day)
    if (seen !== undefined) return seen
    const { working } = officialDay(day)
    known.set(day, working)
    return working
  }
}

/** The day after, `days` later. */
export function laterDay(day: string, days: number): string {
  return chinaDay(new Date(startOfChinaDay(day).getTime() + days * DAY_MS))
}

/** The last moment of a China day. */
export function endOfDay(day: string): string {
  return new Date(startOfChinaDay(day).getTime() + DAY_MS - 1).toISOString()
}

/** The working day that a moment belongs to: the day itself until closing time, else the next working day. */
export function workdayOf(calendar: WorkCalendar, at: Date, { closesAt }: Hours): string {
  let day = chinaDay(at)
  if (at.getTime() >= new Date(`${day}T${closesAt}:00+08:00`).getTime()) day = laterDay(day, 1)
  while (!calendar(day)) day = laterDay(day, 1)
  return day
}

/** The n-th working day after `day`; a calendar in which nobody ever works ends after ten years. */
export function addWorkdays(calendar: WorkCalendar, day: string, workdays: number): string {
  let left = workdays
  let at = day
  for (let walked = 0; left > 0 && walked < 3660; walked++) {
    at = laterDay(at, 1)
    if (calendar(at)) left -= 1
  }
  return at
}

/** Deadlines end with the day: a case opened on a Monday morning and due in one working day is due on Tuesday, 24:00. */
export function deadlineBy(calendar: WorkCalendar, hours: Hours): Deadline {
  return (from, workdays) => endOfDay(addWorkdays(calendar, workdayOf(calendar, from, hours), workdays))
}

/** Working days between the days of two moments: 0 on the last day, negative when past.
 * @example
 * workdaysLeft(calendarOf(), new Date('2026-11-25T01:00:00Z'), '2026-11-27T15:59:59.999Z') // => 2
 */
export function workdaysLeft(calendar: WorkCalendar, now: Date, due: string): number {
  const [today, last] = [chinaDay(now), chinaDay(new Date(due))]
  const [from, to] = today <= last ? [today, last] : [last, today]
  let count = 0
  for (let day = from; day < to; ) {
    day = laterDay(day, 1)
    if (calendar(day)) count += 1
  }
  if (today <= last) return count
  return -Math.max(1, count)
}
