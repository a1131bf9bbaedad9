// The outline of a questionnaire in words, and the way from a problem's pointer to its place in the text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import definition from '../../server/questionnaire/default.json' with { type: 'json' }
import { speaker } from '../../server/words/words.ts'
import { conditionText, outlineOf, plainText } from '../../survey-ui/console/questionnaire/outline.ts'
import { locate } from '../../survey-ui/console/questionnaire/pointer.ts'

describe('outline', () => {
  const items = outlineOf(definition)

  it('numbers every question, the rows of a matrix too', () => {
    expect(items.map(item => item.question.name)).toEqual([
      'know',
      'touch',
      'overall',
      'dims.duty',
      'dims.service',
      'dims.efficiency',
      'dims.law',
      'dims.integrity',
      'dims.response',
      'reason',
      'advice',
    ])
    expect(items.map(item => item.number)).toEqual(items.map((_, at) => at + 1))
    expect(items.every(item => item.perUnit)).toBe(true)
    expect(items.filter(item => item.sameChoices).map(item => item.number)).toEqual([4, 5, 6, 7, 8, 9])
    expect(items.filter(item => item.sameConditions).map(item => item.number)).toEqual([3, 4, 5, 6, 7, 8, 9])
  })

  it('says conditions by the numbers and words of the questions they hang on', () => {
    const say = (expression: string) => conditionText(expression, true, items, speaker('zh'), 'zh')
    expect(say(items[9]?.conditions[0] ?? '')).toBe('第 1 题选“了解一些”或“比较了解”或“很了解”，且第 3 题选“不满意”')
    expect(say("{panel.overall} <> 'dk'")).toBe('第 3 题没选“不了解”')
    expect(say('{panel.touch} notempty or {panel.know} empty')).toBe('第 2 题已答，或第 1 题未答')
    expect(conditionText("{panel.know} = 'k0'", true, items, speaker('en'), 'en')).toBe(
      'question 1 is “Nothing (skip this unit)”',
    )
  })

  it('leaves a condition as written when it cannot be put in words', () => {
    for (const expression of ["({panel.know} = 'k1') or {panel.overall} = 's1'", "{nobody} = 'k1'", "{know} = 'k1'"])
      expect(conditionText(expression, true, items, speaker('zh'), 'zh')).toBe(expression)
  })

  it('shows the unit’s place in a title and drops tags', () => {
    expect(plainText(['<b>{panel.unit_name}</b>怎么样', '{panel.unit_name}'], 'zh')).toBe('〔单位〕 怎么样')
  })
})

describe('locate', () => {
  const at = (text: string, pointer: string) => text.slice(...locate(text, pointer))

  it('finds every value of any JSON, as tidy or as one line', () => {
    const walk = (value: unknown, pointer: string): [string, unknown][] => [
      [pointer, value],
      ...(typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, child]) =>
            walk(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
          )
        : []),
    ]
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const plain = JSON.parse(text) as unknown
        for (const [pointer, child] of walk(plain, '')) expect(JSON.parse(at(text, pointer))).toEqual(child)
      }),
    )
  })

  it('stops at the deepest part that exists', () => {
    expect(at('{"pages": [{"name": "a"}]}', '/pages/0/title')).toBe('{"name": "a"}')
  })
})
