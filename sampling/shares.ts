// Whole numbers in given proportions, inside bounds, with a given sum.

/** Least and most a place may get; whole numbers. */
export interface Limits {
  readonly low: number
  readonly high: number
}

/**
 * Share `total` in proportion to `importance`, each share inside its limits, made whole by largest remainder.
 * Whole importances are shared exactly, so that ties are ties.
 *
 * @param total a whole number between the sums of the limits
 * @param overflow where the excess over a `high` goes: `proportional` shares it again in proportion (the optimum under
 * bounds), `even` deals it out one each, round by round, in order of remainder (what small strata cannot give is carried
 * by all others alike)
 * @param fallback proportions to use where every importance still free is zero
 * @returns whole numbers that add up to `total`; ties in the remainder go to the earlier place
 * @throws RangeError when the limits do not allow the total
 * @internal
 * @example sharesInBounds(10, [1, 1, 1], [{ low: 0, high: 9 }, { low: 0, high: 9 }, { low: 0, high: 9 }]).join() // => '4,3,3'
 * @example sharesInBounds(12, [8, 3, 1], [{ low: 0, high: 4 }, { low: 0, high: 9 }, { low: 0, high: 9 }]).join() // => '4,6,2'
 * @example sharesInBounds(12, [8, 3, 1], [{ low: 0, high: 4 }, { low: 0, high: 9 }, { low: 0, high: 9 }], 'even').join() // => '4,5,3'
 */
export function sharesInBounds(
  total: number,
  importance: readonly number[],
  limits: readonly Limits[],
  overflow: 'proportional' | 'even' = 'proportional',
  fallback: readonly number[] = importance,
): number[] {
  const reshared = overflow === 'even' ? limits.map(({ low }) => ({ low, high: Infinity })) : limits
  const { whole, remainder } = continuousShares(total, importance, reshared, fallback)
  whole.forEach((share, i) => (whole[i] = Math.min(share, limits[i]!.high)))
  let left = total - sum(whole)
  while (left > 0) {
    const open = whole.map((_, i) => i).filter(i => whole[i]! < limits[i]!.high)
    if (open.length === 0) break
    open.sort((a, b) => remainder[b]! - remainder[a]! || a - b)
    for (const i of open.slice(0, left)) whole[i]!++
    left -= Math.min(left, open.length)
  }
  if (left !== 0) throw new RangeError('sharesInBounds requires a total that the limits allow')
  return whole
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * Continuous shares of `total` in proportion to `importance`, each inside its limits: clamp(λ · importance, low, high) with
 * the one λ that makes the sum right. With importance N·S these are the Neyman shares inside bounds, the optimum of
 * stratified sampling when numbers need not be whole.
 *
 * @param total between the sums of the limits
 * @param fallback proportions to use where every importance still free is zero
 * @returns real numbers that add up to `total`
 * @throws RangeError when the limits do not allow the total
 * @source Gabler, Ganninger & Münnich (2012), Metrika 75; Wesołowski, Wieczorkowski & Wójciak (2022), RNABOX
 * @internal
 * @example boxShares(12, [8, 3, 1], [{ low: 0, high: 4 }, { low: 0, high: 9 }, { low: 0, high: 9 }]) // => [4, 6, 2]
 */
export function boxShares(
  total: number,
  importance: readonly number[],
  limits: readonly Limits[],
  fallback: readonly number[] = importance,
): number[] {
  const { whole, remainder, denominator } = continuousShares(total, importance, limits, fallback)
  const shares = whole.map((share, i) => share + remainder[i]! / denominator)
  if (Math.abs(sum(shares) - total) > 1e-9 * (1 + Math.abs(total))) {
    throw new RangeError('boxShares requires a total that the limits allow')
  }
  return shares
}

interface Shares {
  /** Whole parts of the shares, and their remainders over a common denominator. */
  readonly whole: number[]
  readonly remainder: number[]
  readonly denominator: number
}

// Cut at one side at a time, the side where more has to be moved; the cuts made so are final (water filling).
function continuousShares(
  total: number,
  importance: readonly number[],
  limits: readonly Limits[],
  fallback: readonly number[],
): Shares {
  const whole = limits.map(() => 0)
  const remainder = limits.map(() => 0)
  let free = limits.map((_, i) => i)
  let toShare = total
  let denominator = 1
  while (free.length > 0) {
    const factor = factors(free, importance, fallback)
    denominator = sum(free.map(factor))
    const share = (i: number): number => (toShare * factor(i)) / denominator
    const low = free.filter(i => share(i) < limits[i]!.low)
    const high = free.filter(i => share(i) > limits[i]!.high)
    if (low.length === 0 && high.length === 0) {
      for (const i of free) {
        const product = toShare * factor(i)
        whole[i] = Math.floor(product / denominator)
        remainder[i] = product - whole[i] * denominator
      }
      break
    }
    const missing = sum(low.map(i => limits[i]!.low - share(i)))
    const excess = sum(high.map(i => share(i) - limits[i]!.high))
    const [side, cut] = missing >= excess ? (['low', low] as const) : (['high', high] as const)
    for (const i of cut) {
      whole[i] = limits[i]![side]
      toShare -= whole[i]
    }
    const gone = new Set(cut)
    free = free.filter(i => !gone.has(i))
  }
  return { whole, remainder, denominator }
}

// Where nothing free has any importance, the fallback counts, and where that is zero too, all count alike.
function factors(
  free: readonly number[],
  importance: readonly number[],
  fallback: readonly number[],
): (i: number) => number {
  const chosen = [importance, fallback].find(values => free.some(i => values[i]! > 0))
  return i => (chosen === undefined ? 1 : chosen[i]!)
}
