// Reading a frame CSV piece by piece: bytes or text in, a checked frame out; every problem with its line.
import Papa from 'papaparse'
import { createFrameBuilder, type Frame, type Progress } from './framebuilder.ts'

/** Names of the columns, where a file uses others than the standard ones. */
export interface FrameColumns {
  readonly elementId?: string
  readonly stratum?: string
  readonly size?: string
}

/** Further columns to keep, by name; they join the canonical form in this order. */
export interface FrameOptions {
  readonly keep?: readonly string[]
}

/** A file being read. `push` takes bytes (UTF-8) or text; `finish` gives the frame or throws an InputError. */
export interface FrameReader {
  push(piece: Uint8Array | string): void
  finish(onProgress?: Progress): Frame
}

const maxLine = 1 << 20
const numeric = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

type Builder = ReturnType<typeof createFrameBuilder>

/** Start reading a frame CSV: header, columns `element_id`, `stratum` and perhaps `size`; other columns are ignored, unless kept. */
export function createFrameReader(columns: FrameColumns = {}, { keep = [] }: FrameOptions = {}): FrameReader {
  const builder = createFrameBuilder(keep)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let line = 0
  let takeRow: RowTaker | null = null
  let newline: '\n' | '\r' = '\n'
  let stopped = false

  const stop = (code: 'not_utf8' | 'line_too_long', linesBelow = 0): void => {
    builder.report(code, { line: line + 1 + linesBelow, limit: maxLine })
    stopped = true
  }
  const takeRows = (last: boolean): void => {
    if (takeRow === null) newline = /^[^\n]*\r(?!\n)./.test(rest) && !rest.includes('\n') ? '\r' : '\n'
    const parser = new Papa.Parser({ delimiter: ',', newline })
    const parsed = parser.parse(rest, 0, !last) as Papa.ParseResult<string[]>
    const badRows = new Set(parsed.errors.map(error => error.row))
    const quoted = rest.includes('"')
    parsed.data.forEach((row, index) => {
      const first = ++line
      if (quoted) for (const field of row) line += lineBreaks(field)
      if (newline === '\n') trimReturn(row)
      if (badRows.has(index)) builder.report('bad_quotes', { line: first })
      else if (row.length > 1 || row[0] !== '') {
        if (takeRow === null) takeRow = readHeader(row, first, { ...columns, keep }, builder)
        else takeRow(row, first)
      }
    })
    rest = last ? '' : rest.slice(parsed.meta.cursor)
    if (rest.length > maxLine) stop('line_too_long')
  }
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
    } catch {
      const [readable = ''] = new TextDecoder().decode(piece).split('\ufffd')
      stop('not_utf8', lineBreaks(readable))
      return ''
    }
  }

  return {
    push(piece) {
      if (stopped) return
      rest += typeof piece === 'string' ? piece : decode(piece)
      if (line === 0 && rest.startsWith('\ufeff')) rest = rest.slice(1)
      if (!stopped) takeRows(false)
    },
    finish(onProgress) {
      if (!stopped) rest += decode()
      if (!stopped && rest !== '') takeRows(true)
      return builder.finish(onProgress)
    },
  }
}

type RowTaker = (row: readonly string[], line: number) => void

// The header decides where the columns are; without one of them the rows are not looked at.
function readHeader(
  header: readonly string[],
  line: number,
  columns: FrameColumns & { readonly keep: readonly string[] },
  builder: Builder,
): RowTaker {
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
  const kept = columns.keep.map(name => find(name, true))
  if (id < 0 || stratum < 0 || kept.includes(-1)) return () => {}
  return (row, line) => {
    if (row.length !== names.length) {
      return builder.report('field_count', { line, fields: row.length, expected: names.length })
    }
    const sizeText = size < 0 ? '' : row[size]!.trim()
    if (sizeText !== '' && !(numeric.test(sizeText) && Number.isFinite(Number(sizeText)))) {
      return builder.report('bad_size', { line, id: row[id]!, value: sizeText })
    }
    const values = kept.map(at => row[at]!.trim())
    builder.add(row[id]!, row[stratum]!, sizeText === '' ? null : Number(sizeText), line, values)
  }
}

function trimReturn(row: string[]): void {
  const last = row.length - 1
  if (row[last]?.endsWith('\r')) row[last] = row[last].slice(0, -1)
}

function lineBreaks(field: string): number {
  let count = 0
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) count++
  return count
}

/**
 * Read a whole frame CSV.
 *
 * @param csv text, or bytes in UTF-8; a byte order mark is tolerated
 * @throws InputError listing every problem with its line (the first 1000)
 * @example parseFrame('element_id,stratum\nb,甲\na,乙\n').count // => 2
 */
export function parseFrame(csv: string | Uint8Array, columns: FrameColumns = {}, options: FrameOptions = {}): Frame {
  const reader = createFrameReader(columns, options)
  const piece = 1 << 19
  for (let at = 0; at < csv.length; at += piece) {
    reader.push(typeof csv === 'string' ? csv.slice(at, at + piece) : csv.subarray(at, at + piece))
  }
  return reader.finish()
}
