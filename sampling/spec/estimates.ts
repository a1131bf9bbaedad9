// Operations of `sampling estimate`: means, totals, ratios, domains, contrasts and composites.
import { isObject } from '../check.ts'
import { studentTails } from '../distribution/student.ts'
import { type DomainEstimates, type DomainStatistic, estimateByDomain } from '../estimation/bydomain.ts'
import { estimateContrast, estimateIndependentComposite } from '../estimation/contrast.ts'
import { degreesOfFreedom } from '../estimation/covariance.ts'
import { type SimpleSampling, simpleVariance } from '../estimation/designeffect.ts'
import {
  type EstimateOptions,
  type Estimates,
  estimateMeans,
  estimateProportions,
  estimateRatio,
  estimateTotals,
} from '../estimation/estimators.ts'
import type { LonelyPolicy } from '../estimation/surveydesign.ts'
import { normalInterval } from '../interval.ts'
import { summariseWeights } from '../weighting/weights.ts'
import { badArgument, numbersByName, switchArgument, textArgument, textsArgument } from './arguments.ts'
import { domainOf, levelsOf, variableOf, whereOf } from './columns.ts'
import { byName, intervalT, named, report, whyNaN } from './report.ts'
import type { CaseContext, Operations } from './types.ts'

export const estimatesOperations: Operations = {
  weights: context => {
    const { deff, effective, ...sums } = summariseWeights(context.design().weight)
    return { ...sums, deff_kish: deff, n_eff_kish: effective }
  },
  degf: context => ({ df: degreesOfFreedom(context.design()) }),
  mean: context => ofVariables(context, 'mean'),
  total: context => ofVariables(context, 'total'),
  proportions: context => {
    const factor = context.table().factor(textArgument(context, 'factor'))
    const levels = levelsOf(context, 'levels', factor)
    const found = estimateProportions(context.design(), factor, { ...missingOption(context), levels })
    return { ...report(levels, found, found.df), ...countMissing(context, found) }
  },
  ratio: context => {
    const found = ratioOf(context)
    return { ...alone(found), df: found.df, ...countMissing(context, found) }
  },
  by: context => {
    const found = domains(context)
    const why = whyNaN(found.levels, found.estimate, found.count, found.missing)
    return { ...report(found.levels, { ...found, covariance: found.covariance! }, found.df), ...why }
  },
  'by.deff': context => {
    const found = domains(context)
    const variance = domainSimpleVariance(context, found)
    return {
      deff: byName(
        found.levels,
        found.standardError.map((se, d) => se ** 2 / variance[d]!),
      ),
    }
  },
  'subset.mean': context => ofSubset(context, 'mean'),
  'subset.total': context => ofSubset(context, 'total'),
  'subset.ratio': context => {
    const found = ratioOf(context, { subset: whereOf(context) })
    return { ...alone(found, found.dfSubset), df: found.dfSubset, ...countMissing(context, found) }
  },
  contrast: context => {
    const { estimate, standardError, df } = combination(context)
    const t = estimate / standardError
    return {
      est: estimate,
      se: standardError,
      t,
      df,
      p_t: Number.isNaN(t) || !(df > 0) ? NaN : 2 * studentTails(-Math.abs(t), df).lower,
      ci95_normal: named(normalInterval(estimate, standardError)),
      ci95_t: named(intervalT(estimate, standardError, df)),
    }
  },
  composite: context => {
    const { estimate, standardError, ifIndependent, df } = combination(context)
    return {
      est: estimate,
      se: standardError,
      se_if_independent: ifIndependent,
      df,
      ci95_normal: named(normalInterval(estimate, standardError)),
      ci95_t: named(intervalT(estimate, standardError, df)),
    }
  },
  'composite.independent': context => independent(context),
  lonely: context => {
    const design = context.design()
    const values = [variableOf(context, textArgument(context, 'y'))]
    const asked: LonelyPolicy[] = ['certainty', 'remove', 'adjust', 'average']
    const answers = asked.map(lonely => {
      const total = estimateTotals({ ...design, lonely }, values)
      const mean = estimateMeans({ ...design, lonely }, values)
      const of = { total: total.estimate[0], total_se: total.standardError[0] }
      return [lonely, { ...of, mean: mean.estimate[0], mean_se: mean.standardError[0], df: mean.df }] as const
    })
    return Object.fromEntries(answers)
  },
}

const missingOption = (context: CaseContext): EstimateOptions =>
  switchArgument(context, 'na_rm') ? { missing: 'outside' } : {}

const countMissing = (context: CaseContext, { missing }: Estimates): { n_missing?: number } =>
  switchArgument(context, 'na_rm') ? { n_missing: missing } : {}

/** Means or totals of `vars`, with design effects where asked. */
function ofVariables(context: CaseContext, statistic: 'mean' | 'total'): object {
  const names = textsArgument(context, 'vars')
  if (names.length === 0) throw badArgument('vars', 'array', context.case.args['vars'])
  const values = names.map(name => variableOf(context, name))
  const options = missingOption(context)
  const subset = context.case.args['where'] === undefined ? {} : { subset: whereOf(context) }
  const estimate = statistic === 'mean' ? estimateMeans : estimateTotals
  const found = estimate(context.design(), values, { ...options, ...subset })
  const df = context.case.args['where'] === undefined ? found.df : found.dfSubset
  const deff = deffOf(context)
  const absent = values.map(y =>
    y.reduce((sum, value, i) => sum + (found.inside[i] === 1 && Number.isNaN(value) ? 1 : 0), 0),
  )
  const why = whyNaN(
    names,
    found.estimate,
    values.map(() => found.count),
    absent,
  )
  const answer = { ...report(names, found, df), ...countMissing(context, found), ...why }
  if (deff === null) return answer
  const inside = Int32Array.from(found.inside, one => one - 1)
  const effects = values.map((y, k) => {
    const missing = options.missing !== 'outside' && Number.isNaN(found.estimate[k]!)
    return missing
      ? NaN
      : found.covariance[k]![k]! / simpleVariance(context.design(), y, inside, 1, statistic, deff)[0]!
  })
  return { ...answer, deff: byName(names, effects) }
}

/** How to compare with simple random sampling; null = not asked. */
function deffOf({ case: { args } }: CaseContext): SimpleSampling | null {
  const { deff } = args
  if (deff === undefined || deff === null || deff === false) return null
  if (deff === true || deff === 'srswor') return 'srswor'
  if (deff === 'srswr' || deff === 'replace') return 'srswr'
  throw badArgument('deff', 'deff', deff)
}

function ofSubset(context: CaseContext, statistic: 'mean' | 'total'): object {
  const name = textArgument(context, 'y')
  const estimate = statistic === 'mean' ? estimateMeans : estimateTotals
  const options = { ...missingOption(context), subset: whereOf(context) }
  const found = estimate(context.design(), [variableOf(context, name)], options)
  const counts = { df_subset: found.dfSubset, df_full: found.df, ...countMissing(context, found) }
  return { ...report([name], found, found.dfSubset), ...counts }
}

function ratioOf(context: CaseContext, subset: EstimateOptions = {}): Estimates {
  const [top, bottom] = ['num', 'den'].map(key => variableOf(context, textArgument(context, key)))
  return estimateRatio(context.design(), top!, bottom!, { ...missingOption(context), ...subset })
}

/** An estimate that stands alone, without a name. */
function alone({ estimate, standardError, df }: Estimates, degrees = df): object {
  const [est, se] = [estimate[0]!, standardError[0]!]
  return {
    est,
    se,
    cv: se / est,
    ci95_normal: named(normalInterval(est, se)),
    ci95_t: named(intervalT(est, se, degrees)),
  }
}

function statisticOf({ case: { args } }: CaseContext): DomainStatistic {
  const { stat = 'mean' } = args
  if (stat !== 'mean' && stat !== 'total' && stat !== 'ratio') throw badArgument('stat', 'statistic', stat)
  return stat
}

/** Estimates of all domains of `by`, in the order of `levels`. */
function domains(context: CaseContext): DomainEstimates {
  const statistic = statisticOf(context)
  const y = variableOf(context, textArgument(context, statistic === 'ratio' ? 'num' : 'y'))
  const denominator = statistic === 'ratio' ? { denominator: variableOf(context, textArgument(context, 'den')) } : {}
  const missing = switchArgument(context, 'na_rm') ? ({ missing: 'outside' } as const) : {}
  const options = { statistic, covariance: true, ...denominator, ...missing }
  return estimateByDomain(context.design(), y, domainOf(context), options)
}

function domainSimpleVariance(context: CaseContext, { levels }: DomainEstimates): Float64Array {
  const statistic = statisticOf(context)
  if (statistic === 'ratio') throw badArgument('stat', 'statistic', statistic)
  const y = variableOf(context, textArgument(context, 'y'))
  const { codes } = domainOf(context)
  return simpleVariance(context.design(), y, codes, levels.length, statistic, deffOf(context) ?? 'srswor')
}

/** Σ coefficient · domain estimate, the coefficients by level. */
function combination(context: CaseContext) {
  const found = domains(context)
  const joint = { estimate: found.estimate, covariance: found.covariance! }
  const sum = estimateContrast(joint, coefficientsOf(context, found.levels))
  return { ...sum, df: found.df }
}

/** Coefficients by level, 0 where none is given; a list is in the order of the levels. */
function coefficientsOf(context: CaseContext, levels: readonly string[]): readonly number[] {
  const { coef } = context.case.args
  if (Array.isArray(coef)) {
    if (coef.length !== levels.length || coef.some(one => typeof one !== 'number'))
      throw badArgument('coef', 'object', coef)
    return coef as readonly number[]
  }
  const coefficients = numbersByName(context, 'coef')
  const unknown = Object.keys(coefficients).find(level => !levels.includes(level))
  if (unknown !== undefined) throw badArgument(`coef/${unknown}`, 'level', unknown)
  return levels.map(level => coefficients[level] ?? 0)
}

/** Composite of means (or totals) of several designs, each with its own sample. */
function independent(context: CaseContext): object {
  const { design, args } = context.case
  const coefficients = args['coef']
  const designs: readonly unknown[] = Array.isArray(design) ? design : [design]
  if (!Array.isArray(coefficients) || coefficients.length !== designs.length)
    throw badArgument('coef', 'coefficients', coefficients)
  const estimate = statisticOf(context) === 'total' ? estimateTotals : estimateMeans
  const parts = designs.map(descriptor => {
    const file = isObject(descriptor) && typeof descriptor['data'] === 'string' ? descriptor['data'] : undefined
    const y = context.table(file).numbers(textArgument(context, 'y'))
    const found = estimate(context.design(descriptor), [y], missingOption(context))
    return { estimate: found.estimate[0]!, standardError: found.standardError[0]!, df: found.df }
  })
  const sum = estimateIndependentComposite(parts, coefficients as readonly number[])
  return {
    est: sum.estimate,
    se: sum.standardError,
    ci95_normal: named(normalInterval(sum.estimate, sum.standardError)),
    ci95_t: named(intervalT(sum.estimate, sum.standardError, sum.df)),
    df_each: parts.map(part => part.df),
    df_welch_satterthwaite: sum.df,
  }
}
