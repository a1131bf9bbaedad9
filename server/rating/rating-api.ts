// `POST /api/ratings` for the page's script and for tablets, and the batch of a tablet that was without a network. No session.
import { getCookie } from 'hono/cookie'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../context.ts'
import { addressOf } from '../http/limiter.ts'
import { json, operation, router, z } from '../http/route.ts'
import { ratingProblem } from '../problem/rating.ts'
import { languageOf, Problem, problemBody } from '../problem/problem.ts'
import { deviceOf, TABLET_COOKIE, type WindowDevice } from '../window/device.ts'
import { type Accepted, acceptingOf, type Accepting, type RatingTarget } from './accepting.ts'
import { readVisitMark } from './page-form.ts'
import { codeLimiter, requirePoint, targetOfPoint, targetOfVisitCode } from './target.ts'

/** Longer than anything a person sends; what is too long is said in words by the rules (rating.ts), not here. */
const LINE = z.string().max(200)
const RatingBody = z
  .object({
    window: LINE.optional().openapi({ description: '窗口码 · public code of the window; or `visit`' }),
    visit: LINE.optional().openapi({ description: '评价码 · code of the visit; or `window`' }),
    mark: LINE.optional().openapi({
      description: 'The visit that the page of the window showed, as the page names it',
    }),
    clientId: LINE.openapi({ description: 'Made by the client once: 8–64 of [A-Za-z0-9_-]' }),
    level: LINE.optional().openapi({ description: 'Required; never assumed' }),
    tags: z.array(LINE).max(40).default([]),
    words: z.string().max(100_000).default(''),
    contact: z.object({ name: z.string().max(1000).default(''), mobile: LINE }).nullish(),
    madeAt: LINE.nullish().openapi({ description: 'ISO time of the tap' }),
  })
  .openapi('NewRating')
type RatingBody = z.infer<typeof RatingBody>

const Receipt = z.object({ receipt: z.string(), repeated: z.boolean(), bad: z.boolean() }).openapi('RatingReceipt')

const one = operation({
  method: 'post',
  path: '/ratings',
  tag: 'rating',
  summary: ['提交评价', 'Give a rating'],
  permission: null,
  request: { body: json(RatingBody) },
  response: Receipt,
})

/** Ratings a tablet may bring at once. */
export const BATCH_LIMIT = 100

const batch = operation({
  method: 'post',
  path: '/ratings/batch',
  tag: 'rating',
  summary: ['补交离线评价', 'Bring ratings that were kept without a network'],
  permission: null,
  request: { body: json(z.object({ ratings: z.array(z.unknown()).min(1).max(BATCH_LIMIT) })) },
  response: z.object({
    outcomes: z.array(
      z.object({
        clientId: z.string().nullable(),
        accepted: Receipt.optional(),
        /** Problem details; `keep` says whether sending the same again later can help. */
        problem: z.looseObject({ type: z.string(), status: z.number() }).optional(),
        keep: z.boolean(),
      }),
    ),
  }),
})

export function ratingApi(context: Context, accepting: Accepting = acceptingOf(context)) {
  const limit = codeLimiter(context)

  const targetOf = async (body: RatingBody, device: WindowDevice | undefined): Promise<RatingTarget> => {
    if (body.visit) return await targetOfVisitCode(context, body.visit)
    if (!body.window) throw ratingProblem.placeRequired()
    const point = await requirePoint(context, body.window)
    const { clientId, mark, madeAt } = body
    const visitId = mark ? (readVisitMark(context, { visit: mark, clientId }) ?? undefined) : undefined
    return await targetOfPoint(context, point, {
      channel: device?.centerId === point.centerId ? 'tablet' : 'qr',
      visitId,
      madeAt: madeAt ?? null,
    })
  }

  const take = async (c: HonoContext, body: RatingBody, device: WindowDevice | undefined): Promise<Accepted> => {
    const target = await limit(c, async () => await targetOf(body, device))
    return await accepting.accept(target, {
      clientId: body.clientId,
      level: body.level ?? '',
      tags: body.tags,
      words: body.words,
      contact: body.contact ?? null,
      madeAt: body.madeAt ?? null,
      // A tablet serves everybody: that it is the same one says nothing.
      device: device ? null : (getCookie(c, RATER_COOKIE) ?? null),
      network: addressOf(c) || null,
    })
  }

  return router()
    .openapi(one, async c =>
      c.json(receiptOf(await take(c, c.req.valid('json'), await requireDevice(context, c))), 200),
    )
    .openapi(batch, async c => {
      const device = await requireDevice(context, c)
      const outcomes = await Promise.all(
        c.req.valid('json').ratings.map(async given => {
          const clientId = clientOf(given)
          try {
            const body = readBody(given)
            return { clientId, accepted: receiptOf(await take(c, body, device)), keep: false }
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            const problem = problemBody(error, languageOf(c)) as { type: string; status: number }
            return { clientId, problem, keep: WORTH_KEEPING.has(error.options.status) }
          }
        }),
      )
      return c.json({ outcomes }, 200)
    })
}

/** Set by the rating pages: a number of a browser for one day. */
const RATER_COOKIE = 'mp_rater'
/** Nothing is wrong with the rating itself. */
const WORTH_KEEPING: ReadonlySet<number> = new Set([403, 429, 503])

const receiptOf = ({ receipt, repeated, bad }: Accepted) => ({ receipt, repeated, bad })

/** Undefined for phones. @throws Problem 403 for a tablet that is paired no more: it keeps its ratings until it is paired again */
async function requireDevice(context: Context, c: HonoContext): Promise<WindowDevice | undefined> {
  if (!getCookie(c, TABLET_COOKIE)) return undefined
  const device = await deviceOf(context, c)
  if (!device) throw ratingProblem.deviceRevoked()
  return device
}

function clientOf(given: unknown): string | null {
  return typeof given === 'object' && given !== null && 'clientId' in given && typeof given.clientId === 'string'
    ? given.clientId
    : null
}

function readBody(given: unknown): RatingBody {
  const parsed = RatingBody.safeParse(given)
  if (parsed.success) return parsed.data
  throw ratingProblem.refused(
    parsed.error.issues.map(issue => ({
      pointer: `/${issue.path.join('/')}`,
      detail: [issue.message, issue.message] as const,
    })),
  )
}
