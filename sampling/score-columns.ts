// Shared by the wide and the long reader: finding columns, reading codes, and the person a row belongs to.
import { shown } from './problem.ts'
import type { FileScheme } from './scheme.ts'
import type { ScoreProblem, ScoreProblemCode } from './score-problem.ts'
import { scoreProblem } from './score-problem.ts'
import type { RatingsBuilder } from './score-ratings.ts'
import type { FileRow } from './score-read.ts'

const MOST_LISTED = 1000

/** Problems in order of the file; the list stops at 1,000, the count goes on. @internal */
export class ProblemList {
  readonly list: ScoreProblem[] = []
  count = 0

  add(code: ScoreProblemCode, details: Readonly<Record<string, string | number>> = {}): void {
    this.count++
    if (this.list.length < MOST_LISTED) this.list.push(scoreProblem(code, details))
  }
}

/** A cell or a code as it is compared: full-width forms narrowed, spaces around it dropped. @internal */
export const plainCell = (cell: string | undefined): string => (cell ?? '').normalize('NFKC').trim()

/** Positions of the named columns; reports those that are missing or stand twice. @internal */
export class Columns {
  readonly #names: readonly string[]
  readonly #line: number
  readonly #problems: ProblemList

  constructor(header: FileRow, problems: ProblemList) {
    this.#names = header.cells.map(plainCell)
    this.#line = header.line
    this.#problems = problems
  }

  get width(): number {
    // Spreadsheets leave empty cells after the last column.
    return this.#names.findLastIndex(name => name !== '') + 1
  }

  find(name: string): number {
    const plain = plainCell(name)
    const at = this.#names.indexOf(plain)
    const details = { line: this.#line, column: name, found: this.#names.filter(Boolean).join('、') }
    if (at < 0) this.#problems.add('column_missing', details)
    else if (this.#names.indexOf(plain, at + 1) >= 0) this.#problems.add('column_twice', details)
    return at
  }

  /** Check that a row has the fields of the header; blank cells beyond them are nothing. */
  fits(row: FileRow): boolean {
    const extra = row.cells.slice(this.width).some(cell => cell.trim() !== '')
    if (row.cells.length >= this.width && !extra) return true
    this.#problems.add('row_width', { line: row.line, fields: row.cells.length, expected: this.width })
    return false
  }
}

/** What a code means: points, asked without an answer, or not asked. */
export type Reading = { readonly kind: 'points'; readonly points: number } | { readonly kind: 'missing' | 'not_asked' }

/** A reader of answer codes that reports those the scheme does not know. @internal */
export function codeReader(scheme: FileScheme, problems: ProblemList) {
  const meaning = new Map<string, Reading>()
  for (const [code, points] of Object.entries(scheme.value_map))
    meaning.set(plainCell(code), points === null ? { kind: 'missing' } : { kind: 'points', points })
  for (const code of scheme.missing) meaning.set(plainCell(code), { kind: 'missing' })
  for (const code of scheme.not_asked) meaning.set(plainCell(code), { kind: 'not_asked' })
  return (row: FileRow, at: number, column: string): Reading | null => {
    const cell = row.cells[at]
    const known = meaning.get(cell ?? '') ?? meaning.get(plainCell(cell))
    if (known) return known
    problems.add('value_unknown', { line: row.line, column, value: shown(cell ?? '') })
    return null
  }
}

/**
 * A person of the file: the stratum and weight of the row that names them, or null where those cannot be read.
 *
 * @internal
 */
export function personReader(columns: Columns, scheme: FileScheme, builder: RatingsBuilder, problems: ProblemList) {
  const at = {
    respondent: columns.find(scheme.respondent),
    group: scheme.group === null ? -1 : columns.find(scheme.group),
    stratum: scheme.stratum === null ? -1 : columns.find(scheme.stratum),
    weight: scheme.weight === null ? -1 : columns.find(scheme.weight),
  }
  const readGroup = (row: FileRow): string | null => {
    if (scheme.group === null) return 'all'
    const cell = plainCell(row.cells[at.group])
    const group = scheme.group_map?.[cell] ?? cell
    if (group !== '' && (!scheme.group_weights || Object.hasOwn(scheme.group_weights, group))) return group
    problems.add('group_unknown', { line: row.line, column: scheme.group, value: shown(cell) })
    return null
  }
  const readWeight = (row: FileRow): number | null => {
    if (scheme.weight === null) return 1
    const cell = plainCell(row.cells[at.weight])
    const weight = cell === '' ? NaN : Number(cell)
    if (weight > 0 && weight < Infinity) return weight
    problems.add('weight_bad', { line: row.line, column: scheme.weight, value: shown(cell) })
    return null
  }
  return {
    id: (row: FileRow): string | null => {
      const id = plainCell(row.cells[at.respondent])
      if (id !== '') return id
      problems.add('respondent_empty', { line: row.line, column: scheme.respondent })
      return null
    },
    /** Group, stratum and weight as one text, to see whether two rows of a person agree. */
    traits: (row: FileRow): string =>
      [at.group, at.stratum, at.weight].map(k => (k < 0 ? '' : plainCell(row.cells[k]))).join('\t'),
    add: (row: FileRow): number | null => {
      const group = readGroup(row)
      const weight = readWeight(row)
      if (group === null || weight === null) return null
      const name = at.stratum < 0 ? group : `${group}/${plainCell(row.cells[at.stratum])}`
      return builder.person(builder.stratum(name, group, scheme.population?.[name] ?? null), weight)
    },
  }
}

/** Report strata that hold more respondents than people. @internal */
export function checkPopulation(builder: RatingsBuilder, problems: ProblemList): void {
  const { strata, personStratum } = builder.ratings()
  const size = new Int32Array(strata.length)
  for (const h of personStratum) size[h]! += 1
  strata.forEach((stratum, h) => {
    if (stratum.populationSize !== null && stratum.populationSize < size[h]!)
      problems.add('population_small', { value: stratum.name, population: stratum.populationSize, n: size[h]! })
  })
}
