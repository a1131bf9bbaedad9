// Reads ratings, and takes one out of the indicators. Writing them: accepting.ts and commit.ts.
import { sql } from 'kysely'
import { hashCode, readCode } from '../code.ts'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'
import type { Level } from './level.ts'
import type { RatingTable } from './rating.table.ts'
import { countOf, RatingTallyChanges } from './tally.ts'

const RECEIPT_LENGTH = 12

export function findRating(db: Db | Trx, id: string) {
  return db.selectFrom('rating').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The rating behind a receipt code; capitals, spaces and hyphens are forgiven. Index rating_receipt. */
export async function findRatingByReceipt(db: Db | Trx, receipt: string) {
  const code = readCode(receipt, RECEIPT_LENGTH)
  if (code === null) return undefined
  return await db.selectFrom('rating').selectAll().where('receiptHash', '=', hashCode(code)).executeTakeFirst()
}

/** Supplements of a rating, oldest first. Index rating_first. */
export function listSupplements(db: Db | Trx, firstId: string) {
  return db.selectFrom('rating').selectAll().where('firstId', '=', firstId).orderBy('sequence').execute()
}

/** The first rating with what its supplements need to know; by the id of a supplement, its first one. */
export async function findFirst(db: Db | Trx, ratingId: string) {
  const asked = await findRating(db, ratingId)
  const first = asked?.firstId ? await findRating(db, asked.firstId) : asked
  if (first?.kind !== 'active') return undefined
  const center = await db
    .selectFrom('windowCenter')
    .select('supplementDays')
    .where('id', '=', first.centerId)
    .executeTakeFirstOrThrow()
  const supplements = await db
    .selectFrom('rating')
    .select(['sequence', 'clientId'])
    .where('firstId', '=', first.id)
    .orderBy('sequence')
    .execute()
  return {
    ...first,
    supplementDays: center.supplementDays,
    lastSequence: supplements.at(-1)?.sequence ?? 1,
    clientIds: supplements.map(row => row.clientId),
  }
}

export interface RatingFilters {
  readonly centerId?: string | undefined
  readonly pointId?: string | undefined
  readonly unitId?: string | undefined
  readonly staffId?: string | undefined
  readonly visitId?: string | undefined
  readonly levels?: readonly Level[] | undefined
  readonly channel?: RatingTable['channel'] | undefined
  readonly kind?: RatingTable['kind'] | undefined
  /** 1: only those with words. */
  readonly worded?: boolean | undefined
  readonly named?: boolean | undefined
  readonly excluded?: boolean | undefined
  /** ISO; `ratedAt` from here on, and before there. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Newest first; the next page begins after this one. */
export interface RatingPage {
  readonly limit: number
  readonly after?: { readonly ratedAt: string; readonly id: string } | undefined
}

/** Ratings and supplements within a scope, newest first, with the names of their places. Indexes rating_center, rating_point. */
export async function listRatings(db: Db | Trx, scope: Scope, filters: RatingFilters, page: RatingPage) {
  let query = db
    .selectFrom('rating')
    .innerJoin('windowCenter', 'windowCenter.id', 'rating.centerId')
    .innerJoin('windowPoint', 'windowPoint.id', 'rating.pointId')
    .leftJoin('windowStaff', 'windowStaff.id', 'rating.staffId')
    .leftJoin('windowMatter', 'windowMatter.id', 'rating.matterId')
    .leftJoin('visit', 'visit.id', 'rating.visitId')
    .selectAll('rating')
    .select([
      'windowCenter.name as centerName',
      'windowPoint.code as pointCode',
      'windowPoint.name as pointName',
      'windowStaff.name as staffName',
      'windowMatter.name as matterName',
      'visit.caseNo as caseNo',
    ])
    .where(within(scope, 'rating.centerId', 'rating.pointId'))
    .orderBy('rating.ratedAt', 'desc')
    .orderBy('rating.id', 'desc')
    .limit(page.limit)
  for (const name of ['centerId', 'pointId', 'unitId', 'staffId', 'visitId', 'channel', 'kind'] as const) {
    const value = filters[name]
    if (value !== undefined) query = query.where(`rating.${name}`, '=', value as never)
  }
  if (filters.levels) query = query.where('rating.level', 'in', [...filters.levels])
  if (filters.worded !== undefined) query = query.where('rating.words', filters.worded ? '<>' : '=', '')
  if (filters.named !== undefined) query = query.where('rating.named', '=', filters.named ? 1 : 0)
  if (filters.excluded !== undefined) query = query.where('rating.excludedAt', filters.excluded ? 'is not' : 'is', null)
  if (filters.from !== undefined) query = query.where('rating.ratedAt', '>=', filters.from)
  if (filters.to !== undefined) query = query.where('rating.ratedAt', '<', filters.to)
  const { after } = page
  if (after)
    query = query.where(eb => eb(eb.refTuple('rating.ratedAt', 'rating.id'), '<', eb.tuple(after.ratedAt, after.id)))
  return await query.execute()
}

/**
 * Takes a rating out of every indicator; the row stays, and so does the mark that its visit was rated.
 * @returns false when it was out already, or is none
 */
export async function excludeRating(trx: Trx, id: string, at: string): Promise<boolean> {
  const rating = await trx
    .updateTable('rating')
    .set({ excludedAt: at })
    .where('id', '=', id)
    .where('excludedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!rating) return false
  const count = countOf(rating)
  if (!count) return true
  const changes = new RatingTallyChanges()
  changes.exclude(rating)
  for (const row of changes.rows())
    await trx
      .updateTable('ratingTally')
      .set({ [count]: sql<number>`${sql.ref(count)} - 1`, excluded: sql<number>`excluded + 1` })
      .where(eb => eb.and(keyOf(row)))
      .execute()
  return true
}

const keyOf = ({
  centerId,
  hour,
  pointId,
  unitId,
  matterId,
  staffId,
}: ReturnType<RatingTallyChanges['rows']>[number]) => ({
  centerId,
  hour,
  pointId,
  unitId,
  matterId,
  staffId,
})
