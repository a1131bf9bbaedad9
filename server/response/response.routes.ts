// The API behind the phone page: start, save a draft, submit, decline, ask for a call. The token in the address is the only credential.
import { json, operation, router, z } from '../http/route.ts'
import type { Answering } from './answering.ts'
import type { unknownLinkLimiter } from './limiter.ts'

const tag = 'response'
const tokenParams = z.object({ token: z.string().min(1).max(100) })
/** Bounds of a sane client; what is in it is judged by the questionnaire. */
const Answers = z
  .record(z.string().max(200), z.unknown())
  .refine(answers => Object.keys(answers).length <= 3000, 'too many answers')
const ClientId = z.string().regex(/^[\w-]{8,64}$/)
const Unit = z.object({ code: z.string(), name: z.string() })

const start = operation({
  method: 'post',
  path: '/s/{token}/start',
  tag,
  summary: ['同意并开始作答', 'Consent and start'],
  permission: null,
  request: { params: tokenParams },
  response: z.object({
    definition: z.record(z.string(), z.unknown()),
    units: z.array(Unit),
    draft: z.object({ version: z.number(), answers: z.record(z.string(), z.unknown()) }),
    hotline: z.string(),
  }),
})
const draft = operation({
  method: 'put',
  path: '/s/{token}/draft',
  tag,
  summary: ['保存草稿', 'Save a draft'],
  permission: null,
  request: { params: tokenParams, body: json(z.object({ base: z.number().int().min(0).max(1e9), answers: Answers })) },
  response: z.object({ version: z.number() }),
})
const submission = operation({
  method: 'post',
  path: '/s/{token}/submission',
  tag,
  summary: ['提交答卷；同一 clientId 重复提交只存一次', 'Submit; the same clientId again stores once'],
  permission: null,
  request: { params: tokenParams, body: json(z.object({ clientId: ClientId, answers: Answers })) },
  response: z.object({ stored: z.literal(true) }),
})
const refusal = operation({
  method: 'post',
  path: '/s/{token}/refusal',
  tag,
  summary: ['不参加', 'Decline'],
  permission: null,
  request: { params: tokenParams },
  response: z.object({}),
})
const call = operation({
  method: 'post',
  path: '/s/{token}/call',
  tag,
  summary: ['请打电话给我', 'Ask for a call'],
  permission: null,
  request: { params: tokenParams },
  response: z.object({}),
})

export function responseRoutes(answering: Answering, limit: ReturnType<typeof unknownLinkLimiter>) {
  return router()
    .openapi(start, async c => {
      const link = await limit(c, () => answering.find(c.req.valid('param').token))
      const begun = await answering.start(link)
      const units = begun.opened.units.map(({ code, name }) => ({ code, name }))
      return c.json(
        { definition: begun.opened.definition, units, draft: begun.draft, hotline: link.found.hotline },
        200,
      )
    })
    .openapi(draft, async c => {
      const { base, answers } = c.req.valid('json')
      const link = await limit(c, () => answering.find(c.req.valid('param').token))
      return c.json({ version: await answering.saveDraft(link, base, answers) }, 200)
    })
    .openapi(submission, async c => {
      const link = await limit(c, () => answering.find(c.req.valid('param').token))
      await answering.submit(link, { ...c.req.valid('json'), channel: 'phone_page' })
      return c.json({ stored: true as const }, 200)
    })
    .openapi(refusal, async c => {
      await answering.refuse(await limit(c, () => answering.find(c.req.valid('param').token)))
      return c.json({}, 200)
    })
    .openapi(call, async c => {
      await answering.requestCall(await limit(c, () => answering.find(c.req.valid('param').token)))
      return c.json({}, 200)
    })
}

export type ResponseRoutes = ReturnType<typeof responseRoutes>
