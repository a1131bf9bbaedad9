// Quantiles of weighted samples: by sorting and counting, by R's nine types, and their intervals.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { estimateQuantiles, quantileIntervals, readQuantiles } from '../../sampling/estimation/quantile.ts'
import { quantileOf, quantileRules } from '../../sampling/estimation/quantilerule.ts'
import { sortByValue } from '../../sampling/estimation/weightedsample.ts'

const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e-310, -1e-310, NaN),
)
const sampleOf = (values: readonly number[], weights: readonly number[]) =>
  sortByValue(Float64Array.from(values), Float64Array.from(weights))

describe('sorting', () => {
  it('is that of numbers, stable, without the missing and those of weight 0', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.integer({ min: 0, max: 4 }))), rows => {
        const sample = sampleOf(
          rows.map(([y]) => y),
          rows.map(([, w]) => w),
        )
        const expected = rows.filter(([y, w]) => !Number.isNaN(y) && w > 0).sort(([a], [b]) => a - b)
        expect([...sample.value].map(y => y + 0)).toEqual(expected.map(([y]) => y + 0))
        expect([...sample.weight]).toEqual(expected.map(([, w]) => w))
        expect(sample.total).toBe(expected.reduce((sum, [, w]) => sum + w, 0))
      }),
    )
  })
})

// R 4.2: quantile(c(3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8), c(.1, .25, .4, .5, .75, .95), type = k)
const byType: Readonly<Record<string, readonly number[]>> = {
  hf1: [1, 1.5, 3, 3, 5.3, 9],
  hf2: [1, 2.05, 3, 3.5, 5.55, 9],
  hf4: [1, 1.5, 2.68, 3, 5.3, 7.719999999999999],
  hf5: [1.15, 2.05, 2.88, 3.5, 5.55, 9],
  hf6: [1, 1.775, 2.84, 3.5, 5.675, 9],
  hf7: [1.35, 2.325, 2.92, 3.5, 5.425, 7.879999999999998],
  hf8: [1.0833333333333333, 1.9583333333333333, 2.8666666666666667, 3.499999999999999, 5.591666666666666, 9],
  hf9: [1.1, 1.98125, 2.87, 3.5, 5.58125, 9],
}

describe('rules', () => {
  const values = [3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8]
  it.each(Object.entries(byType))('%s is R’s type with equal weights', (rule, expected) => {
    const sample = sampleOf(
      values,
      values.map(() => 0.7),
    )
    const found = [0.1, 0.25, 0.4, 0.5, 0.75, 0.95].map(p => quantileOf(sample, p, rule as 'hf1'))
    found.forEach((quantile, k) => expect(quantile).toBeCloseTo(expected[k]!, 12))
  })

  it('math is the smallest value with enough weight, school the middle at a tie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 5 })), { minLength: 1 }),
        fc.integer({ min: 1, max: 99 }),
        (rows, percent) => {
          const sample = sampleOf(
            rows.map(([y]) => y),
            rows.map(([, w]) => w),
          )
          const total = rows.reduce((sum, [, w]) => sum + w, 0)
          const upTo = (y: number): number => rows.reduce((sum, [x, w]) => (x <= y ? sum + w : sum), 0)
          const values = [...new Set(rows.map(([y]) => y))].sort((a, b) => a - b)
          const here = values.find(y => 100 * upTo(y) >= percent * total)!
          expect(quantileOf(sample, percent / 100, 'math')).toBe(here)
          const next = 100 * upTo(here) === percent * total ? (values[values.indexOf(here) + 1] ?? here) : here
          expect(quantileOf(sample, percent / 100, 'school')).toBe((here + next) / 2)
        },
      ),
    )
  })

  it('every rule rises with p, stays within the values, and does not mind the order or scale of the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
        }),
        fc.constantFrom(...quantileRules),
        (pairs, rule) => {
          const rows = [...new Map(pairs).entries()]
          const [y, w] = [rows.map(([value]) => value), rows.map(([, weight]) => weight)]
          const sample = sampleOf(y, w)
          const again = sampleOf(
            [...y].reverse(),
            [...w].reverse().map(weight => weight / 8),
          )
          let before = Math.min(...y)
          for (let p = 0.05; p < 1; p += 0.05) {
            const found = quantileOf(sample, p, rule)
            expect(found).toBeGreaterThanOrEqual(before - 1e-9)
            expect(quantileOf(again, p, rule)).toBeCloseTo(found, 8)
            before = found
          }
          expect(before).toBeLessThanOrEqual(Math.max(...y))
        },
      ),
    )
  })

  it('a tie is seen through rounding, unless the double is asked for', () => {
    const values = Array.from({ length: 200 }, (_, i) => i + 1)
    const sample = sampleOf(
      values,
      values.map(() => 30.97),
    )
    expect(quantileOf(sample, 0.1, 'math')).toBe(20)
    expect(quantileOf(sample, 0.1, 'school')).toBe(20.5)
    // Twenty times 30.97 is a little under a tenth of two hundred times 30.97 in doubles: R says 21.
    expect(quantileOf(sample, 0.1, 'math', 'rounded')).toBe(21)
  })

  it('p below the first weight gives the smallest value', () => {
    for (const rule of quantileRules) {
      // The first value stands at 0 by hf7 alone.
      if (rule !== 'hf7') expect(quantileOf(sampleOf([5, 2, 8], [1, 1, 1]), 0.001, rule)).toBe(2)
    }
    for (const rule of quantileRules) expect(quantileOf(sampleOf([5], [3]), 0.7, rule)).toBe(5)
    expect(quantileOf(sampleOf([], []), 0.5, 'math')).toBeNaN()
  })
})

describe('estimates with intervals', () => {
  const y = Float64Array.from({ length: 60 }, (_, i) => (i * 37) % 61)
  const design = createSurveyDesign({ count: 60 })

  it.each(quantileIntervals)('%s: the estimate lies inside, the error is width over 2t', interval => {
    for (const { estimate, interval: ends, standardError, df } of estimateQuantiles(design, y, [0.2, 0.5, 0.9], {
      interval,
    })) {
      expect(ends[0]).toBeLessThanOrEqual(estimate)
      expect(ends[1]).toBeGreaterThanOrEqual(estimate)
      expect(df).toBe(59)
      expect(standardError).toBeCloseTo((ends[1] - ends[0]) / (2 * 2.0009953780882688), 10)
    }
  })

  it.each(quantileIntervals)('%s answers where the estimate is the largest value', interval => {
    const [found] = estimateQuantiles(design, new Float64Array(60).fill(80), [0.5], { interval })
    expect(found).toMatchObject({ estimate: 80, interval: [80, 80], standardError: 0 })
  })

  it('of a subset count its own degrees of freedom', () => {
    const subset = Uint8Array.from(y, (_, i) => (i < 20 ? 1 : 0))
    const reader = readQuantiles(design, y, { subset })
    expect(reader.df).toBe(19)
    expect(reader.estimate(0.5)).toBe(y.slice(0, 20).sort()[9])
  })

  it('a missing value gives nothing, or is left out', () => {
    const broken = Float64Array.from(y)
    broken[3] = NaN
    expect(readQuantiles(design, broken).quantile(0.5).interval).toEqual([NaN, NaN])
    expect(readQuantiles(design, broken, { missing: 'outside' }).df).toBe(58)
  })

  it('refuses probabilities that are none', () => {
    for (const p of [0, 1, -1, NaN]) expect(() => estimateQuantiles(design, y, [p])).toThrow('between 0 and 1')
    expect(() => estimateQuantiles(design, y.slice(1), [0.5])).toThrow('one value for each element')
  })
})
