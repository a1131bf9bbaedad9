// Reads a centre's day for the forgery check, and keeps the signs it found with what people made of them.
import { type Insertable, sql } from 'kysely'
import type { IntegrityDay, IntegrityFlag, IntegrityRating } from '../../sampling/integrity.ts'
import { startOfChinaDay } from '../china-time.ts'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'
import type { RatingFlagTable } from './rating.table.ts'

const PAGE = 2_000
export const DAY_MS = 86_400_000

export interface LookedCenter {
  readonly id: string
  readonly opensAt: string
  readonly closesAt: string
}

/** Active centres with their hours. */
export function listLookedCenters(db: Db, centerId?: string) {
  let query = db.selectFrom('windowCenter').select(['id', 'opensAt', 'closesAt']).where('active', '=', 1).orderBy('id')
  if (centerId) query = query.where('id', '=', centerId)
  return query.execute()
}

/** China days of ratings by people that came since then; index rating_center. */
export async function changedDays(db: Db, centerId: string, since: string): Promise<string[]> {
  const day = sql<string>`substr(rated_hour, 1, 10)`
  const rows = await db
    .selectFrom('rating')
    .select(day.as('day'))
    .where('centerId', '=', centerId)
    .where('ratedAt', '>', since)
    .where('kind', '=', 'active')
    .where('sequence', '=', 1)
    .groupBy(day)
    .orderBy(day)
    .execute()
  return rows.map(row => row.day)
}

/** All that the rules look at, page by page, so that nobody waits for it. */
export async function loadIntegrityDay(
  db: Db,
  center: LookedCenter,
  day: string,
  complete: boolean,
): Promise<IntegrityDay> {
  const start = startOfChinaDay(day).getTime()
  const staff = await db
    .selectFrom('windowStaff')
    .select('mobileHash')
    .where('centerId', '=', center.id)
    .where('mobileHash', 'is not', null)
    .execute()
  const [opens, closes] = [minutesOf(center.opensAt), minutesOf(center.closesAt)]
  const [from, to] = closes > opens ? [opens, closes] : [0, 24 * 60]
  return {
    day,
    opensAt: start + from * 60_000,
    closesAt: start + to * 60_000,
    complete,
    ratings: await loadRatings(db, center.id, day),
    visits: await loadVisits(db, center.id, start),
    staffMobiles: new Set(staff.flatMap(row => row.mobileHash ?? [])),
  }
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** A rating never arrives before it was made, so index rating_center holds all of a day from its beginning on. */
async function loadRatings(db: Db, centerId: string, day: string): Promise<IntegrityRating[]> {
  const ratings: IntegrityRating[] = []
  let after = { at: startOfChinaDay(day).toISOString(), id: '' }
  for (;;) {
    const { at, id } = after
    const rows = await db
      .selectFrom('rating')
      .leftJoin('ratingTrace', 'ratingTrace.ratingId', 'rating.id')
      .leftJoin('visit', 'visit.id', 'rating.visitId')
      .select(['rating.id', 'rating.pointId', 'rating.channel', 'rating.madeAt', 'rating.ratedAt', 'rating.level'])
      .select(['rating.tags', 'rating.visitId', 'visit.finishedAt', 'visit.mobileHash as visitMobile'])
      .select(['ratingTrace.deviceHash', 'ratingTrace.networkHash', 'ratingTrace.mobileHash'])
      .select(sql<number>`case when rating.words = '' then 0 else 1 end`.as('worded'))
      .where('rating.centerId', '=', centerId)
      .where(sql<boolean>`(rating.rated_at, rating.id) > (${at}, ${id})`)
      .where('rating.ratedHour', '>=', `${day}T00`)
      .where('rating.ratedHour', '<=', `${day}T23`)
      .where('rating.kind', '=', 'active')
      .where('rating.sequence', '=', 1)
      .orderBy('rating.ratedAt')
      .orderBy('rating.id')
      .limit(PAGE)
      .execute()
    for (const row of rows)
      ratings.push({
        id: row.id,
        pointId: row.pointId,
        channel: row.channel,
        madeAt: Date.parse(row.madeAt),
        best: row.level === 'very_satisfied',
        bare: row.tags === '[]' && row.worded === 0,
        device: row.deviceHash,
        network: row.networkHash,
        mobile: row.mobileHash,
        visit: row.visitId === null ? null : { id: row.visitId, ...visitOf(row.finishedAt, row.visitMobile) },
      })
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return ratings
    after = { at: last.ratedAt, id: last.id }
  }
}

const visitOf = (finishedAt: string | null, mobile: string | null) => ({
  finishedAt: finishedAt === null ? null : Date.parse(finishedAt),
  mobile,
})

/** Index visit_center. */
async function loadVisits(db: Db, centerId: string, start: number): Promise<IntegrityDay['visits']> {
  const rows = await db
    .selectFrom('visit')
    .select(['pointId', 'finishedAt'])
    .where('centerId', '=', centerId)
    .where('finishedAt', '>=', new Date(start).toISOString())
    .where('finishedAt', '<', new Date(start + DAY_MS).toISOString())
    .execute()
  return rows.map(row => ({ pointId: row.pointId, finishedAt: Date.parse(row.finishedAt ?? '') }))
}

/** What a flag rests on, as it is stored. */
export interface Evidence {
  readonly seen: Readonly<Record<string, number>>
  readonly chance: number | null
  readonly compared: number
  /** The first `EVIDENCE_RATINGS` of them. */
  readonly ratingIds: readonly string[]
}

export const EVIDENCE_RATINGS = 200

export function evidenceOf(flag: IntegrityFlag): Evidence {
  const { seen, chance, compared, ratingIds } = flag
  return { seen, chance, compared, ratingIds: ratingIds.slice(0, EVIDENCE_RATINGS) }
}

/**
 * Stores signs that are new; of those that are still open the evidence follows what is known now. What people have judged stays as
 * they saw it. Safe in several processes: a sign is unique by rule and subject.
 * @returns how many are new
 */
export async function keepFlags(trx: Trx, rows: readonly Insertable<RatingFlagTable>[]): Promise<number> {
  let added = 0
  for (const row of rows) {
    const result = await trx
      .insertInto('ratingFlag')
      .values(row)
      .onConflict(conflict => conflict.columns(['rule', 'subject']).doNothing())
      .executeTakeFirst()
    if ((result.numInsertedOrUpdatedRows ?? 0n) > 0n) added++
    else
      await trx
        .updateTable('ratingFlag')
        .set({ evidence: row.evidence })
        .where('rule', '=', row.rule)
        .where('subject', '=', row.subject)
        .where('state', '=', 'open')
        .execute()
  }
  return added
}

/** Signs of a day that are kept, for not writing them again. */
export async function keptFlags(db: Db, centerId: string, day: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('ratingFlag')
    .select(['rule', 'subject', 'evidence', 'state'])
    .where('centerId', '=', centerId)
    .where('day', '=', day)
    .execute()
  return new Map(rows.map(row => [`${row.rule} ${row.subject}`, row.state === 'open' ? row.evidence : '']))
}

export interface FlagFilter {
  readonly centerId?: string | undefined
  readonly pointId?: string | undefined
  readonly rule?: string | undefined
  readonly state?: RatingFlagTable['state'] | undefined
  /** China days, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly after?: { readonly day: string; readonly id: string } | undefined
}

/** Newest day first, with the names of their places. Index rating_flag_center. */
export async function listFlags(db: Db, scope: Scope, filter: FlagFilter) {
  let query = flagRows(db)
    .where(within(scope, 'ratingFlag.centerId', 'ratingFlag.pointId'))
    .orderBy('ratingFlag.day', 'desc')
    .orderBy('ratingFlag.id', 'desc')
    .limit(filter.limit)
  for (const name of ['centerId', 'pointId', 'rule', 'state'] as const) {
    const value = filter[name]
    if (value !== undefined) query = query.where(`ratingFlag.${name}`, '=', value as never)
  }
  if (filter.from) query = query.where('ratingFlag.day', '>=', filter.from)
  if (filter.to) query = query.where('ratingFlag.day', '<=', filter.to)
  const { after } = filter
  if (after) query = query.where(sql<boolean>`(rating_flag.day, rating_flag.id) < (${after.day}, ${after.id})`)
  return await query.execute()
}

export function findFlag(db: Db | Trx, id: string) {
  return flagRows(db).where('ratingFlag.id', '=', id).executeTakeFirst()
}

function flagRows(db: Db | Trx) {
  return db
    .selectFrom('ratingFlag')
    .innerJoin('windowCenter', 'windowCenter.id', 'ratingFlag.centerId')
    .innerJoin('windowPoint', 'windowPoint.id', 'ratingFlag.pointId')
    .leftJoin('accountUser', 'accountUser.id', 'ratingFlag.reviewedBy')
    .selectAll('ratingFlag')
    .select(['windowCenter.name as centerName', 'windowPoint.code as pointCode', 'windowPoint.name as pointName'])
    .select('accountUser.name as reviewedByName')
}

/** Signs by centre, rule and state. */
export function countFlags(db: Db, scope: Scope) {
  return db
    .selectFrom('ratingFlag')
    .innerJoin('windowCenter', 'windowCenter.id', 'ratingFlag.centerId')
    .select(['ratingFlag.centerId', 'windowCenter.name as centerName', 'ratingFlag.rule', 'ratingFlag.state'])
    .select(eb => eb.fn.countAll<number>().as('flags'))
    .where(within(scope, 'ratingFlag.centerId', 'ratingFlag.pointId'))
    .groupBy(['ratingFlag.centerId', 'windowCenter.name', 'ratingFlag.rule', 'ratingFlag.state'])
    .orderBy('windowCenter.name')
    .execute()
}

/** The ratings a sign rests on, in the order they were made; without words. */
export function evidenceRatings(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('rating')
    .leftJoin('visit', 'visit.id', 'rating.visitId')
    .select(['rating.id', 'rating.level', 'rating.channel', 'rating.madeAt', 'rating.excludedAt', 'visit.finishedAt'])
    .where('rating.id', 'in', [...ids, ''])
    .orderBy('rating.madeAt')
    .orderBy('rating.id')
    .execute()
}

/** @returns whether it was there */
export async function reviewFlag(
  trx: Trx,
  id: string,
  change: Pick<RatingFlagTable, 'state' | 'note' | 'reviewedBy' | 'reviewedAt'>,
): Promise<boolean> {
  const result = await trx.updateTable('ratingFlag').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}
