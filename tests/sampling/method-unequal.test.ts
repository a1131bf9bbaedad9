// Variances under unequal probabilities: as R, unbiased over all samples, and honest where they cannot be had.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  jointProblems,
  unequalMean,
  unequalTotal,
  unequalVariance,
  type UnequalVariance,
} from '../../sampling/estimation/unequal.ts'
import { jointSrs, jointSystematic } from '../../sampling/joint.ts'
import { jointSampford } from '../../sampling/jointconditional.ts'
import { inclusionProbabilities } from '../../sampling/method/inclusion.ts'
import { InputError } from '../../sampling/problem.ts'
import { runCases } from '../../sampling/spec/cases.ts'
import { parseTable } from '../../sampling/spec/table.ts'
import { lawOf, subsets } from './method-support.ts'

interface Figures {
  readonly total: readonly number[]
  readonly variance: readonly number[]
  readonly mean: readonly number[]
  readonly mean_variance: readonly number[]
}
interface TotalCase {
  readonly p: readonly number[]
  readonly joint: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly count: readonly number[]
  readonly figures: Readonly<Record<UnequalVariance, Figures>>
}
const { totals } = JSON.parse(
  readFileSync(new URL('../fixtures/selection/expected.json', import.meta.url), 'utf8'),
) as { totals: readonly TotalCase[] }

const close = (found: number, expected: number, relative: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))

describe.each(totals.map((one, i) => [i, one] as const))('as R, sample %i', (_, one) => {
  const sample = { probability: Float64Array.from(one.p), joint: one.joint }
  it.each(Object.entries(one.figures) as [UnequalVariance, Figures][])('%s', (method, figures) => {
    for (const [at, values] of [one.y, one.count].entries()) {
      const sum = unequalTotal(values, sample, method)
      const mean = unequalMean(values, sample, method)
      close(sum.estimate, figures.total[at]!, 1e-12)
      close(mean.estimate, figures.mean[at]!, 1e-12)
      close(sum.variance, figures.variance[at]!, 1e-9)
      close(mean.variance, figures.mean_variance[at]!, 1e-9)
      expect(Number.isNaN(sum.se)).toBe(sum.variance < 0)
      expect(sum.problems.map(({ code }) => code)).toEqual(sum.variance < 0 ? ['negative_variance'] : [])
    }
  })
})

it('the cases of R hold negative variances', () => {
  const all = totals.flatMap(({ figures }) => figures.horvitz_thompson.variance)
  expect(all.some(value => value < 0)).toBe(true)
  expect(all.some(value => value > 0)).toBe(true)
})

describe('over all samples', () => {
  const frames = fc
    .array(
      fc.record({
        size: fc.double({ min: 0.5, max: 3, noNaN: true }),
        y: fc.double({ min: -10, max: 50, noNaN: true }),
      }),
      {
        minLength: 4,
        maxLength: 7,
      },
    )
    .chain(elements =>
      fc.record({ elements: fc.constant(elements), n: fc.integer({ min: 2, max: elements.length - 1 }) }),
    )

  it('Horvitz–Thompson and Yates–Grundy are unbiased, and so is the total', () => {
    fc.assert(
      fc.property(frames, ({ elements, n }) => {
        const p = inclusionProbabilities(
          elements.map(({ size }) => size),
          n,
        ).probability
        if (p.some(one => one >= 1)) return
        const joint = jointSampford(p)
        const law = lawOf(subsets(p.length, n), s => {
          const odds = s.reduce((product, i) => (product * p[i]!) / (1 - p[i]!), 1)
          return odds * s.reduce((sum, i) => sum + 1 - p[i]!, 0)
        })
        const truth = elements.reduce((sum, { y }) => sum + y, 0)
        const mean = { estimate: 0, square: 0, horvitz_thompson: 0, yates_grundy: 0 }
        for (const [name, chance] of law) {
          const members = name.split(',').map(Number)
          const sample = {
            probability: Float64Array.from(members, i => p[i]!),
            joint: members.map(i => members.map(j => joint[i]![j]!)),
          }
          const y = members.map(i => elements[i]!.y)
          const { estimate, variance } = unequalTotal(y, sample, 'yates_grundy')
          mean.estimate += chance * estimate
          mean.square += chance * (estimate - truth) ** 2
          mean.yates_grundy += chance * variance
          mean.horvitz_thompson += chance * unequalTotal(y, sample, 'horvitz_thompson').variance
        }
        const scale = 1 + elements.reduce((sum, { y }) => sum + (100 * y * y) / p.reduce((a, b) => Math.min(a, b)), 0)
        expect(Math.abs(mean.estimate - truth)).toBeLessThan(1e-10 * scale)
        expect(Math.abs(mean.yates_grundy - mean.square)).toBeLessThan(1e-9 * scale)
        expect(Math.abs(mean.horvitz_thompson - mean.square)).toBeLessThan(1e-9 * scale)
      }),
      { numRuns: 60 },
    )
  })

  it('with equal probabilities all fixed-size forms are (1 − f) N² s² / n', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 9 }), y => {
        const [n, N] = [y.length, 3 * y.length]
        const mean = y.reduce((sum, one) => sum + one, 0) / n
        const s2 = y.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)
        const right = (1 - n / N) * ((N * N) / n) * s2
        const probability = new Float64Array(n).fill(n / N)
        const joint = jointSrs(N, n)
          .slice(0, n)
          .map(row => row.slice(0, n))
        for (const method of ['yates_grundy', 'horvitz_thompson', 'brewer'] as const) {
          const { variance } = unequalTotal(y, { probability, joint }, method)
          expect(Math.abs(variance - right)).toBeLessThan(1e-9 * (1 + right + N * N * mean * mean))
        }
      }),
    )
  })
})

describe('what cannot be had', () => {
  const codesOf = (run: () => unknown): string[] => {
    try {
      run()
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(({ code }) => code)
      throw error
    }
    return []
  }
  const two = Float64Array.of(0.5, 0.5)

  it('joint probability 0', () => {
    const never = [
      [0.5, 0],
      [0, 0.5],
    ]
    for (const method of ['yates_grundy', 'horvitz_thompson'] as const) {
      expect(codesOf(() => unequalVariance(two, { probability: two, joint: never }, method))).toEqual([
        'zero_joint_probability',
      ])
    }
    expect(codesOf(() => unequalVariance(two, { probability: two, joint: never }, 'brewer'))).toEqual([])
    expect(jointProblems(jointSystematic([0.5, 0.5, 0.5, 0.5]))).toMatchObject([{ details: { first: 1, second: 2 } }])
    expect(jointProblems(jointSampford([0.5, 0.5, 0.5, 0.5]))).toEqual([])
  })

  it('probabilities that are none, and a matrix that is missing', () => {
    expect(codesOf(() => unequalTotal([1, 2], { probability: Float64Array.of(0.5, 1.5) }, 'brewer'))).toEqual([
      'unusable_probability',
    ])
    expect(() => unequalTotal([1, 2], { probability: two }, 'yates_grundy')).toThrow(RangeError)
  })

  it('one element: no variance, and that is said as NaN', () => {
    expect(unequalTotal([3], { probability: Float64Array.of(0.5) }, 'brewer').variance).toBeNaN()
  })

  it('missing values make the estimate missing', () => {
    expect(unequalTotal([3, NaN], { probability: two }, 'brewer').estimate).toBeNaN()
  })
})

describe('the operation', () => {
  const answer = (args: object): unknown =>
    runCases([{ id: 'x', data: 'd', design: { kind: 'pps', pik: 'p' }, op: 'pps.total', args: { ...args } }], () =>
      parseTable('y,p\n2,0.5\n4,0.5\n'),
    )[0]

  it('gives what needs no joint probabilities when there are none', () => {
    const { result } = answer({ vars: ['y'] }) as { result: Record<string, { se: { y: number } }> }
    expect(Object.keys(result)).toEqual(['brewer', 'overton', 'hartley_rao_HR', 'with_replacement'])
    expect(result['brewer']!.se.y).toBeCloseTo(Math.sqrt(8), 12)
  })

  it('names a negative variance beside a missing standard error', () => {
    const joint = [
      [0.5, 0.05],
      [0.05, 0.5],
    ]
    const { result } = answer({ vars: 'y', joint }) as {
      result: Record<string, { se: { y: number }; variance: { y: number }; problems: { code: string }[] }>
    }
    expect(result['HT']!.se.y).toBeNaN()
    expect(result['HT']!.variance.y).toBeLessThan(0)
    expect(result['HT']!.problems[0]!.code).toBe('negative_variance')
    expect(result['YG']!.problems).toBeUndefined()
  })

  it('refuses a matrix of another size', () => {
    expect(answer({ vars: ['y'], joint: [[0.5]] })).toMatchObject({ error: { code: 'bad_case' } })
  })
})
