// How full a place is, asked before something is added.
import type { Trx } from '../db/engine.ts'
import { windowProblem } from '../problem/window.ts'
import { LIMITS } from './window.ts'

const TABLES = {
  centers: 'windowCenter',
  points: 'windowPoint',
  staff: 'windowStaff',
  matters: 'windowMatter',
} as const

/** @param centerId for windows and staff: counted within their centre
 * @throws Problem when `adding` more would be too many */
export async function requireRoom(
  trx: Trx,
  kind: keyof typeof LIMITS,
  adding: number,
  centerId?: string,
): Promise<void> {
  if (adding === 0) return
  let query = trx.selectFrom(TABLES[kind]).select(eb => eb.fn.countAll<number>().as('n'))
  if (centerId) query = query.where('centerId', '=', centerId)
  const { n } = await query.executeTakeFirstOrThrow()
  const { most, what } = LIMITS[kind]
  if (n + adding > most) throw windowProblem.tooMany(what, most)
}
