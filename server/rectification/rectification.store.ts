// SQL of cases: one case and its steps, and the counts that indicators are made of.
import { sql } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { Scope } from '../window/scope.ts'
import type { RectificationStepTable, RectificationTable } from './rectification.table.ts'

export async function findRectification(db: Db | Trx, id: string): Promise<RectificationTable | undefined> {
  return await db.selectFrom('rectification').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Index rectification_rating. */
export async function findRectificationOfRating(db: Db | Trx, ratingId: string) {
  return await db.selectFrom('rectification').selectAll().where('ratingId', '=', ratingId).executeTakeFirst()
}

/** Oldest first (index rectification_step_case; ids are ordered by time). */
export async function listSteps(db: Db | Trx, rectificationId: string): Promise<RectificationStepTable[]> {
  return await db
    .selectFrom('rectificationStep')
    .selectAll()
    .where('rectificationId', '=', rectificationId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export async function insertStep(trx: Trx, step: RectificationStepTable): Promise<void> {
  await trx.insertInto('rectificationStep').values(step).execute()
}

/** @returns false when somebody changed the case since it was read */
export async function updateRectification(
  trx: Trx,
  found: Pick<RectificationTable, 'id' | 'version'>,
  changes: Partial<RectificationTable>,
): Promise<boolean> {
  const changed = await trx
    .updateTable('rectification')
    .set({ ...changes, version: found.version + 1 })
    .where('id', '=', found.id)
    .where('version', '=', found.version)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Cases of a window, matter, person and hour; '' where there is none. Dismissed cases count only as `dismissed`. */
export interface RectificationCounts {
  readonly centerId: string
  readonly pointId: string
  readonly unitId: string
  readonly matterId: string
  readonly staffId: string
  /** China hour of the rating. */
  readonly hour: string
  /** Bad ratings with a case that stands. */
  readonly bad: number
  /** Of these, answered to the rater (差评回复). */
  readonly replied: number
  /** 实名. */
  readonly named: number
  readonly namedCalled: number
  /** 应整改: stands, and was not merely to be explained. */
  readonly due: number
  /** Of the due ones, mended before the deadline then in force. */
  readonly mendedInTime: number
  /** The rater said whether the mending satisfies. */
  readonly answered: number
  readonly satisfied: number
  /** Closed without an answer, after the attempts the rules ask for. */
  readonly unreachable: number
  readonly open: number
  readonly dismissed: number
}

/** Counts of all cases whose rating falls in [fromHour, toHour), e.g. `2026-11-01T00` to `2026-12-01T00`; index rectification_hour. */
export async function rectificationCounts(
  db: Db | Trx,
  scope: Scope,
  fromHour: string,
  toHour: string,
): Promise<RectificationCounts[]> {
  const stands = sql<boolean>`state <> 'dismissed'`
  const due = sql<boolean>`(state <> 'dismissed' and coalesce(verdict, '') <> 'explain')`
  const count = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`cast(sum(case when ${condition} then 1 else 0 end) as integer)`
  let query = db
    .selectFrom('rectification')
    .select([
      'centerId',
      'pointId',
      sql<string>`coalesce(unit_id, '')`.as('unitId'),
      sql<string>`coalesce(matter_id, '')`.as('matterId'),
      sql<string>`coalesce(staff_id, '')`.as('staffId'),
      'ratedHour as hour',
      count(stands).as('bad'),
      count(sql`${stands} and replied_at is not null`).as('replied'),
      count(sql`${stands} and named = 1`).as('named'),
      count(sql`${stands} and named = 1 and called_at is not null`).as('namedCalled'),
      count(due).as('due'),
      count(sql`${due} and mended_at is not null and mended_at <= coalesce(extended_to, close_due)`).as('mendedInTime'),
      count(sql`${stands} and satisfied is not null`).as('answered'),
      count(sql`${stands} and satisfied = 1`).as('satisfied'),
      count(sql`state = 'closed' and satisfied is null`).as('unreachable'),
      count(sql`state not in ('closed', 'dismissed')`).as('open'),
      count(sql`state = 'dismissed'`).as('dismissed'),
    ])
    .where('ratedHour', '>=', fromHour)
    .where('ratedHour', '<', toHour)
    .groupBy(['centerId', 'pointId', 'unitId', 'matterId', 'staffId', 'ratedHour'])
  if (scope.centerIds) query = query.where('centerId', 'in', [...scope.centerIds, ''])
  if (scope.pointIds) query = query.where('pointId', 'in', [...scope.pointIds, ''])
  return await query.execute()
}

/** Who mends: the person with a sign-in who served, else one at that window, else the manager of the centre. */
export async function findOwner(
  db: Db | Trx,
  place: { readonly centerId: string; readonly pointId: string; readonly staffId: string | null },
) {
  const people = await db
    .selectFrom('windowStaff')
    .innerJoin('accountUser', 'accountUser.id', 'windowStaff.userId')
    .select(['windowStaff.id', 'windowStaff.pointId', 'accountUser.role'])
    .where('windowStaff.centerId', '=', place.centerId)
    .where('windowStaff.active', '=', 1)
    .orderBy('windowStaff.number')
    .execute()
  const here = people.filter(person => person.pointId === place.pointId && person.role === 'window_staff')
  return (
    here.find(person => person.id === place.staffId) ??
    here[0] ??
    people.find(person => person.role === 'center_manager')
  )
}

/** People of a centre who may own its cases. */
export async function listOwners(db: Db | Trx, centerId: string) {
  return await db
    .selectFrom('windowStaff')
    .leftJoin('windowPoint', 'windowPoint.id', 'windowStaff.pointId')
    .select(['windowStaff.id', 'windowStaff.name', 'windowPoint.name as pointName'])
    .where('windowStaff.centerId', '=', centerId)
    .where('windowStaff.active', '=', 1)
    .where('windowStaff.userId', 'is not', null)
    .orderBy('windowStaff.number')
    .execute()
}
