// Invitations of a campaign: what can be issued, issuing, issuing again, and the two exports that carry links.
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { attachment, csvType, writeCsv } from '../files/csv.ts'
import { readJson } from '../http/read-json.ts'
import { campaignParams, idParams, json, operation, requirePermission, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { findFielded } from '../questionnaire/questionnaire.store.ts'
import { exportLinks, LetterExport, lettersOf, SmsExport, smsRows } from './export.ts'
import { chinaDay } from '../china-time.ts'
import { defaultLastDay } from './invitation.ts'
import { countStates, listBatches, listCallRequests, listUninvited } from './invitation.store.ts'
import { issueBatch, reissueBatch } from './issue.ts'

const tag = 'invitation'
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const States = z.object({
  issued: z.number(),
  opened: z.number(),
  answered: z.number(),
  refused: z.number(),
  call_requested: z.number(),
  revoked: z.number(),
})
const Batch = z
  .object({
    id: z.string(),
    drawId: z.string(),
    invited: z.number(),
    expiresAt: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    states: States,
  })
  .openapi('InvitationBatch')
const Drawn = z.object({
  id: z.string(),
  drawnAt: z.string().nullable(),
  sample: z.number(),
  reserve: z.number(),
  uninvited: z.number(),
  withoutUnits: z.number(),
})
const Key = z.object({ batchId: z.string(), invited: z.number(), exportKey: z.string(), expiresAt: z.string() })

const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/invitations',
  tag,
  summary: ['邀请批次与可签发的样本', 'Batches, and samples to invite'],
  permission: 'invitation.read',
  request: { params: campaignParams },
  response: z.object({
    batches: z.array(Batch),
    draws: z.array(Drawn),
    states: States,
    lastDay: z.string(),
    today: z.string(),
    baseUrl: z.string(),
    questionnaire: z.object({ id: z.string(), version: z.number(), title: z.string() }).nullable(),
  }),
})
const issue = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/invitation-batches',
  tag,
  summary: ['签发邀请', 'Issue invitations'],
  permission: 'invitation.write',
  request: { params: campaignParams, body: json(z.object({ drawId: z.string(), lastDay: Day.optional() })) },
  response: Key.extend({ withoutUnits: z.number() }),
})
const reissue = operation({
  method: 'post',
  path: '/invitation-batches/{id}/reissue',
  tag,
  summary: ['重新签发', 'Issue again'],
  permission: 'invitation.write',
  request: {
    params: idParams,
    body: json(z.object({ reason: z.string().trim().min(1).max(200), lastDay: Day.optional() })),
  },
  response: Key,
})

const NO_STATES = { issued: 0, opened: 0, answered: 0, refused: 0, call_requested: 0, revoked: 0 }

export function invitationRoutes(context: Context) {
  const { db } = context
  const routes = router()
    .openapi(list, async c => c.json(await overview(context, c.req.valid('param').campaignId), 200))
    .openapi(issue, async c => {
      const { invitationIds: _ids, ...issued } = await issueBatch(
        context,
        c.get('user'),
        c.req.valid('param').campaignId,
        c.req.valid('json'),
      )
      return c.json(issued, 200)
    })
    .openapi(reissue, async c =>
      c.json(await reissueBatch(context, c.get('user'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
  routes.post('/invitation-batches/:id/sms', requirePermission('person.export'), async c => {
    const asked = await readJson(c, SmsExport)
    const links = await exportLinks(context, c.get('user'), c.req.param('id'), asked, 'sms')
    const name = `短信-${links.campaign.year}-${links.stamp}.csv`
    return c.body(writeCsv(smsRows(links, asked.template, languageOf(c)), { encoding: 'utf-8-bom' }), 200, {
      'Content-Type': csvType('utf-8-bom'),
      'Content-Disposition': attachment(name),
    })
  })
  routes.post('/invitation-batches/:id/letters', requirePermission('person.export'), async c => {
    const asked = await readJson(c, LetterExport)
    const links = await exportLinks(context, c.get('user'), c.req.param('id'), asked, 'letters')
    return c.body(lettersOf(links, c.get('user').name, languageOf(c)), 200, {
      'Content-Type': 'text/html; charset=utf-8',
    })
  })
  routes.get('/campaigns/:campaignId/call-requests', requirePermission('person.export'), async c => {
    const campaignId = c.req.param('campaignId')
    const people = await transact(db, async trx => {
      const found = await listCallRequests(trx, campaignId)
      await recordAudit(trx, context, {
        actor: c.get('user'),
        action: 'invitation.callList',
        subject: `campaign/${campaignId}`,
        campaignId,
        details: { rows: found.length },
      })
      return found
    })
    const rows = [['姓名', '手机号'], ...people.map(person => [person.name, person.mobile])]
    return c.body(writeCsv(rows, { encoding: 'utf-8-bom' }), 200, {
      'Content-Type': csvType('utf-8-bom'),
      'Content-Disposition': attachment(`回电名单-${chinaDay(context.now())}.csv`),
    })
  })
  return routes
}

async function overview(context: Context, campaignId: string) {
  const { db } = context
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  const counts = await countStates(db, campaignId)
  const statesOf = (batchId?: string) => {
    const states = { ...NO_STATES }
    for (const row of counts) if (!batchId || row.batchId === batchId) states[row.state] += row.n
    return states
  }
  const fielded = await findFielded(db, campaignId)
  const batches = (await listBatches(db, campaignId)).map(
    ({ id, drawId, invited, expiresAt, createdBy, createdAt }) => ({
      id,
      drawId,
      invited,
      expiresAt,
      createdBy,
      createdAt,
      states: statesOf(id),
    }),
  )
  return {
    batches,
    draws: await drawnSamples(context, campaignId),
    states: statesOf(),
    today: chinaDay(context.now()),
    baseUrl: context.config.baseUrl,
    lastDay: campaign.closesOn ?? defaultLastDay(context.now()),
    questionnaire: fielded ? { id: fielded.id, version: fielded.version, title: fielded.title } : null,
  }
}

async function drawnSamples({ db }: Context, campaignId: string) {
  const draws = await db
    .selectFrom('draw')
    .select(['id', 'drawnAt'])
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['drawn', 'revealed'])
    .orderBy('drawnAt', 'desc')
    .execute()
  const samples = []
  for (const draw of draws) {
    const roles = await db
      .selectFrom('drawElement')
      .select(eb => ['role', eb.fn.countAll<number>().as('n')])
      .where('drawId', '=', draw.id)
      .groupBy('role')
      .execute()
    const uninvited = await listUninvited(db, draw.id)
    const withoutUnits = uninvited.filter(element => element.unitIds.length === 0).length
    const countOf = (role: 'sample' | 'reserve') => roles.find(row => row.role === role)?.n ?? 0
    samples.push({
      ...draw,
      sample: countOf('sample'),
      reserve: countOf('reserve'),
      uninvited: uninvited.length,
      withoutUnits,
    })
  }
  return samples
}

export type InvitationRoutes = ReturnType<typeof invitationRoutes>
