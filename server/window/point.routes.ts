// The windows of a centre: number, name, unit, and the code that stands on their card.
import { randomCode } from '../code.ts'
import type { Context } from '../context.ts'
import { idParams, json, operation, router, type SessionUser, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { windowProblem } from '../problem/window.ts'
import { given } from './center.routes.ts'
import { requireRoom } from './count.ts'
import { changeWindow, reachCenter } from './reach.ts'
import { inScope, scopeOf } from './scope.ts'
import { NUMBER, spaced } from './window.ts'
import { findCenter, findPoint, insertPoint, listPoints, PUBLIC_CODE_LENGTH, updatePoint } from './window.store.ts'

const tag = 'window'
const Flag = z.union([z.literal(0), z.literal(1)])
const Point = z
  .object({
    id: z.string(),
    centerId: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    code: z.string(),
    name: z.string(),
    publicCode: z.string(),
    /** What the QR code opens. */
    link: z.string(),
    active: Flag,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('WindowPoint')
const PointInput = z.object({
  code: z.string().trim().regex(NUMBER),
  name: z.string().trim().min(1).max(60),
  unitId: z.string().max(64).nullable(),
})
export const centerQuery = z.object({ centerId: z.string().min(1).max(64) })

const list = operation({
  method: 'get',
  path: '/windows',
  tag,
  summary: ['一个中心的窗口', 'Windows of a centre'],
  permission: 'window.read',
  request: { query: centerQuery },
  response: z.object({ windows: z.array(Point) }),
})
const one = operation({
  method: 'get',
  path: '/windows/{id}',
  tag,
  summary: ['窗口详情', 'One window'],
  permission: 'window.read',
  request: { params: idParams },
  response: Point.omit({ unitName: true }),
})
const create = operation({
  method: 'post',
  path: '/windows',
  tag,
  summary: ['新增窗口', 'Add a window'],
  permission: 'window.write',
  request: {
    body: json(PointInput.extend({ centerId: z.string().max(64), unitId: PointInput.shape.unitId.optional() })),
  },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/windows/{id}',
  tag,
  summary: ['修改窗口', 'Change a window'],
  permission: 'window.write',
  request: { params: idParams, body: json(PointInput.extend({ active: Flag }).partial()) },
  response: z.object({ id: z.string() }),
})
const newCode = operation({
  method: 'post',
  path: '/windows/{id}/code',
  tag,
  summary: ['更换窗口码（卡片遗失时）', 'Change the code of a window whose card was lost'],
  permission: 'window.write',
  request: { params: idParams, body: json(z.object({ reason: z.string().trim().max(200).optional() })) },
  response: z.object({ publicCode: z.string(), link: z.string() }),
})

export function pointRoutes(context: Context) {
  const { db } = context
  const link = (code: string) => windowLink(context, code)
  return router()
    .openapi(list, async c => {
      const { centerId } = c.req.valid('query')
      const points = await listPoints(db, await reachCenter(context, c.get('user'), centerId), centerId)
      return c.json({ windows: points.map(point => ({ ...point, link: link(point.publicCode) })) }, 200)
    })
    .openapi(one, async c => {
      const point = await reachPoint(context, c.get('user'), c.req.valid('param').id)
      return c.json({ ...point, link: link(point.publicCode) }, 200)
    })
    .openapi(create, async c => {
      const { unitId = null, ...body } = c.req.valid('json')
      const actor = c.get('user')
      await reachCenter(context, actor, body.centerId)
      if ((await findCenter(db, body.centerId))?.active !== 1) throw windowProblem.closed()
      const [id, at] = [context.newId(), context.now().toISOString()]
      const row = { id, ...body, unitId, publicCode: randomCode(PUBLIC_CODE_LENGTH), active: 1 as const }
      const line = { actor, subject: `window/${id}`, details: { ...body, unitId } }
      await changeWindow(context, { ...line, taken: () => windowProblem.windowCodeTaken(body.code) }, async trx => {
        await requireRoom(trx, 'points', 1, body.centerId)
        await insertPoint(trx, { ...row, createdAt: at, updatedAt: at })
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const actor = c.get('user')
      await reachPoint(context, actor, id)
      const line = { actor, subject: `window/${id}`, details: body }
      await changeWindow(context, { ...line, taken: () => windowProblem.windowCodeTaken(body.code ?? '') }, trx =>
        updatePoint(trx, id, { ...given(body), updatedAt: context.now().toISOString() }),
      )
      return c.json({ id }, 200)
    })
    .openapi(newCode, async c => {
      const { id } = c.req.valid('param')
      const actor = c.get('user')
      await reachPoint(context, actor, id)
      const publicCode = randomCode(PUBLIC_CODE_LENGTH)
      const line = { actor, action: 'window.code', subject: `window/${id}`, details: c.req.valid('json') }
      await changeWindow(context, { ...line, taken: () => windowProblem.windowCodeTaken('') }, trx =>
        updatePoint(trx, id, { publicCode, updatedAt: context.now().toISOString() }),
      )
      return c.json({ publicCode, link: link(publicCode) }, 200)
    })
}

/** @throws Problem 404 when the window is missing or out of reach */
export async function reachPoint(context: Context, user: SessionUser, id: string) {
  const point = await findPoint(context.db, id)
  const scope = await scopeOf(context.db, user)
  if (!point || !inScope(scope, { centerId: point.centerId, pointId: point.id }))
    throw generalProblem.notFound(['窗口', 'window'])
  return point
}

/** What the QR code holds; typed from the card with or without its hyphens. */
export function windowLink(context: Pick<Context, 'config'>, publicCode: string): string {
  return `${context.config.baseUrl}/w/${publicCode}`
}

/** The address in letters, as the card prints it. */
export function windowAddress(context: Pick<Context, 'config'>, publicCode: string): string {
  return `${context.config.baseUrl.replace(/^https?:\/\//, '')}/w/${spaced(publicCode)}`
}

export type PointRoutes = ReturnType<typeof pointRoutes>
