// Elements of a frame as they come: ids in pieces, so that nothing is copied while it grows and pieces can be given back one by one.

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Index of the stratum of every element, as narrow as their number allows. */
export type StratumIndex = Uint8Array | Uint16Array | Uint32Array

/** Longer array with the same beginning; the old one is given up where the platform can take its buffer over. */
function lengthened<T extends Numbers>(array: T, length: number): T {
  const kind = array.constructor as new (source: ArrayBuffer | number) => T
  const buffer = array.buffer as ArrayBuffer
  if (typeof buffer.transfer === 'function') return new kind(buffer.transfer(length * array.BYTES_PER_ELEMENT))
  const copy = new kind(length)
  copy.set(array)
  return copy
}

/** Give the memory of an array back at once, where the platform can; it is empty afterwards. @internal */
export function giveBack(array: Numbers): void {
  const buffer = array.buffer as ArrayBuffer
  if (typeof buffer.transfer === 'function') buffer.transfer(0)
}

/** The elements of a frame under construction, in the order they came. */
export interface FrameStore {
  /** Ids one after another; an id never lies in two pieces. */
  readonly pieces: Uint8Array[]
  /** The first element of each piece. */
  readonly firstOf: number[]
  /** Bytes of each id. */
  lengths: Uint16Array
  stratumOf: StratumIndex
  sizes: Float64Array | null
  count: number
  /** Whether ids have come in ascending order so far; `weak`: some twice. */
  ascent: 'strict' | 'weak' | 'no'
  /** Where the next id goes: the last piece, from `at` on. */
  piece: Uint8Array
  at: number
  /** Room for one more element with an id of up to so many bytes. */
  room(idLength: number): void
  /** Close the element whose id ends at `end` of the last piece. */
  close(end: number, stratum: number, size: number | null, line: number): void
  /** Line of the file an element came from. */
  readonly lineOf: (row: number) => number
}

// Small frames take small pieces; large ones are beyond what C libraries keep for themselves when it is given back (32 MB).
const largestPiece = (1 << 25) + (1 << 16)
const nextPiece = (bytes: number): number => (bytes < 1 << 20 ? bytes * 8 : largestPiece)

/** An empty store. @internal */
export function createFrameStore(): FrameStore {
  let capacity = 1 << 12
  // Null while every element is one line below the one before, as in almost every file.
  let lines: Uint32Array | null = null
  let firstLine = 0
  const first = new Uint8Array(1 << 14)
  let before = { piece: first as Uint8Array, at: 0, length: 0 }
  const follow = (length: number): void => {
    const order = compareBytes(before.piece, before.at, before.length, store.piece, store.at, length)
    if (order >= 0 && store.count > 0) store.ascent = order > 0 ? 'no' : 'weak'
    if (before.piece !== store.piece) before = { piece: store.piece, at: store.at, length }
    before.at = store.at
    before.length = length
  }
  const store: FrameStore = {
    pieces: [first],
    firstOf: [0],
    lengths: new Uint16Array(capacity),
    stratumOf: new Uint8Array(capacity),
    sizes: null,
    count: 0,
    ascent: 'strict',
    piece: first,
    at: 0,
    lineOf: row => lines?.[row] ?? firstLine + row,
    room(idLength) {
      if (store.count === capacity) {
        capacity *= 2
        store.lengths = lengthened(store.lengths, capacity)
        store.stratumOf = lengthened(store.stratumOf, capacity)
        if (store.sizes !== null) store.sizes = lengthened(store.sizes, capacity)
        if (lines !== null) lines = lengthened(lines, capacity)
      }
      if (store.at + idLength <= store.piece.length) return
      store.piece = new Uint8Array(Math.max(idLength, nextPiece(store.piece.length)))
      store.at = 0
      store.pieces.push(store.piece)
      store.firstOf.push(store.count)
    },
    close(end, stratum, size, line) {
      const row = store.count
      if (store.ascent !== 'no') follow(end - store.at)
      if (row === 0) firstLine = line
      if (lines === null && line !== firstLine + row) {
        lines = new Uint32Array(capacity)
        for (let i = 0; i < row; i++) lines[i] = firstLine + i
      }
      if (lines !== null) lines[row] = line
      if (stratum > 255 && store.stratumOf.BYTES_PER_ELEMENT < 4) store.stratumOf = widened(store.stratumOf, stratum)
      store.stratumOf[row] = stratum
      if (size !== null) {
        store.sizes ??= new Float64Array(capacity).fill(NaN, 0, row)
        store.sizes[row] = size
      } else if (store.sizes !== null) store.sizes[row] = NaN
      store.lengths[row] = end - store.at
      store.at = end
      store.count = row + 1
    },
  }
  return store
}

/** Order of two texts by bytes; a prefix comes first. @internal */
export function compareBytes(
  a: Uint8Array,
  aStart: number,
  aLength: number,
  b: Uint8Array,
  bStart: number,
  bLength: number,
): number {
  const shared = Math.min(aLength, bLength)
  for (let i = 0; i < shared; i++) {
    const difference = a[aStart + i]! - b[bStart + i]!
    if (difference !== 0) return difference
  }
  return aLength - bLength
}

function widened(narrow: StratumIndex, largest: number): StratumIndex {
  const bytes = largest > 65535 ? 4 : 2
  if (narrow.BYTES_PER_ELEMENT >= bytes) return narrow
  const wide = bytes === 2 ? new Uint16Array(narrow.length) : new Uint32Array(narrow.length)
  wide.set(narrow)
  return wide
}
