// Operations of `sampling estimate`: jackknife, BRR, Fay and bootstrap replicates.
import { digestHex } from '../hash.ts'
import { bootstrapWeights } from '../weighting/bootstrap.ts'
import { brrWeights } from '../weighting/brr.ts'
import { jackknifeWeights } from '../weighting/jackknife.ts'
import { type GivenKind, givenReplicates, replicate, type ReplicateWeights } from '../weighting/replicates.ts'
import { badArgument, numberArgument, switchArgument, textArgument } from './arguments.ts'
import type { CaseContext, Operations } from './types.ts'

export const replicationOperations: Operations = {
  replicate(context) {
    const weights = replicatesOf(context)
    const table = context.table()
    const [y, x] = [table.numbers(textArgument(context, 'y')), table.numbers(textArgument(context, 'x'))]
    const by = table.factor(textArgument(context, 'by'))
    const codes = levelsOf(context, by.levels).map(level => by.levels.indexOf(level))
    const ones = new Float64Array(table.count).fill(1)
    const domains = replicate(weights, w => codes.map(code => meanWhere(w, y, ones, i => by.codes[i] === code)))
    return {
      n_rep: weights.replicates.length,
      scale: weights.scale,
      rscales_unique: uniqueSorted(weights.rscales),
      df: weights.degrees,
      mean: single(weights, w => meanWhere(w, y, ones)),
      total: single(weights, w => total(w, y)),
      ratio: single(weights, w => meanWhere(w, y, x)),
      by: { est: domains.estimate, se: domains.standardError },
    }
  },
  'replicate.given'(context) {
    const weights = givenOf(context)
    const table = context.table()
    const [num, den] = [textArgument(context, 'num'), textArgument(context, 'den')]
    const columns = [table.numbers(num), table.numbers(den)] as const
    const totals = replicate(weights, w => columns.map(column => total(w, column)))
    const named = (values: readonly number[]) => ({ [num]: values[0]!, [den]: values[1]! })
    return {
      ratio: single(weights, w => meanWhere(w, ...columns)),
      total: { est: named(totals.estimate), se: named(totals.standardError) },
      scale: weights.scale,
      df: weights.degrees,
    }
  },
}

const total = (weight: Float64Array, values: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < weight.length; i++) if (weight[i] !== 0) sum += weight[i]! * values[i]!
  return sum
}

/** Ratio of totals over the elements told. */
function meanWhere(
  weight: Float64Array,
  over: Float64Array,
  under: Float64Array,
  isInside: (element: number) => boolean = () => true,
): number {
  let [top, bottom] = [0, 0]
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0 || !isInside(i)) continue
    top += weight[i]! * over[i]!
    bottom += weight[i]! * under[i]!
  }
  return top / bottom
}

function single(weights: ReplicateWeights, statistic: (weight: Float64Array) => number): { est: number; se: number } {
  const { estimate, standardError } = replicate(weights, statistic)
  return { est: estimate[0]!, se: standardError[0]! }
}

/** Levels as texts or numbers, in the order asked for; none told = all. */
function levelsOf({ case: { args } }: CaseContext, all: readonly string[]): readonly string[] {
  const levels = args['levels'] ?? all
  const isLevel = (one: unknown): one is string | number => typeof one === 'string' || typeof one === 'number'
  if (!Array.isArray(levels) || !levels.every(isLevel)) throw badArgument('levels', 'array', levels)
  return levels.map(String)
}

/** Distinct values in rising order; what rounding alone tells apart is one value. */
const uniqueSorted = (values: Float64Array): number[] =>
  Array.from(values.toSorted()).filter((value, i, all) => i === 0 || value - all[i - 1]! > 1e-12 * value)

/** Replicates of the case's design, by the names R gives the types. */
function replicatesOf(context: CaseContext): ReplicateWeights {
  const design = context.design()
  const type = textArgument(context, 'type')
  const mse = switchArgument(context, 'mse')
  if (type === 'auto') return jackknifeWeights(design, { mse })
  if (type === 'JK1' || type === 'JKn') return jackknifeWeights(design, { kind: type, mse })
  if (type === 'BRR') return brrWeights(design, { mse })
  if (type === 'Fay') return brrWeights(design, { mse, rho: numberArgument(context, 'rho', 0) })
  if (type !== 'subbootstrap') throw badArgument('type', 'replicate_type', type)
  const seed = context.case.args['seed'] ?? context.case.id
  const replicates = numberArgument(context, 'replicates', 500)
  return bootstrapWeights(design, digestHex(typeof seed === 'string' ? seed : JSON.stringify(seed)), {
    mse,
    replicates,
  })
}

const kinds: readonly string[] = ['JK1', 'JKn', 'BRR', 'Fay', 'bootstrap', 'other'] satisfies GivenKind[]

function givenOf(context: CaseContext): ReplicateWeights {
  const { args } = context.case
  const kind = textArgument(context, 'type')
  if (!kinds.includes(kind)) throw badArgument('type', 'replicate_type', kind)
  const weight = weightsOf(context)
  const rows = args['repweights']
  if (!Array.isArray(rows) || rows.length !== weight.length || rows.length === 0)
    throw badArgument('repweights', 'array', rows)
  const table = rows.map((row, i) => numbersOf(row, `repweights.${i}`))
  const number = table[0]!.length
  const ragged = table.findIndex(row => row.length !== number)
  if (ragged >= 0) throw badArgument(`repweights.${ragged}`, 'numbers', rows[ragged])
  const rscales = args['rscales']
  const isTold = (key: string): boolean => args[key] !== undefined && args[key] !== null
  return givenReplicates({
    kind: kind as GivenKind,
    weight,
    replicates: Array.from({ length: number }, (_, r) => Float64Array.from(table, row => row[r]!)),
    combined: switchArgument(context, 'combined', true),
    mse: switchArgument(context, 'mse'),
    ...(isTold('rho') ? { rho: numberArgument(context, 'rho') } : {}),
    ...(isTold('scale') ? { scale: numberArgument(context, 'scale') } : {}),
    ...(isTold('rscales') ? { rscales: numbersOf(rscales, 'rscales') } : {}),
  })
}

/** Full-sample weights: a list, or the name of a column. */
function weightsOf(context: CaseContext): Float64Array {
  const { weights } = context.case.args
  return typeof weights === 'string' ? context.table().numbers(weights) : numbersOf(weights, 'weights')
}

function numbersOf(value: unknown, key: string): Float64Array {
  if (!Array.isArray(value) || value.some(one => typeof one !== 'number')) throw badArgument(key, 'numbers', value)
  return Float64Array.from(value as number[])
}
