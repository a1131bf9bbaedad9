// From cell sums to estimates, and to the influence of each cell: its sum, and its spread around the cell's own mean.
import { type CellSums, WIDTH } from './cellsums.ts'

/** Influence of the entries (or clusters) of each cell. */
export interface CellInfluence {
  readonly count: Float64Array
  readonly sum: Float64Array
  /** Σ(z − cell mean)². */
  readonly spread: Float64Array
}

export interface LinearisedDomains extends CellInfluence {
  /** NaN for a domain without entries or without denominator. */
  readonly estimate: Float64Array
  /** Entries of each domain. */
  readonly size: Int32Array
  /** Σ(wx)² / (Σwx)²: 1 / effective sample size of Kish. */
  readonly kish: Float64Array
}

/** Ratios Σwy/Σwx of all domains, or totals Σwy, and the influence of their cells. @internal */
export function linearise(cells: CellSums, statistic: 'ratio' | 'total'): LinearisedDomains {
  const domains = cells.start.length - 1
  const found: LinearisedDomains = {
    estimate: new Float64Array(domains).fill(NaN),
    size: new Int32Array(domains),
    kish: new Float64Array(domains).fill(NaN),
    count: new Float64Array(cells.group.length),
    sum: new Float64Array(cells.group.length),
    spread: new Float64Array(cells.group.length),
  }
  for (let d = 0; d < domains; d++) lineariseDomain(cells, d, statistic, found)
  return found
}

function lineariseDomain(
  { start, sums, centre }: CellSums,
  d: number,
  statistic: 'ratio' | 'total',
  out: LinearisedDomains,
) {
  let top = 0
  let bottom = 0
  let squaredWeights = 0
  for (let cell = start[d]!; cell < start[d + 1]!; cell++) {
    const at = cell * WIDTH
    const n = sums[at]!
    const b = sums[at + 2]!
    top += n * sums[at + 1]! + sums[at + 3]!
    bottom += n * b + sums[at + 4]!
    squaredWeights += n * b * b + 2 * b * sums[at + 4]! + sums[at + 7]!
    out.size[d]! += n
  }
  const ratio = statistic === 'ratio'
  const shift = ratio ? top / bottom : 0
  const scale = ratio ? bottom : 1
  for (let cell = start[d]!; cell < start[d + 1]!; cell++) {
    const at = cell * WIDTH
    const n = sums[at]!
    const [p, q] = [sums[at + 3]!, sums[at + 4]!]
    out.count[cell] = n
    out.sum[cell] = (n * (sums[at + 1]! - shift * sums[at + 2]!) + (p - shift * q)) / scale
    const aa = sums[at + 5]! - (p * p) / n
    const ab = sums[at + 6]! - (p * q) / n
    const bb = sums[at + 7]! - (q * q) / n
    out.spread[cell] = Math.max(0, (aa - shift * (2 * ab - shift * bb)) / (scale * scale))
  }
  if (out.size[d] === 0) out.estimate[d] = ratio ? NaN : 0
  else out.estimate[d] = ratio ? (bottom === 0 ? NaN : centre[d]! + shift) : top
  if (bottom !== 0) out.kish[d] = squaredWeights / (bottom * bottom)
}
