// Trimming, non-response classes, base weights and Kish's design effect: identities, and what is refused.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { estimateTotals } from '../../sampling/estimation/estimators.ts'
import { adjustNonresponse } from '../../sampling/weighting/nonresponse.ts'
import { jackknifeWeights } from '../../sampling/weighting/jackknife.ts'
import { adjustReplicates, replicate } from '../../sampling/weighting/replicates.ts'
import { trimWeights } from '../../sampling/weighting/trim.ts'
import { baseWeights, kishDeff, reweighted, summariseWeights } from '../../sampling/weighting/weights.ts'
import { uniformOf } from '../../sampling/tickets.ts'
import { sha256 } from './support.ts'
import { arbitrarySample, factorOf, refusedWith } from './weighting-support.ts'

const weights = Float64Array.of(1, 2, 3, 4)
const design = createSurveyDesign({ count: 4, weights })
const codesOf = (call: () => unknown): string[] => refusedWith(call).codes

describe('trimming', () => {
  it('shares the excess equally and keeps the sum', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { minLength: 3, maxLength: 40 }),
        fc.double({ min: 1.05, max: 3, noNaN: true }),
        (list, room) => {
          const weight = Float64Array.from(list)
          const { sum, n } = summariseWeights(weight)
          const [lower, upper] = [sum / n / room, (sum / n) * room]
          const trimmed = trimWeights(weight, { lower, upper, strict: true })
          const after = summariseWeights(trimmed)
          expect(after.sum / sum).toBeCloseTo(1, 9)
          expect(after.max).toBeLessThanOrEqual(upper * (1 + 1e-10))
          expect(after.min).toBeGreaterThanOrEqual(lower * (1 - 1e-10))
        },
      ),
    ))

  it('once and strict, as R has them', () => {
    const weight = Float64Array.of(1, 2, 3, 4, 20, 30, 9.5, 9.9)
    const rounded = (options: object) => [...trimWeights(weight, options)].map(w => Number(w.toFixed(9)))
    expect(rounded({ upper: 10 })).toEqual([6, 7, 8, 9, 10, 10, 14.5, 14.9])
    expect(rounded({ lower: 5, upper: 14 })).toEqual([5, 5, 5, 5, 14, 14, 15.5, 15.9])
    expect(rounded({ lower: 5, upper: 14, strict: true })).toEqual([5.85, 5.85, 5.85, 5.85, 14, 14, 14, 14])
    expect([...trimWeights(Float64Array.of(0, 1, 9), { upper: 6, lower: 0.5 })]).toEqual([0, 4, 6])
  })

  it.each([
    ['trim_bounds', { lower: 5, upper: 2 }],
    ['trim_bounds', { lower: NaN }],
    ['trim_all', { upper: 0.5 }],
    ['trim_infeasible', { upper: 2, strict: true }],
  ])('%s', (code, options) => expect(codesOf(() => trimWeights(weights, options))).toEqual([code]))
})

describe('non-response', () => {
  const classes = factorOf([0, 0, 0, 1], ['k', 'l'])

  it('keeps the weight of each class and leaves out those who did not respond', () =>
    fc.assert(
      fc.property(
        arbitrarySample,
        fc.array(fc.constantFrom('ER', 'EN', 'IN', 'UK'), { minLength: 58, maxLength: 58 }),
        (sample, drawn) => {
          // One respondent in each class at least.
          const status = Array.from(sample.a.codes, (_, i) => (i < 3 ? 'ER' : drawn[i]!))
          const { design: adjusted } = adjustNonresponse(sample.design, sample.a, status)
          const sums = [sample.design, adjusted].map(({ weight }) => weight.reduce((sum, w) => sum + w, 0))
          expect(sums[1]! / sums[0]!).toBeCloseTo(1, 12)
          status.forEach((one, i) => expect(adjusted.weight[i] === 0).toBe(one === 'EN' || one === 'UK'))
          // A value that is 1 for everybody: its total is that of the design weights, and so is its standard error.
          const ones = new Float64Array(status.length).fill(1)
          const [before, after] = [sample.design, adjusted].map(one => estimateTotals(one, [ones]))
          expect(Math.abs(after!.standardError[0]! - before!.standardError[0]!)).toBeLessThan(
            1e-9 * before!.estimate[0]!,
          )
        },
      ),
    ))

  it.each([
    ['class_without_respondents', ['ER', 'ER', 'EN', 'EN']],
    ['class_without_known', ['ER', 'ER', 'EN', 'UK']],
    ['status_unknown', ['ER', 'ER', 'EN', 'er']],
  ])('%s', (code, status) => {
    const { codes, en } = refusedWith(() => adjustNonresponse(design, classes, status, 'district'))
    expect(codes).toEqual([code])
    if (code !== 'status_unknown') expect(en).toContain('Variable "district", class "l"')
  })

  it('a class of ineligible people alone needs no respondents', () => {
    const { report } = adjustNonresponse(design, classes, ['ER', 'ER', 'EN', 'IN'])
    expect([...report.nonresponse]).toEqual([2, 1])
    expect([...report.unknown]).toEqual([1, 1])
  })
})

it('the standard error after non-response is that of the jackknife with the step repeated', () => {
  const count = 500
  const noise = (i: number, k: number): number => uniformOf(sha256(`${k}/${i}`))
  const rows = Array.from({ length: count }, (_, i) => i)
  const classes = factorOf(
    rows.map(i => i % 3),
    ['k', 'l', 'm'],
  )
  const status = rows.map(i => ['ER', 'ER', 'ER', 'EN', 'EN', 'IN', 'UK'][Math.floor(7 * noise(i, 1))]!)
  const y = Float64Array.from(rows, i => 20 * (i % 3) + 50 * noise(i, 2))
  const start = createSurveyDesign({ count, weights: Float64Array.from(rows, i => 1 + noise(i, 3)) })
  const adjust = (weight: Float64Array) => adjustNonresponse(reweighted(start, weight), classes, status).design
  const total = (weight: Float64Array): number => weight.reduce((sum, w, i) => sum + (w > 0 ? w * y[i]! : 0), 0)
  const jackknife = adjustReplicates(jackknifeWeights(start), weight => adjust(weight).weight)
  const byJackknife = replicate(jackknife, total).standardError[0]!
  // Elements that ended without weight count as 0, whatever their value.
  const byTaylor = estimateTotals(adjust(start.weight), [y]).standardError[0]!
  expect(byTaylor / byJackknife).toBeGreaterThan(0.99)
  expect(byTaylor / byJackknife).toBeLessThan(1.01)
})

it('base weights and Kish', () => {
  expect([...baseWeights(Float64Array.of(0.25, 1))]).toEqual([4, 1])
  for (const bad of [0, -0.1, 1.5, NaN])
    expect(codesOf(() => baseWeights(Float64Array.of(0.5, bad)))).toEqual(['probability_invalid'])
  expect(kishDeff(new Float64Array(1_000_000).fill(0.1))).toBeCloseTo(1, 12)
  expect(() => summariseWeights([])).toThrow(RangeError)
  expect(summariseWeights([1, 1, 0, 2])).toMatchObject({
    n: 3,
    sum: 4,
    sumsq: 6,
    min: 1,
    deff: 18 / 16,
    effective: 16 / 6,
  })
})
