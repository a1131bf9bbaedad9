// The operations on draws as the API declares them, and their shapes.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'

const tag = 'draw'
const Line = z.string().trim().min(1).max(200)

const Draw = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    frameId: z.string(),
    frameName: z.string(),
    designId: z.string(),
    designName: z.string(),
    state: z.enum(['committed', 'seeded', 'drawn', 'revealed', 'void']),
    frameDigest: z.string(),
    designDigest: z.string(),
    secretDigest: z.string().nullable(),
    sampleDigest: z.string().nullable(),
    seed: z.string().nullable(),
    seedPlace: z.string().nullable(),
    seedWitnesses: z.array(z.string()),
    seedRecordedAt: z.string().nullable(),
    voidReason: z.string().nullable(),
    committedAt: z.string(),
    drawnAt: z.string().nullable(),
    revealedAt: z.string().nullable(),
  })
  .openapi('Draw')

const Shortage = z
  .object({
    category: z.string(),
    /** Units that fall short together, with the ratings each of them gets from the category. */
    units: z.array(z.object({ unitId: z.string(), unit: z.string(), n: z.number() })),
    /** People of the sample who may rate any of them. */
    people: z.number(),
    /** Ratings these units need together, and the most these people can give. */
    needed: z.number(),
    possible: z.number(),
    zh: z.string(),
    en: z.string(),
  })
  .openapi('AssignmentShortage')

const DrawDetail = Draw.extend({
  elementCount: z.number(),
  /** What the design asks of each stratum; after the draw, what was drawn. */
  strata: z.array(z.object({ stratum: z.string(), N: z.number(), n: z.number(), r: z.number() })),
  loads: z.array(z.object({ unitId: z.string(), unit: z.string(), sample: z.number(), reserve: z.number() })),
  /** The least number of ratings per unit and category, and why it is not reached where it is not; null without one. */
  leastRatings: z.object({ least: z.number(), shortages: z.array(Shortage) }).nullable(),
  manifestDigest: z.string().nullable(),
  /** Null as long as a secret is kept: whoever has the key can tell who was drawn. */
  drawKey: z.string().nullable(),
  secret: z.string().nullable(),
  /** Whether the reader may fetch the sample file. */
  sampleOpen: z.boolean(),
}).openapi('DrawDetail')

const VerifyOutcome = z
  .object({
    verdict: z.enum(['yes', 'no', 'not_yet']),
    checks: z.array(
      z.object({ id: z.string(), outcome: z.enum(['pass', 'fail', 'open']), zh: z.string(), en: z.string() }),
    ),
  })
  .openapi('DrawVerification')

export const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/draws',
  tag,
  summary: ['抽样', 'Draws'],
  permission: 'draw.read',
  request: { params: campaignParams },
  response: z.object({ draws: z.array(Draw) }),
})
export const show = operation({
  method: 'get',
  path: '/draws/{id}',
  tag,
  summary: ['一次抽样', 'One draw'],
  permission: 'draw.read',
  request: { params: idParams },
  response: z.object({ draw: DrawDetail }),
})
export const commit = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/draws',
  tag,
  summary: ['承诺：公布两个摘要', 'Commit: publish both digests'],
  permission: 'draw.write',
  request: {
    params: campaignParams,
    body: json(z.object({ designId: z.string().max(64), withSecret: z.boolean() })),
  },
  response: z.object({
    id: z.string(),
    frameDigest: z.string(),
    designDigest: z.string(),
    secretDigest: z.string().nullable(),
    /** Shown once; only its digest is kept. */
    secret: z.string().nullable(),
    committedAt: z.string(),
  }),
})
export const seed = operation({
  method: 'post',
  path: '/draws/{id}/seed',
  tag,
  summary: ['录入见证种子', 'Record the witnessed seed'],
  permission: 'draw.write',
  request: {
    params: idParams,
    body: json(
      z.object({
        seed: Line,
        place: Line,
        witnesses: z.array(Line).min(1).max(30),
        /** When the dice fell; now, when left out. */
        recordedAt: z.iso.datetime({ offset: true }).optional(),
      }),
    ),
  },
  response: z.object({ recordedAt: z.string() }),
})
export const run = operation({
  method: 'post',
  path: '/draws/{id}/draw',
  tag,
  summary: ['抽样', 'Draw'],
  permission: 'draw.write',
  request: { params: idParams, body: json(z.object({ secret: z.string().trim().max(200).optional() })) },
  response: z.object({
    sampleDigest: z.string(),
    sampled: z.number(),
    reserved: z.number(),
    unassigned: z.number(),
    shortages: z.array(Shortage),
  }),
})
export const reveal = operation({
  method: 'post',
  path: '/draws/{id}/reveal',
  tag,
  summary: ['公开密语', 'Reveal the secret'],
  permission: 'draw.write',
  request: { params: idParams, body: json(z.object({ secret: z.string().trim().min(1).max(200) })) },
  response: z.object({}),
})
export const cancel = operation({
  method: 'post',
  path: '/draws/{id}/void',
  tag,
  summary: ['作废', 'Void, with a reason'],
  permission: 'draw.write',
  request: { params: idParams, body: json(z.object({ reason: z.string().trim().min(1).max(500) })) },
  response: z.object({}),
})
export const verification = operation({
  method: 'post',
  path: '/draws/{id}/verification',
  tag,
  summary: ['复算', 'Recompute'],
  permission: 'draw.read',
  request: { params: idParams },
  response: VerifyOutcome,
})
