// Long response files: one row for each unit (or dimension of a unit) a person was asked about.
import { shown } from './problem.ts'
import type { FileScheme } from './scheme.ts'
import type { ProblemList, Reading } from './score-columns.ts'
import { checkPopulation, codeReader, Columns, personReader, plainCell } from './score-columns.ts'
import type { Ratings } from './score-ratings.ts'
import { RatingsBuilder } from './score-ratings.ts'
import type { FileRow } from './score-read.ts'
import { rateUnit } from './score-wide.ts'

interface LongPerson {
  readonly line: number
  readonly traits: string
  readonly person: number | null
  /** Unit → dimension (empty = the whole unit) → reading and its line. */
  readonly units: Map<string, Map<string, { readonly reading: Reading | null; readonly line: number }>>
}

/**
 * Read a long file: a row is one person's rating of one unit, or of one dimension of it. Null when anything is wrong.
 *
 * @internal
 */
export function readLong(
  header: FileRow,
  rows: readonly FileRow[],
  scheme: FileScheme,
  problems: ProblemList,
): Ratings | null {
  const columns = new Columns(header, problems)
  const builder = new RatingsBuilder(scheme.unit_map ? Object.values(scheme.unit_map) : [])
  const persons = personReader(columns, scheme, builder, problems)
  const named = { unit: scheme.unit ?? '', value: scheme.value ?? '' }
  const at = {
    unit: columns.find(named.unit),
    dimension: scheme.dimension === null ? -1 : columns.find(scheme.dimension),
    value: columns.find(named.value),
  }
  if (problems.count > 0) return null
  const readCode = codeReader(scheme, problems)
  const found = new Map<string, LongPerson>()
  for (const row of rows) {
    if (!columns.fits(row)) continue
    const id = persons.id(row)
    if (id === null) continue
    let person = found.get(id)
    if (!person) {
      person = { line: row.line, traits: persons.traits(row), person: persons.add(row), units: new Map() }
      found.set(id, person)
    } else if (person.traits !== persons.traits(row)) {
      const differing = [scheme.group, scheme.stratum, scheme.weight].filter(Boolean).join('、')
      problems.add('respondent_differs', { line: row.line, value: id, first_line: person.line, column: differing })
    }
    const unit = readUnit(row, at.unit, named.unit, scheme, problems)
    const dimension = readDimension(row, at.dimension, scheme, problems)
    const reading = readCode(row, at.value, named.value)
    if (unit === null || dimension === null) continue
    const answers = person.units.get(unit) ?? new Map<string, { reading: Reading | null; line: number }>()
    person.units.set(unit, answers)
    const before = answers.get(dimension)
    if (before) problems.add('rating_twice', { line: row.line, value: id, unit, first_line: before.line })
    else answers.set(dimension, { reading, line: row.line })
  }
  for (const { person, units } of found.values())
    if (person !== null)
      for (const [unit, answers] of units)
        rateUnit(
          builder,
          person,
          unit,
          [...answers].map(([dimension, { reading }]) => [dimension, reading]),
          scheme,
        )
  checkPopulation(builder, problems)
  return builder.ratings()
}

function readUnit(row: FileRow, at: number, column: string, scheme: FileScheme, problems: ProblemList): string | null {
  const cell = plainCell(row.cells[at])
  const unit = scheme.unit_map ? scheme.unit_map[cell] : cell
  if (unit) return unit
  problems.add('unit_unknown', { line: row.line, column, value: shown(cell) })
  return null
}

function readDimension(row: FileRow, at: number, scheme: FileScheme, problems: ProblemList): string | null {
  if (scheme.dimension === null) return ''
  const cell = plainCell(row.cells[at])
  if (Object.hasOwn(scheme.dimension_weights ?? {}, cell)) return cell
  problems.add('dimension_unknown', { line: row.line, column: scheme.dimension, value: shown(cell) })
  return null
}
