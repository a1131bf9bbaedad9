// Whole numbers in given proportions, inside bounds, with a given sum.

/**
 * Share `total` in proportion to `importance`, each share inside [low, high], made whole by largest remainder.
 * The shares are those of the continuous problem (importance times one factor, cut at the bounds); whole importances are
 * shared exactly, so that ties are ties.
 *
 * @param total a whole number between the sums of the bounds
 * @param fallback proportions to use where every importance still free is zero
 * @returns whole numbers that add up to `total`; ties in the remainder go to the earlier place
 * @example sharesInBounds(10, [1, 1, 1], [{ low: 0, high: 9 }, { low: 0, high: 9 }, { low: 0, high: 9 }]).join() // => '4,3,3'
 * @example sharesInBounds(10, [8, 1, 1], [{ low: 0, high: 5 }, { low: 0, high: 9 }, { low: 0, high: 9 }]).join() // => '5,3,2'
 */
export function sharesInBounds(
  total: number,
  importance: readonly number[],
  bounds: readonly { readonly low: number; readonly high: number }[],
  fallback: readonly number[] = importance,
): number[] {
  const { whole, remainder } = continuousShares(total, importance, bounds, fallback)
  let left = total - whole.reduce((sum, share) => sum + share, 0)
  while (left > 0) {
    const open = whole.map((_, i) => i).filter(i => whole[i]! < bounds[i]!.high)
    if (open.length === 0) throw new RangeError('sharesInBounds requires a total that the bounds allow')
    open.sort((a, b) => remainder[b]! - remainder[a]! || a - b)
    for (const i of open.slice(0, left)) whole[i]!++
    left -= Math.min(left, open.length)
    remainder.fill(0)
  }
  return whole
}

interface Shares {
  /** Whole parts of the shares, and their remainders over a common denominator. */
  readonly whole: number[]
  readonly remainder: number[]
}

// Cut at one side at a time, the side where more has to be moved; the cuts made so are final (water filling).
function continuousShares(
  total: number,
  importance: readonly number[],
  bounds: readonly { readonly low: number; readonly high: number }[],
  fallback: readonly number[],
): Shares {
  const whole = bounds.map(() => 0)
  const remainder = bounds.map(() => 0)
  let free = bounds.map((_, i) => i)
  let toShare = total
  while (free.length > 0) {
    const all = positiveSum(free, importance) > 0 ? importance : positiveSum(free, fallback) > 0 ? fallback : null
    const factor = (i: number): number => (all === null ? 1 : all[i]!)
    const denominator = free.reduce((sum, i) => sum + factor(i), 0)
    const share = (i: number): number => (toShare * factor(i)) / denominator
    const low = free.filter(i => share(i) < bounds[i]!.low)
    const high = free.filter(i => share(i) > bounds[i]!.high)
    if (low.length === 0 && high.length === 0) {
      for (const i of free) {
        const product = toShare * factor(i)
        whole[i] = Math.floor(product / denominator)
        remainder[i] = product - whole[i] * denominator
      }
      break
    }
    const missing = low.reduce((sum, i) => sum + bounds[i]!.low - share(i), 0)
    const excess = high.reduce((sum, i) => sum + share(i) - bounds[i]!.high, 0)
    const cut = missing >= excess ? low : high
    for (const i of cut) {
      whole[i] = missing >= excess ? bounds[i]!.low : bounds[i]!.high
      toShare -= whole[i]
    }
    free = free.filter(i => !cut.includes(i))
  }
  return { whole, remainder }
}

const positiveSum = (places: readonly number[], values: readonly number[]): number =>
  places.reduce((sum, i) => sum + values[i]!, 0)
