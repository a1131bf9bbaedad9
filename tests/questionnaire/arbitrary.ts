// Random questionnaires and random ways of filling them in, for the tests that compare our validator with the survey engine.
import fc from 'fast-check'
import type { FormQuestion, FormUnit } from '../../server/questionnaire/form.ts'
import type { Json } from '../../server/questionnaire/tree.ts'

export const UNITS: readonly FormUnit[] = [
  { code: 'police', name: '示例公安局' },
  { code: 'tax-2', name: '示例税务局' },
]

const codes = ['a', 'b', 'c', 'dk'] as const
const choices = codes.map(value => ({ value, text: { 'zh-cn': `选项${value}`, en: `choice ${value}` } }))

/** One element; its condition, if any, names an earlier choice question. */
function element(name: string, earlier: readonly string[], scope: '' | 'panel.'): fc.Arbitrary<Json> {
  const condition =
    earlier.length === 0
      ? fc.constant(undefined)
      : fc.option(
          fc
            .tuple(
              fc.constantFrom(...earlier),
              fc.constantFrom("= 'a'", "<> 'b'", "anyof ['a','c']", 'notempty', 'empty', "contains 'c'"),
            )
            .map(([of, test]) => `{${scope}${of}} ${test}`),
          { nil: undefined },
        )
  const base = fc.record({ visibleIf: condition, isRequired: fc.boolean() })
  const kinds = fc.constantFrom<Json>(
    { type: 'radiogroup', choices },
    { type: 'radiogroup', choices, showOtherItem: true },
    { type: 'checkbox', choices, showNoneItem: true, showOtherItem: true },
    { type: 'checkbox', choices, maxSelectedChoices: 2 },
    { type: 'comment', maxLength: 20 },
    { type: 'text', inputType: 'number', min: 1, max: 9 },
    { type: 'rating', rateMin: 1, rateMax: 10 },
    { type: 'boolean' },
    { type: 'matrix', eachRowRequired: true, columns: choices, rows: ['first', 'second'] },
  )
  return fc.tuple(base, kinds).map(([asked, kind]) => {
    const { isRequired, visibleIf } = asked
    const required = kind.type !== 'matrix' && isRequired
    return { ...kind, name, ...(required ? { isRequired } : {}), ...(visibleIf ? { visibleIf } : {}) }
  })
}

function elements(count: number, prefix: string, scope: '' | 'panel.'): fc.Arbitrary<Json[]> {
  let built = fc.constant<Json[]>([])
  for (let at = 0; at < count; at++) {
    built = built.chain(before => {
      const earlier = before
        .filter(each => each.type === 'radiogroup' || each.type === 'checkbox')
        .map(each => String(each.name))
      return element(`${prefix}${at}`, earlier, scope).map(next => [...before, next])
    })
  }
  return built
}

/** A questionnaire with questions before, about and after the units, some in a conditional panel. */
export const questionnaires: fc.Arbitrary<Json> = fc
  .tuple(elements(3, 'before', ''), elements(4, 'each', 'panel.'), elements(2, 'after', ''))
  .map(([before, each, after]) => ({
    locale: 'zh-cn',
    title: '随机问卷',
    pages: [
      { name: 'one', elements: before },
      { name: 'two', elements: [{ type: 'paneldynamic', name: 'units', templateElements: each }] },
      { name: 'three', elements: [{ type: 'panel', name: 'box', elements: after }] },
    ],
  }))

/** A value a respondent could give to this question on the phone. */
export function fitting(question: FormQuestion): fc.Arbitrary<unknown> {
  const values = [...question.choices.map(choice => choice.value), ...(question.other ? ['other'] : [])]
  switch (question.type) {
    case 'radiogroup':
    case 'rating':
      return fc.constantFrom(...values)
    case 'checkbox': {
      const most = question.maxSelected || values.length
      const some = fc.subarray(values, { maxLength: most })
      return question.none ? fc.oneof(some, fc.constant(['none'])) : some
    }
    case 'boolean':
      return fc.boolean()
    case 'text':
      return fc.integer({ min: 1, max: 9 })
    default:
      return fc.constantFrom('很好', 'fine', '', '不错 ok')
  }
}

/** Anything at all, as a hostile client might send it. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'dk',
    'zz',
    99,
    -1,
    true,
    null,
    '',
    [],
    ['a', 'a'],
    ['zz'],
    { a: 1 },
    ['none', 'a'],
    1.5,
  ),
  fc.string({ maxLength: 600 }),
  fc.jsonValue({ maxDepth: 2 }),
)
