// Conditional Poisson figures to the digits that R prints: R stops its fixed point early, so exact values differ from R's by up to some 1e-6.
// For comparing with R alone; draws and library calls use workingProbabilities() and jointConditionalPoisson(), which go to the end.
import { filled, withCertainties, type JointProbabilities } from '../joint.ts'
import { conditionalInclusion, openElements } from '../method/conditional.ts'

export interface ConditionalReference {
  /** Working probabilities, 1 for certainties. */
  readonly working: Float64Array
  readonly joint: JointProbabilities
}

/**
 * Working probabilities by the undamped fixed point, stopped at Σ |misfit| ≤ 1e-6, and joint probabilities from them by the quotient
 * formula π_ij = (γ_i π_j − γ_j π_i) / (γ_i − γ_j), γ the working odds; elements of equal odds share what is left of their row.
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum n
 * @source Chen, Dempster and Liu (1994); Aires (1999); Deville (2000)
 * @internal
 * @example conditionalReference([0.5, 0.5, 0.5, 0.5]).joint[0][1].toFixed(12) // => '0.166666666667'
 */
export function conditionalReference(probability: ArrayLike<number>): ConditionalReference {
  const elements = openElements(probability)
  const { open, probability: wanted, n } = elements
  let p = wanted
  for (let round = 0, misfit = n === 0 ? 0 : Infinity; misfit > 1e-6 && round < 10_000; round++) {
    const reached = conditionalInclusion(p, n)
    misfit = wanted.reduce((total, target, i) => total + Math.abs(target - reached[i]!), 0)
    p = p.map((value, i) => value + wanted[i]! - reached[i]!)
  }
  const working = Float64Array.from({ length: probability.length }, (_, i) => probability[i]!)
  for (const [k, i] of open.entries()) working[i] = p[k]!
  return { working, joint: withCertainties(elements, probability, quotients(p, wanted, n)) }
}

function quotients(p: Float64Array, inclusion: Float64Array, n: number): Float64Array[] {
  if (n < 2) return filled(p.length, () => 0)
  const odds = p.map(value => value / (1 - value))
  const joint = filled(p.length, (i, j) => {
    const [a, b] = [odds[i]!, odds[j]!]
    // Equal up to rounding; the quotient of two such odds would be noise.
    return Math.abs(a - b) <= 1e-10 * a ? NaN : (a * inclusion[j]! - b * inclusion[i]!) / (a - b)
  })
  return joint.map((row, i) => {
    row[i] = 0
    const known = row.reduce((sum, both) => (Number.isNaN(both) ? sum : sum + both), 0)
    const equal = row.reduce((count, both) => (Number.isNaN(both) ? count + 1 : count), 0)
    const share = ((n - 1) * inclusion[i]! - known) / equal
    return row.map(both => (Number.isNaN(both) ? share : both))
  })
}
