// Service centres: the hall, its hours, and how long a rating may be supplemented.
import type { Context } from '../context.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { windowProblem } from '../problem/window.ts'
import { requireRoom } from './count.ts'
import { changeWindow, reachCenter, requireOffices } from './reach.ts'
import { scopeOf } from './scope.ts'
import { CLOCK } from './window.ts'
import { findCenter, insertCenter, listCenters, updateCenter } from './window.store.ts'

const tag = 'window'
const Flag = z.union([z.literal(0), z.literal(1)])
const Center = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    address: z.string(),
    opensAt: z.string(),
    closesAt: z.string(),
    supplementDays: z.number(),
    active: Flag,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('WindowCenter')
const CenterInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,40}$/),
  name: z.string().trim().min(1).max(60),
  address: z.string().trim().max(200),
  opensAt: z.string().regex(CLOCK),
  closesAt: z.string().regex(CLOCK),
  supplementDays: z.number().int().min(0).max(90),
})

const list = operation({
  method: 'get',
  path: '/window-centers',
  tag,
  summary: ['服务中心', 'Service centres'],
  permission: 'window.read',
  // `everywhere`: the reader is not bound to a place, and may keep centres and matters.
  response: z.object({ centers: z.array(Center), everywhere: z.boolean() }),
})
const one = operation({
  method: 'get',
  path: '/window-centers/{id}',
  tag,
  summary: ['服务中心详情', 'One service centre'],
  permission: 'window.read',
  request: { params: idParams },
  response: Center,
})
const create = operation({
  method: 'post',
  path: '/window-centers',
  tag,
  summary: ['新建服务中心', 'Add a service centre'],
  permission: 'window.write',
  request: { body: json(CenterInput) },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/window-centers/{id}',
  tag,
  summary: ['修改服务中心', 'Change a service centre'],
  permission: 'window.write',
  request: { params: idParams, body: json(CenterInput.extend({ active: Flag }).partial()) },
  response: z.object({ id: z.string() }),
})

export function centerRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const scope = await scopeOf(db, c.get('user'))
      return c.json({ centers: await listCenters(db, scope), everywhere: scope.centerIds === null }, 200)
    })
    .openapi(one, async c => {
      const { id } = c.req.valid('param')
      await reachCenter(context, c.get('user'), id)
      return c.json(await requireCenter(context, id), 200)
    })
    .openapi(create, async c => {
      const body = c.req.valid('json')
      const actor = c.get('user')
      await requireOffices(context, actor)
      requireHours(body)
      const [id, at] = [context.newId(), context.now().toISOString()]
      const line = { actor, subject: `window-center/${id}`, details: body }
      await changeWindow(context, { ...line, taken: () => windowProblem.centerCodeTaken(body.code) }, async trx => {
        await requireRoom(trx, 'centers', 1)
        await insertCenter(trx, { id, ...body, active: 1, createdAt: at, updatedAt: at })
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const actor = c.get('user')
      await requireOffices(context, actor)
      requireHours({ ...(await requireCenter(context, id)), ...given(body) })
      const line = { actor, subject: `window-center/${id}`, details: body }
      await changeWindow(context, { ...line, taken: () => windowProblem.centerCodeTaken(body.code ?? '') }, trx =>
        updateCenter(trx, id, { ...given(body), updatedAt: context.now().toISOString() }),
      )
      return c.json({ id }, 200)
    })
}

async function requireCenter(context: Context, id: string) {
  const center = await findCenter(context.db, id)
  if (!center) throw generalProblem.notFound(['中心', 'centre'])
  return center
}

function requireHours(center: { readonly opensAt: string; readonly closesAt: string }): void {
  if (center.closesAt <= center.opensAt) throw windowProblem.hoursReversed()
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that were sent. */
export function given<T extends object>(body: T): Given<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>
}

export type CenterRoutes = ReturnType<typeof centerRoutes>
