// Sorting of ids by their UTF-8 bytes, without making a string: whole numbers stand for the first bytes, ties are looked at in full.
import { createPacking, type Packing } from './packedkey.ts'

/** Below this many rows a plain insertion sort is faster. */
const small = 24
/** Below this many rows packed keys do not pay. */
const few = 2048

/** Row numbers, smallest id first; equal ids stand side by side, and `distinct` says whether there are none. */
export interface ByteOrder {
  readonly rows: Uint32Array
  readonly distinct: boolean
}

/**
 * Put row numbers in the order of their bytes. Beside the result it takes four bytes a row.
 *
 * @param bytes all ids one after another
 * @param starts row i is `bytes[starts[i], starts[i + 1])`; one entry more than there are rows
 * @example sortedRows(utf8Bytes('baab'), Uint32Array.of(0, 1, 3, 4)) // => { rows: Uint32Array.of(1, 0, 2), distinct: false }
 */
export function sortedRows(bytes: Uint8Array, starts: Uint32Array): ByteOrder {
  const count = starts.length - 1
  const rows = new Uint32Array(count)
  const ascending = ascent(bytes, starts)
  if (ascending === 'no' && count >= few) return packedSort(bytes, starts, rows)
  for (let i = 0; i < count; i++) rows[i] = i
  if (ascending !== 'no') return { rows, distinct: ascending === 'strict' }
  multikeySort(bytes, starts, rows, 0, count, 0)
  return { rows, distinct: allDiffer(bytes, starts, rows, 0, count) }
}

/** Order of two rows by bytes; a prefix comes first. */
export function compareRows(bytes: Uint8Array, starts: Uint32Array, a: number, b: number, depth = 0): number {
  const aEnd = starts[a + 1]!
  const bEnd = starts[b + 1]!
  let i = starts[a]! + depth
  let j = starts[b]! + depth
  while (i < aEnd && j < bEnd) {
    const difference = bytes[i++]! - bytes[j++]!
    if (difference !== 0) return difference
  }
  return aEnd - i - (bEnd - j)
}

function ascent(bytes: Uint8Array, starts: Uint32Array): 'strict' | 'weak' | 'no' {
  let found: 'strict' | 'weak' = 'strict'
  for (let i = 1; i < starts.length - 1; i++) {
    const order = compareRows(bytes, starts, i - 1, i)
    if (order > 0) return 'no'
    if (order === 0) found = 'weak'
  }
  return found
}

function allDiffer(bytes: Uint8Array, starts: Uint32Array, rows: Uint32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (compareRows(bytes, starts, rows[i - 1]!, rows[i]!) === 0) return false
  return true
}

/** Rows and their keys are dealt into buckets by the leading bits of the key; each bucket is small enough to be sorted where it lies. */
function packedSort(bytes: Uint8Array, starts: Uint32Array, rows: Uint32Array): ByteOrder {
  const packing = createPacking(bytes, starts)
  const bits = Math.min(11, packing.bits)
  const shift = packing.bits - bits
  const ends = new Uint32Array((1 << bits) + 1)
  for (let row = 0; row < rows.length; row++) ends[(packing.key(row) >>> shift) + 1]!++
  for (let b = 1; b < ends.length; b++) ends[b]! += ends[b - 1]!
  const keys = new Uint32Array(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const key = packing.key(row)
    const at = ends[key >>> shift]!++
    keys[at] = key
    rows[at] = row
  }
  for (let b = 0; b < 1 << bits; b++) sortRange(keys, rows, b === 0 ? 0 : ends[b - 1]!, ends[b]!, shift)
  return { rows, distinct: settleTies(bytes, starts, rows, keys, packing) }
}

// Keys of a range agree above the `bits` lowest bits.
function sortRange(keys: Uint32Array, rows: Uint32Array, from: number, to: number, bits: number): void {
  if (to - from <= 2 * small || bits === 0) {
    if (bits > 0) insertByKey(keys, rows, from, to)
    return
  }
  const step = Math.min(8, bits)
  const shift = bits - step
  const mask = (1 << step) - 1
  const ends = new Uint32Array((1 << step) + 1)
  const [oldKeys, oldRows] = [keys.slice(from, to), rows.slice(from, to)]
  for (const key of oldKeys) ends[((key >>> shift) & mask) + 1]!++
  for (let b = 1; b < ends.length; b++) ends[b]! += ends[b - 1]!
  for (let i = 0; i < oldKeys.length; i++) {
    const key = oldKeys[i]!
    const at = from + ends[(key >>> shift) & mask]!++
    keys[at] = key
    rows[at] = oldRows[i]!
  }
  for (let b = 0; b <= mask; b++) sortRange(keys, rows, from + (b === 0 ? 0 : ends[b - 1]!), from + ends[b]!, shift)
}

function insertByKey(keys: Uint32Array, rows: Uint32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const [key, row] = [keys[i]!, rows[i]!]
    let at = i
    for (; at > from && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!
      rows[at] = rows[at - 1]!
    }
    keys[at] = key
    rows[at] = row
  }
}

// Rows with equal keys: the same id if the key holds all of it, else in the order of what follows.
function settleTies(
  bytes: Uint8Array,
  starts: Uint32Array,
  rows: Uint32Array,
  keys: Uint32Array,
  { depth, whole }: Packing,
): boolean {
  let distinct = true
  for (let from = 0; from < rows.length; ) {
    let to = from + 1
    while (to < rows.length && keys[to] === keys[from]) to++
    if (to > from + 1) {
      if (!whole) multikeySort(bytes, starts, rows, from, to, depth)
      distinct &&= !whole && allDiffer(bytes, starts, rows, from, to)
    }
    from = to
  }
  return distinct
}

/** @source Bentley and Sedgewick (1997), Fast algorithms for sorting and searching strings */
function multikeySort(
  bytes: Uint8Array,
  starts: Uint32Array,
  rows: Uint32Array,
  first: number,
  end: number,
  known: number,
): void {
  const byteAt = (row: number, depth: number): number => {
    const at = starts[row]! + depth
    return at < starts[row + 1]! ? bytes[at]! : -1
  }
  // An explicit stack: depth may reach the length of the longest id.
  const stack: number[] = [first, end, known]
  while (stack.length > 0) {
    const depth = stack.pop()!
    const to = stack.pop()!
    const from = stack.pop()!
    if (to - from <= small) {
      insertionSort(bytes, starts, rows, from, to, depth)
      continue
    }
    const pivot = medianOfThree(
      byteAt(rows[from]!, depth),
      byteAt(rows[(from + to) >> 1]!, depth),
      byteAt(rows[to - 1]!, depth),
    )
    let low = from
    let high = to
    for (let i = from; i < high; ) {
      const row = rows[i]!
      const byte = byteAt(row, depth)
      if (byte < pivot) {
        rows[i++] = rows[low]!
        rows[low++] = row
      } else if (byte > pivot) {
        rows[i] = rows[--high]!
        rows[high] = row
      } else i++
    }
    stack.push(from, low, depth, high, to, depth)
    if (pivot >= 0) stack.push(low, high, depth + 1)
  }
}

const medianOfThree = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

function insertionSort(
  bytes: Uint8Array,
  starts: Uint32Array,
  rows: Uint32Array,
  from: number,
  to: number,
  depth: number,
): void {
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!
    let at = i
    for (; at > from && compareRows(bytes, starts, rows[at - 1]!, row, depth) > 0; at--) rows[at] = rows[at - 1]!
    rows[at] = row
  }
}
