// What a visit is: its code, how long an invitation to rate holds, what moves in the tallies. Pure.
import { derivedCode, readCode } from '../code.ts'
import type { Context } from '../context.ts'
import type { VisitTable, VisitTallyTable } from './visit.table.ts'

/** Characters of the code in `/r/:code`: 80 bits. */
export const CODE_LENGTH = 16
/** A visit may finish this much after our own clock: clocks of other systems differ. */
export const FUTURE_MS = 5 * 60_000
/** How long a rating at the window belongs to the visit that was offered there. */
export const OFFERED_MS = 15 * 60_000
/** How long it belongs to a visit that ended there without an offer. */
export const FINISHED_MS = 30 * 60_000
/** How long 请评价 can be taken back. */
export const UNDO_MS = 30_000
/** 办件编号 in the exchange standard has 50 characters; some systems use more. */
export const CASE_NO_LENGTH = 64

/** The code a person rates a visit by. It follows from the id, so that the database need not keep it. */
export function visitCode(context: Pick<Context, 'key'>, visitId: string): string {
  return derivedCode(context.key('visit-code'), visitId, CODE_LENGTH)
}

/** The address a person rates a visit at. */
export function rateUrl(context: Pick<Context, 'key' | 'config'>, visitId: string): string {
  return `${context.config.baseUrl}/r/${visitCode(context, visitId)}`
}

export function readVisitCode(text: string): string | null {
  return readCode(text, CODE_LENGTH)
}

/** The unit whose service it was: that of the matter, else that of the window. */
export function unitOf(
  point: { readonly unitId: string | null },
  matter: { readonly unitId: string | null } | null,
): string | null {
  return matter?.unitId ?? point.unitId
}

/** What a tally row is known by, and whether the visit counts there as rated. */
export type TallyPlace = Pick<
  VisitTable,
  'centerId' | 'pointId' | 'unitId' | 'matterId' | 'staffId' | 'finishedHour' | 'ratedAt'
>

/** Changes of the tallies, summed by row; a visit without a finish is in none. */
export class TallyChanges {
  readonly #rows = new Map<string, VisitTallyTable>()

  /** @param times 1 when the visit comes into its row, -1 when it leaves it */
  move(place: TallyPlace, times: 1 | -1): void {
    this.#add(place, times, place.ratedAt === null ? 0 : times)
  }

  /** A visit that is in its row already has got its first rating. */
  rated(place: Omit<TallyPlace, 'ratedAt'>): void {
    this.#add(place, 0, 1)
  }

  /** Rows that really change, always in one order, so that two writers do not wait for each other in a circle. */
  rows(): VisitTallyTable[] {
    return [...this.#rows]
      .filter(([, row]) => row.visits !== 0 || row.rated !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row)
  }

  #add(place: Omit<TallyPlace, 'ratedAt'>, visits: number, rated: number): void {
    if (place.finishedHour === null) return
    const key = {
      centerId: place.centerId,
      hour: place.finishedHour,
      pointId: place.pointId,
      unitId: place.unitId ?? '',
      matterId: place.matterId ?? '',
      staffId: place.staffId ?? '',
    }
    const name = Object.values(key).join(' ')
    const row = this.#rows.get(name) ?? { ...key, visits: 0, rated: 0 }
    this.#rows.set(name, { ...row, visits: row.visits + visits, rated: row.rated + rated })
  }
}
