// Plain lines of a frame CSV straight from bytes to the frame: no string is made for them, which is what makes ten million lines quick.
import type { FrameBuilder } from './framebuilder.ts'
import type { FrameHeader, RowReader } from './framerows.ts'
import { maxFieldLength } from './frametext.ts'
import { utf8Width } from './utf8.ts'

/** Why reading of plain lines ended where it did: no whole line is left, a line needs the text road, or it is not UTF-8. */
export type LineStop = 'end' | 'odd' | 'not_utf8'

/** Takes plain lines of a buffer; `at` of the result is the start of the first line not taken. */
export type LineTaker = (
  buffer: Uint8Array,
  from: number,
  to: number,
) => { readonly at: number; readonly stop: LineStop }

const [lineFeed, carriageReturn, space, quote, comma, nought, del] = [0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x30, 0x7f]
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Start taking plain lines below a header. @internal */
export function createLineTaker(header: FrameHeader, rows: RowReader, builder: FrameBuilder): LineTaker {
  const { fields, id, stratum, size, kept } = header
  const strata = createStratumCache()
  const starts = new Int32Array(fields + 1)
  const ends = new Int32Array(fields + 1)

  // A line of ordinary size and shape; anything else is given to the text road's own check, field by field.
  const takePlain = (buffer: Uint8Array, idIsAscii: boolean): boolean => {
    const [from, to] = [starts[id]!, ends[id]!]
    if (!idIsAscii || from === to || to - from > maxFieldLength || kept.length > 0) return false
    if (buffer[from] === space || buffer[to - 1] === space) return false
    const [nameFrom, nameTo] = [starts[stratum]!, ends[stratum]!]
    if (nameFrom === nameTo) return false
    const value = size < 0 ? NaN : wholeNumber(buffer, starts[size]!, ends[size]!)
    if (value === -1) return false
    let index = strata.find(buffer, nameFrom, nameTo)
    if (index < 0) {
      index = builder.stratumIndex(decoder.decode(buffer.subarray(nameFrom, nameTo)), rows.line)
      strata.remember(buffer, nameFrom, nameTo, index)
    }
    builder.addPlain(buffer, from, to, index, Number.isNaN(value) ? null : value, rows.line)
    return true
  }
  const takeLine = (buffer: Uint8Array, found: number, idIsAscii: boolean): void => {
    rows.line++
    if (found === 1 && starts[0] === ends[0]) return
    if (found === fields && takePlain(buffer, idIsAscii)) return
    const texts = Array.from({ length: Math.min(found, fields + 1) }, (_, i) =>
      decoder.decode(buffer.subarray(starts[i], ends[i])),
    )
    // Of fields beyond those of the header only the number matters.
    while (texts.length < found) texts.push('')
    rows.takeRow(texts, rows.line)
  }

  return (buffer, from, to) => {
    let lineStart = from
    while (lineStart < to) {
      let at = lineStart
      let field = 0
      let fieldStart = at
      let quotedEnd = -1
      let idIsAscii = true
      for (;;) {
        if (at >= to) return { at: lineStart, stop: 'end' }
        const byte = buffer[at]!
        if (byte > comma && byte < del) {
          if (quotedEnd >= 0) return { at: lineStart, stop: 'odd' }
          at++
        } else if (byte === comma || byte === lineFeed || byte === carriageReturn) {
          if (byte === carriageReturn && at + 1 >= to) return { at: lineStart, stop: 'end' }
          if (byte === carriageReturn && buffer[at + 1] !== lineFeed) return { at: lineStart, stop: 'odd' }
          const slot = field <= fields ? field : fields
          starts[slot] = fieldStart
          ends[slot] = quotedEnd >= 0 ? quotedEnd : at
          field++
          at++
          if (byte !== comma) {
            if (byte === carriageReturn) at++
            break
          }
          fieldStart = at
          quotedEnd = -1
        } else if (byte > del) {
          const width = utf8Width(buffer, at, to)
          if (width === 0) return { at: lineStart, stop: 'not_utf8' }
          if (width < 0) return { at: lineStart, stop: 'end' }
          if (quotedEnd >= 0) return { at: lineStart, stop: 'odd' }
          if (field === id) idIsAscii = false
          at += width
        } else if (byte === quote && at === fieldStart && quotedEnd < 0) {
          // A field in quotes with nothing odd inside: it ends at the next quotation mark.
          let end = at + 1
          while (end < to && buffer[end]! >= space && buffer[end]! < del && buffer[end] !== quote) end++
          if (end >= to) return { at: lineStart, stop: 'end' }
          if (buffer[end]! > del) {
            end = pastQuoted(buffer, end, to)
            if (end < 0) return { at: lineStart, stop: end === -1 ? 'end' : 'not_utf8' }
            if (field === id) idIsAscii = false
          }
          if (buffer[end] !== quote) return { at: lineStart, stop: 'odd' }
          fieldStart = at + 1
          quotedEnd = end
          at = end + 1
        } else if (byte >= space && byte !== quote && byte !== del && quotedEnd < 0) at++
        else return { at: lineStart, stop: 'odd' }
      }
      takeLine(buffer, field, idIsAscii)
      lineStart = at
    }
    return { at: lineStart, stop: 'end' }
  }
}

/** End of the ordinary text from `at`; -1 when the buffer ends first, -2 where it is not UTF-8. */
function pastQuoted(buffer: Uint8Array, at: number, to: number): number {
  while (at < to) {
    const byte = buffer[at]!
    if (byte === quote || byte < space || byte === del) return at
    const width = byte < del ? 1 : utf8Width(buffer, at, to)
    if (width <= 0) return width === 0 ? -2 : -1
    at += width
  }
  return -1
}

/** A whole number of up to 15 digits; NaN for nothing, -1 for anything else. */
function wholeNumber(buffer: Uint8Array, from: number, to: number): number {
  if (from === to) return NaN
  if (to - from > 15) return -1
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = buffer[i]! - nought
    if (digit < 0 || digit > 9) return -1
    value = 10 * value + digit
  }
  return value
}

interface StratumCache {
  /** Number of the stratum with a name, or -1. */
  find(buffer: Uint8Array, from: number, to: number): number
  remember(buffer: Uint8Array, from: number, to: number, index: number): void
}

interface KnownStratum {
  readonly name: Uint8Array
  readonly index: number
}

/** Strata by the bytes of their names: the last one looked for, then the last one of the same hash, then all of that hash. */
function createStratumCache(): StratumCache {
  const slots = 1 << 10
  const recent = Array.from<unknown, KnownStratum | undefined>({ length: slots }, () => undefined)
  const all = new Map<number, KnownStratum[]>()
  let last: KnownStratum = { name: new Uint8Array(0), index: -1 }
  return {
    find(buffer, from, to) {
      if (sameName(last.name, buffer, from, to)) return last.index
      const hash = hashOfName(buffer, from, to)
      let found = recent[hash & (slots - 1)]
      if (found === undefined || !sameName(found.name, buffer, from, to)) {
        found = all.get(hash)?.find(one => sameName(one.name, buffer, from, to))
        if (found === undefined) return -1
        recent[hash & (slots - 1)] = found
      }
      last = found
      return found.index
    },
    remember(buffer, from, to, index) {
      last = { name: buffer.slice(from, to), index }
      const hash = hashOfName(buffer, from, to)
      recent[hash & (slots - 1)] = last
      const list = all.get(hash)
      if (list === undefined) all.set(hash, [last])
      else list.push(last)
    },
  }
}

function hashOfName(buffer: Uint8Array, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + buffer[i]!) | 0
  return hash
}

function sameName(name: Uint8Array, buffer: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (name.length !== length) return false
  for (let i = 0; i < length; i++) if (name[i] !== buffer[from + i]) return false
  return true
}
