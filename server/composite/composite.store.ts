// Reads and writes triggers and frozen composite results.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { CompositeResultTable, CompositeTriggerTable } from './composite.table.ts'

/** By unit, oldest first (index composite_trigger_campaign). */
export function listTriggers(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('compositeTrigger')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('unitId')
    .orderBy('id')
    .execute()
}

export function findTrigger(db: Db | Trx, id: string) {
  return db.selectFrom('compositeTrigger').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertTrigger(trx: Trx, row: Insertable<CompositeTriggerTable>): Promise<void> {
  await trx.insertInto('compositeTrigger').values(row).execute()
}

export async function deleteTrigger(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('compositeTrigger').where('id', '=', id).execute()
}

/** The result frozen last (index composite_result_campaign). */
export function latestResult(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('compositeResult')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('frozenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertResult(trx: Trx, row: Insertable<CompositeResultTable>): Promise<void> {
  await trx.insertInto('compositeResult').values(row).execute()
}
