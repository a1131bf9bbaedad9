// The estimate of a logistic regression without covariates as R's iteration leaves it: a proportion to about nine digits.

export interface FittedProportion {
  readonly estimate: number
  /** μ(1 − μ) at the step before the last, by which R weighs the elements, over that at the estimate. */
  readonly lag: number
}

/**
 * Fitted proportion of `glm(event ~ 1, family = quasibinomial)`: weighted least squares repeated until the deviance changes by
 * less than 1e-8. Where the proportion is far from a half the last step is not taken, so that R's `svyciprop` prints, for the
 * methods logit and likelihood, a number that differs from the weighted mean in the tenth digit.
 *
 * @param event 1 or 0; NaN = left out
 * @param weight by element
 * @source McCullagh & Nelder, Generalized Linear Models, 2.5; R `glm.control`
 * @internal
 * @example fittedProportion(Float64Array.of(1, 0, 0, 0), Float64Array.of(1, 1, 1, 1)).estimate.toFixed(6) // => '0.250000'
 */
export function fittedProportion(event: Float64Array, weight: Float64Array): FittedProportion {
  const mean = weight.reduce((sum, w) => sum + w, 0) / weight.length
  let [ones, zeros] = [0, 0]
  let [above, below, deviance] = [0, 0, 0]
  event.forEach((y, i) => {
    const w = weight[i]! / mean
    if (Number.isNaN(y) || !(w > 0)) return
    if (y === 1) ones += w
    else zeros += w
    const mu = (w * y + 0.5) / (w + 1)
    const spread = mu * (1 - mu)
    above += w * (spread * Math.log(mu / (1 - mu)) + y - mu)
    below += w * spread
    deviance -= 2 * w * Math.log(y === 1 ? mu : 1 - mu)
  })
  let eta = above / below
  let spread = below / (ones + zeros)
  for (let step = 1; step < 25; step++) {
    const before = deviance
    const mu = 1 / (1 + Math.exp(-eta))
    deviance = -2 * (ones * Math.log(mu) + zeros * Math.log(1 - mu))
    if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < 1e-8) break
    spread = mu * (1 - mu)
    eta += (ones / (ones + zeros) - mu) / spread
  }
  const estimate = 1 / (1 + Math.exp(-eta))
  return { estimate, lag: spread / (estimate * (1 - estimate)) }
}
