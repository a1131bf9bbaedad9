// Who can be drawn: the elements of each stratum without those left out, in canonical order, and the columns a method reads of them.
import { findElement, elementIdOf, stratumCounts, type Frame } from './frame.ts'
import type { Method } from './designtypes.ts'
import { orderByKeys } from './method/uniformsource.ts'
import { InputError, problem, refuse, type Problem } from './problem.ts'
import { compareUtf8 } from './utf8.ts'

/** Elements of one stratum that a method reads one by one. */
export interface Members {
  readonly frame: Frame
  readonly stratum: string
  readonly method: Method
  /** Their numbers in the frame, in canonical order: a position below counts along this list. */
  readonly rows: Uint32Array
}

/**
 * Mark the elements with one of these ids; ids the frame does not have are people who have left it.
 *
 * @internal
 */
export function markElements(frame: Frame, elementIds: Iterable<string>): Uint8Array {
  const marked = new Uint8Array(frame.count)
  for (const id of elementIds) {
    const row = findElement(frame, id)
    if (row >= 0) marked[row] = 1
  }
  return marked
}

/** Elements per stratum that are not left out. @internal */
export function remainingCounts(frame: Frame, excluded: Uint8Array | null): number[] {
  const counts = stratumCounts(frame)
  if (excluded === null) return counts
  for (let row = 0; row < frame.count; row++) if (excluded[row] === 1) counts[frame.stratumOf[row]!]!--
  return counts
}

/**
 * Rows of the wanted strata in canonical order, without those left out; an empty list for the others.
 *
 * @internal
 */
export function rowsByStratum(frame: Frame, wanted: readonly boolean[], excluded: Uint8Array | null): Uint32Array[] {
  if (!wanted.includes(true)) return frame.strata.map(() => new Uint32Array(0))
  const counts = remainingCounts(frame, excluded)
  const rows = counts.map((count, s) => new Uint32Array(wanted[s] === true ? count : 0))
  if (!wanted.includes(true)) return rows
  const filled = counts.map(() => 0)
  for (let row = 0; row < frame.count; row++) {
    const s = frame.stratumOf[row]!
    if (wanted[s] === true && excluded?.[row] !== 1) rows[s]![filled[s]!++] = row
  }
  return rows
}

const mostReported = 100

/**
 * Sizes of the members, or null where none has one.
 *
 * @throws InputError where only some have one
 * @internal
 */
export function sizesOf({ frame, stratum, method, rows }: Members): Float64Array | null {
  const { sizes } = frame
  // A stratum of which everybody is left out lacks nothing.
  if (rows.length === 0) return new Float64Array(0)
  if (sizes === null) return null
  const own = Float64Array.from(rows, row => sizes[row]!)
  const missing = rows.filter((_, i) => Number.isNaN(own[i]))
  if (missing.length === rows.length) return null
  if (missing.length === 0) return own
  const details = { id: elementIdOf(frame, missing[0]!), stratum, method, count: missing.length }
  throw new InputError([problem('size_missing', details)])
}

/**
 * Numbers of a column, by position.
 *
 * @throws InputError for every value that is not a number, by its id
 * @internal
 */
export function numbersOf({ frame, method, rows }: Members, column: string): Float64Array {
  const kept = frame.columns?.get(column)
  const read =
    column === 'size' ? (row: number) => frame.sizes?.[row] ?? NaN : (row: number) => kept?.number(row) ?? NaN
  const found: Problem[] = []
  const numbers = Float64Array.from(rows, row => {
    const value = read(row)
    if (Number.isNaN(value) && found.length < mostReported) {
      const text = column === 'size' ? '' : (kept?.text(row) ?? '')
      const details = { id: elementIdOf(frame, row), column, value: text, method }
      found.push(problem(text === '' ? 'column_empty' : 'column_not_number', details))
    }
    return value
  })
  refuse(found)
  return numbers
}

/**
 * Texts of a column, by position.
 *
 * @throws InputError for every empty one, by its id
 * @internal
 */
export function columnTexts({ frame, method, rows }: Members, column: string): string[] {
  const kept = frame.columns?.get(column)
  const found: Problem[] = []
  const texts = Array.from(rows, row => {
    const text = kept?.text(row) ?? ''
    if (text === '' && found.length < mostReported) {
      const details = { id: elementIdOf(frame, row), column, method }
      found.push(problem('column_empty', details))
    }
    return text
  })
  refuse(found)
  return texts
}

/**
 * Positions in the order a design names: key by key, ties by the next key and at last in canonical order (bytes of the id).
 * A column whose values are all numbers sorts as numbers, any other by the bytes of its text; `-` before a key turns it round.
 *
 * @internal
 */
export function orderedPositions(members: Members, keys: readonly string[] = []): Int32Array {
  const { rows } = members
  const columns = keys.map(key => {
    const plain = members.frame.columns?.has(key) === true || !key.startsWith('-')
    const values = sortValues(members, plain ? key : key.slice(1))
    return plain ? values : values.map(value => -value)
  })
  return orderByKeys(columns, new Uint8Array(rows.length))
}

function sortValues(members: Members, column: string): Float64Array {
  if (column === 'element_id') return Float64Array.from(members.rows, (_, at) => at)
  if (column === 'size') return numbersOf(members, 'size')
  const kept = members.frame.columns?.get(column)
  const numbers = Float64Array.from(members.rows, row => kept?.number(row) ?? NaN)
  if (!numbers.some(value => Number.isNaN(value))) return numbers
  const texts = Array.from(members.rows, row => kept?.text(row) ?? '')
  const ranks = new Map([...new Set(texts)].sort(compareUtf8).map((text, rank) => [text, rank]))
  return Float64Array.from(texts, text => ranks.get(text)!)
}
