// The operations on designs as the API declares them, and their shapes.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'

const tag = 'design'

/** The design file itself is checked by the sampling library, key by key. */
const Body = z.record(z.string(), z.unknown())
const Draft = z.object({ name: z.string().trim().min(1).max(100), frameId: z.string().max(64), body: Body })

const Allocation = z
  .object({
    digest: z.string(),
    n: z.number(),
    r: z.number(),
    strata: z.array(z.object({ stratum: z.string(), N: z.number(), n: z.number(), r: z.number() })),
    warnings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  })
  .openapi('Allocation')

const Design = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    frameId: z.string(),
    name: z.string(),
    state: z.enum(['draft', 'committed']),
    digest: z.string(),
    createdAt: z.string(),
    committedAt: z.string().nullable(),
  })
  .openapi('Design')

export const preview = operation({
  method: 'post',
  path: '/frames/{id}/allocation',
  tag,
  summary: ['按设计试分配，不保存', 'Allocate a design without saving'],
  permission: 'design.read',
  request: { params: idParams, body: json(z.object({ body: Body })) },
  response: Allocation,
})
export const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/designs',
  tag,
  summary: ['抽样设计', 'Designs'],
  permission: 'design.read',
  request: { params: campaignParams },
  response: z.object({
    designs: z.array(Design.extend({ frameName: z.string(), n: z.number(), r: z.number(), strata: z.number() })),
  }),
})
export const create = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/designs',
  tag,
  summary: ['新建抽样设计', 'Create a design'],
  permission: 'design.write',
  request: { params: campaignParams, body: json(Draft) },
  response: z.object({ id: z.string(), digest: z.string() }),
})
export const show = operation({
  method: 'get',
  path: '/designs/{id}',
  tag,
  summary: ['一个抽样设计', 'One design'],
  permission: 'design.read',
  request: { params: idParams },
  response: z.object({
    design: Design.extend({ body: Body }),
    frame: z.object({ id: z.string(), name: z.string(), digest: z.string(), elementCount: z.number() }),
    allocation: Allocation,
  }),
})
export const change = operation({
  method: 'put',
  path: '/designs/{id}',
  tag,
  summary: ['修改草稿', 'Change a draft'],
  permission: 'design.write',
  request: { params: idParams, body: json(Draft) },
  response: z.object({ id: z.string(), digest: z.string() }),
})
export const remove = operation({
  method: 'delete',
  path: '/designs/{id}',
  tag,
  summary: ['删除草稿', 'Remove a draft'],
  permission: 'design.write',
  request: { params: idParams },
  response: z.object({}),
})
