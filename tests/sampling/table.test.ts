// Data files by columns: what counts as missing, as a number, as a category; what is refused and with which line.
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../sampling/problem.ts'
import { createTable, createTableReader, parseTable } from '../../sampling/spec/table.ts'
import { utf8Bytes } from '../../sampling/utf8.ts'
import { fixture } from './support.ts'

const problemsOf = (work: () => unknown): readonly object[] => {
  try {
    work()
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ code, line, details }) => ({ code, line, ...details }))
    throw error
  }
  return []
}
const words = (csv: string, name: string): (string | null)[] => {
  const { codes, levels } = parseTable(csv).factor(name)
  return Array.from(codes, code => (code < 0 ? null : levels[code]!))
}

describe('reading', () => {
  it('byte order mark, CRLF, quotes, blank lines, no line end at the end', () => {
    const table = parseTable('\ufeff"unit name",note,score\r\n甲,"a, ""b""\r\nc",1.5\r\n\r\n乙,,NA\r\n丙,NA,-0.25')
    expect(table.names).toEqual(['unit name', 'note', 'score'])
    expect(table.count).toBe(3)
    expect([...table.numbers('score')]).toEqual([1.5, NaN, -0.25])
    expect(words('\ufeffunit,note\r\n甲,"a, ""b""\r\nc"\r\n', 'note')).toEqual(['a, "b"\r\nc'])
    expect(words('a\rx\ry', 'a')).toEqual(['x', 'y'])
  })

  it('numbers are read to the last digit', () => {
    const texts = [
      '0.1',
      '15.1000003814697',
      '9007199254740993',
      '1e-7',
      '-3.',
      '.5',
      '12345678901234567890',
      '+7',
      '007',
    ]
    const table = parseTable(`x\n${texts.join('\n')}\n`)
    expect([...table.numbers('x')]).toEqual(texts.map(Number))
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(parseTable(`x\n${value}\n`).numbers('x')[0]).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  it('missing: empty, NA, quoted or not; TRUE and FALSE are 1 and 0', () => {
    expect([...parseTable('x,y\n,1\nNA,1\n"NA",1\n"",1\n3,1\n').numbers('x')]).toEqual([NaN, NaN, NaN, NaN, 3])
    expect(words('x,y\n,1\nNA,1\n"NA",1\nb,1\n', 'x')).toEqual([null, null, null, 'b'])
    expect([...parseTable('x\nTRUE\nFALSE\nNA\n').numbers('x')]).toEqual([1, 0, NaN])
  })

  it('levels: numbers by size, however written; words by their bytes; long numbers are names', () => {
    expect(parseTable('x\n10\n9\n2\n').factor('x').levels).toEqual(['2', '9', '10'])
    expect(words('x\n007\n7.0\n"7"\n10\n', 'x')).toEqual(['7', '7', '7', '10'])
    expect(parseTable('x\n10\n9\nb\n').factor('x').levels).toEqual(['10', '9', 'b'])
    expect(parseTable('x\n𠮷\n﹏\na\n').factor('x').levels).toEqual(['a', '﹏', '𠮷'])
    const people = ['110101199001010013', '110101199001010014']
    expect(parseTable(`x\n${people.join('\n')}\n`).factor('x').levels).toEqual(people)
    expect(words('x\n"e\u0301"\n\u00e9\n', 'x')).toEqual(['\u00e9', '\u00e9'])
  })

  it('agrees with another CSV parser, whatever the pieces', () => {
    const cell = fc.constantFrom('a', 'NA', '', '"', ',', '\nq', 'x y', '12', '甲乙', 'q\r\n', "o'c", '""', 'z,"')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const csv = Papa.unparse({ fields: ['a', 'b', 'c'], data: rows }, { quotes: true })
          const bytes = utf8Bytes(csv)
          const reader = createTableReader()
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
          const table = reader.finish()
          for (const [column, name] of ['a', 'b', 'c'].entries()) {
            const { codes, levels } = table.factor(name)
            const expected = rows.map(row => (['', 'NA'].includes(row[column]!) ? null : row[column]!))
            expect(Array.from(codes, code => (code < 0 ? null : levels[code]!))).toEqual(expected)
          }
        },
      ),
    )
  })

  it('many distinct words', () => {
    const ids = Array.from({ length: 30_000 }, (_, i) => `id${(i * 7919) % 30_000}`)
    const { codes, levels } = parseTable(`id\n${ids.join('\n')}`).factor('id')
    expect(levels).toHaveLength(30_000)
    expect(Array.from(codes, code => levels[code])).toEqual(ids)
  })

  it('columns in memory give the same', () => {
    const csv = parseTable(fixture('apisrs.csv'))
    const memory = createTable({
      api00: csv.numbers('api00'),
      enroll: csv.numbers('enroll'),
    })
    expect(memory.numbers('enroll')).toEqual(csv.numbers('enroll'))
    expect(memory.factor('api00')).toEqual(csv.factor('api00'))
    expect(createTable({ x: ['H', null, '', 'E'] }).factor('x')).toEqual(
      parseTable('x,y\nH,\nNA,\n,\nE,\n').factor('x'),
    )
  }, 10_000)
})

describe('refused', () => {
  it.each([
    ['x,y\n1,2\nx,4\ny,5\n', 'x', { code: 'column_not_numbers', line: 3, column: 'x', value: 'x', file: 'data' }],
    ['x\n"a\nb"\n', 'x', { code: 'column_not_numbers', line: 2, column: 'x', value: 'a\nb', file: 'data' }],
    ['x\n1\n', 'z', { code: 'table_column_missing', line: undefined, column: 'z', found: 'x', file: 'data' }],
    ['x,x\n1,2\n', 'x', { code: 'duplicate_column', line: 1, column: 'x', file: 'data' }],
    ['x,y\n1,2\n\n"a\n",1\n3\n4,5,6', 'x', { code: 'field_count', line: 6, fields: 1, expected: 2, file: 'data' }],
    ['x,y\n"1,2\n3,4\n', 'x', { code: 'bad_quotes', line: 2, file: 'data' }],
    ['x,y\n"1"0,2\n', 'x', { code: 'bad_quotes', line: 2, file: 'data' }],
    ['', 'x', { code: 'empty_table', line: undefined, file: 'data' }],
    ['\n\n', 'x', { code: 'empty_table', line: undefined, file: 'data' }],
  ])('%j', (csv, name, expected) => {
    expect(problemsOf(() => parseTable(csv).numbers(name))[0]).toEqual(expected)
  })

  it('bytes that are not UTF-8, with their line', () => {
    const bytes = Uint8Array.from([...utf8Bytes('x\n甲\n'), 0xd6, 0xd0, 10])
    expect(problemsOf(() => parseTable(bytes))).toEqual([{ code: 'not_utf8', line: 3, file: 'data' }])
  })

  it('at most a hundred problems are listed', () => {
    expect(problemsOf(() => parseTable(`x,y\n${'1\n'.repeat(500)}`))).toHaveLength(100)
  })

  it('columns of different length', () => {
    expect(() => createTable({ a: [1], b: [1, 2] })).toThrow('createTable requires columns of one length')
  })
})
