// Allocation and sample size against the reference cases, and what must hold for any design.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../sampling/allocation.ts'
import type { Design } from '../../sampling/designtypes.ts'
import { InputError } from '../../sampling/problem.ts'
import { sampleSize } from '../../sampling/samplesize.ts'
import { sharesInBounds } from '../../sampling/shares.ts'
import { compareUtf8 } from '../../sampling/utf8.ts'
import { fixture } from './support.ts'

interface Case {
  readonly id: string
  readonly op: string
  readonly args: { n: number; N: number[]; S: number[]; min: number[]; max: number[] }
  readonly expected: Record<string, { int?: number[]; int_largest_remainder?: number[] }>
}
const cases = (JSON.parse(fixture('allocation.json')) as { cases: Case[] }).cases

describe.each(cases.filter(one => one.op === 'allocation').map(one => [one.id, one] as const))(
  '%s',
  (_id, { args, expected }) => {
    const { n, N, S } = args
    const whole = N.map(size => ({ low: 0, high: size }))
    const box = N.map((size, i) => ({ low: args.min[i]!, high: Math.min(args.max[i]!, size) }))
    it('equal, proportional, square root and Neyman, each capped at N', () => {
      expect(
        sharesInBounds(
          n,
          N.map(() => 1),
          whole,
          'even',
        ),
      ).toEqual(expected['equal']!.int)
      expect(sharesInBounds(n, N, whole)).toEqual(expected['proportional']!.int)
      expect(sharesInBounds(n, N.map(Math.sqrt), whole, 'even')).toEqual(expected['sqrtN']!.int)
      expect(
        sharesInBounds(
          n,
          N.map((size, i) => size * S[i]!),
          whole,
        ),
      ).toEqual(expected['neyman_capped']!.int)
    })
    it('proportional and Neyman inside [min, max]', () => {
      expect(sharesInBounds(n, N, box)).toEqual(expected['proportional_box']!.int)
      expect(
        sharesInBounds(
          n,
          N.map((size, i) => size * S[i]!),
          box,
        ),
      ).toEqual(expected['neyman_box']!.int_largest_remainder)
    })
  },
)

const numbers = (design: Omit<Design, 'method'>, counts: Record<string, number>): string =>
  allocate({ method: 'srs', ...design }, counts)
    .strata.map(s => `${s.stratum}:${s.n}+${s.r}`)
    .join(' ')

describe('kinds, bounds and exceptions', () => {
  const counts = { 丙: 100, 乙: 40, 甲: 10 }
  it.each<[string, Omit<Design, 'method'>, string]>([
    ['fixed', { allocation: { kind: 'fixed', per_stratum: { 丙: 5, 乙: 6, 甲: 7 } } }, '丙:5+0 乙:6+0 甲:7+0'],
    [
      'fixed with min',
      { allocation: { kind: 'fixed', min: 6, per_stratum: { 丙: 5, 乙: 6, 甲: 7 } } },
      '丙:6+0 乙:6+0 甲:7+0',
    ],
    ['power 0.5', { allocation: { kind: 'power', n: 20 } }, '丙:10+0 乙:7+0 甲:3+0'],
    ['power 1 is proportional', { allocation: { kind: 'power', power: 1, n: 15 } }, '丙:10+0 乙:4+0 甲:1+0'],
    ['power 0 is equal', { allocation: { kind: 'power', power: 0, n: 15 } }, '丙:5+0 乙:5+0 甲:5+0'],
    ['neyman', { allocation: { kind: 'neyman', n: 12, sd: { 丙: 1, 乙: 5, 甲: 0 } } }, '丙:4+0 乙:8+0 甲:0+0'],
    [
      'census of small strata',
      { allocation: { kind: 'proportional', n: 24, census_below: 11 } },
      '丙:10+0 乙:4+0 甲:10+0',
    ],
    ['min above the stratum', { allocation: { kind: 'equal', n: 50, min: 20 } }, '丙:20+0 乙:20+0 甲:10+0'],
    ['max', { allocation: { kind: 'proportional', n: 15, max: 8 } }, '丙:8+0 乙:6+0 甲:1+0'],
    [
      'a stratum of its own',
      { allocation: { kind: 'proportional', n: 15 }, strata: { 甲: { n: 8 } } },
      '丙:5+0 乙:2+0 甲:8+0',
    ],
    [
      'its own n beats census',
      { allocation: { kind: 'proportional', n: 16, census_below: 99 }, strata: { 甲: { n: 2 }, 乙: { n: 7 } } },
      '丙:7+0 乙:7+0 甲:2+0',
    ],
    ['reserve in total', { allocation: { kind: 'proportional', n: 15 }, reserve: 7 }, '丙:10+5 乙:4+2 甲:1+0'],
    [
      'reserve per stratum',
      { allocation: { kind: 'equal', n: 24 }, reserve: { per_stratum: { 甲: 9, 乙: 1 } } },
      '丙:8+0 乙:8+1 甲:8+2',
    ],
    [
      'reserve of one stratum',
      { allocation: { kind: 'proportional', n: 15 }, reserve: 7, strata: { 甲: { reserve: 2 } } },
      '丙:10+4 乙:4+1 甲:1+2',
    ],
    ['no reserve left', { allocation: { kind: 'equal', n: 150 }, reserve: 5 }, '丙:100+0 乙:40+0 甲:10+0'],
  ])('%s', (_name, design, expected) => {
    expect(numbers(design, counts)).toBe(expected)
  })

  it('ties go to the name that sorts first by bytes, which is not JavaScript’s order', () => {
    expect(numbers({ allocation: { kind: 'equal', n: 3 } }, { 𠮷: 9, '﹏': 9 })).toBe('﹏:2+0 𠮷:1+0')
  })
  it('finds a stratum whatever Unicode form its name was typed in', () => {
    const design = { allocation: { kind: 'fixed' as const, per_stratum: { 'e\u0301': 2 } } }
    expect(numbers(design, { '\u00e9': 5 })).toBe('\u00e9:2+0')
  })
  it('warns of strata that nobody stands for, and of a reserve that falls short', () => {
    const { warnings } = allocate(
      { method: 'srs', allocation: { kind: 'proportional', n: 9 }, reserve: 400 },
      { 大: 300, 小: 2 },
    )
    expect(warnings.map(found => found.en)).toEqual([
      'Stratum "小" (N = 2) gets nobody, so no estimate covers it; set a min.',
      'A reserve of 400 was asked for; only 291 elements are left for it.',
    ])
  })
  it.each<[string, Omit<Design, 'method'>, string]>([
    [
      'n above N',
      { allocation: { kind: 'equal', n: 151 } },
      'The design asks for n = 151, but the frame has only N = 150 elements.',
    ],
    [
      'stratum n above N',
      { allocation: { kind: 'fixed', per_stratum: { 丙: 5, 乙: 6, 甲: 11 } } },
      'n = 11 in stratum "甲", which has only N = 10.',
    ],
    [
      'own n above N',
      { allocation: { kind: 'equal', n: 20 }, strata: { 甲: { n: 11 } } },
      'n = 11 in stratum "甲", which has only N = 10.',
    ],
    ['minima above n', { allocation: { kind: 'equal', n: 20, min: 9 } }, 'n = 20 is too small'],
    [
      'maxima below n',
      { allocation: { kind: 'equal', n: 20, max: 6 } },
      'n = 20 is too large: the maxima allow only 18.',
    ],
    [
      'an empty stratum',
      { allocation: { kind: 'equal', n: 20 }, strata: { 丁: { n: 1 } } },
      'design /strata/丁 names stratum "丁", which is empty',
    ],
    [
      'a stratum without sd',
      { allocation: { kind: 'neyman', n: 20, sd: { 丙: 1, 甲: 1 } } },
      'design /allocation/sd says nothing of stratum "乙"',
    ],
    [
      'a stratum without number',
      { allocation: { kind: 'fixed', per_stratum: { 丙: 1 } } },
      'says nothing of stratum "乙"',
    ],
    [
      'numbers against n',
      { allocation: { kind: 'fixed', n: 9, per_stratum: { 丙: 1, 乙: 1, 甲: 1 } } },
      '/allocation/n is 9, but the fixed numbers add up to 3.',
    ],
    [
      'own min above common max',
      { allocation: { kind: 'equal', n: 20, max: 5 }, strata: { 丙: { min: 6 } } },
      'design /strata/丙: min 6 is above max 5.',
    ],
  ])('refuses %s', (_name, design, expected) => {
    expect(() => numbers(design, counts)).toThrow(InputError)
    expect(() => numbers(design, counts)).toThrow(expected)
  })
})

describe('any design', () => {
  const strata = fc.dictionary(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    fc.integer({ min: 1, max: 500 }),
    {
      minKeys: 1,
      maxKeys: 12,
      noNullPrototype: true,
    },
  )
  it('adds up to n, stays inside its bounds, leaves the reserve what is left, and ignores the order of strata', () => {
    const kinds = fc.constantFrom('equal' as const, 'proportional' as const, 'power' as const, 'neyman' as const)
    fc.assert(
      fc.property(
        strata,
        kinds,
        fc.nat(),
        fc.nat(40),
        fc.nat(60),
        fc.nat(300),
        (raw, kind, pick, min, span, reserve) => {
          const counts = Object.fromEntries(Object.entries(raw).map(([name, N]) => [name.normalize('NFC'), N]))
          const bounds = Object.values(counts).map(N => [Math.min(min, N), Math.min(min + span, N)] as const)
          const low = bounds.reduce((sum, [value]) => sum + value, 0)
          const high = bounds.reduce((sum, [, value]) => sum + value, 0)
          const n = Math.max(1, low + (pick % (high - low + 1)))
          fc.pre(n <= high)
          const sd = Object.fromEntries(Object.keys(counts).map((name, i) => [name, (i * 7) % 5]))
          const allocation = { kind, n, min, max: min + span, ...(kind === 'neyman' ? { sd } : {}) }
          const result = allocate({ method: 'srs', allocation, reserve }, counts)
          expect(result.strata.reduce((sum, s) => sum + s.n, 0)).toBe(n)
          for (const s of result.strata) {
            expect(s.N).toBe(counts[s.stratum])
            expect(s.n).toBeGreaterThanOrEqual(Math.min(min, s.N))
            expect(s.n).toBeLessThanOrEqual(Math.min(min + span, s.N))
            expect(s.r).toBeLessThanOrEqual(s.N - s.n)
          }
          const room = result.strata.reduce((sum, s) => sum + (s.n > 0 ? s.N - s.n : 0), 0)
          expect(result.r).toBe(Math.min(reserve, room))
          expect(result.strata.map(s => s.stratum)).toEqual(Object.keys(counts).sort(compareUtf8))
          const turned = Object.fromEntries(Object.entries(counts).reverse())
          expect(allocate({ method: 'srs', allocation, reserve }, turned)).toEqual(result)
        },
      ),
    )
  })
  it('without bounds no share is a whole one away from its exact value', () => {
    fc.assert(
      fc.property(strata, fc.double({ min: 0, max: 1, noNaN: true }), (counts, part) => {
        const sizes = Object.values(counts)
        const N = sizes.reduce((sum, size) => sum + size, 0)
        const n = Math.round(part * N)
        const shares = sharesInBounds(
          n,
          sizes,
          sizes.map(high => ({ low: 0, high })),
        )
        shares.forEach((share, i) => expect(Math.abs(share - (n * sizes[i]!) / N)).toBeLessThan(1))
      }),
    )
  })
})

describe('sample size', () => {
  interface Row {
    readonly kind: string
    readonly p?: number
    readonly S?: number
    readonly e: number
    readonly N: number
    readonly deff: number
    readonly rr: number
    readonly n_srswr: number
    readonly n_fpc_S2_given: number
    readonly n_ceil: number
    readonly invite: number
  }
  const rows = (cases.find(one => one.op === 'samplesize') as unknown as { expected: { rows: Row[] } }).expected.rows
  it.each(rows.map(row => [`${row.kind} ± ${row.e} of ${row.N}`, row] as const))('%s', (_name, row) => {
    const found = sampleSize({
      margin: row.e,
      population: row.N,
      deff: row.deff,
      responseRate: row.rr,
      ...(row.p === undefined ? {} : { proportion: row.p }),
      ...(row.S === undefined ? {} : { sd: row.S }),
    })
    expect(Math.abs(found.endless / row.n_srswr - 1)).toBeLessThan(1e-12)
    expect(Math.abs(found.exact / row.n_fpc_S2_given - 1)).toBeLessThan(1e-12)
    expect(found).toMatchObject({ answers: row.n_ceil, invite: row.invite, feasible: row.invite <= row.N })
  })
  it('does not invite one more for a rounding error, and says when there are too few', () => {
    expect(sampleSize({ margin: 0.05, proportion: 0.5, population: 300, responseRate: 0.3 })).toMatchObject({
      feasible: false,
    })
    for (let answers = 1; answers < 3000; answers++) {
      const margin = 1.959963984540054 / (2 * Math.sqrt(answers - 0.5))
      expect(sampleSize({ margin, responseRate: 0.1 }).invite).toBe(answers * 10)
    }
  })
  it.each([
    [{ margin: 0 }, 'sampleSize requires a margin above 0'],
    [{ margin: 0.1, level: 1 }, 'sampleSize requires a level between 0 and 1'],
    [{ margin: 0.1, responseRate: 0 }, 'sampleSize requires a response rate above 0 and at most 1'],
    [{ margin: 0.1, population: 0 }, 'sampleSize requires a population of 1 or more'],
    [{ margin: 0.1, proportion: 1 }, 'sampleSize requires a proportion between 0 and 1'],
  ])('refuses %j', (input, message) => {
    expect(() => sampleSize(input)).toThrow(message)
  })
})
