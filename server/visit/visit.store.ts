// Finds the visit a rating belongs to, and keeps `rated_at` and the tallies in step. Writing visits: upsert.ts.
import { sql } from 'kysely'
import { hashCode } from '../code.ts'
import type { Db, Trx } from '../db/engine.ts'
import { FINISHED_MS, OFFERED_MS, readVisitCode, TallyChanges } from './visit.ts'

/** The visit behind `/r/:code` with the names its page shows; capitals, spaces and hyphens are forgiven. */
export async function findVisitByCode(db: Db | Trx, text: string) {
  const code = readVisitCode(text)
  if (code === null) return undefined
  return await db
    .selectFrom('visit')
    .innerJoin('windowPoint', 'windowPoint.id', 'visit.pointId')
    .innerJoin('windowCenter', 'windowCenter.id', 'visit.centerId')
    .leftJoin('windowMatter', 'windowMatter.id', 'visit.matterId')
    .selectAll('visit')
    .select([
      'windowPoint.code as pointCode',
      'windowPoint.name as pointName',
      'windowCenter.name as centerName',
      'windowCenter.supplementDays',
      'windowMatter.name as matterName',
    ])
    .where('visit.codeHash', '=', hashCode(code))
    .executeTakeFirst()
}

export type FoundVisit = NonNullable<Awaited<ReturnType<typeof findVisitByCode>>>

export function findVisit(db: Db | Trx, id: string) {
  return db.selectFrom('visit').selectAll().where('id', '=', id).executeTakeFirst()
}

/** What a rating needs of its visit. */
const TARGET = ['id', 'centerId', 'pointId', 'unitId', 'matterId', 'staffId', 'finishedHour', 'offeredAt'] as const

/**
 * The visit that a rating by the window's QR code or tablet belongs to: the newest unrated one that was offered there in the
 * last 15 minutes, else the newest that finished there in the last 30. Indexes visit_offered, visit_point.
 */
export async function currentVisit(db: Db | Trx, pointId: string, now: Date) {
  const since = (ms: number): string => new Date(now.getTime() - ms).toISOString()
  const unrated = db
    .selectFrom('visit')
    .select(TARGET)
    .where('pointId', '=', pointId)
    .where('ratedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
  const offered = await unrated
    .clearOrderBy()
    .where('offeredAt', '>=', since(OFFERED_MS))
    .orderBy('offeredAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (offered) return offered
  return await unrated
    .clearOrderBy()
    .where('finishedAt', '>=', since(FINISHED_MS))
    .orderBy('finishedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export type CurrentVisit = NonNullable<Awaited<ReturnType<typeof currentVisit>>>

/**
 * Marks visits that got their first rating by a person and counts them in their tally; those marked before are passed over.
 * Whoever writes the same in other words must take the keys of the tally from what `returning` gives, never from what was read
 * before: an import may have moved the visit to another window or hour since. A visit that is not finished has no tally yet;
 * its mark is counted when it finishes (upsertVisits).
 * @returns ids of the visits marked now
 */
export async function markRated(trx: Trx, visitIds: readonly string[], ratedAt: string): Promise<string[]> {
  if (visitIds.length === 0) return []
  const marked = await trx
    .updateTable('visit')
    .set({ ratedAt })
    .where('id', 'in', [...visitIds])
    .where('ratedAt', 'is', null)
    .returning(['id', 'centerId', 'pointId', 'unitId', 'matterId', 'staffId', 'finishedHour'])
    .execute()
  const changes = new TallyChanges()
  for (const visit of marked) changes.rated(visit)
  await addToTallies(trx, changes)
  return marked.map(visit => visit.id)
}

export async function setOffered(trx: Trx, id: string, offeredAt: string | null): Promise<void> {
  await trx.updateTable('visit').set({ offeredAt }).where('id', '=', id).execute()
}

/** Rows of a tally written by one statement: 8 values each, within what SQLite binds. */
const TALLY_ROWS = 1_000

export async function addToTallies(trx: Trx, changes: TallyChanges): Promise<void> {
  const rows = changes.rows()
  for (let from = 0; from < rows.length; from += TALLY_ROWS)
    await trx
      .insertInto('visitTally')
      .values(rows.slice(from, from + TALLY_ROWS))
      .onConflict(conflict =>
        conflict.columns(['centerId', 'hour', 'pointId', 'unitId', 'matterId', 'staffId']).doUpdateSet({
          visits: sql<number>`visit_tally.visits + excluded.visits`,
          rated: sql<number>`visit_tally.rated + excluded.rated`,
        }),
      )
      .execute()
}
