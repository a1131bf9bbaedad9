// Weekday by hour: when a hall is busy and when it is liked. Small cells of ratings are hidden within each hour.
import { hiddenCells } from '../../sampling/satisfaction-disclose.ts'
import type { Db } from '../db/engine.ts'
import { type Asked, sumRatings, sumVisits } from './satisfaction.store.ts'

export interface HourCell {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  readonly hour: number
  readonly visits: number
  readonly ratings: number | null
  /** Shares, null where hidden or where nothing was counted. */
  readonly good: number | null
  readonly rated: number | null
}

interface Sums {
  readonly weekday: number
  readonly hour: number
  visits: number
  rated: number
  ratings: number
  good: number
}

export async function readHours(db: Db, asked: Asked): Promise<HourCell[]> {
  const cells = new Map<string, Sums>()
  const cellOf = (row: { readonly key: string; readonly day: string }): Sums => {
    const weekday = new Date(`${row.day}T00:00:00Z`).getUTCDay() || 7
    const key = `${weekday} ${row.key}`
    const known = cells.get(key) ?? { weekday, hour: Number(row.key), visits: 0, rated: 0, ratings: 0, good: 0 }
    cells.set(key, known)
    return known
  }
  for (const row of await sumVisits(db, asked, 'hour')) {
    const cell = cellOf(row)
    cell.visits += row.visits
    cell.rated += row.rated
  }
  for (const row of await sumRatings(db, asked, 'hour')) {
    const cell = cellOf(row)
    const good = row.verySatisfied + row.satisfied + row.basicallySatisfied
    cell.good += good
    cell.ratings += good + row.dissatisfied + row.veryDissatisfied
  }
  const byHour = new Map<number, Sums[]>()
  for (const cell of cells.values()) byHour.set(cell.hour, [...(byHour.get(cell.hour) ?? []), cell])
  return [...byHour.values()].flatMap(shownOf).sort((a, b) => a.hour - b.hour || a.weekday - b.weekday)
}

/** The sum of an hour over all weekdays is shown elsewhere. */
function shownOf(cells: readonly Sums[]): HourCell[] {
  const ratings = hiddenCells(cells.map(cell => cell.ratings))
  const visits = hiddenCells(cells.map(cell => cell.visits))
  return cells.map((cell, at) => ({
    weekday: cell.weekday,
    hour: cell.hour,
    visits: cell.visits,
    ratings: ratings[at] ? null : cell.ratings,
    good: ratings[at] || cell.ratings === 0 ? null : cell.good / cell.ratings,
    rated: visits[at] || cell.visits === 0 ? null : cell.rated / cell.visits,
  }))
}
