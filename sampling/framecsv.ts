// Reading a frame CSV piece by piece: bytes or text in, a checked frame out; every problem with its line.
import { createFrameBuilder, type Frame, type FrameBuilder, type Progress } from './framebuilder.ts'
import { createLineTaker, type LineTaker } from './framelines.ts'
import {
  createRowReader,
  endsLinesWithReturn,
  lineBreaks,
  maxLine,
  type FrameColumns,
  type RowReader,
} from './framerows.ts'
import { utf8Bytes, utf8End } from './utf8.ts'

export type { FrameColumns } from './framerows.ts'

/** Further columns to keep, by name; they join the canonical form in this order. */
export interface FrameOptions {
  readonly keep?: readonly string[]
}

/** A file being read. `push` takes bytes (UTF-8) or text; `finish` gives the frame or throws an InputError. */
export interface FrameReader {
  push(piece: Uint8Array | string): void
  finish(onProgress?: Progress): Frame
}

/**
 * Start reading a frame CSV that comes in pieces: header, columns `element_id`, `stratum` and perhaps `size`; other columns are
 * ignored, unless kept.
 *
 * @param options `keep`: names of further columns to keep
 * @param columns names of the columns, where they are called otherwise
 * @returns `push` takes a piece; `finish` gives the frame or throws an InputError listing what is wrong with its line
 * @example
 * const reader = createFrameReader({ elementId: 'id' })
 * reader.push(new TextEncoder().encode('id,stratum\nb,甲\na,乙\n'))
 * reader.finish().strata // => ['乙', '甲']
 */
export function createFrameReader(columns: FrameColumns = {}, { keep = [] }: FrameOptions = {}): FrameReader {
  const builder = createFrameBuilder(keep)
  const rows = createRowReader(columns, keep, builder)
  const text = createTextRoad(rows, builder)
  const bytes = createByteRoad(rows, builder)
  let road: 'bytes' | 'text' = 'bytes'
  const leaveBytes = (): void => {
    road = 'text'
    text.push(bytes.handOver())
  }
  return {
    push(piece) {
      if (road === 'bytes' && typeof piece === 'string') leaveBytes()
      if (road === 'text') text.push(piece)
      else if (bytes.push(piece as Uint8Array) === 'text') leaveBytes()
    },
    finish(onProgress) {
      if (road === 'bytes' && bytes.finish() === 'text') leaveBytes()
      if (road === 'text') text.finish()
      return builder.finish(onProgress)
    },
  }
}

/** The road of texts, and of files whose lines end in CR: everything is decoded and taken apart by the CSV parser. */
function createTextRoad(
  rows: RowReader,
  builder: FrameBuilder,
): { push(piece: Uint8Array | string): void; finish(): void } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let rest = ''
  let stopped = false
  const stop = (code: 'not_utf8' | 'line_too_long'): void => {
    builder.report(code, { line: rows.line + 1 + (code === 'not_utf8' ? lineBreaks(rest) : 0), limit: maxLine })
    stopped = true
  }
  const take = (last: boolean): void => {
    if (rows.line === 0) rest = rest.replace(/^\ufeff+/, '')
    if (rest === '') return
    rest = rest.slice(rows.takeText(rest, last))
    if (rest.length > maxLine) stop('line_too_long')
  }
  const decode = (piece: Uint8Array | undefined): void => {
    try {
      rest += piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
    } catch {
      if (piece !== undefined) rest += new TextDecoder().decode(piece.subarray(0, utf8End(piece, 0, piece.length)))
      take(false)
      stop('not_utf8')
    }
  }
  return {
    push(piece) {
      if (stopped) return
      if (typeof piece === 'string') rest += piece
      else decode(piece)
      if (!stopped) take(false)
    },
    finish() {
      if (!stopped) decode(undefined)
      if (!stopped) take(true)
    },
  }
}

interface ByteRoad {
  /** `text`: this file must go the other way; what is not yet taken is handed over. */
  push(piece: Uint8Array): 'text' | 'bytes'
  finish(): 'text' | 'bytes'
  handOver(): Uint8Array
}

/** The road of bytes: plain lines are taken as they are, and only the part from an odd line on is decoded for the CSV parser. */
function createByteRoad(rows: RowReader, builder: FrameBuilder): ByteRoad {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let takeLines: LineTaker | null = null
  let stopped = false
  let buffer = new Uint8Array(1 << 16)
  let filled = 0

  const stopAt = (from: number, bad: number): void => {
    const rest = takeText(from, bad, false)
    builder.report('not_utf8', { line: rows.line + 1 + lineBreaks(rest), limit: maxLine })
    stopped = true
  }
  /** Take rows of bytes as text; returns the text that is left. */
  const takeText = (from: number, to: number, last: boolean): string => {
    let text = decoder.decode(buffer.subarray(from, to))
    if (rows.line === 0) text = text.replace(/^\ufeff+/, '')
    return text === '' ? '' : text.slice(rows.takeText(text, last))
  }
  /** The text road for whole lines up to `to`; returns where what is left begins. */
  const takeOdd = (from: number, to: number): number => {
    const bad = utf8End(buffer, from, to)
    if (bad < to) {
      stopAt(from, bad)
      return to
    }
    return to - utf8Bytes(takeText(from, to, false)).length
  }
  /** The header: the first line if it is whole, else as much as is there. */
  const takeHeader = (end: number): number => {
    let at = 0
    // oxlint-disable-next-line no-unmodified-loop-condition -- takeOdd stops where the file is not UTF-8
    while (rows.header === undefined && at < end && !stopped) {
      const line = buffer.indexOf(0x0a, at) + 1
      const next = takeOdd(at, line)
      at = next === at ? takeOdd(at, end) : next
      if (next !== line) break
    }
    return at
  }
  const takeWhole = (end: number): number => {
    let at = rows.header === undefined ? takeHeader(end) : 0
    if (rows.header === null) at = takeOdd(at, end)
    if (stopped || rows.header === null || rows.header === undefined) return at
    takeLines ??= createLineTaker(rows.header, rows, builder)
    const found = takeLines(buffer, at, end)
    if (found.stop === 'end') return found.at
    if (found.stop === 'odd') return takeOdd(found.at, end)
    stopAt(found.at, utf8End(buffer, found.at, end))
    return end
  }
  const append = (piece: Uint8Array): void => {
    if (filled + piece.length > buffer.length) {
      const larger = new Uint8Array(2 * (filled + piece.length))
      larger.set(buffer.subarray(0, filled))
      buffer = larger
    }
    buffer.set(piece, filled)
    filled += piece.length
  }
  const discard = (count: number): void => {
    buffer.copyWithin(0, count, filled)
    filled -= count
  }

  return {
    push(piece) {
      if (stopped) return 'bytes'
      append(piece)
      const end = buffer.lastIndexOf(0x0a, filled - 1) + 1
      if (end > 0 && filled > 0) discard(takeWhole(end))
      else if (rows.header === undefined && endsLinesWithReturn(decoder.decode(buffer.subarray(0, filled))))
        return 'text'
      if (!stopped && filled > maxLine && decoder.decode(buffer.subarray(0, filled)).length > maxLine) {
        builder.report('line_too_long', { line: rows.line + 1, limit: maxLine })
        stopped = true
      }
      return 'bytes'
    },
    finish: () => (stopped || filled === 0 ? 'bytes' : 'text'),
    handOver: () => buffer.slice(0, filled),
  }
}

/**
 * Read a whole frame CSV.
 *
 * @param csv text, or bytes in UTF-8; a byte order mark is tolerated
 * @param columns names of the columns, where they are called otherwise
 * @param options `keep`: names of further columns to keep
 * @returns the checked frame
 * @throws InputError listing every problem with its line (the first 1000)
 * @example parseFrame('element_id,stratum\nb,甲\na,乙\n').count // => 2
 */
export function parseFrame(csv: string | Uint8Array, columns: FrameColumns = {}, options: FrameOptions = {}): Frame {
  const reader = createFrameReader(columns, options)
  const piece = 1 << 19
  for (let at = 0; at < csv.length; at += piece) {
    reader.push(typeof csv === 'string' ? csv.slice(at, at + piece) : csv.subarray(at, at + piece))
  }
  return reader.finish()
}
