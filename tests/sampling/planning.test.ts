// Planning: sample sizes and their reverse, comparisons and domains, designs that name the new kinds, cases that are malformed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '../../sampling/design.ts'
import { InputError } from '../../sampling/problem.ts'
import { sampleSize } from '../../sampling/samplesize.ts'
import { differenceSampleSize, domainSampleSizes, expectedPrecision } from '../../sampling/samplesize-compare.ts'
import { runCases } from '../../sampling/spec/cases.ts'
import { parseTable } from '../../sampling/spec/table.ts'

const share = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

describe('sample size and precision', () => {
  it('are each the reverse of the other, by either convention', () => {
    const common = fc.record({
      proportion: share(0.02, 0.98),
      population: fc.integer({ min: 50, max: 1_000_000 }),
      deff: share(0.6, 4),
      level: share(0.5, 0.999),
      correction: fc.constantFrom('given' as const, 'proportion' as const),
    })
    fc.assert(
      fc.property(common, share(0.01, 0.3), (input, margin) => {
        const { exact } = sampleSize({ ...input, margin })
        fc.pre(exact >= 1 && exact < input.population)
        expect(expectedPrecision({ ...input, invited: exact }).margin / margin).toBeCloseTo(1, 9)
      }),
    )
  })
  it('a census has no error, and the two conventions never differ by more than one answer', () => {
    expect(expectedPrecision({ invited: 80, population: 80, sd: 20 }).margin).toBe(0)
    expect(expectedPrecision({ invited: 80, population: 80, correction: 'proportion' }).margin).toBe(0)
    fc.assert(
      fc.property(share(0.01, 0.4), fc.integer({ min: 2, max: 100_000 }), (margin, population) => {
        const given = sampleSize({ margin, population }).exact
        const other = sampleSize({ margin, population, correction: 'proportion' }).exact
        expect(other).toBeGreaterThanOrEqual(given)
        expect(other - given).toBeLessThan(1)
      }),
    )
  })
  it.each([
    [{ invited: 0 }, 'one answer or more to count on'],
    [{ invited: 9, level: 1 }, 'a level and a proportion between 0 and 1'],
    [{ invited: 9, responseRate: 0 }, 'a response rate above 0 and at most 1'],
  ])('expectedPrecision refuses %j', (input, message) =>
    expect(() => expectedPrecision(input)).toThrow(`expectedPrecision requires ${message}`),
  )
  it('a mean has one convention only', () => {
    expect(() => sampleSize({ margin: 1, sd: 20, correction: 'proportion' })).toThrow('the correction given for a mean')
  })
})

describe('difference of two units', () => {
  const input = fc.record({
    margin: share(0.5, 10),
    sd: fc.tuple(share(1, 40), share(1, 40)),
    population: fc.tuple(fc.integer({ min: 100, max: 90_000 }), fc.integer({ min: 100, max: 90_000 })),
    deff: share(0.8, 3),
  })
  it('has the margin wanted, counted from the variances of the two means', () => {
    fc.assert(
      fc.property(input, one => {
        const { exact } = differenceSampleSize(one)
        fc.pre(exact < Math.min(...one.population))
        const variance = one.sd.reduce((sum, sd, i) => sum + sd * sd * (1 / exact - 1 / one.population[i]!), 0)
        expect(1.959963984540054 * Math.sqrt(one.deff * variance)).toBeCloseTo(one.margin, 8)
      }),
    )
  })
  it('needs fewer when the same people rate both, more for a power, twice one unit when they are alike', () => {
    const base = { margin: 5, sd: [20, 20] as const }
    const alone = sampleSize({ margin: 5, sd: 20 }).endless
    expect(differenceSampleSize(base).exact).toBeCloseTo(2 * alone, 9)
    expect(differenceSampleSize({ ...base, overlap: 1, correlation: 0.5 }).exact).toBeCloseTo(alone, 9)
    // (1.96 + 0.84)² · 2 · 20² / 5², the figure of the textbooks.
    expect(differenceSampleSize({ ...base, power: 0.8 }).exact).toBeCloseTo(251.1642, 3)
    expect(() => differenceSampleSize({ ...base, power: 0.2 })).toThrow('a power of 0.5 or more')
    expect(() => differenceSampleSize({ ...base, sd: [0, 1] })).toThrow('standard deviations above 0')
  })
})

describe('domains', () => {
  it('each reach the margin, in strata and in one proportional sample', () => {
    const domains = [
      { name: '甲', population: 4000 },
      { name: '乙', population: 300, margin: 0.08 },
      { name: '丙', population: 700 },
    ]
    const found = domainSampleSizes(domains, { margin: 0.05, responseRate: 0.5 })
    domains.forEach(({ name, population, margin = 0.05 }, i) => {
      const { answers, invite } = sampleSize({ margin, population, responseRate: 0.5 })
      expect(found.domains[i]).toEqual({ name, answers, invite })
      expect((found.proportional.answers * population) / 5000).toBeGreaterThanOrEqual(answers)
    })
    expect(found.stratified.answers).toBe(found.domains.reduce((sum, one) => sum + one.answers, 0))
    expect(found.feasible).toBe(true)
    expect(domainSampleSizes(domains, { margin: 0.02, responseRate: 0.3 }).feasible).toBe(false)
    expect(() => domainSampleSizes([], { margin: 0.1 })).toThrow('domainSampleSizes requires a domain')
  })
})

describe('designs that name the new kinds', () => {
  const sd = { a: 1 }
  const problems = (allocation: unknown): readonly string[] => {
    try {
      parseDesign({ method: 'srs', allocation })
      return []
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(one => one.en)
      throw error
    }
  }
  it.each([
    [{ kind: 'optimal', n: 9, sd, min: 2, max: 5, census_below: 3 }],
    [{ kind: 'equal_precision', n: 9, sd }],
    [{ kind: 'equal_precision', n: 9, sd, mean: { a: 50 } }],
    [{ kind: 'equal_precision', margin: 3, sd }],
    [{ kind: 'equal_precision', cv: 0.05, sd, mean: { a: 50 } }],
  ])('%j is right', allocation => expect(problems(allocation)).toEqual([]))
  it.each([
    [{ kind: 'optimal', sd }, ['design /allocation/n is missing (a whole number of 1 or more).']],
    [{ kind: 'optimal', n: 9 }, ['design /allocation/sd is missing (an object {…}).']],
    [
      { kind: 'optimal', n: 9, sd, margin: 3 },
      ['design /allocation/margin: unknown key; the keys are kind, n, min, max, census_below, sd.'],
    ],
    [{ kind: 'equal_precision', sd }, ['design /allocation must have exactly one of n, margin, cv; it has —.']],
    [
      { kind: 'equal_precision', sd, n: 9, margin: 3 },
      ['design /allocation must have exactly one of n, margin, cv; it has n, margin.'],
    ],
    [{ kind: 'equal_precision', sd, cv: 0.1 }, ['design /allocation/mean is missing (an object {…}).']],
    [{ kind: 'equal_precision', sd, margin: 0 }, ['design /allocation/margin: expected a number above 0, found 0.']],
    [
      { kind: 'equal_precision', sd, cv: 0.1, mean: { a: 0 } },
      ['design /allocation/mean/a: expected a number above 0, found 0.'],
    ],
  ])('%j is refused', (allocation, expected) => expect(problems(allocation)).toEqual(expected))
})

describe('cases that are malformed', () => {
  const strata = { N: [10, 20], S: [1, 2], n: 8 }
  const error = (op: string, args: object): string | undefined =>
    runCases([{ id: 'a', data: null, design: null, op, args }], () => parseTable('x\n1\n'))[0]!.error?.message_en
  it.each<[string, object, string]>([
    ['allocation', { ...strata, S: [1] }, 'args.S'],
    ['allocation', { ...strata, n: 31 }, 'args.n'],
    ['allocation', { ...strata, n: 2.5 }, 'args.n'],
    ['allocation', { ...strata, min: [9, 3], max: [4, 20] }, 'args.min/0'],
    ['allocation', { ...strata, cost: [1, 0], budget: 9 }, 'args.cost'],
    ['samplesize', {}, 'args.rows'],
    ['samplesize', { rows: [{ kind: 'mean', e: 1 }] }, 'args.rows/0/S'],
    ['samplesize', { rows: [{ kind: 'prop', p: 0.5, e: 0 }] }, 'args.rows/0'],
    ['aapor', { counts: { I: -1 } }, 'args.counts'],
    ['aapor', { counts: { I: 1 }, e: 2 }, 'args.e'],
  ])('%s %j', (op, args, key) => expect(error(op, args)).toContain(key))
  it('without bounds, budget or population are right', () => {
    expect(error('allocation', strata)).toBeUndefined()
    expect(error('samplesize', { rows: [{ kind: 'prop', p: 0.5, e: 0.1 }] })).toBeUndefined()
    expect(error('aapor', { counts: {}, e: 0.5 })).toBeUndefined()
  })
})
