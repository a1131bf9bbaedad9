// The (domain, stratum) cells of an estimate: which exist, and the six sums each of them carries.
import type { DomainValues, StratifiedDesign } from './estimate.ts'

/** Cells grouped by domain; `lookup[domain · strata + stratum]` is the cell of a pair, or −1. */
export interface CellIndex {
  readonly start: Int32Array
  readonly stratum: Int32Array
  readonly lookup: Int32Array
  /** Plain mean (or plain ratio) of each domain, the centre its sums are taken around. */
  readonly centre: Float64Array
}

const MOST_PAIRS = 1 << 28

/** First pass: find the cells and the centres. */
export function indexCells(design: StratifiedDesign, values: DomainValues): CellIndex {
  const { element, domain, domains, value, denominator } = values
  const { stratum, strata } = design
  if (element.length !== value.length || domain.length !== value.length)
    throw new RangeError('estimateRatios requires one element and one domain for each value')
  if (domains * strata > MOST_PAIRS) throw new RangeError('estimateRatios requires domains × strata below 2^28')
  const lookup = new Int32Array(domains * strata).fill(-1)
  const top = new Float64Array(domains)
  const bottom = new Float64Array(domains)
  for (let k = 0; k < value.length; k++) {
    const y = value[k]!
    const d = domain[k]!
    const i = element[k]!
    if (d < 0 || d >= domains) throw new RangeError(`estimateRatios requires domains 0 to ${domains - 1}, got ${d}`)
    if (i < 0 || i >= stratum.length)
      throw new RangeError(`estimateRatios requires elements 0 to ${stratum.length - 1}, got ${i}`)
    if (y !== y) continue
    lookup[d * strata + stratum[i]!] = 0
    top[d]! += y
    bottom[d]! += denominator ? denominator[k]! : 1
  }
  return {
    ...numberCells(lookup, domains, strata),
    lookup,
    centre: top.map((sum, d) => (bottom[d] ? sum / bottom[d] : 0)),
  }
}

/** Number the pairs that occur, domain by domain, and write the numbers into `lookup`. */
function numberCells(lookup: Int32Array, domains: number, strata: number): { start: Int32Array; stratum: Int32Array } {
  let count = 0
  for (let pair = 0; pair < lookup.length; pair++) if (lookup[pair] === 0) count++
  const start = new Int32Array(domains + 1)
  const stratumOfCell = new Int32Array(count)
  let next = 0
  for (let d = 0; d < domains; d++) {
    start[d] = next
    for (let h = 0; h < strata; h++)
      if (lookup[d * strata + h] === 0) {
        lookup[d * strata + h] = next
        stratumOfCell[next++] = h
      }
  }
  start[domains] = next
  return { start, stratum: stratumOfCell }
}

/**
 * Second pass: per cell Σwz, Σwx, Σw²z², Σw²zx, Σw²x², and the count, side by side, where z = y − centre·x.
 */
export function fillCells(design: StratifiedDesign, values: DomainValues, index: CellIndex): Float64Array {
  const { element, domain, value, denominator } = values
  const { stratum, strata, weight } = design
  const { lookup, centre } = index
  const sums = new Float64Array(index.stratum.length * 6)
  for (let k = 0; k < value.length; k++) {
    const y = value[k]!
    if (y !== y) continue
    const i = element[k]!
    const d = domain[k]!
    const x = denominator ? denominator[k]! : 1
    const wz = weight[i]! * (y - centre[d]! * x)
    const wx = weight[i]! * x
    const at = lookup[d * strata + stratum[i]!]! * 6
    sums[at]! += wz
    sums[at + 1]! += wx
    sums[at + 2]! += wz * wz
    sums[at + 3]! += wz * wx
    sums[at + 4]! += wx * wx
    sums[at + 5]! += 1
  }
  return sums
}
