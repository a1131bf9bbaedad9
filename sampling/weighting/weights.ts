// Weights of a sample: base weights from inclusion probabilities, and how uneven weights are (Kish).
import type { Adjustment, SurveyDesign } from '../estimation/surveydesign.ts'
import { problem, refuse } from '../problem.ts'

/** Sums and extremes of weights; `deff` and `effective` as Kish has them. */
export interface WeightFigures {
  readonly n: number
  readonly sum: number
  readonly sumsq: number
  readonly min: number
  readonly max: number
  readonly deff: number
  readonly effective: number
}

/**
 * Base weights 1/π of drawn elements.
 *
 * @param inclusionProbability by element, (0, 1]
 * @returns weights by element, 1 or more
 * @throws InputError when a probability is not in (0, 1], or missing
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 2.8
 * @example [...baseWeights(Float64Array.of(0.5, 0.1))] // => [2, 10]
 */
export function baseWeights(inclusionProbability: Float64Array): Float64Array {
  const bad = inclusionProbability.findIndex(p => !(p > 0 && p <= 1))
  if (bad >= 0) refuse([problem('probability_invalid', { element: bad + 1, value: String(inclusionProbability[bad]) })])
  return inclusionProbability.map(p => 1 / p)
}

/**
 * Design effect of uneven weights, n Σw² / (Σw)² = 1 + CV²: what weighting alone costs in variance.
 *
 * @param weight by element
 * @returns 1 or more
 * @source Kish, Weighting for unequal Pi (1992)
 * @example kishDeff([1, 1, 2, 4]) // => 1.375
 */
export function kishDeff(weight: ArrayLike<number>): number {
  const { deff } = summariseWeights(weight)
  return deff
}

/**
 * Number, sum, sum of squares, least and greatest weight, Kish's design effect and effective sample size (Σw)² / Σw².
 *
 * @param weight by element; an element with weight 0 (outside a class after an adjustment) does not count
 * @returns figures of the weights; `sum` estimates the number of elements in the population
 * @throws RangeError for no weights other than 0, or one that is not a finite number
 * @source Kish, Weighting for unequal Pi, Journal of Official Statistics 8 (1992)
 * @example summariseWeights([1, 3]) // => { n: 2, sum: 4, sumsq: 10, min: 1, max: 3, deff: 1.25, effective: 1.6 }
 */
export function summariseWeights(weight: ArrayLike<number>): WeightFigures {
  let n = 0
  let [sum, lost, sumsq, lostsq] = [0, 0, 0, 0]
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!
    if (w === 0) continue
    n++
    // Kahan: a million weights add up without losing digits.
    const step = w - lost
    const next = sum + step
    lost = next - sum - step
    sum = next
    const square = w * w - lostsq
    const nextsq = sumsq + square
    lostsq = nextsq - sumsq - square
    sumsq = nextsq
    if (w < min) min = w
    if (w > max) max = w
  }
  if (n === 0 || !Number.isFinite(sumsq)) throw new RangeError('summariseWeights requires finite weights')
  return { n, sum, sumsq, min, max, deff: (n * sumsq) / (sum * sum), effective: (sum * sum) / sumsq }
}

/**
 * The design with new weights and the step that made them. The newest step stands first, for it is the first to be undone
 * when an influence value is led back to the selection.
 *
 * @throws RangeError when there is not one weight for each element
 * @internal
 * @example
 * reweighted(createSurveyDesign({ count: 2 }), Float64Array.of(3, 4)).weight[1] // => 4
 */
export function reweighted(design: SurveyDesign, weight: Float64Array, adjustment?: Adjustment): SurveyDesign {
  if (weight.length !== design.count) throw new RangeError('reweighted requires one weight for each element')
  return {
    ...design,
    weight,
    adjustments: adjustment === undefined ? design.adjustments : [adjustment, ...design.adjustments],
  }
}

/** Refuse weights below 0 or not finite before a step that multiplies them. @internal */
export function checkWeights({ weight }: SurveyDesign): void {
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i]! >= 0 && weight[i]! < Infinity))
      refuse([problem('weight_invalid', { element: i + 1, value: String(weight[i]) })])
  }
}

/** Least and greatest factor over groups that `counts` says to count. @internal */
export function factorRange(
  g: Float64Array,
  counts: (group: number) => boolean,
): { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity]
  for (let c = 0; c < g.length; c++) {
    if (!counts(c)) continue
    if (g[c]! < min) min = g[c]!
    if (g[c]! > max) max = g[c]!
  }
  return { min, max }
}
