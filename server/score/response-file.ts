// Opens a response file of an agency, CSV or workbook in any office encoding, and gives its rows with their line numbers.
import { createReadStream } from 'node:fs'
import type { FileRow } from '../../sampling/score-read.ts'
import { CsvReader, LineTooLong } from '../files/csv-read.ts'
import { unguard } from '../files/cells.ts'
import { decodeText, detectEncoding, type Encoding, fileKind, readHead, type TextForm } from '../files/encoding.ts'
import { readXlsx } from '../files/xlsx.ts'
import { scoreProblem } from '../problem/score.ts'

export interface ResponseFile {
  readonly encoding: Encoding | 'xlsx'
  /** null for a workbook. */
  readonly delimiter: string | null
  /** Header first; blank rows are left out, numbers are those a spreadsheet shows. */
  readonly rows: readonly FileRow[]
}

const DELIMITERS = [',', '\t', ';', '|', '，', '；'] as const
const SAMPLE_ROWS = 100
/** Rows of a response file; far beyond any survey, and still within memory. */
export const MAX_ROWS = 2_000_000

/**
 * Read a response file whole.
 *
 * @throws Problem that says what the file is, when it is no response file
 */
export async function openResponseFile(path: string): Promise<ResponseFile> {
  const head = await readHead(path)
  const kind = fileKind(head)
  if (kind === 'empty') throw scoreProblem.emptyFile()
  if (kind === 'xls') throw scoreProblem.oldWorkbook()
  if (kind === 'binary') throw scoreProblem.binaryFile()
  return kind === 'xlsx' ? await openWorkbook(path) : await openText(path, head)
}

async function openWorkbook(path: string): Promise<ResponseFile> {
  const rows: FileRow[] = []
  try {
    for await (const { line, cells } of readXlsx(path, { maxRows: MAX_ROWS }))
      if (cells.some(cell => cell.trim() !== '')) rows.push({ line, cells })
  } catch {
    throw scoreProblem.damagedWorkbook()
  }
  const [header] = rows
  if (!header) throw scoreProblem.emptyFile()
  // A workbook leaves out the empty cells at the end of a row.
  const width = header.cells.length
  const padded = rows.map(row =>
    row.cells.length < width ? { ...row, cells: [...row.cells, ...Array(width - row.cells.length).fill('')] } : row,
  )
  return { encoding: 'xlsx', delimiter: null, rows: padded }
}

async function openText(path: string, head: Buffer): Promise<ResponseFile> {
  const form = await detectEncoding(path, head)
  if (!form?.clean) throw scoreProblem.unknownEncoding()
  const texts: string[] = []
  for await (const part of decodeText(createReadStream(path, { highWaterMark: 1 << 20 }), form)) texts.push(part)
  const lineEnd = texts.some(text => text.includes('\n')) ? '\n' : '\r'
  const delimiter = bestDelimiter(texts[0] ?? '', lineEnd)
  const rows = splitRows(texts, { delimiter, lineEnd })
  if (rows.length === 0) throw scoreProblem.emptyFile()
  return { encoding: (form satisfies TextForm).encoding, delimiter, rows }
}

function splitRows(texts: readonly string[], form: { delimiter: string; lineEnd: '\n' | '\r' }): FileRow[] {
  const reader = new CsvReader(form)
  const rows: FileRow[] = []
  let line = 0
  const take = (found: string[][]) => {
    for (const cells of found) {
      line++
      if (cells.some(cell => cell.trim() !== '')) rows.push({ line, cells: cells.map(unguard) })
    }
  }
  try {
    for (const text of texts) {
      take(reader.push(text))
      if (reader.openQuotes[0]) throw scoreProblem.openQuote(reader.openQuotes[0])
    }
    take(reader.end())
    if (reader.openQuotes[0]) throw scoreProblem.openQuote(reader.openQuotes[0])
  } catch (error) {
    throw error instanceof LineTooLong ? scoreProblem.lineTooLong(error.line) : error
  }
  return rows
}

/** The delimiter under which the most rows have the width of the header, and more than one column. */
function bestDelimiter(text: string, lineEnd: '\n' | '\r'): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(text, delimiter, lineEnd)
    const width = rows[0]?.length ?? 0
    const even = rows.filter(row => row.length === width).length / Math.max(1, rows.length)
    const score = width > 1 ? even * Math.log(width + 1) : 0
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function sampleRows(text: string, delimiter: string, lineEnd: '\n' | '\r'): string[][] {
  const reader = new CsvReader({ delimiter, lineEnd })
  try {
    const found = reader.push(text.slice(0, 1_000_000))
    const rows = found.length > 1 ? found : [...found, ...reader.end()]
    return rows.filter(row => row.some(cell => cell.trim() !== '')).slice(0, SAMPLE_ROWS)
  } catch (error) {
    if (error instanceof LineTooLong) throw scoreProblem.lineTooLong(error.line)
    throw error
  }
}
