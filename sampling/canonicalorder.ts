// Putting the elements of a frame into canonical order, by the bytes of their ids. Ten million in any order take little more room than they did.
import { settleTies, sortByKey } from './byteorder.ts'
import { giveBack, type FrameStore, type StratumIndex } from './framestore.ts'
import { createPacking, type Packing } from './packedkey.ts'

/** Elements in canonical order. */
export interface OrderedIds {
  readonly idBytes: Uint8Array
  readonly idStarts: Uint32Array
  readonly stratumOf: StratumIndex
  /** As what each element came, counted from 0; null when they came in order. */
  readonly rows: Uint32Array | null
  /** Whether no id is there twice. */
  readonly distinct: boolean
}

/** Empty a store into canonical order. @internal */
export function inCanonicalOrder(store: FrameStore): OrderedIds {
  return store.ascent === 'no' ? sorted(store) : joined(store)
}

const startsOf = (lengths: Uint16Array, count: number): Uint32Array => {
  const starts = new Uint32Array(count + 1)
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i]! + lengths[i]!
  return starts
}

/** They came in order: the pieces are put together, and given back one by one. */
function joined(store: FrameStore): OrderedIds {
  const { pieces, firstOf, lengths, count } = store
  const idStarts = startsOf(lengths, count)
  const idBytes = new Uint8Array(idStarts[count]!)
  pieces.forEach((piece, p) => {
    const [start, end] = [idStarts[firstOf[p]!]!, idStarts[firstOf[p + 1] ?? count]!]
    idBytes.set(piece.subarray(0, end - start), start)
    giveBack(piece)
  })
  const stratumOf = store.stratumOf.subarray(0, count)
  return { idBytes, idStarts, stratumOf, rows: null, distinct: store.ascent === 'strict' }
}

/** Where the elements go: buckets of neighbouring keys, each small enough to be sorted inside the processor's cache. */
interface Buckets {
  readonly of: (key: number) => number
  /** First element and first byte of each bucket, and the end of the last. */
  readonly rowAt: Uint32Array
  readonly byteAt: Uint32Array
}

const bucketsWanted = 512

function bucketsOf({ pieces, firstOf, lengths, count }: FrameStore, packing: Packing): Buckets {
  const bits = Math.min(16, packing.bits, 34 - Math.clz32(count))
  const shift = packing.bits - bits
  const rowsIn = new Uint32Array(1 << bits)
  const bytesIn = new Uint32Array(1 << bits)
  pieces.forEach((piece, p) => {
    let start = 0
    const beyond = firstOf[p + 1] ?? count
    for (let row = firstOf[p]!; row < beyond; row++) {
      const length = lengths[row]!
      const cell = packing.key(piece, start, length) >>> shift
      rowsIn[cell]!++
      bytesIn[cell]! += length
      start += length
    }
  })
  const bucketOf = new Uint16Array(1 << bits)
  const rowAt = [0]
  const byteAt = [0]
  let [rows, bytes] = [0, 0]
  for (let cell = 0; cell < bucketOf.length; cell++) {
    bucketOf[cell] = rowAt.length - 1
    rows += rowsIn[cell]!
    bytes += bytesIn[cell]!
    const full = rows - rowAt[rowAt.length - 1]! >= Math.max(64, count / bucketsWanted)
    if (full || cell === bucketOf.length - 1) {
      rowAt.push(rows)
      byteAt.push(bytes)
    }
  }
  return { of: key => bucketOf[key >>> shift]!, rowAt: Uint32Array.from(rowAt), byteAt: Uint32Array.from(byteAt) }
}

/** Elements while they lie in buckets. */
interface Dealt {
  readonly bytes: Uint8Array
  readonly lengths: Uint16Array
  readonly strata: StratumIndex
  readonly rows: Uint32Array
}

function sorted(store: FrameStore): OrderedIds {
  const packing = createPacking(store)
  const buckets = bucketsOf(store, packing)
  const dealt = deal(store, packing, buckets)
  const sort = createBucketSorter(dealt, packing)
  let distinct = true
  for (let b = 1; b < buckets.rowAt.length; b++) {
    const apart = sort(buckets.rowAt[b - 1]!, buckets.rowAt[b]!, buckets.byteAt[b - 1]!)
    distinct &&= apart
  }
  const idStarts = startsOf(dealt.lengths, store.count)
  giveBack(dealt.lengths)
  return { idBytes: dealt.bytes, idStarts, stratumOf: dealt.strata, rows: dealt.rows, distinct }
}

/** One pass over the pieces, each element into its bucket; the pieces are given back as they are read. */
function deal(store: FrameStore, packing: Packing, buckets: Buckets): Dealt {
  const { pieces, firstOf, lengths, stratumOf, count } = store
  const [rowAt, byteAt] = [buckets.rowAt.slice(), buckets.byteAt.slice()]
  const bytes = new Uint8Array(byteAt[byteAt.length - 1]!)
  const kind = stratumOf.constructor as new (length: number) => StratumIndex
  const dealt = { bytes, lengths: new Uint16Array(count), strata: new kind(count), rows: new Uint32Array(count) }
  const { lengths: newLengths, strata, rows } = dealt
  pieces.forEach((piece, p) => {
    let start = 0
    const beyond = firstOf[p + 1] ?? count
    for (let row = firstOf[p]!; row < beyond; row++) {
      const length = lengths[row]!
      const bucket = buckets.of(packing.key(piece, start, length))
      const place = rowAt[bucket]!++
      let to = byteAt[bucket]!
      for (const end = start + length; start < end; start++) bytes[to++] = piece[start]!
      byteAt[bucket] = to
      newLengths[place] = length
      strata[place] = stratumOf[row]!
      rows[place] = row
    }
    giveBack(piece)
  })
  giveBack(lengths)
  giveBack(stratumOf)
  return dealt
}

/** Sorts the elements of one bucket where they lie; the scratch arrays are as large as the largest bucket. */
function createBucketSorter(dealt: Dealt, packing: Packing): (from: number, to: number, byteFrom: number) => boolean {
  let places = new Uint32Array(0)
  let keys = new Uint32Array(0)
  let starts = new Uint32Array(1)
  return (from, to, byteFrom) => {
    const count = to - from
    if (count > keys.length) {
      places = new Uint32Array(count)
      keys = new Uint32Array(count)
      starts = new Uint32Array(count + 1)
    }
    const lengths = dealt.lengths.slice(from, to)
    for (let i = 0; i < count; i++) starts[i + 1] = starts[i]! + lengths[i]!
    const bytes = dealt.bytes.slice(byteFrom, byteFrom + starts[count]!)
    let [least, most] = [0xffffffff, 0]
    for (let i = 0; i < count; i++) {
      const key = packing.key(bytes, starts[i]!, lengths[i]!)
      keys[i] = key
      places[i] = i
      if (key < least) least = key
      if (key > most) most = key
    }
    sortByKey(keys, places, 0, count, count < 2 ? 0 : 32 - Math.clz32(least ^ most))
    const distinct = settleTies(bytes, starts, places, keys, packing.depth, count)
    rewrite(dealt, { bytes, starts, places, from, count, byteFrom })
    return distinct
  }
}

interface Bucket {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly places: Uint32Array
  readonly from: number
  readonly count: number
  readonly byteFrom: number
}

function rewrite(dealt: Dealt, { bytes, starts, places, from, count, byteFrom }: Bucket): void {
  const strata = dealt.strata.slice(from, from + count)
  const rows = dealt.rows.slice(from, from + count)
  let to = byteFrom
  for (let i = 0; i < count; i++) {
    const place = places[i]!
    const [start, end] = [starts[place]!, starts[place + 1]!]
    for (let j = start; j < end; j++) dealt.bytes[to++] = bytes[j]!
    dealt.lengths[from + i] = end - start
    dealt.strata[from + i] = strata[place]!
    dealt.rows[from + i] = rows[place]!
  }
}
