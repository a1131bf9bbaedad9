// Components 考评分项: enter, import, lock.
import { addDecimals, percentOf } from '../../sampling/decimal.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { currentScheme, findCampaign, listCampaignUnits } from '../campaign/campaign.store.ts'
import { parseScheme } from '../campaign/scheme.ts'
import type { Context } from '../context.ts'
import { type Trx, transact } from '../db/engine.ts'
import { requirePermission, router, type SessionUser } from '../http/route.ts'
import { componentProblem } from '../problem/component.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { tableResponse } from '../files/download.ts'
import { receiveTable, uploadLimit } from '../score/upload.ts'
import { componentWords } from '../words/component.ts'
import { speaker } from '../words/words.ts'
import { type Part, readPoints, readScore } from './component.ts'
import { addEntry, changeEntry, list, lock, put, removeEntry, unlock } from './component.shape.ts'
import {
  deleteComponent,
  deleteEntry,
  deleteLock,
  digestComponents,
  findEntry,
  findLock,
  insertEntry,
  insertLock,
  listComponents,
  listEntries,
  putComponent,
  updateEntry,
} from './component.store.ts'
import { importComponents, readImport } from './import.ts'

const IMPORT_LIMIT = 5 * 1024 * 1024
const FIELDS = { target: 'target', partyGovernment: 'party_government', congressCppcc: 'congress_cppcc' } as const

export function componentRoutes(context: Context) {
  const { db } = context
  /** One change: open campaign, no lock, the work, its audit line. */
  const change = (campaignId: string, actor: SessionUser, action: string, subject: string, work: Work) =>
    transact(db, async trx => {
      await requireOpen(trx, campaignId)
      if (await findLock(trx, campaignId)) throw componentProblem.locked()
      const details = await work(trx)
      await recordAudit(trx, context, { actor, action: `component.${action}`, subject, campaignId, details })
    })
  const stamp = (user: SessionUser) => ({
    source: 'entered' as const,
    updatedBy: user.name,
    updatedAt: context.now().toISOString(),
  })
  return router()
    .openapi(list, async c => c.json(await view(context, c.req.valid('param').campaignId), 200))
    .openapi(put, async c => {
      const { campaignId, unitId } = c.req.valid('param')
      const values = readValues(c.req.valid('json'))
      const units = await listCampaignUnits(db, campaignId)
      if (!units.some(unit => unit.id === unitId)) throw generalProblem.notFound(['参评单位', 'unit'])
      await change(campaignId, c.get('user'), 'write', `unit/${unitId}`, async trx => {
        for (const [part, value] of values)
          if (value === null) await deleteComponent(trx, campaignId, unitId, part)
          else await putComponent(trx, { campaignId, unitId, part, value, ...stamp(c.get('user')) })
        return Object.fromEntries(values)
      })
      return c.json({}, 200)
    })
    .openapi(addEntry, async c => {
      const { campaignId } = c.req.valid('param')
      const body = c.req.valid('json')
      const points = requirePoints(body.points)
      const units = await listCampaignUnits(db, campaignId)
      if (!units.some(unit => unit.id === body.unitId)) throw generalProblem.notFound(['参评单位', 'unit'])
      const id = context.newId()
      await change(campaignId, c.get('user'), 'write', `component-entry/${id}`, async trx => {
        await insertEntry(trx, { id, campaignId, ...body, points, ...stamp(c.get('user')) })
        return { ...body, points }
      })
      return c.json({ id }, 200)
    })
    .openapi(changeEntry, async c => {
      const { id } = c.req.valid('param')
      const { reason, document, points: typed } = c.req.valid('json')
      const points = requirePoints(typed)
      const entry = await findEntry(db, id)
      if (!entry) throw generalProblem.notFound(['加分扣分', 'entry'])
      await change(entry.campaignId, c.get('user'), 'write', `component-entry/${id}`, async trx => {
        await updateEntry(trx, id, { points, reason, document, ...stamp(c.get('user')) })
        return { from: entry.points, points, reason, document }
      })
      return c.json({}, 200)
    })
    .openapi(removeEntry, async c => {
      const { id } = c.req.valid('param')
      const entry = await findEntry(db, id)
      if (!entry) throw generalProblem.notFound(['加分扣分', 'entry'])
      await change(entry.campaignId, c.get('user'), 'remove', `component-entry/${id}`, async trx => {
        await deleteEntry(trx, id)
        const { unitId, kind, points, reason, document } = entry
        return { unitId, kind, points, reason, document }
      })
      return c.json({}, 200)
    })
    .openapi(lock, async c => {
      const { campaignId } = c.req.valid('param')
      const { units } = await view(context, campaignId)
      const lacking = units.filter(lacksPart).map(unit => unit.name)
      if (lacking.length > 0 || units.length === 0) throw componentProblem.incomplete(lacking)
      let digest = ''
      await change(campaignId, c.get('user'), 'lock', `component/${campaignId}`, async trx => {
        digest = await digestComponents(trx, campaignId)
        const lockedAt = context.now().toISOString()
        await insertLock(trx, { campaignId, digest, lockedBy: c.get('user').name, lockedAt })
        return { digest }
      })
      return c.json({ digest }, 200)
    })
    .openapi(unlock, async c => {
      const { campaignId } = c.req.valid('param')
      await transact(db, async trx => {
        await requireOpen(trx, campaignId)
        if (!(await deleteLock(trx, campaignId))) throw componentProblem.notLocked()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'component.unlock',
          subject: `component/${campaignId}`,
          campaignId,
          details: c.req.valid('json'),
        })
      })
      return c.json({}, 200)
    })
    .get('/campaigns/:campaignId/components/template', requirePermission('component.read'), async c => {
      const t = speaker(languageOf(c))
      const { units } = await view(context, c.req.param('campaignId'))
      const { code, target, partyGovernment, congressCppcc, bonus, deduction, ...words } = componentWords
      const head = [code, words.unit, target, partyGovernment, congressCppcc]
      const entries = [bonus, words.bonusReason, words.bonusDocument, deduction, words.deductionReason]
      const rows = units.map(unit => [unit.code, unit.name, unit.target, unit.partyGovernment, unit.congressCppcc])
      const table = [[...head, ...entries, words.deductionDocument].map(word => t(word)), ...rows]
      return tableResponse(table, t(componentWords.title), 'xlsx')
    })
    .post(
      '/campaigns/:campaignId/components/import',
      requirePermission('component.write'),
      uploadLimit(IMPORT_LIMIT),
      async c => {
        const campaignId = c.req.param('campaignId')
        await requireOpen(db, campaignId)
        const file = (await c.req.formData().catch(() => null))?.get('file')
        if (!(file instanceof File))
          throw generalProblem.invalidInput([{ pointer: '/file', detail: ['缺少文件', 'missing'] }])
        const read = readImport((await receiveTable(file)).rows, await listCampaignUnits(db, campaignId))
        if (c.req.query('check') === '1')
          return c.json({ values: read.values.length, entries: read.entries.length, imported: false })
        return c.json({ ...(await importComponents(context, c.get('user'), campaignId, read)), imported: true })
      },
    )
}

type Work = (trx: Trx) => Promise<Readonly<Record<string, unknown>>>

async function requireOpen(db: Context['db'] | Trx, campaignId: string): Promise<void> {
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (campaign.state !== 'fieldwork' && campaign.state !== 'scoring') throw componentProblem.closed()
}

function requirePoints(text: string): string {
  const points = readPoints(text)
  if (points === null) throw componentProblem.notNumber('/points')
  return points
}

type Values = Partial<Record<keyof typeof FIELDS, string | null | undefined>>

function readValues(body: Values): readonly (readonly [Part, string | null])[] {
  return Object.entries(FIELDS).flatMap(([field, part]) => {
    const text = body[field as keyof typeof FIELDS]
    if (text === undefined) return []
    const value = text === null || text === '' ? null : readScore(text)
    if (value === null && text) throw componentProblem.notNumber(`/${field}`)
    return [[part, value] as const]
  })
}

const lacksPart = (unit: { target: string | null; leader: string | null }): boolean =>
  unit.target === null || unit.leader === null

async function view(context: Context, campaignId: string) {
  const { db } = context
  const scheme = await currentScheme(db, campaignId)
  if (!scheme) throw generalProblem.notFound(['年度考评', 'campaign'])
  const { composite } = parseScheme(JSON.parse(scheme.body) as Record<string, unknown>)
  const values = new Map((await listComponents(db, campaignId)).map(row => [`${row.unitId}/${row.part}`, row.value]))
  const entries = await listEntries(db, campaignId)
  const blocks = composite.leader_blocks
  const units = (await listCampaignUnits(db, campaignId)).map(unit => {
    const part = (name: Part) => values.get(`${unit.id}/${name}`) ?? null
    const [partyGovernment, congressCppcc] = [part('party_government'), part('congress_cppcc')]
    const own = entries.filter(entry => entry.unitId === unit.id)
    const sum = (kind: 'bonus' | 'deduction') => addDecimals(own.filter(e => e.kind === kind).map(e => e.points))
    const leader =
      partyGovernment === null || congressCppcc === null
        ? null
        : addDecimals([
            percentOf(partyGovernment, blocks.party_government),
            percentOf(congressCppcc, blocks.congress_cppcc),
          ])
    const named = { unitId: unit.id, code: unit.code, name: unit.name, seriesName: unit.seriesName }
    const sums = { leader, bonus: sum('bonus'), deduction: sum('deduction'), entries: own }
    return { ...named, target: part('target'), partyGovernment, congressCppcc, ...sums }
  })
  return {
    units,
    lock: (await findLock(db, campaignId)) ?? null,
    weights: {
      ...composite.weights,
      partyGovernment: blocks.party_government,
      congressCppcc: blocks.congress_cppcc,
    },
    missing: units.filter(lacksPart).length,
  }
}

export type ComponentRoutes = ReturnType<typeof componentRoutes>
