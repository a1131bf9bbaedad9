// Rosters 名册: upload, preview, import, counts, problems. People are in person.routes.ts, downloads in download.routes.ts.
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { RESPONDENT_CATEGORIES } from '../campaign/campaign.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import { can } from '../account/permission.ts'
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { type Db, transact, type Trx } from '../db/engine.ts'
import {
  campaignParams,
  idParams,
  json,
  operation,
  requirePermission,
  router,
  type SessionUser,
  z,
} from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { rosterProblem } from '../problem/roster.ts'
import { findUnit } from '../unit/unit.store.ts'
import { requireMapping } from './check.ts'
import { RosterJobs, rosterJobs } from './jobs.ts'
import { maskValue } from './mask.ts'
import { inspectRoster } from './reading.ts'
import {
  countProblems,
  findRoster,
  findRosterByDigest,
  insertRoster,
  isRosterInFrame,
  listProblems,
  listRosters,
  type RosterRow,
  updateRoster,
} from './roster.store.ts'
import { describeRoster, LayoutChoice, Preview, Roster } from './roster.shape.ts'
import { fileNameOf, receiveFile } from './upload.ts'

const tag = 'roster'

const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/rosters',
  tag,
  summary: ['名册列表', 'Rosters'],
  permission: 'roster.read',
  request: { params: campaignParams },
  response: z.object({ rosters: z.array(Roster) }),
})
const read = operation({
  method: 'get',
  path: '/rosters/{id}',
  tag,
  summary: ['名册与导入进度', 'A roster and the progress of its import'],
  permission: 'roster.read',
  request: { params: idParams },
  response: Roster.extend({ problems: z.array(z.object({ problem: z.string(), count: z.number() })) }),
})
const preview = operation({
  method: 'post',
  path: '/rosters/{id}/preview',
  tag,
  summary: ['预览：编码、分隔符、表头、对应列', 'Preview: encoding, delimiter, header, columns'],
  permission: 'roster.write',
  request: { params: idParams, body: json(LayoutChoice) },
  response: Preview,
})
const start = operation({
  method: 'post',
  path: '/rosters/{id}/import',
  tag,
  summary: ['开始导入', 'Start the import'],
  permission: 'roster.write',
  request: {
    params: idParams,
    body: json(
      LayoutChoice.extend({
        category: z.enum(RESPONDENT_CATEGORIES),
        name: z.string().trim().min(1).max(100),
        unitId: z.string().max(64).nullable().default(null),
      }),
    ),
  },
  response: z.object({ id: z.string(), state: z.string() }),
})
const cancel = operation({
  method: 'post',
  path: '/rosters/{id}/cancel',
  tag,
  summary: ['取消导入', 'Cancel the import'],
  permission: 'roster.write',
  request: { params: idParams },
  response: z.object({ id: z.string(), state: z.string() }),
})
const remove = operation({
  method: 'delete',
  path: '/rosters/{id}',
  tag,
  summary: ['删除名册', 'Delete a roster'],
  permission: 'roster.write',
  request: { params: idParams },
  response: z.object({ id: z.string() }),
})
const problems = operation({
  method: 'get',
  path: '/rosters/{id}/problems',
  tag,
  summary: ['问题行', 'Problems by line'],
  permission: 'roster.read',
  request: {
    params: idParams,
    query: z.object({
      problem: z.string().max(40).optional(),
      offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  response: z.object({
    problems: z.array(
      z.object({ line: z.number(), column: z.string(), value: z.string(), problem: z.string(), sequence: z.number() }),
    ),
  }),
})

export function rosterRoutes(context: Context) {
  const { db } = context
  const jobs = rosterJobs(context)
  const routes = router()
    .openapi(list, async c => {
      const rosters = await listRosters(db, c.req.valid('param').campaignId)
      return c.json({ rosters: rosters.map(describeRoster) }, 200)
    })
    .openapi(read, async c => {
      const roster = await requireRoster(db, c.req.valid('param').id)
      // Asked again and again while it imports; its problems are counted when it is done.
      const counted = roster.state === 'ready' ? await countProblems(db, roster.id) : []
      return c.json({ ...describeRoster(roster), problems: counted }, 200)
    })
    .openapi(preview, async c => {
      const roster = await requireRoster(db, c.req.valid('param').id)
      const { layout, rows, sheets } = await inspectRoster(fileOf(context, roster), c.req.valid('json'))
      const seen = { ...layout, headers: [...layout.headers], rows: rows.map(row => [...row]), sheets: [...sheets] }
      return c.json(seen, 200)
    })
    .openapi(start, async c => {
      const { category, name, unitId, ...choice } = c.req.valid('json')
      const roster = await requireRoster(db, c.req.valid('param').id)
      await requireOpen(db, roster.campaignId)
      if (unitId !== null && !(await findUnit(db, unitId))) throw generalProblem.notFound(['单位', 'unit'])
      const { layout } = await inspectRoster(fileOf(context, roster), choice)
      requireMapping(layout)
      await jobs.start(roster, layout, { category, name, unitId }, c.get('user'))
      return c.json({ id: roster.id, state: 'importing' }, 200)
    })
    .openapi(cancel, async c => {
      const roster = await requireRoster(db, c.req.valid('param').id)
      await transact(db, async trx => {
        if (!(await updateRoster(trx, roster.id, ['importing', 'uploaded'], { state: 'cancelled' })))
          throw rosterProblem.wrongState(roster.state)
        await audit(trx, c.get('user'), 'roster.cancel', roster)
      })
      return c.json({ id: roster.id, state: 'cancelled' }, 200)
    })
    .openapi(remove, async c => {
      const roster = await requireRoster(db, c.req.valid('param').id)
      await requireOpen(db, roster.campaignId)
      if (roster.state === 'importing') throw rosterProblem.wrongState(roster.state)
      if (await isRosterInFrame(db, roster)) throw rosterProblem.inUse()
      await jobs.remove(roster, c.get('user'))
      return c.json({ id: roster.id }, 200)
    })
    .openapi(problems, async c => {
      await requireRoster(db, c.req.valid('param').id)
      const found = await listProblems(db, { rosterId: c.req.valid('param').id, ...c.req.valid('query') })
      const open = can(c.get('user').role, 'person.read')
      const rows = found.map(({ line, columnName, value, problem, sequence }) => {
        return { line, column: columnName, value: open ? value : maskValue(value), problem, sequence }
      })
      return c.json({ problems: rows }, 200)
    })
  routes.post('/campaigns/:campaignId/rosters/upload', requirePermission('roster.write'), async c => {
    const campaignId = c.req.param('campaignId')
    await requireOpen(db, campaignId)
    const addsTo = c.req.query('addsTo') ?? null
    if (addsTo !== null && (await requireRoster(db, addsTo)).state !== 'ready') throw rosterProblem.wrongState('other')
    const id = context.newId()
    const path = RosterJobs.pathOf(context, id)
    const length = c.req.header('content-length')
    const file = await receiveFile(c.req.raw.body, path, length === undefined ? null : Number(length))
    const given = fileNameOf(c.req.query('fileName') ?? '')
    return c.json(await keepUpload(campaignId, { id, path, ...file, fileName: given, addsTo }, c.get('user')), 200)
  })
  return routes

  /** The same bytes again: the roster that is there answers, so that a file is imported once. */
  async function keepUpload(campaignId: string, file: Upload, user: SessionUser) {
    const known = await findRosterByDigest(db, campaignId, file.digest)
    if (known) {
      const waits = ['uploaded', 'failed', 'cancelled'].includes(known.state)
      if (waits) await rename(file.path, RosterJobs.pathOf(context, known.id))
      else await rm(file.path, { force: true })
      if (waits) await updateRoster(db, known.id, ['failed', 'cancelled'], { state: 'uploaded' })
      return {
        id: waits ? known.id : (known.addsTo ?? known.id),
        repeated: !waits,
        name: known.name,
        importedAt: known.importedAt,
      }
    }
    await transact(db, async trx => {
      await insertRoster(
        trx,
        newRoster(campaignId, file, context.now().toISOString(), await categoryOf(trx, file.addsTo)),
      )
      const details = { fileDigest: file.digest, fileBytes: file.bytes, addsTo: file.addsTo }
      await audit(trx, user, 'roster.upload', { id: file.id, campaignId }, details)
    })
    return { id: file.id, repeated: false, name: file.fileName, importedAt: null }
  }

  async function audit(
    trx: Trx,
    actor: SessionUser,
    action: string,
    roster: Pick<RosterRow, 'id' | 'campaignId'>,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const subject = `roster/${roster.id}`
    await recordAudit(trx, context, { actor, action, subject, campaignId: roster.campaignId, details })
  }
}

interface Upload {
  readonly id: string
  readonly path: string
  readonly digest: string
  readonly bytes: number
  readonly fileName: string
  readonly addsTo: string | null
}

async function categoryOf(trx: Trx, addsTo: string | null) {
  const target = addsTo === null ? null : await findRoster(trx, addsTo)
  return { category: target?.category ?? 'service_recipient', unitId: target?.unitId ?? null }
}

function newRoster(campaignId: string, file: Upload, at: string, of: { category: string; unitId: string | null }) {
  const name = file.fileName.replace(/\.\w{1,5}$/, '').slice(0, 100)
  const { id, addsTo, digest, bytes, fileName } = file
  return {
    ...of,
    id,
    campaignId,
    addsTo,
    name,
    state: 'uploaded' as const,
    fileName,
    fileDigest: digest,
    fileBytes: bytes,
    createdAt: at,
  }
}

/** The uploaded bytes, while they are here. */
function fileOf(context: Context, roster: RosterRow): string {
  const path = RosterJobs.pathOf(context, roster.id)
  if (!existsSync(path)) throw rosterProblem.fileGone()
  return path
}

export async function requireRoster(db: Db, id: string): Promise<RosterRow> {
  const roster = await findRoster(db, id)
  if (!roster) throw generalProblem.notFound(['名册', 'roster'])
  return roster
}

/** Rosters change while a year is prepared and sampled. */
export async function requireOpen(db: Db, campaignId: string): Promise<void> {
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (campaign.state !== 'preparing' && campaign.state !== 'sampling') throw rosterProblem.campaignClosed()
}

export type RosterRoutes = ReturnType<typeof rosterRoutes>
