// Wide response files: one row a person, one column a unit (or a dimension of a unit).
import type { FileScheme } from './scheme.ts'
import type { ProblemList, Reading } from './score-columns.ts'
import { checkPopulation, codeReader, Columns, personReader } from './score-columns.ts'
import { personScore } from './score-rating.ts'
import type { Ratings } from './score-ratings.ts'
import { RatingsBuilder } from './score-ratings.ts'
import type { FileRow } from './score-read.ts'

interface UnitColumns {
  readonly unit: string
  /** Dimension (empty = the unit as a whole), name and position of each of its columns. */
  readonly parts: readonly { readonly dimension: string; readonly column: string; readonly at: number }[]
}

/**
 * Read a wide file: a row is one person, a column one unit or one dimension of it. Null when anything is wrong.
 *
 * @internal
 */
export function readWide(
  header: FileRow,
  rows: readonly FileRow[],
  scheme: FileScheme,
  problems: ProblemList,
): Ratings | null {
  const columns = new Columns(header, problems)
  const builder = new RatingsBuilder(Object.keys(scheme.units ?? {}))
  const persons = personReader(columns, scheme, builder, problems)
  const units = Object.entries(scheme.units ?? {}).map(([unit, named]): UnitColumns => {
    const parts = typeof named === 'string' ? [['', named] as const] : Object.entries(named)
    return { unit, parts: parts.map(([dimension, column]) => ({ dimension, column, at: columns.find(column) })) }
  })
  if (problems.count > 0) return null
  const readCode = codeReader(scheme, problems)
  const lines = new Map<string, number>()
  for (const row of rows) {
    if (!columns.fits(row)) continue
    const id = persons.id(row)
    if (id === null) continue
    const first = lines.get(id)
    if (first !== undefined) {
      problems.add('respondent_twice', { line: row.line, value: id, first_line: first, column: scheme.respondent })
      continue
    }
    lines.set(id, row.line)
    const person = persons.add(row)
    for (const unit of units) {
      const readings = unit.parts.map(part => [part.dimension, readCode(row, part.at, part.column)] as const)
      if (person !== null) rateUnit(builder, person, unit.unit, readings, scheme)
    }
  }
  checkPopulation(builder, problems)
  return builder.ratings()
}

/** Add what one person said of one unit; nothing where the unit was not asked. @internal */
export function rateUnit(
  builder: RatingsBuilder,
  person: number,
  unit: string,
  readings: readonly (readonly [string, Reading | null])[],
  scheme: FileScheme,
): void {
  if (readings.every(([, reading]) => reading === null || reading.kind === 'not_asked')) return
  const whole = readings.length === 1 && readings[0]![0] === '' ? readings[0]![1] : undefined
  const points = whole === undefined ? dimensionScore(readings, scheme) : whole?.kind === 'points' ? whole.points : null
  builder.rate(
    person,
    unit,
    points,
    readings.some(([, reading]) => reading?.kind === 'points'),
  )
}

/** Person score over dimensions whose points are already read: the points stand as their own codes. */
function dimensionScore(readings: readonly (readonly [string, Reading | null])[], scheme: FileScheme): number | null {
  const answers: Record<string, string> = {}
  const value_map: Record<string, number> = {}
  for (const [dimension, reading] of readings)
    if (reading?.kind === 'points') {
      answers[dimension] = String(reading.points)
      value_map[String(reading.points)] = reading.points
    }
  return personScore(answers, { ...scheme, value_map })
}
