// Reads an uploaded table whole, CSV or workbook in any office encoding, with the line numbers a spreadsheet shows.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unguard } from './cells.ts'
import { CsvReader, LineTooLong } from './csv-read.ts'
import { decodeText, detectEncoding, type Encoding, fileKind, readHead } from './encoding.ts'
import { readXlsx } from './xlsx.ts'

export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly encoding: Encoding | 'xlsx'
  /** null for a workbook. */
  readonly delimiter: string | null
  /** Blank rows are left out. */
  readonly rows: readonly TableRow[]
}

export interface ReceivedTable extends Table {
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 of the bytes. */
  readonly digest: string
}

/** What a concept says of a file that is no table; each gives the error to throw. */
export interface TableFaults {
  emptyFile(): Error
  binaryFile(): Error
  oldWorkbook(): Error
  damagedWorkbook(): Error
  unknownEncoding(): Error
  lineTooLong(line: number): Error
  openQuote(line: number): Error
}

const DELIMITERS = [',', '\t', ';', '|', '，', '；'] as const
const SAMPLE_ROWS = 100
/** Far beyond any table of one office, and still within memory. */
export const MAX_ROWS = 2_000_000

/** Reads an uploaded table; nothing of it stays on disk. */
export async function receiveTable(file: File, faults: TableFaults): Promise<ReceivedTable> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const folder = await mkdtemp(join(tmpdir(), 'minping-upload-'))
  try {
    const path = join(folder, 'upload')
    await writeFile(path, bytes, { mode: 0o600 })
    const table = await openTable(path, faults)
    const digest = createHash('sha256').update(bytes).digest('hex')
    return { ...table, fileName: file.name.slice(0, 200), bytes: bytes.length, digest }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @throws what `faults` says of the file, when it is no table */
export async function openTable(path: string, faults: TableFaults): Promise<Table> {
  const head = await readHead(path)
  const kind = fileKind(head)
  if (kind === 'empty') throw faults.emptyFile()
  if (kind === 'xls') throw faults.oldWorkbook()
  if (kind === 'binary') throw faults.binaryFile()
  return kind === 'xlsx' ? await openWorkbook(path, faults) : await openText(path, head, faults)
}

async function openWorkbook(path: string, faults: TableFaults): Promise<Table> {
  const rows: TableRow[] = []
  try {
    for await (const { line, cells } of readXlsx(path, { maxRows: MAX_ROWS }))
      if (cells.some(cell => cell.trim() !== '')) rows.push({ line, cells })
  } catch {
    throw faults.damagedWorkbook()
  }
  const [header] = rows
  if (!header) throw faults.emptyFile()
  // A workbook leaves out the empty cells at the end of a row.
  const width = header.cells.length
  const padded = rows.map(row =>
    row.cells.length < width ? { ...row, cells: [...row.cells, ...Array(width - row.cells.length).fill('')] } : row,
  )
  return { encoding: 'xlsx', delimiter: null, rows: padded }
}

async function openText(path: string, head: Buffer, faults: TableFaults): Promise<Table> {
  const form = await detectEncoding(path, head)
  if (!form?.clean) throw faults.unknownEncoding()
  const texts: string[] = []
  for await (const part of decodeText(createReadStream(path, { highWaterMark: 1 << 20 }), form)) texts.push(part)
  const lineEnd = texts.some(text => text.includes('\n')) ? '\n' : '\r'
  const delimiter = bestDelimiter(texts[0] ?? '', lineEnd, faults)
  const rows = splitRows(texts, { delimiter, lineEnd }, faults)
  if (rows.length === 0) throw faults.emptyFile()
  return { encoding: form.encoding, delimiter, rows }
}

function splitRows(
  texts: readonly string[],
  form: { delimiter: string; lineEnd: '\n' | '\r' },
  faults: TableFaults,
): TableRow[] {
  const reader = new CsvReader(form)
  const rows: TableRow[] = []
  let line = 0
  const take = (found: string[][]) => {
    for (const cells of found) {
      line++
      if (cells.some(cell => cell.trim() !== '')) rows.push({ line, cells: cells.map(unguard) })
    }
    if (reader.openQuotes[0]) throw faults.openQuote(reader.openQuotes[0])
  }
  try {
    for (const text of texts) take(reader.push(text))
    take(reader.end())
  } catch (error) {
    throw error instanceof LineTooLong ? faults.lineTooLong(error.line) : error
  }
  return rows
}

/** The delimiter under which the most rows have the width of the header, and more than one column. */
function bestDelimiter(text: string, lineEnd: '\n' | '\r', faults: TableFaults): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(text, { delimiter, lineEnd }, faults)
    const width = rows[0]?.length ?? 0
    const even = rows.filter(row => row.length === width).length / Math.max(1, rows.length)
    const score = width > 1 ? even * Math.log(width + 1) : 0
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function sampleRows(text: string, form: { delimiter: string; lineEnd: '\n' | '\r' }, faults: TableFaults): string[][] {
  const reader = new CsvReader(form)
  try {
    const found = reader.push(text.slice(0, 1_000_000))
    const rows = found.length > 1 ? found : [...found, ...reader.end()]
    return rows.filter(row => row.some(cell => cell.trim() !== '')).slice(0, SAMPLE_ROWS)
  } catch (error) {
    if (error instanceof LineTooLong) throw faults.lineTooLong(error.line)
    throw error
  }
}
