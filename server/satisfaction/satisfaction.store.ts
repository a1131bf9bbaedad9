// Reads the tallies: sums by a key and a day, within a place and a period. No row of a person is touched here.
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'

export const BREAKDOWNS = ['center', 'window', 'matter', 'staff', 'hour', 'day', 'month'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]

/** What is asked: a reach, one of each where wanted, and the days in China, both included. */
export interface Asked {
  readonly scope: Scope
  readonly center?: string | undefined
  readonly point?: string | undefined
  readonly matter?: string | undefined
  readonly staff?: string | undefined
  readonly from: string
  readonly to: string
}

/** One key on one day; `centerId` too, since windows are compared within their own centre. */
export interface KeyDay {
  readonly key: string
  readonly centerId: string
  readonly day: string
}

export interface VisitSums extends KeyDay {
  readonly visits: number
  readonly rated: number
}

export interface RatingSums extends KeyDay {
  readonly verySatisfied: number
  readonly satisfied: number
  readonly basicallySatisfied: number
  readonly dissatisfied: number
  readonly veryDissatisfied: number
  readonly autoDefault: number
  readonly excluded: number
}

/** The key of a row of the tallies, in SQL. */
const KEYS: Record<Breakdown, ReturnType<typeof sql<string>>> = {
  center: sql<string>`center_id`,
  window: sql<string>`point_id`,
  matter: sql<string>`coalesce(matter_id, '')`,
  staff: sql<string>`coalesce(staff_id, '')`,
  hour: sql<string>`substr(hour, 12, 2)`,
  day: sql<string>`substr(hour, 1, 10)`,
  month: sql<string>`substr(hour, 1, 7)`,
}

/** The same key of a row that is counted here. */
export function keyOf(
  by: Breakdown,
  row: {
    readonly centerId: string
    readonly pointId: string
    readonly matterId: string
    readonly staffId: string
    readonly hour: string
  },
): string {
  const keys: Record<Breakdown, string> = {
    center: row.centerId,
    window: row.pointId,
    matter: row.matterId,
    staff: row.staffId,
    hour: row.hour.slice(11, 13),
    day: row.hour.slice(0, 10),
    month: row.hour.slice(0, 7),
  }
  return keys[by]
}

const DAY = sql<string>`substr(hour, 1, 10)`
const sumOf = (column: string) => sql<number>`cast(sum(${sql.ref(column)}) as integer)`

/** Only what was asked for. Primary keys of the tallies begin with centre and hour. */
function only<T extends 'visitTally' | 'ratingTally', O>(
  query: SelectQueryBuilder<Database, T, O>,
  asked: Asked,
): SelectQueryBuilder<Database, T, O> {
  let found = query
    .where(within(asked.scope, 'centerId', 'pointId'))
    .where(sql<boolean>`hour >= ${`${asked.from}T00`}`)
    .where(sql<boolean>`hour <= ${`${asked.to}T23`}`)
  if (asked.center) found = found.where(sql<boolean>`center_id = ${asked.center}`)
  if (asked.point) found = found.where(sql<boolean>`point_id = ${asked.point}`)
  if (asked.matter) found = found.where(sql<boolean>`matter_id = ${asked.matter}`)
  if (asked.staff) found = found.where(sql<boolean>`staff_id = ${asked.staff}`)
  return found
}

export async function sumVisits(db: Db | Trx, asked: Asked, by: Breakdown): Promise<VisitSums[]> {
  return await only(db.selectFrom('visitTally'), asked)
    .select(['centerId', KEYS[by].as('key'), DAY.as('day'), sumOf('visits').as('visits'), sumOf('rated').as('rated')])
    .groupBy(['centerId', KEYS[by], DAY])
    .execute()
}

export async function sumRatings(db: Db | Trx, asked: Asked, by: Breakdown): Promise<RatingSums[]> {
  return await only(db.selectFrom('ratingTally'), asked)
    .select([
      'centerId',
      KEYS[by].as('key'),
      DAY.as('day'),
      sumOf('verySatisfied').as('verySatisfied'),
      sumOf('satisfied').as('satisfied'),
      sumOf('basicallySatisfied').as('basicallySatisfied'),
      sumOf('dissatisfied').as('dissatisfied'),
      sumOf('veryDissatisfied').as('veryDissatisfied'),
      sumOf('autoDefault').as('autoDefault'),
      sumOf('excluded').as('excluded'),
    ])
    .groupBy(['centerId', KEYS[by], DAY])
    .execute()
}

/** First ratings by people that no visit is known for, by key (index rating_unlinked). */
export async function countUnlinked(db: Db | Trx, asked: Asked, by: Breakdown): Promise<Map<string, number>> {
  const key = sql<string>`${sql.raw(UNLINKED_KEYS[by])}`
  let query = db
    .selectFrom('rating')
    .select([key.as('key'), sql<number>`cast(count(*) as integer)`.as('count')])
    .where('visitId', 'is', null)
    .where('kind', '=', 'active')
    .where('sequence', '=', 1)
    .where('excludedAt', 'is', null)
    .where('ratedHour', '>=', `${asked.from}T00`)
    .where('ratedHour', '<=', `${asked.to}T23`)
    .where(within(asked.scope, 'centerId', 'pointId'))
    .groupBy(key)
  if (asked.center) query = query.where('centerId', '=', asked.center)
  if (asked.point) query = query.where('pointId', '=', asked.point)
  if (asked.matter) query = query.where('matterId', '=', asked.matter)
  if (asked.staff) query = query.where('staffId', '=', asked.staff)
  const rows = await query.execute()
  return new Map(rows.map(row => [row.key, row.count]))
}

const UNLINKED_KEYS: Record<Breakdown, string> = {
  center: 'center_id',
  window: 'point_id',
  matter: "coalesce(matter_id, '')",
  staff: "coalesce(staff_id, '')",
  hour: 'substr(rated_hour, 12, 2)',
  day: 'substr(rated_hour, 1, 10)',
  month: 'substr(rated_hour, 1, 7)',
}

/** Names of the keys, in the order they are shown; by time the key is its own name. */
export async function namesOf(db: Db | Trx, by: Breakdown, asked: Asked): Promise<Map<string, NamedKey>> {
  const reach = asked.scope
  if (by === 'center') {
    const rows = await db
      .selectFrom('windowCenter')
      .select(['id', 'code', 'name'])
      .where(within({ centerIds: reach.centerIds, pointIds: null }, 'id'))
      .orderBy('code')
      .execute()
    return named(rows)
  }
  if (by === 'window') {
    const rows = await db
      .selectFrom('windowPoint')
      .select(['id', 'code', 'name'])
      .where(within(reach, 'centerId', 'id'))
      .orderBy('centerId')
      .orderBy('code')
      .execute()
    return named(rows)
  }
  if (by === 'matter')
    return named(await db.selectFrom('windowMatter').select(['id', 'code', 'name']).orderBy('code').execute())
  if (by === 'staff') {
    const rows = await db
      .selectFrom('windowStaff')
      .select(['id', 'number as code', 'name'])
      .where(within({ centerIds: reach.centerIds, pointIds: null }, 'centerId'))
      .orderBy('number')
      .execute()
    return named(rows)
  }
  return new Map()
}

export interface NamedKey {
  readonly code: string
  readonly name: string
}

const named = (rows: readonly { readonly id: string; readonly code: string; readonly name: string }[]) =>
  new Map(rows.map(({ id, code, name }) => [id, { code, name }]))

/** Cases that had to be mended and still may be: neither mended nor late (index rectification_hour). */
export async function countStillInTime(db: Db | Trx, asked: Asked, by: Breakdown, now: Date) {
  const rows = await db
    .selectFrom('rectification')
    .select([
      'centerId',
      'pointId',
      sql<string>`coalesce(matter_id, '')`.as('matterId'),
      sql<string>`coalesce(staff_id, '')`.as('staffId'),
      'ratedHour as hour',
    ])
    .where(within(asked.scope, 'centerId', 'pointId'))
    .where('ratedHour', '>=', `${asked.from}T00`)
    .where('ratedHour', '<=', `${asked.to}T23`)
    .where('state', 'not in', ['closed', 'dismissed'])
    .where('mendedAt', 'is', null)
    .where(sql<boolean>`coalesce(verdict, '') <> 'explain'`)
    .where(sql<boolean>`coalesce(extended_to, close_due) > ${now.toISOString()}`)
    .execute()
  const counts = new Map<string, number>()
  for (const row of rows) if (isAsked(asked, row)) add(counts, keyOf(by, row))
  return counts
}

/** Whether a row read by scope and period alone is of the one centre, window, matter and person asked for. */
export function isAsked(
  asked: Asked,
  row: { readonly centerId: string; readonly pointId: string; readonly matterId: string; readonly staffId: string },
): boolean {
  return (
    (!asked.center || asked.center === row.centerId) &&
    (!asked.point || asked.point === row.pointId) &&
    (!asked.matter || asked.matter === row.matterId) &&
    (!asked.staff || asked.staff === row.staffId)
  )
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
