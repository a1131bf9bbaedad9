// Joint inclusion probabilities of conditional Poisson and Sampford sampling, exact, from tables of counts.
import { filled, withCertainties, type JointProbabilities } from './joint.ts'
import { openElements, restsFrom, workingProbabilities } from './method/conditional.ts'
import { addEvent, countsFrom, refuseLargeTable } from './method/poissonbinomial.ts'

/**
 * Joint inclusion probabilities of conditional Poisson (maximum entropy) sampling. Sums of positive products only, so close
 * working probabilities do no harm (the quotient formula of the textbooks divides by their difference).
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum n; O(N² n)
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements, or working probabilities that do not converge; RangeError when the sum is not whole
 * @source Chen, Dempster and Liu (1994); Tillé (2006), Sampling Algorithms, §5.6; R sampling::UPmaxentropypi2
 * @example jointConditionalPoisson([0.5, 0.5, 0.5, 0.5])[0][1].toFixed(12) // => '0.166666666667'
 */
export function jointConditionalPoisson(probability: ArrayLike<number>): JointProbabilities {
  const elements = openElements(probability)
  const { probability: inclusion, n } = elements
  refuseLargeTable('conditional_poisson', inclusion.length, n)
  return withCertainties(
    elements,
    probability,
    conditionalJoint(n > 1 ? workingProbabilities(inclusion, n) : inclusion, n),
  )
}

/**
 * Joint inclusion probabilities of conditional Poisson sampling from its working probabilities: the chance of two events, given that
 * n of all happen. The diagonal is left 0.
 *
 * @param p working probability per element, strictly between 0 and 1
 * @source Chen, Dempster and Liu (1994)
 * @internal
 * @example conditionalJoint(Float64Array.of(0.5, 0.5, 0.5, 0.5), 2)[0][1].toFixed(12) // => '0.166666666667'
 */
export function conditionalJoint(p: Float64Array, n: number): Float64Array[] {
  const joint = filled(p.length, () => 0)
  if (n < 2) return joint
  const width = n + 1
  const after = countsFrom(p, n)
  const before = new Float64Array(n - 1)
  before[0] = 1
  for (let i = 0; i < p.length; i++) {
    const between = before.slice()
    for (let j = i + 1; j < p.length; j++) {
      const last = (j + 1) * width + n - 2
      let sum = 0
      for (let k = 0; k <= n - 2; k++) sum += between[k]! * after[last - k]!
      joint[i]![j] = joint[j]![i] = (p[i]! * p[j]! * sum) / after[n]!
      addEvent(between, p[j]!)
    }
    addEvent(before, p[i]!)
  }
  return joint
}

/**
 * Joint inclusion probabilities of Sampford sampling, without the alternating sums of the original paper.
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum n; O(N² n)
 * @returns N rows of N; the inclusion probabilities on the diagonal
 * @throws InputError for more than 5000 elements; RangeError when the sum is not whole
 * @source Sampford (1967), Biometrika 54; R sampling::UPsampfordpi2
 * @example jointSampford([0.5, 0.5, 0.5, 0.5])[0][1].toFixed(12) // => '0.166666666667'
 */
export function jointSampford(probability: ArrayLike<number>): JointProbabilities {
  const elements = openElements(probability)
  const { open, probability: p, n } = elements
  refuseLargeTable('sampford', open.length, n)
  const joint = filled(open.length, () => 0)
  if (n > 1) {
    const width = n + 1
    const counts = countsFrom(p, n)
    const after = { counts, rests: restsFrom(p, counts, n) }
    const before = emptyCount(n - 1)
    for (let i = 0; i < p.length; i++) {
      const between = { counts: before.counts.slice(), rests: before.rests.slice() }
      for (let j = i + 1; j < p.length; j++) {
        const last = (j + 1) * width + n - 2
        const own = 1 - p[i]! + (1 - p[j]!)
        let sum = 0
        for (let k = 0; k <= n - 2; k++) {
          const counts = after.counts[last - k]!
          sum += between.counts[k]! * (after.rests[last - k]! + own * counts) + between.rests[k]! * counts
        }
        joint[i]![j] = joint[j]![i] = (p[i]! * p[j]! * sum) / after.rests[n]!
        addWithRest(between, p[j]!)
      }
      addWithRest(before, p[i]!)
    }
  }
  return withCertainties(elements, probability, joint)
}

/** Distribution of a count, and beside it the mean of Σ (1 − p) over the events that happen, for each count. */
interface CountWithRest {
  readonly counts: Float64Array
  readonly rests: Float64Array
}

function emptyCount(length: number): CountWithRest {
  const counts = new Float64Array(length)
  counts[0] = 1
  return { counts, rests: new Float64Array(length) }
}

function addWithRest({ counts, rests }: CountWithRest, p: number): void {
  const no = 1 - p
  for (let k = counts.length - 1; k > 0; k--) {
    rests[k] = p * (rests[k - 1]! + no * counts[k - 1]!) + no * rests[k]!
  }
  addEvent(counts, p)
}
