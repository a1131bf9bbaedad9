// Design effects: the variance of an estimate over that of a simple random sample of as many elements; Kish's effect of weights.
import type { SurveyDesign } from './surveydesign.ts'

/** Simple random sampling to compare with: without replacement from Σw elements, or with replacement. */
export type SimpleSampling = 'srswor' | 'srswr'

/**
 * Variance that a mean or total would have in a simple random sample of the same n: s²/n, without replacement times (1 − n/Σw).
 * For deff divide the estimate's variance by it.
 *
 * @param value by element; NaN lies outside every domain
 * @param domain domain of each element, −1 = outside; several domains are done at once
 * @param domains number of domains
 * @param sampling `srswor` = without replacement, `srswr` = with
 * @returns one variance for each domain; NaN with fewer than 2 elements, or where Σw is below n
 * @source Särndal, Swensson & Wretman, 2.10; Kish, Survey Sampling (1965), 8.2; R survey `svymean(deff = TRUE)`
 * @example
 * simpleVariance(createSurveyDesign({ count: 3 }), Float64Array.of(1, 2, 3), Int32Array.of(0, 0, 0), 1, 'mean', 'srswr')[0].toFixed(4) // => '0.3333'
 */
export function simpleVariance(
  { weight }: SurveyDesign,
  value: Float64Array,
  domain: Int32Array,
  domains: number,
  statistic: 'mean' | 'total',
  sampling: SimpleSampling = 'srswor',
): Float64Array {
  const count = new Float64Array(domains)
  const size = new Float64Array(domains)
  const mean = new Float64Array(domains)
  const squares = new Float64Array(domains)
  for (let i = 0; i < value.length; i++) {
    const d = domain[i]!
    const y = value[i]!
    const w = weight[i]!
    if (d < 0 || y !== y || w === 0) continue
    // West's update of a weighted mean and its sum of squares.
    count[d]! += 1
    size[d]! += w
    const step = y - mean[d]!
    mean[d]! += (w / size[d]!) * step
    squares[d]! += w * step * (y - mean[d]!)
  }
  return count.map((n, d) => {
    const total = size[d]!
    if (n < 2 || (sampling === 'srswor' && total < n)) return NaN
    const spread = (n / (n - 1)) * (squares[d]! / total)
    const open = sampling === 'srswor' ? (total - n) / total : 1
    return (spread / n) * open * (statistic === 'total' ? total * total : 1)
  })
}
