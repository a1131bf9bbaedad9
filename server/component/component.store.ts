// Reads and writes components, entries and the lock.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import type { Part } from './component.ts'
import type { ComponentEntryTable, ComponentTable } from './component.table.ts'

/** By unit and part (primary key). */
export function listComponents(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('component')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('unitId')
    .orderBy('part')
    .execute()
}

/** By unit, oldest first (index component_entry_campaign). */
export function listEntries(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('componentEntry')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('unitId')
    .orderBy('id')
    .execute()
}

export async function putComponent(trx: Trx, row: Insertable<ComponentTable>): Promise<void> {
  const { value, source, updatedBy, updatedAt } = row
  await trx
    .insertInto('component')
    .values(row)
    .onConflict(conflict =>
      conflict.columns(['campaignId', 'unitId', 'part']).doUpdateSet({ value, source, updatedBy, updatedAt }),
    )
    .execute()
}

export async function deleteComponent(trx: Trx, campaignId: string, unitId: string, part: Part): Promise<void> {
  await trx
    .deleteFrom('component')
    .where('campaignId', '=', campaignId)
    .where('unitId', '=', unitId)
    .where('part', '=', part)
    .execute()
}

export function findEntry(db: Db | Trx, id: string) {
  return db.selectFrom('componentEntry').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertEntry(trx: Trx, row: Insertable<ComponentEntryTable>): Promise<void> {
  await trx.insertInto('componentEntry').values(row).execute()
}

export async function updateEntry(trx: Trx, id: string, change: Partial<ComponentEntryTable>): Promise<void> {
  await trx.updateTable('componentEntry').set(change).where('id', '=', id).execute()
}

export async function deleteEntry(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('componentEntry').where('id', '=', id).execute()
}

export function findLock(db: Db | Trx, campaignId: string) {
  return db.selectFrom('componentLock').selectAll().where('campaignId', '=', campaignId).executeTakeFirst()
}

export async function insertLock(
  trx: Trx,
  row: { campaignId: string; digest: string; lockedBy: string; lockedAt: string },
): Promise<void> {
  await trx.insertInto('componentLock').values(row).execute()
}

export async function deleteLock(trx: Trx, campaignId: string): Promise<boolean> {
  const result = await trx.deleteFrom('componentLock').where('campaignId', '=', campaignId).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Digest of all values and entries, whoever entered them when. */
export async function digestComponents(db: Db | Trx, campaignId: string): Promise<string> {
  const values = (await listComponents(db, campaignId)).map(({ unitId, part, value }) => ({ unitId, part, value }))
  const entries = (await listEntries(db, campaignId)).map(({ id, unitId, kind, points, reason, document }) => ({
    id,
    unitId,
    kind,
    points,
    reason,
    document,
  }))
  return digestOf({ values, entries })
}
