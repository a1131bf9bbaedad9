// Reads and writes frames and their elements.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { FrameElementRow, FrameRoster, StratumColumn } from './frame.ts'
import type { FrameTable } from './frame.table.ts'

/** Newest first (index frame_campaign). */
export function listFrames(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('frame')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findFrame(db: Db | Trx, id: string) {
  return db.selectFrom('frame').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertFrame(trx: Trx, row: Insertable<FrameTable>): Promise<void> {
  await trx.insertInto('frame').values(row).execute()
}

/** Changes a draft; false when the frame is no draft any more. */
export async function updateDraft(trx: Trx, id: string, change: { name: string; definition: string }) {
  const result = await trx
    .updateTable('frame')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteDraft(trx: Trx, id: string): Promise<boolean> {
  const result = await trx.deleteFrom('frame').where('id', '=', id).where('state', '=', 'draft').executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Takes the right to freeze a draft, or a claim that nobody has kept up since `stale`. */
export async function claimFrame(db: Db, id: string, now: string, stale: string): Promise<boolean> {
  const result = await db
    .updateTable('frame')
    .set({ state: 'freezing', claimedAt: now })
    .where('id', '=', id)
    .where(eb =>
      eb.or([eb('state', '=', 'draft'), eb.and([eb('state', '=', 'freezing'), eb('claimedAt', '<', stale)])]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function keepClaim(db: Db, id: string, now: string): Promise<void> {
  await db.updateTable('frame').set({ claimedAt: now }).where('id', '=', id).where('state', '=', 'freezing').execute()
}

/** Back to a draft without elements. */
export async function releaseFrame(db: Db, id: string): Promise<void> {
  await clearElements(db, id)
  await db
    .updateTable('frame')
    .set({ state: 'draft', claimedAt: null })
    .where('id', '=', id)
    .where('state', '=', 'freezing')
    .execute()
}

export async function setFrozen(
  trx: Trx,
  id: string,
  change: { digest: string; elementCount: number; coverage: string; checks: string; frozenAt: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('frame')
    .set({ ...change, state: 'frozen', claimedAt: null })
    .where('id', '=', id)
    .where('state', '=', 'freezing')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function clearElements(db: Db | Trx, frameId: string): Promise<void> {
  await db.deleteFrom('frameElement').where('frameId', '=', frameId).execute()
}

/** Rows a statement carries; SQLite takes 32,766 values in one. */
const INSERT_ROWS = 500

export async function insertElements(
  db: Db | Trx,
  frameId: string,
  elements: readonly (FrameElementRow & { readonly size?: number | null })[],
): Promise<void> {
  for (let from = 0; from < elements.length; from += INSERT_ROWS) {
    const rows = elements.slice(from, from + INSERT_ROWS).map(element => ({
      frameId,
      elementId: element.elementId,
      stratum: element.stratum,
      size: element.size ?? null,
      personId: element.personId,
      category: element.category,
      unitId: element.unitId,
      otherUnits: element.otherUnits.length > 0 ? JSON.stringify(element.otherUnits) : null,
      rosterId: element.rosterId,
      line: element.line,
    }))
    await db.insertInto('frameElement').values(rows).execute()
  }
}

/** Elements by id in pages (primary key), for files, digests and draws. */
export async function* elementPages(db: Db, frameId: string, pageRows = 5000) {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('frameElement')
      .select(['elementId', 'stratum', 'size', 'personId', 'category', 'unitId', 'otherUnits'])
      .where('frameId', '=', frameId)
      .where('elementId', '>', after)
      .orderBy('elementId')
      .limit(pageRows)
      .execute()
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.elementId
  }
}

/** Elements per stratum (index frame_element_stratum). */
export async function countStrata(db: Db | Trx, frameId: string): Promise<{ stratum: string; count: number }[]> {
  const rows = await db
    .selectFrom('frameElement')
    .select(['stratum', eb => eb.fn.countAll<number>().as('count')])
    .where('frameId', '=', frameId)
    .groupBy('stratum')
    .execute()
  return rows.map(row => ({ stratum: row.stratum, count: row.count }))
}

/** Rosters of a campaign that can make a frame (index roster_campaign), oldest first. */
export async function listFrameRosters(
  db: Db | Trx,
  campaignId: string,
): Promise<(FrameRoster & { state: string; unitName: string | null })[]> {
  return await db
    .selectFrom('roster')
    .leftJoin('unit', 'unit.id', 'roster.unitId')
    .select([
      'roster.id',
      'roster.name',
      'roster.category',
      'roster.unitId',
      'roster.state',
      'roster.valid',
      'roster.lost',
      'unit.shortName as unitName',
    ])
    .where('roster.campaignId', '=', campaignId)
    // A corrected file has given its lines to the roster it corrects.
    .where('roster.addsTo', 'is', null)
    .orderBy('roster.createdAt')
    .orderBy('roster.id')
    .execute()
}

/** The values a column takes in some rosters, most frequent first. */
export async function columnValues(
  db: Db,
  rosterIds: readonly string[],
  column: Exclude<StratumColumn, 'category' | 'unit'>,
  limit: number,
): Promise<{ value: string; count: number }[]> {
  if (rosterIds.length === 0) return []
  const rows = await db
    .selectFrom('rosterEntry')
    .select([`rosterEntry.${column} as value`, eb => eb.fn.countAll<number>().as('count')])
    .where('rosterId', 'in', rosterIds)
    .groupBy(`rosterEntry.${column}`)
    .orderBy('count', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({ value: row.value ?? '', count: row.count }))
}

/** All units with what they are called; strata use the short name where it is nobody else's. */
export function listUnitNames(db: Db | Trx) {
  return db.selectFrom('unit').select(['id', 'code', 'name', 'shortName']).orderBy('code').execute()
}
