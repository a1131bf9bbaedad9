// Third-party response files: look at the columns, confirm the mapping, import once, remove.
import type { Context as HonoContext } from 'hono'
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign, listCampaignUnits, currentScheme } from '../campaign/campaign.store.ts'
import { parseScheme } from '../campaign/scheme.ts'
import type { Context } from '../context.ts'
import { isUniqueViolation, transact } from '../db/engine.ts'
import { type AppEnv, requirePermission, router } from '../http/route.ts'
import type { ReceivedTable } from '../files/table.ts'
import { generalProblem } from '../problem/general.ts'
import type { FieldError } from '../problem/problem.ts'
import { scoreProblem } from '../problem/score.ts'
import { type FileMapping, keptContent, schemeOfMapping } from './mapping.ts'
import { listFiles, Mapping, removeFile } from './score.shape.ts'
import {
  deleteScoreFile,
  findScoreFile,
  findScoreFileByDigest,
  insertScoreFile,
  listScoreFiles,
  listScoreRuns,
} from './score.store.ts'
import { suggestMapping, summariseColumns } from './suggest.ts'
import { receiveTable, uploadLimit } from './upload.ts'
import { readResponses } from '../../sampling/score-read.ts'
import { readFileScheme } from '../../sampling/scheme-check.ts'

const SAMPLE_ROWS = 8
const LISTED = 200

export function scoreFileRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(listFiles, async c => {
      const files = await listScoreFiles(db, c.req.valid('param').campaignId)
      return c.json({ files }, 200)
    })
    .openapi(removeFile, async c => {
      const { id } = c.req.valid('param')
      const file = await findScoreFile(db, id)
      if (!file) throw generalProblem.notFound(['第三方文件', 'third-party file'])
      await openCampaign(context, file.campaignId)
      await transact(db, async trx => {
        const frozen = (await listScoreRuns(trx, file.campaignId)).filter(run => run.state === 'frozen')
        if (frozen.some(run => run.inputs.includes(id))) throw scoreProblem.fileInUse()
        await deleteScoreFile(trx, id)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'score.remove',
          subject: `score-file/${id}`,
          campaignId: file.campaignId,
          details: { name: file.name, digest: file.digest },
        })
      })
      return c.json({}, 200)
    })
    .post('/campaigns/:campaignId/score-files/preview', requirePermission('score.write'), uploadLimit(), async c => {
      const { campaignId } = await openCampaign(context, c.req.param('campaignId'))
      const { file } = await readForm(c)
      const same = await findScoreFileByDigest(db, campaignId, file.digest)
      if (same) throw scoreProblem.sameFile(same.id, same.name)
      const columns = summariseColumns(file.rows)
      return c.json({
        fileName: file.fileName,
        encoding: file.encoding,
        delimiter: file.delimiter,
        digest: file.digest,
        rows: file.rows.length - 1,
        columns,
        sample: file.rows.slice(0, SAMPLE_ROWS + 1),
        suggestion: suggestMapping(columns, await listCampaignUnits(db, campaignId)),
      })
    })
    .post('/campaigns/:campaignId/score-files', requirePermission('score.write'), uploadLimit(), async c => {
      const campaign = await openCampaign(context, c.req.param('campaignId'))
      const { file, mapping, name } = await readForm(c)
      if (!mapping) throw generalProblem.invalidInput([{ pointer: '/mapping', detail: ['缺少对应关系', 'missing'] }])
      const checked = await check(context, campaign, file, mapping)
      const id = context.newId()
      if (c.req.query('check') === '1') return c.json({ id: null, ...checked })
      const row = {
        id,
        campaignId: campaign.campaignId,
        name: name || file.fileName,
        fileName: file.fileName,
        digest: file.digest,
        bytes: file.bytes,
        encoding: file.encoding,
        mapping: JSON.stringify(mapping),
        content: keptContent(file.rows, mapping),
        ...checked,
        createdBy: c.get('user').name,
        createdAt: context.now().toISOString(),
      }
      await transact(db, async trx => {
        await insertScoreFile(trx, row)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'score.import',
          subject: `score-file/${id}`,
          campaignId: campaign.campaignId,
          details: { name: row.name, digest: file.digest, ...checked },
        })
      }).catch(async error => {
        if (!isUniqueViolation(error)) throw error
        const same = await findScoreFileByDigest(db, campaign.campaignId, file.digest)
        throw scoreProblem.sameFile(same?.id ?? '', same?.name ?? file.fileName)
      })
      return c.json({ id, ...checked })
    })
}

interface OpenCampaign {
  readonly campaignId: string
}

async function openCampaign(context: Context, campaignId: string): Promise<OpenCampaign> {
  const campaign = await findCampaign(context.db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (campaign.state === 'preparing' || campaign.state === 'sampling') throw scoreProblem.tooEarly()
  if (campaign.state !== 'fieldwork' && campaign.state !== 'scoring') throw scoreProblem.closed()
  return { campaignId }
}

async function readForm(
  c: HonoContext<AppEnv>,
): Promise<{ file: ReceivedTable; mapping: FileMapping | null; name: string }> {
  const form = await c.req.formData().catch(() => {
    throw generalProblem.malformed()
  })
  const file = form.get('file')
  if (!(file instanceof File))
    throw generalProblem.invalidInput([{ pointer: '/file', detail: ['缺少文件', 'missing'] }])
  const name = form.get('name')
  return {
    file: await receiveTable(file),
    mapping: readMapping(form.get('mapping')),
    name: typeof name === 'string' ? name.trim().slice(0, 100) : '',
  }
}

function readMapping(text: unknown): FileMapping | null {
  if (typeof text !== 'string') return null
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw generalProblem.malformed()
  }
  const parsed = Mapping.safeParse(body)
  if (parsed.success) return parsed.data
  throw generalProblem.invalidInput(
    parsed.error.issues.map(issue => ({
      pointer: `/mapping/${issue.path.join('/')}`,
      detail: [issue.message, issue.message] as const,
    })),
  )
}

/** Read the whole file under the mapping; every fault is listed, and one is enough to refuse it. */
async function check(context: Context, { campaignId }: OpenCampaign, file: ReceivedTable, mapping: FileMapping) {
  const scheme = await currentScheme(context.db, campaignId)
  const rules = parseScheme(JSON.parse(scheme?.body ?? '{}') as Record<string, unknown>)
  const units = new Set((await listCampaignUnits(context.db, campaignId)).map(unit => unit.id))
  const faults: FieldError[] = []
  const used = mapping.layout === 'wide' ? mapping.columns.map(c => c.unitId) : Object.values(mapping.unitMap)
  if (used.length === 0 || used.some(id => !units.has(id)))
    faults.push({
      pointer: '/columns',
      detail: ['请为每一列选择本年度的参评单位', 'Choose a unit of this campaign for each column'],
    })
  const groups = mapping.group === null ? [mapping.fixedGroup ?? ''] : Object.values(mapping.groupMap)
  if (groups.some(group => !Object.hasOwn(rules.group_weights ?? {}, group)))
    faults.push({ pointer: '/group', detail: ['请选择评议主体类别', 'Choose the respondent category'] })
  if (Object.keys(mapping.valueMap).length === 0)
    faults.push({
      pointer: '/value_map',
      detail: ['请为答案代码填写分值', 'Give the codes of the answers their points'],
    })
  if (faults.length > 0) throw scoreProblem.faults(faults, faults.length)
  const fileScheme = schemeOfMapping(mapping, rules)
  const { problems } = readFileScheme(fileScheme)
  faults.push(...problems.map(({ pointer, zh, en }) => ({ pointer: pointer ?? '/', detail: [zh, en] as const })))
  if (faults.length > 0) throw scoreProblem.faults(faults, faults.length)
  const read = readResponses(file.rows, fileScheme)
  if (!read.ratings)
    throw scoreProblem.faults(
      read.problems.slice(0, LISTED).map(({ line, column, zh, en }) => ({
        pointer: `${line ? `第 ${line} 行` : ''}${column ? ` ${column}` : ''}`.trim() || '/',
        detail: [zh, en],
      })),
      read.problemCount,
    )
  const ratings = read.ratings.value.reduce((count, points) => count + (Number.isNaN(points) ? 0 : 1), 0)
  return { respondents: read.ratings.personStratum.length, ratings }
}

export type ScoreFileRoutes = ReturnType<typeof scoreFileRoutes>
