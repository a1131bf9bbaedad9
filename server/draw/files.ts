// The four files an inspector needs, and what of a draw may be shown to whom.
import type { Manifest } from '../../sampling/draw.ts'
import { digestHex } from '../../sampling/hash.ts'
import { drawKey } from '../../sampling/tickets.ts'
import { can } from '../account/permission.ts'
import type { CampaignState } from '../campaign/campaign.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/engine.ts'
import { designFile } from '../design/design.routes.ts'
import { checkDesign, type StratumSize } from '../design/design.ts'
import { fileAnswer, frameLines } from '../frame/file.ts'
import { requirePermission, router } from '../http/route.ts'
import { drawProblem } from '../problem/draw.ts'
import { generalProblem } from '../problem/general.ts'
import { sampleIsOpen } from './draw.ts'
import { countLoads, findDraw, type listDraws } from './draw.store.ts'
import { sampleFile } from './work.ts'

type DrawRow = NonNullable<Awaited<ReturnType<typeof findDraw>>>
type ListRow = Awaited<ReturnType<typeof listDraws>>[number]

export function drawFiles(context: Context) {
  const { db } = context
  const existing = async (id: string): Promise<DrawRow> => {
    const draw = await findDraw(db, id)
    if (!draw) throw generalProblem.notFound(['抽样', 'draw'])
    return draw
  }
  const read = requirePermission('draw.read')
  return router()
    .get('/draws/:id/frame.csv', read, async c => {
      const draw = await existing(c.req.param('id'))
      return fileAnswer('frame.csv', 'text/csv; charset=utf-8', frameLines(db, draw.frameId))
    })
    .get('/draws/:id/design.json', read, async c => {
      const draw = await existing(c.req.param('id'))
      return fileAnswer('design.json', 'application/json; charset=utf-8', designFile(draw.designBody))
    })
    .get('/draws/:id/manifest.json', read, async c => {
      const text = manifestText(await existing(c.req.param('id')))
      if (text === null) throw drawProblem.notDrawn()
      return fileAnswer('manifest.json', 'application/json; charset=utf-8', text)
    })
    .get('/draws/:id/sample.csv', read, async c => {
      const draw = await existing(c.req.param('id'))
      if (draw.manifest === null) throw drawProblem.notDrawn()
      const campaign = await findCampaign(db, draw.campaignId)
      if (!maySeeSample(draw, campaign?.state ?? 'preparing', c.get('user').role)) throw drawProblem.sampleSealed()
      return fileAnswer('sample.csv', 'text/csv; charset=utf-8', await sampleFile(db, draw.id))
    })
}

/** The manifest as it is handed out; after the reveal it carries the secret. Null before the draw. */
export function manifestText(draw: Pick<DrawRow, 'manifest' | 'secret' | 'state'>): string | null {
  if (draw.manifest === null) return null
  const manifest = JSON.parse(draw.manifest) as Manifest
  const shown = draw.state === 'revealed' && draw.secret !== null ? { ...manifest, secret: draw.secret } : manifest
  return `${JSON.stringify(shown, null, 2)}\n`
}

function maySeeSample(draw: DrawRow, campaign: CampaignState, role: string): boolean {
  return can(role, 'draw.write') || sampleIsOpen(draw, campaign)
}

export function summaryOf(draw: DrawRow | ListRow) {
  return {
    id: draw.id,
    campaignId: draw.campaignId,
    frameId: draw.frameId,
    frameName: draw.frameName,
    designId: draw.designId,
    designName: draw.designName,
    state: draw.state,
    frameDigest: draw.frameDigest,
    designDigest: draw.designDigest,
    secretDigest: draw.secretDigest,
    sampleDigest: draw.sampleDigest,
    seed: draw.seed,
    seedPlace: draw.seedPlace,
    seedWitnesses: JSON.parse(draw.seedWitnesses ?? '[]') as string[],
    seedRecordedAt: draw.seedRecordedAt,
    voidReason: draw.voidReason,
    committedAt: draw.committedAt,
    drawnAt: draw.drawnAt,
    revealedAt: draw.revealedAt,
  }
}

export async function detailOf(db: Db, draw: DrawRow, campaign: CampaignState, role: string) {
  const manifest = manifestText(draw)
  const { strata } = JSON.parse(draw.frameCoverage) as { strata: readonly StratumSize[] }
  const { allocation } = checkDesign(JSON.parse(draw.designBody), strata)
  const loads = new Map<string, { unitId: string; unit: string; sample: number; reserve: number }>()
  for (const { unitId, unit, role: part, n } of await countLoads(db, draw.id)) {
    const load = loads.get(unitId) ?? { unitId, unit, sample: 0, reserve: 0 }
    load[part] += n
    loads.set(unitId, load)
  }
  return {
    ...summaryOf(draw),
    elementCount: draw.elementCount,
    strata: allocation.strata.map(({ stratum, N, n, r }) => ({ stratum, N, n, r })),
    loads: [...loads.values()].sort((a, b) => b.sample - a.sample),
    manifestDigest: manifest === null ? null : digestHex(manifest),
    drawKey: keyOf(draw),
    secret: draw.state === 'revealed' ? draw.secret : null,
    sampleOpen: draw.manifest !== null && maySeeSample(draw, campaign, role),
  }
}

function keyOf(draw: DrawRow): string | null {
  if (draw.seed === null || draw.state === 'void') return null
  const { frameDigest, designDigest, seed, secret } = draw
  if (draw.secretDigest === null) return drawKey({ frameDigest, designDigest, seed })
  return draw.state === 'revealed' && secret !== null ? drawKey({ frameDigest, designDigest, seed, secret }) : null
}
