// The operations on submissions as the API declares them, and their shapes.
import { campaignParams, idParams, json, operation, z } from '../http/route.ts'
import { FORMATS, PARTS } from './submission.ts'

const Template = z.object({
  columns: z
    .array(z.object({ key: z.string().trim().max(40), header: z.string().trim().max(60) }))
    .min(1)
    .max(40),
  guardLongNumbers: z.boolean().default(false),
})

const Source = z.object({
  source: z.enum(['frame', 'draw']),
  sourceId: z.string().min(1).max(64),
  part: z.enum(PARTS),
})

const File = z.object({ format: z.enum(FORMATS), name: z.string(), bytes: z.number(), sha256: z.string() })

const Submission = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    source: z.enum(['frame', 'draw']),
    sourceId: z.string(),
    sourceName: z.string(),
    part: z.enum(PARTS),
    template: Template,
    reason: z.string(),
    state: z.enum(['prepared', 'returned', 'approved', 'received']),
    rowCount: z.number(),
    files: z.array(File),
    watermark: z.string(),
    preparedBy: z.string(),
    preparedName: z.string(),
    preparedAt: z.string(),
    approvedName: z.string().nullable(),
    approvedAt: z.string().nullable(),
    returnedName: z.string().nullable(),
    returnedAt: z.string().nullable(),
    returnReason: z.string().nullable(),
    sentAt: z.string().nullable(),
    receivedName: z.string().nullable(),
    receivedAt: z.string().nullable(),
    receipt: z.string().nullable(),
  })
  .openapi('Submission')
export type SubmissionBody = z.infer<typeof Submission>

const tag = 'submission'
const Reason = z.string().trim().min(1).max(500)

export const sources = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/submission-sources',
  tag,
  summary: ['可上报的抽样框和抽样', 'Frames and draws to submit'],
  permission: 'submission.read',
  request: { params: campaignParams },
  response: z.object({
    frames: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        elementCount: z.number(),
        digest: z.string().nullable(),
        frozenAt: z.string().nullable(),
      }),
    ),
    draws: z.array(
      z.object({
        id: z.string(),
        frameName: z.string(),
        drawnAt: z.string().nullable(),
        sampleDigest: z.string().nullable(),
        sample: z.number(),
        reserve: z.number(),
      }),
    ),
  }),
})

export const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/submissions',
  tag,
  summary: ['上报的名单', 'Submissions'],
  permission: 'submission.read',
  request: { params: campaignParams },
  response: z.object({ submissions: z.array(Submission) }),
})

export const preview = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/submission-preview',
  tag,
  summary: ['预览名单（姓名和电话遮盖）', 'Preview a list, names and numbers masked'],
  permission: 'submission.write',
  request: { params: campaignParams, body: json(Source.extend({ template: Template })) },
  response: z.object({ rowCount: z.number(), headers: z.array(z.string()), rows: z.array(z.array(z.string())) }),
})

export const prepare = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/submissions',
  tag,
  summary: ['制作名单', 'Prepare a list'],
  permission: 'submission.write',
  request: { params: campaignParams, body: json(Source.extend({ template: Template, reason: Reason })) },
  response: z.object({ submission: Submission }),
})

export const show = operation({
  method: 'get',
  path: '/submissions/{id}',
  tag,
  summary: ['一份名单', 'A submission'],
  permission: 'submission.read',
  request: { params: idParams },
  response: z.object({ submission: Submission }),
})

export const approve = operation({
  method: 'post',
  path: '/submissions/{id}/approve',
  tag,
  summary: ['审批通过', 'Approve'],
  permission: 'submission.approve',
  request: { params: idParams, body: json(z.object({})) },
  response: z.object({ submission: Submission }),
})

export const sendBack = operation({
  method: 'post',
  path: '/submissions/{id}/return',
  tag,
  summary: ['退回', 'Return'],
  permission: 'submission.approve',
  request: { params: idParams, body: json(z.object({ reason: Reason })) },
  response: z.object({ submission: Submission }),
})

export const receive = operation({
  method: 'post',
  path: '/submissions/{id}/receipt',
  tag,
  summary: ['签收', 'Sign for it'],
  permission: 'submission.receive',
  request: {
    params: idParams,
    body: json(
      z.object({
        /** People counted in the file that was received; must agree when given. */
        rows: z.number().int().min(0).max(10_000_000).optional(),
        note: z.string().trim().max(500).default(''),
      }),
    ),
  },
  response: z.object({ submission: Submission }),
})
