// One pass for all domains: sums of the (domain, group) cells, a group being a stratum of elements or a cluster.
import { crossCodes, groupMembers } from './codes.ts'

/** What was observed: at most one entry for each element and domain. */
export interface DomainEntries {
  /** Element of each entry; none = entry k is of element k. */
  readonly element?: Int32Array
  /** Domain of each entry; −1 = outside every domain. */
  readonly domain: Int32Array
  readonly domains: number
  /** NaN = missing: the entry counts as outside. */
  readonly value: Float64Array
  /** Denominator of the ratio; none = 1. */
  readonly denominator?: Float64Array
}

/** Cells of domain d are `start[d]` to `start[d + 1]` − 1. */
export interface Cells {
  readonly start: Int32Array
  /** Group of each cell. */
  readonly group: Int32Array
}

/**
 * Sums of each cell, eight side by side: n, a₀, b₀, Σ(a−a₀), Σ(b−b₀), Σ(a−a₀)², Σ(a−a₀)(b−b₀), Σ(b−b₀)², where a = w(y − centre·x),
 * b = wx, and a₀, b₀ are those of the cell's first entry. Raw sums of squares would lose 6 to 8 digits.
 */
export interface CellSums extends Cells {
  readonly sums: Float64Array
  /** Plain mean (or plain ratio) of each domain; 0 for totals. */
  readonly centre: Float64Array
  /** Entries whose value is missing, by domain. */
  readonly missing: Int32Array
}

/** Numbers of a cell in `sums`. */
export const WIDTH = 8

/** Find the cells and sum them up. `group` and `weight` are by element. @internal */
export function sumCells(
  entries: DomainEntries,
  weight: Float64Array,
  group: Int32Array,
  groups: number,
  centred: boolean,
): CellSums {
  const { domains } = entries
  const { inside, centre, missing } = prepare(entries, centred)
  const groupOfEntry = entries.element ? gather(group, entries.element) : group
  // Entries outside every domain share one more domain, which is dropped below.
  const cells = crossCodes({ code: inside, count: domains + 1 }, { code: groupOfEntry, count: groups })
  const sums = fillSums(entries, weight, centre, cells.code, cells.count)
  const { start, member } = groupMembers({ code: gather(inside, cells.first), count: domains + 1 })
  const kept = start[domains]!
  const ordered = new Float64Array(kept * WIDTH)
  const groupOfCell = new Int32Array(kept)
  for (let at = 0; at < kept; at++) {
    const cell = member[at]!
    for (let k = 0; k < WIDTH; k++) ordered[at * WIDTH + k] = sums[cell * WIDTH + k]!
    groupOfCell[at] = groupOfEntry[cells.first[cell]!]!
  }
  return { start: start.subarray(0, domains + 1), group: groupOfCell, sums: ordered, centre, missing }
}

const gather = (values: Int32Array, at: Int32Array): Int32Array => {
  const found = new Int32Array(at.length)
  for (let k = 0; k < at.length; k++) found[k] = values[at[k]!]!
  return found
}

/** Domain of each entry with a value, else `domains`; plain means; how many are missing. */
function prepare({ domain, domains, value, denominator }: DomainEntries, centred: boolean) {
  const inside = new Int32Array(value.length)
  const missing = new Int32Array(domains)
  const top = new Float64Array(domains)
  const bottom = new Float64Array(domains)
  for (let k = 0; k < value.length; k++) {
    const d = domain[k]!
    const y = value[k]!
    const x = denominator ? denominator[k]! : 1
    if (d >= 0 && y === y && x === x) {
      inside[k] = d
      top[d]! += y
      bottom[d]! += x
    } else {
      inside[k] = domains
      if (d >= 0) missing[d]! += 1
    }
  }
  const centre = top.map((sum, d) => (centred && bottom[d] ? sum / bottom[d] : 0))
  return { inside, centre, missing }
}

function fillSums(
  { element, domain, value, denominator }: DomainEntries,
  weight: Float64Array,
  centre: Float64Array,
  cell: Int32Array,
  count: number,
): Float64Array {
  const sums = new Float64Array(count * WIDTH)
  for (let k = 0; k < value.length; k++) {
    const w = weight[element ? element[k]! : k]!
    const x = denominator ? denominator[k]! : 1
    const d = domain[k]!
    const a = w * (value[k]! - (d < 0 ? 0 : centre[d]!) * x)
    const b = w * x
    const at = cell[k]! * WIDTH
    if (sums[at] === 0) {
      sums[at] = 1
      sums[at + 1] = a
      sums[at + 2] = b
      continue
    }
    const p = a - sums[at + 1]!
    const q = b - sums[at + 2]!
    sums[at]! += 1
    sums[at + 3]! += p
    sums[at + 4]! += q
    sums[at + 5]! += p * p
    sums[at + 6]! += p * q
    sums[at + 7]! += q * q
  }
  return sums
}
