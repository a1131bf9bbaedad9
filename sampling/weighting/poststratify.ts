// Post-stratification: weights of each class scaled to its known total.
import type { Adjustment, SurveyDesign } from '../estimation/surveydesign.ts'
import { checkMargins, filledCodes, type Margin, totalsByLevel } from './margins.ts'
import { checkWeights, kishDeff, reweighted } from './weights.ts'

/** What a step did to the weights. `g` is new over old weight. */
export interface WeightingReport {
  readonly iterations: number
  /** Worst relative error of a known total, or for calibration |error| / (1 + |total|). */
  readonly worstError: number
  /** The total with the worst error. */
  readonly worst: string
  readonly g: { readonly min: number; readonly max: number }
  readonly deff: number
}

/** A design with new weights and what the step did. */
export interface Weighted {
  readonly design: SurveyDesign
  readonly report: WeightingReport
}

/**
 * Scale the weights of each class to its known population total. Standard errors after it are those of residuals from class means.
 *
 * @param design its weights are the start
 * @param margin classes and their totals
 * @returns the design with its new weights, and a report of the factors
 * @throws InputError for a missing class, a class without total, a total without sample or that is not 0 or more
 * @source Särndal, Swensson & Wretman, Model Assisted Survey Sampling, 7.6; R survey `postStratify`
 * @example
 * [...postStratify(createSurveyDesign({ count: 3 }), {
 *   name: 'sex', factor: { codes: Int32Array.of(0, 0, 1), levels: ['f', 'm'] }, totals: { f: 50, m: 40 },
 * }).design.weight] // => [25, 25, 40]
 */
export function postStratify(design: SurveyDesign, margin: Margin): Weighted {
  checkWeights(design)
  checkMargins([margin], design.weight)
  const levels = margin.factor.levels.length
  const code = filledCodes(margin.factor.codes)
  const target = totalsByLevel(margin)
  const g = classSums(design.weight, code, levels).map((sum, l) => (sum > 0 ? target[l]! / sum : 1))
  const weight = design.weight.map((w, i) => w * g[code[i]!]!)
  const used = g.filter((_, l) => target[l]! > 0)
  const reached = classSums(weight, code, levels)
  const error = target.map((total, l) => (total > 0 ? Math.abs(reached[l]! / total - 1) : 0))
  const worst = error.indexOf(Math.max(...error))
  return {
    design: reweighted(design, weight, withinClasses(weight, code, levels)),
    report: {
      iterations: 1,
      worstError: error[worst]!,
      worst: `${margin.name} ${margin.factor.levels[worst]}`,
      g: { min: Math.min(...used), max: Math.max(...used) },
      deff: kishDeff(weight),
    },
  }
}

const classSums = (values: Float64Array, code: Int32Array, levels: number): Float64Array => {
  const sums = new Float64Array(levels)
  for (let i = 0; i < values.length; i++) sums[code[i]!]! += values[i]!
  return sums
}

/** Residual from the weighted class mean: z − w Σz / Σw. */
function withinClasses(weight: Float64Array, code: Int32Array, levels: number): Adjustment {
  const sums = classSums(weight, code, levels)
  return {
    project(influence) {
      const mean = classSums(influence, code, levels).map((sum, l) => (sums[l]! > 0 ? sum / sums[l]! : 0))
      return influence.map((z, i) => z - weight[i]! * mean[code[i]!]!)
    },
  }
}
