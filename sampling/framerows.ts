// Rows of a frame CSV as text: the header, the check of each row, and the road of every file that is not plain (quotes, old line ends).
import Papa from 'papaparse'
import type { FrameBuilder } from './framebuilder.ts'

/** Names of the columns, where a file uses others than the standard ones. */
export interface FrameColumns {
  readonly elementId?: string
  readonly stratum?: string
  readonly size?: string
}

/** Where the columns are, -1 where there is none. Null when the header lacks a column that must be there. */
export interface FrameHeader {
  readonly fields: number
  readonly id: number
  readonly stratum: number
  readonly size: number
  readonly kept: readonly number[]
}

/** Longest line of a file, in UTF-16 units. */
export const maxLine = 1 << 20
const numeric = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Reading rows: counts lines, reads the header, gives every further row to the builder. */
export interface RowReader {
  /** Lines taken so far. */
  line: number
  /** Undefined until a header was read. */
  header: FrameHeader | null | undefined
  /** Take the complete rows of a text, or all of it when it is the last; returns how much was taken. */
  takeText(text: string, last: boolean): number
  /** Take one row below the header. */
  takeRow(row: readonly string[], line: number): void
}

/** Start reading rows into a builder. @internal */
export function createRowReader(columns: FrameColumns, keep: readonly string[], builder: FrameBuilder): RowReader {
  let newline: '\n' | '\r' = '\n'
  const reader: RowReader = {
    line: 0,
    header: undefined,
    takeText(text, last) {
      if (reader.header === undefined) newline = endsLinesWithReturn(text) ? '\r' : '\n'
      const parser = new Papa.Parser({ delimiter: ',', newline })
      const parsed = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>
      const badRows = new Set(parsed.errors.map(error => error.row))
      const quoted = text.includes('"')
      parsed.data.forEach((row, index) => {
        const first = ++reader.line
        if (quoted) for (const field of row) reader.line += lineBreaks(field)
        if (newline === '\n') trimReturn(row)
        if (badRows.has(index)) builder.report('bad_quotes', { line: first })
        else if (row.length > 1 || row[0] !== '') {
          if (reader.header === undefined) reader.header = readHeader(row, first, columns, keep, builder)
          else reader.takeRow(row, first)
        }
      })
      return last ? text.length : parsed.meta.cursor
    },
    takeRow(row, line) {
      if (reader.header !== null && reader.header !== undefined) takeRow(reader.header, row, line, builder)
    },
  }
  return reader
}

/**
 * Whether a file ends its lines with CR alone, as old spreadsheets do; its first line or more must be there.
 *
 * @internal
 */
export const endsLinesWithReturn = (text: string): boolean => /^[^\n]*\r(?!\n)./.test(text) && !text.includes('\n')

// The header decides where the columns are; without one of them the rows are not looked at.
function readHeader(
  header: readonly string[],
  line: number,
  columns: FrameColumns,
  keep: readonly string[],
  builder: FrameBuilder,
): FrameHeader | null {
  const names = header.map(name => name.trim())
  const find = (name: string, required: boolean): number => {
    const at = names.indexOf(name)
    if (at < 0 && required) builder.report('missing_column', { line, column: name, found: names.join(', ') })
    if (at >= 0 && names.indexOf(name, at + 1) >= 0) builder.report('duplicate_column', { line, column: name })
    return at
  }
  const id = find(columns.elementId ?? 'element_id', true)
  const stratum = find(columns.stratum ?? 'stratum', true)
  const size = find(columns.size ?? 'size', columns.size !== undefined)
  const kept = keep.map(name => find(name, true))
  return id < 0 || stratum < 0 || kept.includes(-1) ? null : { fields: names.length, id, stratum, size, kept }
}

function takeRow(header: FrameHeader, row: readonly string[], line: number, builder: FrameBuilder): void {
  const { fields, id, stratum, size, kept } = header
  if (row.length !== fields) {
    return builder.report('field_count', { line, fields: row.length, expected: fields })
  }
  const sizeText = size < 0 ? '' : row[size]!.trim()
  if (sizeText !== '' && !(numeric.test(sizeText) && Number.isFinite(Number(sizeText)))) {
    return builder.report('bad_size', { line, id: row[id]!, value: sizeText })
  }
  const values = kept.map(at => row[at]!.trim())
  builder.add(row[id]!, row[stratum]!, sizeText === '' ? null : Number(sizeText), line, values)
}

function trimReturn(row: string[]): void {
  const last = row.length - 1
  if (row[last]?.endsWith('\r')) row[last] = row[last].slice(0, -1)
}

/** Line feeds in a text. @internal */
export function lineBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
