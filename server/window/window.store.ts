// Reads and writes centres, windows, staff and matters. Tablets: device.store.ts.
import type { Insertable, Updateable } from 'kysely'
import { readCode } from '../code.ts'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from './scope.ts'
import type { WindowCenterTable, WindowMatterTable, WindowPointTable, WindowStaffTable } from './window.table.ts'

/** Characters of a window's public code: 80 random bits. */
export const PUBLIC_CODE_LENGTH = 16

export function listCenters(db: Db | Trx, scope: Scope) {
  return db
    .selectFrom('windowCenter')
    .selectAll()
    .where(within({ centerIds: scope.centerIds, pointIds: null }, 'windowCenter.id'))
    .orderBy('code')
    .execute()
}

export function findCenter(db: Db | Trx, id: string) {
  return db.selectFrom('windowCenter').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertCenter(trx: Trx, row: Insertable<WindowCenterTable>): Promise<void> {
  await trx.insertInto('windowCenter').values(row).execute()
}

export async function updateCenter(trx: Trx, id: string, change: Updateable<WindowCenterTable>): Promise<boolean> {
  const result = await trx.updateTable('windowCenter').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Windows with the name of their unit, in the order of their numbers; of one centre or of all within reach. */
export function listPoints(db: Db | Trx, scope: Scope, centerId?: string) {
  let query = db
    .selectFrom('windowPoint')
    .leftJoin('unit', 'unit.id', 'windowPoint.unitId')
    .selectAll('windowPoint')
    .select(['unit.shortName as unitName'])
    .where(within(scope, 'windowPoint.centerId', 'windowPoint.id'))
    .orderBy('windowPoint.centerId')
    .orderBy('windowPoint.code')
  if (centerId) query = query.where('windowPoint.centerId', '=', centerId)
  return query.execute()
}

export function findPoint(db: Db | Trx, id: string) {
  return db.selectFrom('windowPoint').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The window behind a QR code, with its centre; nothing when either is closed or the code was changed.
 * Capitals, spaces and hyphens are forgiven: people type it from the card. */
export async function findPointByPublicCode(db: Db | Trx, text: string) {
  const code = readCode(text, PUBLIC_CODE_LENGTH)
  if (code === null) return undefined
  return await db
    .selectFrom('windowPoint')
    .innerJoin('windowCenter', 'windowCenter.id', 'windowPoint.centerId')
    .select([
      'windowPoint.id',
      'windowPoint.centerId',
      'windowPoint.unitId',
      'windowPoint.code',
      'windowPoint.name',
      'windowPoint.publicCode',
      'windowCenter.name as centerName',
      'windowCenter.code as centerCode',
      'windowCenter.supplementDays',
      'windowCenter.opensAt',
      'windowCenter.closesAt',
    ])
    .where('windowPoint.publicCode', '=', code)
    .where('windowPoint.active', '=', 1)
    .where('windowCenter.active', '=', 1)
    .executeTakeFirst()
}

/** What stands on the cards of open windows, in the order of their numbers. */
export function listCards(
  db: Db | Trx,
  scope: Scope,
  wanted: { readonly ids: readonly string[] } | { readonly centerId: string },
) {
  const query = db
    .selectFrom('windowPoint')
    .innerJoin('windowCenter', 'windowCenter.id', 'windowPoint.centerId')
    .select(['windowPoint.code', 'windowPoint.name', 'windowPoint.publicCode', 'windowCenter.name as centerName'])
    .where(within(scope, 'windowPoint.centerId', 'windowPoint.id'))
    .where('windowPoint.active', '=', 1)
    .orderBy('windowCenter.code')
    .orderBy('windowPoint.code')
  if ('ids' in wanted) return query.where('windowPoint.id', 'in', [...wanted.ids]).execute()
  return query.where('windowPoint.centerId', '=', wanted.centerId).execute()
}

export async function insertPoint(trx: Trx, row: Insertable<WindowPointTable>): Promise<void> {
  await trx.insertInto('windowPoint').values(row).execute()
}

export async function updatePoint(trx: Trx, id: string, change: Updateable<WindowPointTable>): Promise<boolean> {
  const result = await trx.updateTable('windowPoint').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Staff with their window and their account; never their telephone, only whether it is known. */
export async function listStaff(db: Db | Trx, scope: Scope, centerId?: string) {
  let query = db
    .selectFrom('windowStaff')
    .leftJoin('windowPoint', 'windowPoint.id', 'windowStaff.pointId')
    .leftJoin('accountUser', 'accountUser.id', 'windowStaff.userId')
    .selectAll('windowStaff')
    .select([
      'windowPoint.code as pointCode',
      'windowPoint.name as pointName',
      'accountUser.username',
      'accountUser.role',
    ])
    .where(within(scope, 'windowStaff.centerId', 'windowStaff.pointId'))
    .orderBy('windowStaff.centerId')
    .orderBy('windowStaff.number')
  if (centerId) query = query.where('windowStaff.centerId', '=', centerId)
  const rows = await query.execute()
  return rows.map(({ mobileHash, ...row }) => ({ ...row, mobileKnown: mobileHash !== null }))
}

export function findStaff(db: Db | Trx, id: string) {
  return db.selectFrom('windowStaff').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The active staff member who alone sits at a window; none or several: null, a rating then belongs to nobody. */
export async function staffAt(db: Db | Trx, pointId: string): Promise<string | null> {
  const [first, ...others] = await db
    .selectFrom('windowStaff')
    .select('id')
    .where('pointId', '=', pointId)
    .where('active', '=', 1)
    .limit(2)
    .execute()
  return first && others.length === 0 ? first.id : null
}

export async function insertStaff(trx: Trx, row: Insertable<WindowStaffTable>): Promise<void> {
  await trx.insertInto('windowStaff').values(row).execute()
}

export async function updateStaff(trx: Trx, id: string, change: Updateable<WindowStaffTable>): Promise<boolean> {
  const result = await trx.updateTable('windowStaff').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export function listMatters(db: Db | Trx) {
  return db
    .selectFrom('windowMatter')
    .leftJoin('unit', 'unit.id', 'windowMatter.unitId')
    .selectAll('windowMatter')
    .select(['unit.shortName as unitName'])
    .orderBy('windowMatter.code')
    .execute()
}

export function findMatter(db: Db | Trx, id: string) {
  return db.selectFrom('windowMatter').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertMatter(trx: Trx, row: Insertable<WindowMatterTable>): Promise<void> {
  await trx.insertInto('windowMatter').values(row).execute()
}

export async function updateMatter(trx: Trx, id: string, change: Updateable<WindowMatterTable>): Promise<boolean> {
  const result = await trx.updateTable('windowMatter').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}
