// Proportions: intervals against R on further data (tests/fixtures/intervals), and what holds for any proportion.
import fc from 'fast-check'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import {
  estimateProportion,
  type Proportion,
  proportionInterval,
  proportionMethods,
} from '../../sampling/estimation/proportion.ts'
import { cubicSpline } from '../../sampling/estimation/spline.ts'
import { fittedProportion } from '../../sampling/spec/logitfit.ts'
import { judge, readCases } from './oracle.ts'

const folder = fileURLToPath(new URL('../fixtures/intervals/', import.meta.url))

describe('proportions, quantiles, variances and tests of R on other data', () => {
  const verdicts = judge(readCases(`${folder}cases.json`), folder)
  it.each(verdicts.map(verdict => [verdict.case.id, verdict] as const))('%s', (_, { error, comparison }) => {
    expect(error).toBeNull()
    expect(comparison!.differences).toEqual([])
    expect(comparison!.numbers).toBeGreaterThan(1)
  })
})

const proportion = (estimate: number, standardError: number, df = 30, elements = 100): Proportion => ({
  estimate,
  standardError,
  df,
  elements,
  count: elements,
})

const anyProportion = fc
  .record({
    p: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    df: fc.integer({ min: 2, max: 500 }),
    deff: fc.double({ min: 0.3, max: 6, noNaN: true }),
  })
  .map(({ p, df, deff }) => {
    const elements = df + 5
    return { ...proportion(p, Math.sqrt((deff * p * (1 - p)) / elements), df, elements) }
  })

describe('every method', () => {
  it('has the estimate inside, mirrors with the event, and widens with the level', () => {
    fc.assert(
      fc.property(anyProportion, fc.constantFrom(...proportionMethods), (found, method) => {
        const [low, high] = proportionInterval(found, method)
        expect(low).toBeLessThan(found.estimate)
        expect(high).toBeGreaterThan(found.estimate)
        const [below, above] = proportionInterval({ ...found, estimate: 1 - found.estimate }, method)
        expect(Math.abs(below - (1 - high))).toBeLessThan(1e-9)
        expect(Math.abs(above - (1 - low))).toBeLessThan(1e-9)
        const [less, more] = proportionInterval(found, method, 0.99)
        // R's grid, which "profile" follows, ends before both: there the two levels differ by a rounding.
        expect(less).toBeLessThanOrEqual(low + 1e-12)
        expect(more).toBeGreaterThanOrEqual(high - 1e-12)
        if (method !== 'mean') {
          expect(less).toBeGreaterThanOrEqual(0)
          expect(more).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('is much alike where the sample is large', () => {
    const found = proportion(0.4, 0.005, 9000, 9600)
    const [low, high] = proportionInterval(found, 'mean')
    for (const method of proportionMethods) {
      const [a, b] = proportionInterval(found, method)
      expect(Math.abs(a - low)).toBeLessThan(2e-4)
      expect(Math.abs(b - high)).toBeLessThan(2e-4)
    }
  })

  it.each(proportionMethods)('%s answers for a proportion of 0 and of 1', method => {
    const [low, high] = proportionInterval(proportion(0, 0, 11, 12), method)
    expect(low).toBe(0)
    // Clopper and Pearson: 1 − (0.025)^(1/12).
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 12), 12)
    expect(proportionInterval(proportion(1, 0, 11, 12), method)).toEqual([1 - high, 1])
    expect(proportionInterval(proportion(0, 0, 3, 12), method)[1]).toBeGreaterThan(high)
  })

  it.each(proportionMethods)('%s of a census is the estimate, of a missing estimate nothing', method => {
    expect(proportionInterval(proportion(0.3, 0), method)).toEqual([0.3, 0.3])
    expect(proportionInterval(proportion(NaN, NaN), method)).toEqual([NaN, NaN])
  })
})

it('the exact likelihood interval ends where the scaled deviance is t²', () => {
  const [p, n, t] = [0.2, 51, 2.008559112100761]
  const se = Math.sqrt((1.7 * p * (1 - p)) / n)
  for (const q of proportionInterval(proportion(p, se, 50, n), 'likelihood')) {
    const deviance = (2 * (n - 1) * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)))) / 1.7
    expect(deviance).toBeCloseTo(t ** 2, 9)
  }
})

describe('estimates', () => {
  const design = createSurveyDesign({ count: 4, weights: Float64Array.of(1, 2, 3, 4) })
  it('leave a missing value out only when asked', () => {
    const event = Float64Array.of(1, 0, NaN, 1)
    expect(estimateProportion(design, event).estimate).toBeNaN()
    const found = estimateProportion(design, event, { missing: 'outside' })
    expect(found.estimate).toBeCloseTo(5 / 7, 15)
    expect([found.elements, found.count]).toEqual([4, 3])
    expect(found.relativeCount).toBeCloseTo(2.8, 14)
  })
  it('keep the whole design in a subset', () => {
    const found = estimateProportion(design, Float64Array.of(1, 0, 0, 1), { subset: Uint8Array.of(0, 1, 1, 1) })
    expect(found.estimate).toBeCloseTo(4 / 9, 15)
    expect([found.elements, found.df]).toEqual([3, 2])
  })
  it('of an event that never happens have no error', () => {
    expect(estimateProportion(design, new Float64Array(4))).toMatchObject({ estimate: 0, standardError: 0 })
  })
  it('refuse what is no event', () => {
    expect(() => estimateProportion(design, Float64Array.of(0, 1, 2, 0))).toThrow('requires values of 0, 1 or NaN')
    expect(() => proportionInterval(proportion(0.5, 0.1, 0), 'mean')).toThrow('at least one degree of freedom')
    expect(() => proportionInterval(proportion(0.5, 0.1), 'mean', 95)).toThrow('level between 0 and 1')
  })
})

it('the fitted proportion is near the mean, and a little off where R is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 60 }), bits => {
      const ones = bits.reduce((sum, bit) => sum + bit, 0)
      fc.pre(ones > 0 && ones < bits.length)
      const { estimate, lag } = fittedProportion(Float64Array.from(bits), new Float64Array(bits.length).fill(2.5))
      expect(Math.abs(estimate - ones / bits.length)).toBeLessThan(1e-7)
      expect(Math.abs(lag - 1)).toBeLessThan(0.01)
    }),
  )
})

it('a spline goes through its points and reproduces a cubic', () => {
  const x = [-2, -1, 0.5, 2, 3]
  const cubic = (at: number): number => at ** 3 - 2 * at ** 2 + 5
  const spline = cubicSpline(x, x.map(cubic))
  for (const at of [-2, -1.3, 0, 0.5, 1.9, 3]) expect(spline(at)).toBeCloseTo(cubic(at), 12)
  expect(cubicSpline([0, 1, 3], [0, 1, 9])(2)).toBeCloseTo(4, 12)
  expect(() => cubicSpline([1], [1])).toThrow(RangeError)
})
