// Operations of `sampling estimate`: proportions, quantiles, variances and tests.
import { covariance } from '../estimation/covariance.ts'
import { designTTest, independenceTests, type TableTest } from '../estimation/designtests.ts'
import { estimateElementVariance } from '../estimation/elementvariance.ts'
import {
  estimateProportion,
  type Proportion,
  proportionInterval,
  type ProportionMethod,
} from '../estimation/proportion.ts'
import { quantileIntervals, readQuantiles } from '../estimation/quantile.ts'
import { quantileRules } from '../estimation/quantilerule.ts'
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { badArgument, numberArgument, switchArgument, textArgument } from './arguments.ts'
import { eventOf } from './event.ts'
import { fittedProportion } from './logitfit.ts'
import type { CaseContext, Operations } from './types.ts'

const missingOption = (context: CaseContext) =>
  ({ missing: switchArgument(context, 'na_rm') ? 'outside' : 'nan' }) as const

/** The methods by R's names. R's likelihood is the one read off a profile; it and `logit` come from a fitted model. */
const methods: readonly (readonly [string, ProportionMethod])[] = [
  ['logit', 'logit'],
  ['likelihood', 'profile'],
  ['asin', 'asin'],
  ['beta', 'beta'],
  ['mean', 'mean'],
  ['xlogit', 'xlogit'],
]

function proportion(context: CaseContext): unknown {
  const event = eventOf(textArgument(context, 'event'), context.table())
  const level = numberArgument(context, 'level', 0.95)
  const design = context.design()
  const found = estimateProportion(design, event, missingOption(context))
  // R fits its model without the elements that lack a value, asked or not; only the error printed beside it is then unknown.
  const fitted = asFitted(design, event, estimateProportion(design, event, { missing: 'outside' }))
  const intervals = methods.map(([name, method]) => {
    const one = name === 'logit' || name === 'likelihood' ? fitted : found
    const [lo, hi] = proportionInterval(one, method, level)
    return [name, { est: one.estimate, se: found.standardError, lo, hi }] as const
  })
  const missing = found.elements - found.count
  const n_rows = context.table().count
  return { ...Object.fromEntries(intervals), df: found.df, n_rows, ...(missing > 0 ? { n_missing: missing } : {}) }
}

/** The proportion as R's fitted model has it, its error about that estimate. */
function asFitted(design: SurveyDesign, event: Float64Array, found: Proportion): Proportion {
  const { estimate, standardError } = found
  if (!(estimate > 0 && estimate < 1 && standardError > 0)) return found
  const { estimate: fitted, lag } = fittedProportion(event, design.weight)
  let total = 0
  for (let i = 0; i < event.length; i++) if (!Number.isNaN(event[i])) total += design.weight[i]!
  const influence = event.map((y, i) => (Number.isNaN(y) ? 0 : (design.weight[i]! * (y - fitted)) / total))
  const [[variance]] = covariance(design, [influence]) as [[number]]
  const relativeCount = (found.relativeCount ?? found.count) * lag
  return { ...found, estimate: fitted, standardError: Math.sqrt(variance), relativeCount }
}

function quantile(context: CaseContext): unknown {
  const values = context.table().numbers(textArgument(context, 'y'))
  const probabilities = probabilitiesOf(context)
  const reader = readQuantiles(context.design(), values, { ...missingOption(context), ties: 'rounded' })
  const estimates = quantileRules.map(rule => [rule, probabilities.map(p => reader.estimate(p, rule))] as const)
  const intervals = quantileIntervals.map(interval => {
    const found = probabilities.map(p => reader.quantile(p, 'math', interval))
    const [lo, hi] = [found.map(one => one.interval[0]), found.map(one => one.interval[1])]
    return [interval, { lo, hi, se: found.map(one => one.standardError) }] as const
  })
  return { est: Object.fromEntries(estimates), ci_math: Object.fromEntries(intervals), df: reader.df }
}

function probabilitiesOf(context: CaseContext): readonly number[] {
  const asked = context.case.args['probs']
  const list: readonly unknown[] = Array.isArray(asked) ? asked : [asked]
  if (list.length === 0 || list.some(p => typeof p !== 'number' || !(p > 0 && p < 1)))
    throw badArgument('probs', 'probabilities', asked)
  return list as readonly number[]
}

function variance(context: CaseContext): unknown {
  const values = context.table().numbers(textArgument(context, 'y'))
  const found = estimateElementVariance(context.design(), values, missingOption(context))
  return { est: found.estimate[0], se: found.standardError[0] }
}

function tests(context: CaseContext): unknown {
  const table = context.table()
  const design = context.design()
  const ttest = designTTest(
    design,
    table.numbers(textArgument(context, 'y')),
    table.factor(textArgument(context, 'group')),
  )
  const found = independenceTests(
    design,
    table.factor(textArgument(context, 'row')),
    table.factor(textArgument(context, 'col')),
  )
  const named = ({ statistic, df, p }: TableTest) => ({ statistic, parameter: df, p })
  return {
    ttest: { est: ttest.difference, se: ttest.standardError, t: ttest.t, df: ttest.df, p: ttest.p },
    chisq_F: named(found.f),
    chisq_Chisq: named(found.chiSquare),
    chisq_Wald: named(found.wald),
    chisq_adjWald: named(found.adjustedWald),
  }
}

export const intervalsOperations: Operations = { ciprop: proportion, quantile, variance, tests }
