// Respondent lists handed over 名单上报: one prepares, another approves, the statistics team signs for it.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { attachment, csvType } from '../files/csv.ts'
import { XLSX_TYPE } from '../files/xlsx.ts'
import { requirePermission, router, type SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { submissionProblem } from '../problem/submission.ts'
import { submissionFileWords } from '../words/submission.ts'
import { type MadeFile, makeList, removeFiles, storedFile } from './files.ts'
import { digestsOf, prepareList, previewList } from './prepare.ts'
import {
  approve,
  list,
  prepare,
  preview,
  receive,
  sendBack,
  show,
  sources,
  type SubmissionBody,
} from './submission.shape.ts'
import {
  findSource,
  findSubmission,
  listCompletedDraws,
  listFrozenFrames,
  listSubmissions,
  moveSubmission,
  setSent,
  sourceNames,
} from './submission.store.ts'
import type { SubmissionTable } from './submission.table.ts'
import type { Format, Template } from './submission.ts'

const TYPES: Record<Format, string> = {
  xlsx: XLSX_TYPE,
  csv: csvType('utf-8-bom'),
  'csv-gb18030': csvType('gb18030'),
}

export function submissionRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(sources, async c => {
      const { campaignId } = c.req.valid('param')
      await knownCampaign(context, campaignId)
      const frames = await listFrozenFrames(db, campaignId)
      return c.json({ frames, draws: await listCompletedDraws(db, campaignId) }, 200)
    })
    .openapi(list, async c => {
      const { campaignId } = c.req.valid('param')
      await knownCampaign(context, campaignId)
      const names = await sourceNames(db, campaignId)
      const submissions = await listSubmissions(db, campaignId)
      return c.json({ submissions: submissions.map(row => body(row, names.get(row.sourceId) ?? '')) }, 200)
    })
    .openapi(preview, async c =>
      c.json(await previewList(context, c.req.valid('param').campaignId, c.req.valid('json')), 200),
    )
    .openapi(prepare, async c => {
      const { campaignId } = c.req.valid('param')
      const prepared = await prepareList(context, c.get('user'), campaignId, c.req.valid('json'))
      return c.json({ submission: await answer(context, prepared) }, 200)
    })
    .openapi(show, async c => {
      const submission = await existing(context, c.req.valid('param').id)
      return c.json({ submission: await answer(context, submission) }, 200)
    })
    .openapi(approve, async c => {
      const user = c.get('user')
      const submission = await byAnother(context, c.req.valid('param').id, user)
      const approvedAt = context.now().toISOString()
      const change = { state: 'approved' as const, approvedBy: user.id, approvedName: user.name, approvedAt }
      await move(context, user, submission, 'prepared', change, 'submission.approve', {
        rows: submission.rowCount,
        files: digestsOf(filesOf(submission)),
      })
      return c.json({ submission: await answer(context, { ...submission, ...change }) }, 200)
    })
    .openapi(sendBack, async c => {
      const user = c.get('user')
      const { reason } = c.req.valid('json')
      const submission = await byAnother(context, c.req.valid('param').id, user)
      const change = {
        state: 'returned' as const,
        returnedBy: user.id,
        returnedName: user.name,
        returnedAt: context.now().toISOString(),
        returnReason: reason,
      }
      await move(context, user, submission, 'prepared', change, 'submission.return', { reason })
      await removeFiles(context, submission.id)
      return c.json({ submission: await answer(context, { ...submission, ...change }) }, 200)
    })
    .openapi(receive, async c => {
      const user = c.get('user')
      const { rows, note } = c.req.valid('json')
      const submission = await existing(context, c.req.valid('param').id)
      if (rows !== undefined && rows !== submission.rowCount && submission.state === 'approved')
        throw submissionProblem.receiptDiffers(submission.rowCount, rows)
      const change = {
        state: 'received' as const,
        receivedBy: user.id,
        receivedName: user.name,
        receivedAt: context.now().toISOString(),
        receipt: note,
      }
      await move(context, user, submission, 'approved', change, 'submission.receive', {
        rows: submission.rowCount,
        counted: rows ?? null,
        note,
        files: digestsOf(filesOf(submission)),
      })
      return c.json({ submission: await answer(context, { ...submission, ...change }) }, 200)
    })
    .get('/submissions/:id/files/:format', requirePermission('person.export'), async c => {
      const submission = await existing(context, c.req.param('id'))
      const file = filesOf(submission).find(each => each.format === c.req.param('format'))
      if (!file) throw generalProblem.notFound(['文件', 'file'])
      if (submission.state !== 'approved' && submission.state !== 'received')
        throw submissionProblem.notApproved(submission.state)
      const path = (await storedFile(context, submission.id, file)) ?? (await madeAgain(context, submission, file))
      await recordDownload(context, c.get('user'), submission, file)
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, 200, {
        'Content-Type': TYPES[file.format],
        'Content-Length': String(file.bytes),
        'Content-Disposition': attachment(file.name),
        'X-Content-SHA256': file.sha256,
      })
    })
}

async function knownCampaign(context: Context, campaignId: string): Promise<void> {
  if (!(await findCampaign(context.db, campaignId))) throw generalProblem.notFound(['年度考评', 'campaign'])
}

async function existing(context: Context, id: string): Promise<SubmissionTable> {
  const submission = await findSubmission(context.db, id)
  if (!submission) throw generalProblem.notFound(['名单', 'list'])
  return submission
}

/** The submission, when the user is not the one who prepared it. */
async function byAnother(context: Context, id: string, user: SessionUser): Promise<SubmissionTable> {
  const submission = await existing(context, id)
  if (submission.preparedBy === user.id) throw submissionProblem.ownApproval()
  return submission
}

/** Changes the state and writes the audit line; of two at once one is refused. */
async function move(
  context: Context,
  actor: SessionUser,
  { id, campaignId }: SubmissionTable,
  from: SubmissionTable['state'],
  change: Parameters<typeof moveSubmission>[3],
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await transact(context.db, async trx => {
    if (!(await moveSubmission(trx, id, from, change))) {
      const now = await findSubmission(trx, id)
      throw submissionProblem.state(now?.state ?? '')
    }
    await recordAudit(trx, context, { actor, action, subject: `submission/${id}`, campaignId, details })
  })
}

async function recordDownload(
  context: Context,
  actor: SessionUser,
  { id, campaignId }: SubmissionTable,
  file: MadeFile,
) {
  const { format, sha256, bytes } = file
  await transact(context.db, async trx => {
    await setSent(trx, id, context.now().toISOString())
    const details = { format, sha256, bytes }
    await recordAudit(trx, context, {
      actor,
      action: 'submission.download',
      subject: `submission/${id}`,
      campaignId,
      details,
    })
  })
}

/** Another machine made the files, or they are damaged: the same list is made again, and sent only if its digest is the approved one. */
async function madeAgain(context: Context, submission: SubmissionTable, file: MadeFile): Promise<string> {
  const { id, source, sourceId, part, watermark, rowCount } = submission
  const template = JSON.parse(submission.template) as Template
  const job = { source, sourceId, part, template, watermark, sheet: submissionFileWords.list[0] }
  const { made, keep, drop } = await makeList(context, id, rowCount, job)
  const same = filesOf(submission).every(known => made.files.some(again => again.sha256 === known.sha256))
  if (!same) {
    await drop()
    throw submissionProblem.filesLost()
  }
  await keep()
  const path = await storedFile(context, id, file)
  if (!path) throw submissionProblem.filesLost()
  return path
}

function filesOf(submission: SubmissionTable): MadeFile[] {
  return JSON.parse(submission.files) as MadeFile[]
}

async function answer(context: Context, submission: SubmissionTable): Promise<SubmissionBody> {
  const source = await findSource(context.db, submission)
  return body(submission, source?.name ?? '')
}

function body(submission: SubmissionTable, sourceName: string): SubmissionBody {
  const { approvedBy: _approved, returnedBy: _returned, receivedBy: _received, ...shown } = submission
  return { ...shown, sourceName, template: JSON.parse(submission.template), files: filesOf(submission) }
}

export type SubmissionRoutes = ReturnType<typeof submissionRoutes>
