// Response files, wide or long, into ratings. A code nobody declared is a problem with its line and column, never a missing value.
import type { FileScheme } from './scheme.ts'
import { ProblemList } from './score-columns.ts'
import { readLong } from './score-long.ts'
import type { ScoreProblem } from './score-problem.ts'
import type { Ratings } from './score-ratings.ts'
import { readWide } from './score-wide.ts'

/** A row as a spreadsheet numbers it, counting from 1. */
export interface FileRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface ReadResponses {
  /** Null when anything is wrong. */
  readonly ratings: Ratings | null
  readonly problems: readonly ScoreProblem[]
  /** All problems found; the list above stops at 1,000. */
  readonly problemCount: number
}

/**
 * Read a response file under a scheme.
 *
 * @param rows header first; blank rows are passed over
 * @param scheme says which columns hold what
 * @returns ratings, or null and what is wrong with line and column (the first 1000)
 * @example
 * readResponses([{ line: 1, cells: ['id', 'police'] }, { line: 2, cells: ['a', '7'] }],
 *   readFileScheme({ layout: 'wide', respondent: 'id', units: ['police'], value_map: { 5: 100 } }).scheme!)
 *   .problems.map(problem => [problem.line, problem.column]) // => [[2, 'police']]
 */
export function readResponses(rows: Iterable<FileRow>, scheme: FileScheme): ReadResponses {
  const problems = new ProblemList()
  const body: FileRow[] = []
  let header: FileRow | null = null
  for (const row of rows) {
    if (row.cells.every(cell => cell.trim() === '')) continue
    if (header) body.push(row)
    else header = row
  }
  if (!header || body.length === 0) problems.add('file_empty')
  const ratings =
    header && body.length > 0 ? (scheme.layout === 'wide' ? readWide : readLong)(header, body, scheme, problems) : null
  return { ratings: problems.count > 0 ? null : ratings, problems: problems.list, problemCount: problems.count }
}
