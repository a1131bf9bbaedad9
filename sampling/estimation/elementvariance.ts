// The variance between the elements of the population, as an estimate with its own standard error.
import { type EstimateOptions, type Estimates, estimateMeans } from './estimators.ts'
import type { SurveyDesign } from './surveydesign.ts'

/**
 * Element variance n/(n − 1) · Σw(y − ȳ)²/Σw, and its standard error.
 *
 * @param values by element; NaN = missing
 * @param options as for means; n counts the elements of the subset, those with a missing value included, as R does
 * @returns one estimate, in squared units of `values`
 * @throws InputError when the variance cannot be estimated; RangeError when there are fewer than two elements
 * @source R survey `svyvar`
 * @example
 * estimateElementVariance(createSurveyDesign({ count: 3 }), Float64Array.of(1, 2, 6)).estimate[0] // => 7
 */
export function estimateElementVariance(
  design: SurveyDesign,
  values: Float64Array,
  options: EstimateOptions = {},
): Estimates {
  const { subset } = options
  const elements = subset ? subset.reduce((sum, inside) => sum + (inside === 1 ? 1 : 0), 0) : design.count
  if (elements < 2) throw new RangeError('estimateElementVariance requires two elements or more')
  const [mean] = estimateMeans(design, [values], options).estimate
  const spread = values.map(value => ((value - mean!) ** 2 * elements) / (elements - 1))
  return estimateMeans(design, [spread], options)
}
