// Inclusion probabilities proportional to size, certainties taken out in turn.
import { problem, refuse } from '../problem.ts'

/** Target inclusion probabilities of the elements of one stratum. */
export interface InclusionProbabilities {
  /** By element: 1 for a certainty, 0 for an element of size 0. */
  readonly probability: Float64Array
  /** Elements drawn for sure. */
  readonly certainties: number
  /** Elements of size 0: the sample says nothing about them, and a report must say so. */
  readonly zeros: number
}

/**
 * Inclusion probabilities proportional to size for a sample of n: an element whose share would reach 1 is taken for sure, and the
 * rest of the sample is shared among the others, until none reaches 1. The order of the elements never changes the result.
 *
 * The arithmetic is fixed so that any language gives the same bits: positive sizes are added from the smallest up (with a
 * compensation term); then, from the largest down, an element is a certainty while (n − k) · size ≥ sum of the sizes not yet
 * taken; the others get ((n − k) · size) / sum.
 *
 * @param sizes one size per element, finite, 0 or more
 * @param n sample size, a whole number of 0 or more
 * @returns probabilities in [0, 1] whose sum is n
 * @throws InputError for a size that cannot be used, and for n above the number of positive sizes; RangeError for n that is not a whole number of 0 or more
 * @source Tillé (2006), Sampling Algorithms, §2.10; R sampling::inclusionprobabilities
 * @example [...inclusionProbabilities([1, 9, 2, 0, 3], 3).probability] // => [0.3333333333333333, 1, 0.6666666666666666, 0, 1]
 */
export function inclusionProbabilities(sizes: ArrayLike<number>, n: number): InclusionProbabilities {
  if (!(Number.isInteger(n) && n >= 0))
    throw new RangeError('inclusionProbabilities requires n a whole number of 0 or more')
  const count = sizes.length
  const sorted = positiveSizes(sizes).sort()
  const positive = sorted.length
  refuse(n > positive ? [problem('too_few_sizes', { n, positive })] : [])
  const sums = runningSums(sorted)
  const certainties = n === positive ? n : countCertainties(sorted, sums, n)
  const probability = new Float64Array(count)
  const [rest, sum] = [n - certainties, certainties < positive ? sums[positive - 1 - certainties]! : 0]
  const least = certainties === 0 ? Infinity : sorted[positive - certainties]!
  for (let i = 0; i < count; i++) {
    const size = sizes[i]!
    probability[i] = size >= least ? 1 : size > 0 && rest > 0 ? (rest * size) / sum : 0
  }
  return { probability, certainties, zeros: count - positive }
}

/** From the largest down, an element is a certainty while its share of what is left reaches 1; equal sizes share their fate. */
function countCertainties(sorted: Float64Array, sums: Float64Array, n: number): number {
  let k = 0
  for (; k < n; k++) {
    const at = sorted.length - 1 - k
    const sameAsLast = k > 0 && sorted[at] === sorted[at + 1]
    if (!sameAsLast && (n - k) * sorted[at]! < sums[at]!) break
  }
  return k
}

function positiveSizes(sizes: ArrayLike<number>): Float64Array {
  const positive = new Float64Array(sizes.length)
  let filled = 0
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i]!
    if (!(size >= 0 && size < Infinity)) refuse([problem('unusable_size', { row: i + 1, value: String(size) })])
    if (size > 0) positive[filled++] = size
  }
  return positive.subarray(0, filled)
}

/** Sums of the first 1, 2, … sizes, smallest first (Neumaier's compensation). */
function runningSums(sorted: Float64Array): Float64Array {
  const sums = new Float64Array(sorted.length)
  let sum = 0
  let lost = 0
  for (let i = 0; i < sorted.length; i++) {
    const size = sorted[i]!
    const next = sum + size
    lost += sum >= size ? sum - next + size : size - next + sum
    sum = next
    sums[i] = sum + lost
  }
  return sums
}
