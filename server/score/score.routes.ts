// Score runs 公众评议得分: compute, show, verify, freeze, export.
import type { CampaignScheme } from '../../sampling/scheme.ts'
import type { ScoreResult } from '../../sampling/score.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { currentScheme, findCampaign, listCampaignUnits } from '../campaign/campaign.store.ts'
import { parseScheme } from '../campaign/scheme.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { EXPORT_FORMATS, tableResponse } from '../files/download.ts'
import { requirePermission, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { scoreProblem } from '../problem/score.ts'
import { speaker } from '../words/words.ts'
import { scoreWords } from '../words/score.ts'
import { inputOf, readChannel, type RecordedChannel } from './channel.ts'
import { computeRun, type ComputedRun, type RunChoice, type RunInputs } from './compute.ts'
import { groupRows, unitRows } from './export.ts'
import { compute, freezeRun, listRuns, showRun, verifyRun } from './score.shape.ts'
import {
  countAnswers,
  deleteProvisionalRuns,
  findScheme,
  findScoreRun,
  freezeScoreRun,
  insertScoreRun,
  listScoreRuns,
  previousScoreRun,
} from './score.store.ts'
import { viewUnits } from './view.ts'

/** Fewest new answers between two runs that may be compared. */
const FEWEST_NEW = 5

export function scoreRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(listRuns, async c => {
      const { campaignId } = c.req.valid('param')
      const runs = (await listScoreRuns(db, campaignId)).map(described)
      return c.json({ runs, own: await countAnswers(db, campaignId) }, 200)
    })
    .openapi(compute, async c => {
      const { campaignId } = c.req.valid('param')
      const campaign = await findCampaign(db, campaignId)
      const scheme = await currentScheme(db, campaignId)
      if (!campaign || !scheme) throw generalProblem.notFound(['年度考评', 'campaign'])
      if (campaign.state === 'preparing' || campaign.state === 'sampling') throw scoreProblem.tooEarly()
      if (campaign.state !== 'fieldwork' && campaign.state !== 'scoring') throw scoreProblem.closed()
      const made = await computeRun(db, campaignId, scheme, c.req.valid('json'))
      await refuseFewNew(context, campaignId, made.inputs)
      const id = context.newId()
      await transact(db, async trx => {
        await deleteProvisionalRuns(trx, campaignId)
        await insertScoreRun(trx, {
          id,
          campaignId,
          schemeId: scheme.id,
          state: 'provisional',
          inputs: JSON.stringify(storedInputs(made)),
          inputsDigest: made.inputsDigest,
          result: JSON.stringify(made.result),
          resultDigest: made.resultDigest,
          respondents: made.result.respondents,
          createdBy: c.get('user').name,
          createdAt: context.now().toISOString(),
          frozenBy: null,
          frozenAt: null,
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'score.compute',
          subject: `score/${id}`,
          campaignId,
          details: { inputsDigest: made.inputsDigest, resultDigest: made.resultDigest, scheme: scheme.version },
        })
      })
      return c.json({ id }, 200)
    })
    .openapi(showRun, async c => {
      const { run, result, scheme, units, before } = await loadRun(context, c.req.valid('param').id)
      const { grade } = scheme
      return c.json(
        {
          run: described(run),
          units: viewUnits(result, units, scheme, before),
          limits: { excellent: grade.excellent.min, good: grade.good.min, fair: grade.fair.min },
          scheme: {
            groupMinN: scheme.group_min_n,
            unitMinN: scheme.unit_min_n,
            smallGroup: scheme.small_group,
            hcp: scheme.hcp && { share: scheme.hcp.share, minN: scheme.hcp.min_n },
          },
          collapsedStrata: result.collapsed_strata,
        },
        200,
      )
    })
    .openapi(verifyRun, async c => c.json(await verify(context, c.req.valid('param').id), 200))
    .openapi(freezeRun, async c => {
      const { id } = c.req.valid('param')
      const { run } = await loadRun(context, id)
      const campaign = await findCampaign(db, run.campaignId)
      if (campaign?.state === 'fieldwork') throw scoreProblem.notClosed()
      if (campaign?.state !== 'scoring') throw scoreProblem.closed()
      if (run.state === 'frozen') throw scoreProblem.frozen()
      if (!(await verify(context, id)).inputs) throw scoreProblem.stale()
      await transact(db, async trx => {
        const done = await freezeScoreRun(trx, id, c.get('user').name, context.now().toISOString())
        if (!done) throw scoreProblem.frozen()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'score.freeze',
          subject: `score/${id}`,
          campaignId: run.campaignId,
          details: { inputsDigest: run.inputsDigest, resultDigest: run.resultDigest },
        })
      })
      return c.json({}, 200)
    })
    .get('/scores/:id/export', requirePermission('score.read'), async c => {
      const format = z.enum(EXPORT_FORMATS).catch('csv').parse(c.req.query('format'))
      const { result, scheme, units, run, before } = await loadRun(context, c.req.param('id'))
      const t = speaker(languageOf(c))
      const viewed = viewUnits(result, units, scheme, before)
      const groups = c.req.query('part') === 'groups'
      const name = `${t(groups ? scoreWords.exportGroups : scoreWords.title)}-${run.createdAt.slice(0, 10)}`
      return tableResponse(groups ? groupRows(viewed, t) : unitRows(viewed, t), name, format)
    })
}

/** What a row keeps: the inputs, and beside their channel the counts it was scored from. */
type StoredInputs = Omit<RunInputs, 'hcp' | 'files'> & {
  readonly files: RunInputs['files'][number][]
  readonly hcp?: RecordedChannel
}

const storedInputs = ({ inputs, channel }: ComputedRun) => ({ ...inputs, ...(channel ? { hcp: channel } : {}) })

/** A run as it is shown: counts by unit are in its result, the small ones hidden. */
function described<R extends { readonly inputs: string }>(run: R) {
  const { hcp, ...inputs } = JSON.parse(run.inputs) as StoredInputs
  return { ...run, inputs: { ...inputs, ...(hcp ? { hcp: inputOf(hcp) } : {}) } }
}

async function loadRun(context: Context, id: string) {
  const run = await findScoreRun(context.db, id)
  const scheme = run && (await findScheme(context.db, run.schemeId))
  if (!run || !scheme) throw generalProblem.notFound(['得分', 'score'])
  const rules: CampaignScheme = parseScheme(JSON.parse(scheme.body) as Record<string, unknown>)
  const units = await listCampaignUnits(context.db, run.campaignId)
  const last = await previousScoreRun(context.db, run.campaignId)
  const before = last ? (JSON.parse(last.result) as ScoreResult) : null
  return { run, scheme: rules, units, before, result: JSON.parse(run.result) as ScoreResult }
}

/**
 * Recompute from the answers as they are now and the ratings as the run counted them; a result that differs from equal inputs has been
 * tampered with. Ratings go on coming while a score is looked at, so whether they have changed since is said apart.
 */
async function verify(context: Context, id: string) {
  const run = await findScoreRun(context.db, id)
  const scheme = run && (await findScheme(context.db, run.schemeId))
  if (!run || !scheme) throw generalProblem.notFound(['得分', 'score'])
  const inputs = JSON.parse(run.inputs) as StoredInputs
  const choice: RunChoice = { includeOwn: inputs.own !== null, fileIds: inputs.files.map(file => file.id) }
  const again = await computeRun(context.db, run.campaignId, scheme, choice, inputs.hcp)
  const rules = parseScheme(JSON.parse(scheme.body) as Record<string, unknown>)
  const now = inputs.hcp && (await readChannel(context.db, run.campaignId, rules, inputs.units))
  return {
    inputs: again.inputsDigest === run.inputsDigest,
    ratings: now?.digest === inputs.hcp?.digest,
    result: again.resultDigest === run.resultDigest,
  }
}

async function refuseFewNew(context: Context, campaignId: string, inputs: RunInputs): Promise<void> {
  const [last] = await listScoreRuns(context.db, campaignId)
  if (!last) return
  const before = JSON.parse(last.inputs) as RunInputs
  const added = (inputs.own?.answers ?? 0) - (before.own?.answers ?? 0)
  const files = (list: RunInputs) => list.files.map(file => file.id).join()
  const comparable = before.own !== null && inputs.own !== null && files(before) === files(inputs)
  if (comparable && added > 0 && added < FEWEST_NEW) throw scoreProblem.tooFewNew(added)
}

export type ScoreRoutes = ReturnType<typeof scoreRoutes>
