// Shapes of what the routes of visits take and give.
import { idParams, json, operation, z } from '../http/route.ts'
import { CASE_NO_LENGTH } from './visit.ts'

const tag = 'visit'
const Id = z.string().min(1).max(64)
/** Without control characters and halves of characters, which no database takes. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)

export const VisitMessage = z
  .object({
    caseNo: z.string().max(CASE_NO_LENGTH).openapi({ description: '办件编号，大厅内唯一 · unique in the centre' }),
    windowCode: z.string().openapi({ description: '窗口编号（或用 pointId） · the hall’s window number, or pointId' }),
    pointId: z.string().optional(),
    matterCode: z.string().optional(),
    staffNumber: z.string().optional(),
    startedAt: z.string().optional().openapi({ description: 'RFC 3339, or 2026-11-25 09:30:00 in China time' }),
    finishedAt: z
      .string()
      .optional()
      .openapi({ description: '办结时间；有它才计入应评价办件 · a visit counts in the figures once it has this' }),
    mobile: z.string().optional().openapi({ description: '只保存加密摘要 · kept as a keyed hash only' }),
  })
  .openapi('VisitMessage')

export const VisitAnswer = z
  .object({
    visits: z.array(
      z.object({
        id: z.string(),
        caseNo: z.string(),
        rateUrl: z.string(),
        outcome: z.enum(['created', 'changed', 'unchanged']),
      }),
    ),
  })
  .openapi('VisitAnswer')

const Visit = z
  .object({
    id: z.string(),
    centerId: z.string(),
    pointId: z.string(),
    caseNo: z.string(),
    source: z.enum(['api', 'file', 'tap', 'exchange']),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    offeredAt: z.string().nullable(),
    createdAt: z.string(),
    rated: z.boolean(),
    centerName: z.string(),
    pointCode: z.string(),
    pointName: z.string(),
    matterName: z.string().nullable(),
    staffNumber: z.string().nullable(),
    staffName: z.string().nullable(),
  })
  .openapi('Visit')

const Day = z.iso.date()

export const listVisitsRoute = operation({
  method: 'get',
  path: '/visits',
  tag,
  summary: ['办件列表', 'Visits, newest first, with the count of the day'],
  permission: 'visit.read',
  request: {
    query: z.object({
      centerId: Id.optional(),
      pointId: Id.optional(),
      day: Day.optional(),
      state: z.enum(['rated', 'unrated', 'unfinished']).optional(),
      caseNo: plainText(CASE_NO_LENGTH).optional(),
      cursor: plainText(120).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  response: z.object({
    visits: z.array(Visit),
    next: z.string().nullable(),
    /** Finished on the day, and rated of those; null without a day. */
    counts: z.object({ finished: z.number(), rated: z.number() }).nullable(),
  }),
})

export const placesRoute = operation({
  method: 'get',
  path: '/visit-places',
  tag,
  summary: ['可见的大厅与窗口', 'Centres and windows within reach'],
  permission: 'visit.read',
  response: z.object({
    today: z.string(),
    centers: z.array(z.object({ id: z.string(), name: z.string() })),
    points: z.array(
      z.object({
        id: z.string(),
        centerId: z.string(),
        code: z.string(),
        name: z.string(),
        /** A tablet is paired. */
        tablet: z.boolean(),
        /** The signed-in person sits there. */
        mine: z.boolean(),
      }),
    ),
  }),
})

export const linkRoute = operation({
  method: 'get',
  path: '/visits/{id}/link',
  tag,
  summary: ['办件的评价链接', 'Link to rate a visit'],
  permission: 'visit.invite',
  request: { params: idParams },
  response: z.object({ rateUrl: z.string() }),
})

const Offer = z
  .object({
    id: z.string(),
    caseNo: z.string(),
    pointId: z.string(),
    rateUrl: z.string(),
    offeredAt: z.string(),
    /** Until then and before the rating it can be taken back. */
    undoUntil: z.string(),
    /** Made by this tap; an undo deletes it. */
    created: z.boolean(),
    /** The tap came twice within seconds: this is the first one’s visit. */
    repeated: z.boolean(),
    tablet: z.boolean(),
  })
  .openapi('VisitOffer')

export const offerVisitRoute = operation({
  method: 'post',
  path: '/visits/{id}/offer',
  tag,
  summary: ['请评价（已有办件）', 'Ask for the rating of a visit'],
  permission: 'visit.invite',
  request: { params: idParams },
  response: Offer,
})

export const offerPointRoute = operation({
  method: 'post',
  path: '/windows/{pointId}/offer',
  tag,
  summary: ['请评价（一键）', 'Ask for a rating at a window with one tap'],
  permission: 'visit.invite',
  request: {
    params: z.object({ pointId: Id }),
    body: json(
      z.object({
        caseNo: plainText(CASE_NO_LENGTH).min(1).optional(),
        matterCode: z.string().trim().min(1).max(100).optional(),
      }),
    ),
  },
  response: Offer,
})

export const undoOfferRoute = operation({
  method: 'post',
  path: '/visits/{id}/offer/undo',
  tag,
  summary: ['撤销请评价', 'Take an invitation back'],
  permission: 'visit.invite',
  request: { params: idParams },
  response: z.object({ deleted: z.boolean() }),
})
