// Auxiliaries made orthonormal under weights: what calibration and its variance are solved in, so that scale and near dependence do no harm.

/** Auxiliary variables by group of elements that share their values. */
export interface Auxiliaries {
  /** A name for each column, as R's `model.matrix` has them. */
  readonly names: readonly string[]
  /** Group of each element; null = each element is its own. */
  readonly group: Int32Array | null
  /** Columns by group; a value is NaN where a variable is missing. */
  readonly columns: readonly Float64Array[]
  /** For each column the variable it comes from, for messages. */
  readonly variables: readonly string[]
}

/** X = Q R with Q'DQ = I; columns that depend on earlier ones are left out of Q. */
export interface Basis {
  /** Orthonormal columns, by group. */
  readonly q: readonly Float64Array[]
  /** Numbers of the columns that q spans. */
  readonly kept: readonly number[]
  /** For each column of X its coordinates in q. */
  readonly r: readonly Float64Array[]
}

const DEPENDENT = 1e-7
/** Rows worked on at a time, so that all columns of a block stay in the processor's cache. */
export const BLOCK = 2048

/**
 * Orthonormal basis of columns under weights, by Gram–Schmidt, twice where need be.
 *
 * @param columns each by group
 * @param weight by group, 0 or more; values where it is 0 do not count and may be missing
 * @source Björck, Numerical Methods for Least Squares Problems, 2.4
 * @internal
 * @example
 * orthonormal([Float64Array.of(1, 1), Float64Array.of(2, 2)], Float64Array.of(1, 1)).kept // => [0]
 */
export function orthonormal(columns: readonly Float64Array[], weight: Float64Array): Basis {
  const q: Float64Array[] = []
  const kept: number[] = []
  const r = columns.map((column, j) => {
    const rest = new Float64Array(column.length)
    for (let c = 0; c < rest.length; c++) if (weight[c] !== 0) rest[c] = column[c]!
    const before = norm(rest, weight)
    const coordinates = new Float64Array(columns.length)
    takeOut(rest, q, weight, coordinates)
    let left = norm(rest, weight)
    // What is left of a column much like the others needs a second pass to stand at right angles to them.
    if (left < before / 2) {
      takeOut(rest, q, weight, coordinates)
      left = norm(rest, weight)
    }
    if (left > DEPENDENT * before) {
      coordinates[q.length] = left
      for (let c = 0; c < rest.length; c++) rest[c]! /= left
      q.push(rest)
      kept.push(j)
    }
    return coordinates
  })
  return { q, kept, r }
}

/** Take from a column its part along each of q, and add what was taken to its coordinates. */
function takeOut(
  rest: Float64Array,
  q: readonly Float64Array[],
  weight: Float64Array,
  coordinates: Float64Array,
): void {
  const along = new Float64Array(q.length)
  const weighted = new Float64Array(BLOCK)
  eachBlock(rest.length, (from, to) => {
    for (let c = from; c < to; c++) weighted[c - from] = weight[c]! * rest[c]!
    q.forEach((basis, k) => (along[k]! += dotBlock(weighted, basis, from, to)))
  })
  eachBlock(rest.length, (from, to) => q.forEach((basis, k) => addTimes(rest, -along[k]!, basis, from, to)))
  along.forEach((part, k) => (coordinates[k]! += part))
}

function norm(column: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let c = 0; c < column.length; c++) sum += weight[c]! * column[c]! * column[c]!
  return Math.sqrt(sum)
}

/**
 * Σ block · column over rows [from, to), the block starting at `from`; in four sums that do not wait for each other.
 *
 * @internal
 */
export function dotBlock(block: Float64Array, column: Float64Array, from: number, to: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const length = to - from
  let i = 0
  for (; i + 3 < length; i += 4) {
    a += block[i]! * column[from + i]!
    b += block[i + 1]! * column[from + i + 1]!
    c += block[i + 2]! * column[from + i + 2]!
    d += block[i + 3]! * column[from + i + 3]!
  }
  for (; i < length; i++) a += block[i]! * column[from + i]!
  return a + b + (c + d)
}

/** Add factor · column to a sum over [from, to). @internal */
export function addTimes(sum: Float64Array, factor: number, column: Float64Array, from: number, to: number): void {
  if (factor !== 0) for (let i = from; i < to; i++) sum[i]! += factor * column[i]!
}

/** Go over [0, length) in blocks. @internal */
export function eachBlock(length: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < length; from += BLOCK) work(from, Math.min(length, from + BLOCK))
}

/** Sum of values by group. @internal */
export function groupSums(values: Float64Array, group: Int32Array | null, groups: number): Float64Array {
  if (group === null) return values
  const sums = new Float64Array(groups)
  for (let i = 0; i < values.length; i++) sums[group[i]!]! += values[i]!
  return sums
}

/** New weights of elements from the factor of their group. @internal */
export function expandFactors(before: Float64Array, group: Int32Array | null, g: Float64Array): Float64Array {
  const weight = new Float64Array(before.length)
  if (group === null) for (let i = 0; i < weight.length; i++) weight[i] = before[i]! * g[i]!
  else for (let i = 0; i < weight.length; i++) weight[i] = before[i]! * g[group[i]!]!
  return weight
}
