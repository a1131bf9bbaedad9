// How many of several independent events happen: the table that fixed-size designs are computed from.
import { problem, refuse } from '../problem.ts'

/** Cells a table may have: 80 MB. */
const tableLimit = 1e7

/** Refuse a design whose tables would not fit. @internal */
export function refuseLargeTable(method: string, count: number, n: number): void {
  const limit = tableLimit
  refuse((count + 1) * (n + 1) > limit ? [problem('method_too_large', { method, count, n, limit })] : [])
}

/**
 * Probability that exactly k of the events j, j + 1, … happen, at `j · (n + 1) + k`, k up to n. Only sums of products of
 * probabilities: nothing cancels, nothing overflows.
 *
 * @param p probability of each event, [0, 1]
 * @source Chen, Dempster and Liu (1994), Weighted finite population sampling to maximize entropy, Biometrika 81
 * @internal
 * @example [...countsFrom([0.5, 0.5], 1).subarray(0, 2)] // => [0.25, 0.5]
 */
export function countsFrom(p: ArrayLike<number>, n: number): Float64Array {
  const width = n + 1
  const table = new Float64Array((p.length + 1) * width)
  table[p.length * width] = 1
  for (let j = p.length - 1; j >= 0; j--) {
    const yes = p[j]!
    const no = 1 - yes
    const [row, next] = [j * width, (j + 1) * width]
    const most = Math.min(n, p.length - j)
    table[row] = no * table[next]!
    for (let k = 1; k <= most; k++) table[row + k] = yes * table[next + k - 1]! + no * table[next + k]!
  }
  return table
}

/**
 * Add one event to the distribution of a count, in place; counts above its length − 1 are dropped.
 *
 * @internal
 */
export function addEvent(counts: Float64Array, p: number): void {
  const no = 1 - p
  for (let k = counts.length - 1; k > 0; k--) counts[k] = p * counts[k - 1]! + no * counts[k]!
  counts[0] = no * counts[0]!
}
