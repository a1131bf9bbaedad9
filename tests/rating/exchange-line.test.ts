// Lines and columns of rating files: what is read, what is refused, and that the two directions are mirrors of each other.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreesWith, levelOf, readExchangeLine, readLevel, readTags } from '../../server/rating/exchange.ts'
import { exchangeMap, findExchangeHeader, recogniseExchangeColumn } from '../../server/rating/exchange-columns.ts'
import { faultsOf, rejectsCsv, samplesOf, unknownTagsOf, viewOf } from '../../server/rating/exchange-file.ts'
import { type Direction, DIRECTIONS } from '../../server/rating/exchange-terms.ts'
import { codeWords } from '../../server/rating/exchange-profile.ts'
import { LEVELS } from '../../server/rating/level.ts'
import { RATING_TAGS, tagsOf } from '../../server/rating/tag.ts'

const NOW = new Date('2026-11-25T04:00:00Z')
const MAP = { caseNo: 0, level: 1, tags: 2, words: 3, assessedAt: 4, assessNumber: 5, levelWords: 6 }
const lineOf = (...cells: string[]) => {
  const [level = '', tags = '', words = '', at = '2026-11-24 10:00:00', number = '', named = ''] = cells
  return readExchangeLine({ line: 2, cells: ['N1', level, tags, words, at, number, named] }, MAP, NOW)
}
const nobody = () => false

describe('levels', () => {
  it('run in opposite directions, and words run in none', () => {
    expect([1, 2, 3, 4, 5].map(digit => readLevel(String(digit), 'one_is_best'))).toEqual(LEVELS)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.constantFrom('', ' ', '星'), (digit, after) => {
        expect(readLevel(`${digit}${after}`, 'five_is_best')).toBe(readLevel(`${6 - digit}`, 'one_is_best'))
      }),
    )
    for (const direction of DIRECTIONS) {
      expect(readLevel('非常不满意', direction)).toBe('very_dissatisfied')
      expect(readLevel('一般', direction)).toBe('basically_satisfied')
      for (const bad of ['0', '6', '', '好', '4.5', '55']) expect(readLevel(bad, direction)).toBeNull()
    }
    expect(readLevel('５', 'five_is_best')).toBe('very_satisfied')
  })

  it('are refused where code and name differ, in the direction in which they do', () => {
    const line = lineOf('5', '', '', '2026-11-24', '', '非常满意')
    expect(levelOf(line, 'five_is_best')).toBe('very_satisfied')
    expect(levelOf(line, 'one_is_best')).toBe('levelContradicts')
    expect([agreesWith(line, 'five_is_best'), agreesWith(line, 'one_is_best')]).toEqual([true, false])
    expect(levelOf(lineOf(''), 'five_is_best')).toBe('levelMissing')
    expect(levelOf(lineOf('9'), 'five_is_best')).toBe('levelUnknown')
  })

  it('are told by national tags: right one way, and wrong the other unless in the middle', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RATING_TAGS), fc.constantFrom(...DIRECTIONS), (tag, direction) => {
        const best = LEVELS.indexOf(tag.level) + 1
        const line = lineOf(String(direction === 'one_is_best' ? best : 6 - best), tag.code)
        const other: Direction = direction === 'one_is_best' ? 'five_is_best' : 'one_is_best'
        expect(agreesWith(line, direction)).toBe(true)
        expect(faultsOf(line, direction)).toEqual([])
        expect(agreesWith(line, other)).toBe(best === 3)
        expect(faultsOf(line, other)).toEqual(best === 3 ? [] : ['tagContradicts'])
      }),
    )
    expect(agreesWith(lineOf('5', '999'), 'five_is_best')).toBeNull()
    expect(agreesWith(lineOf('非常满意', '510'), 'five_is_best')).toBeNull()
  })

  it('mirror one another in the two views, with the same counts of lines', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }), digits => {
        const lines = digits.map(digit => lineOf(String(digit)))
        const [five, one] = DIRECTIONS.map(direction => viewOf(lines, direction, nobody))
        expect(LEVELS.map(level => five?.levels[level])).toEqual(LEVELS.map(level => one?.levels[level]).reverse())
        expect([five?.rated, one?.rated]).toEqual([digits.length, digits.length])
      }),
    )
  })
})

describe('lines', () => {
  it('keep tags once whatever stands between them, and list those nobody knows', () => {
    expect(readTags('510|517，510; 105')).toEqual(['510', '517', '105'])
    const lines = [lineOf('1', '105|108'), lineOf('1', '105,106')]
    expect(unknownTagsOf(lines)).toEqual([
      { code: '105', lines: 2 },
      { code: '106', lines: 1 },
    ])
    expect(faultsOf(lines[0]!, 'five_is_best')).toEqual([])
  })

  it('say what is wrong with them', () => {
    const faults = (...cells: string[]) => lineOf(...cells).faults
    expect(faults('5', '', '', '')).toEqual(['timeMissing'])
    expect(faults('5', '', '', '昨天')).toEqual(['timeUnreadable'])
    expect(faults('5', '', '', '2026-11-26 10:00')).toEqual(['timeFuture'])
    expect(faults('5', '', '', '2026-11-24', '0')).toEqual(['numberUnreadable'])
    expect(readExchangeLine({ line: 2, cells: ['3.5E+17', '5'] }, MAP, NOW).faults).toContain('caseNoRounded')
    expect(faults('5', '', '', '20261124100000', '2')).toEqual([])
  })

  it('show a few telling ones of each code, screened', () => {
    const plain = Array.from({ length: 30 }, () => lineOf('5'))
    const lines = [...plain, lineOf('5', '510', '请打 19900001234'), lineOf('1', '', '太慢')]
    const samples = samplesOf(lines, nobody)
    expect(samples.map(sample => sample.code)).toEqual(['5', '5', '5', '1'])
    expect(samples[0]).toMatchObject({
      levels: { five_is_best: 'very_satisfied', one_is_best: 'very_dissatisfied' },
      words: '请打 ［电话］',
      tags: [{ code: '510', words: tagsOf('very_satisfied')[0]?.words }],
    })
  })
})

describe('columns', () => {
  it('are known by the names of the interface, of the standard and of devices', () => {
    const known = ['projectNo', 'pf', 'satisfaction', 'evalDetail', 'writingEvaluation', 'assessTime', 'assessNumber']
    expect(known.map(recogniseExchangeColumn)).toEqual([
      'caseNo',
      'channel',
      'level',
      'tags',
      'words',
      'assessedAt',
      'assessNumber',
    ])
    expect(
      ['办件编号', '满意度', '满意度代码', '文字评价', '评价次数', '是否匿名', '审核状态'].map(recogniseExchangeColumn),
    ).toEqual(['caseNo', 'levelWords', 'level', 'words', 'assessNumber', 'anonymous', 'audited'])
  })

  it('that say who somebody is are left behind, by name or by what they hold, whatever anybody chooses', () => {
    for (const header of ['userName', '评价人', '申请人姓名', '证件号码', 'certKey', '手机号', 'mobile', '联系电话'])
      expect(recogniseExchangeColumn(header)).toBe('personal')
    const rows = [
      { cells: ['办件编号', '满意度代码', '备注', '评价人'] },
      { cells: ['N1', '5', '19900001234', '甲'] },
      { cells: ['N2', '4', '19900001235', '乙'] },
    ]
    const header = findExchangeHeader(rows)
    expect(header?.columns.map(column => column.personal)).toEqual([false, false, true, true])
    const map = exchangeMap(header?.columns ?? [], { words: 2, tags: 3 })
    expect(map).toEqual({ caseNo: 0, level: 1 })
    const line = readExchangeLine({ line: 2, cells: rows[1]!.cells }, map, NOW)
    const csv = rejectsCsv({ columns: header?.columns ?? [], map }, [{ line, reasons: [['坏', 'bad']] }])
    expect(csv).not.toMatch(/1990000|甲/)
    expect(csv).toContain('N1,5,2,坏')
  })

  it('are found below a title, and nowhere without a case number and a level', () => {
    const rows = [{ cells: ['十一月评价'] }, { cells: ['projectNo', 'satisfaction'] }, { cells: ['N1', '5'] }]
    expect(findExchangeHeader(rows)?.row).toBe(1)
    expect(findExchangeHeader([{ cells: ['projectNo', 'pf'] }])).toBeNull()
  })

  it('have codes that mean different things in different places', () => {
    expect(['national', 'zhejiang'].map(profile => codeWords(profile as 'national', 'channel', '7')?.[0])).toEqual([
      '短信',
      '系统默认评价',
    ])
    expect(['national', 'zhejiang'].map(profile => codeWords(profile as 'national', 'serviceKind', '1')?.[0])).toEqual([
      '即办件',
      '承诺件',
    ])
    expect(codeWords('other', 'channel', '7')).toBeNull()
  })
})
