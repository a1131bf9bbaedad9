// A two-way table of estimated shares with the covariance of its cells, and the contrasts that independence sets to zero.
import type { Factor } from '../spec/types.ts'
import { covariance } from './covariance.ts'
import type { SurveyDesign } from './surveydesign.ts'

export interface CrossTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Share of each cell, row by row; they sum to 1. */
  readonly share: Float64Array
  /** Cell of each element, −1 = left out. */
  readonly cell: Int32Array
  /** Weight of all cells. */
  readonly total: number
  /** Elements with both values. */
  readonly count: number
}

/**
 * Estimated shares of a two-way table; an element with either value missing is left out. Levels that nobody has are dropped.
 *
 * @param row code −1 = missing
 * @param column likewise
 * @returns shares of the weighted total, row by row, which sum to 1
 * @throws RangeError when either has not one code for each element
 * @source R survey `svytable`
 * @example
 * crossTable(createSurveyDesign({ count: 2 }), { codes: Int32Array.of(0, 1), levels: ['a', 'b'] }, { codes: Int32Array.of(0, 0), levels: ['x'] }).share.join() // => '0.5,0.5'
 */
export function crossTable(design: SurveyDesign, row: Factor, column: Factor): CrossTable {
  if (row.codes.length !== design.count || column.codes.length !== design.count)
    throw new RangeError('crossTable requires one code for each element')
  const inside = (i: number): boolean => row.codes[i]! >= 0 && column.codes[i]! >= 0 && design.weight[i]! > 0
  const rows = present(row, inside)
  const columns = present(column, inside)
  const cells = rows.levels.length * columns.levels.length
  const cell = new Int32Array(design.count).fill(-1)
  const share = new Float64Array(cells)
  let [total, count] = [0, 0]
  for (let i = 0; i < design.count; i++) {
    if (!inside(i)) continue
    cell[i] = rows.place[row.codes[i]!]! * columns.levels.length + columns.place[column.codes[i]!]!
    share[cell[i]!]! += design.weight[i]!
    total += design.weight[i]!
    count += 1
  }
  for (let k = 0; k < cells; k++) share[k]! /= total
  return { rows: rows.levels, columns: columns.levels, share, cell, total, count }
}

function present({ codes, levels }: Factor, inside: (i: number) => boolean) {
  const place = new Int32Array(levels.length).fill(-1)
  for (let i = 0; i < codes.length; i++) if (inside(i)) place[codes[i]!] = 0
  const kept = levels.filter((_, code) => place[code] === 0)
  let next = 0
  for (let code = 0; code < place.length; code++) if (place[code] === 0) place[code] = next++
  return { place, levels: kept }
}

/** Shares of rows and columns. @internal */
export function marginsOf({ rows, columns, share }: CrossTable): { row: number[]; column: number[] } {
  const row = rows.map(() => 0)
  const column = columns.map(() => 0)
  share.forEach((p, k) => {
    row[Math.floor(k / columns.length)]! += p
    column[k % columns.length]! += p
  })
  return { row, column }
}

/**
 * Covariance matrix of combinations Σ_k a_k · p_k of cells, one for each list of coefficients; of `counts`, the same of estimated
 * counts over their estimated total, which then adds no variance of its own.
 *
 * @internal
 */
export function combinedCovariance(
  design: SurveyDesign,
  { cell, total, share }: CrossTable,
  coefficients: readonly (readonly number[])[],
  of: 'shares' | 'counts' = 'shares',
): number[][] {
  const combined = coefficients.map(a => {
    const centre = of === 'shares' ? share.reduce((sum, p, k) => sum + p * a[k]!, 0) : 0
    const z = new Float64Array(design.count)
    for (let i = 0; i < z.length; i++) if (cell[i]! >= 0) z[i] = (design.weight[i]! * (a[cell[i]!]! - centre)) / total
    return z
  })
  return covariance(design, combined)
}
