// The (domain, stratum) cells of one stage: influence totals of clusters, folded stage by stage from the elements up.
import type { Cells } from './cellsums.ts'
import { groupMembers } from './codes.ts'
import type { CellInfluence } from './linearcells.ts'

/** Cells (domain, stratum) of a stage; `count` = clusters of the stratum that the domain is in. */
export interface StrataCells extends Cells, CellInfluence {
  /** Cells (domain, cluster) below them; none where a cluster is an element, which lies in one domain only. */
  readonly below?: ClusterCells
}

/** Cells (domain, cluster) and the influence total of each. */
export interface ClusterCells extends Cells {
  readonly total: Float64Array
  /** Cell (domain, stratum) that each lies in. */
  readonly into: Int32Array
}

/** Put cells whose group has the same parent together, within each domain. @internal */
export function foldCells(
  { start, group }: Cells,
  parentOf: Int32Array,
  parents: number,
): Cells & { into: Int32Array } {
  const found = new Int32Array(start.length)
  const into = new Int32Array(group.length)
  const parent = new Int32Array(group.length)
  const last = new Int32Array(parents).fill(-1)
  let next = 0
  for (let d = 0; d + 1 < start.length; d++) {
    const from = next
    for (let cell = start[d]!; cell < start[d + 1]!; cell++) {
      const p = parentOf[group[cell]!]!
      if (last[p]! < from) {
        parent[next] = p
        last[p] = next++
      }
      into[cell] = last[p]!
    }
    found[d + 1] = next
  }
  return { start: found, group: parent.slice(0, next), into }
}

/** Sums of `values` by the cell they go into. @internal */
export function addInto(values: Float64Array, into: Int32Array, cells: number): Float64Array {
  const sum = new Float64Array(cells)
  for (let k = 0; k < into.length; k++) sum[into[k]!]! += values[k]!
  return sum
}

/** From cluster totals to the strata of the stage: their sum, and their spread in a second round. @internal */
export function strataOf(clusters: Cells & { total: Float64Array }, stratum: Int32Array, strata: number): StrataCells {
  const { into, start, group } = foldCells(clusters, stratum, strata)
  const sum = addInto(clusters.total, into, group.length)
  const count = new Float64Array(group.length)
  for (let k = 0; k < into.length; k++) count[into[k]!]! += 1
  const spread = new Float64Array(group.length)
  for (let k = 0; k < into.length; k++) {
    const cell = into[k]!
    spread[cell]! += (clusters.total[k]! - sum[cell]! / count[cell]!) ** 2
  }
  return { start, group, count, sum, spread, below: { ...clusters, into } }
}

/**
 * Variances of the domains from one stage: clusters of a stratum that lack the domain count as zero.
 *
 * @internal
 */
export function addVariance(
  variance: Float64Array,
  { start, group, count, sum, spread }: StrataCells,
  factor: Float64Array,
  sampled: Int32Array,
): void {
  for (let d = 0; d < variance.length; d++)
    for (let cell = start[d]!; cell < start[d + 1]!; cell++) {
      const h = group[cell]!
      const n = count[cell]!
      const between = ((sum[cell]! * sum[cell]!) / n) * (1 - n / sampled[h]!)
      variance[d]! += factor[h]! * (spread[cell]! + between)
    }
}

/**
 * Covariances between different domains from one stage, into the upper triangle of a matrix kept by rows.
 *
 * @internal
 */
export function addCovariance(
  matrix: Float64Array,
  cells: StrataCells,
  factor: Float64Array,
  sampled: Int32Array,
): void {
  const domains = cells.start.length - 1
  const domainOf = new Int32Array(cells.group.length)
  for (let d = 0; d < domains; d++) domainOf.fill(d, cells.start[d], cells.start[d + 1])
  const { start, member } = groupMembers({ code: cells.group, count: factor.length })
  const together = cells.below ? sharedClusters(cells, cells.below, member, start) : null
  for (let h = 0; h < factor.length; h++) {
    if (factor[h] === 0) continue
    const here = member.subarray(start[h], start[h + 1])
    const shared = together?.(h)
    for (let j = 0; j < here.length; j++) {
      const one = here[j]!
      const mean = cells.sum[one]! / cells.count[one]!
      const row = domainOf[one]! * domains
      for (let k = j + 1; k < here.length; k++) {
        const two = here[k]!
        const at = j * here.length + k
        // Clusters that hold both, less those expected to: nothing is left to cancel when every cluster holds both.
        const excess = (shared ? shared.number[at]! : 0) - (cells.count[one]! * cells.count[two]!) / sampled[h]!
        const level = mean * (cells.sum[two]! / cells.count[two]!) * excess
        matrix[row + domainOf[two]!]! += factor[h]! * (level + (shared ? shared.product[at]! : 0))
      }
    }
  }
}

interface Shared {
  /** Clusters that hold both domains of a pair, and Σ(z₁z₂ − mean₁mean₂) over them; pairs of the stratum's cells by rows. */
  readonly number: Float64Array
  readonly product: Float64Array
}

/** For each stratum, what its clusters with several domains add; called with strata in any order. */
function sharedClusters(cells: StrataCells, below: ClusterCells, byStratum: Int32Array, startOf: Int32Array) {
  const clusterCount = below.group.reduce((most, c) => Math.max(most, c), -1) + 1
  const { start, member } = groupMembers({ code: below.group, count: clusterCount })
  const stratumOfCluster = new Int32Array(clusterCount).fill(-1)
  for (let k = 0; k < below.group.length; k++) stratumOfCluster[below.group[k]!] = cells.group[below.into[k]!]!
  const present = Int32Array.from({ length: clusterCount }, (_, c) => c).filter(c => stratumOfCluster[c]! >= 0)
  const list = groupMembers({ code: present.map(c => stratumOfCluster[c]!), count: startOf.length - 1 })
  const place = new Int32Array(cells.group.length)
  for (let h = 0; h + 1 < startOf.length; h++)
    for (let j = startOf[h]!; j < startOf[h + 1]!; j++) place[byStratum[j]!] = j - startOf[h]!
  const mean = cells.sum.map((sum, cell) => sum / cells.count[cell]!)
  return (h: number): Shared => {
    const width = startOf[h + 1]! - startOf[h]!
    const shared = { number: new Float64Array(width * width), product: new Float64Array(width * width) }
    for (let at = list.start[h]!; at < list.start[h + 1]!; at++) {
      const cluster = present[list.member[at]!]!
      addCluster(shared, member.subarray(start[cluster], start[cluster + 1]), below, place, mean, width)
    }
    return shared
  }
}

function addCluster(
  shared: Shared,
  inCluster: Int32Array,
  { into, total }: ClusterCells,
  place: Int32Array,
  mean: Float64Array,
  width: number,
): void {
  for (let j = 0; j < inCluster.length; j++) {
    const one = inCluster[j]!
    const m = mean[into[one]!]!
    const z = total[one]! - m
    const row = place[into[one]!]! * width
    for (let k = j + 1; k < inCluster.length; k++) {
      const two = inCluster[k]!
      const m2 = mean[into[two]!]!
      const z2 = total[two]! - m2
      const at = row + place[into[two]!]!
      shared.number[at]! += 1
      shared.product[at]! += z * z2 + m * z2 + m2 * z
    }
  }
}
