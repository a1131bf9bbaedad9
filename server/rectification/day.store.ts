// SQL of days that differ from the official calendar, and of the deadlines that move with them.
import type { Db, Trx } from '../db/engine.ts'
import type { RectificationDayTable, RectificationTable } from './rectification.table.ts'
import { calendarOf, type Hours, type WorkCalendar } from './workdays.ts'

/** @param year null for all of them */
export async function listDays(db: Db | Trx, year: number | null = null): Promise<RectificationDayTable[]> {
  let query = db.selectFrom('rectificationDay').selectAll().orderBy('day')
  if (year !== null) query = query.where('day', '>=', `${year}-01-01`).where('day', '<=', `${year}-12-31`)
  return await query.execute()
}

export async function loadCalendar(db: Db | Trx): Promise<WorkCalendar> {
  const days = await listDays(db)
  return calendarOf(new Map(days.map(({ day, working }) => [day, working === 1])))
}

export async function saveDay(trx: Trx, day: RectificationDayTable): Promise<void> {
  const { working, note, createdBy, createdAt } = day
  await trx
    .insertInto('rectificationDay')
    .values(day)
    .onConflict(conflict => conflict.column('day').doUpdateSet({ working, note, createdBy, createdAt }))
    .execute()
}

export async function deleteDay(trx: Trx, day: string): Promise<boolean> {
  const gone = await trx.deleteFrom('rectificationDay').where('day', '=', day).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Opening hours of all centres, by id. */
export async function listHours(db: Db | Trx): Promise<ReadonlyMap<string, Hours>> {
  const centers = await db.selectFrom('windowCenter').select(['id', 'opensAt', 'closesAt']).execute()
  return new Map(centers.map(({ id, ...hours }) => [id, hours]))
}

/** Cases that are not closed, in pages by id. */
export async function* openCases(db: Db | Trx, pageSize = 500): AsyncGenerator<RectificationTable[]> {
  let after = ''
  for (;;) {
    const page = await db
      .selectFrom('rectification')
      .selectAll()
      .where('state', 'not in', ['closed', 'dismissed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)?.id ?? ''
  }
}
