// Reads and writes the tablets.
import type { Insertable, Updateable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from './scope.ts'
import type { WindowDeviceTable } from './window.table.ts'

/** Tablets that are or were in use, newest first, with their window; never what they prove themselves with. */
export function listDevices(db: Db | Trx, scope: Scope, centerId?: string) {
  let query = db
    .selectFrom('windowDevice')
    .innerJoin('windowPoint', 'windowPoint.id', 'windowDevice.pointId')
    .leftJoin('accountUser as pairer', 'pairer.id', 'windowDevice.pairedBy')
    .leftJoin('accountUser as revoker', 'revoker.id', 'windowDevice.revokedBy')
    .select([
      'windowDevice.id',
      'windowDevice.centerId',
      'windowDevice.pointId',
      'windowDevice.name',
      'windowDevice.state',
      'windowDevice.pairedAt',
      'windowDevice.revokedAt',
      'windowDevice.seenAt',
      'windowPoint.code as pointCode',
      'windowPoint.name as pointName',
      'pairer.name as pairedByName',
      'revoker.name as revokedByName',
    ])
    .where('windowDevice.state', '<>', 'pending')
    .where(within(scope, 'windowDevice.centerId', 'windowDevice.pointId'))
    .orderBy('windowDevice.createdAt', 'desc')
    .limit(2_000)
  if (centerId) query = query.where('windowDevice.centerId', '=', centerId)
  return query.execute()
}

export function findDevice(db: Db | Trx, id: string) {
  return db.selectFrom('windowDevice').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Index window_device_token. */
export function findDeviceByToken(db: Db | Trx, tokenHash: string) {
  return db.selectFrom('windowDevice').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()
}

/** The tablet that shows this code, or showed it last; index window_device_pair. */
export function findPending(db: Db | Trx, pairHash: string) {
  return db
    .selectFrom('windowDevice')
    .selectAll()
    .where('pairHash', '=', pairHash)
    .where('state', '=', 'pending')
    .orderBy('pairExpiresAt', 'desc')
    .executeTakeFirst()
}

export async function countDevices(db: Db | Trx, pointId: string, state: WindowDeviceTable['state']): Promise<number> {
  const { n } = await db
    .selectFrom('windowDevice')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('pointId', '=', pointId)
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return n
}

export async function insertDevice(trx: Trx, row: Insertable<WindowDeviceTable>): Promise<void> {
  await trx.insertInto('windowDevice').values(row).execute()
}

/** Changes a tablet only while it is in `state`: of two who try at once, one does.
 * @returns whether it was */
export async function updateDevice(
  db: Db | Trx,
  id: string,
  state: WindowDeviceTable['state'],
  change: Updateable<WindowDeviceTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('windowDevice')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Tablets that were never paired in time leave nothing behind. */
export async function deleteExpired(trx: Trx, pointId: string, at: string): Promise<void> {
  await trx
    .deleteFrom('windowDevice')
    .where('pointId', '=', pointId)
    .where('state', '=', 'pending')
    .where('pairExpiresAt', '<=', at)
    .execute()
}
