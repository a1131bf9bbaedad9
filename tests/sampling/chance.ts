// Random numbers for simulations: SHA-256 of a seed and a counter, so that every run on every machine draws the same.
import { sha256Compression } from '../../sampling/sha256.ts'

/** Uniform numbers from a seed. */
export interface Chance {
  /** Uniform on (0, 1), 32 bits. */
  uniform(): number
  /** Whole number from 0 to below `limit`. */
  below(limit: number): number
  /** Standard normal (Box–Muller). */
  normal(): number
  /** The first n of a random order of 0 … size − 1, each subset equally likely. */
  sample(n: number, size: number): Int32Array
}

export function createChance(seed: string): Chance {
  const block = new Uint8Array(64)
  new TextEncoder().encodeInto(seed, block)
  const state = new Int32Array(8)
  const counter = new DataView(block.buffer)
  let count = 0
  let used = 8
  const word = (): number => {
    if (used === 8) {
      counter.setUint32(56, count++)
      state.set(sha256Compression.initial)
      sha256Compression.compress(state, block, 0)
      used = 0
    }
    return state[used++]! >>> 0
  }
  const uniform = (): number => (word() + 0.5) / 2 ** 32
  const below = (limit: number): number => Math.floor(uniform() * limit)
  // A shuffle may begin at any order, so the last one serves again.
  const orders = new Map<number, Int32Array>()
  const orderOf = (size: number): Int32Array => {
    let order = orders.get(size)
    if (!order) orders.set(size, (order = Int32Array.from({ length: size }, (_, i) => i)))
    return order
  }
  return {
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    sample(n, size) {
      const order = orderOf(size)
      for (let k = 0; k < n; k++) {
        const j = k + below(size - k)
        const swapped = order[j]!
        order[j] = order[k]!
        order[k] = swapped
      }
      return order.slice(0, n)
    },
  }
}
