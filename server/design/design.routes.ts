// Sampling designs 抽样设计 over a frozen frame: draft, allocate, hand out.
import { InputError } from '../../sampling/problem.ts'
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { fileAnswer } from '../frame/file.ts'
import { findFrame } from '../frame/frame.store.ts'
import { openCampaign } from '../frame/frame.routes.ts'
import type { Coverage } from '../frame/pass.ts'
import { requirePermission, router } from '../http/route.ts'
import { designProblem } from '../problem/design.ts'
import { frameProblem, inputProblem } from '../problem/frame.ts'
import { generalProblem } from '../problem/general.ts'
import { designWords } from '../words/design.ts'
import { type CheckedDesign, checkDesign, type StratumSize } from './design.ts'
import { change, create, list, preview, remove, show } from './design.shape.ts'
import { deleteDesign, findDesign, insertDesign, listDesigns, updateDesign } from './design.store.ts'

export function designRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(preview, async c => {
      const frame = await frozenFrame(context, c.req.valid('param').id)
      return c.json(allocationOf(checked(c.req.valid('json').body, frame.strata)), 200)
    })
    .openapi(list, async c => {
      const designs = await listDesigns(db, c.req.valid('param').campaignId)
      return c.json(
        { designs: designs.map(row => ({ ...summary(row), ...totals(row), frameName: row.frameName })) },
        200,
      )
    })
    .openapi(create, async c => {
      const { campaignId } = c.req.valid('param')
      const { name, frameId, body } = c.req.valid('json')
      await openCampaign(context, campaignId, { writing: true })
      const frame = await frozenFrame(context, frameId)
      if (frame.campaignId !== campaignId) throw designProblem.otherCampaign()
      const { design, digest } = checked(body, frame.strata)
      const id = context.newId()
      await transact(db, async trx => {
        await insertDesign(trx, {
          id,
          campaignId,
          frameId,
          name,
          body: JSON.stringify(design),
          assignment: JSON.stringify(design.assignment ?? {}),
          digest,
          state: 'draft',
          createdBy: c.get('user').id,
          createdAt: context.now().toISOString(),
          committedAt: null,
        })
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'design.write',
          subject: `design/${id}`,
          campaignId,
          details: { name, frameId, digest },
        })
      })
      return c.json({ id, digest }, 200)
    })
    .openapi(show, async c => {
      const design = await existing(context, c.req.valid('param').id)
      const frame = await frozenFrame(context, design.frameId)
      const found = checked(JSON.parse(design.body), frame.strata)
      return c.json(
        {
          design: { ...summary(design), body: found.design as unknown as Record<string, unknown> },
          frame: { id: frame.id, name: frame.name, digest: frame.digest, elementCount: frame.elementCount },
          allocation: allocationOf(found),
        },
        200,
      )
    })
    .openapi(change, async c => {
      const { id } = c.req.valid('param')
      const { name, frameId, body } = c.req.valid('json')
      const known = await existing(context, id)
      await openCampaign(context, known.campaignId, { writing: true })
      const frame = await frozenFrame(context, frameId)
      if (frame.campaignId !== known.campaignId) throw designProblem.otherCampaign()
      const { design, digest } = checked(body, frame.strata)
      await transact(db, async trx => {
        const changed = await updateDesign(trx, id, {
          name,
          frameId,
          body: JSON.stringify(design),
          assignment: JSON.stringify(design.assignment ?? {}),
          digest,
        })
        if (!changed) throw designProblem.committed()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'design.write',
          subject: `design/${id}`,
          campaignId: known.campaignId,
          details: { name, frameId, digest },
        })
      })
      return c.json({ id, digest }, 200)
    })
    .openapi(remove, async c => {
      const design = await existing(context, c.req.valid('param').id)
      await openCampaign(context, design.campaignId, { writing: true })
      await transact(db, async trx => {
        if (!(await deleteDesign(trx, design.id))) throw designProblem.committed()
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'design.remove',
          subject: `design/${design.id}`,
          campaignId: design.campaignId,
          details: { name: design.name, digest: design.digest },
        })
      })
      return c.json({}, 200)
    })
    .get('/designs/:id/design.json', requirePermission('design.read'), async c => {
      const design = await existing(context, c.req.param('id'))
      return fileAnswer('design.json', 'application/json; charset=utf-8', designFile(design.body))
    })
}

/** The design file as it is handed out: indented for readers, which the digest does not see. */
export const designFile = (body: string): string => `${JSON.stringify(JSON.parse(body), null, 2)}\n`

/** A frozen frame with the sizes of its strata. */
export async function frozenFrame(context: Context, id: string) {
  const frame = await findFrame(context.db, id)
  if (!frame) throw generalProblem.notFound(['抽样框', 'frame'])
  if (frame.state !== 'frozen' || frame.digest === null) throw frameProblem.notFrozen()
  return { ...frame, digest: frame.digest, strata: strataOf(frame.coverage) }
}

/** Sizes of the strata as they were counted at freezing. */
const strataOf = (coverage: string): readonly StratumSize[] => (JSON.parse(coverage) as Coverage).strata

/** The library's findings as one problem of the design. */
export function checked(body: unknown, strata: readonly StratumSize[]): CheckedDesign {
  try {
    return checkDesign(body, strata)
  } catch (error) {
    throw inputProblem(error, 'design-invalid', designWords.invalid)
  }
}

async function existing(context: Context, id: string) {
  const design = await findDesign(context.db, id)
  if (!design) throw generalProblem.notFound(['抽样设计', 'design'])
  return design
}

function summary(row: Awaited<ReturnType<typeof existing>>) {
  const { id, campaignId, frameId, name, state, digest, createdAt, committedAt } = row
  return { id, campaignId, frameId, name, state, digest: digest ?? '', createdAt, committedAt }
}

function totals(row: { readonly body: string; readonly coverage: string }) {
  try {
    const { n, r, strata } = checkDesign(JSON.parse(row.body), strataOf(row.coverage)).allocation
    return { n, r, strata: strata.length }
  } catch (error) {
    if (error instanceof InputError) return { n: 0, r: 0, strata: 0 }
    throw error
  }
}

function allocationOf({ digest, allocation }: CheckedDesign) {
  return {
    digest,
    n: allocation.n,
    r: allocation.r,
    strata: allocation.strata.map(({ stratum, N, n, r }) => ({ stratum, N, n, r })),
    warnings: allocation.warnings.map(({ code, zh, en }) => ({ code, zh, en })),
  }
}

export type DesignRoutes = ReturnType<typeof designRoutes>
