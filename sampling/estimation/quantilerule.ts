// Rules by which a quantile is read off a weighted sample: steps, and the interpolations of Hyndman and Fan carried to weights.
import { sortByValue, type WeightedSample } from './weightedsample.ts'

/**
 * `math` = `hf1`: the smallest value with cumulated weight of at least p. `school` = `hf2`: as `math`, where the cumulated weight
 * is exactly p the middle of that value and the next. `hf3`: as `math`, at an exact tie the next value if the value's rank is odd.
 * `hf4` … `hf9`: straight lines between points.
 */
export type QuantileRule = 'math' | 'school' | 'hf1' | 'hf2' | 'hf3' | 'hf4' | 'hf5' | 'hf6' | 'hf7' | 'hf8' | 'hf9'

export const quantileRules: readonly QuantileRule[] = [
  'math',
  'school',
  'hf1',
  'hf2',
  'hf3',
  'hf4',
  'hf5',
  'hf6',
  'hf7',
  'hf8',
  'hf9',
]

/**
 * When a cumulated weight counts as equal to p. `near`, the default: within 1e-12 of the total, so that rounding does not decide.
 * `rounded`: as survey 4.1 decides, by doubles: of 200 equal weights of 30.97, twenty are less than 0.1.
 */
export type QuantileTies = 'near' | 'rounded'

/** How near a cumulated weight must come to p, as a share of the total, to count as equal: the order of summation must not decide. */
const tieTolerance = 1e-12

/**
 * Quantile of a weighted sample.
 *
 * @param sample sorted, as `sortByValue` gives it
 * @param p below 0 counts as 0, above 1 as 1
 * @param rule which definition, as R's `qrule` names them
 * @param ties when a cumulated share counts as equal to p: within rounding (`near`), or as R's doubles fall (`rounded`)
 * @returns in the unit of the values; NaN for an empty sample
 * @source Hyndman & Fan, American Statistician 50 (1996); R survey `svyquantile`, argument `qrule`
 * @example quantileOf(sortByValue(Float64Array.of(10, 20), Float64Array.of(1, 1)), 0.5, 'school') // => 15
 */
export function quantileOf(sample: WeightedSample, p: number, rule: QuantileRule, ties: QuantileTies = 'near'): number {
  const { count, value } = sample
  if (count === 0 || Number.isNaN(p)) return NaN
  if (rule === 'math' || rule === 'school' || rule === 'hf1' || rule === 'hf2' || rule === 'hf3')
    return byStep(sample, p, rule, ties)
  const position = positionOf(sample, rule)
  const k = firstAt(count, i => position(i) >= p)
  if (k === 0) return value[0]!
  if (k === count) return value[count - 1]!
  const [low, high] = [position(k - 1), position(k)]
  return value[k - 1]! + ((p - low) / (high - low)) * (value[k]! - value[k - 1]!)
}

function byStep(elements: WeightedSample, p: number, rule: QuantileRule, ties: QuantileTies): number {
  const sample = rule === 'hf3' ? byValue(elements) : elements
  const { value } = sample
  const [k, tie] = ties === 'near' ? stepNear(sample, p) : stepRounded(sample, p)
  const here = value[k]!
  if (!tie || rule === 'math' || rule === 'hf1') return here
  if (rule === 'hf3') return k % 2 === 0 ? value[k + 1]! : here
  return (here + value[k + 1]!) / 2
}

/** Equal values joined, their weights added: ranks are those of values. */
function byValue({ value, weight }: WeightedSample): WeightedSample {
  const values: number[] = []
  const weights: number[] = []
  value.forEach((y, k) => {
    if (values.length > 0 && values.at(-1) === y) weights[weights.length - 1]! += weight[k]!
    else {
      values.push(y)
      weights.push(weight[k]!)
    }
  })
  return sortByValue(Float64Array.from(values), Float64Array.from(weights))
}

/** First value with enough weight, and whether it has exactly enough and another follows. */
function stepNear({ count, cumulated, total }: WeightedSample, p: number): readonly [number, boolean] {
  const tolerance = tieTolerance * total
  const target = p * total
  const k = Math.min(
    count - 1,
    firstAt(count, i => cumulated[i]! >= target - tolerance),
  )
  return [k, k < count - 1 && cumulated[k]! <= target + tolerance]
}

/** The same by two roundings that may disagree: the value is past the last weight up to p · total, the tie is of weight / total. */
function stepRounded({ count, cumulated, total }: WeightedSample, p: number): readonly [number, boolean] {
  const target = p * total
  const past = firstAt(count, i => cumulated[i]! > target)
  if (past > 0 && cumulated[past - 1]! / total === p) return [past - 1, past < count]
  return [Math.min(past, count - 1), false]
}

/** The share of the weight at which the k-th value itself stands. */
function positionOf({ count, weight, cumulated, total }: WeightedSample, rule: QuantileRule): (k: number) => number {
  const last = weight[count - 1]!
  switch (rule) {
    case 'hf5':
      return k => (cumulated[k]! - weight[k]! / 2) / total
    case 'hf6':
      return k => cumulated[k]! / (total + last)
    case 'hf7':
      return k => (count === 1 ? 1 : (cumulated[k]! - weight[k]!) / (total - last))
    case 'hf8':
      return k => (cumulated[k]! - weight[k]! / 3) / (total + last / 3)
    case 'hf9':
      return k => (cumulated[k]! - (3 * weight[k]!) / 8) / (total + last / 4)
    default:
      return k => cumulated[k]! / total
  }
}

/** First index for which a test holds that stays true once it is; `count` if none. */
function firstAt(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
