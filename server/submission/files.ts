// Makes the three files of a list in one pass over the people: in constant memory, each digested while it is written.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import type { Db } from '../db/engine.ts'
import { offload, type Report, type Task } from '../db/offload.ts'
import { csvLine, type CsvOptions } from '../files/csv.ts'
import { encodeGb18030 } from '../files/encoding.ts'
import { writeXlsx } from '../files/xlsx.ts'
import { listPages, type ListSource } from './people.ts'
import { cellsOf, csvText, type Format, FORMATS, type Template, widthOf } from './submission.ts'

export interface FilesJob extends ListSource {
  /** An empty folder that is there. */
  readonly folder: string
  readonly template: Template
  readonly watermark: string
  readonly sheet: string
}

export interface MadeFile {
  readonly format: Format
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface Made {
  readonly rowCount: number
  readonly files: readonly Omit<MadeFile, 'name'>[]
}

/** The same list gives the same bytes, whenever it is made. */
export const makeFiles: Task<FilesJob, Made> = async (db, job, report) => {
  const sinks = await Promise.all(FORMATS.map(format => openSink(job.folder, format)))
  try {
    const [xlsx, utf8, gb18030] = sinks as [Sink, Sink, Sink]
    const count = { rows: 0 }
    const rows = listRows(db, job, count, report, async text => {
      await utf8.write(Buffer.from(text, 'utf8'))
      await gb18030.write(encodeGb18030(text))
    })
    await utf8.write(Buffer.from('\uFEFF', 'utf8'))
    const widths = job.template.columns.map(widthOf)
    for await (const chunk of writeXlsx(rows, { sheet: job.sheet, widths, headRows: 2 })) await xlsx.write(chunk)
    return { rowCount: count.rows, files: await Promise.all(sinks.map(sink => sink.finish())) }
  } finally {
    await Promise.all(sinks.map(sink => sink.close()))
  }
}

/** The rows of the workbook; the text of the CSV files is handed on page by page as the workbook asks for more. */
async function* listRows(
  db: Db,
  { watermark, template, ...list }: FilesJob,
  count: { rows: number },
  report: Report,
  text: (text: string) => Promise<void>,
) {
  const options: CsvOptions = { encoding: 'utf-8' }
  const head = [[watermark], template.columns.map(column => column.header)]
  await text(head.map(row => csvLine(row, options)).join(''))
  yield* head
  for await (const page of listPages(db, list)) {
    const rows = page.map(row => cellsOf(row, ++count.rows, template))
    let lines = ''
    for (const row of rows) {
      const cells = row.map(cell => csvText(cell, template.guardLongNumbers))
      lines += csvLine(cells, options)
    }
    await text(lines)
    report(count.rows, 0)
    yield* rows
  }
}

interface Sink {
  write(bytes: Uint8Array): Promise<void>
  finish(): Promise<Omit<MadeFile, 'name'>>
  close(): Promise<void>
}

async function openSink(folder: string, format: Format): Promise<Sink> {
  const file: FileHandle = await open(join(folder, format), 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let open_ = true
  return {
    write: async chunk => {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    },
    finish: async () => {
      await file.sync()
      return { format, bytes, sha256: hash.digest('hex') }
    },
    close: async () => {
      if (open_) await file.close()
      open_ = false
    },
  }
}

/** Lists up to here are made where the request runs; it takes less time than starting a worker. */
const IN_PLACE = 3000

/**
 * Makes the files in a folder of their own, out of sight until `keep` puts them in their place.
 * @param rows how many people to expect
 */
export async function makeList(
  context: Context,
  id: string,
  rows: number,
  job: Omit<FilesJob, 'folder'>,
): Promise<{ made: Made; keep: () => Promise<void>; drop: () => Promise<void> }> {
  const root = rootOf(context)
  await mkdir(root, { recursive: true, mode: 0o700 })
  await sweep(root, context.now().getTime())
  const folder = join(root, `${MAKING}${randomUUID()}`)
  await mkdir(folder, { mode: 0o700 })
  const drop = () => rm(folder, { recursive: true, force: true })
  try {
    const order = { ...job, folder }
    const made =
      rows <= IN_PLACE
        ? await makeFiles(context.db, order, () => undefined)
        : await offload<Made>(context, import.meta.url, 'makeFiles', order)
    const keep = async () => {
      await rm(folderOf(context, id), { recursive: true, force: true })
      await rename(folder, folderOf(context, id))
    }
    return { made, keep, drop }
  } catch (error) {
    await drop()
    throw error
  }
}

const MAKING = '.making-'
const DAY = 86_400_000

/** What a process that was killed left half made. */
async function sweep(root: string, now: number): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(MAKING)) continue
    const { mtimeMs } = await stat(join(root, name))
    if (now - mtimeMs > DAY) await rm(join(root, name), { recursive: true, force: true })
  }
}

export async function removeFiles(context: Context, id: string): Promise<void> {
  await rm(folderOf(context, id), { recursive: true, force: true })
}

/** The path of a stored file whose bytes have the digest, or null. */
export async function storedFile(context: Context, id: string, file: MadeFile): Promise<string | null> {
  const path = join(folderOf(context, id), file.format)
  try {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
    return hash.digest('hex') === file.sha256 ? path : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function rootOf({ config }: Context): string {
  return join(config.dataDir, 'submissions')
}

function folderOf(context: Context, id: string): string {
  return join(rootOf(context), id)
}
