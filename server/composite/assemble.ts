// Gathers what the composite table is made from: the current score run, the components, the triggers, the scheme.
import type { ScoreResult } from '../../sampling/score.ts'
import { currentScheme, listCampaignUnits } from '../campaign/campaign.store.ts'
import { parseScheme } from '../campaign/scheme.ts'
import { digestComponents, findLock, listComponents, listEntries } from '../component/component.store.ts'
import type { Db, Trx } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import { generalProblem } from '../problem/general.ts'
import { currentScoreRun } from '../score/score.store.ts'
import { composeSeries, type UnitParts } from './composite.ts'
import { listTriggers } from './composite.store.ts'

export async function assembleComposite(db: Db | Trx, campaignId: string) {
  const scheme = await currentScheme(db, campaignId)
  if (!scheme) throw generalProblem.notFound(['年度考评', 'campaign'])
  const rules = parseScheme(JSON.parse(scheme.body) as Record<string, unknown>)
  const run = await currentScoreRun(db, campaignId)
  const triggers = await listTriggers(db, campaignId)
  const parts = await loadParts(db, campaignId, run ? (JSON.parse(run.result) as ScoreResult) : null, triggers)
  const series = composeSeries(parts, rules)
  const lock = (await findLock(db, campaignId)) ?? null
  const inputs = {
    scheme: { version: scheme.version, digest: scheme.digest },
    score: run ? { id: run.id, digest: run.resultDigest } : null,
    components: await digestComponents(db, campaignId),
    triggers: digestOf(triggers),
  }
  const basis = run && {
    id: run.id,
    state: run.state,
    createdAt: run.createdAt,
    frozenAt: run.frozenAt,
    resultDigest: run.resultDigest,
  }
  return { series, triggers, lock, basis: basis ?? null, inputs, digest: digestOf({ inputs, series }), rules }
}

type Triggers = Awaited<ReturnType<typeof listTriggers>>

async function loadParts(
  db: Db | Trx,
  campaignId: string,
  result: ScoreResult | null,
  triggers: Triggers,
): Promise<readonly UnitParts[]> {
  const values = new Map((await listComponents(db, campaignId)).map(row => [`${row.unitId}/${row.part}`, row.value]))
  const entries = await listEntries(db, campaignId)
  return (await listCampaignUnits(db, campaignId)).map(unit => {
    const points = (kind: 'bonus' | 'deduction') =>
      entries.filter(entry => entry.unitId === unit.id && entry.kind === kind).map(entry => entry.points)
    const score = result?.units[unit.id]
    return {
      unitId: unit.id,
      code: unit.code,
      name: unit.name,
      seriesId: unit.seriesId,
      seriesName: unit.seriesName,
      target: values.get(`${unit.id}/target`) ?? null,
      partyGovernment: values.get(`${unit.id}/party_government`) ?? null,
      congressCppcc: values.get(`${unit.id}/congress_cppcc`) ?? null,
      public: score?.score ?? null,
      publicInterval: score?.ci95 ?? null,
      publicSufficient: score?.sufficient ?? false,
      bonus: points('bonus'),
      deduction: points('deduction'),
      triggers: triggers.filter(row => row.unitId === unit.id && !row.exempt).map(row => row.kind),
    }
  })
}
