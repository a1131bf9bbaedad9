// Confidence intervals from an estimate and its standard error: normal, and Student's t where the degrees of freedom are few.

/** Lower and upper end, in the unit of the estimate. */
export type Interval = readonly [number, number]

/**
 * Interval by the normal distribution, as R's `confint` gives by default.
 *
 * @param level coverage, (0, 1)
 * @example normalInterval(50, 10, 0.95).map(end => end.toFixed(4)).join(' ') // => '30.4004 69.5996'
 */
export function normalInterval(estimate: number, standardError: number, level = 0.95): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError
  return [estimate - reach, estimate + reach]
}

/**
 * Interval by Student's t with `df` degrees of freedom (elements minus strata in a stratified design).
 *
 * @example studentInterval(50, 10, 4).map(end => end.toFixed(4)).join(' ') // => '22.2355 77.7645'
 */
export function studentInterval(estimate: number, standardError: number, df: number, level = 0.95): Interval {
  const reach = studentQuantile((1 + level) / 2, df) * standardError
  return [estimate - reach, estimate + reach]
}

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
 * @source Wichura, Algorithm AS 241 (1988), routine PPND16
 * @throws RangeError when p is not between 0 and 1
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

/**
 * Quantile of Student's t distribution, by Newton's method on its distribution function.
 *
 * @param p probability, (0, 1)
 * @param df degrees of freedom, above 0; Infinity gives the normal quantile
 * @throws RangeError when p or df is out of range
 * @example studentQuantile(0.975, 10).toFixed(9) // => '2.228138852'
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('studentQuantile requires p between 0 and 1')
  if (!(df > 0)) throw new RangeError('studentQuantile requires df above 0')
  if (p === 0.5) return 0
  if (p < 0.5) return -studentQuantile(1 - p, df)
  if (df >= 1000) return nearlyNormal(normalQuantile(p), df)
  // Bisection in a bracket that Newton may leave: few degrees of freedom have very long tails.
  let low = 0
  let high = 1
  while (upperTail(high, df) > 1 - p) {
    low = high
    high *= 2
  }
  let t = (low + high) / 2
  for (let step = 0; step < 200; step++) {
    const excess = upperTail(t, df) - (1 - p)
    if (excess > 0) low = t
    else high = t
    const next = t + excess / studentDensity(t, df)
    const inside = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(inside - t) <= 4e-16 * t) return inside
    t = inside
  }
  return t
}

/** Cornish-Fisher expansion in 1/df: exact to the last digits where the log-gamma differences below would cancel. */
function nearlyNormal(z: number, df: number): number {
  const s = z * z
  const first = (z * (s + 1)) / 4
  const second = (z * ((5 * s + 16) * s + 3)) / 96
  const third = (z * (((3 * s + 19) * s + 17) * s - 15)) / 384
  const fourth = (z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945)) / 92_160
  return z + (first + (second + (third + fourth / df) / df) / df) / df
}

/** P(T > t) for t ≥ 0. */
const upperTail = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2

const studentDensity = (t: number, df: number): number =>
  Math.exp(
    logGamma((df + 1) / 2) -
      logGamma(df / 2) -
      0.5 * Math.log(df * Math.PI) -
      ((df + 1) / 2) * Math.log1p((t * t) / df),
  )

/** Regularised incomplete beta function, by the continued fraction of Abramowitz & Stegun 26.5.8 (modified Lentz). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return front * fraction
}

/** ln Γ(x) for x > 0: Stirling's series after shifting the argument above 10. */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  while (at < 10) {
    shift -= Math.log(at)
    at += 1
  }
  const inverse = 1 / (at * at)
  const series =
    (1 / 12 -
      inverse *
        (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - inverse * (691 / 360360)))))) /
    at
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series
}
