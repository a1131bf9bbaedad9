// Variance after weights were fitted to known totals: influence values less what the totals explain.
import type { Adjustment } from '../estimation/surveydesign.ts'
import { type Basis, groupSums, orthonormal } from './basis.ts'
import type { MarginCells } from './margins.ts'

/** Weights before and after a step whose factor g is the same for all elements of a group. */
export interface Step {
  readonly group: Int32Array | null
  /** By group. */
  readonly g: Float64Array
  /** By group: sum of the weights before. */
  readonly start: Float64Array
  /** By element. */
  readonly weight: Float64Array
}

/**
 * Residual of a regression on the auxiliaries, weighted by the weights before the step, times the weight after it.
 * A group that the step gave weight 0 takes no part.
 *
 * @source Deville & Särndal (1992); R survey `calibrate`
 * @internal
 */
export function projectionOnto(
  { group, g, start, weight }: Step,
  basis: Basis,
  columns: readonly Float64Array[],
): Adjustment {
  const gone = g.some((factor, c) => factor === 0 && start[c]! > 0)
  const { q } = gone
    ? orthonormal(
        columns,
        start.map((d, c) => (g[c] === 0 ? 0 : d)),
      )
    : basis
  return {
    project(influence) {
      let residual = influence
      // Twice: the second pass takes out what rounding left.
      for (let pass = 0; pass < 2; pass++) residual = explainedOut(residual, { group, g, start, weight }, q)
      return residual
    },
  }
}

function explainedOut(influence: Float64Array, { group, g, weight }: Step, q: readonly Float64Array[]): Float64Array {
  const sums = groupSums(influence, group, g.length)
  const fitted = new Float64Array(g.length)
  for (const basis of q) {
    let slope = 0
    for (let c = 0; c < g.length; c++) if (g[c] !== 0) slope += (basis[c]! * sums[c]!) / g[c]!
    for (let c = 0; c < g.length; c++) fitted[c]! += slope * basis[c]!
  }
  return influence.map((z, i) => z - weight[i]! * fitted[group === null ? i : group[i]!]!)
}

/** A raked sample. */
export interface RakedSample {
  readonly cells: MarginCells
  readonly g: Float64Array
  readonly weight: Float64Array
  readonly before: Float64Array
}

/** Numbers in a matrix of class indicators by cell, above which the regression goes round by round instead. */
const DENSE_LIMIT = 4e6
const MOST_ROUNDS = 10_000

/** Regression on the classes of all margins: what calibration to the same margins gives. @internal */
export function projectionOntoMargins(sample: RakedSample): Adjustment {
  const { cells, g, weight } = sample
  const size = cells.level.reduce((sum, level) => sum + levelsIn(level), 0)
  if (size * cells.count > DENSE_LIMIT) return projectionByMeans(sample)
  const columns = cells.level.flatMap(level =>
    Array.from({ length: levelsIn(level) }, (_, l) => Float64Array.from(level, own => (own === l ? 1 : 0))),
  )
  let basis: Basis | undefined
  const step: Step = { group: cells.cell, g, start: cells.start, weight }
  return {
    project(influence) {
      basis ??= orthonormal(columns, cells.start)
      return projectionOnto(step, basis, columns).project(influence)
    },
  }
}

const levelsIn = (level: Int32Array): number => level.reduce((most, l) => Math.max(most, l + 1), 0)

/**
 * The same regression for many classes: weighted class means taken out, one margin after another, until nothing is left to take.
 *
 * @internal
 */
export function projectionByMeans({ cells, g, weight }: RakedSample): Adjustment {
  const { cell, level, count } = cells
  const members = cells.start.map((start, c) => (g[c] === 0 ? 0 : start))
  return {
    project(influence) {
      const sums = groupSums(influence, cell, count).map((sum, c) => (g[c] === 0 ? 0 : sum / g[c]!))
      const offset = new Float64Array(count)
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const before = Float64Array.from(offset)
        for (const own of level) takeOutMeans(own, sums, members, offset)
        const most = offset.reduce((all, value) => Math.max(all, Math.abs(value)), 0)
        if (offset.every((value, c) => Math.abs(value - before[c]!) <= 1e-14 * most)) break
      }
      return influence.map((z, i) => z - weight[i]! * offset[cell[i]!]!)
    },
  }
}

const ROUNDS = 10

/**
 * Ten rounds of taking out the plain mean of z/w within each class, one margin after another.
 *
 * @source R survey 4.1 `svyrecvar` after `rake`, as its results show
 * @internal
 */
export function projectionByRounds({ cells, weight }: RakedSample): Adjustment {
  const { cell, level, count } = cells
  const members = new Float64Array(count)
  for (let i = 0; i < cell.length; i++) if (weight[i] !== 0) members[cell[i]!]! += 1
  return {
    project(influence) {
      const sums = new Float64Array(count)
      for (let i = 0; i < cell.length; i++) if (weight[i] !== 0) sums[cell[i]!]! += influence[i]! / weight[i]!
      const offset = new Float64Array(count)
      for (let round = 0; round < ROUNDS; round++) for (const own of level) takeOutMeans(own, sums, members, offset)
      return influence.map((z, i) => z - weight[i]! * offset[cell[i]!]!)
    },
  }
}

/** Add to the offset of each cell the mean of its class, the offset so far taken off. */
function takeOutMeans(level: Int32Array, sums: Float64Array, members: Float64Array, offset: Float64Array): void {
  const levels = levelsIn(level)
  const total = new Float64Array(levels)
  const number = new Float64Array(levels)
  for (let c = 0; c < level.length; c++) {
    total[level[c]!]! += sums[c]! - members[c]! * offset[c]!
    number[level[c]!]! += members[c]!
  }
  for (let c = 0; c < level.length; c++) {
    const l = level[c]!
    if (number[l]! > 0) offset[c]! += total[l]! / number[l]!
  }
}
