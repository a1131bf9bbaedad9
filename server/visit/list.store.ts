// The list of visits, page by page, and the count of a day.
import { sql } from 'kysely'
import { startOfChinaDay } from '../china-time.ts'
import type { Db } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'

export interface VisitFilter {
  readonly centerId?: string | undefined
  readonly pointId?: string | undefined
  /** China day of the finish; a visit that is not finished stands on the day it was registered. */
  readonly day?: string | undefined
  readonly state?: 'rated' | 'unrated' | 'unfinished' | undefined
  /** How the case number begins. */
  readonly caseNo?: string | undefined
  /** Where the page before ended: `at~id`. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Index visit_when. */
const AT = sql<string>`coalesce(visit.finished_at, visit.created_at)`

/** Newest first. Whether a visit was rated is all that is said of its rating: never when, nor how. */
export async function listVisits(db: Db, scope: Scope, filter: VisitFilter) {
  let query = db
    .selectFrom('visit')
    .innerJoin('windowCenter', 'windowCenter.id', 'visit.centerId')
    .innerJoin('windowPoint', 'windowPoint.id', 'visit.pointId')
    .leftJoin('windowMatter', 'windowMatter.id', 'visit.matterId')
    .leftJoin('windowStaff', 'windowStaff.id', 'visit.staffId')
    .select(['visit.id', 'visit.centerId', 'visit.pointId', 'visit.caseNo', 'visit.source', 'visit.startedAt'])
    .select(['visit.finishedAt', 'visit.offeredAt', 'visit.createdAt', 'visit.ratedAt'])
    .select(['windowCenter.name as centerName', 'windowPoint.code as pointCode', 'windowPoint.name as pointName'])
    .select(['windowMatter.name as matterName', 'windowStaff.number as staffNumber', 'windowStaff.name as staffName'])
    .where(within(scope, 'visit.centerId', 'visit.pointId'))
    .orderBy(AT, 'desc')
    .orderBy('visit.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.centerId) query = query.where('visit.centerId', '=', filter.centerId)
  if (filter.pointId) query = query.where('visit.pointId', '=', filter.pointId)
  if (filter.day) query = query.where(AT, '>=', dayStart(filter.day)).where(AT, '<', dayStart(dayAfter(filter.day)))
  if (filter.state === 'unfinished') query = query.where('visit.finishedAt', 'is', null)
  if (filter.state === 'rated') query = query.where('visit.ratedAt', 'is not', null)
  if (filter.state === 'unrated') query = query.where('visit.ratedAt', 'is', null)
  if (filter.caseNo) {
    const prefix = filter.caseNo.replace(/[\\%_]/g, mark => `\\${mark}`)
    query = query.where(sql<boolean>`visit.case_no like ${`${prefix}%`} escape '\\'`)
  }
  const cursor = filter.cursor && readCursor(filter.cursor)
  if (cursor) query = query.where(sql<boolean>`(${AT}, visit.id) < (${cursor.at}, ${cursor.id})`)
  const rows = await query.execute()
  const visits = rows.slice(0, filter.limit).map(({ ratedAt, ...visit }) => ({ ...visit, rated: ratedAt !== null }))
  const last = visits.at(-1)
  const more = rows.length > filter.limit && last
  return { visits, next: more ? `${last.finishedAt ?? last.createdAt}~${last.id}` : null }
}

function readCursor(text: string): { at: string; id: string } | null {
  const [at, id] = text.split('~')
  return at && id ? { at, id } : null
}

const dayStart = (day: string): string => startOfChinaDay(day).toISOString()
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** From the tallies, so that a day of a province costs no more than its hours. */
export async function countDay(
  db: Db,
  scope: Scope,
  {
    centerId,
    pointId,
    day,
  }: { readonly centerId?: string | undefined; readonly pointId?: string | undefined; readonly day: string },
): Promise<{ finished: number; rated: number }> {
  let query = db
    .selectFrom('visitTally')
    .select(eb => [eb.fn.sum<number>('visits').as('finished'), eb.fn.sum<number>('rated').as('rated')])
    .where(within(scope, 'visitTally.centerId', 'visitTally.pointId'))
    .where('hour', '>=', `${day}T00`)
    .where('hour', '<=', `${day}T23`)
  if (centerId) query = query.where('centerId', '=', centerId)
  if (pointId) query = query.where('pointId', '=', pointId)
  const sums = await query.executeTakeFirstOrThrow()
  return { finished: sums.finished ?? 0, rated: sums.rated ?? 0 }
}

/** Windows where a tablet is paired. Index window_device_point. */
export async function pointsWithTablet(db: Db, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('windowDevice')
    .select('pointId')
    .distinct()
    .where('state', '=', 'paired')
    .where(within(scope, 'windowDevice.centerId', 'windowDevice.pointId'))
    .execute()
  return new Set(rows.map(row => row.pointId))
}

/** Where the person sits. */
export async function placesOfUser(db: Db, userId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('windowStaff')
    .select('pointId')
    .where('userId', '=', userId)
    .where('active', '=', 1)
    .execute()
  return new Set(rows.flatMap(row => row.pointId ?? []))
}
