// Known totals by class: margins are checked once and elements are put into the cells of their cross, so that work counts cells, not elements.
import { type Codes, crossCodes } from '../estimation/codes.ts'
import { type Problem, problem, refuse } from '../problem.ts'
import type { Factor } from '../spec/types.ts'

/** Known population totals of the classes of one variable. */
export interface Margin {
  readonly name: string
  readonly factor: Factor
  /** Population total by level; 0 or more. Every level with weight in the sample must be told. */
  readonly totals: Readonly<Record<string, number>>
}

/** Elements by the cell they lie in, and cells by their level of each variable. */
export interface MarginCells {
  readonly cell: Int32Array
  readonly count: number
  /** For each variable, the level of each cell. */
  readonly level: readonly Int32Array[]
  /** Weight of each cell before the step. */
  readonly start: Float64Array
}

const DENSE_LIMIT = 1 << 16

/**
 * Put elements into the cells of the cross of several variables.
 *
 * @param factors one code for each element; missing only where weight is 0
 * @param weight by element, 0 or more
 * @internal
 * @example
 * [...cellsOf([{ codes: Int32Array.of(0, 1, 1), levels: ['a', 'b'] }], Float64Array.of(1, 2, 3)).start] // => [1, 5]
 */
export function cellsOf(factors: readonly Factor[], weight: Float64Array): MarginCells {
  const codes = factors.map(({ codes: own, levels }) => ({ code: filledCodes(own), count: Math.max(1, levels.length) }))
  const size = codes.reduce((product, { count }) => product * count, 1)
  const { code: cell, count } = size <= DENSE_LIMIT ? crossByStride(codes, weight.length) : codes.reduce(crossCodes)
  const level = size <= DENSE_LIMIT ? levelsByStride(codes) : codes.map(one => levelsOfCells(one, cell, count))
  const start = new Float64Array(count)
  for (let i = 0; i < cell.length; i++) start[cell[i]!]! += weight[i]!
  return { cell, count, level, start }
}

/** Missing codes stand with the first level: they carry no weight. @internal */
export const filledCodes = (codes: Int32Array): Int32Array =>
  codes.includes(-1) ? codes.map(c => Math.max(c, 0)) : codes

/** All cells of the cross, whether met or not: code of a cell = Σ code · stride. */
function crossByStride(codes: readonly Codes[], length: number): Codes {
  const cell = new Int32Array(length)
  let count = 1
  for (const one of codes) {
    const { code } = one
    if (count === 1) cell.set(code)
    else for (let i = 0; i < length; i++) cell[i]! += code[i]! * count
    count *= one.count
  }
  return { code: cell, count }
}

function levelsByStride(codes: readonly Codes[]): Int32Array[] {
  const size = codes.reduce((product, { count }) => product * count, 1)
  let stride = 1
  return codes.map(({ count }) => {
    const by = stride
    stride *= count
    return Int32Array.from({ length: size }, (_, c) => Math.floor(c / by) % count)
  })
}

function levelsOfCells({ code }: Codes, cell: Int32Array, count: number): Int32Array {
  const level = new Int32Array(count)
  for (let i = 0; i < cell.length; i++) level[cell[i]!] = code[i]!
  return level
}

/** Totals of a margin in the order of its levels; a level not told counts 0. @internal */
export const totalsByLevel = ({ factor, totals }: Margin): Float64Array =>
  Float64Array.from(factor.levels, level => (Object.hasOwn(totals, level) ? totals[level]! : 0))

/** Elements with weight whose class is missing. @internal */
export function missingProblems(name: string, codes: Int32Array, weight: Float64Array): Problem[] {
  let count = 0
  let first = -1
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! >= 0 || weight[i] === 0) continue
    if (count++ === 0) first = i
  }
  return count === 0 ? [] : [problem('class_missing', { variable: name, count, element: first + 1 })]
}

/**
 * Refuse margins that no weights can meet: a class missing, a total that is not a number of 0 or more, a class of the sample
 * without total, a total without sample, totals that differ between margins by more than 1e-9.
 *
 * @throws InputError naming every one of them
 * @throws RangeError when a factor has not one code for each element
 * @internal
 */
export function checkMargins(margins: readonly Margin[], weight: Float64Array): void {
  if (margins.length === 0) throw new RangeError('checkMargins requires at least one margin')
  if (margins.some(({ factor }) => factor.codes.length !== weight.length))
    throw new RangeError('checkMargins requires one code for each element')
  refuse(margins.flatMap(margin => marginProblems(margin, weight)))
  const sums = margins.map(({ totals }) => Object.values(totals).reduce((sum, total) => sum + total, 0))
  const problems = margins.flatMap(({ name }, m) => {
    if (Math.abs(sums[m]! - sums[0]!) <= 1e-9 * Math.max(sums[0]!, sums[m]!)) return []
    const [first, sum] = [String(sums[0]), String(sums[m])]
    return [problem('margins_disagree', { variable: margins[0]!.name, sum: first, other: name, other_sum: sum })]
  })
  if (!(sums[0]! > 0)) problems.push(problem('margin_empty', { variable: margins[0]!.name }))
  refuse(problems)
}

function marginProblems({ name, factor, totals }: Margin, weight: Float64Array): Problem[] {
  const problems = missingProblems(name, factor.codes, weight)
  const sums = new Float64Array(factor.levels.length)
  for (let i = 0; i < weight.length; i++) if (factor.codes[i]! >= 0) sums[factor.codes[i]!]! += weight[i]!
  for (const [level, total] of Object.entries(totals)) {
    const variable = name
    if (!(total >= 0 && total < Infinity))
      problems.push(problem('target_invalid', { variable, level, value: String(total) }))
    else if (total > 0 && !(sums[factor.levels.indexOf(level)]! > 0))
      problems.push(problem('target_without_sample', { variable, level, target: total }))
  }
  factor.levels.forEach((level, l) => {
    if (sums[l]! > 0 && !Object.hasOwn(totals, level))
      problems.push(problem('sample_without_target', { variable: name, level }))
  })
  return problems
}
