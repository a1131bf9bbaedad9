// The regularised incomplete beta function and the quantile of the beta distribution, both tails to about 13 digits.
import { deviance, logGamma, stirlingError, type Tails } from './gamma.ts'
import { solveTail } from './solve.ts'

/** x^a y^b / B(a, b), y = 1 − x; `lead` = a y − b x. Logarithms are of deviations from the mean (Loader 2000). */
function power(x: number, y: number, a: number, b: number, lead: number): number {
  const n = a + b
  if (Math.min(a, b) < 1e-3)
    return Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(n) - logGamma(a) - logGamma(b))
  const scale = Math.sqrt((a / n) * (b / (2 * Math.PI)))
  const rest = stirlingError(n) - stirlingError(a) - stirlingError(b)
  return scale * Math.exp(rest - deviance(a, n * x, lead) - deviance(b, n * y, -lead))
}

/**
 * Regularised incomplete beta function I_x(a, b) as `lower`, 1 − I as `upper`, each to full relative precision.
 *
 * @param x 0 to 1
 * @param a first shape, above 0
 * @param b second shape, above 0
 * @param y 1 − x, where it is known more exactly than the subtraction gives
 * @returns both tails, [0, 1]
 * @throws RangeError when an argument is out of range
 * @source DiDonato & Morris, Algorithm 708 (1992), equations 9 and 13; R `pbeta`
 * @example incompleteBeta(0.3, 2, 5).lower.toFixed(6) // => '0.579825'
 */
export function incompleteBeta(x: number, a: number, b: number, y: number = 1 - x): Tails {
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity)) throw new RangeError('incompleteBeta requires a and b above 0')
  if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) throw new RangeError('incompleteBeta requires x between 0 and 1')
  if (x === 0) return { lower: 0, upper: 1 }
  if (y === 0) return { lower: 1, upper: 0 }
  // a y − b x from the smaller of x and y, which carries the more digits.
  const lead = x < y ? a - (a + b) * x : (a + b) * y - b
  const front = power(x, y, a, b, lead)
  if (lead < 0) {
    const upper = oneSide(y, x, b, a, -lead, front)
    return { lower: upper > 0.99 ? oneSide(x, y, a, b, lead, front) : 1 - upper, upper }
  }
  const lower = oneSide(x, y, a, b, lead, front)
  return { lower, upper: lower > 0.99 ? oneSide(y, x, b, a, -lead, front) : 1 - lower }
}

/** I_x(a, b), best for x at or below the mean a/(a + b). */
function oneSide(x: number, y: number, a: number, b: number, lead: number, front: number): number {
  if (b <= 1 ? x <= 0.9 : b * x <= 0.7 && x < 0.9) return front * Math.exp(-b * Math.log1p(-x)) * series(x, a, b)
  return front / fraction(x, y, a, b, lead)
}

/** Σ of the power series of I_x(a, b) B(a, b) / x^a. */
function series(x: number, a: number, b: number): number {
  let term = 1
  let sum = 1 / a
  for (let n = 1; n <= 100_000; n++) {
    term *= ((n - b) * x) / n
    const add = term / (a + n)
    sum += add
    if (Math.abs(add) < sum * 1e-17) break
  }
  return sum
}

/** x^a y^b / (B(a, b) I_x(a, b)) as a continued fraction (modified Lentz). */
function fraction(x: number, y: number, a: number, b: number, lead: number): number {
  const bottom = (m: number): number =>
    m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) / (a + 2 * m + 1)) * (lead + 1 + m * (1 + y))
  let value = (a / (a + 1)) * (lead + 1) || 1e-300
  let c = value
  let d = 0
  for (let m = 1; m <= 1_000_000; m++) {
    const under = a + 2 * m - 1
    const top = ((a + m - 1) / under) * ((a + b + m - 1) / under) * m * (b - m) * x * x
    const next = bottom(m)
    d = 1 / (next + top * d || 1e-300)
    c = next + top / c || 1e-300
    value *= c * d
    if (Math.abs(c * d - 1) < 2e-16) break
  }
  return value
}

/** A point of the unit interval with its complement. */
export interface UnitPoint {
  readonly x: number
  readonly y: number
}

/**
 * Quantile of the beta distribution.
 *
 * @param p probability, [0, 1]
 * @param a first shape, above 0
 * @param b second shape, above 0
 * @returns the x with P(X ≤ x) = p, [0, 1]
 * @throws RangeError when an argument is out of range
 * @source R `qbeta`
 * @example betaQuantile(0.975, 3, 8).toFixed(10) // => '0.5560954623'
 */
export const betaQuantile = (p: number, a: number, b: number): number => betaPoint(p, 1 - p, a, b).x

/**
 * Where the beta distribution has `lower` below and `upper` = 1 − lower above, with the complement of that point.
 *
 * @internal
 */
export function betaPoint(lower: number, upper: number, a: number, b: number): UnitPoint {
  if (!(lower >= 0 && lower <= 1)) throw new RangeError('betaQuantile requires p between 0 and 1')
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity)) throw new RangeError('betaQuantile requires a and b above 0')
  if (lower === 0) return { x: 0, y: 1 }
  if (upper === 0) return { x: 1, y: 0 }
  const sign = lower <= upper ? 1 : -1
  const at = (u: number) => {
    const { x, y } = unlogit(u)
    const lead = x < y ? a - (a + b) * x : (a + b) * y - b
    const tails = incompleteBeta(x, a, b, y)
    return { tail: sign === 1 ? tails.lower : tails.upper, slope: sign * power(x, y, a, b, lead) }
  }
  return unlogit(solveTail(at, Math.min(lower, upper), Math.log(a / b)))
}

const unlogit = (u: number): UnitPoint => ({ x: 1 / (1 + Math.exp(-u)), y: 1 / (1 + Math.exp(u)) })
