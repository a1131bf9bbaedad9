// The gamma function's logarithm and the regularised incomplete gamma function, both tails to about 14 digits.

/** A probability and its complement, each with its own full relative precision. */
export interface Tails {
  /** P(X ≤ x). */
  readonly lower: number
  /** P(X > x). */
  readonly upper: number
}

const halfLogTwoPi = 0.9189385332046728

// ζ(k) − 1 for k = 2, 3, …: the Taylor series of ln Γ(1 + z) + ln(1 + z) about 0.
const zetaLessOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10, 4.656629065033784e-10,
] as const
const eulerGamma = 0.5772156649015329

/** ln Γ(1 + z) for |z| ≤ 1/2, exact also near its zeros at z = 0 and z = 1. */
function logGammaNearOne(z: number): number {
  let sum = 0
  for (let i = zetaLessOne.length - 1; i >= 0; i--)
    sum = (i % 2 === 0 ? zetaLessOne[i]! / (i + 2) : -zetaLessOne[i]! / (i + 2)) + z * sum
  return z * (1 - eulerGamma) - Math.log1p(z) + z * z * sum
}

const stirlingSeries = (x: number): number => {
  const r = 1 / (x * x)
  const tail = 1 / 1188 - r * (691 / 360_360 - r * (1 / 156 - r * (3617 / 122_400 - r * (43_867 / 244_188))))
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * tail)))) / x
}

/**
 * ln Γ(x), the natural logarithm of the gamma function.
 *
 * @param x above 0
 * @returns ln Γ(x); Infinity for Infinity
 * @throws RangeError when x is not above 0
 * @source Abramowitz & Stegun 6.1.33 and 6.1.41; R `lgamma`
 * @example logGamma(10).toFixed(12) // => '12.801827480081'
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError('logGamma requires x above 0')
  if (x < 0.5) return logGammaNearOne(x) - Math.log(x)
  if (x <= 1.5) return logGammaNearOne(x - 1)
  if (x <= 2.5) return logGammaNearOne(x - 2) + Math.log1p(x - 2)
  let product = 1
  let at = x
  for (; at < 12; at += 1) product *= at
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + stirlingSeries(at) - Math.log(product)
}

/** δ(x) in Γ(x) = √(2π/x) (x/e)ˣ exp(δ(x)): what Stirling's formula leaves out. @internal */
export function stirlingError(x: number): number {
  return x >= 12 ? stirlingSeries(x) : logGamma(x) - ((x - 0.5) * Math.log(x) - x + halfLogTwoPi)
}

/**
 * a ln(a/m) − (a − m), the deviance of a from m, both above 0, without cancellation where they are near; `ahead` = a − m.
 *
 * @internal
 */
export function deviance(a: number, m: number, ahead: number): number {
  if (ahead > m) return a * (m < 1e-290 ? Math.log(a) - Math.log(m) : Math.log(a / m)) - ahead
  if (Math.abs(ahead) > 0.1 * m) return a * Math.log1p(ahead / m) - ahead
  // ln(a/m) = 2 artanh(v), v = ahead/(a + m): the terms left after `ahead` is taken off.
  const v = ahead / (2 * m + ahead)
  const square = v * v
  let sum = 0
  for (let k = 17; k >= 3; k -= 2) sum = 1 / k + square * sum
  return (m + ahead) * 2 * v * square * sum + ahead * v
}

/**
 * x^a e^−x / Γ(a), which is x times the density of the gamma distribution, by the deviance of a from x (Loader 2000), which stays exact where both are large.
 *
 * @internal
 */
export function gammaDensity(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, x, a - x))
}

/**
 * Regularised incomplete gamma function P(a, x) and Q(a, x) = 1 − P, each to full relative precision.
 *
 * @param a shape, above 0
 * @param x 0 or more; Infinity allowed
 * @returns both tails, [0, 1]
 * @throws RangeError when a or x is out of range
 * @source Abramowitz & Stegun 6.5.29 and 6.5.31; Loader, Fast and accurate computation of binomial probabilities (2000)
 * @example incompleteGamma(2, 3).upper.toFixed(12) // => '0.199148273471'
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && a < Infinity)) throw new RangeError('incompleteGamma requires a above 0')
  if (!(x >= 0)) throw new RangeError('incompleteGamma requires x of 0 or more')
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = gammaDensity(a, x)
  if (x >= a + 1) {
    const upper = front * upperFraction(a, x)
    return { lower: 1 - upper, upper }
  }
  let term = 1 / a
  let sum = term
  for (let k = 1; term > sum * 1e-17; k++) sum += term *= x / (a + k)
  const lower = front * sum
  return { lower, upper: lower > 0.99 && x > 0.05 ? front * upperFraction(a, x) : 1 - lower }
}

/** Γ(a, x) / (x^a e^−x) as a continued fraction (modified Lentz). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = b === 0 ? 1e300 : 1 / b
  let fraction = d
  for (let k = 1; k <= 1_000_000; k++) {
    const factor = -k * (k - a)
    b += 2
    d = 1 / (factor * d + b || 1e-300)
    c = b + factor / c || 1e-300
    const change = c * d
    fraction *= change
    if (Math.abs(change - 1) < 2e-16) break
  }
  return fraction
}
