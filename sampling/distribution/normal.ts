// The normal distribution: both tails, and quantiles by Wichura's rational functions.
import { incompleteGamma, type Tails } from './gamma.ts'

/**
 * Both tails of the standard normal distribution at z.
 *
 * @param z any number, infinite ones too
 * @returns both tails, [0, 1], each to full relative precision
 * @throws RangeError when z is NaN
 * @source Abramowitz & Stegun 26.2.1 and 6.5.16; R `pnorm`
 * @example normalTails(10).upper.toExponential(12) // => '7.619853024161e-24'
 */
export function normalTails(z: number): Tails {
  if (Number.isNaN(z)) throw new RangeError('normalTails requires a number')
  const { lower: centre, upper: outside } = incompleteGamma(0.5, (z * z) / 2)
  const far = outside / 2
  const near = z * z < 0.5 ? 0.5 + centre / 2 : 1 - far
  return z < 0 ? { lower: far, upper: near } : { lower: near, upper: far }
}

/**
 * P(Z ≤ z) of the standard normal distribution; `normalTails` gives the upper tail in full precision.
 *
 * @param z any number, infinite ones too
 * @returns probability, [0, 1]
 * @throws RangeError when z is NaN
 * @source R `pnorm`
 * @example normalCdf(1.96).toFixed(12) // => '0.975002104852'
 */
export const normalCdf = (z: number): number => normalTails(z).lower

const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
]
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
]
const NEAR_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
]
const NEAR_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const FAR_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
]

/** a₀ + a₁x + a₂x² + … */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

/**
 * Quantile of the standard normal distribution, to about 16 digits.
 *
 * @param p probability, (0, 1)
 * @returns the z with P(Z ≤ z) = p
 * @throws RangeError when p is not between 0 and 1
 * @source Wichura, Algorithm AS 241 (1988), routine PPND16
 * @example normalQuantile(0.975).toFixed(12) // => '1.959963984540'
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('normalQuantile requires p between 0 and 1')
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const size =
    r <= 5
      ? polynomial(NEAR_TOP, r - 1.6) / polynomial(NEAR_BOTTOM, r - 1.6)
      : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5)
  return q < 0 ? -size : size
}
