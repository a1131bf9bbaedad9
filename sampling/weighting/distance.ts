// Distances of calibration: how the factor g of a weight follows from the linear score u of its auxiliaries.
import { problem, refuse } from '../problem.ts'

export type DistanceName = 'linear' | 'raking' | 'logit'

/** g = F(u) with F(0) = 1, its slope, and its integral from any fixed point. */
export interface Distance {
  readonly factor: (u: number) => number
  /** Slope at u, given g = F(u). */
  readonly slope: (u: number, g: number) => number
  readonly integral: (u: number) => number
}

/** Least and greatest g. */
export type Bounds = readonly [number, number]

/**
 * The distance by its name: linear g = 1 + u, raking g = eᵘ, both cut at the bounds; logit runs between them smoothly.
 *
 * @param bounds lower below 1 below upper; null = none, which logit does not allow
 * @throws InputError for bounds that do not hold 1 between them, or logit without finite bounds
 * @source Deville & Särndal (1992), cases 1, 2, 6 and 7; R survey `cal.linear`, `cal.raking`, `cal.logit`
 * @internal
 * @example calibrationDistance('logit', [0.5, 2]).factor(0) // => 1
 */
export function calibrationDistance(name: DistanceName, bounds: Bounds | null): Distance {
  const [lower, upper] = bounds ?? [-Infinity, Infinity]
  if (!(lower < 1 && upper > 1)) refuse([problem('bounds_without_one', { lower: String(lower), upper: String(upper) })])
  if (name === 'logit') {
    if (!(lower > -Infinity && upper < Infinity)) refuse([problem('logit_without_bounds')])
    return logit(lower, upper)
  }
  return name === 'linear'
    ? cut({ factor: u => 1 + u, slope: () => 1, integral: u => u + (u * u) / 2 }, lower - 1, upper - 1)
    : cut({ factor: Math.exp, slope: (_, g) => g, integral: Math.exp }, Math.log(Math.max(lower, 0)), Math.log(upper))
}

/** Constant beyond the scores at which the bounds are reached. */
function cut({ factor, slope, integral }: Distance, from: number, to: number): Distance {
  if (from === -Infinity && to === Infinity) return { factor, slope, integral }
  const inside = (u: number): number => (u < from ? from : u > to ? to : u)
  return {
    factor: u => factor(inside(u)),
    slope: (u, g) => (u <= from || u >= to ? 0 : slope(u, g)),
    integral(u) {
      const at = inside(u)
      return integral(at) + (u === at ? 0 : (u - at) * factor(at))
    },
  }
}

function logit(lower: number, upper: number): Distance {
  const a = (upper - lower) / ((1 - lower) * (upper - 1))
  const odds = (1 - lower) / (upper - 1)
  // Share of the way from lower to upper, written so that neither end overflows.
  const share = (u: number): number => 1 / (1 + Math.exp(-a * u) / odds)
  return {
    factor: u => lower + (upper - lower) * share(u),
    slope: (_, g) => (a * (g - lower) * (upper - g)) / (upper - lower),
    integral(u) {
      const x = a * u + Math.log(odds)
      return lower * u + ((upper - lower) / a) * (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))
    },
  }
}
