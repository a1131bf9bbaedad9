// The design file: canonical JSON, digest, and refusals that say what is wrong and where.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { designDigest, parseDesign } from '../../sampling/design.ts'
import { canonicalJson, parseStrictJson } from '../../sampling/jcs.ts'
import { InputError } from '../../sampling/problem.ts'
import { vector } from './support.ts'

const wrong = (design: unknown): string[] => {
  try {
    parseDesign(design)
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(found => found.en)
    throw error
  }
  return []
}
const base = { method: 'srs', allocation: { kind: 'proportional', n: 9 } }

describe('canonical JSON (RFC 8785)', () => {
  it('gives the example of the RFC, §3.2.3 and §3.2.4', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  it('sorts keys by UTF-16, as the RFC says', () => {
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '\u00f6': 3, '1': 4, '\r': 5 })).toBe(
      '{"\\r":5,"1":4,"\u00f6":3,"\u{1f600}":2,"\ufb33":1}',
    )
  })
  it('reads back to the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it('refuses what JSON cannot hold, and keys given twice', () => {
    expect(() => canonicalJson(NaN)).toThrow('canonicalJson requires finite numbers')
    expect(() => canonicalJson('\ud800')).toThrow('canonicalJson requires well-formed text')
    expect(() => parseStrictJson('{"a":{"n":1,"n":2}}', 'design')).toThrow('The design has the key n twice.')
    expect(() => parseStrictJson('{"a":1,', 'design')).toThrow('The design is not valid JSON')
    expect(parseStrictJson('\ufeff{"a":[{"n":"a\\":"},{"n":2}],"n":3}', 'design')).toEqual({
      a: [{ n: 'a":' }, { n: 2 }],
      n: 3,
    })
  })
})

describe('digest', () => {
  it('is that of the vector', () => {
    expect(canonicalJson(vector.design)).toBe(vector.design_canonical)
    expect(designDigest(parseDesign(JSON.stringify(vector.design, null, 4)))).toBe(vector.design_digest)
  })
  it('uses the hash the design names', () => {
    expect(designDigest(parseDesign({ ...base, hash: 'sm3' }))).not.toBe(
      designDigest(parseDesign({ ...base, hash: 'sha256' })),
    )
  })
})

describe('refusals', () => {
  it.each<[string, unknown, string[]]>([
    ['not JSON', '{', ['The design is not valid JSON']],
    ['a list', [], ['design /: expected an object {…}, found []']],
    ['nothing', {}, ['design /method is missing (a text)', 'design /allocation is missing (an object {…})']],
    ['unknown keys', { ...base, sed: 1 }, ['design /sed: unknown key; the keys are method, allocation, reserve']],
    ['a method nobody knows', { ...base, method: 'guess' }, ['design /method is "guess"; it must be one of srs']],
    [
      'a setting no method reads',
      { ...base, order: ['size'] },
      ['design /order: no method here reads it; it is read by systematic, pps_systematic, two_stage.'],
    ],
    [
      'a method without what it needs',
      { ...base, method: 'two_stage', columns: ['村'], cluster: '村' },
      ['design /second is missing (an object {…}); method two_stage needs it.'],
    ],
    [
      'a column that is not named',
      { ...base, method: 'systematic', order: ['-size', 'age'] },
      ['design /order reads column age, which /columns does not name; it may read size, element_id.'],
    ],
    [
      'index with another method',
      { ...base, method: 'systematic', profile: 'index' },
      ['"profile": "index" goes with srs only, not with systematic.'],
    ],
    [
      'coordination of a method without permanent numbers',
      {
        ...base,
        method: 'cube',
        columns: ['x'],
        balance: ['x'],
        coordination: { panel: 'p', key_digest: '0'.repeat(64), start: 0 },
      },
      ['Method cube cannot be coordinated over waves; srs, poisson, pareto, sequential_poisson can.'],
    ],
    [
      'half a rotation, and a start off the circle',
      { ...base, coordination: { panel: 'p', key_digest: '0'.repeat(64), start: 1, wave: 2 } },
      [
        'design /coordination/start: expected a number of 0 or more and below 1, or "seed", found 1',
        'design /coordination/kept is missing (a number from 0 to 1).',
      ],
    ],
    [
      'an exclusion without digests',
      { ...base, exclude: { samples: ['last year'] } },
      ['design /exclude/samples: expected a list of digests of 64 lower-case hex digits'],
    ],
    ['a kind nobody knows', { ...base, allocation: { kind: 'fair', n: 1 } }, ['design /allocation/kind is "fair"']],
    [
      'n as text',
      { ...base, allocation: { kind: 'equal', n: '9' } },
      ['design /allocation/n: expected a whole number of 1 or more, found "9"'],
    ],
    [
      'n = 0',
      { ...base, allocation: { kind: 'equal', n: 0 } },
      ['design /allocation/n: expected a whole number of 1 or more, found 0'],
    ],
    ['no n', { ...base, allocation: { kind: 'equal' } }, ['design /allocation/n is missing']],
    [
      'min above max',
      { ...base, allocation: { kind: 'equal', n: 9, min: 3, max: 2 } },
      ['design /allocation: min 3 is above max 2'],
    ],
    ['neyman without sd', { ...base, allocation: { kind: 'neyman', n: 9 } }, ['design /allocation/sd is missing']],
    [
      'fixed without numbers',
      { ...base, allocation: { kind: 'fixed' } },
      ['design /allocation/per_stratum is missing'],
    ],
    [
      'sd that nothing reads',
      { ...base, allocation: { kind: 'equal', n: 9, sd: { a: 1 } } },
      ['design /allocation/sd: unknown key'],
    ],
    [
      'sd below 0',
      { ...base, allocation: { kind: 'neyman', n: 9, sd: { 甲: -1 } } },
      ['design /allocation/sd/甲: expected a number of 0 or more'],
    ],
    [
      'half a reserve',
      { ...base, reserve: 1.5 },
      ['design /reserve: expected a whole number or {"per_stratum": {…}}, found 1.5'],
    ],
    [
      'a reserve of text',
      { ...base, reserve: { per_stratum: { 甲: 'x' } } },
      ['design /reserve/per_stratum/甲: expected'],
    ],
    ['a strange stratum key', { ...base, strata: { 甲: { size: 3 } } }, ['design /strata/甲/size: unknown key']],
    [
      'a stratum min above max',
      { ...base, strata: { 甲: { min: 3, max: 1 } } },
      ['design /strata/甲: min 3 is above max 1'],
    ],
    ['a strange hash', { ...base, hash: 'md5' }, ['design /hash is "md5"; it must be one of sha256, sm3']],
  ])('%s', (_name, design, expected) => {
    const found = wrong(design)
    expect(found).toHaveLength(expected.length)
    expected.forEach((text, i) => expect(found[i]).toContain(text))
  })

  it('all at once, each in Chinese too', () => {
    try {
      parseDesign({ method: 'srs', allocation: { kind: 'equal', n: -1 }, reserv: 3 })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
      expect((error as InputError).problems.map(found => found.zh)).toEqual([
        expect.stringContaining('设计文件有不认识的键 /reserv'),
        '设计文件的 /allocation/n 应为正整数，实为 -1。',
      ])
    }
  })
})
