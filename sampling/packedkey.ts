// Ids as whole numbers: the first bytes of every id packed into 32 bits, each place counting only the bytes that really occur there.
import type { FrameStore } from './framestore.ts'

/** How ids become numbers in the same order. */
export interface Packing {
  /** Number of an id, below 2^bits. */
  key(bytes: Uint8Array, start: number, length: number): number
  readonly bits: number
  /** Bytes that the key looks at. */
  readonly depth: number
  /** Whether the key holds the whole of every id, so that equal keys are equal ids. */
  readonly whole: boolean
}

/** Bytes looked at; where ids agree, a place takes no room in the key. */
const deepest = 64
/** Symbols at a place: the end of the id, then 256 bytes. */
const symbols = 257

/**
 * Find a packing for the ids of a store: a number in mixed radix, whose digit at a place is the rank of the byte among those seen there.
 *
 * @internal
 */
export function createPacking(store: FrameStore): Packing {
  const { seen, longest } = symbolsSeen(store)
  const { rank, radix } = rankedSymbols(seen)
  let depth = 0
  let size = 1
  while (depth < deepest && size * radix[depth]! <= 2 ** 32) size *= radix[depth++]!
  // Worth of each symbol at each place: its rank times the product of the radices of later places.
  const worth = new Uint32Array(deepest * symbols)
  let unit = 1
  for (let place = depth - 1; place >= 0; place--) {
    for (let i = place * symbols; i < (place + 1) * symbols; i++) worth[i] = rank[i]! * unit
    unit *= radix[place]!
  }
  return {
    bits: Math.max(1, 32 - Math.clz32(size - 1)),
    depth,
    whole: longest <= depth,
    key(bytes, start, length) {
      const end = start + (length < depth ? length : depth)
      let key = 0
      let place = 1
      for (let i = start; i < end; i++) {
        key += worth[place + bytes[i]!]!
        place += symbols
      }
      return key
    },
  }
}

function symbolsSeen({ pieces, firstOf, lengths, count }: FrameStore): { seen: Uint8Array; longest: number } {
  const seen = new Uint8Array(deepest * symbols)
  let longest = 0
  pieces.forEach((bytes, p) => {
    let start = 0
    const beyond = firstOf[p + 1] ?? count
    for (let row = firstOf[p]!; row < beyond; row++) {
      const length = lengths[row]!
      if (length > longest) longest = length
      const end = start + Math.min(length, deepest)
      let place = 1
      for (let i = start; i < end; i++) {
        seen[place + bytes[i]!] = 1
        place += symbols
      }
      // The end of an id sorts before any byte, with rank 0.
      if (length < deepest) seen[length * symbols] = 1
      start += length
    }
  })
  return { seen, longest }
}

function rankedSymbols(seen: Uint8Array): { rank: Uint16Array; radix: Uint16Array } {
  const rank = new Uint16Array(seen.length)
  const radix = new Uint16Array(deepest)
  for (let place = 0; place < deepest; place++) {
    let next = 0
    for (let symbol = 0; symbol < symbols; symbol++) {
      const at = place * symbols + symbol
      if (seen[at] === 1) rank[at] = next++
    }
    radix[place] = Math.max(1, next)
  }
  return { rank, radix }
}
