// A CSV file as bytes with an index of its rows: a column is read when it is asked for, so that what nobody asks for costs nothing.
import { type Problem, problem } from '../problem.ts'

/** Bytes of a CSV and where its data rows begin. A line feed follows the last byte, so that no scan runs off the end. */
export interface CsvBytes {
  /** As messages call the file. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly header: readonly string[]
  readonly count: number
  readonly start: Uint32Array
}

const [comma, quote, lineFeed, carriageReturn] = [44, 34, 10, 13]
const mostProblems = 100
export const mostColumns = 20_000

const decoder = new TextDecoder('utf-8')

/** Where the field that begins at `at` ends: its comma or line end. @internal */
export function fieldEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === quote) at = closingQuote(bytes, at) + 1
  for (;;) {
    const byte = bytes[at]!
    if (byte === comma || byte === lineFeed || byte === carriageReturn) return at
    at++
  }
}

// A doubled quote is a quote inside the field. Without a closing one the field runs to the end of the file.
function closingQuote(bytes: Uint8Array, at: number): number {
  const last = bytes.length - 1
  for (at++; at < last; at++) {
    if (bytes[at] !== quote) continue
    if (bytes[at + 1] !== quote) return at
    at++
  }
  return last - 1
}

/** The text of a field, without its quotes. @internal */
export function fieldText(bytes: Uint8Array, from: number, to: number): string {
  if (bytes[from] !== quote) return decoder.decode(bytes.subarray(from, to))
  return decoder.decode(bytes.subarray(from + 1, to - 1)).replaceAll('""', '"')
}

/** Call `visit` with the place of one column's field in every row. @internal */
export function eachField(
  { bytes, start, count }: CsvBytes,
  column: number,
  visit: (row: number, from: number, to: number) => void,
): void {
  for (let row = 0; row < count; row++) {
    let at = start[row]!
    for (let skip = column; skip > 0; skip--) at = fieldEnd(bytes, at) + 1
    visit(row, at, fieldEnd(bytes, at))
  }
}

/** The line of the file on which a byte stands, counted from 1. @internal */
export function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1
  for (let i = 0; i < at; i++) {
    if (bytes[i] === lineFeed || (bytes[i] === carriageReturn && bytes[i + 1] !== lineFeed)) line++
  }
  return line
}

/**
 * Index the rows of a file whose `length` bytes are followed by one line feed; every problem found goes to `problems`.
 *
 * @internal
 */
export function indexRows(file: string, bytes: Uint8Array, problems: Problem[]): CsvBytes {
  const report = (code: 'field_count' | 'bad_quotes', at: number, details: Record<string, number> = {}): void => {
    if (problems.length < mostProblems) problems.push(problem(code, { file, line: lineOf(bytes, at), ...details }))
  }
  const end = bytes.length - 1
  const rows: { start: Uint32Array<ArrayBuffer>; count: number } = { start: new Uint32Array(1024), count: 0 }
  let header: string[] | null = null
  for (let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; at < end; ) {
    const first = at
    let fields = 0
    for (;;) {
      const next = fieldEnd(bytes, at)
      if (bytes[at] === quote && !closedRightly(bytes, at, next)) report('bad_quotes', at)
      fields++
      at = next + 1
      if (bytes[next] !== comma) break
    }
    const stop = at - 1
    if (bytes[stop] === carriageReturn && bytes[at] === lineFeed) at++
    if (stop === first) continue
    if (header === null) header = headerOf(bytes, first, fields)
    else if (fields !== header.length) report('field_count', first, { fields, expected: header.length })
    else addRow(rows, first)
  }
  return { file, bytes, header: header ?? [], ...rows }
}

const closedRightly = (bytes: Uint8Array, at: number, next: number): boolean => {
  const close = closingQuote(bytes, at)
  return close + 1 === next && bytes[close] === quote && close > at
}

function addRow(rows: { start: Uint32Array<ArrayBuffer>; count: number }, at: number): void {
  if (rows.count === rows.start.length) {
    const more = new Uint32Array(rows.count * 2)
    more.set(rows.start)
    rows.start = more
  }
  rows.start[rows.count++] = at
}

function headerOf(bytes: Uint8Array, at: number, fields: number): string[] {
  const header: string[] = []
  for (let i = 0; i < fields; i++) {
    const to = fieldEnd(bytes, at)
    header.push(fieldText(bytes, at, to).trim().normalize('NFC'))
    at = to + 1
  }
  return header
}

/** The first line that is not UTF-8, or 0. @internal */
export function lineNotUtf8(bytes: Uint8Array): number {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const piece = 1 << 16
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece)
    try {
      strict.decode(part, { stream: true })
    } catch {
      const [readable = ''] = decoder.decode(part).split('\ufffd')
      return lineOf(bytes, at) + (readable.match(/\n/g)?.length ?? 0)
    }
  }
  return 0
}
