// Linear equations with few unknowns.

/**
 * X of A X = B, by elimination with row exchange.
 *
 * @param a square
 * @param b as many rows as `a`
 * @returns as `b`; NaN throughout when `a` is singular to working precision
 * @internal
 * @example solveMatrix([[2, 0], [0, 4]], [[2], [2]]) // => [[1], [0.5]]
 */
export function solveMatrix(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  const n = a.length
  const rows = a.map((line, i) => [...line, ...b[i]!])
  const largest = Math.max(...a.map(line => Math.max(...line.map(Math.abs))))
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i
    ;[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!]
    const head = rows[k]!
    if (!(Math.abs(head[k]!) > 1e-14 * largest)) return b.map(line => line.map(() => NaN))
    for (let i = 0; i < n; i++) {
      const line = rows[i]!
      const factor = i === k ? 0 : line[k]! / head[k]!
      if (factor !== 0) for (let j = k; j < line.length; j++) line[j]! -= factor * head[j]!
    }
  }
  return rows.map((line, k) => line.slice(n).map(value => value / line[k]!))
}
