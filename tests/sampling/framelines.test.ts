// Two roads through a frame file: plain lines as bytes, everything else as text. Whichever is taken, the frame and the problems are the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalFrame } from '../../sampling/frame.ts'
import { createFrameReader, type FrameReader } from '../../sampling/framecsv.ts'
import { InputError } from '../../sampling/problem.ts'
import { utf8End } from '../../sampling/utf8.ts'

type Result = { frame: string } | { problems: string[] }

function resultOf(read: (reader: FrameReader) => void, keep: readonly string[] = []): Result {
  const reader = createFrameReader({}, { keep })
  try {
    read(reader)
    return { frame: canonicalFrame(reader.finish()) }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { problems: error.problems.map(({ code, line, details }) => `${code}@${line} ${JSON.stringify(details)}`) }
  }
}
const asText = (csv: string, keep?: readonly string[]): Result => resultOf(reader => reader.push(csv), keep)
function asBytes(csv: string | Uint8Array, cut: number, keep?: readonly string[]): Result {
  const bytes = Buffer.from(csv as string)
  return resultOf(reader => {
    for (let at = 0; at < bytes.length; at += cut) reader.push(bytes.subarray(at, at + cut))
  }, keep)
}

const mostly = (plain: fc.Arbitrary<string>, odd: fc.Arbitrary<string>, weight = 40): fc.Arbitrary<string> =>
  fc.oneof({ weight, arbitrary: plain }, { weight: 1, arbitrary: odd })
const plainId = fc.integer({ min: 0, max: 9999 }).map(n => `p${n}`)
const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' a',
    'a ',
    'a\tb',
    'a\u007f',
    '\u3000',
    'e\u0301',
    '\u00e9',
    '乙﹏𠮷',
    '\u2028',
    '"a"',
    '"a ""b"""',
  ),
  fc.constantFrom(
    '"a',
    'a"b',
    '"a"b',
    '"a\nb"',
    '"a\r\nb"',
    'a\rb',
    '"a,b"',
    '\ufeffa',
    '\u0085',
    'x'.repeat(1030),
    '"乙"',
    '\u0000',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const idField = mostly(
  fc.oneof(
    plainId,
    plainId.map(id => `"${id}"`),
  ),
  oddText,
)
const stratumField = mostly(fc.constantFrom('甲', '乙', '"甲"', 'e\u0301', '\u00e9', 'north'), oddText)
const sizeField = mostly(
  fc.constantFrom('', '0', '12', '1.5', '"7"', '123456789012345'),
  fc.constantFrom('-1', 'x', ' 3 ', '1e3', '1e999', '1234567890123456'),
)
const ending = mostly(fc.constantFrom('\n', '\r\n'), fc.constantFrom('\n\n', ',\n', ',,\n', '\r\r\n', '\n\r\n'))
const rowOf = (...fields: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.tuple(...fields).map(list => list.join(',')),
      ending,
    )
    .map(parts => parts.join(''))

const files: readonly [string, string, fc.Arbitrary<string>, readonly string[]][] = [
  ['two columns', 'element_id,stratum', rowOf(idField, stratumField), []],
  ['sizes first', 'size,element_id,stratum', rowOf(sizeField, idField, stratumField), []],
  ['columns nobody reads', 'note,stratum,element_id,more', rowOf(oddText, stratumField, idField, plainId), []],
  ['a kept column', '"x",element_id,stratum', rowOf(mostly(sizeField, oddText), idField, stratumField), ['x']],
]

describe('both roads give the same', () => {
  it.each(files)('%s', (_name, header, row, keep) => {
    const start = fc.constantFrom('', '\ufeff', '\n', '\r\n')
    const last = fc.constantFrom('', 'z1,z2', 'z1,z2,z3,"', '"z1,z2', 'z1\r')
    fc.assert(
      fc.property(
        start,
        fc.constantFrom('\n', '\r\n'),
        fc.array(row, { maxLength: 30 }),
        last,
        fc.integer({ min: 1, max: 200 }),
        (before, end, rows, after, cut) => {
          const csv = `${before}${header}${end}${rows.join('')}${after}`.replace(/\p{Surrogate}/gu, '?')
          expect(asBytes(csv, cut, keep)).toEqual(asText(csv, keep))
          expect(asBytes(csv, csv.length * 3, keep)).toEqual(asText(csv, keep))
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['lines that end in CR', 'element_id,stratum\ra,甲\rb,"乙"\r'],
    ['a quotation mark that is never closed', `element_id,stratum\na,甲\n"b,甲\n${'c,甲\n'.repeat(50)}`],
    ['no header at all', 'a,甲\nb,乙\n'],
    ['a header over two lines', '"element_id","stratum","no\nte"\na,甲,x\n'],
    ['nothing but a header', 'element_id,stratum'],
    [
      'strata by the hundred',
      `element_id,stratum\n${Array.from({ length: 900 }, (_, i) => `p${i},s${i % 300}`).join('\n')}`,
    ],
  ])('%s', (_name, csv) => {
    for (const cut of [1, 2, 7, 64, 1 << 19]) expect(asBytes(csv, cut)).toEqual(asText(csv))
  })

  it('a line without end stops the reading', () => {
    const csv = Buffer.from(`element_id,stratum\n${'x'.repeat(3_000_000)}`)
    expect(asBytes(csv, 1 << 19)).toEqual({ problems: [expect.stringContaining('line_too_long@2 ')] })
  })

  it('a reader may be given bytes and then text', () => {
    const found = resultOf(reader => {
      reader.push(Buffer.from('element_id,stratum\na,甲\nb,'))
      reader.push('乙\nc,')
      reader.push(Buffer.from('甲\n'))
    })
    expect(found).toEqual({ frame: 'a\t甲\t\nb\t乙\t\nc\t甲\t\n' })
  })
})

describe('bytes that are not UTF-8', () => {
  const clean = Array.from({ length: 40 }, (_, i) => `p${i},${'甲乙𠮷'[i % 2]}`)
  it('stop the reading where they stand; lines above are checked', () => {
    const broken = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe4, 0xb9], [0x80]]
    const place = fc.integer({ min: 0, max: 39 })
    fc.assert(
      fc.property(
        place,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(...broken),
        fc.integer({ min: 1, max: 300 }),
        (row, inId, quoted, bad, cut) => {
          const mark = quoted ? '"' : ''
          const before = ['element_id,stratum', ...clean.slice(0, row)].join('\n') + '\n'
          const line = [
            Buffer.from(inId ? `${mark}x` : `x,${mark}`),
            Buffer.from(bad),
            Buffer.from(`y${mark}${inId ? ',甲' : ''}\n`),
          ]
          const bytes = Buffer.concat([Buffer.from(before), ...line, Buffer.from('\np0,\n')])
          expect(asBytes(bytes, cut)).toEqual({ problems: [expect.stringContaining(`not_utf8@${row + 2} `)] })
        },
      ),
    )
  })

  it('are told from UTF-8 as the platform tells them', () => {
    const fatal = new TextDecoder('utf-8', { fatal: true })
    const valid = (bytes: Uint8Array): boolean => {
      try {
        fatal.decode(bytes)
        return true
      } catch {
        return false
      }
    }
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0x9f, 0xa0, 0xbf),
    )
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), list => {
        const bytes = Uint8Array.from(list)
        expect(utf8End(bytes, 0, bytes.length) === bytes.length).toBe(valid(bytes))
      }),
      { numRuns: 3000 },
    )
  })
})
