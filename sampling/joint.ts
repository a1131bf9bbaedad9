// Joint inclusion probabilities of designs that are not tables of counts: simple random, systematic πps, elimination (Tillé) and its complement (Midzuno).
import { inclusionProbabilities } from './method/inclusion.ts'
import { openElements, type OpenElements } from './method/conditional.ts'
import { problem, refuse } from './problem.ts'

/** A symmetric matrix by row; on the diagonal stand the inclusion probabilities themselves. */
export type JointProbabilities = readonly Float64Array[]

/** Elements a joint matrix may have: 200 MB. */
const elementLimit = 5000

/**
 * Joint inclusion probabilities of a simple random sample of n from N.
 *
 * @param N elements
 * @param n sample size, 0 to N
 * @returns N rows of N; n / N on the diagonal
 * @throws InputError for more than 5000 elements
 * @source Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, §3.3
 * @example jointSrs(4, 2)[0][1] // => 0.16666666666666666
 */
export function jointSrs(N: number, n: number): JointProbabilities {
  return filled(N, (i, j) => (i === j ? n / N : (n * (n - 1)) / (N * (N - 1))))
}

/**
 * Joint inclusion probabilities of a Poisson sample: everybody decides alone.
 *
 * @param probability inclusion probability per element, [0, 1]
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements
 * @source Tillé (2006), Sampling Algorithms, §5.4
 * @example jointPoisson([0.5, 0.4])[0][1] // => 0.2
 */
export function jointPoisson(probability: ArrayLike<number>): JointProbabilities {
  return filled(probability.length, (i, j) => (i === j ? probability[i]! : probability[i]! * probability[j]!))
}

/**
 * Joint inclusion probabilities of systematic πps sampling of elements in this order: how long the random start stays where both
 * are chosen. Exact; many are 0.
 *
 * @param probability inclusion probability per element in the order of the draw, [0, 1], with a whole sum n; O(N n²)
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements; RangeError when the sum is not whole
 * @source Hartley and Rao (1962); Connor (1966); R sampling::UPsystematicpi2
 * @example [...jointSystematic([0.5, 0.5, 0.5, 0.5])[0]] // => [0.5, 0, 0.5, 0]
 */
export function jointSystematic(probability: ArrayLike<number>): JointProbabilities {
  const elements = openElements(probability)
  const { probability: p, n } = elements
  const ends = new Float64Array(p.length)
  let end = 0
  for (let i = 0; i < p.length; i++) ends[i] = end += p[i]!
  ends[p.length - 1] = n
  // Between two neighbouring fractions of the ends, every start gives the same sample.
  const starts = [...new Set([0, ...Array.from(ends, value => value - Math.floor(value)), 1])].sort((a, b) => a - b)
  const joint = filled(p.length, () => 0)
  for (let s = 0; s + 1 < starts.length; s++) {
    const length = starts[s + 1]! - starts[s]!
    // A stretch this short is rounding: the same end reached by two sums.
    if (length < 1e-12) continue
    const sample = covering(ends, (starts[s]! + starts[s + 1]!) / 2, n)
    for (const a of sample) for (const b of sample) joint[a]![b]! += length
  }
  return withCertainties(elements, probability, joint)
}

function covering(ends: Float64Array, start: number, n: number): number[] {
  const sample: number[] = []
  for (let i = 0; i < ends.length && sample.length < n; i++) if (start + sample.length < ends[i]!) sample.push(i)
  return sample
}

/**
 * Joint inclusion probabilities of Tillé's elimination procedure: from all N elements one after another is struck out until n are left.
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum n; O(N² (N − n))
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements; RangeError when the sum is not whole
 * @source Tillé (1996), An elimination procedure for unequal probability sampling without replacement, Biometrika 83; R sampling::UPtillepi2
 * @example jointTille([0.5, 0.5, 0.5, 0.5])[0][1].toFixed(12) // => '0.166666666667'
 */
export function jointTille(probability: ArrayLike<number>): JointProbabilities {
  const elements = openElements(probability)
  return withCertainties(elements, probability, elimination(elements.probability, elements.n))
}

/**
 * Joint inclusion probabilities of the generalised Midzuno procedure: elimination decides who is not drawn.
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum n; O(N² n)
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements; RangeError when the sum is not whole
 * @source Deville and Tillé (1998), Unequal probability sampling without replacement through a splitting method, Biometrika 85; R sampling::UPmidzunopi2
 * @example jointMidzuno([0.5, 0.5, 0.5, 0.5])[0][1].toFixed(12) // => '0.166666666667'
 */
export function jointMidzuno(probability: ArrayLike<number>): JointProbabilities {
  const elements = openElements(probability)
  const { probability: p, n } = elements
  const neither = elimination(
    p.map(value => 1 - value),
    p.length - n,
  )
  const joint = neither.map((row, i) => row.map((both, j) => (i === j ? p[i]! : Math.max(0, p[i]! + p[j]! - 1 + both))))
  return withCertainties(elements, probability, joint)
}

function elimination(sizes: Float64Array, n: number): Float64Array[] {
  const joint = filled(sizes.length, () => 1)
  if (n === 0) return joint.map(row => row.fill(0))
  let later: Float64Array = new Float64Array(sizes.length).fill(1)
  for (let k = sizes.length - 1; k >= n; k--) {
    const { probability: now } = inclusionProbabilities(sizes, k)
    const stays = now.map((value, i) => value / later[i]!)
    for (let i = 0; i < sizes.length; i++) {
      const row = joint[i]!
      const stay = stays[i]! - 1
      for (let j = 0; j < sizes.length; j++) row[j] = row[j]! * (stay + stays[j]!)
    }
    later = now
  }
  return joint.map((row, i) => row.map((both, j) => (i === j ? later[i]! : Math.max(0, both))))
}

/**
 * Put certainties (drawn with everybody) and impossible elements back around the elements that chance decides about.
 *
 * @internal
 */
export function withCertainties(
  { open }: OpenElements,
  probability: ArrayLike<number>,
  joint: readonly Float64Array[],
): JointProbabilities {
  const place = new Int32Array(probability.length).fill(-1)
  for (const [at, i] of open.entries()) place[i] = at
  return filled(probability.length, (i, j) => {
    const [pi, pj] = [probability[i]!, probability[j]!]
    if (i === j) return pi
    return pi >= 1 ? pj : pj >= 1 ? pi : pi > 0 && pj > 0 ? joint[place[i]!]![place[j]!]! : 0
  })
}

/** A square matrix from a function of row and column. @internal */
export function filled(count: number, value: (row: number, column: number) => number): Float64Array[] {
  const limit = elementLimit
  refuse(count > limit ? [problem('joint_too_large', { count, limit })] : [])
  return Array.from({ length: count }, (_, i) => {
    const row = new Float64Array(count)
    for (let j = 0; j < count; j++) row[j] = value(i, j)
    return row
  })
}
