// The people at the windows: number, name, seat, and the account that is theirs.
import type { Context } from '../context.ts'
import type { Trx } from '../db/engine.ts'
import { idParams, json, operation, router, type SessionUser, z } from '../http/route.ts'
import { windowProblem } from '../problem/window.ts'
import { given } from './center.routes.ts'
import { requireRoom } from './count.ts'
import { mobileHash } from './mobile.ts'
import { centerQuery } from './point.routes.ts'
import { listPlacedUsers, requirePlaceable } from './place.ts'
import { changeWindow, reach, reachCenter } from './reach.ts'
import { scopeOf } from './scope.ts'
import { NUMBER } from './window.ts'
import { findPoint, findStaff, insertStaff, listStaff, updateStaff } from './window.store.ts'

const tag = 'window'
const Flag = z.union([z.literal(0), z.literal(1)])
const Staff = z
  .object({
    id: z.string(),
    centerId: z.string(),
    pointId: z.string().nullable(),
    pointCode: z.string().nullable(),
    pointName: z.string().nullable(),
    userId: z.string().nullable(),
    username: z.string().nullable(),
    role: z.string().nullable(),
    number: z.string(),
    name: z.string(),
    mobileKnown: z.boolean(),
    active: Flag,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('WindowStaff')
const StaffInput = z.object({
  number: z.string().trim().regex(NUMBER),
  name: z.string().trim().min(1).max(30),
  pointId: z.string().max(64).nullable().optional(),
  userId: z.string().max(64).nullable().optional(),
  /** Kept only as a keyed hash; empty: forget it. */
  mobile: z.string().trim().max(30).optional(),
})

const list = operation({
  method: 'get',
  path: '/window-staff',
  tag,
  summary: ['一个中心的窗口人员', 'Staff of a centre'],
  permission: 'window.read',
  request: { query: centerQuery },
  response: z.object({ staff: z.array(Staff) }),
})
const accounts = operation({
  method: 'get',
  path: '/window-accounts',
  tag,
  summary: ['可关联的账号', 'Accounts that can be linked'],
  permission: 'window.write',
  response: z.object({
    accounts: z.array(
      z.object({ id: z.string(), name: z.string(), username: z.string().nullable(), role: z.string() }),
    ),
  }),
})
const create = operation({
  method: 'post',
  path: '/window-staff',
  tag,
  summary: ['新增窗口人员', 'Add a staff member'],
  permission: 'window.write',
  request: { body: json(StaffInput.extend({ centerId: z.string().max(64) })) },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/window-staff/{id}',
  tag,
  summary: ['修改窗口人员', 'Change a staff member'],
  permission: 'window.write',
  request: { params: idParams, body: json(StaffInput.extend({ active: Flag }).partial()) },
  response: z.object({ id: z.string() }),
})

export function staffRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const { centerId } = c.req.valid('query')
      const scope = await reachCenter(context, c.get('user'), centerId)
      return c.json({ staff: await listStaff(db, scope, centerId) }, 200)
    })
    .openapi(accounts, async c => {
      const scope = await scopeOf(db, c.get('user'))
      return c.json({ accounts: await listPlacedUsers(db, scope) }, 200)
    })
    .openapi(create, async c => {
      const { mobile = '', centerId, pointId = null, userId = null, ...body } = c.req.valid('json')
      const actor = c.get('user')
      await reachCenter(context, actor, centerId)
      const [id, at] = [context.newId(), context.now().toISOString()]
      const row = { id, centerId, pointId, userId, ...body, mobileHash: hashOf(context, mobile), active: 1 as const }
      const details = { centerId, pointId, userId, number: body.number, mobile: mobile !== '' }
      const line = { actor, subject: `window-staff/${id}`, details }
      await changeWindow(context, { ...line, taken: () => windowProblem.staffNumberTaken(body.number) }, async trx => {
        await requireRoom(trx, 'staff', 1, centerId)
        await requirePlace(trx, context, actor, row)
        await insertStaff(trx, { ...row, createdAt: at, updatedAt: at })
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const { mobile, ...body } = c.req.valid('json')
      const actor = c.get('user')
      const staff = await reach(context, actor, await findStaff(db, id), ['人员', 'staff member'])
      const gone = body.active === 0 || (body.userId !== undefined && body.userId !== actor.id)
      if (staff.userId === actor.id && gone) throw windowProblem.ownPlace()
      const change = { ...given(body), ...(mobile === undefined ? {} : { mobileHash: hashOf(context, mobile) }) }
      const { name, ...details } = body
      const line = {
        actor,
        subject: `window-staff/${id}`,
        details: {
          ...details,
          ...(name === undefined ? {} : { name: true }),
          ...(mobile === undefined ? {} : { mobile: mobile !== '' }),
        },
      }
      await changeWindow(
        context,
        { ...line, taken: () => windowProblem.staffNumberTaken(body.number ?? '') },
        async trx => {
          await requirePlace(trx, context, actor, { ...given(body), id, centerId: staff.centerId })
          await updateStaff(trx, id, { ...change, updatedAt: context.now().toISOString() })
        },
      )
      return c.json({ id }, 200)
    })
}

interface Place {
  readonly id: string
  readonly centerId: string
  readonly pointId?: string | null
  readonly userId?: string | null
}

/** The seat is of the same centre, the account one that may stand there. */
async function requirePlace(trx: Trx, context: Context, actor: SessionUser, place: Place): Promise<void> {
  if (place.pointId && (await findPoint(trx, place.pointId))?.centerId !== place.centerId)
    throw windowProblem.otherCenter()
  if (place.userId) await requirePlaceable(trx, await scopeOf(trx, actor), { ...place, userId: place.userId })
}

function hashOf(context: Context, mobile: string): string | null {
  if (mobile === '') return null
  const hash = mobileHash(context, mobile)
  if (hash === null) throw windowProblem.mobileUnreadable()
  return hash
}

export type StaffRoutes = ReturnType<typeof staffRoutes>
