// Order of texts by their UTF-8 bytes, given numbers that stand for their first bytes: sorted by number, ties looked at in full.

/** Below this many rows a plain insertion sort is faster. */
const small = 24

/** Order of two rows by bytes; row i is `bytes[starts[i], starts[i + 1])`; a prefix comes first. */
function compareRows(bytes: Uint8Array, starts: Uint32Array, a: number, b: number, depth = 0): number {
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

/**
 * Sort keys, and rows along with them. All keys agree above their `bits` lowest bits.
 *
 * @source Knuth, The Art of Computer Programming 3, §5.2.5 (radix sorting by the leading digits)
 * @internal
 */
export function sortByKey(keys: Uint32Array, rows: Uint32Array, from: number, to: number, bits: number): void {
  const count = to - from
  if (bits === 0 || count < 2) return
  if (count <= 2 * small) return insertByKey(keys, rows, from, to)
  // So many leading bits that a handful of keys shares them.
  const step = Math.min(bits, 11, 32 - Math.clz32(count >> 3))
  const shift = bits - step
  const mask = (1 << step) - 1
  const ends = new Uint32Array((1 << step) + 1)
  const [oldKeys, oldRows] = [keys.slice(from, to), rows.slice(from, to)]
  for (let i = 0; i < count; i++) ends[((oldKeys[i]! >>> shift) & mask) + 1]!++
  for (let b = 1; b < ends.length; b++) ends[b]! += ends[b - 1]!
  for (let i = 0; i < count; i++) {
    const key = oldKeys[i]!
    const at = from + ends[(key >>> shift) & mask]!++
    keys[at] = key
    rows[at] = oldRows[i]!
  }
  for (let b = 0; b <= mask; b++) sortByKey(keys, rows, from + (b === 0 ? 0 : ends[b - 1]!), from + ends[b]!, shift)
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

/**
 * Put rows of equal key into the order of all their bytes.
 *
 * @param depth bytes that the keys stand for
 * @param count rows, already sorted by key
 * @returns whether no two rows are the same
 * @internal
 */
export function settleTies(
  bytes: Uint8Array,
  starts: Uint32Array,
  rows: Uint32Array,
  keys: Uint32Array,
  depth: number,
  count: number,
): boolean {
  let distinct = true
  for (let from = 0; from < count; ) {
    let to = from + 1
    while (to < count && keys[to] === keys[from]) to++
    if (to > from + 1) {
      multikeySort(bytes, starts, rows, from, to, depth)
      for (let i = from + 1; i < to && distinct; i++) {
        distinct = compareRows(bytes, starts, rows[i - 1]!, rows[i]!, depth) !== 0
      }
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
