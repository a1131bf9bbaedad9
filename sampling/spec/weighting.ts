// Operations of `sampling estimate`: post-stratification, raking, calibration, trimming and non-response.
import { isObject } from '../check.ts'
import { type Estimates, estimateMeans, estimateTotals } from '../estimation/estimators.ts'
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { InputError } from '../problem.ts'
import { normalInterval, studentInterval } from '../interval.ts'
import { type CalibrateOptions, calibrate } from '../weighting/calibrate.ts'
import type { Bounds, DistanceName } from '../weighting/distance.ts'
import type { Margin } from '../weighting/margins.ts'
import { modelMatrix, type Values } from '../weighting/modelmatrix.ts'
import { adjustNonresponse } from '../weighting/nonresponse.ts'
import { postStratify } from '../weighting/poststratify.ts'
import { rake } from '../weighting/rake.ts'
import { trimWeights } from '../weighting/trim.ts'
import { summariseWeights } from '../weighting/weights.ts'
import { badArgument, numberArgument, numbersByName, textArgument, textsOf } from './arguments.ts'
import type { CaseContext, Factor, Operations, Table } from './types.ts'

export const weightingOperations: Operations = {
  poststratify(context) {
    const name = textArgument(context, 'var')
    const factor = context.table().factor(name)
    const { design } = postStratify(context.design(), { name, factor, totals: numbersByName(context, 'pop') })
    return weightsAndEstimates(context, design)
  },
  rake(context) {
    // R's way to standard errors; the library's own default is the projection, as `calibrate` gives.
    const { design } = rake(context.design(), marginsOf(context), { variance: 'rounds' })
    return weightsAndEstimates(context, design)
  },
  'rake.rdefault'(context) {
    const early = { rounds: numberArgument(context, 'maxit', 10), epsilon: numberArgument(context, 'epsilon', 1) }
    const { design } = rake(context.design(), marginsOf(context), { variance: 'rounds', early })
    return { weights: weightsResult(design.weight) }
  },
  calibrate(context) {
    const start = context.design()
    const totals = numbersByName(context, 'totals')
    const auxiliaries = modelMatrix(textArgument(context, 'formula'), valuesOf(context.table(), totals), start.weight)
    const { design, report } = calibrate(start, auxiliaries, totals, calibrateOptions(context))
    return { ...weightsAndEstimates(context, design), g: report.g }
  },
  trimWeights(context) {
    const weight = weightsBefore(context)
    const bounds = {
      lower: numberArgument(context, 'lower', -Infinity),
      upper: numberArgument(context, 'upper', Infinity),
    }
    return {
      once: weightsResult(trimWeights(weight, bounds)),
      strict: weightsResult(trimWeights(weight, { ...bounds, strict: true })),
    }
  },
  'nonresponse.class': nonresponse,
}

/** Weights as R's summary of them has it, and each one. */
function weightsResult(weight: Float64Array) {
  const { deff, effective, ...sums } = summariseWeights(weight)
  return { ...sums, deff_kish: deff, n_eff_kish: effective, w: [...weight] }
}

function weightsAndEstimates(context: CaseContext, design: SurveyDesign) {
  const name = textArgument(context, 'y')
  const values = [context.table().numbers(name)]
  const options = { missing: context.case.args['na_rm'] === true ? 'outside' : 'nan' } as const
  return {
    weights: weightsResult(design.weight),
    mean: estimateResult(name, estimateMeans(design, values, options)),
    total: estimateResult(name, estimateTotals(design, values, options)),
  }
}

function estimateResult(name: string, { estimate, standardError, covariance, df }: Estimates) {
  const [est, se] = [estimate[0]!, standardError[0]!]
  const interval = ([lo, hi]: readonly [number, number]) => ({ [name]: { lo, hi } })
  return {
    est: { [name]: est },
    se: { [name]: se },
    vcov: covariance,
    cv: { [name]: se / est },
    ci95_normal: interval(normalInterval(est, se)),
    ci95_t: interval(studentInterval(est, se, df)),
    df,
  }
}

function marginsOf(context: CaseContext): Margin[] {
  const { margins } = context.case.args
  if (!Array.isArray(margins) || margins.length === 0) throw badArgument('margins', 'array', margins)
  return margins.map((one: unknown, m) => {
    const [name, totals] = isObject(one) ? [one['var'], one['pop']] : []
    if (typeof name !== 'string') throw badArgument(`margins.${m}.var`, 'string', name)
    if (!isObject(totals) || Object.values(totals).some(total => typeof total !== 'number'))
      throw badArgument(`margins.${m}.pop`, 'object', totals)
    return { name, factor: context.table().factor(name), totals: totals as Record<string, number> }
  })
}

/**
 * A column of words as categories; one of numbers as numbers, unless the totals are told by its levels (`REG2` of column `REG`).
 * A file says neither which of its numbers are categories nor which level is the base; the names of the totals do.
 */
const valuesOf = (table: Table, totals: Readonly<Record<string, number>>) => {
  const parts = new Set(Object.keys(totals).flatMap(name => [name, ...name.split(':')]))
  return (column: string, asFactor: boolean): Values => {
    const prefix = asFactor ? `factor(${column})` : column
    const isTold = (level: string): boolean => parts.has(prefix + level)
    if (asFactor || isWords(table, column)) return withBase(table.factor(column), isTold)
    const factor = parts.has(column) ? null : table.factor(column)
    return factor?.levels.some(isTold) ? withBase(factor, isTold) : table.numbers(column)
  }
}

/** The one level that no total is told for goes first. */
function withBase(factor: Factor, isTold: (level: string) => boolean): Factor {
  const untold = factor.levels.flatMap((level, l) => (isTold(level) ? [] : [l]))
  const [base] = untold
  if (base === undefined || untold.length > 1 || base === 0) return factor
  const order = [base, ...[...factor.levels.keys()].filter(l => l !== base)]
  const place = Int32Array.from(order, (_, l) => order.indexOf(l))
  return { codes: factor.codes.map(code => place[code] ?? -1), levels: order.map(l => factor.levels[l]!) }
}

function isWords(table: Table, column: string): boolean {
  try {
    table.numbers(column)
    return false
  } catch (error) {
    if (error instanceof InputError && error.problems.every(({ code }) => code === 'column_not_numbers')) return true
    throw error
  }
}

const distances: readonly string[] = ['linear', 'raking', 'logit'] satisfies DistanceName[]

function calibrateOptions({ case: { args } }: CaseContext): CalibrateOptions {
  const distance = args['calfun'] ?? 'linear'
  if (!distances.includes(distance as string)) throw badArgument('calfun', 'calfun', distance)
  return { distance: distance as DistanceName, bounds: boundsOf(args['bounds'] ?? null) }
}

/** `[lower, upper]`; JSON has no infinity, so null or R's words stand for none. */
function boundsOf(value: unknown): Bounds | null {
  if (value === null) return null
  if (!Array.isArray(value) || value.length !== 2) throw badArgument('bounds', 'bounds', value)
  const [lower, upper] = (value as unknown[]).map((one, end) => {
    if (typeof one === 'number') return one
    if (one === null || one === '-Inf' || one === 'Inf') return end === 0 ? -Infinity : Infinity
    throw badArgument('bounds', 'bounds', value)
  }) as [number, number]
  return lower === -Infinity && upper === Infinity ? null : [lower, upper]
}

/** Weights of the case that `from` names, else those of the design. */
function weightsBefore(context: CaseContext): Float64Array {
  const { from } = context.case.args
  if (from === undefined || from === null) return context.design().weight
  if (typeof from !== 'string') throw badArgument('from', 'string', from)
  const other = context.other(from)
  const result = isObject(other.result) ? other.result : {}
  const weights = isObject(result['weights']) ? result['weights'] : isObject(result['once']) ? result['once'] : result
  const w = weights['w']
  return Array.isArray(w) ? Float64Array.from(w as number[]) : other.context.design().weight
}

function nonresponse(context: CaseContext) {
  const table = context.table()
  const weightName = textArgument(context, 'weight')
  const className = textArgument(context, 'class')
  const { status } = context.case.args
  const statuses = typeof status === 'string' ? statusColumn(table, status) : textsOf(status, 'status', 'args')
  if (statuses.length !== table.count) throw badArgument('status', 'array', status)
  const classes = table.factor(className)
  const start = context.design({ kind: 'taylor', ids: null, strata: null, fpc: null, weights: weightName, nest: false })
  const { design, report } = adjustNonresponse(start, classes, statuses, className)
  const byClass = (factor: Float64Array) => Object.fromEntries(classes.levels.map((level, l) => [level, factor[l]!]))
  const isRespondent = Uint8Array.from(statuses, one => (one === 'ER' ? 1 : 0))
  const weight = [...design.weight]
  const y = table.numbers(textArgument(context, 'y'))
  return {
    f_unknown: byClass(report.unknown),
    f_nonresponse: byClass(report.nonresponse),
    sum_all: weight.reduce((sum, w) => sum + w, 0),
    sum_respondents: weight.reduce((sum, w, i) => sum + w * isRespondent[i]!, 0),
    wmean: estimateMeans(design, [y], { subset: isRespondent }).estimate[0]!,
    w: weight,
  }
}

/** A column of statuses in the file. */
function statusColumn(table: Table, name: string): string[] {
  const { codes, levels } = table.factor(name)
  return Array.from(codes, code => levels[code] ?? '')
}
