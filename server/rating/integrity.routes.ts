// Signs of steered ratings: listed with their evidence, judged by people. Window staff do not see signs about themselves.
import { recordAudit } from '../audit/audit.store.ts'
import { integrityRules } from '../../sampling/integrity.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { integrityProblem } from '../problem/integrity.ts'
import { reachCenter } from '../window/reach.ts'
import { requireInScope, scopeOf } from '../window/scope.ts'
import { lookNow } from './integrity.ts'
import {
  countFlags,
  type Evidence,
  evidenceRatings,
  findFlag,
  type FlagFilter,
  listFlags,
  reviewFlag,
} from './integrity.store.ts'
import { LEVELS } from './level.ts'

const STATES = ['open', 'confirmed', 'cleared'] as const
const CHANNELS = ['link', 'qr', 'tablet', 'exchange'] as const
const Rule = z.enum(integrityRules)
const State = z.enum(STATES)
const Day = z.iso.date()

const Flag = z
  .object({
    id: z.string(),
    centerId: z.string(),
    centerName: z.string(),
    pointId: z.string(),
    pointCode: z.string(),
    pointName: z.string(),
    ratingId: z.string().nullable(),
    rule: Rule,
    day: z.string(),
    seen: z.record(z.string(), z.number()),
    /** Chance of seeing this without steering; null where the rule knows none. */
    chance: z.number().nullable(),
    compared: z.number(),
    /** Ratings it rests on. */
    ratings: z.number(),
    state: State,
    note: z.string(),
    reviewedByName: z.string().nullable(),
    reviewedAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .openapi('RatingFlag')

const list = operation({
  method: 'get',
  path: '/rating-flags',
  tag: 'rating',
  summary: ['评价疑点', 'Signs of steered ratings'],
  permission: 'rating.write',
  request: {
    query: z.object({
      center: z.string().max(64).optional(),
      point: z.string().max(64).optional(),
      rule: Rule.optional(),
      state: State.optional(),
      from: Day.optional(),
      to: Day.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: z.string().max(100).optional(),
    }),
  },
  response: z.object({
    flags: z.array(Flag),
    next: z.string().nullable(),
    counts: z.array(
      z.object({ centerId: z.string(), centerName: z.string(), rule: Rule, state: State, flags: z.number() }),
    ),
  }),
})

const detail = operation({
  method: 'get',
  path: '/rating-flags/{id}',
  tag: 'rating',
  summary: ['疑点的依据', 'What a sign rests on'],
  permission: 'rating.write',
  request: { params: idParams },
  response: z.object({
    flag: Flag,
    ratings: z.array(
      z.object({
        id: z.string(),
        level: z.enum(LEVELS),
        channel: z.enum(CHANNELS),
        madeAt: z.string(),
        finishedAt: z.string().nullable(),
        excludedAt: z.string().nullable(),
      }),
    ),
  }),
})

const review = operation({
  method: 'post',
  path: '/rating-flags/{id}/review',
  tag: 'rating',
  summary: ['核查结论', 'Judge a sign'],
  permission: 'rating.write',
  request: {
    params: idParams,
    body: json(
      z.object({
        state: State,
        note: z.string().trim().max(500),
        /** The state the page showed. */
        was: State,
      }),
    ),
  },
  response: z.object({ id: z.string(), state: State }),
})

const look = operation({
  method: 'post',
  path: '/rating-flags/look',
  tag: 'rating',
  summary: ['立即检查', 'Look now'],
  permission: 'rating.write',
  request: { body: json(z.object({ centerId: z.string().max(64) })) },
  response: z.object({ added: z.number() }),
})

export function integrityRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const { center, point, after, limit, ...rest } = c.req.valid('query')
      const scope = await scopeOf(db, c.get('user'))
      const filter = { ...rest, centerId: center, pointId: point, limit: limit + 1, after: readAfter(after) }
      const rows = await listFlags(db, scope, filter)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      const counts = (await countFlags(db, scope)).map(row => ({ ...row, rule: Rule.parse(row.rule) }))
      const next = last ? `${last.day}~${last.id}` : null
      return c.json({ flags: rows.slice(0, limit).map(shown), next, counts }, 200)
    })
    .openapi(detail, async c => {
      const row = await findFlag(db, c.req.valid('param').id)
      requireInScope(await scopeOf(db, c.get('user')), row)
      if (!row) throw generalProblem.notFound(['疑点', 'sign'])
      const { ratingIds } = JSON.parse(row.evidence) as Evidence
      return c.json({ flag: shown(row), ratings: await evidenceRatings(db, ratingIds) }, 200)
    })
    .openapi(review, async c => {
      const { id } = c.req.valid('param')
      const { state, note, was } = c.req.valid('json')
      const scope = await scopeOf(db, c.get('user'))
      if (state !== 'open' && note.length < 2) throw integrityProblem.noteRequired()
      await transact(db, async trx => {
        const row = await findFlag(trx, id)
        requireInScope(scope, row)
        if (!row || row.state !== was) throw integrityProblem.judged(row?.state ?? '')
        const reviewed =
          state === 'open'
            ? { reviewedBy: null, reviewedAt: null }
            : { reviewedBy: c.get('user').id, reviewedAt: context.now().toISOString() }
        await reviewFlag(trx, id, { state, note, ...reviewed })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'rating.write',
          subject: `rating-flag/${id}`,
          details: { rule: row.rule, day: row.day, from: was, to: state, note },
        })
      })
      return c.json({ id, state }, 200)
    })
    .openapi(look, async c => {
      const { centerId } = c.req.valid('json')
      await reachCenter(context, c.get('user'), centerId)
      return c.json({ added: await lookNow(context, centerId) }, 200)
    })
}

type FlagRow = NonNullable<Awaited<ReturnType<typeof findFlag>>>

function shown(row: FlagRow) {
  const { seen, chance, compared, ratingIds } = JSON.parse(row.evidence) as Evidence
  return {
    id: row.id,
    centerId: row.centerId,
    centerName: row.centerName,
    pointId: row.pointId,
    pointCode: row.pointCode,
    pointName: row.pointName,
    ratingId: row.ratingId,
    rule: Rule.parse(row.rule),
    day: row.day,
    seen,
    chance,
    compared,
    ratings: ratingIds.length,
    state: row.state,
    note: row.note,
    reviewedByName: row.reviewedByName,
    reviewedAt: row.reviewedAt,
    createdAt: row.createdAt,
  }
}

/** @throws Problem 422 */
function readAfter(text: string | undefined): FlagFilter['after'] {
  if (text === undefined) return undefined
  const [day = '', id = ''] = text.split('~')
  if (day && id) return { day, id }
  throw generalProblem.invalidInput([
    { pointer: '/after', detail: ['不是上一页给出的位置', 'Not a place in the list'] },
  ])
}

export type IntegrityRoutes = ReturnType<typeof integrityRoutes>
