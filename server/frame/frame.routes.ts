// Sampling frames 抽样框: choose, count, freeze, hand out.
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import { requirePermission, router, type z } from '../http/route.ts'
import { frameProblem, inputProblem } from '../problem/frame.ts'
import { generalProblem } from '../problem/general.ts'
import { frameWords } from '../words/frame.ts'
import type { FrameDefinition } from './frame.ts'
import {
  change,
  choices,
  create,
  freeze,
  type FrameDetail,
  list,
  preview,
  remove,
  show,
  values,
} from './frame.shape.ts'
import {
  claimFrame,
  deleteDraft,
  findFrame,
  insertFrame,
  listFrameRosters,
  listFrames,
  releaseFrame,
  setFrozen,
  updateDraft,
} from './frame.store.ts'
import { fileAnswer, frameLines } from './file.ts'
import { chosenRosters, countFrame, freezeElements, listValues, runFrameTask } from './work.ts'

/** A claim to freeze that nobody has kept up for this long is free again. */
const CLAIM_MINUTES = 2

export function frameRoutes(context: Context) {
  const { db } = context
  const now = () => context.now().toISOString()
  return router()
    .openapi(choices, async c => {
      const { campaignId } = c.req.valid('param')
      await openCampaign(context, campaignId, { writing: false })
      return c.json({ rosters: await listFrameRosters(db, campaignId) }, 200)
    })
    .openapi(values, async c => {
      const { campaignId } = c.req.valid('param')
      const known = (await listFrameRosters(db, campaignId)).filter(roster =>
        c.req.valid('json').rosterIds.includes(roster.id),
      )
      const job = { campaignId, rosterIds: known.map(roster => roster.id) }
      return c.json({ values: await runFrameTask(context, listValues, job, known) }, 200)
    })
    .openapi(preview, async c => {
      const job = { campaignId: c.req.valid('param').campaignId, definition: c.req.valid('json').definition }
      const rosters = await chosenRosters(db, job)
      const pass = await runFrameTask(context, countFrame, job, rosters)
      return c.json({ coverage: plain(pass.coverage), checks: plain(pass.checks) }, 200)
    })
    .openapi(list, async c =>
      c.json({ frames: (await listFrames(db, c.req.valid('param').campaignId)).map(frame => summary(frame)) }, 200),
    )
    .openapi(create, async c => {
      const { campaignId } = c.req.valid('param')
      const { name, definition } = c.req.valid('json')
      await openCampaign(context, campaignId, { writing: true })
      await chosenRosters(db, { campaignId, definition })
      const id = context.newId()
      await transact(db, async trx => {
        await insertFrame(trx, {
          id,
          campaignId,
          name,
          state: 'draft',
          definition: JSON.stringify(definition),
          digest: null,
          coverage: '{}',
          checks: null,
          claimedAt: null,
          createdBy: c.get('user').id,
          createdAt: now(),
          frozenAt: null,
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'frame.write',
          subject: `frame/${id}`,
          campaignId,
          details: { name, definition },
        })
      })
      return c.json({ id }, 200)
    })
    .openapi(show, async c => {
      const frame = await existing(context, c.req.valid('param').id)
      return c.json({ frame: detail(frame) }, 200)
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const { name, definition } = c.req.valid('json')
      const frame = await existing(context, id)
      await openCampaign(context, frame.campaignId, { writing: true })
      await chosenRosters(db, { campaignId: frame.campaignId, definition })
      await transact(db, async trx => {
        const changed = await updateDraft(trx, id, { name, definition: JSON.stringify(definition) })
        if (!changed) throw frame.state === 'freezing' ? frameProblem.busy() : frameProblem.frozen()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'frame.write',
          subject: `frame/${id}`,
          campaignId: frame.campaignId,
          details: { name, definition },
        })
      })
      return c.json({}, 200)
    })
    .openapi(remove, async c => {
      const frame = await existing(context, c.req.valid('param').id)
      await openCampaign(context, frame.campaignId, { writing: true })
      await transact(db, async trx => {
        if (!(await deleteDraft(trx, frame.id)))
          throw frame.state === 'freezing' ? frameProblem.busy() : frameProblem.frozen()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'frame.remove',
          subject: `frame/${frame.id}`,
          campaignId: frame.campaignId,
          details: { name: frame.name },
        })
      })
      return c.json({}, 200)
    })
    .openapi(freeze, async c => {
      const frame = await existing(context, c.req.valid('param').id)
      await openCampaign(context, frame.campaignId, { writing: true })
      const stale = new Date(context.now().getTime() - CLAIM_MINUTES * 60_000).toISOString()
      if (!(await claimFrame(db, frame.id, now(), stale)))
        throw frame.state === 'frozen' ? frameProblem.frozen() : frameProblem.busy()
      const frozen = await freezeClaimed(context, frame.id, frame.campaignId, c.get('user')).catch(async error => {
        await releaseFrame(db, frame.id)
        throw inputProblem(error, 'frame-invalid', frameWords.invalid)
      })
      return c.json(frozen, 200)
    })
    .get('/frames/:id/frame.csv', requirePermission('frame.read'), async c => {
      const frame = await existing(context, c.req.param('id'))
      if (frame.state !== 'frozen') throw frameProblem.notFrozen()
      return fileAnswer('frame.csv', 'text/csv; charset=utf-8', frameLines(context.db, frame.id))
    })
}

async function freezeClaimed(
  context: Context,
  id: string,
  campaignId: string,
  actor: { readonly id: string; readonly name: string },
): Promise<{ digest: string; elementCount: number }> {
  const frame = await existing(context, id)
  const job = { frameId: id, campaignId, definition: JSON.parse(frame.definition) as FrameDefinition }
  const { digest, coverage, checks } = await runFrameTask(
    context,
    freezeElements,
    job,
    await chosenRosters(context.db, job),
  )
  const elementCount = coverage.elements
  await transact(context.db, async trx => {
    const closed = await setFrozen(trx, id, {
      digest,
      elementCount,
      coverage: JSON.stringify(coverage),
      checks: JSON.stringify(checks),
      frozenAt: context.now().toISOString(),
    })
    if (!closed) throw frameProblem.busy()
    await recordAudit(trx, context, {
      actor,
      action: 'frame.freeze',
      subject: `frame/${id}`,
      campaignId,
      details: { digest, elements: elementCount, strata: coverage.strata.length },
    })
  })
  return { digest, elementCount }
}

async function existing(context: Context, id: string) {
  const frame = await findFrame(context.db, id)
  if (!frame) throw generalProblem.notFound(['抽样框', 'frame'])
  return frame
}

/** The campaign, and a refusal to write where its stage is over. */
export async function openCampaign(context: Context, campaignId: string, options: { readonly writing: boolean }) {
  const campaign = await findCampaign(context.db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (options.writing && campaign.state !== 'preparing' && campaign.state !== 'sampling')
    throw frameProblem.stage(campaign.state)
  return campaign
}

type FrameRow = Awaited<ReturnType<typeof existing>>

function summary({ id, campaignId, name, state, digest, elementCount, createdAt, frozenAt }: FrameRow) {
  return { id, campaignId, name, state, digest, elementCount, createdAt, frozenAt }
}

function detail(frame: FrameRow): z.infer<typeof FrameDetail> {
  const frozen = frame.state === 'frozen'
  return {
    ...summary(frame),
    definition: JSON.parse(frame.definition),
    coverage: frozen ? JSON.parse(frame.coverage) : null,
    checks: frozen && frame.checks ? JSON.parse(frame.checks) : null,
  }
}

/** Read-only arrays as the response types take them. */
function plain<T>(value: T): Mutable<T> {
  return value as Mutable<T>
}
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T

export type FrameRoutes = ReturnType<typeof frameRoutes>
