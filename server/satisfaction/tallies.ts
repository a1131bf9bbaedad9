// Reads what was asked for into one tally a key: visits, ratings, ratings without a visit, cases.
import type { Db, Trx } from '../db/engine.ts'
import { rectificationCounts } from '../rectification/rectification.store.ts'
import { type CaseCounts, type DaySums, NO_CASES, type Tally } from './satisfaction.ts'
import {
  type Asked,
  type Breakdown,
  countStillInTime,
  countUnlinked,
  isAsked,
  keyOf,
  sumRatings,
  sumVisits,
} from './satisfaction.store.ts'

/** @returns one tally a key, in no order; keys of which nothing is known are absent */
export async function readTallies(db: Db | Trx, asked: Asked, by: Breakdown, now: Date): Promise<Tally[]> {
  const drafts = new Map<string, Draft>()
  const draftOf = (key: string, centerId: string): Draft => {
    const known = drafts.get(key) ?? new Draft(key, centerId)
    drafts.set(key, known)
    return known
  }
  for (const row of await sumVisits(db, asked, by)) draftOf(row.key, row.centerId).visit(row)
  for (const row of await sumRatings(db, asked, by)) draftOf(row.key, row.centerId).rating(row)
  const nextDay = new Date(Date.parse(`${asked.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const cases = await rectificationCounts(db, asked.scope, `${asked.from}T00`, `${nextDay}T00`)
  for (const row of cases) if (isAsked(asked, row)) draftOf(keyOf(by, row), row.centerId).case(row)
  const inTime = await countStillInTime(db, asked, by, now)
  const unlinked = await countUnlinked(db, asked, by)
  return [...drafts.values()].map(draft => draft.done(unlinked.get(draft.key) ?? 0, inTime.get(draft.key) ?? 0))
}

type VisitRow = Awaited<ReturnType<typeof sumVisits>>[number]
type RatingRow = Awaited<ReturnType<typeof sumRatings>>[number]

class Draft {
  readonly key: string
  readonly centerId: string
  #visits = 0
  #rated = 0
  #autoDefault = 0
  #excluded = 0
  readonly #levels: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  readonly #cases: { -readonly [name in keyof CaseCounts]: number } = { ...NO_CASES }
  readonly #days = new Map<string, DaySums>()

  constructor(key: string, centerId: string) {
    this.key = key
    this.centerId = centerId
  }

  visit(row: VisitRow): void {
    this.#visits += row.visits
    this.#rated += row.rated
    const day = this.#day(row.day)
    day.visits += row.visits
    day.rated += row.rated
  }

  rating(row: RatingRow): void {
    const levels = [
      row.verySatisfied,
      row.satisfied,
      row.basicallySatisfied,
      row.dissatisfied,
      row.veryDissatisfied,
    ] as const
    const day = this.#day(row.day)
    levels.forEach((count, level) => {
      this.#levels[level]! += count
      day.ratings += count
      if (level < 3) day.good += count
      else day.bad += count
    })
    this.#autoDefault += row.autoDefault
    this.#excluded += row.excluded
  }

  case(row: CaseCounts): void {
    for (const name of Object.keys(NO_CASES) as (keyof CaseCounts)[]) this.#cases[name] += row[name]
  }

  done(unlinked: number, inTime: number): Tally {
    return {
      key: this.key,
      centerId: this.centerId,
      visits: this.#visits,
      rated: this.#rated,
      levels: this.#levels,
      autoDefault: this.#autoDefault,
      excluded: this.#excluded,
      unlinked,
      // Read one after the other: a case mended in between must not make the share larger than 1.
      cases: { ...this.#cases, due: Math.max(this.#cases.mendedInTime, this.#cases.due - inTime) },
      days: this.#days,
    }
  }

  #day(day: string): DaySums {
    const known = this.#days.get(day) ?? { visits: 0, rated: 0, ratings: 0, good: 0, bad: 0 }
    this.#days.set(day, known)
    return known
  }
}
