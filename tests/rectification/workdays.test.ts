// Working days against the published calendar of 2026 and against counting day by day.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaDay } from '../../server/china-time.ts'
import {
  addWorkdays,
  calendarOf,
  deadlineBy,
  endOfDay,
  knowsYear,
  laterDay,
  officialDay,
  workdayOf,
  workdaysLeft,
} from '../../server/rectification/workdays.ts'

const HOURS = { opensAt: '09:00', closesAt: '17:00' }
const official = calendarOf()

/** 国务院办公厅关于2026年部分节假日安排的通知, typed in apart from the library: days off on weekdays, and make-up days. */
const OFF_2026 =
  '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07'
const MAKE_UP_2026 = '01-04 02-14 02-28 05-09 09-20 10-10'
const off = new Set(OFF_2026.split(' ').map(day => `2026-${day}`))
const makeUp = new Set(MAKE_UP_2026.split(' ').map(day => `2026-${day}`))

function worksIn2026(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return makeUp.has(day) || (weekday !== 0 && weekday !== 6 && !off.has(day))
}

const day = fc.integer({ min: 0, max: 364 }).map(days => laterDay('2026-01-01', days))
const moment = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399 }))
  .map(([at, second]) => new Date(new Date(`${at}T00:00:00+08:00`).getTime() + second * 1000))
const entered = fc.array(fc.tuple(day, fc.boolean()), { maxLength: 20 }).map(days => new Map<string, boolean>(days))

describe('the calendar', () => {
  it('is the published one, every day of 2026', () => {
    for (let at = '2026-01-01'; at <= '2026-12-31'; at = laterDay(at, 1))
      expect([at, official(at)]).toEqual([at, worksIn2026(at)])
  })
  it('knows 2026 and says that it does not know 2027, where weekends are all there is', () => {
    expect([2025, 2026, 2027, 2028].map(knowsYear)).toEqual([true, true, false, false])
    expect(['2027-10-01', '2027-10-02'].map(official)).toEqual([true, false])
    expect(officialDay('2027-10-01').name).toBeNull()
  })
  it('gives way to what the office entered', () => {
    const own = calendarOf(
      new Map([
        ['2027-10-01', false],
        ['2026-02-14', false],
        ['2026-02-17', true],
      ]),
    )
    expect(['2027-10-01', '2026-02-14', '2026-02-17'].map(own)).toEqual([false, false, true])
  })
})

describe('deadlines', () => {
  const due = (from: string, days: number) => chinaDay(new Date(deadlineBy(official, HOURS)(new Date(from), days)))
  it.each([
    ['on a Monday morning', '2026-11-23T10:00:00+08:00', 1, '2026-11-24'],
    ['before opening', '2026-11-23T07:00:00+08:00', 1, '2026-11-24'],
    ['at closing time', '2026-11-23T17:00:00+08:00', 1, '2026-11-25'],
    ['a second before closing', '2026-11-23T16:59:59+08:00', 1, '2026-11-24'],
    ['on a Friday night', '2026-11-27T20:00:00+08:00', 1, '2026-12-01'],
    ['on a Saturday', '2026-11-28T10:00:00+08:00', 5, '2026-12-07'],
    ['before Spring Festival, with both make-up Saturdays', '2026-02-12T10:00:00+08:00', 5, '2026-02-26'],
    ['over Spring Festival to the make-up Saturday', '2026-02-24T10:00:00+08:00', 4, '2026-02-28'],
    ['on the make-up Saturday itself', '2026-02-14T10:00:00+08:00', 1, '2026-02-24'],
    ['over National Day', '2026-09-30T10:00:00+08:00', 3, '2026-10-10'],
    ['over the year’s end into a year not known', '2026-12-30T10:00:00+08:00', 2, '2027-01-01'],
  ])('%s', (_, from, days, expected) => {
    expect(due(from, days)).toBe(expected)
  })

  it('end with the day in China', () => {
    expect(endOfDay('2026-11-24')).toBe('2026-11-24T15:59:59.999Z')
  })

  it('equal counting day by day', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 20 }), entered, (from, days, own) => {
        const calendar = calendarOf(own)
        let at = chinaDay(from)
        if (from.getTime() >= Date.parse(`${at}T17:00:00+08:00`) || !calendar(at)) {
          do at = laterDay(at, 1)
          while (!calendar(at))
        }
        expect(workdayOf(calendar, from, HOURS)).toBe(at)
        let left = days
        while (left > 0) {
          at = laterDay(at, 1)
          if (calendar(at)) left -= 1
        }
        expect(deadlineBy(calendar, HOURS)(from, days)).toBe(endOfDay(at))
      }),
    )
  })

  it('never come earlier for what began later, and are working days', () => {
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 1, max: 20 }), entered, (one, two, days, own) => {
        const deadline = deadlineBy(calendarOf(own), HOURS)
        const [early, late] = one <= two ? [one, two] : [two, one]
        expect(deadline(early, days) <= deadline(late, days)).toBe(true)
        expect(deadline(early, days) < deadline(early, days + 1)).toBe(true)
        expect(calendarOf(own)(chinaDay(new Date(deadline(early, days))))).toBe(true)
      }),
    )
  })

  it('only move later when a day is taken from the calendar', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 20 }), day, (from, days, gone) => {
        const less = calendarOf(new Map([[gone, false]]))
        expect(deadlineBy(less, HOURS)(from, days) >= deadlineBy(official, HOURS)(from, days)).toBe(true)
      }),
    )
  })
})

describe('days left', () => {
  it('count down to 0 on the last day and below when past', () => {
    const due = endOfDay('2026-11-27')
    const left = (at: string) => workdaysLeft(official, new Date(`${at}+08:00`), due)
    expect(left('2026-11-25T10:00:00')).toBe(2)
    expect(left('2026-11-27T23:59:00')).toBe(0)
    expect(left('2026-11-28T10:00:00')).toBe(-1)
    expect(left('2026-11-30T10:00:00')).toBe(-1)
    expect(left('2026-12-01T10:00:00')).toBe(-2)
  })
  it('are as many as it takes to reach the deadline', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const due = endOfDay(addWorkdays(official, from, days))
        expect(workdaysLeft(official, new Date(`${from}T10:00:00+08:00`), due)).toBe(days)
      }),
    )
  })
})
