// Composite scores 综合得分: the table with its formulas, triggers, freezing, export.
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign, listCampaignUnits } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { type Db, type Trx, transact } from '../db/engine.ts'
import type { Cell } from '../files/cells.ts'
import { requirePermission, router, z } from '../http/route.ts'
import { compositeProblem, NOT_READY } from '../problem/composite.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { EXPORT_FORMATS, tableResponse } from '../files/download.ts'
import { compositeWords, gradeWords, noiseWords, partWords } from '../words/composite.ts'
import { type Speak, speaker } from '../words/words.ts'
import { assembleComposite } from './assemble.ts'
import type { CompositeRow, CompositeSeries } from './composite.ts'
import { addTrigger, freeze, removeTrigger, show } from './composite.shape.ts'
import { deleteTrigger, findTrigger, insertResult, insertTrigger, latestResult } from './composite.store.ts'

export function compositeRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(show, async c => {
      const { campaignId } = c.req.valid('param')
      const { series, triggers, basis, lock, digest, rules } = await assembleComposite(db, campaignId)
      const last = await latestResult(db, campaignId)
      const { excellent, good, fair } = rules.grade
      return c.json(
        {
          series,
          triggers,
          basis,
          locked: lock !== null,
          digest,
          frozen: last
            ? { digest: last.digest, frozenBy: last.frozenBy, frozenAt: last.frozenAt, current: last.digest === digest }
            : null,
          limits: { share: excellent.share, excellent: excellent.min, good: good.min, fair: fair.min },
          weights: rules.composite.weights,
        },
        200,
      )
    })
    .openapi(addTrigger, async c => {
      const { campaignId } = c.req.valid('param')
      const { exempt, clause, ...body } = c.req.valid('json')
      if (exempt && body.exemptReason === '') throw compositeProblem.exemptReason()
      const units = await listCampaignUnits(db, campaignId)
      if (!units.some(unit => unit.id === body.unitId)) throw generalProblem.notFound(['参评单位', 'unit'])
      const kind = clause.startsWith('R18') ? ('poor' as const) : ('downgrade' as const)
      const id = context.newId()
      await transact(db, async trx => {
        await requireScoring(trx, campaignId)
        await insertTrigger(trx, {
          id,
          campaignId,
          kind,
          clause,
          ...body,
          exempt: exempt ? 1 : 0,
          decidedBy: c.get('user').name,
          createdAt: context.now().toISOString(),
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'composite.trigger',
          subject: `composite-trigger/${id}`,
          campaignId,
          details: { kind, clause, exempt, ...body },
        })
      })
      return c.json({ id }, 200)
    })
    .openapi(removeTrigger, async c => {
      const { id } = c.req.valid('param')
      const trigger = await findTrigger(db, id)
      if (!trigger) throw generalProblem.notFound(['情形', 'trigger'])
      await transact(db, async trx => {
        await requireScoring(trx, trigger.campaignId)
        await deleteTrigger(trx, id)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'composite.remove',
          subject: `composite-trigger/${id}`,
          campaignId: trigger.campaignId,
          details: { unitId: trigger.unitId, clause: trigger.clause, reason: trigger.reason },
        })
      })
      return c.json({}, 200)
    })
    .openapi(freeze, async c => {
      const { campaignId } = c.req.valid('param')
      const seen = c.req.valid('json').digest
      await transact(db, async trx => {
        await requireScoring(trx, campaignId)
        const made = await assembleComposite(trx, campaignId)
        if (made.digest !== seen) throw compositeProblem.stale()
        const runId = requireReady(made)
        const id = context.newId()
        await insertResult(trx, {
          id,
          campaignId,
          scoreRunId: runId,
          inputs: JSON.stringify(made.inputs),
          body: JSON.stringify(made.series),
          digest: made.digest,
          frozenBy: c.get('user').name,
          frozenAt: context.now().toISOString(),
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'composite.freeze',
          subject: `composite/${id}`,
          campaignId,
          details: { digest: made.digest, inputs: made.inputs },
        })
      })
      return c.json({ digest: seen }, 200)
    })
    .get('/campaigns/:campaignId/composite/export', requirePermission('composite.read'), async c => {
      const format = z.enum(EXPORT_FORMATS).catch('csv').parse(c.req.query('format'))
      const t = speaker(languageOf(c))
      const { series } = await assembleComposite(db, c.req.param('campaignId'))
      return tableResponse(exportRows(series, t), t(compositeWords.title), format)
    })
}

async function requireScoring(db: Db | Trx, campaignId: string): Promise<void> {
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (campaign.state !== 'scoring') throw compositeProblem.closed()
}

/** @returns the id of the frozen score run */
function requireReady({ series, basis, lock }: Awaited<ReturnType<typeof assembleComposite>>): string {
  const reasons = [
    ...(basis?.state === 'frozen' ? [] : [NOT_READY.noScore]),
    ...(lock ? [] : [NOT_READY.notLocked]),
    ...(series.some(one => one.blocked > 0) ? [NOT_READY.blocked] : []),
    ...(series.some(one => one.extraShareMissing) ? [NOT_READY.extraShare] : []),
  ]
  if (reasons.length > 0 || !basis) throw compositeProblem.notReady(reasons)
  return basis.id
}

function exportRows(series: readonly CompositeSeries[], t: Speak): Cell[][] {
  const w = compositeWords
  const head = [w.series, w.rank, w.code, w.unit, w.target, w.leader, w.public, w.bonus, w.deduction, w.score]
  const rows = series.flatMap(one => one.rows.map(row => exportRow(one.seriesName, row, t)))
  return [[...head, w.provisional, w.grade, w.onNoise, w.formula].map(words => t(words)), ...rows]
}

function exportRow(seriesName: string, row: CompositeRow, t: Speak): Cell[] {
  const numbers = [row.target, row.leader, row.public, row.bonus, row.deduction, row.score]
  const grades = [row.provisional, row.grade].map(grade => (grade ? t(gradeWords[grade]) : ''))
  const lacks = row.missing.map(part => t(partWords[part])).join('、')
  return [
    seriesName,
    row.rank,
    row.code,
    row.name,
    ...numbers.map(number => number ?? ''),
    ...grades,
    (row.noise?.crosses ?? []).map(line => t(noiseWords[line])).join('、'),
    row.formula ?? (lacks ? t(compositeWords.blocked, lacks) : ''),
  ]
}

export type CompositeRoutes = ReturnType<typeof compositeRoutes>
