// Preparing a list: source and template are checked, the files made, then the submission and its audit line stored at once.
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { cellText } from '../files/cells.ts'
import { generalProblem } from '../problem/general.ts'
import { submissionProblem } from '../problem/submission.ts'
import { maskMobile, maskName } from '../roster/normalise.ts'
import {
  submissionColumnWords,
  submissionFileWords,
  submissionPartWords,
  templateFindingWords,
} from '../words/submission.ts'
import { speaker } from '../words/words.ts'
import { type MadeFile, makeList } from './files.ts'
import { listPages, type ListSource } from './people.ts'
import {
  type AskedColumn,
  cellsOf,
  checkColumns,
  chinaMinute,
  type Column,
  fileName,
  type ListRow,
  type Template,
} from './submission.ts'
import { findSource, insertSubmission } from './submission.store.ts'
import type { SubmissionTable } from './submission.table.ts'

/** A sheet holds 1,048,576 rows; two are the watermark and the header. */
const MAX_ROWS = 1_048_574
const PREVIEW_ROWS = 5
const WRITABLE = ['preparing', 'sampling', 'fieldwork']

export interface AskedTemplate {
  readonly columns: readonly AskedColumn[]
  readonly guardLongNumbers: boolean
}

export interface AskedList extends ListSource {
  readonly template: AskedTemplate
}

/** @throws Problem naming each column that is wrong */
function templateOf(asked: AskedTemplate, source: ListSource['source']): Template {
  const findings = checkColumns(asked.columns, source)
  if (findings.length === 0) return asked as Template
  throw submissionProblem.template(
    findings.map(({ index, kind, value }) => {
      const names = submissionColumnWords[value as Column] ?? [value, value]
      const words = templateFindingWords[kind]
      const pointer = `/template/columns/${index}`
      return { pointer, detail: [speaker('zh')(words, names[0]), speaker('en')(words, names[1])] as const }
    }),
  )
}

/** @throws Problem when the list cannot be made from this */
async function sourceOf(context: Context, campaignId: string, list: ListSource) {
  if (list.source === 'frame' && list.part !== 'all') throw submissionProblem.part()
  const found = await findSource(context.db, list)
  if (!found || found.campaignId !== campaignId) throw submissionProblem.unknownSource()
  if (list.source === 'frame' && found.state !== 'frozen') throw submissionProblem.frameNotFrozen()
  if (list.source === 'draw' && found.state !== 'drawn' && found.state !== 'revealed')
    throw submissionProblem.notDrawn()
  if (found.rows === 0) throw submissionProblem.empty()
  if (found.rows > MAX_ROWS) throw submissionProblem.tooLong(found.rows, MAX_ROWS)
  return found
}

async function openCampaign(context: Context, campaignId: string) {
  const campaign = await findCampaign(context.db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  if (!WRITABLE.includes(campaign.state)) throw submissionProblem.stage(campaign.state)
  return campaign
}

/** The first rows as the files will show them, names and numbers masked. */
export async function previewList(context: Context, campaignId: string, { template: asked, ...list }: AskedList) {
  await openCampaign(context, campaignId)
  const template = templateOf(asked, list.source)
  const { rows: rowCount } = await sourceOf(context, campaignId, list)
  const rows: string[][] = []
  for await (const page of listPages(context.db, list, PREVIEW_ROWS)) {
    for (const row of page) rows.push(cellsOf(masked(row), rows.length + 1, template).map(cellText))
    break
  }
  return { rowCount, headers: template.columns.map(column => column.header), rows }
}

function masked(row: ListRow): ListRow {
  const mobileExtra = cellText(row.mobileExtra).replace(/\d{4,}/g, maskMobile)
  return { ...row, name: maskName(cellText(row.name)), mobile: maskMobile(cellText(row.mobile)), mobileExtra, note: '' }
}

export interface Actor {
  readonly id: string
  readonly name: string
}

/** @returns the submission as stored, its files in place */
export async function prepareList(
  context: Context,
  actor: Actor,
  campaignId: string,
  { template: asked, reason, ...list }: AskedList & { readonly reason: string },
): Promise<SubmissionTable> {
  const campaign = await openCampaign(context, campaignId)
  const template = templateOf(asked, list.source)
  const found = await sourceOf(context, campaignId, list)
  const id = context.newId()
  const preparedAt = context.now().toISOString()
  const part = submissionPartWords[list.source === 'frame' ? 'frame' : list.part][0]
  const title = submissionFileWords.list[0]
  const minute = chinaMinute(preparedAt)
  const watermark = speaker('zh')(
    submissionFileWords.watermark,
    title,
    `${campaign.name} ${part}`,
    found.rows,
    actor.name,
    minute,
    id,
  )
  const job = { ...list, template, watermark, sheet: title }
  const { made, keep, drop } = await makeList(context, id, found.rows, job)
  const nameParts = [title, `${campaign.year}`, part, actor.name, minute]
  const files: MadeFile[] = made.files.map(file => ({ ...file, name: fileName(nameParts, file.format) }))
  const row = {
    ...unset,
    ...list,
    id,
    campaignId,
    template: JSON.stringify(template),
    reason,
    state: 'prepared' as const,
    rowCount: made.rowCount,
    files: JSON.stringify(files),
    watermark,
    preparedBy: actor.id,
    preparedName: actor.name,
    preparedAt,
  }
  try {
    await transact(context.db, async trx => {
      await insertSubmission(trx, row)
      await recordAudit(trx, context, {
        actor,
        action: 'submission.write',
        subject: `submission/${id}`,
        campaignId,
        details: {
          ...list,
          sourceDigest: found.digest,
          rows: made.rowCount,
          reason,
          columns: template.columns.map(column => column.key),
          files: digestsOf(files),
        },
      })
    })
  } catch (error) {
    await drop()
    throw error
  }
  await keep()
  return row
}

const unset = {
  approvedBy: null,
  approvedName: null,
  approvedAt: null,
  returnedBy: null,
  returnedName: null,
  returnedAt: null,
  returnReason: null,
  sentAt: null,
  receivedBy: null,
  receivedName: null,
  receivedAt: null,
  receipt: null,
}

export function digestsOf(files: readonly MadeFile[]): Record<string, string> {
  return Object.fromEntries(files.map(file => [file.format, file.sha256]))
}
