// Weighted sums of estimates: differences and composites of one design, with covariance; composites of independent designs.

/** Estimates with their covariance matrix, in one order. */
export interface JointEstimates {
  readonly estimate: ArrayLike<number>
  readonly covariance: readonly (readonly number[])[]
}

/** A weighted sum of estimates. */
export interface Contrast {
  readonly estimate: number
  readonly standardError: number
  /** Standard error if the estimates were independent: what leaving the covariances out would give. */
  readonly ifIndependent: number
}

/**
 * A contrast or composite Σaθ of estimates from one design: variance a′Va. Coefficients of 0 leave an estimate out, even a NaN.
 *
 * @param coefficients one for each estimate, in their order
 * @returns estimate and standard error in the unit of the estimates
 * @throws RangeError when there is not one coefficient for each estimate
 * @source R survey `svycontrast`
 * @example estimateContrast({ estimate: [5, 3], covariance: [[4, 1], [1, 9]] }, [1, -1]).standardError.toFixed(4) // => '3.3166'
 */
export function estimateContrast({ estimate, covariance }: JointEstimates, coefficients: readonly number[]): Contrast {
  if (coefficients.length !== estimate.length)
    throw new RangeError('estimateContrast requires one coefficient for each estimate')
  let sum = 0
  let variance = 0
  let alone = 0
  coefficients.forEach((a, j) => {
    if (a === 0) return
    sum += a * estimate[j]!
    alone += a * a * covariance[j]![j]!
    coefficients.forEach((b, k) => {
      if (b !== 0) variance += a * b * covariance[j]![k]!
    })
  })
  // Rounding may leave a variance of 0 a little below.
  const root = (value: number): number => Math.sqrt(value < 0 && value > -1e-12 * alone ? 0 : value)
  return { estimate: sum, standardError: root(variance), ifIndependent: Math.sqrt(alone) }
}

/** An estimate of one of several independent designs. */
export interface IndependentEstimate {
  readonly estimate: number
  readonly standardError: number
  /** Degrees of freedom of its standard error. */
  readonly df: number
}

/**
 * A weighted sum of estimates from independent samples, with the degrees of freedom of Welch and Satterthwaite.
 *
 * @param coefficients one for each estimate
 * @returns estimate and standard error in the unit of the parts, degrees of freedom
 * @throws RangeError when there is not one coefficient for each estimate
 * @source Satterthwaite, Biometrics Bulletin 2 (1946), 110–114
 * @example
 * estimateIndependentComposite([{ estimate: 5, standardError: 1, df: 9 }, { estimate: 3, standardError: 1, df: 9 }], [1, -1]).df // => 18
 */
export function estimateIndependentComposite(
  parts: readonly IndependentEstimate[],
  coefficients: readonly number[],
): IndependentEstimate {
  if (coefficients.length !== parts.length)
    throw new RangeError('estimateIndependentComposite requires one coefficient for each estimate')
  let estimate = 0
  let variance = 0
  let spread = 0
  parts.forEach((part, k) => {
    const a = coefficients[k]!
    if (a === 0) return
    const own = (a * part.standardError) ** 2
    estimate += a * part.estimate
    variance += own
    spread += (own * own) / part.df
  })
  return { estimate, standardError: Math.sqrt(variance), df: (variance * variance) / spread }
}
