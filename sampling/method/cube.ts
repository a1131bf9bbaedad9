// Cube method: samples that reproduce known totals of auxiliary variables, with exact inclusion probabilities.
import type { UniformSource } from './uniformsource.ts'

/** A probability this near to 0 or 1 is rounding, and decided. */
const hair = 1e-9
/** A pivot below this share of the column's largest value counts as 0. */
const tiny = 1e-10

export interface CubeInput {
  /** Inclusion probability per element, [0, 1]; with a whole sum the sample size is fixed. */
  readonly probability: ArrayLike<number>
  /** Balancing variables, most important first: the sum over the sample of x / π comes as near as can be to the total of x. */
  readonly auxiliaries: readonly ArrayLike<number>[]
  /** Number of each element: elements enter the flight by it. */
  readonly uniform: ArrayLike<number>
  /** Labels `flight/0`, `flight/1`, … and `last`. */
  readonly source: UniformSource
}

/**
 * Balanced sample by the cube method. Flight: among the first p + 1 undecided elements a direction is found along which all balancing
 * sums stay as they are; a random step of mean 0 leads along it until one element is decided. Landing: when no direction is
 * left, the last balancing variable is dropped and the flight goes on; the sample size is dropped last.
 *
 * @param input inclusion probabilities, balancing variables by column, uniform number of each element, and a source of uniform numbers by label
 * @returns positions, ascending
 * @source Deville and Tillé (2004), Efficient balanced sampling: the cube method, Biometrika 91; Chauvet and Tillé (2006), A fast
 *   algorithm of balanced sampling, Computational Statistics 21
 * @example drawCube({ probability: [0.5, 0.5, 0.5, 0.5], auxiliaries: [[1, 1, 2, 2]], uniform: [0.1, 0.2, 0.3, 0.4], source: () => 0.6 }).length // => 2
 */
export function drawCube({ probability, auxiliaries, uniform, source }: CubeInput): number[] {
  const count = probability.length
  const left = Float64Array.from({ length: count }, (_, i) => probability[i]!)
  let open: number[] = []
  for (let i = 0; i < count; i++) if (left[i]! > hair && left[i]! < 1 - hair) open.push(i)
  open.sort((a, b) => uniform[a]! - uniform[b]! || a - b)
  // The size comes first: it is π itself, so its balancing values are all 1.
  const balance = auxiliaries.map(x => scaled(x, probability, open))
  let step = 0
  for (let used = balance.length; used >= 0 && open.length > 1; used--) {
    const rows = [new Float64Array(count).fill(1), ...balance.slice(0, used)]
    open = flight(left, open, rows, () => source(`flight/${step++}`))
  }
  const last = open[0]
  if (last !== undefined) left[last] = source('last') < left[last]! ? 1 : 0
  const sample: number[] = []
  for (let i = 0; i < count; i++) if (left[i]! > 0.5) sample.push(i)
  return sample
}

/** x / π by element, divided by its largest value so that pivots compare. */
function scaled(x: ArrayLike<number>, probability: ArrayLike<number>, open: readonly number[]): Float64Array {
  const values = new Float64Array(probability.length)
  let most = 0
  for (const i of open) {
    values[i] = x[i]! / probability[i]!
    most = Math.max(most, Math.abs(values[i]))
  }
  return most > 0 ? values.map(value => value / most) : values
}

/** Decide elements while a direction exists; those left undecided, in order. */
function flight(
  left: Float64Array,
  open: readonly number[],
  rows: readonly Float64Array[],
  draw: () => number,
): number[] {
  const waiting = open.slice()
  let next = 0
  let active: number[] = []
  for (;;) {
    while (active.length <= rows.length && next < waiting.length) active.push(waiting[next++]!)
    const direction = nullDirection(rows, active)
    if (direction === undefined) return active
    move(left, active, direction, draw())
    active = active.filter(i => left[i]! > 0 && left[i]! < 1)
  }
}

/** Step along the direction, forward or back, so far that an element is decided; the mean of the step is 0. */
function move(left: Float64Array, active: readonly number[], direction: Float64Array, u: number): void {
  let forward = Infinity
  let back = Infinity
  for (const [k, i] of active.entries()) {
    const d = direction[k]!
    if (d === 0) continue
    const [up, down] = [(1 - left[i]!) / Math.abs(d), left[i]! / Math.abs(d)]
    forward = Math.min(forward, d > 0 ? up : down)
    back = Math.min(back, d > 0 ? down : up)
  }
  const step = u * (forward + back) < back ? forward : -back
  for (const [k, i] of active.entries()) {
    const moved = left[i]! + step * direction[k]!
    left[i] = moved < hair ? 0 : moved > 1 - hair ? 1 : moved
  }
}

/** A direction that leaves every row's sum as it is, or undefined when there is none (Gauss–Jordan, largest pivot of the row, ties to the first). */
function nullDirection(rows: readonly Float64Array[], active: readonly number[]): Float64Array | undefined {
  const width = active.length
  const matrix = rows.map(row => Float64Array.from(active, i => row[i]!))
  const pivotOf: number[] = []
  const taken = new Uint8Array(width)
  for (const row of matrix) {
    let pivot = -1
    for (let k = 0; k < width; k++) {
      if (taken[k] === 0 && (pivot < 0 || Math.abs(row[k]!) > Math.abs(row[pivot]!))) pivot = k
    }
    if (pivot < 0 || Math.abs(row[pivot]!) <= tiny) {
      pivotOf.push(-1)
      continue
    }
    taken[pivot] = 1
    pivotOf.push(pivot)
    const scale = row[pivot]!
    for (let k = 0; k < width; k++) row[k] = row[k]! / scale
    for (const other of matrix) {
      const factor = other === row ? 0 : other[pivot]!
      if (factor !== 0) for (let k = 0; k < width; k++) other[k] = other[k]! - factor * row[k]!
    }
  }
  const free = taken.indexOf(0)
  if (free < 0) return undefined
  const direction = new Float64Array(width)
  direction[free] = 1
  for (const [r, pivot] of pivotOf.entries()) if (pivot >= 0) direction[pivot] = -matrix[r]![free]!
  return direction
}
