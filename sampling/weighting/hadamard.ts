// Hadamard matrices: rows of ±1, any two of them orthogonal; they balance half-samples.

/** Largest number of rows asked for. */
export const largestHadamard = 1024

/**
 * The smallest Hadamard matrix of at least `order` rows that the constructions here reach: doubling, products, and Paley's two from primes.
 * Its first row and first column are all +1.
 *
 * @param order 1 to 1024
 * @returns rows of +1 and −1
 * @throws RangeError for an order outside that
 * @source Sylvester (1867); Paley (1933)
 * @example hadamard(3).map(row => [...row]) // => [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]
 */
export function hadamard(order: number): Int8Array[] {
  if (!(order >= 1 && order <= largestHadamard))
    throw new RangeError(`hadamard requires an order of 1 to ${largestHadamard}`)
  for (let n = order; ; n++) {
    const made = ofOrder(n)
    if (made !== undefined) return normalised(made)
  }
}

function ofOrder(n: number): Int8Array[] | undefined {
  if (n === 1) return [Int8Array.of(1)]
  if (n === 2) return [Int8Array.of(1, 1), Int8Array.of(1, -1)]
  if (n % 4 !== 0) return undefined
  const half = ofOrder(n / 2)
  if (half !== undefined) return product(ofOrder(2)!, half)
  if (isPrime(n - 1)) return paley(n - 1)
  if (isPrime(n / 2 - 1) && (n / 2 - 1) % 4 === 1) return paleyDouble(n / 2 - 1)
  for (let m = 4; m * m <= n; m += 4) {
    const [one, two] = n % m === 0 ? [ofOrder(m), ofOrder(n / m)] : []
    if (one !== undefined && two !== undefined) return product(one, two)
  }
  return undefined
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return n > 1
}

/** Kronecker product. */
const product = (one: readonly Int8Array[], two: readonly Int8Array[]): Int8Array[] =>
  one.flatMap(a =>
    two.map(b =>
      Int8Array.from({ length: a.length * b.length }, (_, j) => a[Math.floor(j / b.length)]! * b[j % b.length]!),
    ),
  )

/** χ(k) = 0 for 0, 1 for squares modulo q, else −1. */
function quadraticCharacter(q: number): Int8Array {
  const chi = new Int8Array(q).fill(-1)
  for (let k = 1; k < q; k++) chi[(k * k) % q] = 1
  chi[0] = 0
  return chi
}

/** q ≡ 3 modulo 4: I + S with S skew, of order q + 1. */
function paley(q: number): Int8Array[] {
  const chi = quadraticCharacter(q)
  return Array.from({ length: q + 1 }, (_, i) =>
    Int8Array.from({ length: q + 1 }, (__, j) => {
      if (i === j) return 1
      if (i === 0) return 1
      return j === 0 ? -1 : chi[(i - j + q) % q]!
    }),
  )
}

/** q ≡ 1 modulo 4: the symmetric conference matrix C of order q + 1 makes one of order 2(q + 1). */
function paleyDouble(q: number): Int8Array[] {
  const chi = quadraticCharacter(q)
  const entry = (i: number, j: number): number => (i === j ? 0 : i === 0 || j === 0 ? 1 : chi[(i - j + q) % q]!)
  return Array.from({ length: 2 * (q + 1) }, (_, i) =>
    Int8Array.from({ length: 2 * (q + 1) }, (__, j) => {
      const c = entry(i >> 1, j >> 1)
      if (c === 0) return (i & 1) === 0 && (j & 1) === 0 ? 1 : -1
      return (i & 1) === 1 && (j & 1) === 1 ? -c : c
    }),
  )
}

/** First row and column made +1 by changing signs of columns and rows. */
function normalised(matrix: readonly Int8Array[]): Int8Array[] {
  const top = matrix[0]!
  return matrix.map(row => {
    const sign = row[0]! * top[0]!
    return row.map((value, j) => value * top[j]! * sign)
  })
}
