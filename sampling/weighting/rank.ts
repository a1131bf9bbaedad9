// Rank of a set of vectors, for degrees of freedom of replicate weights.

const RELATIVE = 1e-5

/**
 * Number of linearly independent vectors, judged as R's `degf` does: a vector counts when more than 1e-5 of its length is left
 * beside those before it. Modified Gram–Schmidt.
 *
 * @param vectors of one length
 * @source R survey `degf` of a replicate design
 * @internal
 * @example rankOf([Float64Array.of(1, 0), Float64Array.of(2, 0), Float64Array.of(1, 1)]) // => 2
 */
export function rankOf(vectors: readonly Float64Array[]): number {
  const rest = vectors.map(vector => Float64Array.from(vector))
  const whole = rest.map(lengthOf)
  const open = new Set(rest.flatMap((_, k) => (whole[k]! > 0 ? [k] : [])))
  let rank = 0
  while (open.size > 0) {
    const [first] = open
    open.delete(first!)
    const basis = rest[first!]!
    const length = lengthOf(basis)
    if (!(length > RELATIVE * whole[first!]!)) continue
    rank += 1
    for (let i = 0; i < basis.length; i++) basis[i]! /= length
    // The others lose their part along it at once: the modified form, whose rounding stays small.
    for (const k of open) takeOut(rest[k]!, basis)
  }
  return rank
}

function takeOut(vector: Float64Array, basis: Float64Array): void {
  let along = 0
  for (let i = 0; i < vector.length; i++) along += vector[i]! * basis[i]!
  for (let i = 0; i < vector.length; i++) vector[i]! -= along * basis[i]!
}

function lengthOf(vector: Float64Array): number {
  let sum = 0
  for (const value of vector) sum += value * value
  return Math.sqrt(sum)
}
