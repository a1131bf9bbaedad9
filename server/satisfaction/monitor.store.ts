// What the live page reads of one centre's day, and a cheap number that changes with any of it.
import { sql } from 'kysely'
import type { Db } from '../db/engine.ts'
import { BAD_LEVELS } from '../rating/level.ts'
import { type Scope, within } from '../window/scope.ts'

/** One centre, or a part of it. */
export interface MonitorPlace {
  readonly centerId: string
  readonly pointIds: readonly string[] | null
}

const WORDS = 20
const CASES = 30

const scopeOfPlace = (place: MonitorPlace): Scope => ({ centerIds: [place.centerId], pointIds: place.pointIds })

/** Changes whenever a visit, a rating, a flag or a case of the centre does; primary keys of the tallies, rectification_center, rating_flag_center. */
export async function readVersion(db: Db, place: MonitorPlace, day: string): Promise<string> {
  const { centerId } = place
  const first = `${day}T00`
  const found = await sql<{ version: string }>`
    select
      (select coalesce(sum(visits), 0) || '-' || coalesce(sum(rated), 0) from visit_tally where center_id = ${centerId} and hour >= ${first})
      || '.' ||
      (select coalesce(sum(very_satisfied), 0) || '-' || coalesce(sum(satisfied), 0) || '-' || coalesce(sum(basically_satisfied), 0)
        || '-' || coalesce(sum(dissatisfied), 0) || '-' || coalesce(sum(very_dissatisfied), 0)
        || '-' || coalesce(sum(auto_default), 0) || '-' || coalesce(sum(excluded), 0)
        from rating_tally where center_id = ${centerId} and hour >= ${first})
      || '.' ||
      (select count(*) || '-' || coalesce(sum(version), 0) from rectification
        where center_id = ${centerId} and state not in ('closed', 'dismissed'))
      || '.' ||
      (select cast(count(*) as text) from rating_flag where center_id = ${centerId} and day = ${day} and state = 'open')
      as version
  `.execute(db)
  return `${day}.${found.rows[0]?.version ?? ''}`
}

/** Latest first ratings by people today, those with words or bad ones (indexes rating_center, rating_point). */
export async function listToday(db: Db, place: MonitorPlace, start: string, which: 'words' | 'bad') {
  let query = db
    .selectFrom('rating')
    .innerJoin('windowPoint', 'windowPoint.id', 'rating.pointId')
    .select(['rating.id', 'rating.pointId', 'rating.level', 'rating.tags', 'rating.words', 'rating.madeAt'])
    .select(['windowPoint.code as pointCode', 'windowPoint.name as pointName'])
    .where(within(scopeOfPlace(place), 'rating.centerId', 'rating.pointId'))
    .where('rating.ratedAt', '>=', start)
    .where('rating.kind', '=', 'active')
    .where('rating.excludedAt', 'is', null)
    .orderBy('rating.ratedAt', 'desc')
    .orderBy('rating.id', 'desc')
    .limit(WORDS)
  if (which === 'words') query = query.where('rating.words', '<>', '')
  else query = query.where('rating.level', 'in', [...BAD_LEVELS]).where('rating.sequence', '=', 1)
  return await query.execute()
}

/** Cases that wait for somebody here, those due first (index rectification_center). */
export async function listOpenCases(db: Db, place: MonitorPlace) {
  return await db
    .selectFrom('rectification')
    .innerJoin('windowPoint', 'windowPoint.id', 'rectification.pointId')
    .selectAll('rectification')
    .select(['windowPoint.code as pointCode', 'windowPoint.name as pointName'])
    .where(within(scopeOfPlace(place), 'rectification.centerId', 'rectification.pointId'))
    .where('rectification.state', 'not in', ['closed', 'dismissed'])
    .orderBy(sql`coalesce(extended_to, close_due)`)
    .limit(CASES)
    .execute()
}

/** Open cases and open flags by window. */
export async function countOpen(db: Db, place: MonitorPlace, day: string) {
  const scope = scopeOfPlace(place)
  const cases = await db
    .selectFrom('rectification')
    .select(eb => ['pointId', eb.fn.countAll<number>().as('count')])
    .where(within(scope, 'centerId', 'pointId'))
    .where('state', 'not in', ['closed', 'dismissed'])
    .groupBy('pointId')
    .execute()
  const flags = await db
    .selectFrom('ratingFlag')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where(within(scope, 'centerId', 'pointId'))
    .where('day', '=', day)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return { cases: new Map(cases.map(row => [row.pointId, row.count])), flags: flags.count }
}

/** Windows in the order of their numbers. */
export async function listWindows(db: Db, place: MonitorPlace) {
  return await db
    .selectFrom('windowPoint')
    .select(['id', 'code', 'name', 'active'])
    .where(within(scopeOfPlace(place), 'centerId', 'id'))
    .orderBy('code')
    .execute()
}
