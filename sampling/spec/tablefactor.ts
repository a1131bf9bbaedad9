// A column as categories: a dictionary over the bytes of its cells, so that a million cells of 400 words make 400 strings.
import { compareUtf8, nfc } from '../utf8.ts'
import { type CsvBytes, eachField, fieldText } from './csvbytes.ts'
import type { Factor } from './types.ts'

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const missing = new Set(['', 'NA', 'NaN'])
const logical: Readonly<Record<string, number>> = { TRUE: 1, FALSE: 0 }

/** A cell as a number: NaN = missing, Infinity = not a number. TRUE and FALSE count as 1 and 0. @internal */
export function numberOfText(text: string): number {
  const trimmed = text.trim()
  if (missing.has(trimmed)) return NaN
  if (!numeric.test(trimmed)) return logical[trimmed] ?? Infinity
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : Infinity
}

/**
 * Codes and the text of each code, in order of first appearance → a factor with sorted levels, missing words out.
 *
 * @internal
 */
export function sortedFactor(codes: Int32Array, texts: readonly string[]): Factor {
  const names = nameLevels(texts)
  const levels = [...new Set(names.filter(name => name !== null))]
  const byNumber = texts.every(isShortNumber)
  levels.sort(byNumber ? (a, b) => Number(a) - Number(b) : compareUtf8)
  const place = new Map(levels.map((level, i) => [level, i]))
  const to = Int32Array.from(names, name => (name === null ? -1 : place.get(name)!))
  return { codes: codes.map(code => (code < 0 ? -1 : to[code]!)), levels }
}

// Longer numbers are identity numbers: two of them must not become one by rounding.
const isShortNumber = (text: string): boolean =>
  missing.has(text.trim()) || (numeric.test(text.trim()) && text.replace(/\D/g, '').length <= 15)

/** As R names them: a column of numbers by number (007 and 7.0 are 7), else by its words. */
function nameLevels(texts: readonly string[]): (string | null)[] {
  if (texts.every(isShortNumber)) {
    return texts.map(text => (missing.has(text.trim()) ? null : String(Number(text.trim()))))
  }
  return texts.map(text => (text === '' || text === 'NA' ? null : nfc(text)))
}

/** One column of a CSV as categories. @internal */
export function factorOfColumn(csv: CsvBytes, column: number): Factor {
  const { bytes } = csv
  const dictionary = createDictionary(bytes)
  const codes = new Int32Array(csv.count)
  eachField(csv, column, (row, from, to) => {
    codes[row] = dictionary.code(from, to)
  })
  return sortedFactor(codes, dictionary.texts())
}

/** Open addressing over spans of one byte array. */
function createDictionary(bytes: Uint8Array) {
  let slots = new Int32Array(1024).fill(-1)
  let spans = { from: new Uint32Array(512), to: new Uint32Array(512), hash: new Int32Array(512) }
  let size = 0
  const same = (code: number, from: number, to: number): boolean => {
    const other = spans.from[code]!
    if (spans.to[code]! - other !== to - from) return false
    for (let i = to - from - 1; i >= 0; i--) if (bytes[other + i] !== bytes[from + i]) return false
    return true
  }
  const grow = (): void => {
    const old = spans
    spans = { from: new Uint32Array(2 * size), to: new Uint32Array(2 * size), hash: new Int32Array(2 * size) }
    for (const key of ['from', 'to', 'hash'] as const) spans[key].set(old[key])
    slots = new Int32Array(4 * size).fill(-1)
    for (let code = 0; code < size; code++) {
      let at = spans.hash[code]! & (slots.length - 1)
      while (slots[at]! >= 0) at = (at + 1) & (slots.length - 1)
      slots[at] = code
    }
  }
  return {
    code(from: number, to: number): number {
      let hash = 0x811c9dc5 | 0
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
      hash ^= hash >>> 15
      let at = hash & (slots.length - 1)
      for (let code = slots[at]!; code >= 0; code = slots[at]!) {
        if (spans.hash[code] === hash && same(code, from, to)) return code
        at = (at + 1) & (slots.length - 1)
      }
      const code = size++
      spans.from[code] = from
      spans.to[code] = to
      spans.hash[code] = hash
      slots[at] = code
      if (size === spans.from.length) grow()
      return code
    },
    texts: (): string[] =>
      Array.from({ length: size }, (_, code) => fieldText(bytes, spans.from[code]!, spans.to[code]!)),
  }
}
