// Matters 事项: what people come for. One catalogue for all halls.
import type { Context } from '../context.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { windowProblem } from '../problem/window.ts'
import { given } from './center.routes.ts'
import { requireRoom } from './count.ts'
import { changeWindow, requireOffices } from './reach.ts'
import { MATTER_CODE } from './window.ts'
import { findMatter, insertMatter, listMatters, updateMatter } from './window.store.ts'

const tag = 'window'
const Flag = z.union([z.literal(0), z.literal(1)])
const Matter = z
  .object({
    id: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    code: z.string(),
    name: z.string(),
    active: Flag,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('WindowMatter')
const MatterInput = z.object({
  code: z.string().trim().regex(MATTER_CODE),
  name: z.string().trim().min(1).max(120),
  unitId: z.string().max(64).nullable().optional(),
})

const list = operation({
  method: 'get',
  path: '/window-matters',
  tag,
  summary: ['事项目录', 'Matters'],
  permission: 'window.read',
  response: z.object({ matters: z.array(Matter) }),
})
const create = operation({
  method: 'post',
  path: '/window-matters',
  tag,
  summary: ['新增事项', 'Add a matter'],
  permission: 'window.write',
  request: { body: json(MatterInput) },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/window-matters/{id}',
  tag,
  summary: ['修改事项', 'Change a matter'],
  permission: 'window.write',
  request: { params: idParams, body: json(MatterInput.extend({ active: Flag }).partial()) },
  response: z.object({ id: z.string() }),
})

export function matterRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => c.json({ matters: await listMatters(db) }, 200))
    .openapi(create, async c => {
      const { unitId = null, ...body } = c.req.valid('json')
      const actor = c.get('user')
      await requireOffices(context, actor)
      const [id, at] = [context.newId(), context.now().toISOString()]
      const line = { actor, subject: `window-matter/${id}`, details: { ...body, unitId } }
      await changeWindow(context, { ...line, taken: () => windowProblem.matterCodeTaken(body.code) }, async trx => {
        await requireRoom(trx, 'matters', 1)
        await insertMatter(trx, { id, ...body, unitId, active: 1, createdAt: at, updatedAt: at })
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const actor = c.get('user')
      await requireOffices(context, actor)
      if (!(await findMatter(db, id))) throw generalProblem.notFound(['事项', 'matter'])
      const line = { actor, subject: `window-matter/${id}`, details: body }
      await changeWindow(context, { ...line, taken: () => windowProblem.matterCodeTaken(body.code ?? '') }, trx =>
        updateMatter(trx, id, { ...given(body), updatedAt: context.now().toISOString() }),
      )
      return c.json({ id }, 200)
    })
}

export type MatterRoutes = ReturnType<typeof matterRoutes>
