// A hall for the tests of the rating pages: a centre with one window, a matter, and visits as a queue system would bring them.
import { chinaHour } from '../../server/china-time.ts'
import { hashCode, randomCode } from '../../server/code.ts'
import type { Context } from '../../server/context.ts'
import { transact } from '../../server/db/engine.ts'
import { visitCode } from '../../server/visit/visit.ts'
import { startPairing, TABLET_COOKIE } from '../../server/window/device.ts'
import { updateDevice } from '../../server/window/device.store.ts'
import { insertCenter, insertMatter, insertPoint, PUBLIC_CODE_LENGTH } from '../../server/window/window.store.ts'

export interface Hall {
  readonly centerId: string
  readonly pointId: string
  readonly matterId: string
  /** What stands in the QR code of the window. */
  readonly code: string
}

/** Names may be as long as halls have them. */
export async function createHall(
  context: Context,
  name = '不动产登记 · 3 号窗口',
  centerName = '示例市政务服务中心',
): Promise<Hall> {
  const at = context.now().toISOString()
  const hall = {
    centerId: context.newId(),
    pointId: context.newId(),
    matterId: context.newId(),
    code: randomCode(PUBLIC_CODE_LENGTH),
  }
  const times = { createdAt: at, updatedAt: at }
  await transact(context.db, async trx => {
    await insertCenter(trx, {
      id: hall.centerId,
      code: `C${hall.code.slice(0, 6)}`,
      name: centerName,
      address: '',
      opensAt: '09:00',
      closesAt: '17:00',
      supplementDays: 10,
      active: 1,
      ...times,
    })
    await insertPoint(trx, {
      id: hall.pointId,
      centerId: hall.centerId,
      unitId: null,
      code: 'A03',
      name,
      publicCode: hall.code,
      active: 1,
      ...times,
    })
    await insertMatter(trx, {
      id: hall.matterId,
      unitId: null,
      code: `M${hall.code.slice(0, 6)}`,
      name: '国有建设用地使用权及房屋所有权转移登记',
      active: 1,
      ...times,
    })
  })
  return hall
}

/** A visit that has just finished; `offered`: staff tapped 请评价. @returns its id and the code of its link */
export async function addVisit(
  context: Context,
  hall: Hall,
  { caseNo = '2026-1123-0417', offered = false } = {},
): Promise<{ readonly id: string; readonly code: string }> {
  const id = context.newId()
  const at = context.now().toISOString()
  const code = visitCode(context, id)
  await context.db
    .insertInto('visit')
    .values({
      id,
      centerId: hall.centerId,
      pointId: hall.pointId,
      unitId: null,
      matterId: hall.matterId,
      staffId: null,
      caseNo,
      source: 'api',
      mobileHash: null,
      startedAt: null,
      finishedAt: at,
      finishedHour: chinaHour(context.now()),
      codeHash: hashCode(code),
      offeredAt: offered ? at : null,
      ratedAt: null,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  return { id, code }
}

/** A tablet that staff have paired with the window. @returns its id and the cookie it proves itself with */
export async function pairTablet(
  context: Context,
  hall: Pick<Hall, 'pointId'>,
): Promise<{ readonly id: string; readonly cookie: { readonly name: string; readonly value: string } }> {
  const { device, token } = await startPairing(context, hall.pointId)
  const change = { state: 'paired', name: '1 号平板', pairHash: null, pairExpiresAt: null } as const
  await updateDevice(context.db, device.id, 'pending', { ...change, pairedAt: context.now().toISOString() })
  return { id: device.id, cookie: { name: TABLET_COOKIE, value: token } }
}
