// Rating files of the provincial platform and other systems: look first, both directions side by side, then import.
import type { Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { chinaMinute } from '../china-time.ts'
import type { Context } from '../context.ts'
import { attachment, csvType } from '../files/csv.ts'
import { receiveTable } from '../files/table.ts'
import { type AppEnv, operation, requirePermission, router, z } from '../http/route.ts'
import { exchangeProblem } from '../problem/exchange.ts'
import { fileProblem } from '../problem/file.ts'
import { generalProblem } from '../problem/general.ts'
import { reach, reachCenter } from '../window/reach.ts'
import { scopeOf } from '../window/scope.ts'
import { type Direction, DIRECTIONS, EXCHANGE_FIELDS, type ExchangeField } from './exchange-terms.ts'
import {
  codesOf,
  defaultBy,
  type DirectionView,
  type ExchangeFile,
  readExchangeFile,
  type SampleLine,
  samplesOf,
  unknownTagsOf,
  viewOf,
} from './exchange-file.ts'
import { importExchange } from './exchange-import.ts'
import { DEFAULT_CHANNELS, type Profile, PROFILES } from './exchange-profile.ts'
import { findImport, findImportByDigest, listImports, visitsByCase } from './exchange.store.ts'

export const MAX_UPLOAD = 30 * 1024 * 1024

const Settings = z.object({
  centerId: z.string().min(1).max(64),
  profile: z.enum(PROFILES).default('national'),
  /** Codes of channels that mean “nobody rated”; those of the profile when left out. */
  defaultChannels: z.array(z.string().max(20)).max(20).optional(),
  /** Columns by field, where a person chose others than those recognised; null: not read. */
  columns: z.partialRecord(z.enum(EXCHANGE_FIELDS), z.number().int().min(0).max(1000).nullable()).default({}),
  pointId: z.string().max(64).nullable().default(null),
  direction: z.enum(DIRECTIONS).nullable().default(null),
  /** Import the very same file once more. */
  again: z.boolean().default(false),
})
type Settings = z.infer<typeof Settings>

const list = operation({
  method: 'get',
  path: '/rating-imports',
  tag: 'rating',
  summary: ['评价导入记录', 'Imports of ratings'],
  permission: 'rating.write',
  response: z.object({
    imports: z.array(
      z
        .object({
          id: z.string(),
          centerId: z.string(),
          centerName: z.string(),
          fileName: z.string(),
          direction: z.enum(DIRECTIONS),
          imported: z.number(),
          autoDefault: z.number(),
          repeated: z.number(),
          refused: z.number(),
          unknownTags: z.array(z.string()),
          createdAt: z.string(),
          createdByName: z.string().nullable(),
        })
        .openapi('RatingImport'),
    ),
  }),
})

/** What the page shows before anything is stored. */
export interface ExchangePreview {
  readonly fileName: string
  readonly encoding: string
  readonly lines: number
  readonly headerLine: number
  readonly columns: readonly { readonly index: number; readonly header: string; readonly field: ExchangeField | null }[]
  /** Headers of columns that say who somebody is: left behind. */
  readonly dropped: readonly string[]
  readonly profile: Profile
  readonly defaultChannels: readonly string[]
  readonly defaults: number
  readonly codes: ReturnType<typeof codesOf>
  readonly directions: Readonly<Record<Direction, DirectionView>>
  readonly samples: readonly SampleLine[]
  readonly unknownTags: ReturnType<typeof unknownTagsOf>
  readonly supplements: number
  /** Visits of the file that are here already, and that are not. */
  readonly visits: { readonly known: number; readonly missing: number }
  readonly same: { readonly at: string; readonly by: string } | null
}

export function exchangeRoutes(context: Context) {
  const { db } = context
  const write = requirePermission('rating.write')
  const limit = bodyLimit({
    maxSize: MAX_UPLOAD,
    onError: () => {
      throw generalProblem.tooLarge(MAX_UPLOAD)
    },
  })
  return router()
    .openapi(list, async c => {
      const rows = await listImports(db, await scopeOf(db, c.get('user')))
      const imports = rows.map(row => ({ ...row, unknownTags: JSON.parse(row.unknownTags) as string[] }))
      return c.json({ imports }, 200)
    })
    .get('/rating-imports/:id/rejects', write, async c => {
      const row = await reach(context, c.get('user'), await findImport(db, c.req.param('id')), ['导入', 'import'])
      const name = `${row.fileName.replace(/\.\w{1,5}$/, '')}-退回行.csv`
      const headers = { 'Content-Type': csvType('utf-8-bom'), 'Content-Disposition': attachment(name) }
      return new Response(row.rejects, { headers })
    })
    .post('/rating-files/preview', write, limit, async c => {
      const { settings, file } = await readForm(context, c)
      return c.json(await previewOf(context, settings, file))
    })
    .post('/rating-files', write, limit, async c => {
      const { settings, file } = await readForm(context, c)
      const { centerId, direction, pointId } = settings
      if (!direction) throw exchangeProblem.directionRequired()
      const same = settings.again ? null : await sameFile(context, centerId, file)
      if (same) throw exchangeProblem.sameFile(same.at, same.by)
      const order = { centerId, direction, pointId, file, defaultChannels: channelsOf(settings) }
      if (
        pointId === null &&
        file.map.windowCode === undefined &&
        (await countVisits(context, centerId, file)).missing > 0
      )
        throw exchangeProblem.windowRequired()
      return c.json(await importExchange(context, c.get('user'), order))
    })
}

const channelsOf = ({ defaultChannels, profile }: Settings): readonly string[] =>
  defaultChannels ?? DEFAULT_CHANNELS[profile]

async function readForm(
  context: Context,
  c: HonoContext<AppEnv>,
): Promise<{ readonly settings: Settings; readonly file: ExchangeFile }> {
  const form = await c.req.formData().catch(() => {
    throw generalProblem.malformed()
  })
  const settings = readSettings(form.get('settings'))
  await reachCenter(context, c.get('user'), settings.centerId)
  const upload = form.get('file')
  if (!(upload instanceof File)) throw fileProblem.missing()
  const table = await receiveTable(upload, fileProblem)
  return { settings, file: await readExchangeFile(table, context.now(), settings.columns) }
}

function readSettings(text: unknown): Settings {
  let body: unknown
  try {
    body = JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    throw generalProblem.malformed()
  }
  const parsed = Settings.safeParse(body)
  if (parsed.success) return parsed.data
  throw generalProblem.invalidInput(
    parsed.error.issues.map(issue => ({
      pointer: `/settings/${issue.path.join('/')}`,
      detail: [issue.message, issue.message] as const,
    })),
  )
}

async function sameFile(context: Context, centerId: string, file: ExchangeFile): Promise<ExchangePreview['same']> {
  const same = await findImportByDigest(context.db, centerId, file.table.digest)
  return same ? { at: chinaMinute(new Date(same.createdAt)), by: same.createdByName ?? '' } : null
}

const CASES = 1_000

async function countVisits(context: Context, centerId: string, { lines }: ExchangeFile) {
  const cases = [...new Set(lines.map(line => line.text.caseNo).filter(caseNo => caseNo !== ''))]
  let known = 0
  for (let from = 0; from < cases.length; from += CASES)
    known += (await visitsByCase(context.db, centerId, cases.slice(from, from + CASES))).size
  return { known, missing: cases.length - known }
}

async function previewOf(context: Context, settings: Settings, file: ExchangeFile): Promise<ExchangePreview> {
  const { profile, centerId } = settings
  const { lines, map } = file
  const defaultChannels = channelsOf(settings)
  const isDefault = defaultBy(defaultChannels)
  const fieldAt = (index: number) => EXCHANGE_FIELDS.find(field => map[field] === index) ?? null
  return {
    fileName: file.table.fileName,
    encoding: file.table.encoding,
    lines: lines.length,
    headerLine: file.headerLine,
    columns: file.columns
      .filter(column => !column.personal)
      .map(({ index, header }) => ({ index, header, field: fieldAt(index) })),
    dropped: file.columns.filter(column => column.personal).map(column => column.header),
    profile,
    defaultChannels,
    defaults: lines.filter(isDefault).length,
    codes: codesOf(file, profile),
    directions: {
      five_is_best: viewOf(lines, 'five_is_best', isDefault),
      one_is_best: viewOf(lines, 'one_is_best', isDefault),
    },
    samples: samplesOf(lines, isDefault),
    unknownTags: unknownTagsOf(lines).slice(0, 100),
    supplements: lines.filter(line => line.assessNumber > 1 && !isDefault(line)).length,
    visits: await countVisits(context, centerId, file),
    same: await sameFile(context, centerId, file),
  }
}

export type ExchangeRoutes = ReturnType<typeof exchangeRoutes>
