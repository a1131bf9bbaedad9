// Ratings as the offices see them: screened words, no contact; and the contact for the call-back role, with a reason.
import type { Selectable } from 'kysely'
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { ratingProblem } from '../problem/rating.ts'
import { requireInScope, scopeOf } from '../window/scope.ts'
import { openContact } from './contact.ts'
import { LEVELS } from './level.ts'
import { findRating, listRatings } from './rating.store.ts'
import type { RatingTable } from './rating.table.ts'
import { screenWords } from './screen.ts'

const CHANNELS = ['link', 'qr', 'tablet', 'exchange'] as const
const KINDS = ['active', 'auto_default'] as const

const Rating = z
  .object({
    id: z.string(),
    centerId: z.string(),
    centerName: z.string(),
    pointId: z.string(),
    pointCode: z.string(),
    pointName: z.string(),
    unitId: z.string().nullable(),
    matterId: z.string().nullable(),
    matterName: z.string().nullable(),
    staffId: z.string().nullable(),
    staffName: z.string().nullable(),
    visitId: z.string().nullable(),
    caseNo: z.string().nullable(),
    firstId: z.string().nullable(),
    sequence: z.number(),
    kind: z.enum(KINDS),
    level: z.enum(LEVELS),
    tags: z.array(z.string()),
    words: z.string(),
    named: z.boolean(),
    channel: z.enum(CHANNELS),
    madeAt: z.string(),
    ratedAt: z.string(),
    excludedAt: z.string().nullable(),
  })
  .openapi('Rating')

const yesNo = z
  .enum(['0', '1'])
  .transform(value => value === '1')
  .optional()
const id = z.string().max(64).optional()
const Query = z.object({
  center: id,
  point: id,
  unit: id,
  staff: id,
  visit: id,
  /** Several, with commas. */
  level: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(LEVELS)))
    .optional(),
  channel: z.enum(CHANNELS).optional(),
  kind: z.enum(KINDS).optional(),
  worded: yesNo,
  named: yesNo,
  excluded: yesNo,
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
})

const list = operation({
  method: 'get',
  path: '/ratings',
  tag: 'rating',
  summary: ['评价列表', 'Ratings'],
  permission: 'rating.read',
  request: { query: Query },
  response: z.object({ ratings: z.array(Rating), next: z.string().nullable() }),
})

const contact = operation({
  method: 'post',
  path: '/ratings/{id}/contact',
  tag: 'rating',
  summary: ['查看联系方式', 'Read who to ring'],
  permission: 'contact.read',
  request: { params: idParams, body: json(z.object({ reason: z.string().trim().min(2).max(200) })) },
  response: z.object({ name: z.string(), mobile: z.string() }),
})

export function ratingRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const query = c.req.valid('query')
      const { limit } = query
      const scope = await scopeOf(db, c.get('user'))
      // Who works in a hall knows its visitors by their cases: which case a rating is of would say who gave it.
      const hall = scope.centerIds !== null
      if (hall && query.visit !== undefined) throw generalProblem.forbidden('rating.read')
      const rows = await listRatings(db, scope, filtersOf(query), { limit: limit + 1, after: readAfter(query.after) })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      const ratings = rows.slice(0, limit).map(({ tags, words, named, ...row }) => ({
        ...omit(row, ['receiptHash', 'clientId', 'ratedHour']),
        ...(hall ? { visitId: null, caseNo: null } : {}),
        tags: JSON.parse(tags) as string[],
        words: screenWords(words),
        named: named === 1,
      }))
      return c.json({ ratings, next: last ? `${last.ratedAt} ${last.id}` : null }, 200)
    })
    .openapi(contact, async c => {
      const ratingId = c.req.valid('param').id
      const { reason } = c.req.valid('json')
      const rating: Selectable<RatingTable> | undefined = await findRating(db, ratingId)
      if (!rating) throw generalProblem.notFound(['评价', 'rating'])
      requireInScope(await scopeOf(db, c.get('user')), rating)
      const opened = await transact(db, async trx => {
        const found = await openContact(context, trx, ratingId)
        if (!found) throw ratingProblem.noContact()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'contact.read',
          subject: `rating/${ratingId}`,
          details: { reason },
        })
        return found
      })
      return c.json(opened, 200)
    })
}

function filtersOf(query: z.infer<typeof Query>) {
  const { center, point, unit, staff, visit, level, channel, kind, worded, named, excluded } = query
  const instant = (text: string | undefined) => (text === undefined ? undefined : new Date(text).toISOString())
  return {
    centerId: center,
    pointId: point,
    unitId: unit,
    staffId: staff,
    visitId: visit,
    levels: level,
    channel,
    kind,
    worded,
    named,
    excluded,
    from: instant(query.from),
    to: instant(query.to),
  }
}

/** @throws Problem 422 */
function readAfter(text: string | undefined) {
  if (text === undefined) return undefined
  const [ratedAt = '', ratingId = ''] = text.split(' ')
  if (!ratedAt || !ratingId)
    throw generalProblem.invalidInput([
      { pointer: '/after', detail: ['不是上一页给出的位置', 'Not a place in the list'] },
    ])
  return { ratedAt, id: ratingId }
}

export type RatingRoutes = ReturnType<typeof ratingRoutes>

function omit<T extends object, K extends keyof T>(row: T, names: readonly K[]): Omit<T, K> {
  const rest = { ...row }
  for (const name of names) delete rest[name]
  return rest
}
