// Encodings, CSV and XLSX: what is written reads back identical, and what is broken is named.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvReader, LineTooLong, MAX_LINE } from '../../server/files/csv-read.ts'
import { attachment, csvLine, type CsvOptions, writeCsv } from '../../server/files/csv.ts'
import { assignedForm, detectEncoding, encodeGb18030, fileKind, readHead } from '../../server/files/encoding.ts'
import { readXlsx, writeXlsx } from '../../server/files/xlsx.ts'
import { neutralise, unguard } from '../../server/files/cells.ts'

const folder = mkdtempSync(join(tmpdir(), 'minping-files-'))
let count = 0
function file(bytes: Uint8Array | string): string {
  const path = join(folder, `f${count++}`)
  writeFileSync(path, bytes)
  return path
}

const RARE = [
  '𠮷田明',
  '王㛃',
  '李〇一',
  '陈𬱟',
  '䶮雪',
  '阿依古丽·买买提',
  '龴龵龶龷龸龹龺龻',
  'ḿ€︐︒︑︓︔︕︖︗︘︙',
  'O’Brien',
]

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer())
}

describe('encoding', () => {
  it('writes GB18030 that a 2022 decoder reads back, rare characters included', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true })
    for (const name of RARE) expect(decoder.decode(encodeGb18030(name))).toBe(name)
    expect(encodeGb18030('龴').toString('hex')).toBe('fe59')
    expect(encodeGb18030('㛃𠮷').toString('hex')).toBe('8230b7319534b235')
  })

  it('reads the private-use forms of older systems as the characters they stand for', () => {
    expect(assignedForm('\uE81E\uE863\uE816张')).toBe('龴䶮\u{20087}张')
    expect(assignedForm('张三')).toBe('张三')
  })

  const text = `姓名,电话\r\n${'张三,19900001234\r\n'.repeat(50)}`
  it.each([
    ['utf-8', Buffer.from(text), 'utf-8', false],
    ['utf-8 with mark', Buffer.from(`\uFEFF${text}`), 'utf-8', true],
    ['gb18030', encodeGb18030(text), 'gb18030', false],
    ['utf-16 le without mark', Buffer.from(text, 'utf16le'), 'utf-16', false],
    ['utf-16 be without mark', Buffer.from(text, 'utf16le').swap16(), 'utf-16', false],
    ['utf-16 with mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16', true],
    ['ascii', Buffer.from('name,mobile\nLi,19900001234\n'), 'utf-8', false],
    [
      'gb18030 after a long plain beginning',
      Buffer.concat([Buffer.from('a,b\n'.repeat(90_000)), encodeGb18030(text)]),
      'gb18030',
      false,
    ],
  ] as const)('detects %s', async (_name, bytes, encoding, bom) => {
    expect(fileKind(bytes.subarray(0, 4096))).toBe('text')
    expect(await detectEncoding(file(bytes))).toMatchObject({ encoding, bom, clean: true })
  })

  it('keeps a UTF-8 file with one broken byte UTF-8, and says it is not clean', async () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xe5, 0x2c]), Buffer.from(text)])
    expect(await detectEncoding(file(bytes))).toMatchObject({ encoding: 'utf-8', clean: false })
  })

  it('tells what is no text', async () => {
    expect(fileKind(Buffer.alloc(0))).toBe('empty')
    expect(fileKind(Buffer.from('\uFEFF \r\n\r\n'))).toBe('empty')
    expect(fileKind(Buffer.from('504b030414', 'hex'))).toBe('xlsx')
    expect(fileKind(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe('xls')
    expect(fileKind(Buffer.from('%PDF-1.7'))).toBe('binary')
    expect(fileKind(Buffer.alloc(5000, '\u0000\u0001\u0002'))).toBe('binary')
    expect((await readHead(file('abc'), 2)).toString()).toBe('ab')
  })
})

describe('reading CSV', () => {
  it('counts rows as a spreadsheet does: a quoted line break stays in its row', () => {
    const reader = new CsvReader({ delimiter: ',' })
    expect(reader.push('a,b\r\n1,"x\r\ny"\r\n\r\n2,"含""引号"""')).toEqual([['a', 'b'], ['1', 'x\r\ny'], ['']])
    expect(reader.end()).toEqual([['2', '含"引号"']])
    expect(reader.line).toBe(4)
  })

  it('reads a quote that never closes as a character, notes the row and loses nothing', () => {
    const reader = new CsvReader({ delimiter: ',' })
    const rows = [...reader.push('a,b\n1,"x\n2,y\n'), ...reader.end()]
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '"x'],
      ['2', 'y'],
    ])
    expect(reader.openQuotes).toEqual([2])
  })

  it('names the line that is too long', () => {
    const reader = new CsvReader({ delimiter: ',' })
    reader.push('a\nb\n')
    expect(() => reader.push('x'.repeat(MAX_LINE + 1))).toThrow(LineTooLong)
  })

  it('gives back any table that was written, wherever the text is cut', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '张', ',', '"', '\n', '\r', ' ', '\t', '=', "'", '𠮷'),
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (table, step) => {
          const options: CsvOptions = { encoding: 'utf-8', neutralise: false }
          const text = table.map(row => csvLine(row, options)).join('')
          const reader = new CsvReader({ delimiter: ',' })
          const rows: string[][] = []
          for (let at = 0; at < text.length; at += step) rows.push(...reader.push(text.slice(at, at + step)))
          expect([...rows, ...reader.end()]).toEqual(table)
        },
      ),
    )
  })
})

describe('writing', () => {
  it('guards against formulas and takes the guard off again', () => {
    expect(['=1+1', '+x', '-', '@a', '\t=1', '张三', '-3.5', '＝1'].map(neutralise)).toEqual([
      "'=1+1",
      "'+x",
      "'-",
      "'@a",
      "'\t=1",
      '张三',
      '-3.5',
      "'＝1",
    ])
    fc.assert(fc.property(fc.string(), text => unguard(neutralise(text)) === text || text.startsWith("'")))
  })

  it.each(['utf-8-bom', 'gb18030', 'utf-8'] as const)('writes %s that decodes to the same table', async encoding => {
    const bytes = await bytesOf(writeCsv([['姓名', '手机'], ...RARE.map(name => [name, '19900001234'])], { encoding }))
    const text = new TextDecoder(encoding === 'gb18030' ? 'gb18030' : 'utf-8').decode(bytes)
    const reader = new CsvReader({ delimiter: ',' })
    expect(reader.push(text)).toEqual([['姓名', '手机'], ...RARE.map(name => [name, '19900001234'])])
    expect(bytes.subarray(0, 3).toString('hex') === 'efbbbf').toBe(encoding === 'utf-8-bom')
  })

  it('keeps long numbers as text where asked', () => {
    expect(csvLine(['19900001234'], { encoding: 'utf-8', longNumbersAsText: true })).toBe('"19900001234\t"\r\n')
  })

  it('writes a workbook that reads back identical; numbers and dates come as plain text', async () => {
    const table = [['姓名', '号码', '备注'], ...RARE.map(name => [name, '350123199001011234', '=1+1'])]
    const path = file(
      await bytesOf(writeXlsx([...table, ['', 19900001234, new Date('2026-01-02')]], { sheet: '名[册]' })),
    )
    const rows: string[][] = []
    for await (const row of readXlsx(path)) rows.push(row.cells)
    expect(rows.slice(0, -1)).toEqual(table)
    expect(rows.at(-1)).toEqual(['', '19900001234', '2026-01-02'])
  })

  it('names a download in Chinese', () => {
    expect(attachment('名册.csv')).toBe('attachment; filename="__.csv"; filename*=UTF-8\'\'%E5%90%8D%E5%86%8C.csv')
  })
})
