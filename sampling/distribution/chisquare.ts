// The chi-square and F distributions: both tails, and quantiles.
import { betaPoint, incompleteBeta } from './beta.ts'
import { gammaDensity, incompleteGamma, type Tails } from './gamma.ts'
import { solveTail } from './solve.ts'

/**
 * Both tails of the chi-square distribution.
 *
 * @param x 0 or more
 * @param df degrees of freedom, above 0, whole or not
 * @returns both tails, [0, 1]
 * @throws RangeError when an argument is out of range
 * @source R `pchisq`
 * @example chiSquareTails(3.841458820694124, 1).upper.toFixed(12) // => '0.050000000000'
 */
export function chiSquareTails(x: number, df: number): Tails {
  if (!(x >= 0)) throw new RangeError('chiSquareTails requires x of 0 or more')
  if (!(df > 0 && df < Infinity)) throw new RangeError('chiSquareTails requires df above 0')
  return incompleteGamma(df / 2, x / 2)
}

/**
 * Quantile of the chi-square distribution.
 *
 * @param p probability, [0, 1]
 * @param df degrees of freedom, above 0
 * @returns the x with P(X ≤ x) = p; Infinity for p = 1
 * @throws RangeError when an argument is out of range
 * @source R `qchisq`
 * @example chiSquareQuantile(0.95, 1).toFixed(12) // => '3.841458820694'
 */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('chiSquareQuantile requires p between 0 and 1')
  if (!(df > 0 && df < Infinity)) throw new RangeError('chiSquareQuantile requires df above 0')
  if (p === 0) return 0
  if (p === 1) return Infinity
  const sign = p <= 0.5 ? 1 : -1
  const at = (u: number) => {
    const tails = incompleteGamma(df / 2, Math.exp(u))
    return { tail: sign === 1 ? tails.lower : tails.upper, slope: sign * gammaDensity(df / 2, Math.exp(u)) }
  }
  return 2 * Math.exp(solveTail(at, sign === 1 ? p : 1 - p, Math.log(df / 2)))
}

/**
 * Both tails of the F distribution.
 *
 * @param f 0 or more
 * @param df1 degrees of freedom above the line, above 0, whole or not
 * @param df2 degrees of freedom below it, above 0; Infinity = chi-square over df1
 * @returns both tails, [0, 1]
 * @throws RangeError when an argument is out of range
 * @source Abramowitz & Stegun 26.6.2; R `pf`
 * @example fTails(4.0718, 2, 14).upper.toFixed(8) // => '0.04037929'
 */
export function fTails(f: number, df1: number, df2: number): Tails {
  if (!(f >= 0)) throw new RangeError('fTails requires f of 0 or more')
  if (!(df1 > 0 && df1 < Infinity && df2 > 0)) throw new RangeError('fTails requires df1 and df2 above 0')
  if (df2 === Infinity) return chiSquareTails(f * df1, df1)
  const ratio = (f * df1) / df2
  if (ratio === Infinity) return { lower: 1, upper: 0 }
  return incompleteBeta(ratio / (1 + ratio), df1 / 2, df2 / 2, 1 / (1 + ratio))
}

/**
 * Quantile of the F distribution.
 *
 * @param p probability, [0, 1]
 * @param df1 degrees of freedom above the line, above 0
 * @param df2 degrees of freedom below it, above 0 or Infinity
 * @returns the f with P(F ≤ f) = p; Infinity for p = 1
 * @throws RangeError when an argument is out of range
 * @source R `qf`
 * @example fQuantile(0.95, 1, 14).toFixed(9) // => '4.600109937'
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('fQuantile requires p between 0 and 1')
  if (!(df1 > 0 && df1 < Infinity && df2 > 0)) throw new RangeError('fQuantile requires df1 and df2 above 0')
  if (df2 === Infinity) return chiSquareQuantile(p, df1) / df1
  const { x, y } = betaPoint(p, 1 - p, df1 / 2, df2 / 2)
  return (df2 / df1) * (x / y)
}
