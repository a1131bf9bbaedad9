// What may be fielded: the default passes, and everything else is refused with its place.
import { Model } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import defaultQuestionnaire from '../../server/questionnaire/default.json' with { type: 'json' }
import { compileForm } from '../../server/questionnaire/form.ts'
import { expandQuestionnaire } from '../../server/questionnaire/survey.ts'
import { UNITS } from './arbitrary.ts'

const choices = [
  { value: 'a', text: '甲' },
  { value: 'b', text: '乙' },
]

function withElements(...elements: unknown[]) {
  return { title: '测试', pages: [{ name: 'one', elements }] }
}

/** Pointers of all problems. */
function places(json: unknown): string[] {
  return checkQuestionnaire(json).problems.map(problem => problem.pointer)
}

describe('the default questionnaire', () => {
  it('passes, and the survey engine has nothing against it, as it is and filled with units', () => {
    expect(checkQuestionnaire(defaultQuestionnaire).problems).toEqual([])
    expect(new Model(structuredClone(defaultQuestionnaire)).jsonErrors).toBeNull()
    const filled = new Model(expandQuestionnaire(defaultQuestionnaire, UNITS))
    expect(filled.jsonErrors).toBeNull()
    // Until the gate is answered, one question a unit is on show, each on a page of its own.
    expect(
      filled.visiblePages.map(page =>
        page.questions.filter(question => question.isVisible).map(question => question.name),
      ),
    ).toEqual([['units.police.know'], ['units.tax-2.know']])
  })

  it('is asked in both languages, the unit and the row in the words', () => {
    const { questions } = compileForm(defaultQuestionnaire, UNITS)
    const speed = questions.find(question => question.name === 'units.police.dims.efficiency')
    expect(speed?.title).toEqual([
      '您怎么评价这个单位的办事效率？',
      'How do you rate this unit: speed of handling matters?',
    ])
    for (const question of questions)
      expect([question.name, ...question.title].every(text => text.length > 0)).toBe(true)
  })
})

describe('a questionnaire is refused', () => {
  it('when it is none at all', () => {
    expect(places(null)).toEqual([''])
    expect(places([])).toEqual([''])
    expect(places('问卷')).toEqual([''])
    expect(places({ title: '空', pages: [] })).toEqual(['/pages'])
    expect(places({ pages: [{ name: 'one', elements: [{ type: 'comment', name: 'x' }] }] })).toEqual(['/title'])
    expect(places({ title: 'x'.repeat(300_000) })).toEqual([''])
  })

  it.each([
    ['a type that is not supported', { type: 'file', name: 'x' }, '/pages/0/elements/0/type'],
    [
      'a property that is not supported',
      { type: 'comment', name: 'x', defaultValue: 'y' },
      '/pages/0/elements/0/defaultValue',
    ],
    [
      'choices from the network',
      { type: 'radiogroup', name: 'x', choices, choicesByUrl: {} },
      '/pages/0/elements/0/choicesByUrl',
    ],
    ['a missing name', { type: 'comment' }, '/pages/0/elements/0/name'],
    ['a name that is no name', { type: 'comment', name: '名称 a' }, '/pages/0/elements/0/name'],
    ['missing choices', { type: 'radiogroup', name: 'x' }, '/pages/0/elements/0/choices'],
    ['the same choice twice', { type: 'radiogroup', name: 'x', choices: ['a', 'a'] }, '/pages/0/elements/0/choices/1'],
    [
      'a condition on a choice',
      { type: 'radiogroup', name: 'x', choices: [{ value: 'a', visibleIf: '1=1' }] },
      '/pages/0/elements/0/choices/0',
    ],
    [
      'a condition that cannot be read',
      { type: 'comment', name: 'x', visibleIf: '{a} = ((' },
      '/pages/0/elements/0/visibleIf',
    ],
    [
      'a condition that names no question',
      { type: 'comment', name: 'x', visibleIf: '{y} = 1' },
      '/pages/0/elements/0/visibleIf',
    ],
    [
      'a condition on itself',
      { type: 'comment', name: 'x', visibleIf: '{x} notempty' },
      '/pages/0/elements/0/visibleIf',
    ],
    [
      'a condition that calls a function',
      { type: 'comment', name: 'x', visibleIf: "today() > '2026-01-01'" },
      '/pages/0/elements/0/visibleIf',
    ],
    ['a script in html', { type: 'html', name: 'x', html: '<p onclick="a()">x</p>' }, '/pages/0/elements/0/html'],
    [
      'a link that is not https',
      { type: 'html', name: 'x', html: '<a href="javascript:a()">x</a>' },
      '/pages/0/elements/0/html',
    ],
    ['a reference in a title', { type: 'comment', name: 'x', title: '你好 {name}' }, '/pages/0/elements/0/title'],
    ['an endless rating', { type: 'rating', name: 'x', rateMin: 1, rateMax: 1000 }, '/pages/0/elements/0'],
    ['a length that is no number', { type: 'comment', name: 'x', maxLength: 'many' }, '/pages/0/elements/0/maxLength'],
    [
      'a units part of another name',
      { type: 'paneldynamic', name: 'offices', templateElements: [{ type: 'comment', name: 'x' }] },
      '/pages/0/elements/0/name',
    ],
  ])('%s', (_, element, pointer) => {
    expect(places(withElements(element))).toContain(pointer)
  })

  it('when a name stands twice, or a later question is named', () => {
    expect(places(withElements({ type: 'comment', name: 'x' }, { type: 'comment', name: 'x' }))).toEqual([
      '/pages/0/elements/1/name',
    ])
    const later = [
      { type: 'comment', name: 'x', visibleIf: "{y} = 'a'" },
      { type: 'radiogroup', name: 'y', choices },
    ]
    expect(places(withElements(...later))).toEqual(['/pages/0/elements/0/visibleIf'])
  })

  it('when it is nested without end', () => {
    let element: unknown = { type: 'comment', name: 'x' }
    for (let depth = 0; depth < 40; depth++) element = { type: 'panel', name: `p${depth}`, elements: [element] }
    expect(checkQuestionnaire(withElements(element)).definition).toBeNull()
  })
})
