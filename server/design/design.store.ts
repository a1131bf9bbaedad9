// Reads and writes sampling designs.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { DesignTable } from './design.table.ts'

/** Newest first (index design_campaign). */
export function listDesigns(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('design')
    .innerJoin('frame', 'frame.id', 'design.frameId')
    .selectAll('design')
    .select(['frame.name as frameName', 'frame.digest as frameDigest', 'frame.elementCount', 'frame.coverage'])
    .where('design.campaignId', '=', campaignId)
    .orderBy('design.createdAt', 'desc')
    .orderBy('design.id', 'desc')
    .execute()
}

export function findDesign(db: Db | Trx, id: string) {
  return db.selectFrom('design').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertDesign(trx: Trx, row: Insertable<DesignTable>): Promise<void> {
  await trx.insertInto('design').values(row).execute()
}

/** Changes a draft; false when the design is committed. */
export async function updateDesign(
  trx: Trx,
  id: string,
  change: Pick<DesignTable, 'name' | 'frameId' | 'body' | 'assignment' | 'digest'>,
): Promise<boolean> {
  const result = await trx
    .updateTable('design')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteDesign(trx: Trx, id: string): Promise<boolean> {
  const result = await trx.deleteFrom('design').where('id', '=', id).where('state', '=', 'draft').executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function commitDesign(trx: Trx, id: string, at: string): Promise<void> {
  await trx.updateTable('design').set({ state: 'committed', committedAt: at }).where('id', '=', id).execute()
}
