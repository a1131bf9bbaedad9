// Draws 抽样: the ceremony of commit, seed, draw and reveal.
import { randomBytes } from 'node:crypto'
import { digestHex } from '../../sampling/hash.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign, listCampaignUnits } from '../campaign/campaign.store.ts'
import type { CampaignState } from '../campaign/campaign.ts'
import type { Context } from '../context.ts'
import { isUniqueViolation, transact } from '../db/engine.ts'
import { runTask } from '../db/offload.ts'
import { checked, frozenFrame } from '../design/design.routes.ts'
import { assignmentOf, type StratumSize } from '../design/design.ts'
import { commitDesign, findDesign } from '../design/design.store.ts'
import { router } from '../http/route.ts'
import { drawProblem } from '../problem/draw.ts'
import { inputProblem } from '../problem/frame.ts'
import { generalProblem } from '../problem/general.ts'
import { drawWords } from '../words/draw.ts'
import { checkWords } from '../../sampling/words.ts'
import { mayReveal, seedTimeFault } from './draw.ts'
import { cancel, commit, list, reveal, run, seed, show, verification } from './draw.shape.ts'
import { clearVoid, findDraw, insertDraw, listDraws, moveDraw } from './draw.store.ts'
import { detailOf, drawFiles, manifestText, summaryOf } from './files.ts'
import { inWords, leastRatingsOf } from './shortages.ts'
import { type DrawJob, recompute, runDraw } from './work.ts'

const workModule = new URL('./work.ts', import.meta.url).href

export function drawRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const draws = await listDraws(db, c.req.valid('param').campaignId)
      return c.json({ draws: draws.map(draw => summaryOf(draw)) }, 200)
    })
    .openapi(show, async c => {
      const draw = await existing(context, c.req.valid('param').id)
      const campaign = await campaignOf(context, draw.campaignId)
      const detail = await detailOf(db, draw, campaign.state, c.get('user').role)
      return c.json({ draw: { ...detail, leastRatings: await leastRatingsOf(context, draw) } }, 200)
    })
    .openapi(commit, async c => {
      const { campaignId } = c.req.valid('param')
      const { designId, withSecret } = c.req.valid('json')
      await samplingStage(context, campaignId)
      const design = await findDesign(db, designId)
      if (!design || design.campaignId !== campaignId) throw generalProblem.notFound(['抽样设计', 'design'])
      const frame = await frozenFrame(context, design.frameId)
      const { digest } = checked(JSON.parse(design.body), frame.strata)
      const secret = withSecret ? randomBytes(32).toString('hex') : null
      const secretDigest = secret === null ? null : digestHex(secret)
      const id = context.newId()
      const committedAt = context.now().toISOString()
      await transact(db, async trx => {
        await insertDraw(trx, {
          id,
          campaignId,
          frameId: frame.id,
          designId,
          state: 'committed',
          frameDigest: frame.digest,
          designDigest: digest,
          secretDigest,
          committedBy: c.get('user').id,
          committedAt,
        })
        await commitDesign(trx, designId, committedAt)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'draw.commit',
          subject: `draw/${id}`,
          campaignId,
          details: { frameDigest: frame.digest, designDigest: digest, secretDigest, committedAt },
        })
      }).catch(error => {
        throw isUniqueViolation(error) ? drawProblem.designDrawn() : error
      })
      return c.json({ id, frameDigest: frame.digest, designDigest: digest, secretDigest, secret, committedAt }, 200)
    })
    .openapi(seed, async c => {
      const { seed: value, place, witnesses, recordedAt: given } = c.req.valid('json')
      const draw = await existing(context, c.req.valid('param').id)
      await samplingStage(context, draw.campaignId)
      const recordedAt = given ? new Date(given).toISOString() : context.now().toISOString()
      if (/[\r\n]/.test(value)) throw drawProblem.seedMalformed()
      const fault = seedTimeFault(recordedAt, draw.committedAt, context.now())
      if (fault === 'before_commit') throw drawProblem.seedBeforeCommit(draw.committedAt, recordedAt)
      if (fault === 'future') throw drawProblem.seedInFuture()
      await transact(db, async trx => {
        const moved = await moveDraw(trx, draw.id, ['committed'], {
          state: 'seeded',
          seed: value,
          seedPlace: place,
          seedWitnesses: JSON.stringify(witnesses),
          seedRecordedAt: recordedAt,
        })
        if (!moved) throw draw.state === 'void' ? drawProblem.voided() : drawProblem.seedRecorded()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'draw.seed',
          subject: `draw/${draw.id}`,
          campaignId: draw.campaignId,
          details: { seed: value, place, witnesses, recordedAt },
        })
      })
      return c.json({ recordedAt }, 200)
    })
    .openapi(run, async c => {
      const draw = await existing(context, c.req.valid('param').id)
      await samplingStage(context, draw.campaignId)
      const job = await drawJob(context, draw, c.req.valid('json').secret || undefined)
      const outcome = await runTask(context, workModule, runDraw, job, effortOf(draw)).catch(error => {
        throw inputProblem(error, 'draw-impossible', drawWords.impossible)
      })
      const { manifest, sampled, reserved, unassigned } = outcome
      const units = await listCampaignUnits(db, draw.campaignId)
      const shortages = inWords(outcome.shortages, assignmentOf(JSON.parse(draw.designBody) as never), units)
      await transact(db, async trx => {
        const moved = await moveDraw(trx, draw.id, ['seeded'], {
          state: 'drawn',
          manifest: JSON.stringify(manifest),
          sampleDigest: manifest.sample_digest,
          drawnAt: context.now().toISOString(),
        })
        if (!moved) throw drawProblem.done()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'draw.draw',
          subject: `draw/${draw.id}`,
          campaignId: draw.campaignId,
          details: {
            sampleDigest: manifest.sample_digest,
            sampled,
            reserved,
            unassigned,
            ...(shortages.length > 0 ? { shortages: shortages.length } : {}),
          },
        })
      }).catch(async error => {
        await transact(db, trx => clearVoid(trx, draw.id))
        throw error
      })
      return c.json({ sampleDigest: manifest.sample_digest, sampled, reserved, unassigned, shortages }, 200)
    })
    .openapi(reveal, async c => {
      const draw = await existing(context, c.req.valid('param').id)
      const { secret } = c.req.valid('json')
      const campaign = await campaignOf(context, draw.campaignId)
      if (draw.secretDigest === null || draw.state === 'revealed') throw drawProblem.noSecret()
      if (draw.state !== 'drawn') throw drawProblem.notDrawn()
      if (!mayReveal(campaign.state)) throw drawProblem.revealTooEarly()
      if (digestHex(secret) !== draw.secretDigest) throw drawProblem.secretWrong()
      await transact(db, async trx => {
        const change = { state: 'revealed' as const, secret, revealedAt: context.now().toISOString() }
        if (!(await moveDraw(trx, draw.id, ['drawn'], change))) throw drawProblem.noSecret()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'draw.reveal',
          subject: `draw/${draw.id}`,
          campaignId: draw.campaignId,
          details: { secret, secretDigest: draw.secretDigest },
        })
      })
      return c.json({}, 200)
    })
    .openapi(cancel, async c => {
      const draw = await existing(context, c.req.valid('param').id)
      await samplingStage(context, draw.campaignId)
      const { reason } = c.req.valid('json')
      await transact(db, async trx => {
        if (!(await moveDraw(trx, draw.id, ['committed', 'seeded'], { state: 'void', voidReason: reason })))
          throw draw.state === 'void' ? drawProblem.voided() : drawProblem.done()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'draw.void',
          subject: `draw/${draw.id}`,
          campaignId: draw.campaignId,
          details: { reason, seed: draw.seed },
        })
      })
      return c.json({}, 200)
    })
    .openapi(verification, async c => {
      const draw = await existing(context, c.req.valid('param').id)
      const manifest = manifestText(draw)
      if (manifest === null) throw drawProblem.notDrawn()
      const job = { drawId: draw.id, frameId: draw.frameId, design: draw.designBody, manifest }
      const report = await runTask(context, workModule, recompute, job, draw.elementCount)
      const checks = report.checks.map(check => {
        const [zh, en] = check.problem ? [check.problem.zh, check.problem.en] : checkWords[check.id]
        return { id: check.id, outcome: check.outcome, zh, en }
      })
      return c.json({ verdict: report.verdict, checks }, 200)
    })
    .route('/', drawFiles(context))
}

/** Rows of work: everyone gets a ticket, and everyone drawn is matched with units, which costs as much as some forty tickets. */
function effortOf(draw: DrawRow): number {
  const { strata } = JSON.parse(draw.frameCoverage) as { strata: readonly StratumSize[] }
  const { n, r } = checked(JSON.parse(draw.designBody), strata).allocation
  return draw.elementCount + 40 * (n + r)
}

/** What the draw is made from, with the secret checked against the digest that was published. */
async function drawJob(context: Context, draw: DrawRow, secret: string | undefined): Promise<DrawJob> {
  if (draw.state === 'void') throw drawProblem.voided()
  if (draw.state === 'drawn' || draw.state === 'revealed') throw drawProblem.done()
  if (draw.seed === null || draw.seedRecordedAt === null) throw drawProblem.notSeeded()
  if (draw.secretDigest === null && secret !== undefined) throw drawProblem.secretUnexpected()
  if (draw.secretDigest !== null && secret === undefined) throw drawProblem.secretRequired()
  if (draw.secretDigest !== null && digestHex(secret ?? '') !== draw.secretDigest) throw drawProblem.secretWrong()
  return {
    drawId: draw.id,
    frameId: draw.frameId,
    frameDigest: draw.frameDigest,
    designDigest: draw.designDigest,
    design: JSON.parse(draw.designBody),
    seed: draw.seed,
    ...(secret === undefined ? {} : { secret }),
    seedRecord: {
      recordedAt: draw.seedRecordedAt,
      place: draw.seedPlace ?? '',
      witnesses: JSON.parse(draw.seedWitnesses ?? '[]') as string[],
    },
    committedAt: draw.committedAt,
    units: (await listCampaignUnits(context.db, draw.campaignId)).map(unit => unit.id),
  }
}

type DrawRow = Awaited<ReturnType<typeof existing>>

async function existing(context: Context, id: string) {
  const draw = await findDraw(context.db, id)
  if (!draw) throw generalProblem.notFound(['抽样', 'draw'])
  return draw
}

async function campaignOf(context: Context, id: string) {
  const campaign = await findCampaign(context.db, id)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  return campaign
}

async function samplingStage(context: Context, campaignId: string): Promise<void> {
  const { state }: { state: CampaignState } = await campaignOf(context, campaignId)
  if (state !== 'sampling') throw drawProblem.stage(state)
}

export type DrawRoutes = ReturnType<typeof drawRoutes>
