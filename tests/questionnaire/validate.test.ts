// The validator's own rules, and answers in both their shapes.
import { describe, expect, it } from 'vitest'
import { flattenAnswers, nestAnswers } from '../../server/questionnaire/answers.ts'
import { compileValidator } from '../../server/questionnaire/validate.ts'

const choices = ['a', 'b', 'c']
const validate = compileValidator({
  title: '测试',
  pages: [
    {
      name: 'one',
      elements: [
        { type: 'radiogroup', name: 'one', choices, showOtherItem: true },
        { type: 'checkbox', name: 'many', choices, showNoneItem: true, minSelectedChoices: 1, maxSelectedChoices: 2 },
        { type: 'rating', name: 'stars', rateMin: 1, rateMax: 10 },
        { type: 'text', name: 'age', inputType: 'number', min: 16, max: 120 },
        { type: 'comment', name: 'words', maxLength: 10 },
        { type: 'boolean', name: 'agree', isRequired: true },
      ],
    },
  ],
})
const judge = (raw: Record<string, unknown>) => validate(raw, [])
const refused = (raw: Record<string, unknown>) =>
  judge({ agree: true, ...raw }).problems.map(problem => problem.pointer)

describe('the validator', () => {
  it('refuses what the survey engine alone would take: unlisted values, ratings out of range, long texts, unknown names', () => {
    expect(refused({ stars: 99 })).toEqual(['/stars'])
    expect(refused({ one: 'z' })).toEqual(['/one'])
    expect(refused({ many: ['a', 'z'] })).toEqual(['/many'])
    expect(refused({ words: '一二三四五六七八九十多' })).toEqual(['/words'])
    expect(refused({ stranger: 1, constructor: 'x' })).toEqual(['/stranger', '/constructor'])
    expect(refused(JSON.parse('{"__proto__": {"agree": false}}') as Record<string, unknown>)).toEqual(['/__proto__'])
  })

  it('refuses values of the wrong kind and beyond their bounds', () => {
    expect(refused({ stars: '5' })).toEqual(['/stars'])
    expect(refused({ age: '40' })).toEqual(['/age'])
    expect(refused({ age: 15 })).toEqual(['/age'])
    expect(refused({ many: 'a' })).toEqual(['/many'])
    expect(refused({ many: ['a', 'b', 'c'] })).toEqual(['/many'])
    expect(refused({ many: ['none', 'a'] })).toEqual(['/many'])
    expect(refused({ words: { length: 1 } })).toEqual(['/words'])
    expect(refused({ agree: 'yes' })).toEqual(['/agree'])
  })

  it('cleans texts without cutting them', () => {
    const { answers } = judge({ agree: true, words: '  好\u0000\r\n的\uD800 ' })
    expect(answers.words).toBe('好\n的\uFFFD')
    expect(judge({ agree: true, words: '   ' }).answers).toEqual({ agree: true })
  })

  it('asks for the words of 其他, and drops them when it is not chosen', () => {
    expect(judge({ agree: true, one: 'other' }).missing).toEqual(['one-Comment'])
    expect(judge({ agree: true, one: 'other', 'one-Comment': '别的' }).answers).toEqual({
      agree: true,
      one: 'other',
      'one-Comment': '别的',
    })
    expect(judge({ agree: true, one: 'a', 'one-Comment': '别的' }).answers).toEqual({ agree: true, one: 'a' })
  })

  it('says what is missing', () => {
    expect(judge({}).missing).toEqual(['agree'])
    expect(judge({ agree: false }).missing).toEqual([])
  })
})

describe('answers', () => {
  it('are kept by unit id and read back by unit code', () => {
    const units = [
      { id: 'id-1', code: 'a' },
      { id: 'id-2', code: 'a-b' },
    ]
    const flat = {
      'units.a.know': 'k1',
      'units.a.dims.duty': 's4',
      'units.a.dims.law': 's1',
      'units.a-b.reason': ['slow'],
      'units.a-b.reason-Comment': 'x',
      age: 40,
    }
    const stored = nestAnswers(flat, units)
    expect(stored).toEqual({
      units: {
        'id-1': { know: 'k1', dims: { duty: 's4', law: 's1' } },
        'id-2': { reason: ['slow'], 'reason-Comment': 'x' },
      },
      general: { age: 40 },
    })
    expect(flattenAnswers(stored, units)).toEqual(flat)
  })
})
