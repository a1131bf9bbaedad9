// The sampling frame: who can be drawn. Held in a few flat arrays, so that a million elements take some 40 MB and ten million fit.
import { createFrameBuilder, type Frame, type FrameElement, type Progress } from './framebuilder.ts'
import { createDigest, type DigestFactory, type HashName } from './hash.ts'
import { maxFieldLength } from './frametext.ts'
import { compareUtf8, utf8Bytes, writeUtf8 } from './utf8.ts'

export type { Frame, FrameElement, Progress } from './framebuilder.ts'

/** What a function takes where it needs a frame. */
export type FrameInput = Frame | Iterable<FrameElement>

/**
 * Check a list of elements and make a frame of it.
 *
 * @param elements in any order; problems count lines as if the list were written to a CSV file with a header
 * @param keep names of `values` to keep as further columns; a frame that is one already stays as it is
 * @returns elements in the order of the bytes of their ids, in columns
 * @throws InputError for an empty list, empty ids or strata, duplicate ids, ids with tabs or line breaks, sizes below 0
 * @example toFrame([{ elementId: 'b', stratum: '乙' }, { elementId: 'a', stratum: '甲' }]).strata.join() // => '乙,甲'
 */
export function toFrame(elements: FrameInput, keep: readonly string[] = []): Frame {
  if ('idBytes' in elements) return elements
  const builder = createFrameBuilder(keep)
  let line = 1
  for (const { elementId, stratum, size, values = {} } of elements) {
    line++
    if (typeof size === 'number' && !(Number.isFinite(size) && size >= 0)) {
      builder.report('bad_size', { line, id: elementId, value: String(size) })
      continue
    }
    const absent = keep.find(name => values[name] === undefined)
    if (absent !== undefined) {
      builder.report('missing_column', { line, column: absent, found: Object.keys(values).join(', ') })
      continue
    }
    builder.add(
      elementId,
      stratum,
      size ?? null,
      line,
      keep.map(name => String(values[name])),
    )
  }
  return builder.finish()
}

const decoder = new TextDecoder()

/**
 * The id of element `row`.
 *
 * @param row number of the element, 0 to `frame.count` − 1
 * @returns the id, in NFC
 * @example elementIdOf(toFrame([{ elementId: 'b', stratum: '甲' }, { elementId: 'a', stratum: '甲' }]), 0) // => 'a'
 */
export function elementIdOf({ idBytes, idStarts }: Frame, row: number): string {
  const [start, end] = [idStarts[row]!, idStarts[row + 1]!]
  let text = ''
  for (let i = start; i < end; i++) {
    const byte = idBytes[i]!
    if (byte > 127) return decoder.decode(idBytes.subarray(start, end))
    text += String.fromCharCode(byte)
  }
  return text
}

/**
 * The element with an id, by halving.
 *
 * @param elementId as the frame has it, in NFC
 * @returns its number, or -1 when the frame has no such element
 * @example findElement(toFrame([{ elementId: 'b', stratum: '甲' }, { elementId: 'a', stratum: '甲' }]), 'a') // => 0
 */
export function findElement(frame: Frame, elementId: string): number {
  let low = 0
  let high = frame.count
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareUtf8(elementIdOf(frame, middle), elementId)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle
  }
  return -1
}

/**
 * Number of elements per stratum, in the order of `frame.strata`.
 *
 * @returns N per stratum
 * @example stratumCounts(toFrame([{ elementId: 'b', stratum: '乙' }, { elementId: 'a', stratum: '甲' }, { elementId: 'c', stratum: '甲' }])) // => [1, 2]
 */
export const stratumCounts = (frame: Frame): number[] => [...frame.stratumSizes]

/**
 * Canonical form in pieces of some 64 KB; a piece is only valid until the next is asked for.
 *
 * @param frame as `toFrame` or a reader gives it
 * @returns bytes of UTF-8, piece by piece
 * @example [...canonicalPieces(toFrame([{ elementId: 'a', stratum: '甲' }]))].map(piece => piece.length) // => [7]
 */
export function* canonicalPieces(frame: Frame, onProgress?: Progress): Generator<Uint8Array> {
  const full = 1 << 16
  const buffer = new Uint8Array(full + (8 + 4 * (frame.columns?.size ?? 0)) * maxFieldLength)
  const writeLine = createLineWriter(frame, buffer)
  let row = 0
  while (row < frame.count) {
    let at = 0
    while (row < frame.count && at < full) at = writeLine(row++, at)
    onProgress?.('digest', row, frame.count)
    yield buffer.subarray(0, at)
  }
}

type LineWriter = (row: number, at: number) => number

function createLineWriter(frame: Frame, buffer: Uint8Array): LineWriter {
  const { idBytes, idStarts, stratumOf, sizes, columns } = frame
  const names = frame.strata.map(name => utf8Bytes(`\t${name}\t`))
  return (row, at) => {
    const end = idStarts[row + 1]!
    for (let i = idStarts[row]!; i < end; i++) buffer[at++] = idBytes[i]!
    const name = names[stratumOf[row]!]!
    for (let i = 0; i < name.length; i++) buffer[at++] = name[i]!
    const size = sizes === null ? NaN : sizes[row]!
    // A size reads back from its shortest decimal, which is what String gives.
    if (!Number.isNaN(size)) at = writeUtf8(String(size), buffer, at)
    if (columns !== undefined) at = writeColumns(columns, row, buffer, at)
    buffer[at++] = 0x0a
    return at
  }
}

function writeColumns(columns: NonNullable<Frame['columns']>, row: number, buffer: Uint8Array, at: number): number {
  for (const column of columns.values()) {
    buffer[at++] = 0x09
    at = writeUtf8(column.text(row), buffer, at)
  }
  return at
}

/**
 * Canonical form of a frame: one line `element_id TAB stratum TAB size LF` per element, NFC, sorted by the bytes of the id.
 * Kept further columns follow the size, `TAB value` each, in the order they were named.
 * For a frame too long for one string, `canonicalPieces` gives the same bytes piece by piece.
 *
 * @param elements a list of elements, or a frame that was read
 * @returns the text that is digested
 * @throws InputError as `toFrame`
 * @example canonicalFrame([{ elementId: 'b', stratum: '甲' }, { elementId: 'a', stratum: '甲', size: 2.50 }]) // => 'a\t甲\t2.5\nb\t甲\t\n'
 */
export function canonicalFrame(elements: FrameInput): string {
  const streaming = new TextDecoder()
  let text = ''
  for (const piece of canonicalPieces(toFrame(elements))) text += streaming.decode(piece, { stream: true })
  return text + streaming.decode()
}

/**
 * Digest of the canonical form: the number an office publishes before the draw, so that nobody can change the frame after it.
 *
 * @param elements a list of elements, or a frame that was read
 * @param hash `sha256`, or `sm3`
 * @param onProgress told how many elements are done
 * @param start where the platform has a faster digest of the same name, that one
 * @returns 64 lower-case hex digits
 * @throws InputError as `toFrame`
 * @example frameDigest([{ elementId: 'a', stratum: '甲' }]) === digestHex('a\t甲\t\n') // => true
 */
export function frameDigest(
  elements: FrameInput,
  hash: HashName = 'sha256',
  onProgress?: Progress,
  start: DigestFactory = createDigest,
): string {
  const digest = start(hash)
  for (const piece of canonicalPieces(toFrame(elements), onProgress)) digest.update(piece)
  return digest.hex()
}
