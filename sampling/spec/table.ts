// Data files by columns: CSV bytes in, number columns and categories out. Made for files of millions of rows.
import { InputError, type Problem, problem, refuse } from '../problem.ts'
import { utf8Bytes } from '../utf8.ts'
import {
  type CsvBytes,
  eachField,
  fieldEnd,
  fieldText,
  indexRows,
  lineNotUtf8,
  lineOf,
  mostColumns,
} from './csvbytes.ts'
import { factorOfColumn, numberOfText, sortedFactor } from './tablefactor.ts'
import type { Factor, Table } from './types.ts'

/** A CSV being read. `push` takes its bytes in pieces of any size; `finish` gives the table or throws an InputError. */
export interface TableReader {
  push(piece: Uint8Array): void
  finish(): Table
}

const largest = 2 ** 32 - 2

/**
 * Start reading a CSV that comes in pieces: RFC 4180, UTF-8, with or without a byte order mark, any line ends; the first line names the
 * columns. For survey data: an empty cell or NA is missing.
 *
 * @param file what messages call the file
 * @param sizeHint bytes to expect; a right guess saves copies
 * @returns `push` takes bytes; `finish` gives the table
 * @throws InputError from `push` above 4 GB, from `finish` as `parseTable`
 * @example
 * const reader = createTableReader()
 * for (const piece of ['unit,score\n甲,8', '0\n乙,NA\n']) reader.push(new TextEncoder().encode(piece))
 * [...reader.finish().numbers('score')] // => [80, NaN]
 */
export function createTableReader(file = 'data', sizeHint = 0): TableReader {
  let bytes = new Uint8Array(Math.min(sizeHint, largest) + 1)
  let length = 0
  return {
    push(piece) {
      const needed = length + piece.length + 1
      if (needed > largest) throw new InputError([problem('table_too_large', { file, limit: largest })])
      if (needed > bytes.length) {
        const larger = new Uint8Array(Math.min(largest, Math.max(needed, 2 * bytes.length)))
        larger.set(bytes.subarray(0, length))
        bytes = larger
      }
      bytes.set(piece, length)
      length += piece.length
    },
    finish() {
      bytes[length] = 10
      return tableOf(file, bytes.subarray(0, length + 1))
    },
  }
}

/**
 * Read a whole CSV.
 *
 * @param csv text, or bytes in UTF-8
 * @param file what messages call it
 * @returns the table; a column is read when it is asked for, NaN = missing
 * @throws InputError listing what is wrong with its line: not UTF-8, ragged rows, quotes, a column named twice or not at all
 * @example [...parseTable('unit,score\n甲,80\n乙,NA\n甲,65.5\n').numbers('score')] // => [80, NaN, 65.5]
 * @example parseTable('unit,score\n乙,80\n甲,NA\n乙,65\n').factor('unit').levels // => ['乙', '甲']
 * @example parseTable('a,b\n1,2,3\n') // => throws InputError
 */
export function parseTable(csv: string | Uint8Array, file = 'data'): Table {
  const reader = createTableReader(file, csv.length)
  reader.push(typeof csv === 'string' ? utf8Bytes(csv) : csv)
  return reader.finish()
}

/**
 * A table from columns already in memory.
 *
 * @param columns numbers (NaN = missing) or words (null = missing), all of one length
 * @returns the table, as if the columns had been read from a file
 * @throws RangeError when the lengths differ
 * @example createTable({ unit: ['甲', '乙'], score: [80, 65] }).factor('unit').levels // => ['乙', '甲']
 */
export function createTable(columns: Readonly<Record<string, ArrayLike<number> | readonly (string | null)[]>>): Table {
  const names = Object.keys(columns)
  const count = names.length === 0 ? 0 : columns[names[0]!]!.length
  if (names.some(name => columns[name]!.length !== count)) {
    throw new RangeError('createTable requires columns of one length')
  }
  const textsOf = (name: string): (string | null)[] =>
    Array.from<string | number | null, string | null>(columns[name]!, value =>
      value === null || (typeof value === 'number' && Number.isNaN(value)) ? null : String(value),
    )
  return columnsOnce('data', count, names, {
    numbers(name) {
      const values = Float64Array.from(textsOf(name), text => (text === null ? NaN : numberOfText(text)))
      const bad = values.indexOf(Infinity)
      if (bad >= 0) throw new InputError([notNumbers('data', name, bad + 2, String(columns[name]![bad]))])
      return values
    },
    factor(name) {
      const texts = textsOf(name)
      const found = new Map<string, number>()
      const codes = Int32Array.from(texts, text => {
        if (text === null) return -1
        if (!found.has(text)) found.set(text, found.size)
        return found.get(text)!
      })
      return sortedFactor(codes, [...found.keys()])
    },
  })
}

function tableOf(file: string, bytes: Uint8Array): Table {
  const broken = lineNotUtf8(bytes)
  if (broken > 0) throw new InputError([problem('not_utf8', { file, line: broken })])
  const problems: Problem[] = []
  const csv = indexRows(file, bytes, problems)
  problems.unshift(...headerProblems(file, csv.header))
  refuse(problems)
  return columnsOnce(file, csv.count, csv.header, {
    numbers: name => numbersOf(csv, name),
    factor: name => factorOfColumn(csv, csv.header.indexOf(name)),
  })
}

function headerProblems(file: string, header: readonly string[]): Problem[] {
  if (header.length === 0) return [problem('empty_table', { file })]
  if (header.length > mostColumns) return [problem('too_many_columns', { file, limit: mostColumns })]
  const twice = header.filter((name, i) => name !== '' && header.indexOf(name) < i)
  return [...new Set(twice)].map(column => problem('duplicate_column', { file, line: 1, column }))
}

/** Columns are made when asked for, each once. */
function columnsOnce(
  file: string,
  count: number,
  names: readonly string[],
  read: Pick<Table, 'numbers' | 'factor'>,
): Table {
  const numbers = new Map<string, Float64Array>()
  const factors = new Map<string, Factor>()
  const once = <T>(made: Map<string, T>, name: string, make: (name: string) => T): T => {
    const before = made.get(name)
    if (before !== undefined) return before
    if (!names.includes(name)) {
      const found = names.slice(0, 40).join(', ')
      throw new InputError([problem('table_column_missing', { file, column: name, found })])
    }
    const value = make(name)
    made.set(name, value)
    return value
  }
  return {
    count,
    names,
    numbers: name => once(numbers, name, read.numbers),
    factor: name => once(factors, name, read.factor),
  }
}

const notNumbers = (file: string, column: string, line: number, value: string): Problem =>
  problem('column_not_numbers', { file, column, line, value: value.slice(0, 60) })

function numbersOf(csv: CsvBytes, name: string): Float64Array {
  const { bytes } = csv
  const values = new Float64Array(csv.count)
  let bad = -1
  eachField(csv, csv.header.indexOf(name), (row, from, to) => {
    const value = readNumber(bytes, from, to)
    if (value === Infinity && bad < 0) bad = from
    values[row] = value
  })
  if (bad < 0) return values
  const value = fieldText(bytes, bad, fieldEnd(bytes, bad))
  throw new InputError([notNumbers(csv.file, name, lineOf(bytes, bad), value)])
}

// Up to 15 digits and 22 decimals the quotient of two exact doubles is the correctly rounded number; the rest is left to Number().
const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

/** NaN = missing, Infinity = not a number. */
function readNumber(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === 45
  let mantissa = 0
  let decimals = -1
  const first = negative ? from + 1 : from
  if (to - first > 16 || to === first) return numberOfText(fieldText(bytes, from, to))
  for (let at = first; at < to; at++) {
    const digit = bytes[at]! - 48
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      if (decimals >= 0) decimals++
    } else if (digit === -2 && decimals < 0) decimals = 0
    else return numberOfText(fieldText(bytes, from, to))
  }
  if (decimals === to - first - 1 || mantissa > 999_999_999_999_999) {
    return numberOfText(fieldText(bytes, from, to))
  }
  const value = decimals > 0 ? mantissa / powersOfTen[decimals]! : mantissa
  return negative ? -value : value
}
