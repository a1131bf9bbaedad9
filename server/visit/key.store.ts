// Keys of queue and case systems, and their messages answered before. Of a key only its hash is kept.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'
import type { VisitKeyTable } from './visit.table.ts'

/** Newest first, with their centre and who made them. */
export function listKeys(db: Db | Trx, scope: Scope) {
  return db
    .selectFrom('visitKey')
    .innerJoin('windowCenter', 'windowCenter.id', 'visitKey.centerId')
    .leftJoin('accountUser', 'accountUser.id', 'visitKey.createdBy')
    .select([
      'visitKey.id',
      'visitKey.centerId',
      'visitKey.name',
      'visitKey.tail',
      'visitKey.createdAt',
      'visitKey.usedAt',
      'visitKey.revokedAt',
      'windowCenter.name as centerName',
      'accountUser.name as createdByName',
    ])
    .where(within({ centerIds: scope.centerIds, pointIds: null }, 'visitKey.centerId'))
    .orderBy('visitKey.createdAt', 'desc')
    .orderBy('visitKey.id', 'desc')
    .execute()
}

export function findKey(db: Db | Trx, id: string) {
  return db.selectFrom('visitKey').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Index visit_key_hash. */
export function findKeyByHash(db: Db | Trx, keyHash: string) {
  return db
    .selectFrom('visitKey')
    .selectAll()
    .where('keyHash', '=', keyHash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
}

export async function insertKey(trx: Trx, row: Insertable<VisitKeyTable>): Promise<void> {
  await trx.insertInto('visitKey').values(row).execute()
}

/** @returns whether it was in use */
export async function revokeKey(trx: Trx, id: string, revokedAt: string): Promise<boolean> {
  const result = await trx
    .updateTable('visitKey')
    .set({ revokedAt })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function markKeyUsed(db: Db | Trx, id: string, usedAt: string): Promise<void> {
  await db.updateTable('visitKey').set({ usedAt }).where('id', '=', id).execute()
}

export function findRequest(db: Db | Trx, keyId: string, idempotencyKey: string) {
  return db
    .selectFrom('visitRequest')
    .select(['digest', 'answer'])
    .where('keyId', '=', keyId)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst()
}

/** Takes the idempotency key for this message; waits for another transaction that is taking it.
 * @returns false when a message has it already */
export async function takeRequest(
  trx: Trx,
  row: { readonly keyId: string; readonly idempotencyKey: string; readonly digest: string; readonly createdAt: string },
): Promise<boolean> {
  const result = await trx
    .insertInto('visitRequest')
    .values({ ...row, answer: '' })
    .onConflict(conflict => conflict.columns(['keyId', 'idempotencyKey']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function answerRequest(trx: Trx, keyId: string, idempotencyKey: string, answer: string): Promise<void> {
  await trx
    .updateTable('visitRequest')
    .set({ answer })
    .where('keyId', '=', keyId)
    .where('idempotencyKey', '=', idempotencyKey)
    .execute()
}

/** Index visit_request_made. */
export async function deleteRequestsBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('visitRequest').where('createdAt', '<', at).execute()
}
