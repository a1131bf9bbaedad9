// Cleaning of cells: known messes, and properties that hold for any text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHeader, mapHeader, recognise } from '../../server/roster/columns.ts'
import {
  maskMobile,
  maskName,
  normaliseDate,
  normaliseMobile,
  normaliseName,
  normaliseSex,
} from '../../server/roster/normalise.ts'
import { RowCleaner } from '../../server/roster/roster.ts'

describe('names', () => {
  it.each([
    [' 张\u3000三 ', '张三'],
    ['张 三', '张三'],
    ['买买提•吐尔逊', '买买提·吐尔逊'],
    ['买买提．吐尔逊', '买买提·吐尔逊'],
    ['阿依古丽 ・ 买买提', '阿依古丽·买买提'],
    ['𠮷\u3000田', '𠮷田'],
    ['王\uE863', '王䶮'],
    ['Anna  Lindqvist', 'Anna Lindqvist'],
    ['Jose\u0301', 'José'],
    ['\u200B李四\uFEFF', '李四'],
  ])('%j is %s', (written, name) => expect(normaliseName(written)).toBe(name))

  it('is settled after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => normaliseName(normaliseName(text)) === normaliseName(text)),
    )
  })
})

describe('mobiles', () => {
  it.each([
    ['19900001234', '19900001234', null],
    ['１９９００００１２３４', '19900001234', null],
    [' 199 0000 1234\u3000', '19900001234', null],
    ['+8619900001234', '19900001234', null],
    ['0086 199-0000-1234', '19900001234', null],
    ['8619900001234', '19900001234', null],
    ['(+86)19900001234', '19900001234', null],
    ['手机：19900001234', '19900001234', null],
    ['19900001234.0', '19900001234', null],
    ['1.9900001234E+10', '19900001234', null],
    ['19900001234(本人)', '19900001234', null],
    ['19900001234；19900005678', '19900001234', '19900005678'],
    ['19900001234 19900005678', '19900001234', '19900005678'],
    ['19900001234/0595-22345678', '19900001234', '0595-22345678'],
    ['0595-22345678、19900001234', '19900001234', '0595-22345678'],
    ['19900001234,19900001234', '19900001234', null],
  ])('%j is %s', (written, mobile, extra) => {
    expect(normaliseMobile(written)).toEqual({ mobile, extra, problem: null })
  })

  it.each([
    ['', 'mobile_missing'],
    ['无', 'mobile_missing'],
    ['1.99E+10', 'mobile_scientific'],
    ['1.99e10', 'mobile_scientific'],
    ['1990000123', 'mobile_short'],
    ['199000012345', 'mobile_long'],
    ['12900001234', 'mobile_invalid'],
    ['0595-22345678', 'landline_only'],
    ['(0595)22345678', 'landline_only'],
  ])('%j is lost: %s', (written, problem) => {
    expect(normaliseMobile(written)).toMatchObject({ mobile: null, problem })
  })

  it('keeps a number of zeros but says so', () => {
    expect(normaliseMobile('13800000000')).toMatchObject({ mobile: '13800000000', problem: 'mobile_rounded' })
  })

  it('never invents: eleven digits out means those digits stood in the cell', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789１９+-. ;；E、()')), maxLength: 30 }),
        text => {
          const { mobile, problem } = normaliseMobile(text)
          if (mobile === null) return problem !== null
          return /^1[3-9]\d{9}$/.test(mobile) && text.normalize('NFKC').replace(/\D/g, '').includes(mobile)
        },
      ),
    )
  })

  it('masks for showing', () => {
    expect([maskMobile('19900001234'), maskName('张三'), maskName('欧阳震华')]).toEqual([
      '199****1234',
      '张*',
      '欧**华',
    ])
  })
})

describe('dates and sex', () => {
  it.each([
    ['2026-1-2', '2026-01-02'],
    ['2026/1/2', '2026-01-02'],
    ['2026.1.2', '2026-01-02'],
    ['2026年1月2日', '2026-01-02'],
    ['２０２６年１月２日', '2026-01-02'],
    ['2026-01-02 09:30', '2026-01-02'],
    ['20260102', '2026-01-02'],
    ['46024', '2026-01-02'],
    ['', null],
    ['2026-2-30', undefined],
    ['去年', undefined],
  ])('%j is %s', (written, day) => expect(normaliseDate(written)).toBe(day))

  it('reads sex', () => {
    const written = ['男', '女 ', '男性', 'M', 'f', '', '不详', '?']
    const read = ['male', 'female', 'male', 'male', 'female', null, null, undefined]
    expect(written.map(normaliseSex)).toEqual(read)
  })
})

describe('columns', () => {
  it.each([
    ['联 系 电 话\n（必填）', 'phone'],
    ['*手机号码', 'mobile'],
    ['县(市、区)', 'district'],
    ['所在地区', 'district'],
    ['被访人手机号', 'mobile'],
    ['办理事项', 'matter'],
    ['办理时间', 'handledOn'],
    ['界别', 'sector'],
    ['代表团', 'delegation'],
    ['单位名称', 'organisation'],
  ])('%j is %s', (header, field) => expect(recognise(header)?.field).toBe(field))

  it('keeps both numbers when a mobile and a phone column stand side by side', () => {
    expect(mapHeader(['姓名', '联系电话', '手机'])).toMatchObject({ name: 0, phone: 1, mobile: 2 })
    expect(mapHeader(['姓名', '联系电话'])).toEqual({ name: 0, mobile: 1 })
  })

  it('finds the header below titles', () => {
    const rows = [['2026年度名单'], ['填表日期：2026年1月', ''], ['序号', '姓名', '手机'], ['1', '张三', '19900001234']]
    expect(findHeader(rows)).toMatchObject({ headerLine: 3, mapping: { serial: 0, name: 1, mobile: 2 } })
  })
})

describe('rows', () => {
  const cleaner = new RowCleaner(['姓名', '手机', '电话', '年龄'], { name: 0, mobile: 1, phone: 2 })

  it('falls back on the second phone column and keeps what no field takes', () => {
    expect(cleaner.clean(['张三', '', '19900001234', '40'], 5)).toEqual({
      kind: 'person',
      person: expect.objectContaining({ name: '张三', mobile: '19900001234', extra: '{"年龄":"40"}' }) as unknown,
      problems: [],
    })
    expect(cleaner.clean(['张三', '19900001234', '0595-22345678'], 5)).toMatchObject({
      person: { mobileExtra: '0595-22345678' },
    })
  })

  it('tells blank, repeated header, lost and surplus cells apart', () => {
    expect(cleaner.clean(['', ' ', '', ''], 1).kind).toBe('blank')
    expect(cleaner.clean(['姓名', '手机', '电话', '年龄'], 9)).toMatchObject({
      kind: 'blank',
      problems: [{ problem: 'header_repeated', line: 9 }],
    })
    expect(cleaner.clean(['合计', '', '', ''], 9)).toMatchObject({ kind: 'lost', reason: 'mobile_missing' })
    expect(cleaner.clean(['张三', '19900001234', '', '', 'x'], 9)).toMatchObject({
      kind: 'person',
      problems: [{ problem: 'too_many_cells' }],
    })
  })

  it('takes the guard of an exported cell off', () => {
    const noted = new RowCleaner(['姓名', '手机', '备注'], { name: 0, mobile: 1, note: 2 })
    expect(noted.clean(['张三', '19900001234', "'=1+1"], 1)).toMatchObject({ person: { note: '=1+1' } })
  })
})
