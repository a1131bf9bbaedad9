// Domains: the fast road against influence values, sums that must hold, and domains without anybody.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DomainStatistic, estimateByDomain } from '../../sampling/estimation/bydomain.ts'
import { degreesOfFreedom } from '../../sampling/estimation/covariance.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { byCells } from '../../sampling/estimation/domaincells.ts'
import { byInfluence } from '../../sampling/estimation/domaininfluence.ts'
import { estimateMeans, estimateTotals } from '../../sampling/estimation/estimators.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import { runCases } from '../../sampling/spec/cases.ts'
import { createTable } from '../../sampling/spec/table.ts'
import { sampleArbitrary } from './estimation-support.ts'

/** Equal but for rounding, measured against `scale`. */
const close = (found: number, expected: number, scale: number): void => {
  if (Number.isNaN(expected)) expect(found).toBeNaN()
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * scale)
}

describe('two roads to one estimate', () => {
  const statistics: readonly DomainStatistic[] = ['mean', 'total', 'ratio']
  it.each(statistics)('%s', statistic => {
    fc.assert(
      fc.property(
        sampleArbitrary,
        fc.constantFrom('nan' as const, 'outside' as const),
        fc.integer({ min: 0, max: 60 }),
        ({ design, y, x, domain }, missing, hole) => {
          const value = y.map((one, i) => (i === hole ? NaN : one))
          const options = { statistic, denominator: x, covariance: true, missing }
          const fast = byCells(design, value, domain.codes, domain.levels.length, options)!
          const slow = byInfluence(design, value, domain, options)
          expect([...fast.count, ...fast.missing, ...fast.dfDomain]).toEqual([
            ...slow.count,
            ...slow.missing,
            ...slow.dfDomain,
          ])
          domain.levels.forEach((_, d) => {
            const within = (i: number): boolean => domain.codes[i] === d && i !== hole
            expect(fast.dfDomain[d]).toBe(degreesOfFreedom(design, within))
          })
          const size = Math.max(...y) * (statistic === 'total' ? 1000 : 1)
          slow.estimate.forEach((expected, d) => close(fast.estimate[d]!, expected, size))
          slow.standardError.forEach((expected, d) => close(fast.standardError[d]!, expected, size))
          slow.covariance!.forEach((line, d) =>
            line.forEach((expected, e) => close(fast.covariance![d]![e]!, expected, size * size)),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('adjusted weights and policies that look at other strata go by influence values', () => {
    const factor = { codes: Int32Array.of(0, 0, 1), levels: ['a', 'b'] }
    const y = Float64Array.of(1, 3, 8)
    const base = createSurveyDesign({ count: 3, strata: [factor], lonely: 'adjust' })
    expect(byCells(base, y, factor.codes, 2, {})).toBeNull()
    expect(estimateByDomain(base, y, factor, { statistic: 'total' }).standardError[1]).toBeCloseTo(8 - 8 / 3, 12)
    const halved: SurveyDesign = {
      ...base,
      lonely: 'certainty',
      adjustments: [{ project: influence => influence.map(z => z / 2) }],
    }
    expect(byCells(halved, y, factor.codes, 2, {})).toBeNull()
    const whole = estimateByDomain({ ...halved, adjustments: [] }, y, factor, { statistic: 'total' })
    expect(estimateByDomain(halved, y, factor, { statistic: 'total' }).standardError[0]).toBe(
      whole.standardError[0]! / 2,
    )
  })
})

describe('sums', () => {
  it('domain totals add up to the total, and their covariances to its variance', () => {
    fc.assert(
      fc.property(sampleArbitrary, ({ design, y, domain }) => {
        const everyone = { codes: domain.codes.map(code => Math.max(0, code)), levels: domain.levels }
        const parts = estimateByDomain(design, y, everyone, { statistic: 'total', covariance: true })
        const total = estimateTotals(design, [y])
        const sum = parts.estimate.reduce((all, one) => all + one, 0)
        close(sum, total.estimate[0]!, total.estimate[0]!)
        const variance = parts.covariance!.flat().reduce((all, one) => all + one, 0)
        const scale = total.estimate[0]! ** 2
        close(variance, total.covariance[0]![0]!, scale)
      }),
    )
  })

  it('one domain of everybody is the whole', () => {
    fc.assert(
      fc.property(sampleArbitrary, ({ design, y }) => {
        const all = { codes: new Int32Array(design.count), levels: ['all'] }
        const found = estimateByDomain(design, y, all)
        const mean = estimateMeans(design, [y])
        close(found.estimate[0]!, mean.estimate[0]!, 1000)
        close(found.standardError[0]!, mean.standardError[0]!, 1000)
        expect(found.df).toBe(mean.df)
      }),
    )
  })

  it('do not depend on how many levels nobody has', () => {
    // 9,000 domains × 3,000 clusters are more pairs than a table holds.
    const count = 3000
    const names = (size: number): string[] => Array.from({ length: size }, (_, k) => String(k))
    const few = Int32Array.from({ length: count }, (_, i) => ((i * 7919) >> 3) % 4)
    const y = Float64Array.from({ length: count }, (_, i) => (i * 31) % 97)
    const clusters = { codes: Int32Array.from({ length: count }, (_, i) => (i >> 1) * 2), levels: names(count) }
    const design = createSurveyDesign({
      count,
      ids: [clusters, { codes: Int32Array.from(y, (_, i) => i), levels: names(count) }],
      fpc: [new Float64Array(count).fill(9000), new Float64Array(count).fill(5)],
    })
    const near = estimateByDomain(design, y, { codes: few, levels: names(4) })
    const far = estimateByDomain(design, y, { codes: few.map(code => code * 2999), levels: names(9000) })
    for (let d = 0; d < 4; d++) {
      expect(far.estimate[2999 * d]).toBe(near.estimate[d])
      expect(far.standardError[2999 * d]).toBe(near.standardError[d])
    }
    expect(far.count.reduce((sum, one) => sum + one, 0)).toBe(count)
  })

  it('keeps the digits of small spreads on high ground', () => {
    // Values near 10⁹ that differ by units: raw sums of squares would give nothing but rounding.
    const codes = Int32Array.from({ length: 40 }, (_, i) => i % 2)
    const strata = [{ codes: Int32Array.from({ length: 40 }, (_, i) => i >> 3), levels: ['a', 'b', 'c', 'd', 'e'] }]
    const low = Float64Array.from({ length: 40 }, (_, i) => (i * 7) % 11)
    for (const input of [
      { count: 40, strata },
      {
        count: 40,
        strata,
        ids: [
          {
            codes: Int32Array.from({ length: 40 }, (_, i) => i >> 1),
            levels: strata[0]!.levels.concat(Array.from({ length: 15 }, String)),
          },
        ],
      },
    ]) {
      const design = createSurveyDesign(input)
      const factor = { codes, levels: ['x', 'y'] }
      const near = estimateByDomain(design, low, factor, { covariance: true })
      const far = estimateByDomain(
        design,
        low.map(y => y + 2 ** 30),
        factor,
        { covariance: true },
      )
      near.covariance!.flat().forEach((expected, k) => expect(far.covariance!.flat()[k]).toBeCloseTo(expected, 9))
    }
  })
})

describe('domains without anybody', () => {
  const table = createTable({ y: [1, 2, NaN, 4], unit: ['a', 'a', 'b', 'b'] })
  const run = (op: string, args: object): Record<string, unknown> =>
    runCases([{ id: 'x', data: 'd', design: { kind: 'taylor' }, op, args }], () => table)[0] as unknown as Record<
      string,
      unknown
    >

  it('have no mean, a total of 0, and are named', () => {
    const design = createSurveyDesign({ count: 2 })
    const factor = { codes: Int32Array.of(0, 0), levels: ['a', 'b'] }
    const mean = estimateByDomain(design, Float64Array.of(1, 2), factor, { covariance: true })
    expect([...mean.estimate, ...mean.count]).toEqual([1.5, NaN, 2, 0])
    expect(mean.covariance![0]![1]).toBeNaN()
    expect(mean.covariance![0]![0]).toBeCloseTo(0.25, 14)
    const total = estimateByDomain(design, Float64Array.of(1, 2), factor, { statistic: 'total' })
    expect([total.estimate[1], total.standardError[1]]).toEqual([0, 0])
    const { result } = run('by', { stat: 'mean', y: 'y', by: 'unit', levels: ['a', 'b', 'c'] }) as {
      result: { notes: { code: string; en: string }[] }
    }
    expect(result.notes.map(note => note.en)).toEqual([
      '"b" lacks 1 values, so there is no estimate; to leave those elements out, set na_rm: true.',
      'No element of the sample is in "c", so there is no estimate.',
    ])
  })

  it.each([
    ['mean', { vars: [] }, 'args.vars'],
    ['mean', { vars: ['y'], deff: 'cluster' }, 'srswor or srswr'],
    ['mean', { vars: ['absent'] }, 'absent'],
    ['by', { stat: 'median', y: 'y', by: 'unit' }, 'mean, total or ratio'],
    ['by', { stat: 'mean', y: 'y' }, 'args.by'],
    ['contrast', { y: 'y', by: 'unit', coef: { z: 1 } }, 'a level of the column'],
    ['contrast', { y: 'y', by: 'unit', coef: [1] }, 'args.coef'],
    ['contrast', { y: 'y', by: 'unit', coef: 1 }, 'args.coef'],
    ['subset.mean', { y: 'y', where: 'unit' }, 'args.where'],
    ['subset.mean', { y: 'y', where: { var: 'unit', eq: 'q' } }, 'a level of the column'],
    ['composite.independent', { y: 'y', coef: [1, 2] }, 'one coefficient for each design'],
  ])('%s with wrong arguments %j is refused', (op, args, words) => {
    expect((run(op, args) as { error: { message_en: string } }).error.message_en).toContain(words)
  })

  it('shapes that a program got wrong are RangeErrors', () => {
    const design = createSurveyDesign({ count: 2 })
    const factor = { codes: Int32Array.of(0, 0), levels: ['a'] }
    expect(() => estimateByDomain(design, Float64Array.of(1), factor)).toThrow('one value and one domain')
    expect(() => estimateByDomain(design, Float64Array.of(1, 2), factor, { statistic: 'ratio' })).toThrow(
      'a denominator',
    )
    expect(() => estimateMeans(design, [Float64Array.of(1)])).toThrow('one value for each element')
  })
})
