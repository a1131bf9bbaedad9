// Shapes and operations of the composite API.
import { CLAUSES } from '../words/composite.ts'
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'

const tag = 'composite'
const Grade = z.enum(['excellent', 'good', 'fair', 'poor'])
const Text = z.string().nullable()

const Row = z.object({
  unitId: z.string(),
  code: z.string(),
  name: z.string(),
  rank: z.number().nullable(),
  tied: z.boolean(),
  provisional: Grade.nullable(),
  grade: Grade.nullable(),
  target: Text,
  partyGovernment: Text,
  congressCppcc: Text,
  leader: Text,
  public: Text,
  publicInterval: z.tuple([z.number(), z.number()]).nullable(),
  bonus: z.string(),
  deduction: z.string(),
  exact: Text,
  score: Text,
  formula: Text,
  leaderFormula: Text,
  missing: z.array(z.enum(['target', 'partyGovernment', 'congressCppcc', 'public'])),
  triggers: z.array(z.enum(['downgrade', 'poor'])),
  noise: z
    .object({ low: z.string(), high: z.string(), crosses: z.array(z.enum(['excellent', 'good', 'fair', 'rank'])) })
    .nullable(),
  warnings: z.array(z.enum(['above100', 'fewRatings'])),
})
const Trigger = z.object({
  id: z.string(),
  unitId: z.string(),
  kind: z.enum(['downgrade', 'poor']),
  clause: z.string(),
  reason: z.string(),
  document: z.string(),
  happenedOn: z.string(),
  exempt: z.number(),
  exemptReason: z.string(),
  decidedBy: z.string(),
  createdAt: z.string(),
})

export const show = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/composite',
  tag,
  summary: ['综合得分与暂定等次', 'Composite scores and provisional grades'],
  permission: 'composite.read',
  request: { params: campaignParams },
  response: z.object({
    series: z.array(
      z.object({
        seriesId: z.string(),
        seriesName: z.string(),
        base: z.number(),
        places: z.number(),
        extraShareMissing: z.boolean(),
        tieAtLine: z.boolean(),
        blocked: z.number(),
        rows: z.array(Row),
      }),
    ),
    triggers: z.array(Trigger),
    basis: z
      .object({
        id: z.string(),
        state: z.enum(['provisional', 'frozen']),
        createdAt: z.string(),
        frozenAt: Text,
        resultDigest: z.string(),
      })
      .nullable(),
    locked: z.boolean(),
    digest: z.string(),
    frozen: z
      .object({ digest: z.string(), frozenBy: z.string(), frozenAt: z.string(), current: z.boolean() })
      .nullable(),
    limits: z.object({ share: z.string(), excellent: z.string(), good: z.string(), fair: z.string() }),
    weights: z.object({ target: z.string(), leader: z.string(), public: z.string() }),
  }),
})
export const addTrigger = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/composite/triggers',
  tag,
  summary: ['登记降等或定差情形', 'Register a trigger'],
  permission: 'composite.write',
  request: {
    params: campaignParams,
    body: json(
      z.object({
        unitId: z.string(),
        clause: z.enum(CLAUSES),
        reason: z.string().trim().min(1).max(1000),
        document: z.string().trim().max(200),
        happenedOn: z.iso.date(),
        exempt: z.boolean(),
        exemptReason: z.string().trim().max(1000),
      }),
    ),
  },
  response: z.object({ id: z.string() }),
})
export const removeTrigger = operation({
  method: 'delete',
  path: '/composite-triggers/{id}',
  tag,
  summary: ['删除情形', 'Remove a trigger'],
  permission: 'composite.write',
  request: { params: idParams },
  response: z.object({}),
})
export const freeze = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/composite/freeze',
  tag,
  summary: ['冻结综合得分', 'Freeze the composite scores'],
  permission: 'composite.write',
  request: { params: campaignParams, body: json(z.object({ digest: z.string() })) },
  response: z.object({ digest: z.string() }),
})
