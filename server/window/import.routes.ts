// Files of the office: matters, and windows with their staff. Checked first; then the good lines are taken and the others listed.
import type { Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact, type Trx } from '../db/engine.ts'
import { attachment } from '../files/csv.ts'
import { receiveTable } from '../files/table.ts'
import { writeXlsx, XLSX_TYPE } from '../files/xlsx.ts'
import { type AppEnv, requirePermission, router } from '../http/route.ts'
import { fileProblem } from '../problem/file.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf, say } from '../problem/problem.ts'
import { windowProblem } from '../problem/window.ts'
import { listUnits } from '../unit/unit.store.ts'
import { windowWords } from '../words/window.ts'
import { type Columns, MATTER_COLUMNS, readTable, type ReadTable, WINDOW_COLUMNS } from './columns.ts'
import { readMatters, readWindows, type Rejected } from './import.ts'
import { putMatters, putWindows } from './import.store.ts'
import { pointCache } from './point-cache.ts'
import { reachCenter, requireOffices } from './reach.ts'

const IMPORT_LIMIT = 5 * 1024 * 1024
/** Lines that are shown; more than this and the file as a whole is wrong. */
const SHOWN = 1_000
const TEMPLATES = {
  matters: { columns: MATTER_COLUMNS, title: windowWords.matters },
  windows: { columns: WINDOW_COLUMNS, title: windowWords.windowsAndStaff },
} as const

const limit = bodyLimit({
  maxSize: IMPORT_LIMIT,
  onError: () => {
    throw generalProblem.tooLarge(IMPORT_LIMIT)
  },
})

export function importRoutes(context: Context) {
  return router()
    .get('/window-imports/:kind/template', requirePermission('window.read'), c => {
      const template = TEMPLATES[c.req.param('kind') as keyof typeof TEMPLATES]
      if (!template) throw generalProblem.notFound(['模板', 'template'])
      const language = languageOf(c)
      const head = Object.values(template.columns).map(({ title }) => say(title, language))
      const name = say(template.title, language)
      return c.body(writeXlsx([head], { sheet: name, widths: head.map(() => 20) }), 200, {
        'Content-Type': XLSX_TYPE,
        'Content-Disposition': attachment(`${name}.xlsx`),
      })
    })
    .post('/window-imports/matters', requirePermission('window.write'), limit, async c => {
      await requireOffices(context, c.get('user'))
      const table = await receive(c, MATTER_COLUMNS)
      const { rows, rejected } = readMatters(table, await listUnits(context.db))
      return await take(context, c, rejected, (trx, write) =>
        putMatters(trx, context, rows, write).then(matters => ({ matters })),
      )
    })
    .post('/window-imports/windows', requirePermission('window.write'), limit, async c => {
      const centerId = c.req.query('centerId') ?? ''
      await reachCenter(context, c.get('user'), centerId)
      const table = await receive(c, WINDOW_COLUMNS)
      const { rows, rejected } = readWindows(table, await listUnits(context.db))
      return await take(context, c, rejected, (trx, write) => putWindows(trx, context, centerId, rows, write))
    })
}

/** @throws Problem when there is no file, it is no table, or it lacks a column */
async function receive<C extends Columns>(c: HonoContext<AppEnv>, columns: C): Promise<ReadTable<C>> {
  const file = (await c.req.formData().catch(() => null))?.get('file')
  if (!(file instanceof File)) throw fileProblem.missing()
  const table = readTable((await receiveTable(file, fileProblem)).rows, columns)
  const [missing] = table.missing
  if (missing) throw windowProblem.importColumns(missing, table.header.join('、').slice(0, 200))
  if (table.records.length === 0) throw windowProblem.importEmpty()
  return table
}

type Put = (trx: Trx, write: boolean) => Promise<Readonly<Record<string, unknown>>>

/** `?check=1` only says what would happen. */
async function take(context: Context, c: HonoContext<AppEnv>, rejected: readonly Rejected[], put: Put) {
  const write = c.req.query('check') !== '1'
  const done = await transact(context.db, async trx => {
    const counts = await put(trx, write)
    if (write)
      await recordAudit(trx, context, {
        actor: c.get('user'),
        action: 'window.import',
        subject: `window-center/${c.req.query('centerId') ?? 'all'}`,
        details: { ...counts, rejected: rejected.length },
      })
    return counts
  })
  if (write) pointCache(context).clear()
  return c.json({ ...done, rejected: rejected.slice(0, SHOWN), rejectedCount: rejected.length, imported: write })
}
