// Workbooks behind two functions, so that the library can be exchanged in one place.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx'
import { cellText } from './cells.ts'
import type { Rows } from './csv.ts'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Uploaded workbooks beyond this are refused: a workbook may have to be held in memory. */
export const MAX_XLSX_BYTES = 256 * 1024 * 1024

export interface SheetRow {
  /** 1-based row of the sheet; rows that the file leaves out are empty. */
  readonly line: number
  readonly cells: string[]
}

export interface XlsxReadOptions {
  readonly maxRows?: number
  /** 1 for the first sheet, which is the default. */
  readonly sheet?: number
}

/**
 * Streams a sheet of a workbook as text, row by row; a sheet that is not there has no rows. Dates become 2026-01-02, numbers plain digits.
 * @throws Error when the file is no workbook or is damaged
 */
export async function* readXlsx(path: string, options: XlsxReadOptions = {}): AsyncGenerator<SheetRow> {
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  const sheet = (options.sheet ?? 1) - 1
  const limits = { sheet, maxInputBytes: MAX_XLSX_BYTES, ...(options.maxRows ? { maxRows: options.maxRows } : {}) }
  for await (const row of streamXlsxRows(stream, limits)) {
    yield { line: row.index + 1, cells: row.values.map(cellText) }
  }
}

export interface XlsxOptions {
  readonly sheet: string
  /** Widths of the columns in characters. */
  readonly widths?: readonly number[]
  /** Rows at the top that stay in view, default 1: the header. */
  readonly headRows?: number
}

/**
 * Streams rows as a workbook in constant memory; give it a header as the first row. Strings stay strings: long numbers keep
 * their digits and `=1+1` is text, never a formula.
 */
export function writeXlsx(rows: Rows, options: XlsxOptions): ReadableStream<Uint8Array> {
  return writeXlsxStream(plain(), {
    name: options.sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
    freezePane: { rows: options.headRows ?? 1 },
    ...(options.widths ? { columns: options.widths.map(width => ({ width })) } : {}),
  })

  async function* plain() {
    for await (const row of rows) yield row.map(cell => (typeof cell === 'string' ? xmlSafe(cell) : (cell ?? null)))
  }
}

/** Control characters that XML cannot carry would make Excel call the file damaged. */
function xmlSafe(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}
