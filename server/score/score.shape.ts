// Shapes and operations of the score API.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'

const tag = 'score'

export const Mapping = z.object({
  layout: z.enum(['wide', 'long']),
  respondent: z.string().max(200),
  group: z.string().max(200).nullable(),
  fixedGroup: z.string().max(60).nullable(),
  groupMap: z.record(z.string(), z.string()),
  weight: z.string().max(200).nullable(),
  columns: z.array(z.object({ column: z.string(), unitId: z.string(), dimension: z.string().nullable() })).max(5000),
  unit: z.string().max(200).nullable(),
  value: z.string().max(200).nullable(),
  dimension: z.string().max(200).nullable(),
  unitMap: z.record(z.string(), z.string()),
  valueMap: z.record(z.string(), z.number().min(0).max(100)),
  missing: z.array(z.string()).max(100),
  notAsked: z.array(z.string()).max(100),
})

const Files = z.object({
  id: z.string(),
  name: z.string(),
  fileName: z.string(),
  digest: z.string(),
  encoding: z.string(),
  respondents: z.number(),
  ratings: z.number(),
  createdBy: z.string(),
  createdAt: z.string(),
})

export const listFiles = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/score-files',
  tag,
  summary: ['第三方答卷文件', 'Third-party response files'],
  permission: 'score.read',
  request: { params: campaignParams },
  response: z.object({ files: z.array(Files) }),
})
export const removeFile = operation({
  method: 'delete',
  path: '/score-files/{id}',
  tag,
  summary: ['移除第三方文件', 'Remove a third-party file'],
  permission: 'score.write',
  request: { params: idParams },
  response: z.object({}),
})

const Run = z.object({
  id: z.string(),
  state: z.enum(['provisional', 'frozen']),
  inputs: z.object({
    scheme: z.object({ id: z.string(), version: z.number(), digest: z.string() }),
    own: z.object({ answers: z.number(), digest: z.string() }).nullable(),
    files: z.array(z.object({ id: z.string(), name: z.string(), digest: z.string(), respondents: z.number() })),
    /** The 好差评 ratings that were counted: days in China, how many, and the digest of their counts by unit and level. */
    hcp: z.object({ from: z.string(), to: z.string(), ratings: z.number(), digest: z.string() }).optional(),
  }),
  inputsDigest: z.string(),
  resultDigest: z.string(),
  respondents: z.number(),
  createdBy: z.string(),
  createdAt: z.string(),
  frozenBy: z.string().nullable(),
  frozenAt: z.string().nullable(),
})
const Interval = z.tuple([z.number(), z.number()]).nullable()
const Group = z.object({
  code: z.string(),
  mean: z.number().nullable(),
  se: z.number().nullable(),
  n: z.number().nullable(),
  weight: z.number(),
  merged: z.boolean(),
  hidden: z.boolean(),
})
const Levels = z.object({
  very_satisfied: z.number(),
  satisfied: z.number(),
  basically_satisfied: z.number(),
  dissatisfied: z.number(),
  very_dissatisfied: z.number(),
})
/** The parts of a public score; shares are 0 to 1 and add up to 1. */
const Channels = z.object({
  survey: z.object({
    score: z.number().nullable(),
    se: z.number().nullable(),
    ci95: Interval,
    n: z.number().nullable(),
    share: z.number(),
  }),
  hcp: z.object({
    score: z.number().nullable(),
    se: z.number().nullable(),
    ci95: Interval,
    n: z.number().nullable(),
    share: z.number(),
    redistributed: z.enum(['no_ratings', 'below_min']).nullable(),
    levels: Levels.nullable(),
    hidden: z.boolean(),
  }),
})
const Unit = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  seriesId: z.string(),
  seriesName: z.string(),
  rank: z.number().nullable(),
  score: z.number().nullable(),
  se: z.number().nullable(),
  ci95: Interval,
  n: z.number().nullable(),
  nEff: z.number().nullable(),
  asked: z.number().nullable(),
  awareness: z.number().nullable(),
  sufficient: z.boolean(),
  hidden: z.boolean(),
  grade: z.enum(['excellent', 'good', 'fair', 'poor']).nullable(),
  onNoise: z.boolean(),
  /** Against the frozen score of the year before; `reach` is half its 95 % interval. `survey`: only the survey parts compare. */
  change: z
    .object({ points: z.number(), reach: z.number().nullable(), basis: z.enum(['public', 'survey']) })
    .nullable(),
  /** Share in the survey part where there are channels. */
  groups: z.array(Group),
  channels: Channels.nullable(),
})

export const listRuns = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/scores',
  tag,
  summary: ['公众评议得分', 'Score runs'],
  permission: 'score.read',
  request: { params: campaignParams },
  response: z.object({ runs: z.array(Run), own: z.object({ invited: z.number(), answered: z.number() }) }),
})
export const compute = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/scores',
  tag,
  summary: ['计算得分', 'Compute scores'],
  permission: 'score.write',
  request: {
    params: campaignParams,
    body: json(z.object({ includeOwn: z.boolean(), fileIds: z.array(z.string()).max(200) })),
  },
  response: z.object({ id: z.string() }),
})
export const showRun = operation({
  method: 'get',
  path: '/scores/{id}',
  tag,
  summary: ['一次计分', 'One score run'],
  permission: 'score.read',
  request: { params: idParams },
  response: z.object({
    run: Run,
    units: z.array(Unit),
    limits: z.object({ excellent: z.string(), good: z.string(), fair: z.string() }),
    scheme: z.object({
      groupMinN: z.number(),
      unitMinN: z.number(),
      smallGroup: z.string(),
      hcp: z.object({ share: z.string(), minN: z.number() }).nullable(),
    }),
    collapsedStrata: z.number(),
  }),
})
export const freezeRun = operation({
  method: 'post',
  path: '/scores/{id}/freeze',
  tag,
  summary: ['冻结得分', 'Freeze a score run'],
  permission: 'score.write',
  request: { params: idParams },
  response: z.object({}),
})
export const verifyRun = operation({
  method: 'get',
  path: '/scores/{id}/verification',
  tag,
  summary: ['复算得分', 'Recompute a score run'],
  permission: 'score.read',
  request: { params: idParams },
  /** `inputs`: answers, files and scheme are those of the run; `ratings`: so are the 好差评 ratings; `result`: it comes out again. */
  response: z.object({ inputs: z.boolean(), ratings: z.boolean(), result: z.boolean() }),
})
