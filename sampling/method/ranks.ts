// Simple random sampling by rank, the profile "index": numbers from a hash counter choose places in the canonical order.
import { ticketHasher, type HashName } from '../hash.ts'
import { utf8Bytes } from '../utf8.ts'

/** Uniform whole numbers from a draw key; every number used is found again from the key, the name and the counter. */
export interface RankCounter {
  /** A whole number from 0 up to, not including, `below`; 1 ≤ below ≤ 2^32. */
  next(below: number): number
}

/**
 * Whole numbers of one stratum, all equally likely, in a sequence that anybody can replay. Block c is the hash of
 * `key + ":index/" + stratum + "/" + c`, c = 0, 1, 2, …; a block is eight numbers of 32 bits, big-endian, used in turn. A number of
 * ⌊2^32 / below⌋ · below or more is passed over; any other is taken modulo `below`.
 *
 * @param key of the draw, 64 hex digits
 * @param stratum its name
 * @param hash `sha256`, or `sm3`
 * @returns `next(below)`: a whole number from 0 to below − 1
 * @throws RangeError for a key that is not 64 hex digits
 * @source von Neumann (1951), Various techniques used in connection with random digits (rejection); METHODS.md, profile `index`
 * @example rankCounter('00'.repeat(32), '甲').next(1000) === parseInt(ticketOf('00'.repeat(32), 'index/甲/0').slice(0, 8), 16) % 1000 // => true
 */
export function rankCounter(key: string, stratum: string, hash: HashName = 'sha256'): RankCounter {
  const hasher = ticketHasher(key, hash)
  const block = new Int32Array(8)
  let at = 8
  let counter = 0
  const word = (): number => {
    if (at === 8) {
      const name = utf8Bytes(`index/${stratum}/${counter++}`)
      hasher.words(name, 0, name.length, block, 0)
      at = 0
    }
    return block[at++]! >>> 0
  }
  return {
    next(below) {
      const limit = Math.floor(2 ** 32 / below) * below
      let found = word()
      while (found >= limit) found = word()
      return found % below
    },
  }
}

/**
 * Distinct ranks of a stratum, in order of selection: pick j (from 0) swaps place j with place j + next(N − j) and takes what now stands there,
 * the places holding 0 … N − 1 at the start.
 *
 * @param counter of the stratum
 * @param N elements of the stratum
 * @param take how many ranks, at most N
 * @returns `take` ranks, 0 to N − 1
 * @throws RangeError when take is not between 0 and N
 * @source Fisher and Yates (1938); Durstenfeld (1964), Algorithm 235: Random permutation
 * @example drawRanks(rankCounter('00'.repeat(32), '甲'), 5, 5).toSorted() // => new Uint32Array([0, 1, 2, 3, 4])
 */
export function drawRanks(counter: RankCounter, N: number, take: number): Uint32Array {
  if (!(take >= 0 && take <= N)) throw new RangeError('drawRanks requires take between 0 and N')
  const ranks = new Uint32Array(take)
  // Only places that were moved are remembered, unless that is most of them.
  const moved = take > N / 8 ? Uint32Array.from({ length: N }, (_, i) => i) : new Map<number, number>()
  for (let j = 0; j < take; j++) {
    const other = j + counter.next(N - j)
    if (moved instanceof Map) {
      ranks[j] = moved.get(other) ?? other
      moved.set(other, moved.get(j) ?? j)
      moved.delete(j)
    } else {
      ranks[j] = moved[other]!
      moved[other] = moved[j]!
    }
  }
  return ranks
}
