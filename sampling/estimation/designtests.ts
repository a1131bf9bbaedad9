// Tests of hypotheses that respect the design: difference of two means, and independence of two categories.
import { chiSquareTails, fTails } from '../distribution/chisquare.ts'
import { studentTails } from '../distribution/student.ts'
import { problem, refuse } from '../problem.ts'
import type { Factor } from '../spec/types.ts'
import { covariance, degreesOfFreedom } from './covariance.ts'
import { combinedCovariance, type CrossTable, crossTable, marginsOf } from './crosstable.ts'
import { solveMatrix } from './smallmatrix.ts'
import type { SurveyDesign } from './surveydesign.ts'

export interface TTest {
  /** Mean of the second group minus that of the first, in the unit of the values. */
  readonly difference: number
  readonly standardError: number
  readonly t: number
  readonly df: number
  /** Two-sided. */
  readonly p: number
}

/**
 * Test that two groups have the same mean.
 *
 * @param values by element; NaN = missing, left out
 * @param group two levels in use; missing = left out
 * @returns difference of the means (second level less first) with standard error, t, degrees of freedom and two-sided p
 * @throws InputError when the group has not exactly two levels among the elements, or a variance cannot be estimated
 * @source Lumley, Complex Surveys, 5.2; R survey `svyttest`
 * @example
 * designTTest(createSurveyDesign({ count: 4 }), Float64Array.of(1, 3, 5, 7), { codes: Int32Array.of(0, 0, 1, 1), levels: ['a', 'b'] }).difference // => 4
 */
export function designTTest(design: SurveyDesign, values: Float64Array, group: Factor): TTest {
  if (values.length !== design.count || group.codes.length !== design.count)
    throw new RangeError('designTTest requires one value and one group for each element')
  const inside = (i: number): boolean => group.codes[i]! >= 0 && !Number.isNaN(values[i]) && design.weight[i]! > 0
  const sums = new Map<number, { weight: number; mean: number }>()
  for (let i = 0; i < design.count; i++) {
    if (!inside(i)) continue
    const sum = sums.get(group.codes[i]!) ?? { weight: 0, mean: 0 }
    const weight = sum.weight + design.weight[i]!
    sums.set(group.codes[i]!, { weight, mean: sum.mean + (design.weight[i]! / weight) * (values[i]! - sum.mean) })
  }
  if (sums.size !== 2) refuse([problem('group_not_two', { found: sums.size })])
  const [first, second] = [...sums.keys()].sort((a, b) => a - b) as [number, number]
  const influence = new Float64Array(design.count)
  for (let i = 0; i < design.count; i++) {
    if (!inside(i)) continue
    const { weight, mean } = sums.get(group.codes[i]!)!
    influence[i] = ((group.codes[i] === second ? 1 : -1) * design.weight[i]! * (values[i]! - mean)) / weight
  }
  const difference = sums.get(second)!.mean - sums.get(first)!.mean
  const standardError = Math.sqrt(covariance(design, [influence])[0]![0]!)
  const df = degreesOfFreedom(design, inside) - 1
  const t = difference / standardError
  return { difference, standardError, t, df, p: df > 0 ? 2 * studentTails(-Math.abs(t), df).lower : NaN }
}

export interface TableTest {
  readonly statistic: number
  /** One number for a chi-square statistic, two for an F statistic. */
  readonly df: readonly number[]
  readonly p: number
}

export interface IndependenceTests {
  /** Rao and Scott's second-order correction, F statistic: the one to report. */
  readonly f: TableTest
  /** Pearson's statistic; its p value after the first-order correction (divided by the mean design effect). */
  readonly chiSquare: TableTest
  /** Wald test that counts are N_i+ N_+j / N; unstable where cells are many against the degrees of freedom. */
  readonly wald: TableTest
  readonly adjustedWald: TableTest
}

/**
 * Tests that two categories are independent.
 *
 * @param row missing = element left out
 * @param column likewise
 * @returns Rao and Scott's corrected chi-square and F tests and Wald tests, each with degrees of freedom and p
 * @throws InputError when either has fewer than two levels in use, or a variance cannot be estimated
 * @source Rao & Scott, Annals of Statistics 12 (1984); Koch, Freeman & Freeman (1975); R survey `svychisq`
 * @example
 * independenceTests(createSurveyDesign({ count: 8 }), { codes: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1), levels: ['a', 'b'] }, { codes: Int32Array.of(0, 0, 0, 1, 0, 1, 1, 1), levels: ['x', 'y'] }).chiSquare.statistic // => 2
 */
export function independenceTests(design: SurveyDesign, row: Factor, column: Factor): IndependenceTests {
  const table = crossTable(design, row, column)
  const [r, c] = [table.rows.length, table.columns.length]
  if (r < 2 || c < 2) refuse([problem('table_too_small', { rows: r, columns: c })])
  const degrees = degreesOfFreedom(design)
  const { statistic, trace, traceOfSquare } = raoScott(design, table)
  const df1 = trace ** 2 / traceOfSquare
  const f = statistic / trace
  const q = (r - 1) * (c - 1)
  const wald = waldStatistic(design, table) / q
  const left = degrees - q + 1
  const adjusted = (wald * left) / degrees
  return {
    f: { statistic: f, df: [df1, df1 * degrees], p: fTails(f, df1, df1 * degrees).upper },
    chiSquare: { statistic, df: [q], p: chiSquareTails((statistic * q) / trace, q).upper },
    wald: { statistic: wald, df: [q, degrees], p: upperF(wald, q, degrees) },
    adjustedWald: { statistic: adjusted, df: [q, left], p: upperF(adjusted, q, left) },
  }
}

const upperF = (f: number, df1: number, df2: number): number => (f >= 0 && df2 > 0 ? fTails(f, df1, df2).upper : NaN)

/** Contrasts (e_a − e_last) ⊗ (e_b − e_last): what is orthogonal to the effects of rows and columns. */
function interactions(r: number, c: number): number[][] {
  const lists: number[][] = []
  for (let a = 0; a < r - 1; a++) {
    for (let b = 0; b < c - 1; b++) {
      const list = Array.from({ length: r * c }, () => 0)
      list[a * c + b] = list[r * c - 1] = 1
      list[a * c + c - 1] = list[(r - 1) * c + b] = -1
      lists.push(list)
    }
  }
  return lists
}

/** Pearson's statistic and the trace of the generalised design effects (C′D⁻¹C/n)⁻¹ C′D⁻¹VD⁻¹C and of their square. */
function raoScott(design: SurveyDesign, table: CrossTable) {
  const { share } = table
  const { row, column } = marginsOf(table)
  const n = design.count
  let statistic = 0
  share.forEach((p, k) => {
    const expected = row[Math.floor(k / column.length)]! * column[k % column.length]!
    statistic += (n * (p - expected) ** 2) / expected
  })
  const inverse = Array.from(share, p => (p > 0 ? 1 / p : 0))
  const contrasts = interactions(row.length, column.length)
  const scaled = contrasts.map(list => list.map((value, k) => value * inverse[k]!))
  const simple = contrasts.map(a => scaled.map(b => a.reduce((sum, value, k) => sum + (value * b[k]!) / n, 0)))
  const effects = solveMatrix(simple, combinedCovariance(design, table, scaled))
  let [trace, traceOfSquare] = [0, 0]
  effects.forEach((line, a) => {
    trace += line[a]!
    line.forEach((value, b) => (traceOfSquare += value * effects[b]![a]!))
  })
  return { statistic, trace, traceOfSquare }
}

/** Y′ cov(Y)⁻¹ Y of the residuals Y = N_ij − N_i+ N_+j / N of estimated counts, last row and column left out. */
function waldStatistic(design: SurveyDesign, table: CrossTable): number {
  const { row, column } = marginsOf(table)
  const [r, c] = [row.length, column.length]
  const residual: number[] = []
  const lists: number[][] = []
  for (let a = 0; a < r - 1; a++) {
    for (let b = 0; b < c - 1; b++) {
      const expected = row[a]! * column[b]!
      residual.push(table.share[a * c + b]! - expected)
      lists.push(
        Array.from(table.share, (_, k) => {
          const [i, j] = [Math.floor(k / c), k % c]
          return (i === a && j === b ? 1 : 0) - (i === a ? column[b]! : 0) - (j === b ? row[a]! : 0) + expected
        }),
      )
    }
  }
  const covariance = combinedCovariance(design, table, lists, 'counts')
  const solved = solveMatrix(
    covariance,
    residual.map(y => [y]),
  )
  return residual.reduce((sum, y, k) => sum + y * solved[k]![0]!, 0)
}
