// Two halls for the tests of visits, with windows, matters, staff, a tablet, a key, and people who sit there.
import { hashCode, randomCode } from '../../server/code.ts'
import type { Role } from '../../server/account/permission.ts'
import type { Context } from '../../server/context.ts'
import { insertDevice } from '../../server/window/device.store.ts'
import {
  insertCenter,
  insertMatter,
  insertPoint,
  insertStaff,
  PUBLIC_CODE_LENGTH,
} from '../../server/window/window.store.ts'
import { transact, type Trx } from '../../server/db/engine.ts'
import { insertSeries, insertUnit } from '../../server/unit/unit.store.ts'
import type { TestApp } from '../support/app.ts'

export interface Hall {
  readonly centerId: string
  /** Windows A01, A02, A03; A03 is closed. */
  readonly points: readonly [string, string, string]
  /** Staff 1001 at A01, 1002 at A02. */
  readonly staff: readonly [string, string]
}

export interface Halls {
  readonly east: Hall
  readonly west: Hall
  /** M1 belongs to the unit, M2 to none. */
  readonly matters: readonly [string, string]
  readonly unitId: string
}

export async function createHalls(context: Context): Promise<Halls> {
  const at = context.now().toISOString()
  const times = { createdAt: at, updatedAt: at }
  return await transact(context.db, async trx => {
    const unitId = context.newId()
    const seriesId = context.newId()
    await insertSeries(trx, { id: seriesId, code: 's1', name: '第一系列' })
    const unit = { id: unitId, code: 'zj', name: '示例市住建局', shortName: '住建局', seriesId, parentId: null }
    await insertUnit(trx, { ...unit, ...times })
    const matters: [string, string] = [context.newId(), context.newId()]
    const [owned, shared] = matters
    await insertMatter(trx, { id: owned, unitId, code: 'M1', name: '房屋转移登记', active: 1, ...times })
    await insertMatter(trx, { id: shared, unitId: null, code: 'M2', name: '居住证办理', active: 1, ...times })
    const east = await createHall(context, trx, 'EAST', '东城政务服务中心')
    const west = await createHall(context, trx, 'WEST', '西城政务服务中心')
    return { east, west, matters, unitId }
  })
}

async function createHall(context: Context, trx: Trx, code: string, name: string): Promise<Hall> {
  const at = context.now().toISOString()
  const times = { createdAt: at, updatedAt: at }
  const centerId = context.newId()
  const hours = { opensAt: '09:00', closesAt: '17:00', supplementDays: 10 }
  await insertCenter(trx, { id: centerId, code, name, address: '', ...hours, active: 1, ...times })
  const points: [string, string, string] = [context.newId(), context.newId(), context.newId()]
  for (const [index, id] of points.entries())
    await insertPoint(trx, {
      id,
      centerId,
      unitId: null,
      code: `A0${index + 1}`,
      name: `综合窗口${index + 1}`,
      active: index < 2 ? 1 : 0,
      publicCode: randomCode(PUBLIC_CODE_LENGTH),
      ...times,
    })
  const staff: [string, string] = [context.newId(), context.newId()]
  for (const [index, id] of staff.entries())
    await insertStaff(trx, {
      id,
      centerId,
      pointId: points[index] ?? null,
      userId: null,
      number: `100${index + 1}`,
      active: 1,
      name: `${name.slice(0, 2)}职员${index + 1}`,
      mobileHash: null,
      ...times,
    })
  return { centerId, points, staff }
}

/** Gives the signed-in person of a role the place of a staff member. */
export async function seat(test: TestApp, role: Role, staffId: string): Promise<void> {
  await test.as(role)
  const user = await test.context.db
    .selectFrom('accountUser')
    .select('id')
    .where('username', '=', role)
    .executeTakeFirstOrThrow()
  await test.context.db.updateTable('windowStaff').set({ userId: user.id }).where('id', '=', staffId).execute()
}

export async function pairTablet(context: Context, centerId: string, pointId: string): Promise<void> {
  const at = context.now().toISOString()
  await transact(context.db, async trx => {
    await insertDevice(trx, {
      id: context.newId(),
      centerId,
      pointId,
      name: '平板',
      state: 'paired',
      tokenHash: hashCode(randomCode(32)),
      pairHash: null,
      pairExpiresAt: null,
      pairedBy: null,
      pairedAt: at,
      revokedBy: null,
      revokedAt: null,
      seenAt: null,
      createdAt: at,
    })
  })
}

/** What another system filled in for a visit: counted apart, and no rating. */
export async function fillIn(context: Context, hall: Hall, visitId: string): Promise<void> {
  const at = context.now().toISOString()
  await context.db
    .insertInto('rating')
    .values({
      id: context.newId(),
      centerId: hall.centerId,
      pointId: hall.points[0],
      visitId,
      sequence: 0,
      kind: 'auto_default',
      level: 'very_satisfied',
      tags: '[]',
      words: '',
      named: 0,
      channel: 'exchange',
      clientId: `filled-${visitId}`,
      receiptHash: visitId,
      madeAt: at,
      ratedAt: at,
      ratedHour: at.slice(0, 13),
    })
    .execute()
}

/** The tallies as they are, and as a recount of the visits gives them; rows of nothing left out. */
export async function tallies({ db }: Context) {
  const kept = await db.selectFrom('visitTally').selectAll().execute()
  const visits = await db.selectFrom('visit').selectAll().where('finishedHour', 'is not', null).execute()
  const recount = new Map<string, { visits: number; rated: number }>()
  const name = (row: object) => JSON.stringify(row)
  for (const visit of visits) {
    const key = name([
      visit.centerId,
      visit.finishedHour,
      visit.pointId,
      visit.unitId ?? '',
      visit.matterId ?? '',
      visit.staffId ?? '',
    ])
    const row = recount.get(key) ?? { visits: 0, rated: 0 }
    recount.set(key, { visits: row.visits + 1, rated: row.rated + (visit.ratedAt === null ? 0 : 1) })
  }
  const held = new Map(
    kept
      .filter(row => row.visits !== 0 || row.rated !== 0)
      .map(row => [
        name([row.centerId, row.hour, row.pointId, row.unitId, row.matterId, row.staffId]),
        { visits: row.visits, rated: row.rated },
      ]),
  )
  const sorted = (rows: Map<string, unknown>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
  return { held: sorted(held), recount: sorted(recount) }
}
