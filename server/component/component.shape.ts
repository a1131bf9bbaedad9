// Shapes and operations of the component API. Numbers travel as text, so that no decimal becomes a float on the way.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'
import { KINDS } from './component.ts'

const tag = 'component'
const Number = z.string().trim().max(20)

export const Entry = z.object({
  id: z.string(),
  unitId: z.string(),
  kind: z.enum(KINDS),
  points: z.string(),
  reason: z.string(),
  document: z.string(),
  source: z.enum(['entered', 'imported']),
  updatedBy: z.string(),
  updatedAt: z.string(),
})
const Unit = z.object({
  unitId: z.string(),
  code: z.string(),
  name: z.string(),
  seriesName: z.string(),
  target: z.string().nullable(),
  partyGovernment: z.string().nullable(),
  congressCppcc: z.string().nullable(),
  leader: z.string().nullable(),
  bonus: z.string(),
  deduction: z.string(),
  entries: z.array(Entry),
})
const EntryBody = z.object({
  unitId: z.string(),
  kind: z.enum(KINDS),
  points: Number,
  reason: z.string().trim().min(1).max(500),
  document: z.string().trim().max(200),
})

export const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/components',
  tag,
  summary: ['考评分项', 'Components'],
  permission: 'component.read',
  request: { params: campaignParams },
  response: z.object({
    units: z.array(Unit),
    lock: z.object({ digest: z.string(), lockedBy: z.string(), lockedAt: z.string() }).nullable(),
    weights: z.object({
      target: z.string(),
      leader: z.string(),
      public: z.string(),
      partyGovernment: z.string(),
      congressCppcc: z.string(),
    }),
    missing: z.number(),
  }),
})
export const put = operation({
  method: 'put',
  path: '/campaigns/{campaignId}/components/{unitId}',
  tag,
  summary: ['录入分项', 'Enter components of a unit'],
  permission: 'component.write',
  request: {
    params: campaignParams.extend({ unitId: z.string().max(64) }),
    body: json(
      z
        .object({ target: Number.nullable(), partyGovernment: Number.nullable(), congressCppcc: Number.nullable() })
        .partial(),
    ),
  },
  response: z.object({}),
})
export const addEntry = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/component-entries',
  tag,
  summary: ['新增加分或扣分', 'Add a bonus or deduction'],
  permission: 'component.write',
  request: { params: campaignParams, body: json(EntryBody) },
  response: z.object({ id: z.string() }),
})
export const changeEntry = operation({
  method: 'put',
  path: '/component-entries/{id}',
  tag,
  summary: ['修改加分或扣分', 'Change a bonus or deduction'],
  permission: 'component.write',
  request: { params: idParams, body: json(EntryBody.omit({ unitId: true, kind: true })) },
  response: z.object({}),
})
export const removeEntry = operation({
  method: 'delete',
  path: '/component-entries/{id}',
  tag,
  summary: ['删除加分或扣分', 'Remove a bonus or deduction'],
  permission: 'component.write',
  request: { params: idParams },
  response: z.object({}),
})
export const lock = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/components/lock',
  tag,
  summary: ['锁定分项', 'Lock the components'],
  permission: 'component.write',
  request: { params: campaignParams },
  response: z.object({ digest: z.string() }),
})
export const unlock = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/components/unlock',
  tag,
  summary: ['解除锁定', 'Unlock the components'],
  permission: 'component.write',
  request: { params: campaignParams, body: json(z.object({ reason: z.string().trim().min(1).max(500) })) },
  response: z.object({}),
})
