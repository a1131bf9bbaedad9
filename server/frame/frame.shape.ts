// The operations on frames as the API declares them, and their shapes.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'
import { RESPONDENT_CATEGORIES } from '../campaign/campaign.ts'
import { FILTER_COLUMNS, STRATUM_COLUMNS } from './frame.ts'

const Text = z.string().max(200)
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const Filter = z.object({
  column: z.enum(FILTER_COLUMNS),
  include: z.array(Text).max(500).optional(),
  exclude: z.array(Text).max(500).optional(),
  contains: Text.optional(),
  from: Day.optional(),
  to: Day.optional(),
  keepBlank: z.boolean(),
})

export const Definition = z
  .object({
    rosterIds: z.array(z.string().max(64)).min(1).max(500),
    filters: z.array(Filter).max(20),
    strata: z.array(z.enum(STRATUM_COLUMNS)).max(4),
    onePerPerson: z.boolean(),
    priority: z.array(z.enum(RESPONDENT_CATEGORIES)).max(RESPONDENT_CATEGORIES.length),
    blankStratum: z.enum(['refuse', 'group', 'exclude']),
    caseloads: z.record(z.string().max(64), z.number().int().min(0).max(100_000_000)),
  })
  .transform(definition => ({
    ...definition,
    rosterIds: [...new Set(definition.rosterIds)],
    strata: [...new Set(definition.strata)],
    filters: definition.filters.map(filter => dropUndefined(filter)),
  }))

/** Optional keys that came as undefined are absent from here on. */
function dropUndefined(filter: z.infer<typeof Filter>) {
  const { column, keepBlank, include, exclude, contains, from, to } = filter
  return {
    column,
    keepBlank,
    ...(include ? { include } : {}),
    ...(exclude ? { exclude } : {}),
    ...(contains ? { contains } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

export const DefinitionShown = z.object({
  rosterIds: z.array(z.string()),
  filters: z.array(Filter),
  strata: z.array(z.enum(STRATUM_COLUMNS)),
  onePerPerson: z.boolean(),
  priority: z.array(z.enum(RESPONDENT_CATEGORIES)),
  blankStratum: z.enum(['refuse', 'group', 'exclude']),
  caseloads: z.record(z.string(), z.number()),
})

const StratumCount = z.object({ stratum: z.string(), count: z.number() })
export const CoverageShape = z.object({
  entries: z.number(),
  persons: z.number(),
  elements: z.number(),
  strata: z.array(StratumCount),
  categories: z.array(z.object({ category: z.string(), entries: z.number(), elements: z.number() })),
  excluded: z.object({ filtered: z.number(), blankStratum: z.number() }),
  filteredEntries: z.number(),
  otherIdentities: z.number(),
  merged: z.number(),
  blankStrata: z.number(),
  lost: z.number(),
})

export const CheckShape = z.object({
  rosterId: z.string(),
  roster: z.string(),
  category: z.string(),
  unitId: z.string().nullable(),
  entries: z.number(),
  lost: z.number(),
  inFrame: z.number(),
  sharedMobile: z.number(),
  sharedName: z.number(),
  sequential: z.number(),
  ownLeaders: z.number(),
  months: z.record(z.string(), z.number()),
  caseload: z.number().nullable(),
})

export const Pass = z.object({ coverage: CoverageShape, checks: z.array(CheckShape) }).openapi('FramePass')

export const Frame = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    name: z.string(),
    state: z.enum(['draft', 'freezing', 'frozen']),
    digest: z.string().nullable(),
    elementCount: z.number(),
    createdAt: z.string(),
    frozenAt: z.string().nullable(),
  })
  .openapi('Frame')

export const FrameDetail = Frame.extend({
  definition: DefinitionShown,
  /** What was counted when it was frozen; a draft is counted afresh by the preview. */
  coverage: CoverageShape.nullable(),
  checks: z.array(CheckShape).nullable(),
}).openapi('FrameDetail')

export const RosterChoice = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  state: z.string(),
  valid: z.number(),
  lost: z.number(),
})

export const Values = z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() })))

const tag = 'frame'
const Name = z.string().trim().min(1).max(100)
const Draft = z.object({ name: Name, definition: Definition })

export const choices = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/frame-rosters',
  tag,
  summary: ['可选名册', 'Rosters to choose from'],
  permission: 'frame.read',
  request: { params: campaignParams },
  response: z.object({ rosters: z.array(RosterChoice) }),
})
export const values = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/frame-values',
  tag,
  summary: ['名册各列的取值', 'Values of the columns of some rosters'],
  permission: 'frame.read',
  request: { params: campaignParams, body: json(z.object({ rosterIds: z.array(z.string().max(64)).max(500) })) },
  response: z.object({ values: Values }),
})
export const preview = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/frame-preview',
  tag,
  summary: ['按条件计数，不保存', 'Count without saving'],
  permission: 'frame.read',
  request: { params: campaignParams, body: json(z.object({ definition: Definition })) },
  response: Pass,
})
export const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/frames',
  tag,
  summary: ['抽样框', 'Frames'],
  permission: 'frame.read',
  request: { params: campaignParams },
  response: z.object({ frames: z.array(Frame) }),
})
export const create = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/frames',
  tag,
  summary: ['新建抽样框', 'Create a frame'],
  permission: 'frame.write',
  request: { params: campaignParams, body: json(Draft) },
  response: z.object({ id: z.string() }),
})
export const show = operation({
  method: 'get',
  path: '/frames/{id}',
  tag,
  summary: ['一个抽样框', 'One frame'],
  permission: 'frame.read',
  request: { params: idParams },
  response: z.object({ frame: FrameDetail }),
})
export const change = operation({
  method: 'put',
  path: '/frames/{id}',
  tag,
  summary: ['修改草稿', 'Change a draft'],
  permission: 'frame.write',
  request: { params: idParams, body: json(Draft) },
  response: z.object({}),
})
export const remove = operation({
  method: 'delete',
  path: '/frames/{id}',
  tag,
  summary: ['删除草稿', 'Remove a draft'],
  permission: 'frame.write',
  request: { params: idParams },
  response: z.object({}),
})
export const freeze = operation({
  method: 'post',
  path: '/frames/{id}/freeze',
  tag,
  summary: ['冻结', 'Freeze'],
  permission: 'frame.write',
  request: { params: idParams },
  response: z.object({ digest: z.string(), elementCount: z.number() }),
})
