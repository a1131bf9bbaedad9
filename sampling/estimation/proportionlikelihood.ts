// Likelihood intervals of a proportion: the binomial log likelihood, its deviance scaled by the design effect (Rao and Scott).
import { fQuantile } from '../distribution/chisquare.ts'
import { normalTails } from '../distribution/normal.ts'
import type { Interval } from '../interval.ts'
import { cubicSpline } from './spline.ts'

/** Signed root of the scaled deviance, at log odds θ, of n elements with proportion p. */
const rootDeviance = (p: number, n: number, theta: number): number => {
  const q = 1 / (1 + Math.exp(-theta))
  const rest = 1 / (1 + Math.exp(theta))
  const deviance = 2 * (n - 1) * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / rest))
  return Math.sign(theta - logOdds(p)) * Math.sqrt(Math.max(0, deviance))
}

const logOdds = (p: number): number => Math.log(p / (1 - p))
const share = (theta: number): number => 1 / (1 + Math.exp(-theta))

/** Where the root deviance must end: t · √(design effect); the dispersion n/(n − 1) is in the deviance above. */
const cutoffOf = (p: number, standardError: number, n: number, t: number): number =>
  t * standardError * Math.sqrt(n / (p * (1 - p)))

/** The two proportions at which the scaled deviance is t², to full precision. @internal */
export function exactLikelihoodInterval(p: number, standardError: number, n: number, t: number): Interval {
  const cutoff = cutoffOf(p, standardError, n, t)
  const rootAt = (goal: number): number => {
    let near = logOdds(p)
    let far = near + Math.sign(goal)
    while (Math.abs(rootDeviance(p, n, far)) < cutoff) far += far - near
    for (let step = 0; step < 200; step++) {
      const middle = (near + far) / 2
      if (middle === near || middle === far) break
      if (Math.abs(rootDeviance(p, n, middle)) < cutoff) near = middle
      else far = middle
    }
    return share((near + far) / 2)
  }
  return [rootAt(-cutoff), rootAt(cutoff)]
}

const mostSteps = 10

/**
 * The same, read off a profile as R does it: the root deviance on a grid of the log odds, a cubic spline through it at three
 * times as many points, straight lines between those.
 *
 * @param relativeCount weight over mean weight, from which R takes the design effect
 * @source Venables & Ripley, Modern Applied Statistics with S, 8.4; the grid by what R prints
 * @internal
 */
export function profiledLikelihoodInterval(
  p: number,
  standardError: number,
  n: number,
  t: number,
  relativeCount = n,
): Interval {
  const cutoff = cutoffOf(p, standardError, relativeCount, t)
  const furthest = Math.sqrt(fQuantile(1 - normalTails(cutoff).upper / 2, 1, n - 1))
  const step = ((furthest / 5) * standardError) / (p * (1 - p))
  const centre = logOdds(p)
  const grid = [{ theta: centre, root: 0 }]
  for (const side of [-1, 1]) {
    for (let k = 1; k <= mostSteps; k++) {
      const theta = centre + side * k * step
      const root = rootDeviance(p, n, theta)
      if (side < 0) grid.unshift({ theta, root })
      else grid.push({ theta, root })
      if (Math.abs(root) > furthest) break
    }
  }
  const spline = cubicSpline(
    grid.map(point => point.theta),
    grid.map(point => point.root),
  )
  const points = 3 * grid.length
  const [first, last] = [grid[0]!.theta, grid.at(-1)!.theta]
  const at = (k: number): number => first + ((last - first) * k) / (points - 1)
  const read = (goal: number): number => {
    for (let k = 1; k < points; k++) {
      const [low, high] = [spline(at(k - 1)), spline(at(k))]
      if (goal >= low && goal <= high) return share(at(k - 1) + ((at(k) - at(k - 1)) * (goal - low)) / (high - low))
    }
    return NaN
  }
  const [low, high] = [read(-cutoff), read(cutoff)]
  return Number.isNaN(low) || Number.isNaN(high) ? exactLikelihoodInterval(p, standardError, n, t) : [low, high]
}
