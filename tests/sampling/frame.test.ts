// The frame: canonical form, digest, and every way a frame file can be wrong.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalFrame, elementIdOf, findElement, frameDigest, stratumCounts, toFrame } from '../../sampling/frame.ts'
import { createFrameReader, parseFrame } from '../../sampling/framecsv.ts'
import { InputError, type Problem } from '../../sampling/problem.ts'
import { schoolFrameCsv, sha256, vector } from './support.ts'

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work()
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  return []
}
const said = (csv: string | Uint8Array): string[] =>
  problemsOf(() => parseFrame(csv)).map(problem => `${problem.code}@${problem.line ?? '-'}`)

describe('canonical form', () => {
  it('is that of the vector', () => {
    const frame = parseFrame(vector.frame_csv)
    expect(canonicalFrame(frame)).toBe(vector.frame_canonical)
    expect(frameDigest(frame)).toBe(vector.frame_digest)
  })

  it('sorts by UTF-8 bytes, composes accents, writes sizes short', () => {
    const frame = parseFrame('size,element_id,note,stratum\n1.50,𠮷,x,甲\n,﹏,y,甲\n2e3,e\u0301,z,乙\n')
    expect(canonicalFrame(frame)).toBe('é\t乙\t2000\n﹏\t甲\t\n𠮷\t甲\t1.5\n')
  })

  it('does not depend on the order of the lines, nor on how the file is written', () => {
    const element = fc.record({
      elementId: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      stratum: fc.constantFrom('甲', '乙', 'e\u0301', '\u00e9', '层,"一"'),
      size: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
    })
    const clean = fc
      .uniqueArray(element, { selector: one => one.elementId.normalize('NFC'), minLength: 1, maxLength: 60 })
      // oxlint-disable-next-line no-control-regex -- ids with control characters are another test
      .map(list => list.filter(one => !/[\u0000-\u001f\u007f\u2028\u2029]|^\s|\s$/.test(one.elementId)))
      .filter(list => list.length > 0)
    const field = (text: string): string => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(clean, fc.integer(), fc.integer({ min: 1, max: 30 }), (elements, turn, cut) => {
        const digest = frameDigest(elements)
        const turned = elements.map((_, i) => elements[(i + Math.abs(turn)) % elements.length]!).reverse()
        expect(frameDigest(turned)).toBe(digest)
        const lines = turned.map(one => [one.stratum, one.size ?? '', one.elementId].map(String).map(field).join(','))
        const csv = Buffer.from(['\ufeffstratum,size,element_id', ...lines].join('\r\n'))
        const reader = createFrameReader()
        for (let at = 0; at < csv.length; at += cut) reader.push(csv.subarray(at, at + cut))
        expect(frameDigest(reader.finish())).toBe(digest)
        const sorted = elements
          .map(one => `${one.elementId}\t${one.stratum}\t${one.size ?? ''}\n`.normalize('NFC'))
          .sort((a, b) => Buffer.compare(Buffer.from(a.split('\t')[0]!), Buffer.from(b.split('\t')[0]!)))
        expect(digest).toBe(sha256(sorted.join('')))
      }),
    )
  })

  it('finds every element of a large frame again', () => {
    const frame = parseFrame(schoolFrameCsv())
    expect(frame.count).toBe(6194)
    expect(frame.strata).toEqual(['E', 'H', 'M'])
    expect(stratumCounts(frame)).toEqual([4421, 755, 1018])
    for (let row = 0; row < frame.count; row += 97) expect(findElement(frame, elementIdOf(frame, row))).toBe(row)
    expect(findElement(frame, 'nobody')).toBe(-1)
  })
})

describe('files as people write them', () => {
  it.each([
    ['CRLF', 'element_id,stratum\r\na,甲\r\n'],
    ['CR', 'element_id,stratum\ra,甲\r'],
    ['BOM', '\ufeffelement_id,stratum\na,甲'],
    ['blank lines and quotes', '\n"element_id" ,stratum\n\n"a","甲"\n\n'],
  ])('%s', (_name, csv) => {
    expect(canonicalFrame(parseFrame(csv))).toBe('a\t甲\t\n')
    expect(canonicalFrame(parseFrame(Buffer.from(csv)))).toBe('a\t甲\t\n')
  })
})

describe('problems, with their lines', () => {
  it.each([
    ['nothing', '', ['empty_frame@-']],
    ['header only', 'element_id,stratum\n', ['empty_frame@-']],
    ['no columns', 'id,layer\na,甲\n', ['missing_column@1', 'missing_column@1']],
    ['a column twice', 'element_id,stratum,stratum\na,甲,乙\n', ['duplicate_column@1']],
    ['duplicates', 'element_id,stratum\na,甲\nb,甲\na,乙\na,甲\n', ['duplicate_id@4', 'duplicate_id@5']],
    ['duplicates after NFC', 'element_id,stratum\n\u00e9,甲\ne\u0301,甲\n', ['duplicate_id@3']],
    ['empty id and stratum', 'element_id,stratum\n,甲\nb,\n', ['empty_id@2', 'empty_stratum@3']],
    ['tab', 'element_id,stratum\na\tb,甲\n', ['control_character@2']],
    ['line break', 'element_id,stratum\n"a\nb",甲\nc,\n', ['control_character@2', 'empty_stratum@4']],
    ['spaces', 'element_id,stratum\n a,甲\nb,甲\u3000\n', ['outer_space@2', 'outer_space@3']],
    [
      'size',
      'element_id,stratum,size\na,甲,-1\nb,甲,x\nc,甲,1e999\nd,甲,0x1\n',
      [2, 3, 4, 5].map(n => `bad_size@${n}`),
    ],
    ['fields', 'element_id,stratum\na,甲,x\nb\n', ['field_count@2', 'field_count@3']],
    ['quotes', 'element_id,stratum\n"a,甲\nb,甲\n', ['bad_quotes@2']],
    ['a long id', `element_id,stratum\n${'a'.repeat(1025)},甲\n`, ['too_long@2']],
  ])('%s', (_name, csv, expected) => {
    expect(said(csv)).toEqual(expected)
  })

  it('a file in GB18030, a spreadsheet, a line without end', () => {
    expect(said(Uint8Array.of(...Buffer.from('element_id,stratum\n'), 0xbc, 0xd7, 0x2c, 0xd2))).toEqual(['not_utf8@2'])
    expect(said(Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0))[0]).toMatch(/^not_utf8/)
    expect(said(`element_id,stratum\n${'x'.repeat(3_000_000)}`)).toEqual(['line_too_long@2'])
  })

  it('says in Chinese and English which line and which earlier line', () => {
    const [found] = problemsOf(() => parseFrame('element_id,stratum\na,甲\na,乙\n'))
    expect(found).toMatchObject({
      en: 'Line 3: element_id a is already on line 2.',
      zh: '第 3 行的 element_id a 已在第 2 行出现。',
    })
  })

  it('a list of elements is checked the same way', () => {
    expect(problemsOf(() => toFrame([])).map(found => found.code)).toEqual(['empty_frame'])
    const list = [
      { elementId: 'a', stratum: '甲', size: -1 },
      { elementId: '\ud800', stratum: '甲' },
      { elementId: 'b', stratum: '甲' },
      { elementId: 'b', stratum: '甲' },
    ]
    expect(problemsOf(() => toFrame(list)).map(found => found.code)).toEqual([
      'bad_size',
      'lone_surrogate',
      'duplicate_id',
    ])
  })
})
