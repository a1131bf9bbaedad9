// Student's t distribution with any positive degrees of freedom: both tails, and quantiles.
import { incompleteBeta } from './beta.ts'
import { stirlingError, type Tails } from './gamma.ts'
import { normalQuantile, normalTails } from './normal.ts'
import { solveTail } from './solve.ts'

/**
 * Both tails of Student's t distribution at t.
 *
 * @param t any number, infinite ones too
 * @param df degrees of freedom, above 0, whole or not; Infinity is the normal distribution
 * @returns both tails, [0, 1]
 * @throws RangeError when df is not above 0, or t is NaN
 * @source Abramowitz & Stegun 26.7.1; R `pt`
 * @example studentTails(-3, 4.5).lower.toFixed(10) // => '0.0171904339'
 */
export function studentTails(t: number, df: number): Tails {
  if (!(df > 0)) throw new RangeError('studentTails requires df above 0')
  if (Number.isNaN(t)) throw new RangeError('studentTails requires a number')
  if (df === Infinity) return normalTails(t)
  const outside = twoSided(Math.abs(t), df)
  const far = outside.lower / 2
  const near = 0.5 + outside.upper / 2
  return t < 0 ? { lower: far, upper: near } : { lower: near, upper: far }
}

/** P(|T| > t) as `lower`, P(|T| ≤ t) as `upper`, for t ≥ 0. */
function twoSided(t: number, df: number): Tails {
  const ratio = t * (t / df)
  return ratio === Infinity ? { lower: 0, upper: 1 } : incompleteBeta(1 / (1 + ratio), df / 2, 0.5, ratio / (1 + ratio))
}

/**
 * P(T ≤ t) of Student's t distribution.
 *
 * @param t any number, infinite ones too
 * @param df degrees of freedom, above 0
 * @returns probability, [0, 1]
 * @throws RangeError when df is not above 0, or t is NaN
 * @source Abramowitz & Stegun 26.7.1; R `pt`
 * @example studentCdf(2.228138852, 10).toFixed(9) // => '0.975000000'
 */
export const studentCdf = (t: number, df: number): number => studentTails(t, df).lower

/**
 * Quantile of Student's t distribution.
 *
 * @param p probability, (0, 1); for the upper tail take −studentQuantile(p), which keeps its digits
 * @param df degrees of freedom, above 0; Infinity gives the normal quantile
 * @returns the t with P(T ≤ t) = p
 * @throws RangeError when p or df is out of range
 * @source R `qt`
 * @example studentQuantile(0.975, 10).toFixed(9) // => '2.228138852'
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('studentQuantile requires p between 0 and 1')
  if (!(df > 0)) throw new RangeError('studentQuantile requires df above 0')
  if (p === 0.5) return 0
  if (df === Infinity) return normalQuantile(p)
  const tail = p < 0.5 ? p : 1 - p
  const t = tail > 0.25 ? fromCentre(p < 0.5 ? 1 - 2 * p : 2 * p - 1, df) : fromTail(tail, df)
  return p < 0.5 ? -t : t
}

/** t with P(T > t) = tail. */
function fromTail(tail: number, df: number): number {
  const at = (u: number) => {
    const t = Math.exp(u)
    return { tail: twoSided(t, df).lower / 2, slope: -t * studentDensity(t, df) }
  }
  return Math.exp(solveTail(at, tail, Math.log(-normalQuantile(tail))))
}

/** t with P(|T| ≤ t) = centre, which keeps its digits near 0. */
function fromCentre(centre: number, df: number): number {
  const at = (u: number) => {
    const t = Math.exp(u)
    return { tail: twoSided(t, df).upper, slope: 2 * t * studentDensity(t, df) }
  }
  return Math.exp(solveTail(at, centre, Math.log(centre)))
}

function studentDensity(t: number, df: number): number {
  const rest = stirlingError((df + 1) / 2) - stirlingError(df / 2)
  // Γ((df+1)/2) / Γ(df/2) by Stirling's formula, which leaves no large numbers to cancel.
  const scale = 0.5 * df * Math.log1p(1 / df) - 0.5
  return Math.exp(rest + scale - ((df + 1) / 2) * Math.log1p(t * (t / df))) / Math.sqrt(2 * Math.PI)
}
