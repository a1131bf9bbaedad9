// The flat arrays of a frame while it grows: some twenty bytes an element, and never two copies of everything at once.

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Index of the stratum of every element, as narrow as their number allows. */
export type StratumIndex = Uint8Array | Uint16Array | Uint32Array

/** Longer array with the same beginning; the old one is given up where the platform can take its buffer over. */
export function lengthened<T extends Numbers>(array: T, length: number): T {
  const kind = array.constructor as new (source: ArrayBuffer | number) => T
  const buffer = array.buffer as ArrayBuffer
  if (typeof buffer.transfer === 'function') return new kind(buffer.transfer(length * array.BYTES_PER_ELEMENT))
  const copy = new kind(length)
  copy.set(array)
  return copy
}

/** The elements of a frame under construction. */
export interface FrameStore {
  idBytes: Uint8Array
  idStarts: Uint32Array
  stratumOf: StratumIndex
  sizes: Float64Array | null
  count: number
  /** Room for one more element with an id of up to so many bytes. */
  room(idLength: number): void
  /** Close the element whose id ends at `end` of `idBytes`. */
  close(end: number, stratum: number, size: number | null, line: number): void
  /** Line of the file an element came from. */
  readonly lineOf: (row: number) => number
}

/** An empty store. */
export function createFrameStore(): FrameStore {
  let capacity = 1 << 12
  // Null while every element is one line below the one before, as in almost every file.
  let lines: Uint32Array | null = null
  let firstLine = 0
  const store: FrameStore = {
    idBytes: new Uint8Array(1 << 16),
    idStarts: new Uint32Array(capacity + 1),
    stratumOf: new Uint8Array(capacity),
    sizes: null,
    count: 0,
    room(idLength) {
      if (store.count === capacity) {
        capacity *= 2
        store.idStarts = lengthened(store.idStarts, capacity + 1)
        store.stratumOf = lengthened(store.stratumOf, capacity)
        if (store.sizes !== null) store.sizes = lengthened(store.sizes, capacity)
        if (lines !== null) lines = lengthened(lines, capacity)
      }
      const needed = store.idStarts[store.count]! + idLength
      if (needed > store.idBytes.length) {
        store.idBytes = lengthened(store.idBytes, Math.max(needed, store.idBytes.length * 2))
      }
    },
    close(end, stratum, size, line) {
      const row = store.count
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
      store.idStarts[row + 1] = end
      store.count = row + 1
    },
    lineOf: row => lines?.[row] ?? firstLine + row,
  }
  return store
}

function widened(narrow: StratumIndex, largest: number): StratumIndex {
  const bytes = largest > 65535 ? 4 : 2
  if (narrow.BYTES_PER_ELEMENT >= bytes) return narrow
  const wide = bytes === 2 ? new Uint16Array(narrow.length) : new Uint32Array(narrow.length)
  wide.set(narrow)
  return wide
}
