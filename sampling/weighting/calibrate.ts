// Calibration: new weights as near as can be to the old ones that meet known totals of auxiliaries.
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { type Problem, problem, refuse } from '../problem.ts'
import {
  type Auxiliaries,
  type Basis,
  BLOCK,
  dotBlock,
  eachBlock,
  expandFactors,
  groupSums,
  orthonormal,
} from './basis.ts'
import { type Bounds, calibrationDistance, type DistanceName } from './distance.ts'
import { solveDual } from './newton.ts'
import type { Weighted } from './poststratify.ts'
import { projectionOnto } from './rakevariance.ts'
import { checkWeights, factorRange, kishDeff, reweighted } from './weights.ts'

export interface CalibrateOptions {
  /** Default `linear` (the generalised regression estimator), whose weights may fall below 0 without bounds. */
  readonly distance?: DistanceName
  /** Least and greatest factor; default none. */
  readonly bounds?: Bounds | null
  /** Largest |misfit| / (1 + |total|) that counts as met; default 1e-10. */
  readonly tolerance?: number
  /** Newton steps at most; default 200. */
  readonly limit?: number
}

/**
 * Calibrate weights to known totals of auxiliaries.
 *
 * @param design its weights are the start
 * @param auxiliaries columns, as `modelMatrix` makes them
 * @param totals population total by column name, none missing and none more
 * @param options distance, bounds of the factors, tolerance, steps at most
 * @returns the design with its new weights, and how well the totals are met
 * @throws InputError for a missing value, names that do not fit, totals that contradict each other (collinear auxiliaries), totals
 *   out of reach of the bounds, or a search that does not converge; the worst total is named
 * @source Deville & Särndal (1992), Calibration estimators in survey sampling; R survey `calibrate`
 * @example
 * [...calibrate(createSurveyDesign({ count: 2 }), {
 *   names: ['size'], variables: ['size'], group: null, columns: [Float64Array.of(1, 2)],
 * }, { size: 8 }).design.weight] // => [2, 3]
 */
export function calibrate(
  design: SurveyDesign,
  auxiliaries: Auxiliaries,
  totals: Readonly<Record<string, number>>,
  options: CalibrateOptions = {},
): Weighted {
  const distance = calibrationDistance(options.distance ?? 'linear', options.bounds ?? null)
  checkWeights(design)
  const fit = fitOf(design, auxiliaries, totals)
  refuse(options.bounds ? unreachable(fit, options.bounds) : [])
  const tolerance = options.tolerance ?? 1e-10
  const basis = orthonormal(fit.columns, fit.start)
  const target = coordinates(fit, basis)
  const errorOf = (g: Float64Array): number => worstMisfit(fit, g).error
  const dual = { start: fit.start, q: basis.q, target, distance }
  const { g, steps } = solveDual(dual, errorOf, tolerance, options.limit ?? 200)
  const { error, column } = worstMisfit(fit, g)
  if (!(error < tolerance)) refuse([notMet(fit, g, column, steps)])
  const { group } = auxiliaries
  const weight = expandFactors(design.weight, group, g)
  const adjustment = projectionOnto({ group, g, start: fit.start, weight }, basis, fit.columns)
  return {
    design: reweighted(design, weight, adjustment),
    report: {
      iterations: steps,
      worstError: error,
      worst: fit.names[column]!,
      g: factorRange(g, c => fit.start[c]! > 0),
      deff: kishDeff(weight),
    },
  }
}

/** What is to be met: columns by group without missing values, weights by group, totals in the order of columns. */
interface Fit {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly start: Float64Array
  readonly totals: Float64Array
}

function fitOf(design: SurveyDesign, auxiliaries: Auxiliaries, totals: Readonly<Record<string, number>>): Fit {
  const { names, group, columns } = auxiliaries
  const groups = columns[0]?.length ?? 0
  if (columns.length === 0) throw new RangeError('calibrate requires at least one auxiliary')
  if ((group ?? columns[0]!).length !== design.count)
    throw new RangeError('calibrate requires auxiliaries of the elements of the design')
  const start = groupSums(design.weight, group, groups)
  refuse([...nameProblems(names, totals), ...missingValues(auxiliaries, start)])
  const clean = columns.map(withoutMissing)
  return { names, columns: clean, start, totals: Float64Array.from(names, name => totals[name]!) }
}

/** What is missing stands at 0: only elements without weight may miss it. */
function withoutMissing(column: Float64Array): Float64Array {
  for (let c = 0; c < column.length; c++) if (Number.isNaN(column[c])) return column.map(x => (Number.isNaN(x) ? 0 : x))
  return column
}

function nameProblems(names: readonly string[], totals: Readonly<Record<string, number>>): Problem[] {
  const absent = names.filter(name => !Object.hasOwn(totals, name))
  const unknown = Object.keys(totals).filter(name => !names.includes(name))
  const invalid = names.filter(name => Object.hasOwn(totals, name) && !Number.isFinite(totals[name]))
  const all = names.join(', ')
  return [
    ...absent.map(name => problem('total_absent', { name, names: all })),
    ...unknown.map(name => problem('total_unknown', { name, names: all })),
    ...invalid.map(name => problem('total_invalid', { name, value: String(totals[name]) })),
  ]
}

function missingValues({ columns, variables }: Auxiliaries, start: Float64Array): Problem[] {
  const counts = new Map<string, number>()
  columns.forEach((column, j) => {
    let count = 0
    for (let c = 0; c < column.length; c++) if (start[c]! > 0 && !Number.isFinite(column[c])) count += 1
    const variable = variables[j]!
    counts.set(variable, Math.max(count, counts.get(variable) ?? 0))
  })
  return [...counts].flatMap(([variable, count]) =>
    count === 0 ? [] : [problem('auxiliary_missing', { variable, count })],
  )
}

/** Totals that no factors within the bounds can reach, even one at a time. */
function unreachable({ names, columns, start, totals }: Fit, [lower, upper]: Bounds): Problem[] {
  return columns.flatMap((column, j) => {
    let least = 0
    let most = 0
    for (let c = 0; c < column.length; c++) {
      if (start[c] === 0 || column[c] === 0) continue
      const [one, two] = [start[c]! * column[c]! * lower, start[c]! * column[c]! * upper]
      least += Math.min(one, two)
      most += Math.max(one, two)
    }
    const total = totals[j]!
    const slack = 1e-9 * (1 + Math.abs(total))
    if (total >= least - slack && total <= most + slack) return []
    return [problem('total_out_of_reach', { name: names[j]!, total, least: short(least), most: short(most) })]
  })
}

const short = (value: number): string => value.toPrecision(6)

/** Totals in the coordinates of the basis; a column that depends on earlier ones must have the total they imply. */
function coordinates({ names, totals, columns, start }: Fit, { kept, r }: Basis): Float64Array {
  const target = new Float64Array(kept.length)
  const problems: Problem[] = []
  let rank = 0
  totals.forEach((total, j) => {
    const isKept = kept[rank] === j
    let implied = 0
    for (let k = 0; k < rank; k++) implied += r[j]![k]! * target[k]!
    if (isKept) {
      target[rank] = (total - implied) / r[j]![rank]!
      rank += 1
      return
    }
    const scale = columns[j]!.reduce((sum, x, c) => sum + start[c]! * Math.abs(x), Math.abs(total) + 1)
    if (Math.abs(total - implied) > 1e-8 * scale)
      problems.push(problem('auxiliary_collinear', { name: names[j]!, total, implied: short(implied) }))
  })
  refuse(problems)
  return target
}

function worstMisfit({ columns, start, totals }: Fit, g: Float64Array): { error: number; column: number } {
  const reached = reachedTotals(columns, start, g)
  let error = -1
  let column = 0
  reached.forEach((sum, j) => {
    const off = Math.abs(totals[j]! - sum) / (1 + Math.abs(totals[j]!))
    if (off <= error) return
    error = off
    column = j
  })
  return { error, column }
}

function reachedTotals(columns: readonly Float64Array[], start: Float64Array, g: Float64Array): Float64Array {
  const sums = new Float64Array(columns.length)
  const weight = new Float64Array(BLOCK)
  eachBlock(start.length, (from, to) => {
    for (let c = from; c < to; c++) weight[c - from] = start[c] === 0 ? 0 : start[c]! * g[c]!
    columns.forEach((column, j) => (sums[j]! += dotBlock(weight, column, from, to)))
  })
  return sums
}

const notMet = ({ names, columns, start, totals }: Fit, g: Float64Array, worst: number, steps: number): Problem =>
  problem('calibration_not_met', {
    name: names[worst]!,
    total: totals[worst]!,
    reached: short(reachedTotals([columns[worst]!], start, g)[0]!),
    steps,
  })
