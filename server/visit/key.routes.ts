// Keys of other systems, and the one route such a system calls: POST /api/visits.
import { recordAudit } from '../audit/audit.store.ts'
import { hashCode, randomCode } from '../code.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { readJson } from '../http/read-json.ts'
import { idParams, json, operation, PROBLEM_RESPONSE, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { requireInScope, scopeOf } from '../window/scope.ts'
import { findCenter } from '../window/window.store.ts'
import { findKey, insertKey, listKeys, revokeKey } from './key.store.ts'
import { keyOf, readIdempotencyKey, storeMessage } from './message.ts'
import { plainText, VisitAnswer, VisitMessage } from './visit.shape.ts'

const tag = 'visit'
/** A thousand visits with every field filled in stay well below. */
const MESSAGE_LIMIT = 2 * 1024 * 1024
/** 160 random bits, told apart from other secrets by how it begins. */
const KEY_PREFIX = 'mpv_'
const KEY_LENGTH = 32

const list = operation({
  method: 'get',
  path: '/visit-keys',
  tag,
  summary: ['接口密钥', 'API keys'],
  permission: 'visit.write',
  response: z.object({
    keys: z.array(
      z
        .object({
          id: z.string(),
          centerId: z.string(),
          centerName: z.string(),
          name: z.string(),
          tail: z.string(),
          createdAt: z.string(),
          createdByName: z.string().nullable(),
          usedAt: z.string().nullable(),
          revokedAt: z.string().nullable(),
        })
        .openapi('VisitKey'),
    ),
    /** Where messages go. */
    address: z.string(),
  }),
})
const create = operation({
  method: 'post',
  path: '/visit-keys',
  tag,
  summary: ['新建接口密钥', 'Make an API key; it is shown this once'],
  permission: 'visit.write',
  request: {
    body: json(z.object({ centerId: z.string().min(1).max(64), name: plainText(60).min(1) })),
  },
  response: z.object({ id: z.string(), key: z.string() }),
})
const revoke = operation({
  method: 'post',
  path: '/visit-keys/{id}/revocation',
  tag,
  summary: ['停用接口密钥', 'Revoke an API key'],
  permission: 'visit.write',
  request: { params: idParams },
  response: z.object({ id: z.string() }),
})

export function visitKeyRoutes(context: Context) {
  const { db } = context
  const routes = router()
    .openapi(list, async c => {
      const keys = await listKeys(db, await scopeOf(db, c.get('user')))
      return c.json({ keys, address: `${context.config.baseUrl}/api/visits` }, 200)
    })
    .openapi(create, async c => {
      const { centerId, name } = c.req.valid('json')
      const center = await findCenter(db, centerId)
      requireInScope(await scopeOf(db, c.get('user')), center && { centerId: center.id })
      const id = context.newId()
      const key = KEY_PREFIX + randomCode(KEY_LENGTH)
      await transact(db, async trx => {
        const createdAt = context.now().toISOString()
        const row = { id, centerId, name, keyHash: hashCode(key), tail: key.slice(-4), createdBy: c.get('user').id }
        await insertKey(trx, { ...row, createdAt, usedAt: null, revokedAt: null })
        const details = { centerId, name }
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'visit.key',
          subject: `visit-key/${id}`,
          details,
        })
      })
      return c.json({ id, key }, 200)
    })
    .openapi(revoke, async c => {
      const { id } = c.req.valid('param')
      const key = await findKey(db, id)
      requireInScope(await scopeOf(db, c.get('user')), key && { centerId: key.centerId })
      await transact(db, async trx => {
        if (!(await revokeKey(trx, id, context.now().toISOString())))
          throw generalProblem.conflict([
            '这个密钥已经停用。没有改动。',
            'This key was revoked already. Nothing was changed.',
          ])
        await recordAudit(trx, context, { actor: c.get('user'), action: 'visit.revokeKey', subject: `visit-key/${id}` })
      })
      return c.json({ id }, 200)
    })
  describeMessage(routes)
  routes.post('/visits', async c => {
    const key = await keyOf(context, c.req.header('authorization'))
    const idempotencyKey = readIdempotencyKey(c.req.header('idempotency-key'))
    const body = await readJson(c, z.unknown(), MESSAGE_LIMIT)
    const { visits, replayed } = await storeMessage(context, key, idempotencyKey, body)
    if (replayed) c.header('Idempotency-Replayed', 'true')
    return c.json({ visits }, 200)
  })
  return routes
}

function describeMessage(routes: ReturnType<typeof router>): void {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'visitKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of one centre, made in the console under 办件 · Visits.',
  })
  routes.openAPIRegistry.registerPath({
    method: 'post',
    path: '/visits',
    tags: [tag],
    summary: '登记办件（排队叫号、业务系统） · Register visits from a queue or case system',
    description:
      'One visit or up to 1,000. All are stored or none; every wrong element is listed by JSON pointer. The same case number again is the same visit. The same Idempotency-Key with the same body gives the same answer again.',
    security: [{ visitKey: [] }],
    request: {
      headers: z.object({ 'Idempotency-Key': z.string().min(1).max(100) }),
      body: json(z.union([VisitMessage, z.array(VisitMessage).min(1).max(1000)])),
    },
    responses: {
      200: {
        description: 'OK',
        headers: z.object({ 'Idempotency-Replayed': z.literal('true').optional() }),
        content: { 'application/json': { schema: VisitAnswer } },
      },
      default: PROBLEM_RESPONSE,
    },
  })
}

export type VisitKeyRoutes = ReturnType<typeof visitKeyRoutes>
