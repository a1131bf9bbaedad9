// Uploads of visits: look first, then import, fetch the refused lines, take an import back.
import type { Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { chinaDay, chinaMinute } from '../china-time.ts'
import type { Context } from '../context.ts'
import { attachment, csvType } from '../files/csv.ts'
import { receiveTable } from '../files/table.ts'
import { type AppEnv, idParams, operation, requirePermission, router, z } from '../http/route.ts'
import { fileProblem } from '../problem/file.ts'
import { generalProblem } from '../problem/general.ts'
import { visitFault } from '../problem/visit.ts'
import { requireInScope, scopeOf } from '../window/scope.ts'
import { findCenter } from '../window/window.store.ts'
import { FILE_FIELDS } from './columns.ts'
import { readVisitFile, rejectsCsv, type VisitFile } from './file.ts'
import { countKnown, importVisits, removeImport } from './import.ts'
import { findImport, findImportByDigest, listImports } from './import.store.ts'

const tag = 'visit'
export const MAX_UPLOAD = 30 * 1024 * 1024
const FIRST_LINES = 8
const LISTED_REFUSALS = 100

const list = operation({
  method: 'get',
  path: '/visit-imports',
  tag,
  summary: ['办件导入记录', 'Uploads of visits'],
  permission: 'visit.write',
  response: z.object({
    imports: z.array(
      z
        .object({
          id: z.string(),
          centerId: z.string(),
          centerName: z.string(),
          fileName: z.string(),
          state: z.enum(['running', 'done', 'removed']),
          imported: z.number(),
          changed: z.number(),
          repeated: z.number(),
          refused: z.number(),
          removed: z.number(),
          createdAt: z.string(),
          createdByName: z.string().nullable(),
          /** It is of today and its unrated visits can still be taken back. */
          removable: z.boolean(),
        })
        .openapi('VisitImport'),
    ),
  }),
})
const remove = operation({
  method: 'post',
  path: '/visit-imports/{id}/removal',
  tag,
  summary: ['撤回导入（未评价的办件）', 'Take back the unrated visits of an import'],
  permission: 'visit.write',
  request: { params: idParams },
  response: z.object({ removed: z.number(), kept: z.number() }),
})

/** What the page shows before anything is stored. */
export interface VisitPreview {
  readonly fileName: string
  readonly encoding: string
  readonly lines: number
  readonly headerLine: number
  /** Header cells with the field each was read as; null: not read. */
  readonly columns: readonly { readonly header: string; readonly field: (typeof FILE_FIELDS)[number] | null }[]
  readonly first: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly good: number
  readonly unfinished: number
  /** Of the good ones: known already. They are compared and only changed where the file says something new. */
  readonly known: number
  readonly repeated: number
  readonly refused: number
  readonly refusals: readonly {
    readonly line: number
    readonly caseNo: string
    readonly faults: readonly {
      readonly zh: string
      readonly en: string
      /** What stands in the cell. */
      readonly value: string
      readonly otherLine: number | null
    }[]
  }[]
  readonly same: { readonly id: string; readonly at: string; readonly by: string } | null
}

export function visitImportRoutes(context: Context) {
  const { db } = context
  const write = requirePermission('visit.write')
  const limit = bodyLimit({
    maxSize: MAX_UPLOAD,
    onError: () => {
      throw generalProblem.tooLarge(MAX_UPLOAD)
    },
  })
  const reachable = async (c: HonoContext<AppEnv>, id: string) => {
    const row = await findImport(db, id)
    requireInScope(await scopeOf(db, c.get('user')), row && { centerId: row.centerId })
    return row as NonNullable<typeof row>
  }
  return router()
    .openapi(list, async c => {
      const today = chinaDay(context.now())
      const rows = await listImports(db, await scopeOf(db, c.get('user')))
      const imports = rows.map(row => ({
        ...row,
        removable: row.state !== 'removed' && row.imported > 0 && chinaDay(new Date(row.createdAt)) === today,
      }))
      return c.json({ imports }, 200)
    })
    .openapi(remove, async c => {
      const row = await reachable(c, c.req.valid('param').id)
      return c.json(await removeImport(context, c.get('user'), row), 200)
    })
    .get('/visit-imports/:id/rejects', write, async c => {
      const row = await reachable(c, c.req.param('id'))
      return csv(row.rejects, row.fileName)
    })
    .post('/visit-files/preview', write, limit, async c => {
      const { centerId, file } = await readForm(context, c)
      return c.json(await previewOf(context, centerId, file))
    })
    .post('/visit-files/rejects', write, limit, async c => {
      const { file } = await readForm(context, c)
      return csv(rejectsCsv(file, 'all'), file.table.fileName)
    })
    .post('/visit-files', write, limit, async c => {
      const { centerId, file } = await readForm(context, c)
      return c.json(await importVisits(context, c.get('user'), { centerId, file, again: c.req.query('again') === '1' }))
    })
}

function csv(text: string, fileName: string): Response {
  const name = `${fileName.replace(/\.\w{1,5}$/, '')}-退回行.csv`
  return new Response(text, {
    headers: { 'Content-Type': csvType('utf-8-bom'), 'Content-Disposition': attachment(name) },
  })
}

async function readForm(
  context: Context,
  c: HonoContext<AppEnv>,
): Promise<{ readonly centerId: string; readonly file: VisitFile }> {
  const form = await c.req.formData().catch(() => {
    throw generalProblem.malformed()
  })
  const asked = form.get('centerId')
  const center = typeof asked === 'string' ? await findCenter(context.db, asked) : undefined
  requireInScope(await scopeOf(context.db, c.get('user')), center && { centerId: center.id })
  const centerId = center?.id ?? ''
  const upload = form.get('file')
  if (!(upload instanceof File)) throw fileProblem.missing()
  const table = await receiveTable(upload, fileProblem)
  return { centerId, file: await readVisitFile(context, centerId, table) }
}

async function previewOf(context: Context, centerId: string, file: VisitFile): Promise<VisitPreview> {
  const same = await findImportByDigest(context.db, centerId, file.table.digest)
  const headerAt = file.table.rows.findIndex(row => row.line === file.headerLine)
  const { caseNo = 0 } = file.columns
  return {
    fileName: file.table.fileName,
    encoding: file.table.encoding,
    lines: file.lines,
    headerLine: file.headerLine,
    columns: file.header.map((header, column) => ({
      header,
      field: FILE_FIELDS.find(field => file.columns[field] === column) ?? null,
    })),
    first: file.table.rows.slice(headerAt + 1, headerAt + 1 + FIRST_LINES),
    good: file.inputs.length,
    unfinished: file.inputs.filter(input => input.finishedAt === null).length,
    known: await countKnown(context, centerId, file.inputs),
    repeated: file.repeated,
    refused: file.refused.length,
    refusals: file.refused.slice(0, LISTED_REFUSALS).map(row => ({
      line: row.line,
      caseNo: row.cells[caseNo] ?? '',
      faults: row.faults.map(({ field, fault, otherLine }) => {
        const [zh, en] = visitFault[fault]
        return { zh, en, value: row.cells[file.columns[field] ?? -1] ?? '', otherLine: otherLine ?? null }
      }),
    })),
    same:
      same && same.state === 'done'
        ? { id: same.id, at: chinaMinute(new Date(same.createdAt)), by: same.createdByName ?? '' }
        : null,
  }
}

export type VisitImportRoutes = ReturnType<typeof visitImportRoutes>
