// Units 参评单位 in series 系列.
import type { Context } from '../context.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { isForeignKeyViolation, isUniqueViolation, transact } from '../db/engine.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { unitProblem } from '../problem/unit.ts'
import { insertSeries, insertUnit, listSeries, listUnits, updateUnit } from './unit.store.ts'

const Code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
const Name = z.string().trim().min(1).max(100)
const Unit = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    seriesId: z.string(),
    seriesName: z.string(),
    seriesCode: z.string(),
    parentId: z.string().nullable(),
    position: z.number(),
    active: z.number(),
  })
  .openapi('Unit')
const Series = z
  .object({ id: z.string(), code: z.string(), name: z.string(), position: z.number() })
  .openapi('UnitSeries')
const tag = 'unit'

const list = operation({
  method: 'get',
  path: '/units',
  tag,
  summary: ['参评单位', 'Units'],
  permission: 'unit.read',
  response: z.object({ units: z.array(Unit), series: z.array(Series) }),
})
const createSeries = operation({
  method: 'post',
  path: '/unit-series',
  tag,
  summary: ['新建系列', 'Create a series'],
  permission: 'unit.write',
  request: { body: json(z.object({ code: Code, name: Name })) },
  response: z.object({ id: z.string() }),
})
const create = operation({
  method: 'post',
  path: '/units',
  tag,
  summary: ['新增单位', 'Add a unit'],
  permission: 'unit.write',
  request: {
    body: json(
      z.object({ code: Code, name: Name, shortName: z.string().trim().max(30).optional(), seriesId: z.string() }),
    ),
  },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/units/{id}',
  tag,
  summary: ['修改单位', 'Change a unit'],
  permission: 'unit.write',
  request: {
    params: idParams,
    body: json(
      z
        .object({
          code: Code,
          name: Name,
          shortName: z.string().trim().min(1).max(30),
          seriesId: z.string(),
          active: z.union([z.literal(0), z.literal(1)]),
        })
        .partial(),
    ),
  },
  response: z.object({ id: z.string() }),
})

export function unitRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => c.json({ units: await listUnits(db), series: await listSeries(db) }, 200))
    .openapi(createSeries, async c => {
      const body = c.req.valid('json')
      const id = context.newId()
      await transact(db, async trx => {
        await insertSeries(trx, { id, ...body })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'unit.write',
          subject: `unit-series/${id}`,
          details: body,
        })
      }).catch(error => {
        throw isUniqueViolation(error) ? unitProblem.seriesCodeTaken(body.code) : error
      })
      return c.json({ id }, 200)
    })
    .openapi(create, async c => {
      const body = c.req.valid('json')
      const id = context.newId()
      const at = context.now().toISOString()
      await transact(db, async trx => {
        await insertUnit(trx, {
          id,
          code: body.code,
          name: body.name,
          shortName: body.shortName || body.name,
          seriesId: body.seriesId,
          parentId: null,
          createdAt: at,
          updatedAt: at,
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'unit.write',
          subject: `unit/${id}`,
          details: body,
        })
      }).catch(error => {
        throw unitRefusal(error, body.code)
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const { active, ...text } = c.req.valid('json')
      await transact(db, async trx => {
        const defined = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined))
        const found = await updateUnit(trx, id, {
          ...defined,
          ...(active === undefined ? {} : { active }),
          updatedAt: context.now().toISOString(),
        })
        if (!found) throw generalProblem.notFound(['单位', 'unit'])
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'unit.write',
          subject: `unit/${id}`,
          details: c.req.valid('json'),
        })
      }).catch(error => {
        throw unitRefusal(error, text.code ?? '')
      })
      return c.json({ id }, 200)
    })
}

function unitRefusal(error: unknown, code: string): unknown {
  if (isUniqueViolation(error)) return unitProblem.codeTaken(code)
  return isForeignKeyViolation(error) ? unitProblem.unknownSeries() : error
}

export type UnitRoutes = ReturnType<typeof unitRoutes>
