// Operations of `sampling estimate`: allocation, sample size and outcome rates.
import { isObject } from '../check.ts'
import { allocationVariance, optimalAllocation } from '../optimum.ts'
import { costOptimum } from '../optimum-cost.ts'
import { outcomeRates } from '../rates.ts'
import { sampleSize } from '../samplesize.ts'
import { boxShares, sharesInBounds, type Limits } from '../shares.ts'
import { badArgument, numberArgument } from './arguments.ts'
import type { CaseContext, Operations } from './types.ts'

export const planningOperations: Operations = { allocation, samplesize, aapor }

interface Strata {
  readonly n: number
  readonly N: readonly number[]
  readonly S: readonly number[]
  /** Bounds of the case, and [0, N]. */
  readonly box: readonly Limits[]
  readonly whole: readonly Limits[]
}

function allocation(context: CaseContext): unknown {
  const strata = strataOf(context)
  const { n, N, S, box, whole } = strata
  const spread = N.map((size, i) => size * S[i]!)
  const sum = N.reduce((total, size) => total + size, 0)
  const spreadSum = spread.reduce((total, value) => total + value, 0)
  const roots = N.map(Math.sqrt)
  const rootSum = roots.reduce((total, value) => total + value, 0)
  const neyman = spread.map(value => (n * value) / spreadSum)
  const boxed = boxShares(n, spread, box, N)
  const rounded = sharesInBounds(n, spread, box, 'proportional', N)
  return {
    proportional: { real: N.map(size => (n * size) / sum), int: sharesInBounds(n, N, whole) },
    proportional_box: { real: boxShares(n, N, box), int: sharesInBounds(n, N, box) },
    neyman: { real: neyman, n_exceeding_N: neyman.filter((value, i) => value > N[i]!).length },
    neyman_capped: {
      real: boxShares(n, spread, whole, N),
      int: sharesInBounds(n, spread, whole, 'proportional', N),
    },
    neyman_box: { real: boxed, int_largest_remainder: rounded, var_real: allocationVariance(N, S, boxed) },
    integer_optimum: optimum(strata, rounded),
    equal: {
      real: N.map(() => n / N.length),
      int: sharesInBounds(
        n,
        N.map(() => 1),
        whole,
        'even',
      ),
    },
    sqrtN: { real: roots.map(root => (n * root) / rootSum), int: sharesInBounds(n, roots, whole, 'even') },
    ...costOf(context, strata),
  }
}

function optimum({ n, N, S, box }: Strata, rounded: readonly number[]): object {
  const best = optimalAllocation({ N, sd: S, n, min: box.map(b => b.low), max: box.map(b => b.high) })
  return {
    int: best.n,
    var: best.variance,
    dp_unique: best.unique,
    var_of_largest_remainder: allocationVariance(N, S, rounded),
  }
}

function costOf(context: CaseContext, { N, S }: Strata): object {
  const { cost: listed, budget } = context.case.args
  if (listed === undefined || listed === null || budget === undefined || budget === null) return {}
  const cost = numberList(context, 'cost', N.length)
  if (cost.some(value => value <= 0)) throw badArgument('cost', 'above_zero', listed)
  const given = numberArgument(context, 'budget')
  if (!(given > 0)) throw badArgument('budget', 'above_zero', budget)
  const { real, spent, variance } = costOptimum({ N, sd: S, cost, budget: given })
  return { cost_optimum: { real, spent, var: variance } }
}

function strataOf(context: CaseContext): Strata {
  const N = numberList(context, 'N')
  const S = numberList(context, 'S', N.length)
  const n = numberArgument(context, 'n')
  const { args } = context.case
  const min = args['min'] == null ? N.map(() => 0) : numberList(context, 'min', N.length)
  const max = args['max'] == null ? N : numberList(context, 'max', N.length)
  const box = N.map((size, i) => ({ low: Math.min(min[i]!, size), high: Math.min(max[i]!, size) }))
  const [least, most] = [box.reduce((sum, b) => sum + b.low, 0), box.reduce((sum, b) => sum + b.high, 0)]
  const wrong = box.findIndex(({ low, high }) => low > high)
  if (wrong >= 0) throw badArgument(`min/${wrong}`, 'number', min[wrong])
  if (!(Number.isInteger(n) && n >= least && n <= most)) throw badArgument('n', 'positive', n)
  return { n, N, S, box, whole: N.map(size => ({ low: 0, high: size })) }
}

/** Numbers of 0 or more; one alone stands for a list of one, as R writes it. */
function numberList({ case: { args } }: CaseContext, key: string, length?: number): readonly number[] {
  const value = args[key]
  const list = (Array.isArray(value) ? value : [value]) as readonly unknown[]
  const right = list.every(one => typeof one === 'number' && Number.isFinite(one) && one >= 0)
  if (!right || (length !== undefined && list.length !== length)) throw badArgument(key, 'array', value)
  return list as readonly number[]
}

function samplesize(context: CaseContext): unknown {
  const level = numberArgument(context, 'level', 0.95)
  const rows = context.case.args['rows']
  if (!Array.isArray(rows)) throw badArgument('rows', 'array', rows)
  return { rows: rows.map((row: unknown, i) => sizeOf(row, `rows/${i}`, level)) }
}

function sizeOf(row: unknown, key: string, level: number): object {
  if (!isObject(row)) throw badArgument(key, 'object', row)
  const number = (name: string, otherwise?: number): number => {
    const value = row[name] ?? otherwise
    if (typeof value !== 'number') throw badArgument(`${key}/${name}`, 'number', value)
    return value
  }
  const proportion = row['kind'] !== 'mean'
  const common = {
    ...(proportion ? { proportion: number('p', 0.5) } : { sd: number('S') }),
    margin: number('e'),
    level,
    population: number('N', Infinity),
    deff: number('deff', 1),
    responseRate: number('rr', 1),
  }
  let given
  try {
    given = sampleSize(common)
  } catch {
    throw badArgument(key, 'object', row)
  }
  const other = proportion ? sampleSize({ ...common, correction: 'proportion' }).exact : null
  return {
    ...row,
    n_srswr: given.endless,
    n_fpc_S2_given: given.exact,
    n_fpc_Cochran_p: other,
    n_ceil: given.answers,
    invite: Math.ceil(given.answers / common.responseRate),
  }
}

function aapor(context: CaseContext): unknown {
  const { counts, e } = context.case.args
  if (!isObject(counts) || Object.values(counts).some(value => typeof value !== 'number' || !(value >= 0))) {
    throw badArgument('counts', 'object', counts)
  }
  if (e != null && !(typeof e === 'number' && e >= 0 && e <= 1)) throw badArgument('e', 'power', e)
  const { e: share, rates } = outcomeRates(counts, typeof e === 'number' ? { e } : {})
  return { e: share, ...rates }
}
