// One whole picture of a hall's day for the live page: a reader who missed any number of them is right again with the next.
import { chinaDay, chinaMinute, startOfChinaDay } from '../china-time.ts'
import { derivedCode } from '../code.ts'
import type { Context } from '../context.ts'
import type { Level } from '../rating/level.ts'
import { screenWords } from '../rating/screen.ts'
import { loadCalendar } from '../rectification/day.store.ts'
import { type Due, dueOf } from '../rectification/due.ts'
import type { State } from '../rectification/rectification.ts'
import { findCenter } from '../window/window.store.ts'
import { cellOf, countsOf, mergeTallies, type ShownRate, type Tally } from './satisfaction.ts'
import type { Asked } from './satisfaction.store.ts'
import { countOpen, listOpenCases, listToday, listWindows, type MonitorPlace, readVersion } from './monitor.store.ts'
import { readTallies } from './tallies.ts'

export interface Said {
  /** Names the rating to the page and to nobody else. */
  readonly key: string
  readonly level: Level
  readonly tags: readonly string[]
  readonly words: string
  /** `10:32`. */
  readonly minute: string
  readonly pointCode: string
  readonly pointName: string
}

export interface Snapshot {
  readonly version: string
  /** `2026-11-25 10:32`, in China. */
  readonly at: string
  readonly day: string
  readonly center: { readonly id: string; readonly name: string; readonly opensAt: string; readonly closesAt: string }
  /** Null: all windows of the centre. */
  readonly windowsOnly: readonly string[] | null
  readonly visits: number
  readonly rated: number
  readonly ratings: number
  readonly levels: readonly number[]
  readonly autoDefault: number
  readonly excluded: number
  readonly unlinked: number
  readonly openFlags: number
  readonly openCases: number
  readonly rates: { readonly rated: ShownRate; readonly good: ShownRate; readonly bad: ShownRate }
  /** The whole centre beside the windows of one person: totals only. */
  readonly whole: {
    readonly visits: number
    readonly ratings: number
    readonly rated: ShownRate
    readonly good: ShownRate
  } | null
  readonly hours: readonly { readonly hour: number; readonly visits: number; readonly levels: readonly number[] }[]
  readonly windows: readonly {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly visits: number
    readonly ratings: number
    readonly good: number
    readonly bad: number
    readonly openCases: number
  }[]
  readonly said: readonly Said[]
  readonly bad: readonly Said[]
  readonly cases: readonly {
    readonly id: string
    readonly state: State
    readonly named: boolean
    readonly pointCode: string
    readonly pointName: string
    readonly due: Due | null
  }[]
}

const shownAll = (tally: Tally) => cellOf(tally, () => false)

export async function takeSnapshot(context: Context, place: MonitorPlace): Promise<Snapshot> {
  const { db } = context
  const now = context.now()
  const day = chinaDay(now)
  // Read first: what comes in while the rest is read makes the next version differ.
  const version = await readVersion(db, place, day)
  const asked: Asked = { scope: { centerIds: [place.centerId], pointIds: place.pointIds }, from: day, to: day }
  const byHour = await readTallies(db, asked, 'hour', now)
  const byWindow = await readTallies(db, asked, 'window', now)
  const all = mergeTallies('', place.centerId, byWindow)
  const { rates } = shownAll(all)
  const open = await countOpen(db, place, day)
  const center = await findCenter(db, place.centerId)
  const start = startOfChinaDay(day).toISOString()
  return {
    version,
    at: chinaMinute(now),
    day,
    center: {
      id: place.centerId,
      name: center?.name ?? '',
      opensAt: center?.opensAt ?? '09:00',
      closesAt: center?.closesAt ?? '17:00',
    },
    windowsOnly: place.pointIds,
    visits: all.visits,
    rated: all.rated,
    ratings: countsOf(all).ratings,
    levels: all.levels,
    autoDefault: all.autoDefault,
    excluded: all.excluded,
    unlinked: all.unlinked,
    openFlags: open.flags,
    openCases: [...open.cases.values()].reduce((sum, count) => sum + count, 0),
    rates: { rated: rates.rated, good: rates.good, bad: rates.bad },
    whole: place.pointIds ? await wholeOf(context, place.centerId, day) : null,
    hours: byHour
      .map(({ key, visits, levels }) => ({ hour: Number(key), visits, levels }))
      .sort((a, b) => a.hour - b.hour),
    windows: (await listWindows(db, place)).flatMap(({ id, code, name, active }) => {
      const tally = byWindow.find(each => each.key === id)
      if (!tally && active === 0) return []
      const { ratings, good, bad } = countsOf(tally ?? mergeTallies(id, place.centerId, []))
      const openCases = open.cases.get(id) ?? 0
      return [{ id, code, name, visits: tally?.visits ?? 0, ratings, good, bad, openCases }]
    }),
    said: (await listToday(db, place, start, 'words')).map(row => saidOf(context, row)),
    bad: (await listToday(db, place, start, 'bad')).map(row => saidOf(context, row)),
    cases: await casesOf(context, place, now),
  }
}

async function wholeOf(context: Context, centerId: string, day: string): Promise<Snapshot['whole']> {
  const asked: Asked = { scope: { centerIds: [centerId], pointIds: null }, from: day, to: day }
  const whole = mergeTallies('', centerId, await readTallies(context.db, asked, 'center', context.now()))
  const { rated, good } = shownAll(whole).rates
  return { visits: whole.visits, ratings: countsOf(whole).ratings, rated, good }
}

type Today = Awaited<ReturnType<typeof listToday>>[number]

/** An id holds the time to the millisecond, hence a name of its own; people see the minute. */
function saidOf(context: Context, row: Today): Said {
  return {
    key: derivedCode(context.key('monitor-rating'), row.id, 12),
    level: row.level,
    tags: JSON.parse(row.tags) as string[],
    words: screenWords(row.words),
    minute: chinaMinute(new Date(row.madeAt)).slice(11),
    pointCode: row.pointCode,
    pointName: row.pointName,
  }
}

async function casesOf(context: Context, place: MonitorPlace, now: Date): Promise<Snapshot['cases']> {
  const rows = await listOpenCases(context.db, place)
  const calendar = await loadCalendar(context.db)
  return rows.map(row => ({
    id: row.id,
    state: row.state,
    named: row.named === 1,
    pointCode: row.pointCode,
    pointName: row.pointName,
    due: dueOf(row, calendar, now),
  }))
}
