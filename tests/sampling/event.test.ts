// Events written as R writes them: what they mean, and where they are refused.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../../sampling/spec/event.ts'
import { parseTable } from '../../sampling/spec/table.ts'

const table = parseTable(
  "unit,score,sch.wide,code,等级\n甲,80,Yes,1,好\n乙,NA,No,2,差\n丙,60.5,NA,10,好\n甲,-3,It's,2,中\n",
)
const of = (text: string): number[] => [...eventOf(text, table)]

it.each([
  ['score > 60', [1, NaN, 1, 0]],
  ['score>=80', [1, NaN, 0, 0]],
  ['60.5 == score', [0, NaN, 1, 0]],
  ['0 < score', [1, NaN, 1, 0]],
  ['score <= -3', [0, NaN, 0, 1]],
  ['score != 8e1', [0, NaN, 1, 1]],
  ["unit == '甲'", [1, 0, 0, 1]],
  ['unit != "甲"', [0, 1, 1, 0]],
  ["sch.wide == 'Yes'", [1, 0, NaN, 0]],
  ["sch.wide == 'It\\'s'", [0, 0, NaN, 1]],
  ['sch.wide == "It\'s"', [0, 0, NaN, 1]],
  ["`等级` == '好' & code >= 10", [0, 0, 1, 0]],
  ['等级 == "好" | score > 0', [1, NaN, 1, 0]],
  ["code == '2'", [0, 1, 0, 1]],
  ['code == 2', [0, 1, 0, 1]],
  ['code %in% c(1, 10)', [1, 0, 1, 0]],
  ['sch.wide %in% c(\'Yes\', "No")', [1, 1, 0, 0]],
  ['!(score > 60)', [0, NaN, 0, 1]],
  ["score > 60 & unit == '丙'", [0, 0, 1, 0]],
  ["score > 60 && unit == '丙' || code == 1", [1, 0, 1, 0]],
  ['~I(score > 60)', [1, NaN, 1, 0]],
  ["code == 1 | code == 2 & unit == '甲'", [1, 0, 0, 1]],
])('%s', (text, expected) => expect(of(text)).toEqual(expected))

describe('refuses', () => {
  it.each([
    ['', '∅'],
    ['score', '∅'],
    ['score >', '∅'],
    ['score > unit', 'unit'],
    ['1 == 1', '1'],
    ['score = 3', '='],
    ['score > 3 extra', 'extra'],
    ['(score > 3', '∅'],
    ['score > 3)', ')'],
    ['score > 3 & ', '∅'],
    ["unit == 'open", "'"],
    ['score > 3; x', ';'],
    ['system(1)', '('],
    ['code %in% 1', '1'],
    ['3x > 2', '3'],
  ])('%s', (text, found) => {
    expect(() => of(text)).toThrow(found)
    expect(() => of(text)).toThrow(/cannot be read/)
  })

  it('columns the table lacks, words where numbers should be, words by size, long texts', () => {
    expect(() => of('nobody > 3')).toThrow('nobody')
    expect(() => of('unit > 3')).toThrow('must hold numbers')
    expect(() => of("unit < '乙'")).toThrow('== and !=')
    expect(() => of(`score > ${'1'.repeat(1000)}`)).toThrow('1000 characters')
  })

  it('anything else without another kind of error', () => {
    const piece = fc.constantFrom(
      'score',
      '>',
      '==',
      '3',
      '"甲"',
      '(',
      ')',
      '!',
      '&',
      '|',
      'c',
      ',',
      '%in%',
      ' ',
      '`',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        try {
          expect(of(pieces.join(''))).toHaveLength(4)
        } catch (error) {
          expect((error as Error).name).toBe('InputError')
        }
      }),
      { numRuns: 500 },
    )
  })
})
