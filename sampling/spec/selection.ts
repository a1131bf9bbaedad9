// Operations of `sampling estimate`: inclusion probabilities, unequal-probability draws and their variances.
import { isObject } from '../check.ts'
import { unequalMean, unequalTotal, type UnequalSample, type UnequalVariance } from '../estimation/unequal.ts'
import { jointMidzuno, jointSystematic, jointTille, type JointProbabilities } from '../joint.ts'
import { jointSampford } from '../jointconditional.ts'
import { inclusionProbabilities } from '../method/inclusion.ts'
import { drawPareto, drawPoisson, drawSequentialPoisson, smallestRanks } from '../method/order.ts'
import { drawSystematicPps } from '../method/systematic.ts'
import { orderInclusion } from '../orderinclusion.ts'
import { badArgument, numberArgument, textArgument, textsArgument } from './arguments.ts'
import { conditionalReference } from './conditionalreference.ts'
import type { CaseContext, Operations } from './types.ts'

function sampleSize(context: CaseContext): number {
  const n = numberArgument(context, 'n')
  if (!(Number.isInteger(n) && n >= 0)) throw badArgument('n', 'count', n)
  return n
}

function numbersArgument({ case: { args } }: CaseContext, key: string): readonly number[] {
  const value = args[key]
  if (!Array.isArray(value) || value.some(one => typeof one !== 'number')) throw badArgument(key, 'array', value)
  return value as readonly number[]
}

/** Inclusion probabilities from a column of sizes, with their summary. */
function inclusionprob(context: CaseContext): unknown {
  const sizes = context.table().numbers(textArgument(context, 'col'))
  const { probability, certainties, zeros } = inclusionProbabilities(sizes, sampleSize(context))
  const summary = { sum: 0, sumsq: 0, max_noncert: 0, min_pos: Infinity }
  for (const p of probability) {
    summary.sum += p
    summary.sumsq += p * p
    if (p < 1) summary.max_noncert = Math.max(summary.max_noncert, p)
    if (p > 0) summary.min_pos = Math.min(summary.min_pos, p)
  }
  return { N: sizes.length, n_certainty: certainties, n_zero: zeros, ...summary, pik: [...probability] }
}

const matrixOf = (joint: JointProbabilities): number[][] => joint.map(row => [...row])

function jointprob(context: CaseContext): unknown {
  const { probability } = inclusionProbabilities(numbersArgument(context, 'x'), sampleSize(context))
  const reference = conditionalReference(probability)
  return {
    pik: [...probability],
    maxentropy: matrixOf(reference.joint),
    tille: matrixOf(jointTille(probability)),
    systematic: matrixOf(jointSystematic(probability)),
    sampford: matrixOf(jointSampford(probability)),
    midzuno: matrixOf(jointMidzuno(probability)),
    maxent_working_p: [...reference.working],
  }
}

function orderExactPi(context: CaseContext): unknown {
  const { probability } = inclusionProbabilities(numbersArgument(context, 'x'), sampleSize(context))
  return {
    target: [...probability],
    pareto: [...orderInclusion(probability, 'pareto')],
    sps: [...orderInclusion(probability, 'sequential_poisson')],
    exponential: [...orderInclusion(probability, 'exponential')],
  }
}

/** What given uniform numbers select; positions count from 1, ascending, certainties among them. */
function orderdraw(context: CaseContext): unknown {
  const u = numbersArgument(context, 'u')
  const sizes = numbersArgument(context, 'x')
  const n = sampleSize(context)
  const [start] = u
  if (u.length !== sizes.length || start === undefined || u.some(one => !(one > 0 && one < 1))) {
    throw badArgument('u', 'array', u)
  }
  const { probability } = inclusionProbabilities(sizes, n)
  const places = (positions: readonly number[]): number[] => [...positions].sort((a, b) => a - b).map(at => at + 1)
  // Logarithms differ in their last bit between machines; exponential ranks are for comparison and select nothing in a draw.
  const exponential = (one: number, p: number): number => Math.log1p(-one) / Math.log1p(-p)
  return {
    pik: [...probability],
    certainty: places([...probability.keys()].filter(i => probability[i]! >= 1)),
    pareto: places(drawPareto(probability, u, n).sample),
    sequential_poisson: places(drawSequentialPoisson(probability, u, n).sample),
    exponential: places(smallestRanks(probability, u, exponential, n, 0).sample),
    poisson: places(drawPoisson(probability, u)),
    systematic: { u: start, selected: places(drawSystematicPps(probability, [...sizes.keys()], start)) },
  }
}

/** How the result names each variance; the first two also give means. */
const variances: Readonly<Record<string, UnequalVariance>> = {
  HT: 'horvitz_thompson',
  YG: 'yates_grundy',
  brewer: 'brewer',
  overton: 'overton',
  hartley_rao_HR: 'hartley_rao',
  with_replacement: 'with_replacement',
}

function ppsTotal(context: CaseContext): unknown {
  const { design, args } = context.case
  const column = isObject(design) ? design['pik'] : undefined
  if (typeof column !== 'string') throw badArgument('pik', 'string', column, 'design')
  const table = context.table()
  const probability = table.numbers(column)
  const joint = jointArgument(args['joint'], probability.length)
  const sample: UnequalSample = { probability, joint }
  const names = textsArgument(context, 'vars')
  const each = (value: (name: string) => unknown): object => Object.fromEntries(names.map(name => [name, value(name)]))
  const asked = Object.entries(variances).filter(
    ([, method]) => joint !== undefined || !['horvitz_thompson', 'yates_grundy'].includes(method),
  )
  return Object.fromEntries(
    asked.map(([key, method]) => {
      const total = (name: string) => unequalTotal(table.numbers(name), sample, method, name)
      const mean = (name: string) => unequalMean(table.numbers(name), sample, method, name)
      const problems = names.flatMap(name => total(name).problems.map(({ code, zh, en }) => ({ code, zh, en })))
      return [
        key,
        {
          total: each(name => total(name).estimate),
          se: each(name => total(name).se),
          mean: each(name => mean(name).estimate),
          mean_se: each(name => mean(name).se),
          ...(problems.length === 0 ? {} : { variance: each(name => total(name).variance), problems }),
        },
      ]
    }),
  )
}

function jointArgument(value: unknown, count: number): readonly (readonly number[])[] | undefined {
  if (value === undefined || value === null) return undefined
  const square =
    Array.isArray(value) &&
    value.length === count &&
    value.every(row => Array.isArray(row) && row.length === count && row.every(one => typeof one === 'number'))
  if (!square) throw badArgument('joint', 'array', value)
  return value as readonly (readonly number[])[]
}

export const selectionOperations: Operations = {
  inclusionprob,
  jointprob,
  order_exact_pi: orderExactPi,
  orderdraw,
  'pps.total': ppsTotal,
}
