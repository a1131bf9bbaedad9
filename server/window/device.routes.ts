// Tablets in the console: which there are, pairing one by the digits it shows, revoking one.
import type { Context } from '../context.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { pairDevice, revokeDevice } from './device.ts'
import { findDevice, listDevices } from './device.store.ts'
import { centerQuery, reachPoint } from './point.routes.ts'
import { reach, reachCenter } from './reach.ts'

const tag = 'window'
const Device = z
  .object({
    id: z.string(),
    centerId: z.string(),
    pointId: z.string(),
    pointCode: z.string(),
    pointName: z.string(),
    name: z.string(),
    state: z.enum(['pending', 'paired', 'revoked']),
    pairedAt: z.string().nullable(),
    pairedByName: z.string().nullable(),
    revokedAt: z.string().nullable(),
    revokedByName: z.string().nullable(),
    seenAt: z.string().nullable(),
  })
  .openapi('WindowDevice')

const list = operation({
  method: 'get',
  path: '/window-devices',
  tag,
  summary: ['一个中心的平板', 'Tablets of a centre'],
  permission: 'window.read',
  request: { query: centerQuery },
  response: z.object({ devices: z.array(Device) }),
})
const pair = operation({
  method: 'post',
  path: '/windows/{id}/devices',
  tag,
  summary: ['用平板上的 6 位数字配对', 'Pair a tablet by the six digits it shows'],
  permission: 'window.pair',
  request: {
    params: idParams,
    body: json(
      z.object({
        code: z
          .string()
          .trim()
          .regex(/^\d{3}[ -]?\d{3}$/),
        name: z.string().trim().max(40).optional(),
      }),
    ),
  },
  response: z.object({ id: z.string() }),
})
const revoke = operation({
  method: 'post',
  path: '/window-devices/{id}/revoke',
  tag,
  summary: ['撤销平板，立即生效', 'Revoke a tablet, at once'],
  permission: 'window.pair',
  request: { params: idParams },
  response: z.object({}),
})

export function deviceRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const { centerId } = c.req.valid('query')
      const scope = await reachCenter(context, c.get('user'), centerId)
      return c.json({ devices: await listDevices(db, scope, centerId) }, 200)
    })
    .openapi(pair, async c => {
      const { code, name = '' } = c.req.valid('json')
      const actor = c.get('user')
      const point = await reachPoint(context, actor, c.req.valid('param').id)
      const { id } = await pairDevice(context, actor, { pointId: point.id, code, name })
      return c.json({ id }, 200)
    })
    .openapi(revoke, async c => {
      const actor = c.get('user')
      const found = await findDevice(db, c.req.valid('param').id)
      await revokeDevice(context, actor, await reach(context, actor, found, ['平板', 'tablet']))
      return c.json({}, 200)
    })
}

export type DeviceRoutes = ReturnType<typeof deviceRoutes>
