// The embedded engine alone: the same rows as a rating writes, one durable commit a rating, by prepared statements.
import { randomUUIDv7 } from 'node:crypto'
import type { Context } from '../../server/context.ts'
import { chinaDay, chinaHour } from '../../server/china-time.ts'
import { hashCode, randomCode } from '../../server/code.ts'
import { openSqlite } from '../../server/db/engine.ts'

const RATING =
  'id center_id point_id unit_id matter_id staff_id visit_id first_id sequence kind level tags words named channel client_id receipt_hash made_at rated_at rated_hour'
const TRACE = 'rating_id center_id day device_hash network_hash mobile_hash'
const TALLY = `insert into rating_tally values (?, ?, '', '', ?, ?, 0, 1, 0, 0, 0, 0, 0)
  on conflict (center_id, hour, point_id, unit_id, matter_id, staff_id) do update set satisfied = satisfied + 1`

const insert = (table: string, columns: string): string =>
  `insert into ${table} (${columns.replaceAll(' ', ', ')}) values (${columns.replaceAll(/\w+/g, '?').replaceAll(' ', ', ')})`

/** @returns ratings a second, with synchronous=FULL as the product has it */
export async function rawRate(context: Context, seconds: number): Promise<number> {
  const staff = await context.db.selectFrom('windowStaff').select(['id', 'centerId', 'pointId']).execute()
  const database = openSqlite(context.config)
  const rating = database.prepare(insert('rating', RATING))
  const trace = database.prepare(insert('rating_trace', TRACE))
  const tally = database.prepare(TALLY)
  const one = database.transaction((number: number) => {
    const { id: staffId, centerId, pointId } = staff[number % staff.length] as (typeof staff)[number]
    const [now, id, words] = [new Date(), randomUUIDv7(), number % 4 === 0 ? '办事很快，工作人员讲得清楚，谢谢。' : '']
    const at = now.toISOString()
    const place = [id, centerId, pointId, null, null, staffId, null, null]
    const given = [
      1,
      'active',
      'satisfied',
      '["413"]',
      words,
      0,
      'qr',
      `raw-${id}`,
      hashCode(id),
      at,
      at,
      chinaHour(now),
    ]
    rating.run(...place, ...given)
    trace.run(id, centerId, chinaDay(now), null, randomCode(40), null)
    tally.run(centerId, pointId, staffId, chinaHour(now))
  })
  const started = performance.now()
  let count = 0
  for (; performance.now() - started < seconds * 1000; count++) one(count)
  const rate = count / ((performance.now() - started) / 1000)
  database.close()
  return rate
}
