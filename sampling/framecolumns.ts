// Further columns of a frame that a design names: sort keys, coordinates, clusters. Kept as numbers where they are numbers, else as coded text.
import { nfc } from './utf8.ts'

/** A kept column, read by the number of an element. */
export interface FrameColumn {
  /** The value as it was written, in NFC; empty where the file has nothing. */
  readonly text: (row: number) => string
  /** The value as a number; NaN where it is not one. */
  readonly number: (row: number) => number
}

const numberLike = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

/**
 * The number a field says.
 *
 * @returns NaN for anything that is not a finite decimal number
 * @internal
 * @example [fieldNumber('-1.50'), fieldNumber(''), fieldNumber('0x1')] // => [-1.5, NaN, NaN]
 */
export function fieldNumber(text: string): number {
  const value = numberLike.test(text) ? Number(text) : NaN
  return Number.isFinite(value) ? value : NaN
}

/** A column under construction; rows are added in turn. */
export interface ColumnBuilder {
  add(raw: string): void
  readonly column: FrameColumn
}

/**
 * Start a kept column. A value whose shortest decimal is its own text takes eight bytes; any other text is stored once and coded.
 *
 * @param check told every text the first time it is seen
 * @internal
 */
export function createColumnBuilder(check: (text: string) => void): ColumnBuilder {
  const codes = new Map<string, number>()
  const texts: string[] = []
  let numbers = new Float64Array(1 << 10)
  // Code 0: the value is in `numbers`. Null until the first text comes.
  let coded: Uint32Array | null = null
  let count = 0
  const codeOf = (raw: string): number => {
    const known = codes.get(raw)
    if (known !== undefined) return known
    check(raw)
    const text = nfc(raw)
    const code = codes.get(text) ?? texts.push(text)
    codes.set(text, code)
    if (raw !== text) codes.set(raw, code)
    return code
  }
  const column: FrameColumn = {
    text: row => {
      const code = coded?.[row] ?? 0
      return code === 0 ? String(numbers[row]) : texts[code - 1]!
    },
    number: row => {
      const code = coded?.[row] ?? 0
      return code === 0 ? numbers[row]! : fieldNumber(texts[code - 1]!)
    },
  }
  return {
    column,
    add(raw) {
      if (count === numbers.length) {
        const wider = new Float64Array(count * 2)
        wider.set(numbers)
        numbers = wider
        if (coded !== null) {
          const longer: Uint32Array = new Uint32Array(count * 2)
          longer.set(coded)
          coded = longer
        }
      }
      const value = fieldNumber(raw)
      if (!Number.isNaN(value) && String(value) === raw) numbers[count] = value
      else {
        coded ??= new Uint32Array(numbers.length)
        coded[count] = codeOf(raw)
      }
      count++
    },
  }
}
