// Evaluation years: units, scoring scheme, states, and what stage each part of the journey has reached.
import type { Context } from '../context.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { transact } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { campaignProblem } from '../problem/campaign.ts'
import { generalProblem } from '../problem/general.ts'
import { CAMPAIGN_STATES, mayMove } from './campaign.ts'
import {
  countJourney,
  currentScheme,
  findCampaign,
  freezeSchemes,
  insertCampaign,
  insertScheme,
  listCampaigns,
  listCampaignUnits,
  listSchemes,
  replaceCampaignUnits,
  updateCampaign,
} from './campaign.store.ts'
import { defaultScheme, parseScheme } from './scheme.ts'

const tag = 'campaign'
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Text = z.string().trim().min(1).max(100)
const Settings = z.object({
  year: z.number().int().min(2000).max(2100),
  name: Text,
  organiser: Text,
  implementer: Text,
  hotline: z.string().trim().max(40),
  notice: z.string().trim().max(4000),
  opensOn: Day.nullable(),
  closesOn: Day.nullable(),
})
const Campaign = Settings.extend({
  id: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  demo: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi('Campaign')
const CampaignUnit = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  seriesId: z.string(),
  seriesName: z.string(),
  position: z.number(),
})
const Scheme = z
  .object({
    id: z.string(),
    version: z.number(),
    digest: z.string(),
    state: z.enum(['draft', 'frozen']),
    createdAt: z.string(),
    body: z.unknown(),
  })
  .openapi('Scheme')
const Journey = z.object({
  units: z.number(),
  rosters: z.number(),
  frames: z.number(),
  designs: z.number(),
  draws: z.number(),
  submissions: z.number(),
  invitations: z.number(),
  responses: z.number(),
  questionnaires: z.number(),
  drawState: z.string().nullable(),
  frameFrozen: z.boolean(),
  fieldedVersion: z.number().nullable(),
  scoreState: z.enum(['provisional', 'frozen']).nullable(),
  componentUnits: z.number(),
  componentsLocked: z.boolean(),
  compositeFrozen: z.boolean(),
})

const list = operation({
  method: 'get',
  path: '/campaigns',
  tag,
  summary: ['年度考评', 'Campaigns'],
  permission: 'campaign.read',
  response: z.object({ campaigns: z.array(Campaign) }),
})
const show = operation({
  method: 'get',
  path: '/campaigns/{id}',
  tag,
  summary: ['一个年度', 'One campaign'],
  permission: 'campaign.read',
  request: { params: idParams },
  response: z.object({ campaign: Campaign, units: z.array(CampaignUnit), schemes: z.array(Scheme), journey: Journey }),
})
const create = operation({
  method: 'post',
  path: '/campaigns',
  tag,
  summary: ['新建年度', 'Create a campaign'],
  permission: 'campaign.write',
  request: { body: json(Settings) },
  response: z.object({ id: z.string() }),
})
const change = operation({
  method: 'patch',
  path: '/campaigns/{id}',
  tag,
  summary: ['修改年度', 'Change a campaign'],
  permission: 'campaign.write',
  request: { params: idParams, body: json(Settings.partial()) },
  response: z.object({}),
})
const setUnits = operation({
  method: 'put',
  path: '/campaigns/{id}/units',
  tag,
  summary: ['设定参评单位', 'Set the units that take part'],
  permission: 'campaign.write',
  request: { params: idParams, body: json(z.object({ unitIds: z.array(z.string()).max(2000) })) },
  response: z.object({}),
})
const move = operation({
  method: 'post',
  path: '/campaigns/{id}/state',
  tag,
  summary: ['变更阶段', 'Move to another stage'],
  permission: 'campaign.write',
  request: {
    params: idParams,
    body: json(z.object({ state: z.enum(CAMPAIGN_STATES), reason: z.string().trim().max(500).optional() })),
  },
  response: z.object({}),
})
const saveScheme = operation({
  method: 'post',
  path: '/campaigns/{id}/schemes',
  tag,
  summary: ['保存计分方案新版本', 'Save a new version of the scoring scheme'],
  permission: 'campaign.write',
  request: { params: idParams, body: json(z.object({ body: z.record(z.string(), z.unknown()) })) },
  response: z.object({ id: z.string(), version: z.number() }),
})

export function campaignRoutes(context: Context) {
  const { db } = context
  const audit = (campaignId: string, action: string, details: Record<string, unknown>) => ({
    action,
    subject: `campaign/${campaignId}`,
    campaignId,
    details,
  })
  return router()
    .openapi(list, async c => c.json({ campaigns: await listCampaigns(db) }, 200))
    .openapi(show, async c => {
      const campaign = await findCampaign(db, c.req.valid('param').id)
      if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
      const schemes = (await listSchemes(db, campaign.id)).map(scheme => ({
        ...scheme,
        body: JSON.parse(scheme.body) as unknown,
      }))
      return c.json(
        {
          campaign,
          units: await listCampaignUnits(db, campaign.id),
          schemes,
          journey: await countJourney(db, campaign.id),
        },
        200,
      )
    })
    .openapi(create, async c => {
      const body = c.req.valid('json')
      const id = context.newId()
      const at = context.now().toISOString()
      await transact(db, async trx => {
        await insertCampaign(trx, { id, ...body, state: 'preparing', demo: 0, createdAt: at, updatedAt: at })
        await insertScheme(trx, {
          id: context.newId(),
          campaignId: id,
          version: 1,
          body: JSON.stringify(defaultScheme),
          digest: digestOf(defaultScheme),
          state: 'draft',
          createdAt: at,
        })
        await recordAudit(trx, context, { actor: c.get('user'), ...audit(id, 'campaign.create', body) })
      })
      return c.json({ id }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const body = Object.fromEntries(Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined))
      await transact(db, async trx => {
        if (!(await findCampaign(trx, id))) throw generalProblem.notFound(['年度考评', 'campaign'])
        await updateCampaign(trx, id, { ...body, updatedAt: context.now().toISOString() })
        await recordAudit(trx, context, { actor: c.get('user'), ...audit(id, 'campaign.write', body) })
      })
      return c.json({}, 200)
    })
    .openapi(setUnits, async c => {
      const { id } = c.req.valid('param')
      const { unitIds } = c.req.valid('json')
      await transact(db, async trx => {
        const campaign = await findCampaign(trx, id)
        if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
        if (campaign.state !== 'preparing') throw campaignProblem.unitsFixed()
        await replaceCampaignUnits(trx, id, [...new Set(unitIds)])
        await recordAudit(trx, context, {
          actor: c.get('user'),
          ...audit(id, 'campaign.units', { count: unitIds.length }),
        })
      })
      return c.json({}, 200)
    })
    .openapi(move, async c => {
      const { id } = c.req.valid('param')
      const { state, reason } = c.req.valid('json')
      await transact(db, async trx => {
        const campaign = await findCampaign(trx, id)
        if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
        if (!mayMove(campaign.state, state)) throw campaignProblem.stateStep(campaign.state, state)
        const back = CAMPAIGN_STATES.indexOf(state) < CAMPAIGN_STATES.indexOf(campaign.state)
        if (back && !reason) throw campaignProblem.reasonRequired()
        if (state === 'fieldwork') await freezeSchemes(trx, id)
        await updateCampaign(trx, id, { state, updatedAt: context.now().toISOString() })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          ...audit(id, 'campaign.state', { from: campaign.state, to: state, reason: reason ?? '' }),
        })
      })
      return c.json({}, 200)
    })
    .openapi(saveScheme, async c => {
      const { id } = c.req.valid('param')
      const body = parseScheme(c.req.valid('json').body)
      const saved = await transact(db, async trx => {
        const current = await currentScheme(trx, id)
        if (!current) throw generalProblem.notFound(['年度考评', 'campaign'])
        const campaign = await findCampaign(trx, id)
        if (campaign && CAMPAIGN_STATES.indexOf(campaign.state) >= CAMPAIGN_STATES.indexOf('review'))
          throw campaignProblem.schemeFrozen()
        const row = {
          id: context.newId(),
          campaignId: id,
          version: current.version + 1,
          body: JSON.stringify(body),
          digest: digestOf(body),
          state: 'draft' as const,
          createdAt: context.now().toISOString(),
        }
        await insertScheme(trx, row)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          ...audit(id, 'campaign.scheme', { version: row.version, digest: row.digest }),
        })
        return row
      })
      return c.json({ id: saved.id, version: saved.version }, 200)
    })
}

export type CampaignRoutes = ReturnType<typeof campaignRoutes>
