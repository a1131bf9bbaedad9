// SQL of lists of cases as people see them, with the names of places and people and the rating they are about.
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { Database } from '../db/schema.ts'
import type { Reach } from './reach.ts'
import type { State } from './rectification.ts'

export interface CaseFilter {
  readonly states?: readonly State[]
  readonly overdue?: boolean
  readonly mine?: boolean
  readonly named?: boolean
  readonly centerId?: string
  readonly pointId?: string
  /** Cases opened before this one. */
  readonly before?: string
  readonly limit: number
}

function shown(db: Db | Trx) {
  return db
    .selectFrom('rectification')
    .innerJoin('rating', 'rating.id', 'rectification.ratingId')
    .innerJoin('windowCenter', 'windowCenter.id', 'rectification.centerId')
    .innerJoin('windowPoint', 'windowPoint.id', 'rectification.pointId')
    .leftJoin('windowMatter', 'windowMatter.id', 'rectification.matterId')
    .leftJoin('windowStaff as served', 'served.id', 'rectification.staffId')
    .leftJoin('windowStaff as owner', 'owner.id', 'rectification.ownerId')
    .selectAll('rectification')
    .select(['rating.level', 'rating.tags', 'rating.words'])
    .select(['windowCenter.name as centerName', 'windowPoint.name as pointName', 'windowPoint.code as pointCode'])
    .select(['windowMatter.name as matterName', 'served.name as staffName', 'owner.name as ownerName'])
}

export type ShownRow = NonNullable<Awaited<ReturnType<typeof findShown>>>

export async function findShown(db: Db | Trx, id: string) {
  return await shown(db).where('rectification.id', '=', id).executeTakeFirst()
}

type Cases = ExpressionBuilder<Database, 'rectification'>

/** A deadline has passed and what it was for is not done. */
function isOverdue(eb: Cases, now: string) {
  return eb.and([
    eb('rectification.state', 'in', ['pending', 'verifying', 'mending', 'appealing']),
    eb.or([
      sql<SqlBool>`coalesce(rectification.extended_to, rectification.close_due) < ${now}`,
      eb.and([eb('rectification.repliedAt', 'is', null), eb('rectification.contactDue', '<', now)]),
    ]),
  ])
}

function inReach(eb: Cases, { scope, staffIds }: Reach) {
  if (!scope.centerIds) return sql<SqlBool>`1 = 1`
  const owned = eb('rectification.ownerId', 'in', [...staffIds, ''])
  return scope.pointIds
    ? eb.or([owned, eb('rectification.pointId', 'in', [...scope.pointIds, ''])])
    : eb.or([owned, eb('rectification.centerId', 'in', [...scope.centerIds, ''])])
}

/** Newest first; ids are ordered by time (indexes rectification_center, rectification_point). */
export async function listCases(db: Db, reach: Reach, filter: CaseFilter, now: Date): Promise<ShownRow[]> {
  let query = shown(db)
    .where(eb => inReach(eb as unknown as Cases, reach))
    .orderBy('rectification.id', 'desc')
    .limit(filter.limit)
  if (filter.states) query = query.where('rectification.state', 'in', filter.states)
  if (filter.overdue) query = query.where(eb => isOverdue(eb as unknown as Cases, now.toISOString()))
  if (filter.mine) query = query.where('rectification.ownerId', 'in', [...reach.staffIds, ''])
  if (filter.named !== undefined) query = query.where('rectification.named', '=', filter.named ? 1 : 0)
  if (filter.centerId) query = query.where('rectification.centerId', '=', filter.centerId)
  if (filter.pointId) query = query.where('rectification.pointId', '=', filter.pointId)
  if (filter.before) query = query.where('rectification.id', '<', filter.before)
  return await query.execute()
}

/** How many cases are where, for the head of the page. */
export async function countCases(db: Db, reach: Reach, now: Date) {
  const count = (condition: ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`cast(coalesce(sum(case when ${condition} then 1 else 0 end), 0) as integer)`
  return await db
    .selectFrom('rectification')
    .where(eb => inReach(eb, reach))
    .select(eb => [
      count(sql`state not in ('closed', 'dismissed')`).as('open'),
      count(sql`${isOverdue(eb, now.toISOString())}`).as('overdue'),
      count(sql`state = 'calling_back'`).as('callingBack'),
      count(sql`state = 'appealing'`).as('appealing'),
      count(sql`state = 'closed'`).as('closed'),
      count(sql`state = 'closed' and satisfied = 1`).as('satisfied'),
      count(sql`state = 'closed' and satisfied = 0`).as('dissatisfied'),
      count(sql`state = 'closed' and satisfied is null`).as('unreachable'),
      count(sql`state = 'dismissed'`).as('dismissed'),
    ])
    .executeTakeFirstOrThrow()
}
