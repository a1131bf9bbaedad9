// Variances worked by hand, lonely clusters, censuses, and identities that any design must keep.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateContrast, estimateIndependentComposite } from '../../sampling/estimation/contrast.ts'
import { covariance, degreesOfFreedom } from '../../sampling/estimation/covariance.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { simpleVariance } from '../../sampling/estimation/designeffect.ts'
import {
  estimateMeans,
  estimateProportions,
  estimateRatio,
  estimateTotals,
} from '../../sampling/estimation/estimators.ts'
import type { LonelyPolicy } from '../../sampling/estimation/surveydesign.ts'
import type { Factor } from '../../sampling/spec/types.ts'
import { sampleArbitrary } from './estimation-support.ts'

const numbers = (...values: number[]): Float64Array => Float64Array.from(values)
const same = (count: number, value: number): Float64Array => new Float64Array(count).fill(value)
const factor = (...codes: number[]): Factor => ({
  codes: Int32Array.from(codes),
  levels: ['0', '1', '2', '3', '4', '5'],
})

describe('by hand', () => {
  it('a simple random sample: N²(1 − f)s²/n', () => {
    const design = createSurveyDesign({ count: 4, fpc: [same(4, 20)] })
    const total = estimateTotals(design, [numbers(1, 3, 5, 11)])
    // Mean 5, s² = (16 + 4 + 0 + 36)/3.
    expect(total.estimate[0]).toBe(100)
    expect(total.covariance[0]![0]).toBeCloseTo((400 * 0.8 * (56 / 3)) / 4, 9)
    expect([total.df, total.count, total.missing]).toEqual([3, 4, 0])
  })

  it('clusters with replacement: n/(n − 1) Σ(z − z̄)² of their totals', () => {
    const design = createSurveyDesign({ count: 5, ids: [factor(0, 0, 1, 2, 2)], weights: same(5, 2) })
    // Totals 2·(1 + 3), 2·4, 2·(5 + 6): 8, 8, 22; mean 38/3.
    const total = estimateTotals(design, [numbers(1, 3, 4, 5, 6)])
    const squares = 2 * (8 - 38 / 3) ** 2 + (22 - 38 / 3) ** 2
    expect(total.covariance[0]![0]).toBeCloseTo(1.5 * squares, 9)
    expect(total.df).toBe(2)
  })

  it('two stages: the second counts n/N of the first', () => {
    const ids = [factor(0, 0, 1, 1), factor(0, 1, 0, 1)]
    const design = createSurveyDesign({ count: 4, ids, fpc: [same(4, 5), same(4, 8)] })
    const y = numbers(1, 3, 4, 8)
    // Weights 2.5 · 4 = 10. Stage 1: totals 40, 120. Stage 2: within clusters 10, 30 and 40, 80.
    const first = (1 - 2 / 5) * 2 * (40 ** 2 + 40 ** 2)
    const second = (2 / 5) * (1 - 2 / 8) * 2 * (2 * 10 ** 2 + 2 * 20 ** 2)
    expect(estimateTotals(design, [y]).covariance[0]![0]).toBeCloseTo(first + second, 8)
    // A census of clusters leaves the second stage alone.
    const census = createSurveyDesign({ count: 4, ids, fpc: [same(4, 2), same(4, 8)], weights: same(4, 10) })
    expect(estimateTotals(census, [y]).covariance[0]![0]).toBeCloseTo((1 - 2 / 8) * 2 * (2 * 10 ** 2 + 2 * 20 ** 2), 8)
    const all = createSurveyDesign({ count: 4, ids, fpc: [same(4, 2), same(4, 2)] })
    expect(estimateTotals(all, [y]).covariance[0]![0]).toBe(0)
  })

  it('a domain with one element of a stratum is not lonely: the others count as zero', () => {
    const design = createSurveyDesign({ count: 4, strata: [factor(0, 0, 1, 1)] })
    const subset = Uint8Array.of(1, 0, 1, 1)
    const found = estimateTotals(design, [numbers(6, 7, 1, 3)], { subset })
    expect(found.estimate[0]).toBe(10)
    expect(found.covariance[0]![0]).toBeCloseTo(2 * (3 ** 2 + 3 ** 2) + 2 * (1 + 1), 10)
    expect([found.df, found.dfSubset, found.count]).toEqual([2, 1, 3])
  })

  it('missing values: NaN, or outside', () => {
    const design = createSurveyDesign({ count: 4, fpc: [same(4, 8)] })
    const [y, x] = [numbers(1, NaN, 3, 5), numbers(1, 1, 2, NaN)]
    expect(estimateMeans(design, [y]).estimate[0]).toBeNaN()
    expect(estimateMeans(design, [y]).standardError[0]).toBeNaN()
    const outside = estimateMeans(design, [y], { missing: 'outside' })
    expect([outside.estimate[0], outside.count, outside.missing]).toEqual([3, 3, 1])
    expect(estimateRatio(design, y, x, { missing: 'outside' }).estimate[0]).toBeCloseTo(4 / 3, 14)
    const shares = estimateProportions(design, factor(0, -1, 1, 1), { missing: 'outside', levels: ['1', '0'] })
    expect([...shares.estimate].map(share => share.toFixed(12))).toEqual([2 / 3, 1 / 3].map(share => share.toFixed(12)))
  })

  it('design effects and weights', () => {
    const design = createSurveyDesign({ count: 4, fpc: [same(4, 8)] })
    const y = numbers(1, 3, 5, 11)
    for (const [sampling, open] of [
      ['srswor', 0.5],
      ['srswr', 1],
    ] as const) {
      const found = simpleVariance(design, y, Int32Array.of(0, 0, 0, 0), 1, 'mean', sampling)
      expect(found[0]).toBeCloseTo((open * 56) / 3 / 4, 12)
    }
    const apart = simpleVariance(design, y, Int32Array.of(0, 0, 1, -1), 2, 'total', 'srswr')
    expect(apart[0]).toBeCloseTo((4 ** 2 * 2) / 2, 12)
    expect(apart[1]).toBeNaN()
    const small = createSurveyDesign({ count: 2, weights: numbers(0.5, 0.5) })
    expect(simpleVariance(small, numbers(1, 2), Int32Array.of(0, 0), 1, 'mean')[0]).toBeNaN()
  })
})

describe('lonely clusters', () => {
  const strata = [factor(0, 0, 0, 1)]
  const y = numbers(1, 2, 3, 10)
  const variance = (lonely: LonelyPolicy, fpc?: Float64Array): number =>
    estimateTotals(
      createSurveyDesign({ count: 4, strata, weights: same(4, 2), lonely, ...(fpc ? { fpc: [fpc] } : {}) }),
      [y],
    ).covariance[0]![0]!
  const others = 1.5 * 4 * 2

  it('fail names the stratum', () => {
    expect(() => variance('fail')).toThrow('Stage 1: stratum "1" has only one sampled cluster')
    // Nothing is asked of the stratum when the domain is elsewhere, or when it was taken whole.
    const design = createSurveyDesign({ count: 4, strata, weights: same(4, 2) })
    expect(estimateTotals(design, [y], { subset: Uint8Array.of(1, 1, 1, 0) }).covariance[0]![0]).toBeCloseTo(others, 10)
    expect(variance('fail', numbers(6, 6, 6, 1))).toBeCloseTo(others / 2, 10)
  })

  it('certainty and remove add nothing', () => {
    expect(variance('certainty')).toBeCloseTo(others, 10)
    expect(variance('remove')).toBeCloseTo(others, 10)
  })

  it('average gives the mean of the other strata', () => {
    expect(variance('average')).toBeCloseTo(2 * others, 10)
    const alone = createSurveyDesign({ count: 2, strata: [factor(0, 1)], lonely: 'average' })
    expect(() => estimateTotals(alone, [numbers(1, 2)])).toThrow('no stratum has two sampled clusters')
  })

  it('adjust centres at the grand mean', () => {
    // Totals 2, 4, 6, 20: mean 8.
    expect(variance('adjust')).toBeCloseTo(others + 12 ** 2, 10)
    expect(variance('adjust', numbers(6, 6, 6, 4))).toBeCloseTo(others / 2 + 0.75 * 12 ** 2, 10)
  })
})

describe('identities', () => {
  it('a mean moves with its values, a total scales, and order never matters', () => {
    fc.assert(
      fc.property(sampleArbitrary, fc.integer({ min: -50, max: 50 }), ({ design, y, reordered }, shift) => {
        const [mean] = [estimateMeans(design, [y])]
        const moved = estimateMeans(design, [y.map(value => 3 * value + shift)])
        expect(moved.estimate[0]).toBeCloseTo(3 * mean.estimate[0]! + shift, 8)
        expect(moved.standardError[0]).toBeCloseTo(3 * mean.standardError[0]!, 8)
        const turned = reordered()
        const again = estimateMeans(turned.design, [turned.y])
        expect(again.estimate[0]).toBeCloseTo(mean.estimate[0]!, 9)
        expect(again.standardError[0]).toBeCloseTo(mean.standardError[0]!, 9)
        expect(again.df).toBe(mean.df)
        const total = estimateTotals(design, [y])
        expect(estimateTotals(design, [y.map(value => -2 * value)]).standardError[0]).toBeCloseTo(
          2 * total.standardError[0]!,
          6,
        )
      }),
    )
  })

  it('a mean is the ratio to the count, and a covariance is that of a sum', () => {
    fc.assert(
      fc.property(sampleArbitrary, ({ design, y, x }) => {
        const mean = estimateMeans(design, [y])
        const ratio = estimateRatio(design, y, same(design.count, 1))
        expect(ratio.estimate[0]).toBeCloseTo(mean.estimate[0]!, 10)
        expect(ratio.standardError[0]).toBeCloseTo(mean.standardError[0]!, 9)
        const both = estimateTotals(design, [y, x])
        const sum = estimateTotals(design, [y.map((value, i) => value + 2 * x[i]!)])
        const joint = estimateContrast(both, [1, 2])
        expect(joint.estimate / sum.estimate[0]!).toBeCloseTo(1, 10)
        expect(joint.standardError).toBeCloseTo(sum.standardError[0]!, 5)
        expect(covariance(design, both.influence)).toEqual(both.covariance)
      }),
    )
  })

  it('independent composites: as many degrees of freedom as the parts allow', () => {
    const part = fc.record({
      estimate: fc.integer({ min: -9, max: 9 }),
      standardError: fc.integer({ min: 1, max: 9 }),
      df: fc.integer({ min: 1, max: 90 }),
    })
    fc.assert(
      fc.property(part, part, (one, two) => {
        const { df, standardError } = estimateIndependentComposite([one, two], [0.6, 0.4])
        expect(df).toBeGreaterThanOrEqual(Math.min(one.df, two.df) - 1e-9)
        expect(df).toBeLessThanOrEqual(one.df + two.df + 1e-9)
        expect(standardError).toBeCloseTo(Math.hypot(0.6 * one.standardError, 0.4 * two.standardError), 12)
        const first = estimateIndependentComposite([one, two], [1, 0])
        expect([first.estimate, first.standardError]).toEqual([one.estimate, one.standardError])
        expect(first.df).toBeCloseTo(one.df, 9)
      }),
    )
    expect(() => estimateIndependentComposite([], [1])).toThrow('one coefficient for each estimate')
    expect(() => estimateContrast({ estimate: [1], covariance: [[1]] }, [1, 2])).toThrow('one coefficient for each')
  })

  it('degrees of freedom of a domain: clusters and strata with somebody inside', () => {
    const design = createSurveyDesign({ count: 6, ids: [factor(0, 0, 1, 2, 3, 3)], strata: [factor(0, 0, 0, 1, 1, 1)] })
    expect(degreesOfFreedom(design)).toBe(2)
    expect(degreesOfFreedom(design, i => i < 3)).toBe(1)
    expect(degreesOfFreedom(design, i => i === 5)).toBe(0)
  })
})
