// Tests under a design: where they fall together with those of textbooks, and what they refuse. R's numbers: proportion.test.ts.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentTails } from '../../sampling/distribution/student.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { designTTest, independenceTests } from '../../sampling/estimation/designtests.ts'
import { estimateElementVariance } from '../../sampling/estimation/elementvariance.ts'
import { estimateMeans } from '../../sampling/estimation/estimators.ts'
import { satterthwaiteDegrees } from '../../sampling/estimation/satterthwaite.ts'
import { solveMatrix } from '../../sampling/estimation/smallmatrix.ts'
import type { Factor } from '../../sampling/spec/types.ts'

const factor = (codes: readonly number[], levels: readonly string[]): Factor => ({
  codes: Int32Array.from(codes),
  levels,
})

describe('t test', () => {
  it('of two strata is the difference of two independent means', () => {
    const y = Float64Array.of(3, 5, 4, 8, 9, 6, 7, 12)
    const group = factor([0, 0, 0, 1, 1, 1, 1, 1], ['a', 'b'])
    const found = designTTest(createSurveyDesign({ count: 8, strata: [group] }), y, group)
    expect(found.difference).toBeCloseTo(8.4 - 4, 12)
    // s²/n of each: 1/3 and 5.3/5.
    expect(found.standardError).toBeCloseTo(Math.sqrt(1 / 3 + 5.3 / 5), 12)
    expect(found.df).toBe(5)
    expect(found.p).toBeCloseTo(2 * studentTails(-found.t, 5).lower, 15)
  })

  it('skips the missing and unused levels; the sign follows the order of levels', () => {
    const design = createSurveyDesign({ count: 6 })
    const y = Float64Array.of(1, 2, 3, NaN, 5, 6)
    const found = designTTest(design, y, factor([2, 2, 0, 0, 0, -1], ['x', 'unused', 'z']))
    expect(found.difference).toBeCloseTo(1.5 - 4, 12)
    expect(found.df).toBe(2)
  })

  it('refuses one group or three', () => {
    const design = createSurveyDesign({ count: 3 })
    expect(() => designTTest(design, Float64Array.of(1, 2, 3), factor([0, 1, 2], ['a', 'b', 'c']))).toThrow(
      'two groups',
    )
    expect(() => designTTest(design, Float64Array.of(1, 2, 3), factor([0, 0, 0], ['a', 'b']))).toThrow('two groups')
  })
})

describe('independence', () => {
  const cells = fc.array(fc.integer({ min: 3, max: 9 }), { minLength: 6, maxLength: 6 })
  const fill = (counts: readonly number[]) => {
    const rows: number[] = []
    const columns: number[] = []
    counts.forEach((count, k) => {
      for (let i = 0; i < count; i++) {
        rows.push(Math.floor(k / 2))
        columns.push(k % 2)
      }
    })
    return { row: factor(rows, ['a', 'b', 'c']), column: factor(columns, ['x', 'y']) }
  }

  it('of a simple random sample is Pearson’s test, nearly', () => {
    fc.assert(
      fc.property(cells, counts => {
        const { row, column } = fill(counts)
        const n = row.codes.length
        const found = independenceTests(createSurveyDesign({ count: n }), row, column)
        const pearson = counts.reduce((sum, observed, k) => {
          const r = counts[k - (k % 2)]! + counts[k - (k % 2) + 1]!
          const c = counts.filter((_, j) => j % 2 === k % 2).reduce((a, b) => a + b, 0)
          return sum + (observed - (r * c) / n) ** 2 / ((r * c) / n)
        }, 0)
        expect(found.chiSquare.statistic).toBeCloseTo(pearson, 8)
        // Design effects of a simple random sample are n/(n − 1).
        expect(found.f.statistic).toBeCloseTo((pearson * (n - 1)) / (2 * n), 8)
        expect(found.f.df[0]).toBeCloseTo(2, 8)
      }),
    )
  })

  it('is the same for the table turned over and for levels in another order', () => {
    fc.assert(
      fc.property(cells, counts => {
        const { row, column } = fill(counts)
        const design = createSurveyDesign({
          count: row.codes.length,
          weights: Float64Array.from(row.codes, (_, i) => 1 + (i % 3)),
        })
        const one = independenceTests(design, row, column)
        const two = independenceTests(
          design,
          column,
          factor(
            [...row.codes].map(code => 2 - code),
            ['c', 'b', 'a'],
          ),
        )
        for (const key of ['f', 'chiSquare', 'wald', 'adjustedWald'] as const) {
          expect(two[key].statistic).toBeCloseTo(one[key].statistic, 7)
          expect(two[key].p).toBeCloseTo(one[key].p, 7)
        }
      }),
    )
  })

  it('handles an empty cell, and refuses a table of one column', () => {
    const { row, column } = fill([5, 4, 0, 6, 3, 8])
    const design = createSurveyDesign({ count: row.codes.length })
    expect(independenceTests(design, row, column).f.p).toBeGreaterThan(0)
    expect(() =>
      independenceTests(
        design,
        row,
        factor(
          [...row.codes].map(() => 0),
          ['x', 'y'],
        ),
      ),
    ).toThrow('two rows')
  })
})

it('the element variance is s² of a simple random sample, and the mean of squares over weights', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }), values => {
      const y = Float64Array.from(values)
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      const expected = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)
      const design = createSurveyDesign({ count: y.length })
      expect(estimateElementVariance(design, y).estimate[0]).toBeCloseTo(expected, 8)
      // s²/n is the variance of the mean.
      expect(estimateMeans(design, [y]).standardError[0]! ** 2 * y.length).toBeCloseTo(expected, 8)
    }),
  )
  const design = createSurveyDesign({ count: 2 })
  expect(() => estimateElementVariance(design, Float64Array.of(1, 2), { subset: Uint8Array.of(0, 1) })).toThrow(
    RangeError,
  )
})

describe('Satterthwaite’s degrees of freedom', () => {
  const stratum = factor([0, 0, 0, 1, 1, 1, 1, 1], ['a', 'b'])
  const design = createSurveyDesign({ count: 8, strata: [stratum] })

  it('lie between those of the smallest stratum and those of the design', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 8, maxLength: 8 }), values => {
        const df = satterthwaiteDegrees(design, Float64Array.from(values))
        fc.pre(!Number.isNaN(df))
        expect(df).toBeGreaterThanOrEqual(2 - 1e-12)
        expect(df).toBeLessThanOrEqual(6 + 1e-12)
      }),
    )
  })
  it('are those of the only stratum that varies', () => {
    expect(satterthwaiteDegrees(design, Float64Array.of(2, 2, 2, 1, 5, 3, 9, 0))).toBe(4)
    expect(satterthwaiteDegrees(design, Float64Array.of(1, 2, 6, 0, 0, 0, 0, 0))).toBe(2)
    expect(
      satterthwaiteDegrees(design, Float64Array.of(0, 0, 0, 1, 5, 0, 0, 0), Uint8Array.of(0, 0, 0, 1, 1, 0, 0, 0)),
    ).toBe(1)
    expect(satterthwaiteDegrees(design, new Float64Array(8))).toBeNaN()
    expect(() => satterthwaiteDegrees(design, new Float64Array(7))).toThrow(RangeError)
  })
  it('by hand: strata of three and of five', () => {
    // Strata with squares 2 and 4 about their means: v = 3·2/2 = 3 and 5·4/4 = 5.
    const z = Float64Array.of(-1, 0, 1, -1, -1, 0, 1, 1)
    expect(satterthwaiteDegrees(design, z)).toBeCloseTo(64 / (9 / 2 + 25 / 4), 12)
  })
})

it('solveMatrix solves, and says NaN when it cannot', () => {
  const [a, b] = [
    [
      [0, 2, 1],
      [1, -1, 3],
      [4, 0, 2],
    ],
    [[7], [8], [10]],
  ]
  const x = solveMatrix(a, b).map(line => line[0]!)
  a.forEach((line, i) => expect(line.reduce((sum, value, j) => sum + value * x[j]!, 0)).toBeCloseTo(b[i]![0]!, 12))
  expect(
    solveMatrix(
      [
        [1, 2],
        [2, 4],
      ],
      [[1], [2]],
    ),
  ).toEqual([[NaN], [NaN]])
})
