// Domain estimates by the fast road: one pass over the elements for all domains, then cells (domain, cluster) and (domain, stratum).
import type { DomainEstimates, DomainOptions } from './bydomain.ts'
import { type CellSums, sumCells } from './cellsums.ts'
import { type ActiveStage, activeStages, stageFactors } from './covariance.ts'
import { linearise } from './linearcells.ts'
import { addCovariance, addInto, addVariance, foldCells, type StrataCells, strataOf } from './stagecells.ts'
import type { Stage, SurveyDesign } from './surveydesign.ts'

/**
 * What `estimateByDomain` gives, or null for a design that only the general road serves: adjusted weights, or a lonely cluster
 * under a policy that looks at other strata (`average`, `adjust`).
 *
 * @returns as `estimateByDomain`, without levels and degrees of freedom
 * @internal
 */
export function byCells(
  design: SurveyDesign,
  value: Float64Array,
  domain: Int32Array,
  domains: number,
  options: DomainOptions,
): Omit<DomainEstimates, 'levels' | 'df'> | null {
  if (design.adjustments.length > 0) return null
  const stages = activeStages(design)
  const bottom = stages.at(-1)!
  const single = bottom.stage.clusters === design.count
  const ratio = options.statistic !== 'total'
  const denominator = options.statistic === 'ratio' ? { denominator: options.denominator! } : {}
  const entries = { domain, domains, value, ...denominator }
  const group = single ? strataOfElements(bottom.stage) : bottom.stage.cluster
  const cells = sumCells(entries, design.weight, group, single ? bottom.stage.strata : bottom.stage.clusters, ratio)
  const linear = linearise(cells, ratio ? 'ratio' : 'total')
  const lowest = single
    ? { start: cells.start, group: cells.group, count: linear.count, sum: linear.sum, spread: linear.spread }
    : strataOf({ ...cells, total: linear.sum }, bottom.stage.stratum, bottom.stage.strata)
  const spread = addStages(design, stages, lowest, options.covariance === true)
  return spread && conclude(cells, linear, spread, options)
}

/** Stratum of each element, where elements are the clusters of the stage. */
function strataOfElements({ cluster, stratum }: Stage): Int32Array {
  const found = new Int32Array(cluster.length)
  for (let i = 0; i < found.length; i++) found[i] = stratum[cluster[i]!]!
  return found
}

interface Spread {
  readonly variance: Float64Array
  /** Clusters minus strata of the first stage that each domain is in. */
  readonly degrees: Int32Array
  /** Upper triangle by rows, without the diagonal. */
  readonly matrix: Float64Array | null
}

/** Variances (and covariances) over the stages, from the lowest up. */
function addStages(
  design: SurveyDesign,
  stages: readonly ActiveStage[],
  lowest: StrataCells,
  covariance: boolean,
): Spread | null {
  const domains = lowest.start.length - 1
  const variance = new Float64Array(domains)
  const matrix = covariance ? new Float64Array(domains * domains) : null
  let cells = lowest
  for (let s = stages.length - 1; s >= 0; s--) {
    const active = stages[s]!
    const present = new Uint8Array(active.stage.strata)
    for (const h of cells.group) present[h] = 1
    const { factor, alone } = stageFactors(active, present, design.lonely)
    if (alone > 0 && (design.lonely === 'average' || design.lonely === 'adjust')) return null
    addVariance(variance, cells, factor, active.sampled)
    if (matrix) addCovariance(matrix, cells, factor, active.sampled)
    if (s > 0) cells = strataAbove(cells, active, stages[s - 1]!)
  }
  return { variance, degrees: degreesOf(cells), matrix }
}

function degreesOf({ start, count }: StrataCells): Int32Array {
  const degrees = new Int32Array(start.length - 1)
  for (let d = 0; d < degrees.length; d++)
    for (let cell = start[d]!; cell < start[d + 1]!; cell++) degrees[d]! += count[cell]! - 1
  return degrees
}

/** A stratum of a later stage is a cluster of the stage above. */
function strataAbove(cells: StrataCells, active: ActiveStage, above: ActiveStage): StrataCells {
  const clusters = foldCells(cells, active.parent!, above.stage.clusters)
  const total = addInto(cells.sum, clusters.into, clusters.group.length)
  return strataOf({ ...clusters, total }, above.stage.stratum, above.stage.strata)
}

function conclude(
  { missing }: CellSums,
  { estimate, size }: ReturnType<typeof linearise>,
  { variance, degrees, matrix }: Spread,
  options: DomainOptions,
): Omit<DomainEstimates, 'levels' | 'df'> {
  if (options.missing !== 'outside') missing.forEach((count, d) => count > 0 && (estimate[d] = NaN))
  estimate.forEach((value, d) => Number.isNaN(value) && (variance[d] = NaN))
  const found = { estimate, standardError: variance.map(Math.sqrt), count: size, missing, dfDomain: degrees }
  if (!matrix) return found
  const domains = estimate.length
  const rows = Array.from(variance, (value, d) => {
    const row = Array.from({ length: domains }, (_, e) => matrix[Math.min(d, e) * domains + Math.max(d, e)]!)
    row[d] = value
    return Number.isNaN(value) ? row.fill(NaN) : row
  })
  estimate.forEach((value, d) => Number.isNaN(value) && rows.forEach(row => (row[d] = NaN)))
  return { ...found, covariance: rows }
}
