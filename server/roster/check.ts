// Checks a roster file from end to end without importing it: counts, people and every problem.
import { rosterProblem } from '../problem/roster.ts'
import { mappingFault } from './columns.ts'
import type { Field } from './fields.ts'
import { inspectRoster, type LayoutChoice, type RosterLayout, rosterRows } from './reading.ts'
import { type RosterProblem, RowCleaner, rowProblem } from './roster.ts'

export interface RosterCheck {
  readonly encoding: string
  readonly delimiter: string | null
  readonly header_line: number
  /** Field → header of the column it is read from. */
  readonly columns: Readonly<Partial<Record<Field, string>>>
  readonly valid: number
  /** Rows whose number cannot be recovered. */
  readonly lost: number
  /** Rows that repeat a person of an earlier row. */
  readonly duplicate: number
  readonly blank: number
  /** Name and mobile of the valid rows, in file order. */
  readonly people: readonly (readonly [name: string, mobile: string])[]
  readonly problems: readonly RosterProblem[]
}

/**
 * Reads a whole roster file as an import would.
 * @throws Problem when the file is no roster
 */
export async function checkRoster(path: string, choice: LayoutChoice = {}): Promise<RosterCheck> {
  const { layout } = await inspectRoster(path, choice)
  requireMapping(layout)
  const cleaner = new RowCleaner(layout.headers, layout.mapping)
  const people: (readonly [string, string])[] = []
  const problems: RosterProblem[] = []
  const seen = new Set<string>()
  const count = { valid: 0, lost: 0, duplicate: 0, blank: 0 }
  for await (const batch of rosterRows(path, layout)) {
    for (const [offset, cells] of batch.rows.entries()) {
      const line = batch.first + offset
      const row = cleaner.clean(cells, line)
      problems.push(...row.problems)
      if (batch.openQuotes.includes(line)) problems.push(rowProblem(line, cells, 'open_quote'))
      if (row.kind !== 'person') {
        count[row.kind]++
        continue
      }
      const { name, mobile } = row.person
      const key = `${mobile} ${name}`
      if (seen.has(key)) {
        count.duplicate++
        problems.push({ line, column: '', value: `${name} ${mobile}`, problem: 'duplicate' })
      } else {
        seen.add(key)
        count.valid++
        people.push([name, mobile])
      }
    }
  }
  return { ...describeLayout(layout), ...count, people, problems }
}

/** @throws Problem when no column holds the number, or the mapping leaves the file */
export function requireMapping(layout: Pick<RosterLayout, 'mapping' | 'headers'>): void {
  const fault = mappingFault(layout.mapping, layout.headers.length)
  if (fault === 'mobile_unmapped') throw rosterProblem.columnsUnknown(layout.headers)
  if (fault === 'column_out_of_range') throw rosterProblem.columnOutOfRange()
}

function describeLayout(layout: RosterLayout) {
  const columns = Object.entries(layout.mapping).map(([field, column]) => [field, layout.headers[column] ?? ''])
  return {
    encoding: layout.encoding,
    delimiter: layout.delimiter,
    header_line: layout.headerLine,
    columns: Object.fromEntries(columns) as RosterCheck['columns'],
  }
}
