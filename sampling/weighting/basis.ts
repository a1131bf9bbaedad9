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

/**
 * Orthonormal basis of columns under weights, by modified Gram–Schmidt done twice.
 *
 * @param columns each by group
 * @param weight by group, 0 or more; values where it is 0 do not count and may be missing
 * @source Björck, Numerical Methods for Least Squares Problems, 2.4
 * @example
 * orthonormal([Float64Array.of(1, 1), Float64Array.of(2, 2)], Float64Array.of(1, 1)).kept // => [0]
 */
export function orthonormal(columns: readonly Float64Array[], weight: Float64Array): Basis {
  const q: Float64Array[] = []
  const kept: number[] = []
  const r = columns.map((column, j) => {
    const rest = column.map((x, c) => (weight[c] === 0 ? 0 : x))
    const before = norm(rest, weight)
    const coordinates = new Float64Array(columns.length)
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((basis, k) => {
        const along = product(basis, rest, weight)
        coordinates[k]! += along
        for (let c = 0; c < rest.length; c++) rest[c]! -= along * basis[c]!
      })
    }
    const left = norm(rest, weight)
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

const norm = (column: Float64Array, weight: Float64Array): number => Math.sqrt(product(column, column, weight))

function product(one: Float64Array, two: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let c = 0; c < one.length; c++) sum += weight[c]! * one[c]! * two[c]!
  return sum
}

/** Sum of values by group. */
export function groupSums(values: Float64Array, group: Int32Array | null, groups: number): Float64Array {
  if (group === null) return values
  const sums = new Float64Array(groups)
  for (let i = 0; i < values.length; i++) sums[group[i]!]! += values[i]!
  return sums
}
