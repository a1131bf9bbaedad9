// What goes in and out of the routes of rectification.
import { idParams, json, operation, z } from '../http/route.ts'
import { GROUNDS, STATES, STEP_NAMES, VERDICTS } from './rectification.ts'

const tag = 'rectification'
const Text = z.string().trim().max(2000)
const Said = Text.min(1)
const version = z.int().min(1)
const step = <N extends string, S extends z.ZodRawShape>(action: N, shape: S) =>
  z.object({ action: z.literal(action), version, ...shape })

/** One step; `version` is the one the person looked at. */
export const StepInput = z
  .discriminatedUnion('action', [
    step('accept', { text: Text.default('') }),
    step('reply', { text: Said }),
    step('note', { text: Said }),
    step('decide', { verdict: z.enum(VERDICTS), text: Said, forRater: z.boolean().default(false) }),
    step('extend', { text: Said, forRater: z.boolean().default(false) }),
    step('finish', { text: Said }),
    step('attempt', { text: Said }),
    step('answer', { satisfied: z.boolean(), text: Text.default('') }),
    step('give_up', { text: Said }),
    step('appeal', { ground: z.enum(GROUNDS), text: Said, evidence: Said }),
    step('uphold', { text: Said }),
    step('reject', { text: Said }),
    step('reassign', { ownerId: z.string().min(1).max(64), text: Text.default('') }),
  ])
  .openapi('RectificationStep')
export type StepInput = z.infer<typeof StepInput>

const Due = z.object({
  what: z.enum(['contact', 'close', 'wait']),
  at: z.string(),
  left: z.number(),
  overdue: z.boolean(),
})
export const Case = z
  .object({
    id: z.string(),
    ratingId: z.string(),
    state: z.enum(STATES),
    verdict: z.enum(VERDICTS).nullable(),
    named: z.boolean(),
    centerId: z.string(),
    centerName: z.string(),
    pointId: z.string(),
    pointCode: z.string(),
    pointName: z.string(),
    matterName: z.string().nullable(),
    staffName: z.string().nullable(),
    ownerId: z.string().nullable(),
    ownerName: z.string().nullable(),
    level: z.string(),
    tags: z.array(z.string()),
    /** Screened. */
    words: z.string(),
    ratedHour: z.string(),
    contactDue: z.string(),
    closeDue: z.string(),
    extendedTo: z.string().nullable(),
    repliedAt: z.string().nullable(),
    mendedAt: z.string().nullable(),
    waitUntil: z.string().nullable(),
    calledAt: z.string().nullable(),
    satisfied: z.boolean().nullable(),
    reopened: z.number(),
    closedAt: z.string().nullable(),
    due: Due.nullable(),
    version: z.number(),
  })
  .openapi('Rectification')
export type Case = z.infer<typeof Case>

export const CaseDetail = Case.extend({
  steps: z.array(
    z.object({
      id: z.string(),
      action: z.string(),
      detail: z.string(),
      fromState: z.string(),
      toState: z.string(),
      note: z.string(),
      forRater: z.boolean(),
      actorName: z.string(),
      at: z.string(),
    }),
  ),
  supplements: z.array(
    z.object({ level: z.string(), tags: z.array(z.string()), words: z.string(), ratedHour: z.string() }),
  ),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      mediaType: z.string(),
      bytes: z.number(),
      createdBy: z.string(),
      createdAt: z.string(),
    }),
  ),
  appeal: z.object({ own: z.boolean(), upheld: z.number() }).nullable(),
  attempts: z.number(),
  /** What the reader may do now. */
  allowed: z.array(z.enum(STEP_NAMES)),
}).openapi('RectificationDetail')

const flag = z.enum(['0', '1']).transform(value => value === '1')
export const CaseQuery = z.object({
  state: z.enum([...STATES, 'open', 'ended']).optional(),
  overdue: flag.optional(),
  mine: flag.optional(),
  named: flag.optional(),
  centerId: z.string().max(64).optional(),
  pointId: z.string().max(64).optional(),
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

export const listRoute = operation({
  method: 'get',
  path: '/rectifications',
  tag,
  summary: ['差评整改清单', 'Cases'],
  permission: 'rectification.read',
  request: { query: CaseQuery },
  response: z.object({
    cases: z.array(Case),
    counts: z.object({
      open: z.number(),
      overdue: z.number(),
      callingBack: z.number(),
      appealing: z.number(),
      closed: z.number(),
      satisfied: z.number(),
      dissatisfied: z.number(),
      unreachable: z.number(),
      dismissed: z.number(),
    }),
    /** Give it as `before` to go on; null at the end. */
    next: z.string().nullable(),
    /** Years that open deadlines reach into and whose holidays are not known. */
    unknownYears: z.array(z.number()),
  }),
})
export const detailRoute = operation({
  method: 'get',
  path: '/rectifications/{id}',
  tag,
  summary: ['整改单', 'A case'],
  permission: 'rectification.read',
  request: { params: idParams },
  response: CaseDetail,
})
export const stepRoute = operation({
  method: 'post',
  path: '/rectifications/{id}/steps',
  tag,
  summary: ['整改单走一步', 'Take a step in a case'],
  permission: 'rectification.read',
  request: { params: idParams, body: json(StepInput) },
  response: CaseDetail,
})
export const ownersRoute = operation({
  method: 'get',
  path: '/rectifications/{id}/owners',
  tag,
  summary: ['可以负责这张整改单的人', 'Who may own a case'],
  permission: 'rectification.approve',
  request: { params: idParams },
  response: z.object({
    owners: z.array(z.object({ id: z.string(), name: z.string(), pointName: z.string().nullable() })),
  }),
})
