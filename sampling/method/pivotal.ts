// Local pivotal method: neighbours fight for their probabilities, so the sample is spread over the space of the coordinates.
import { neighbourTree } from './nearest.ts'
import type { UniformSource } from './uniformsource.ts'

/** A probability this near to 0 or 1 is rounding, and decided. */
const hair = 1e-9

export interface LocalPivotalInput {
  /** Inclusion probability per element, [0, 1]; with a whole sum the sample size is fixed. */
  readonly probability: ArrayLike<number>
  /** One column per dimension, finite, on comparable scales. None: everybody is everybody's neighbour, and tickets pair them. */
  readonly coordinates: readonly ArrayLike<number>[]
  /** Number of each element, which settles equal distances. */
  readonly uniform: ArrayLike<number>
  /** Labels `pick/0`, `duel/0`, `pick/1`, … and `last`. */
  readonly source: UniformSource
}

/**
 * Sample spread out over its coordinates by the local pivotal method (LPM 2). At step t one of the undecided, number ⌊u · undecided⌋ by
 * `pick/t`, meets its nearest undecided neighbour; one of the two takes over as much of the probability of both as fits, the other the
 * rest, by `duel/t`. The undecided are listed by uniform number, and a decided one's place is taken by the last of the list. Inclusion
 * probabilities are exact; neighbours are seldom drawn together, and many joint probabilities are near 0.
 *
 * @param input inclusion probabilities, coordinates by column, uniform number of each element, and a source of uniform numbers by label
 * @returns positions, ascending
 * @source Grafström, Lundström and Schelin (2012), Spatially balanced sampling through the pivotal method, Biometrics 68
 * @example drawLocalPivotal({ probability: [0.5, 0.5, 1], coordinates: [[0, 1, 2]], uniform: [0.1, 0.2, 0.3], source: () => 0.4 }) // => [0, 2]
 */
export function drawLocalPivotal({ probability, coordinates, uniform, source }: LocalPivotalInput): number[] {
  const count = probability.length
  const left = Float64Array.from({ length: count }, (_, i) => probability[i]!)
  const tree = neighbourTree(coordinates, uniform)
  const open: number[] = []
  const place = new Int32Array(count).fill(-1)
  for (let i = 0; i < count; i++) {
    if (left[i]! > 0 && left[i]! < 1) open.push(i)
    else tree.remove(i)
  }
  open.sort((a, b) => uniform[a]! - uniform[b]! || a - b)
  for (const [at, element] of open.entries()) place[element] = at
  const settle = (element: number): void => {
    if (left[element]! > hair && left[element]! < 1 - hair) return
    left[element] = left[element]! < 0.5 ? 0 : 1
    tree.remove(element)
    const last = open.pop()!
    if (last === element) return
    open[place[element]!] = last
    place[last] = place[element]!
  }
  for (let step = 0; open.length > 1; step++) {
    const size = open.length
    const first = open[Math.min(Math.floor(source(`pick/${step}`) * size), size - 1)]!
    const second = tree.nearest(first)
    duel(left, first, second, source(`duel/${step}`))
    settle(first)
    settle(second)
  }
  const last = open[0]
  if (last !== undefined) left[last] = source('last') < left[last]! ? 1 : 0
  const sample: number[] = []
  for (let i = 0; i < count; i++) if (left[i] === 1) sample.push(i)
  return sample
}

/** One of the two is decided; the sum of both and the mean of each stay as they were. */
function duel(left: Float64Array, first: number, second: number, u: number): void {
  const [a, b] = [left[first]!, left[second]!]
  const sum = a + b
  if (sum < 1) {
    const secondLoses = u * sum < a
    left[first] = secondLoses ? sum : 0
    left[second] = secondLoses ? 0 : sum
  } else {
    const firstWins = u * (2 - sum) < 1 - b
    left[first] = firstWins ? 1 : sum - 1
    left[second] = firstWins ? sum - 1 : 1
  }
}
