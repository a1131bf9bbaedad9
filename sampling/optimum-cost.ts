// The optimum under a budget, where an interview costs more in some strata than in others.
import { allocationVariance } from './optimum.ts'
import { boxShares, type Limits } from './shares.ts'

export interface CostInput {
  /** Elements per stratum. */
  readonly N: readonly number[]
  /** Standard deviation per stratum. */
  readonly sd: readonly number[]
  /** Cost of one element per stratum, above 0, in the unit of the budget. */
  readonly cost: readonly number[]
  readonly budget: number
  /** Bounds in elements per stratum; without them n may be anything above 0, even above N. */
  readonly limits?: readonly Limits[]
}

export interface CostOptimum {
  /** Continuous optimum per stratum. */
  readonly real: readonly number[]
  /** Whole numbers within the budget: the floor of `real`, then the step that saves most per cost while money lasts. */
  readonly whole: readonly number[]
  /** What `real` costs: the budget, unless the maxima leave some of it unspent. */
  readonly spent: number
  readonly variance: number
}

/**
 * Least variance of a total for a budget: n_h ∝ N_h S_h / √c_h, inside bounds. `whole` never exceeds the budget; it is the
 * usual rounding and may miss the whole-number optimum by a step.
 *
 * @param input by stratum: N elements, sd standard deviation (0 or more), cost per element (above 0); budget in the unit of cost
 * @returns sample sizes by stratum, real and whole
 * @throws RangeError for a cost of 0 or less, or a budget that does not pay for the minima
 * @source Cochran (1977), Sampling Techniques, ch. 5.5
 * @example costOptimum({ N: [400, 100], sd: [10, 20], cost: [1, 4], budget: 80 }).real.map(n => n.toFixed(2)) // => ['40.00', '10.00']
 */
export function costOptimum({ N, sd, cost, budget, limits }: CostInput): CostOptimum {
  if (!cost.every(value => value > 0 && Number.isFinite(value))) {
    throw new RangeError('costOptimum requires costs above 0')
  }
  const bounds = limits ?? N.map(() => ({ low: 0, high: Infinity }))
  const least = bounds.reduce((sum, { low }, i) => sum + low * cost[i]!, 0)
  const most = bounds.reduce((sum, { high }, i) => sum + high * cost[i]!, 0)
  if (!(budget > 0 && budget >= least)) throw new RangeError('costOptimum requires a budget that pays for the minima')
  // In money the shares go by N S √c, so that bounds in elements become bounds in money.
  const importance = N.map((size, i) => size * sd[i]! * Math.sqrt(cost[i]!))
  const inMoney = bounds.map(({ low, high }, i) => ({ low: low * cost[i]!, high: high * cost[i]! }))
  const money = boxShares(Math.min(budget, most), importance, inMoney)
  const real = money.map((amount, i) => amount / cost[i]!)
  const spent = money.reduce((sum, amount) => sum + amount, 0)
  const whole = wholeWithin(budget, { N, sd, cost }, bounds, real)
  return { real, whole, spent, variance: allocationVariance(N, sd, real) }
}

function wholeWithin(
  budget: number,
  { N, sd, cost }: Pick<CostInput, 'N' | 'sd' | 'cost'>,
  bounds: readonly Limits[],
  real: readonly number[],
): number[] {
  const whole = real.map((n, i) => Math.max(bounds[i]!.low, Math.floor(n * (1 + 1e-12))))
  let left = budget - whole.reduce((sum, n, i) => sum + n * cost[i]!, 0)
  for (;;) {
    let [best, bestAt] = [0, -1]
    whole.forEach((n, i) => {
      if (n + 1 > bounds[i]!.high || cost[i]! > left * (1 + 1e-12)) return
      const saved = (N[i]! * sd[i]!) ** 2 / (n === 0 ? 2 ** -500 : n * (n + 1)) / cost[i]!
      if (saved > best) [best, bestAt] = [saved, i]
    })
    if (bestAt < 0) return whole
    whole[bestAt]!++
    left -= cost[bestAt]!
  }
}
