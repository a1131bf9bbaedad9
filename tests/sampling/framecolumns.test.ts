// Further columns of a frame: kept when asked for, part of the canonical form, numbers where they are numbers.
import { describe, expect, it } from 'vitest'
import { canonicalFrame, toFrame } from '../../sampling/frame.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { InputError } from '../../sampling/problem.ts'

const csv = 'x,element_id,y,stratum,note\n1.50,b,école,甲,p\n-2,a,,甲,q\n'
const codes = (work: () => unknown): string[] => {
  try {
    work()
    return []
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return error.problems.map(problem => `${problem.code}@${problem.line}`)
  }
}

describe('kept columns', () => {
  it('follow the size in the order they are named, as written', () => {
    expect(canonicalFrame(parseFrame(csv))).toBe('a\t甲\t\nb\t甲\t\n')
    const frame = parseFrame(csv, {}, { keep: ['y', 'x'] })
    expect(canonicalFrame(frame)).toBe('a\t甲\t\t\t-2\nb\t甲\t\técole\t1.50\n')
    const [x, y] = ['x', 'y'].map(name => frame.columns!.get(name)!)
    expect([x!.number(0), x!.number(1), y!.number(0), y!.number(1)]).toEqual([-2, 1.5, NaN, NaN])
    expect([x!.text(0), x!.text(1), y!.text(0), y!.text(1)]).toEqual(['-2', '1.50', '', 'école'])
  })

  it('come from a list as from a file', () => {
    const list = [
      { elementId: 'b', stratum: '甲', values: { x: '1.50', y: 'e\u0301cole', note: 'p' } },
      { elementId: 'a', stratum: '甲', values: { x: -2, y: '' } },
    ]
    expect(canonicalFrame(toFrame(list, ['y', 'x']))).toBe(canonicalFrame(parseFrame(csv, {}, { keep: ['y', 'x'] })))
    expect(toFrame(list).columns).toBeUndefined()
    expect(codes(() => toFrame(list, ['note']))).toEqual(['missing_column@3'])
  })

  it('are refused with their line', () => {
    expect(codes(() => parseFrame(csv, {}, { keep: ['z'] }))).toEqual(['missing_column@1'])
    expect(codes(() => parseFrame(csv.replace('école', '"a\tb"'), {}, { keep: ['y'] }))).toEqual([
      'control_character@2',
    ])
  })

  it('hold a thousand and more', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},p${String(9999 - i)},甲,${i % 7 === 0 ? `t${i}` : i / 8}`)
    const frame = parseFrame(['n,element_id,stratum,v', ...rows].join('\n'), {}, { keep: ['v'] })
    const column = frame.columns!.get('v')!
    const at = (i: number): number => 2999 - i
    expect([column.text(at(7)), column.number(at(2999)), column.text(at(2996))]).toEqual(['t7', 374.875, 't2996'])
  })
})
