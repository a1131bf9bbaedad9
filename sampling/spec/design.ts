// A design descriptor of a case turned into a survey design of its table.
import { isObject } from '../check.ts'
import { createSurveyDesign } from '../estimation/createdesign.ts'
import type { LonelyPolicy, SurveyDesign } from '../estimation/surveydesign.ts'
import { badArgument, switchOf, textsOf } from './arguments.ts'
import type { Table } from './types.ts'

const policies: readonly string[] = ['fail', 'certainty', 'remove', 'average', 'adjust'] satisfies LonelyPolicy[]

/**
 * The survey design that `{kind: "taylor", ids, strata, fpc, weights, nest, lonely}` describes: names of columns, null = none.
 *
 * @param descriptor `ids` and `fpc` by stage, `strata` of stage 1; `lonely` default `fail`
 * @param table holds the columns
 * @returns the design; an element is a row
 * @throws InputError for a descriptor of another form, a column that is absent, or columns that make no design
 * @example surveyDesignFrom({ kind: 'taylor', ids: null, fpc: ['N'] }, parseTable('y,N\n1,6\n2,6\n')).weight[1] // => 3
 */
export function surveyDesignFrom(descriptor: unknown, table: Table): SurveyDesign {
  if (!isObject(descriptor)) throw badArgument('kind', 'object', descriptor, 'design')
  if ((descriptor['kind'] ?? 'taylor') !== 'taylor') throw badArgument('kind', 'taylor', descriptor['kind'], 'design')
  const names = (key: string): readonly string[] => textsOf(descriptor[key], key, 'design')
  const ids = names('ids').filter(name => name !== '1' && name !== '0')
  const strata = names('strata')
  const fpc = names('fpc')
  if (fpc.length > Math.max(1, ids.length)) throw badArgument('fpc', 'fpc_by_stage', fpc, 'design')
  const lonely = descriptor['lonely'] ?? 'fail'
  if (!policies.includes(lonely as string)) throw badArgument('lonely', 'lonely', lonely, 'design')
  const weights = descriptor['weights'] ?? null
  if (weights !== null && typeof weights !== 'string') throw badArgument('weights', 'string', weights, 'design')
  return createSurveyDesign({
    count: table.count,
    ids: ids.map(name => table.factor(name)),
    strata: strata.map(name => table.factor(name)),
    fpc: fpc.map(name => table.numbers(name)),
    ...(weights === null ? {} : { weights: table.numbers(weights) }),
    nest: switchOf(descriptor['nest'], 'nest', 'design'),
    lonely: lonely as LonelyPolicy,
  })
}
