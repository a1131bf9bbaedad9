// Sorting of ids by their UTF-8 bytes: multikey quicksort over one byte buffer, no string is made and shared prefixes are read once.

/** Below this many rows a plain insertion sort is faster. */
const small = 24

/**
 * Put row numbers in the order of their bytes.
 *
 * @param bytes all ids one after another
 * @param starts row i is `bytes[starts[i], starts[i + 1])`; one entry more than there are rows
 * @returns row numbers, smallest id first; equal ids stand side by side
 * @source Bentley and Sedgewick (1997), Fast algorithms for sorting and searching strings
 */
export function sortedRows(bytes: Uint8Array, starts: Uint32Array): Uint32Array {
  const count = starts.length - 1
  const rows = new Uint32Array(count)
  for (let i = 0; i < count; i++) rows[i] = i
  if (!isSorted(bytes, starts)) multikeySort(bytes, starts, rows)
  return rows
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

function isSorted(bytes: Uint8Array, starts: Uint32Array): boolean {
  for (let i = 1; i < starts.length - 1; i++) if (compareRows(bytes, starts, i - 1, i) > 0) return false
  return true
}

function multikeySort(bytes: Uint8Array, starts: Uint32Array, rows: Uint32Array): void {
  const byteAt = (row: number, depth: number): number => {
    const at = starts[row]! + depth
    return at < starts[row + 1]! ? bytes[at]! : -1
  }
  // An explicit stack: depth may reach the length of the longest id.
  const stack: number[] = [0, rows.length, 0]
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
