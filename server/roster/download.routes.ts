// Downloads of rosters: rejected lines to correct, the report of problems, and contacts for a stated purpose.
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { attachment, type CsvOptions, csvType, type Rows, writeCsv } from '../files/csv.ts'
import { writeXlsx, XLSX_TYPE } from '../files/xlsx.ts'
import { requirePermission, router, type SessionUser, z } from '../http/route.ts'
import { rosterProblem } from '../problem/roster.ts'
import { rosterProblemWords } from '../words/roster-problem.ts'
import { personColumns } from '../words/roster.ts'
import { listContacts } from './person.store.ts'
import { requireRoster } from './roster.routes.ts'
import { listProblems, listRejects, type RosterRow } from './roster.store.ts'
import type { RowProblem } from './roster.ts'

const PAGE = 2000
const Format = z.enum(['xlsx', 'utf-8-bom', 'gb18030']).catch('xlsx')

export function downloadRoutes(context: Context) {
  const { db } = context
  const routes = router()
  routes.get('/rosters/:id/rejects', requirePermission('person.export'), async c => {
    const roster = await requireRoster(db, c.req.param('id'))
    await note(c.get('user'), roster, { what: 'rejects', lines: roster.lost })
    return send(rejectedLines(roster), `${roster.name}-退回的行`, Format.parse(c.req.query('format')))
  })
  routes.get('/rosters/:id/problems/report', requirePermission('person.export'), async c => {
    const roster = await requireRoster(db, c.req.param('id'))
    await note(c.get('user'), roster, { what: 'problems' })
    return send(problemReport(roster), `${roster.name}-问题清单`, Format.parse(c.req.query('format')))
  })
  routes.get('/rosters/:id/contacts', requirePermission('person.export'), async c => {
    const roster = await requireRoster(db, c.req.param('id'))
    const reason = (c.req.query('reason') ?? '').trim().slice(0, 200)
    if (reason.length < 2) throw rosterProblem.reasonRequired()
    if (roster.state !== 'ready') throw rosterProblem.wrongState(roster.state)
    await note(c.get('user'), roster, { what: 'contacts', lines: roster.valid, reason })
    return send(contacts(roster), `${roster.name}-人员`, Format.parse(c.req.query('format')))
  })
  return routes

  async function note(actor: SessionUser, roster: RosterRow, details: Readonly<Record<string, unknown>>) {
    const subject = `roster/${roster.id}`
    await transact(db, async trx => {
      await recordAudit(trx, context, {
        actor,
        action: 'person.export',
        subject,
        campaignId: roster.campaignId,
        details,
      })
    })
  }

  /** Line and reason first, then the row as it stood, under its own headers: correct it and import it again. */
  async function* rejectedLines(roster: RosterRow) {
    const { headers } = JSON.parse(roster.mapping ?? '{"headers":[]}') as { headers: string[] }
    yield ['原行号', '退回原因', ...headers]
    for (let after = 0; ; ) {
      const page = await listRejects(db, roster.id, after, PAGE)
      for (const row of page) {
        const reason = rosterProblemWords[row.reason as RowProblem]?.[0] ?? row.reason
        yield [String(row.line), reason, ...(JSON.parse(row.cells) as string[])]
      }
      if (page.length < PAGE) return
      after = page.at(-1)?.line ?? after
    }
  }

  async function* problemReport(roster: RosterRow) {
    yield ['行号', '列', '内容', '问题', 'problem']
    for (let offset = 0; ; offset += PAGE) {
      const page = await listProblems(db, { rosterId: roster.id, offset, limit: PAGE })
      for (const row of page) {
        const words = rosterProblemWords[row.problem as RowProblem] ?? [row.problem, row.problem]
        yield [row.line, row.columnName, row.value, words[0], words[1]]
      }
      if (page.length < PAGE) return
    }
  }

  async function* contacts(roster: RosterRow) {
    yield personColumns.map(column => column.title[0])
    for (let after = 0; ; ) {
      const page = await listContacts(db, roster.id, after, PAGE)
      for (const person of page) yield personColumns.map(column => said(person[column.key]))
      if (page.length < PAGE) return
      after = page.at(-1)?.line ?? after
    }
  }
}

function said(value: string | number | null): string | number {
  if (value === 'male') return '男'
  if (value === 'female') return '女'
  return value ?? ''
}

function send(rows: Rows, name: string, format: z.infer<typeof Format>): Response {
  const isXlsx = format === 'xlsx'
  const encoding: CsvOptions['encoding'] = isXlsx ? 'utf-8' : format
  const body = isXlsx ? writeXlsx(rows, { sheet: name }) : writeCsv(rows, { encoding })
  return new Response(body, {
    headers: {
      'Content-Type': isXlsx ? XLSX_TYPE : csvType(encoding),
      'Content-Disposition': attachment(`${name}.${isXlsx ? 'xlsx' : 'csv'}`),
      'Cache-Control': 'no-store',
    },
  })
}
