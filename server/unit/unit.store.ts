// Reads and writes series and units.
import type { Insertable, Updateable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { UnitTable } from './unit.table.ts'

/** All units with their series, in the order of the lists (index unit_series_position). */
export function listUnits(db: Db | Trx) {
  return db
    .selectFrom('unit')
    .innerJoin('unitSeries', 'unitSeries.id', 'unit.seriesId')
    .select([
      'unit.id',
      'unit.code',
      'unit.name',
      'unit.shortName',
      'unit.seriesId',
      'unit.parentId',
      'unit.position',
      'unit.active',
      'unitSeries.name as seriesName',
      'unitSeries.code as seriesCode',
    ])
    .orderBy('unitSeries.position')
    .orderBy('unit.position')
    .orderBy('unit.code')
    .execute()
}

export function listSeries(db: Db | Trx) {
  return db.selectFrom('unitSeries').selectAll().orderBy('position').orderBy('code').execute()
}

export function findUnit(db: Db | Trx, id: string) {
  return db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertSeries(trx: Trx, row: { id: string; code: string; name: string }): Promise<void> {
  const last = await trx
    .selectFrom('unitSeries')
    .select(eb => eb.fn.max('position').as('position'))
    .executeTakeFirst()
  await trx
    .insertInto('unitSeries')
    .values({ ...row, position: (last?.position ?? 0) + 1 })
    .execute()
}

export async function insertUnit(trx: Trx, row: Omit<Insertable<UnitTable>, 'position' | 'active'>): Promise<void> {
  const last = await trx
    .selectFrom('unit')
    .select(eb => eb.fn.max('position').as('position'))
    .where('seriesId', '=', row.seriesId)
    .executeTakeFirst()
  await trx
    .insertInto('unit')
    .values({ ...row, position: (last?.position ?? 0) + 1 })
    .execute()
}

export async function updateUnit(trx: Trx, id: string, change: Updateable<UnitTable>): Promise<boolean> {
  const result = await trx.updateTable('unit').set(change).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}
