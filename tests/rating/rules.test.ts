// The rules of a rating without a database: the national tags, what is refused, what is masked.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../server/problem/problem.ts'
import { BAD_LEVELS, isBad, LEVELS } from '../../server/rating/level.ts'
import { checkRating, plainText } from '../../server/rating/rating.ts'
import { screenWords } from '../../server/rating/screen.ts'
import { findTag, RATING_TAGS, tagsOf } from '../../server/rating/tag.ts'
import { input } from './support.ts'

const now = new Date('2026-11-25T02:00:00.000Z')
const check = (change: Parameters<typeof input>[0], imported = false) => checkRating(input(change), { now, imported })
const errorsOf = (change: Parameters<typeof input>[0]) => {
  try {
    check(change)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.options.errors?.map(({ pointer, detail }) => [pointer, detail[0]]) ?? []
  }
}

describe('the tags', () => {
  test('are the 40 of the national list, eight to a level, by their codes', () => {
    expect(RATING_TAGS).toHaveLength(40)
    expect(LEVELS.map(level => tagsOf(level).length)).toEqual([8, 8, 8, 8, 8])
    expect(LEVELS.map(level => tagsOf(level).map(tag => Number(tag.code)))).toEqual([
      [510, 511, 512, 513, 514, 515, 516, 517],
      [406, 407, 408, 409, 410, 411, 412, 413],
      [307, 308, 309, 310, 311, 312, 313, 314],
      [207, 208, 209, 210, 211, 212, 213, 214],
      [108, 109, 110, 111, 112, 113, 114, 115],
    ])
    expect(new Set(RATING_TAGS.flatMap(tag => tag.words)).size).toBe(80)
    expect(findTag('115')).toMatchObject({
      level: 'very_dissatisfied',
      words: ['服务态度差效率低', expect.any(String)],
    })
    expect(findTag('105')).toBeUndefined()
  })
  test('of another level, unknown or given twice are refused by their place; imports keep the unknown', () => {
    expect(errorsOf({ level: 'satisfied', tags: ['413', '213'] })).toEqual([['/tags/1', '“213”不是这个等级的理由']])
    expect(errorsOf({ level: 'satisfied', tags: ['105'] })).toEqual([['/tags/0', '“105”不是这个等级的理由']])
    expect(errorsOf({ level: 'satisfied', tags: ['413', '413'] }).map(([pointer]) => pointer)).toEqual(['/tags/1'])
    expect(check({ level: 'very_dissatisfied', tags: ['105', '115'] }, true).tags).toEqual(['105', '115'])
  })
})

describe('a level', () => {
  test('is asked for and never assumed', () => {
    expect(() => check({ level: '' })).toThrow('rating-level-required')
    expect(errorsOf({ level: 'excellent' }).map(([pointer]) => pointer)).toEqual(['/level'])
    expect(errorsOf({ level: '5' }).map(([pointer]) => pointer)).toEqual(['/level'])
  })
  test('is bad when it is one of the last two', () => {
    expect(LEVELS.filter(isBad)).toEqual([...BAD_LEVELS])
  })
})

describe('words', () => {
  test('of 10,000 characters are refused with their number, and kept by the page', () => {
    expect(errorsOf({ words: '好'.repeat(10_000) })).toEqual([
      ['/words', '意见最多500个字，现在有10000个字。请删去9500个字；已写的内容没有丢。'],
    ])
  })
  test('are counted as people count: an emoji is one', () => {
    expect(check({ words: '😀'.repeat(500) }).words).toHaveLength(1000)
    expect(errorsOf({ words: '😀'.repeat(501) })).toHaveLength(1)
  })
  test('with HTML stay text; what cannot be seen goes', () => {
    expect(plainText(' <script>alert(1)</script>\u0000\u202E\r\n好\t!\uD800 ')).toBe(
      '<script>alert(1)</script>\n好 !\uFFFD',
    )
  })
  test('are made plain once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => plainText(plainText(text)) === plainText(text)))
  })
})

describe('a contact', () => {
  test('is optional, and a mobile number in any way of writing', () => {
    expect(check({ contact: { name: ' ', mobile: ' ' } }).contact).toBeNull()
    expect(check({ contact: { name: '', mobile: '+86 １９９-0000 1234' } }).contact).toEqual({
      name: '',
      mobile: '19900001234',
    })
    expect(errorsOf({ contact: { name: '某'.repeat(31), mobile: '1990000' } }).map(([pointer]) => pointer)).toEqual([
      '/contact/name',
      '/contact/mobile',
    ])
  })
})

describe('the time of the tap', () => {
  const madeAt = (text: string, imported = false) => check({ madeAt: text }, imported).madeAt.toISOString()
  test('is kept for seven days; a clock that is wrong loses no rating', () => {
    expect(madeAt('2026-11-20T08:00:00+08:00')).toBe('2026-11-20T00:00:00.000Z')
    expect(madeAt('2026-11-25T03:00:00Z')).toBe(now.toISOString())
    expect(madeAt('2015-01-01T00:00:00Z')).toBe(now.toISOString())
    expect(madeAt('2015-01-01T00:00:00Z', true)).toBe('2015-01-01T00:00:00.000Z')
  })
  test('must be a time', () => {
    for (const text of ['', 'yesterday', '2026-13-45T00:00:00Z', '2026-11-25'])
      expect(errorsOf({ madeAt: text }).map(([pointer]) => pointer)).toEqual(['/madeAt'])
  })
})

test('a client names itself in 8 to 64 plain characters', () => {
  for (const clientId of ['short', 'with space', 'x'.repeat(65), '汉字汉字汉字汉字', ''])
    expect(errorsOf({ clientId }).map(([pointer]) => pointer)).toEqual(['/clientId'])
})

describe('screening', () => {
  test.each([
    ['请打19900001234谢谢', '请打［电话］谢谢'],
    ['电话 199 0000 1234。', '电话 ［电话］。'],
    ['+86-199-0000-1234', '［电话］'],
    ['１９９００００１２３４', '［电话］'],
    ['１９９－００００－１２３４', '［电话］'],
    ['0595-22345678', '［电话］'],
    ['（0595）22345678', '［电话］'],
    ['010 6234 5678', '［电话］'],
    ['身份证 35012319900307123X', '身份证 ［证件号］'],
    ['３５０１２３１９９００３０７１２３４', '［证件号］'],
    ['350123 19900307 1234', '［证件号］'],
    ['350123900307123', '［证件号］'],
    ['卡号6222 0212 3456 7890 123', '卡号［卡号］'],
    ['6222021234567890', '［卡号］'],
    ['写信到 some.one@example.com.cn 吧', '写信到 ［邮箱］ 吧'],
    ['ａｂ＠example．com', '［邮箱］'],
    ['座机62345678', '座机［号码］'],
  ])('%s → %s', (text, screened) => {
    expect(screenWords(text)).toBe(screened)
  })
  test.each([
    '等了3个小时，跑了4次',
    '2026年11月25日上午9:30',
    '15号窗口的A03',
    '费用120元',
    '材料1、2、3都交了',
    '好评率99.5%',
  ])('leaves %s', text => {
    expect(screenWords(text)).toBe(text)
  })
  test('leaves no eleven digits of a mobile number, whatever stands between them', () => {
    const gap = fc.constantFrom('', '-', ' ', '  ', '－', '.', '·')
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
    const wide = (text: string) => text.replaceAll(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 3, max: 9 }),
        fc.array(gap, { minLength: 10, maxLength: 10 }),
        fc.boolean(),
        (rest, second, gaps, full) => {
          const number = [1, second, ...rest].map((digit, at) => `${digit}${gaps[at] ?? ''}`).join('')
          const screened = screenWords(`找我：${full ? wide(number) : number}。`)
          expect(screened.normalize('NFKC').replaceAll(/\D/g, '').length).toBeLessThan(8)
        },
      ),
    )
  })
})
