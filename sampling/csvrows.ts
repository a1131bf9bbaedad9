// Rows of a CSV piece by piece, each with its line, for files that are read once and need not be kept.
import Papa from 'papaparse'
import { problem, type Problem } from './problem.ts'

/** A file being read. `push` takes bytes (UTF-8) or text; `finish` hands over the last row. */
export interface CsvRows {
  push(piece: Uint8Array | string): void
  finish(): void
}

const longestLine = 1 << 20

/**
 * Read rows one after another, the header too; empty lines are left out.
 *
 * @param take called with the fields of a row and the line on which it begins, counted from 1
 * @param report called with what is wrong: bytes that are not UTF-8, quotes that do not close, a line without end
 * @internal
 * @example
 * const rows = []
 * const reader = createCsvRows((fields, line) => rows.push([line, ...fields]), () => {})
 * reader.push('a,b\n1,"x')
 * reader.push('\ny"\n')
 * reader.finish()
 * rows // => [[1, 'a', 'b'], [2, '1', 'x\ny']]
 */
export function createCsvRows(
  take: (fields: readonly string[], line: number) => void,
  report: (found: Problem) => void,
): CsvRows {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let line = 0
  let newline: '\n' | '\r' = '\n'
  let stopped = false
  const stop = (code: 'not_utf8' | 'line_too_long', below = 0): void => {
    report(problem(code, { line: line + 1 + below, limit: longestLine }))
    stopped = true
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
  const takeRows = (last: boolean): void => {
    if (line === 0) newline = /^[^\n]*\r(?!\n)./.test(rest) && !rest.includes('\n') ? '\r' : '\n'
    const parsed = new Papa.Parser({ delimiter: ',', newline }).parse(rest, 0, !last) as Papa.ParseResult<string[]>
    const bad = new Set(parsed.errors.map(error => error.row))
    const quoted = rest.includes('"')
    parsed.data.forEach((row, index) => {
      const first = ++line
      if (quoted) for (const field of row) line += lineBreaks(field)
      const end = row.length - 1
      if (newline === '\n' && row[end]?.endsWith('\r')) row[end] = row[end].slice(0, -1)
      if (bad.has(index)) report(problem('bad_quotes', { line: first }))
      else if (row.length > 1 || row[0] !== '') take(row, first)
    })
    rest = last ? '' : rest.slice(parsed.meta.cursor)
    if (rest.length > longestLine) stop('line_too_long')
  }
  return {
    push(piece) {
      if (stopped) return
      rest += typeof piece === 'string' ? piece : decode(piece)
      if (line === 0 && rest.startsWith('\ufeff')) rest = rest.slice(1)
      if (!stopped) takeRows(false)
    },
    finish() {
      if (!stopped) rest += decode()
      if (!stopped && rest !== '') takeRows(true)
    },
  }
}

function lineBreaks(field: string): number {
  let count = 0
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) count++
  return count
}
