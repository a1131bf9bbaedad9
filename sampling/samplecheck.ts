// Comparing a sample file with the draw computed again.
import Papa from 'papaparse'
import { problem, type Problem } from './problem.ts'
import { sampleColumns, sampleFields, type SelectedElement } from './samplefile.ts'
import { utf8Bytes } from './utf8.ts'

/** A sample file as it lies there: its bytes, its rows, and the line each row begins on. */
export interface SampleFile {
  readonly bytes: Uint8Array
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
}

/** Take a sample file apart; a byte order mark and CRLF are tolerated here, the digest sees them. @internal */
export function readSample(file: string | Uint8Array): SampleFile {
  const bytes = typeof file === 'string' ? utf8Bytes(file) : file
  const text = new TextDecoder().decode(bytes).replace(/\r\n/g, '\n')
  const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
  const rows: string[][] = []
  const lines: number[] = []
  let line = 1
  for (const row of data) {
    if (row.length > 1 || row[0] !== '') {
      rows.push(row)
      lines.push(line)
    }
    line += 1 + row.reduce((breaks, field) => breaks + field.split('\n').length - 1, 0)
  }
  return { bytes, rows, lines }
}

/**
 * The first difference between a sample file and the elements it should list; undefined when there is none.
 *
 * @internal
 */
export function sampleDifference(file: SampleFile, expected: readonly SelectedElement[]): Problem | undefined {
  const rows = Math.max(file.rows.length, expected.length + 1)
  for (let i = 0; i < rows; i++) {
    const actual = file.rows[i]
    const one = expected[i - 1]
    const right = i === 0 ? [...sampleColumns] : one === undefined ? undefined : sampleFields(one)
    if (actual !== undefined && right !== undefined && sameFields(actual, right)) continue
    const line = file.lines[i] ?? (file.lines[file.lines.length - 1] ?? 0) + 1
    if (actual === undefined) return problem('sample_missing_line', { line, expected: (right ?? []).join(',') })
    if (right === undefined) return problem('sample_extra_line', { line, actual: actual.join(',') })
    return fieldDifference(file, expected, { line, actual, right })
  }
  return undefined
}

/** Whether two lines of a sample file agree in every field. @internal */
export const sameFields = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((field, i) => field === b[i])

/** The first field of a line that differs. @internal */
export function fieldDifference(
  file: SampleFile,
  expected: readonly SelectedElement[],
  { line, actual, right }: { line: number; actual: readonly string[]; right: readonly string[] },
): Problem {
  const width = Math.max(actual.length, right.length)
  const at = Array.from({ length: width }, (_, i) => i).find(i => actual[i] !== right[i]) ?? 0
  const details = {
    line,
    column: sampleColumns[at] ?? `#${at + 1}`,
    actual: actual[at] ?? '""',
    expected: right[at] ?? '""',
  }
  const drawn = new Set(expected.map(one => one.ticket))
  const ticketAt = sampleColumns.indexOf('ticket')
  const related = file.rows.length < 2 || file.rows.some(row => drawn.has(row[ticketAt] ?? ''))
  return problem(related || drawn.size === 0 ? 'sample_field' : 'sample_other_key', details)
}
