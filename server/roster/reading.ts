// Opens a roster file: what it is written in, where its header stands, and its rows as a stream.
import { createReadStream } from 'node:fs'
import { CsvReader, LineTooLong } from '../files/csv-read.ts'
import { decodeText, detectEncoding, type Encoding, fileKind, HEAD_BYTES, readHead } from '../files/encoding.ts'
import { readXlsx } from '../files/xlsx.ts'
import { rosterProblem } from '../problem/roster.ts'
import { findHeader, type HeaderFound, mapHeader, tidyHeader } from './columns.ts'
import type { Mapping } from './fields.ts'
import { guessColumns } from './guess.ts'

export interface RosterLayout {
  readonly encoding: Encoding | 'xlsx'
  readonly order: 'le' | 'be'
  /** False when some bytes do not belong to the encoding. */
  readonly clean: boolean
  /** null for a workbook. */
  readonly delimiter: string | null
  readonly lineEnd: '\n' | '\r'
  /** The sheet of a workbook, from 1. */
  readonly sheet: number
  /** 1-based; 0 when the file has no header. */
  readonly headerLine: number
  readonly headers: readonly string[]
  readonly mapping: Mapping
}

/** What a person corrected in the preview; the rest is detected. */
export interface LayoutChoice {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
  readonly headerLine?: number | undefined
  readonly mapping?: Mapping | undefined
  readonly sheet?: number | undefined
}

export interface Inspection {
  readonly layout: RosterLayout
  /** First rows as they stand in the file, header and title rows included. */
  readonly rows: readonly (readonly string[])[]
  /** Sheets of a workbook that hold anything, from 1; only one is read. */
  readonly sheets: readonly number[]
}

export const DELIMITERS = [',', '\t', ';', '|', '，', '；'] as const
const PREVIEW_ROWS = 60

/**
 * Finds encoding, delimiter, header and columns of a roster file.
 * @throws Problem that says what the file is, when it is no roster
 */
export async function inspectRoster(path: string, choice: LayoutChoice = {}): Promise<Inspection> {
  const head = await readHead(path)
  const kind = fileKind(head)
  if (kind === 'empty') throw rosterProblem.emptyFile()
  if (kind === 'xls') throw rosterProblem.oldWorkbook()
  if (kind === 'binary') throw rosterProblem.binaryFile()
  return kind === 'xlsx' ? await inspectWorkbook(path, choice) : await inspectText(path, head, choice)
}

async function inspectWorkbook(path: string, choice: LayoutChoice): Promise<Inspection> {
  const sheets = await whole(async () => await filledSheets(path))
  const sheet = choice.sheet ?? sheets[0] ?? 1
  const rows = await whole(async () => await sheetRows(path, sheet, PREVIEW_ROWS))
  if (rows.every(row => row.every(cell => cell.trim() === ''))) throw rosterProblem.emptyFile()
  const form = { encoding: 'xlsx', order: 'le', clean: true, delimiter: null, lineEnd: '\n', sheet } as const
  return { layout: { ...form, ...headerOf(rows, choice) }, rows, sheets }
}

const MAX_SHEETS = 30

/** Looked through until two in a row are empty: a workbook does not say which of its sheets are used. */
async function filledSheets(path: string): Promise<number[]> {
  const filled: number[] = []
  for (let sheet = 1; sheet <= MAX_SHEETS && sheet - (filled.at(-1) ?? 1) <= 2; sheet++) {
    const rows = await sheetRows(path, sheet, 5)
    if (rows.some(row => row.some(cell => cell.trim() !== ''))) filled.push(sheet)
  }
  return filled
}

async function sheetRows(path: string, sheet: number, count: number): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of readXlsx(path, { sheet, maxRows: count })) {
    if (row.line > count) break
    while (rows.length < row.line - 1) rows.push([])
    rows.push(row.cells)
  }
  return rows
}

/** The library's own errors say nothing to an office; a Problem passes. */
async function whole<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error
    throw rosterProblem.damagedWorkbook()
  }
}

async function inspectText(path: string, head: Buffer, choice: LayoutChoice): Promise<Inspection> {
  const detected = await detectEncoding(path, head)
  if (!detected && !choice.encoding) throw rosterProblem.unknownEncoding()
  const form = detected ?? { order: 'le' as const, clean: false, encoding: 'utf-8' as const }
  const encoding = choice.encoding ?? form.encoding
  const text = await sampleText(path, { encoding, order: form.order })
  if (/^\s*<(!doctype|html|table|\?xml|meta|head)/i.test(text)) throw rosterProblem.webPage()
  const lineEnd = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const { delimiter, rows } = splitBest(text, lineEnd, choice.delimiter)
  const clean = encoding === form.encoding && form.clean
  const layout = {
    encoding,
    order: form.order,
    clean,
    delimiter,
    lineEnd,
    sheet: 1,
    ...headerOf(rows, choice),
  } as const
  return { layout, rows: rows.slice(0, PREVIEW_ROWS), sheets: [] }
}

/** Enough text for the first rows; a line that does not end within the limit is named. */
async function sampleText(path: string, form: { encoding: Encoding; order: 'le' | 'be' }): Promise<string> {
  let text = ''
  let breaks = 0
  for await (const part of decodeText(createReadStream(path, { highWaterMark: HEAD_BYTES }), form)) {
    text += part
    breaks += part.split(/[\r\n]/).length - 1
    if (breaks > 200 || text.length > 4_500_000) break
  }
  return text
}

function splitBest(text: string, lineEnd: '\n' | '\r', asked: string | undefined) {
  let best: { delimiter: string; rows: string[][]; score: number } | null = null
  for (const delimiter of asked ? [asked] : DELIMITERS) {
    const rows = sampleRows(text, delimiter, lineEnd)
    const score = findHeader(rows).score * 10 + evenness(rows) * 5
    if (!best || score > best.score) best = { delimiter, rows, score }
  }
  return { delimiter: best?.delimiter ?? ',', rows: best?.rows ?? [] }
}

function sampleRows(text: string, delimiter: string, lineEnd: '\n' | '\r'): string[][] {
  const reader = new CsvReader({ delimiter, lineEnd })
  try {
    const rows = reader.push(text)
    return (rows.length < 200 ? [...rows, ...reader.end()] : rows).slice(0, 200)
  } catch (error) {
    if (error instanceof LineTooLong) throw rosterProblem.lineTooLong(error.line)
    throw error
  }
}

/** Share of rows that have the commonest number of cells, 0 when that is one cell. */
function evenness(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return width > 1 ? count / rows.length : 0
}

function headerOf(rows: readonly (readonly string[])[], choice: LayoutChoice) {
  const found = choice.headerLine === undefined ? findHeader(rows) : chosenHeader(rows, choice.headerLine)
  const body = rows.slice(found.headerLine)
  const width = Math.max(found.headers.length, ...body.map(row => row.length), 1)
  const headers = Array.from({ length: width }, (_, column) => found.headers[column] || columnLetter(column))
  const named = choice.mapping ?? { ...guessColumns(body, found.mapping), ...found.mapping }
  return { headerLine: found.headerLine, headers, mapping: named }
}

function chosenHeader(rows: readonly (readonly string[])[], headerLine: number): HeaderFound {
  const cells = rows[headerLine - 1] ?? []
  return { headerLine, headers: cells.map(tidyHeader), mapping: mapHeader(cells), score: 0 }
}

/** 0 → A, 26 → AA: how a spreadsheet names a column without a header. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

export interface RowBatch {
  /** Row number of the first row in the batch. */
  readonly first: number
  readonly rows: readonly string[][]
  /** Rows of the batch whose quote never closed. */
  readonly openQuotes: readonly number[]
  /** Bytes of the file read so far. */
  readonly bytes: number
}

/** Streams the rows below the header in batches; memory does not grow with the file. */
export async function* rosterRows(path: string, layout: RosterLayout): AsyncGenerator<RowBatch> {
  yield* layout.encoding === 'xlsx'
    ? workbookRows(path, layout)
    : textRows(path, { ...layout, encoding: layout.encoding })
}

async function* textRows(path: string, layout: RosterLayout & { encoding: Encoding }): AsyncGenerator<RowBatch> {
  const reader = new CsvReader({ delimiter: layout.delimiter ?? ',', lineEnd: layout.lineEnd })
  const source = createReadStream(path, { highWaterMark: 1 << 18 })
  const batch = (rows: string[][]): RowBatch => {
    const first = reader.line - rows.length + 1
    const skip = Math.min(rows.length, Math.max(0, layout.headerLine - first + 1))
    const openQuotes = reader.openQuotes
    reader.openQuotes = []
    return { first: first + skip, rows: skip > 0 ? rows.slice(skip) : rows, openQuotes, bytes: source.bytesRead }
  }
  try {
    for await (const text of decodeText(source, layout)) yield batch(reader.push(text))
    yield batch(reader.end())
  } catch (error) {
    throw error instanceof LineTooLong ? rosterProblem.lineTooLong(error.line) : error
  }
}

const WORKBOOK_BATCH = 500
/** A sheet that leaves out more rows than this has a stray cell far below, not blank lines. */
const MAX_GAP = 1000

async function* workbookRows(path: string, { headerLine, sheet }: RosterLayout): AsyncGenerator<RowBatch> {
  let first = headerLine + 1
  let rows: string[][] = []
  const ready = readXlsx(path, { sheet })
  for (;;) {
    const step = await ready.next().catch(() => {
      throw rosterProblem.damagedWorkbook()
    })
    if (step.done) break
    const { line, cells } = step.value
    if (line <= headerLine) continue
    const gap = line - (first + rows.length)
    if (gap > MAX_GAP || rows.length >= WORKBOOK_BATCH) {
      yield { first, rows, openQuotes: [], bytes: 0 }
      first = gap > MAX_GAP ? line : first + rows.length
      rows = []
    }
    while (first + rows.length < line) rows.push([])
    rows.push(cells)
  }
  yield { first, rows, openQuotes: [], bytes: 0 }
}
