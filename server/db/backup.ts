// A house as a stream of lines, the same from either engine, and back into an empty house of either engine.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type BulkConnection, type BulkValue, openBulk } from './bulk.ts'
import type { DatabaseOptions } from './engine.ts'

/** Every table whose rows are kept, parents before children. */
export const BACKUP_TABLES: readonly string[] = [
  'audit_head audit_entry account_user account_credential unit_series unit campaign campaign_unit campaign_scheme',
  'questionnaire person roster roster_entry roster_problem roster_reject person_pair frame frame_element design draw',
  'draw_element draw_assignment submission invitation_batch invitation invitation_key response_case response_draft',
  'window_center window_point window_staff window_matter window_device visit_import visit visit_tally visit_key',
  'visit_request rating rating_contact rating_trace rating_tally rating_flag rating_import rectification',
  'rectification_step rectification_file rectification_reminder rectification_day',
  'response score_file score_run component component_entry component_lock composite_trigger composite_result',
].flatMap(line => line.split(' '))

/** Tables left out: sessions and leases end with the process that held them. */
export const TABLES_LEFT_OUT: readonly string[] = ['account_session', 'account_verification', 'roster_lease']

/** Rows that point at a row of their own table; the parent goes first. */
const OWN_PARENT: Readonly<Record<string, string>> = { unit: 'parent_id', roster: 'adds_to' }
/** Folders of DATA_DIR that belong to the house. */
const FOLDERS = ['uploads', 'submissions']
const FILE_PIECE = 3 << 18

export interface BackupHeader {
  readonly format: 'minping-backup/1'
  readonly made: string
  /** The newest migration the rows fit. */
  readonly migration: string
  /** Equal for houses with the same KEY_FILE; tells nothing of the key. */
  readonly keyCheck: string
}

/** The last line: what the lines before it hold, and their SHA-256. */
export interface BackupEnd {
  readonly tables: Readonly<Record<string, number>>
  readonly files: number
  readonly sha256: string
}

type Row = Readonly<Record<string, BulkValue>>
type Content =
  | { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly BulkValue[][] }
  | { readonly file: string; readonly base64: string }

/** The lines of a backup, each with its line break, of the house as it is at one moment. */
export async function* backupLines(database: DatabaseOptions, header: BackupHeader): AsyncGenerator<string> {
  const digest = createHash('sha256')
  const tables: Record<string, number> = {}
  const files = new Set<string>()
  const written = (value: object): string => {
    const line = `${JSON.stringify(value)}\n`
    digest.update(line)
    return line
  }
  yield written(header)
  for await (const content of contents(database)) {
    if ('table' in content) tables[content.table] = (tables[content.table] ?? 0) + content.rows.length
    else files.add(content.file)
    yield written(content)
  }
  const end: BackupEnd = { tables, files: files.size, sha256: digest.digest('hex') }
  yield `${JSON.stringify({ end })}\n`
}

async function* contents(database: DatabaseOptions): AsyncGenerator<Content> {
  const connection = await openBulk(database)
  try {
    // A generator cannot yield from inside a callback, so the moment is held open by hand.
    const release = await hold(connection)
    for (const table of BACKUP_TABLES) {
      for await (const rows of tablePages(connection, table)) {
        const columns = Object.keys(rows[0] ?? {})
        yield { table, columns, rows: rows.map(row => columns.map(column => row[column] ?? null)) }
      }
    }
    await release()
  } finally {
    await connection.close()
  }
  for (const folder of FOLDERS) yield* filePieces(database.dataDir, join(database.dataDir, folder))
}

async function hold(connection: BulkConnection): Promise<() => Promise<void>> {
  let finish = (): void => undefined
  const finished = new Promise<void>(resolve => (finish = resolve))
  let done: Promise<void> | undefined
  await new Promise<void>((resolve, reject) => {
    done = connection.snapshot(async () => {
      resolve()
      await finished
    })
    done.catch(reject)
  })
  return async () => {
    finish()
    await done
  }
}

async function* tablePages(connection: BulkConnection, table: string): AsyncGenerator<readonly Row[]> {
  const pages = connection.pages(`select * from ${table}`)
  const parent = OWN_PARENT[table]
  if (parent === undefined) {
    yield* pages
    return
  }
  const all: Row[] = []
  for await (const rows of pages) all.push(...rows)
  const placed = new Set<BulkValue>([null])
  while (all.length > 0) {
    const ready = all.filter(row => placed.has(row[parent] ?? null))
    if (ready.length === 0) throw new Error(`backup requires ${table}.${parent} to name rows of ${table}`)
    for (const row of ready) placed.add(row['id'] ?? null)
    all.splice(0, all.length, ...all.filter(row => !ready.includes(row)))
    yield ready
  }
}

async function* filePieces(root: string, folder: string): AsyncGenerator<Content> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const file = relative(root, path).split(sep).join('/')
    yield { file, base64: '' }
    for await (const piece of createReadStream(path, { highWaterMark: FILE_PIECE }))
      yield { file, base64: (piece as Buffer).toString('base64') }
  }
}

/** Why a backup cannot be used. */
export class BackupError extends Error {}

/**
 * Read a backup through once: is it whole, and unchanged since it was made?
 *
 * @throws BackupError naming what is wrong
 */
export async function checkBackup(lines: AsyncIterable<string>): Promise<{ header: BackupHeader; end: BackupEnd }> {
  const digest = createHash('sha256')
  let header: BackupHeader | undefined
  let end: BackupEnd | undefined
  for await (const line of lines) {
    if (end) throw new BackupError('the file goes on after its last line')
    const value = parsed(line)
    if (!header) {
      if (!isHeader(value)) throw new BackupError('the file is not a backup of this system')
      header = value
    } else if ('end' in value) {
      end = value['end'] as BackupEnd
      continue
    }
    digest.update(`${line}\n`)
  }
  if (!header) throw new BackupError('the file is empty')
  if (!end) throw new BackupError('the file ends too early: the backup was cut off')
  if (digest.digest('hex') !== end.sha256) throw new BackupError('the file was changed after the backup was made')
  return { header, end }
}

const isHeader = (value: object): value is BackupHeader => 'format' in value && value.format === 'minping-backup/1'

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below, in words of the file rather than of the parser.
  }
  throw new BackupError('the file is damaged: one of its lines cannot be read')
}

/** Put the rows of a checked backup into a house that holds none, in one transaction, and its files into DATA_DIR. */
export async function loadBackup(database: DatabaseOptions, lines: AsyncIterable<string>): Promise<void> {
  const connection = await openBulk(database)
  try {
    await connection.transaction(async () => {
      for (const table of BACKUP_TABLES.toReversed()) await connection.run(`delete from ${table}`)
      for await (const line of lines) await loadLine(connection, database.dataDir, parsed(line))
    })
  } finally {
    await connection.close()
  }
}

async function loadLine(connection: BulkConnection, dataDir: string, line: Record<string, unknown>): Promise<void> {
  if ('table' in line) {
    const { table, columns, rows } = line as unknown as Extract<Content, { table: string }>
    if (!BACKUP_TABLES.includes(table) || columns.some(column => !/^[a-z0-9_]+$/.test(column)))
      throw new BackupError(`the file names a table this version does not have: ${table}`)
    await connection.insert(table, columns, rows)
  } else if ('file' in line) {
    const { file, base64 } = line as unknown as Extract<Content, { file: string }>
    const path = resolve(dataDir, file)
    if (!FOLDERS.some(folder => path.startsWith(join(resolve(dataDir), folder) + sep)))
      throw new BackupError(`the file names a place outside the data folder: ${file}`)
    mkdirSync(dirname(path), { recursive: true })
    await appendFile(path, Buffer.from(base64, 'base64'), base64 === '' ? { flag: 'w' } : {})
  }
}
