// The windows, matters and staff of a centre, found by what other systems call them.
import type { Db, Trx } from '../db/engine.ts'
import { listMatters, listPoints, listStaff } from '../window/window.store.ts'

export interface Place {
  readonly id: string
  readonly unitId: string | null
}

export interface VisitPlaces {
  readonly centerId: string
  /** By the hall's number, else by its name where only one has it. Closed windows too: their visits may come late. */
  readonly point: (text: string) => Place | undefined
  readonly pointById: (id: string) => Place | undefined
  readonly matter: (text: string) => Place | undefined
  readonly staff: (text: string) => string | undefined
}

/** Reads them once for a whole message or file. */
export async function visitPlaces(db: Db | Trx, centerId: string): Promise<VisitPlaces> {
  const scope = { centerIds: [centerId], pointIds: null }
  const points = await listPoints(db, scope, centerId)
  const matters = await listMatters(db)
  const staff = await listStaff(db, scope, centerId)
  const byId = new Map(points.map(point => [point.id, point]))
  const person = finder(staff.map(one => [one.number, one.name, one]))
  return {
    centerId,
    point: finder(points.map(point => [point.code, point.name, point])),
    pointById: id => byId.get(id),
    matter: finder(matters.map(matter => [matter.code, matter.name, matter])),
    staff: text => person(text)?.id,
  }
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Exact code first, then the code in any width and case, then a name that only one has. */
function finder<T>(rows: readonly (readonly [code: string, name: string, row: T])[]) {
  const exact = new Map(rows.map(([code, , row]) => [code, row]))
  const folded = only(rows.map(([code, , row]) => [fold(code), row]))
  const named = only(rows.map(([, name, row]) => [fold(name), row]))
  return (text: string): T | undefined => exact.get(text) ?? folded.get(fold(text)) ?? named.get(fold(text))
}

function only<T>(pairs: readonly (readonly [string, T])[]): Map<string, T> {
  const count = new Map<string, number>()
  for (const [key] of pairs) count.set(key, (count.get(key) ?? 0) + 1)
  return new Map(pairs.filter(([key]) => count.get(key) === 1))
}
