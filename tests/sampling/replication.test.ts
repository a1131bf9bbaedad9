// Replicate weights: balance, agreement with linearisation, replay, and what is refused.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { estimateMeans, estimateTotals } from '../../sampling/estimation/estimators.ts'
import { bootstrapWeights } from '../../sampling/weighting/bootstrap.ts'
import { brrWeights } from '../../sampling/weighting/brr.ts'
import { hadamard } from '../../sampling/weighting/hadamard.ts'
import { jackknifeWeights } from '../../sampling/weighting/jackknife.ts'
import { rankOf } from '../../sampling/weighting/rank.ts'
import { adjustReplicates, givenReplicates, replicate } from '../../sampling/weighting/replicates.ts'
import { sha256 } from './support.ts'
import { arbitrarySample, factorOf, refusedWith } from './weighting-support.ts'

const key = 'a1'.repeat(32)
const total = (weight: Float64Array, y: Float64Array): number => weight.reduce((sum, w, i) => sum + w * y[i]!, 0)
const mean = (weight: Float64Array, y: Float64Array): number => total(weight, y) / weight.reduce((sum, w) => sum + w, 0)
const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 4, maxLength: 30 })

describe('Hadamard matrices', () => {
  it('every order to 256: orthogonal, first row and column +1, not much larger than asked', () => {
    let seen = 0
    for (let order = 1; order <= 256; order++) {
      // A matrix serves every order up to its own.
      if (order <= seen) continue
      const rows = hadamard(order)
      const n = rows.length
      seen = n
      expect(n).toBeLessThanOrEqual(order + 12)
      for (let i = 0; i < n; i++) {
        for (let k = 0; k <= i; k++) {
          let product = 0
          for (let j = 0; j < n; j++) product += rows[i]![j]! * rows[k]![j]!
          if (product !== (i === k ? n : 0)) throw new Error(`rows ${i} and ${k} of order ${n}`)
        }
      }
      expect(rows.every(row => row[0] === 1) && rows[0]!.every(value => value === 1)).toBe(true)
    }
    expect(() => hadamard(0)).toThrow(RangeError)
    expect(() => hadamard(5000)).toThrow(RangeError)
  })
})

describe('jackknife', () => {
  it('of a mean with equal weights has the standard error of linearisation, with and without a finite population', () =>
    fc.assert(
      fc.property(values, fc.boolean(), (list, isFinite) => {
        const y = Float64Array.from(list)
        const fpc = isFinite ? { fpc: [new Float64Array(y.length).fill(y.length * 3)] } : {}
        const design = createSurveyDesign({ count: y.length, ...fpc })
        const jackknife = replicate(jackknifeWeights(design), w => mean(w, y)).standardError[0]!
        const taylor = estimateMeans(design, [y]).standardError[0]!
        expect(Math.abs(jackknife - taylor)).toBeLessThan(1e-12 * 100 + 1e-9 * taylor)
      }),
    ))

  it('of totals is linearisation in any stratified design, and so are its degrees of freedom', () =>
    fc.assert(
      fc.property(arbitrarySample, fc.boolean(), ({ design, y, x }, mse) => {
        const weights = jackknifeWeights(design, { mse })
        const { covariance } = replicate(weights, w => [total(w, y), total(w, x)])
        const taylor = estimateTotals(design, [y, x])
        const scale = Math.abs(taylor.covariance[1]![1]!)
        covariance.forEach((row, j) =>
          row.forEach((value, k) => expect(Math.abs(value - taylor.covariance[j]![k]!)).toBeLessThan(1e-8 * scale)),
        )
        expect(weights.degrees).toBe(taylor.df)
      }),
    ))

  const strata = [factorOf([0, 0, 1, 1, 1, 2], ['s', 't', 'u'])]

  it('a stratum of one cluster is refused, or gives no replicate where the policy says so', () => {
    const { codes, en } = refusedWith(() => jackknifeWeights(createSurveyDesign({ count: 6, strata })))
    expect(codes).toEqual(['replicate_lonely'])
    expect(en).toContain('"u"')
    expect(jackknifeWeights(createSurveyDesign({ count: 6, strata, lonely: 'certainty' })).replicates).toHaveLength(5)
    for (const lonely of ['average', 'adjust'] as const)
      expect(refusedWith(() => jackknifeWeights(createSurveyDesign({ count: 6, strata, lonely }))).codes).toEqual([
        'replicate_lonely',
      ])
  })

  it.each([
    ['jackknife_strata', () => jackknifeWeights(createSurveyDesign({ count: 6, strata }), { kind: 'JK1' })],
    [
      'jackknife_one_cluster',
      () => jackknifeWeights(createSurveyDesign({ count: 3, ids: [factorOf([0, 0, 0], ['c'])] })),
    ],
    ['too_many_replicates', () => jackknifeWeights(createSurveyDesign({ count: 20_000 }))],
  ])('%s', (code, call) => expect(refusedWith(call).codes).toEqual([code]))
})

describe('balanced half-samples', () => {
  const pairs = (strata: number) =>
    createSurveyDesign({
      count: 2 * strata,
      strata: [
        factorOf(
          Array.from({ length: 2 * strata }, (_, i) => i >> 1),
          Array.from({ length: strata }, (_, h) => `h${h}`),
        ),
      ],
      weights: Float64Array.from({ length: 2 * strata }, (_, i) => 1 + (i % 7)),
    })

  it('have the Taylor variance of totals for any number of strata, plain and in Fay’s form', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.boolean(),
        (strata, rho, mse) => {
          const design = pairs(strata)
          const y = Float64Array.from({ length: design.count }, (_, i) => ((i * 37) % 23) - 5)
          const weights = brrWeights(design, { rho, mse })
          const { estimate, standardError } = replicate(weights, w => total(w, y))
          expect(estimate[0]).toBeCloseTo(total(design.weight, y), 9)
          expect(standardError[0]! / estimateTotals(design, [y]).standardError[0]!).toBeCloseTo(1, 9)
          expect(weights.degrees).toBe(strata)
        },
      ),
      { numRuns: 40 },
    ))

  it.each([
    ['brr_not_pairs', () => brrWeights(createSurveyDesign({ count: 3 }))],
    ['fay_rho', () => brrWeights(pairs(2), { rho: 1 })],
    ['brr_too_many_strata', () => brrWeights(pairs(1024))],
  ])('%s', (code, call) => expect(refusedWith(call).codes).toEqual([code]))
})

describe('bootstrap', () => {
  const design = createSurveyDesign({
    count: 40,
    strata: [
      factorOf(
        Array.from({ length: 40 }, (_, i) => (i < 15 ? 0 : 1)),
        ['s', 't'],
      ),
    ],
    weights: Float64Array.from({ length: 40 }, (_, i) => 2 + (i % 3)),
    fpc: [Float64Array.from({ length: 40 }, (_, i) => (i < 15 ? 20 : 500))],
  })
  const y = Float64Array.from({ length: 40 }, (_, i) => (i * i) % 17)

  it('comes near the Taylor variance of a total, finite populations included', () => {
    const { standardError, missing } = replicate(bootstrapWeights(design, key, { replicates: 4000, mse: true }), w =>
      total(w, y),
    )
    expect(missing).toBe(0)
    expect(standardError[0]! / estimateTotals(design, [y]).standardError[0]!).toBeCloseTo(1, 1)
  })

  it('is replayed by its key: a second implementation draws the same clusters', () => {
    const plain = createSurveyDesign({ count: 5 })
    const weights = bootstrapWeights(plain, key, { replicates: 3 })
    weights.replicates.forEach((replicateWeight, r) => {
      const words = sha256(`${key}:bootstrap/${r}/0/0`)
        .match(/.{8}/g)!
        .map(hex => parseInt(hex, 16))
      const usable = words.filter(word => word < 2 ** 32 - (2 ** 32 % 5)).slice(0, 4)
      const drawn = Array.from({ length: 5 }, (_, c) => usable.filter(word => word % 5 === c).length)
      expect([...replicateWeight]).toEqual(drawn.map(times => (times * 5) / 4))
    })
    expect(bootstrapWeights(plain, key, { replicates: 3 })).toEqual(weights)
    expect(bootstrapWeights(plain, 'b2'.repeat(32), { replicates: 3 }).replicates).not.toEqual(weights.replicates)
  })

  it.each([1, 2.5, 20_000])('%s replicates are refused', replicates =>
    expect(refusedWith(() => bootstrapWeights(design, key, { replicates })).codes).toEqual(['replicates_count']),
  )
})

describe('given weights and any statistic', () => {
  const weight = Float64Array.of(1, 1, 1)
  const replicates = [Float64Array.of(0, 1.5, 1.5), Float64Array.of(1.5, 0, 1.5), Float64Array.of(1.5, 1.5, 0)]

  it('a replicate in which the statistic has no value is left out and counted', () => {
    const y = Float64Array.of(4, 6, 9)
    // The domain is element 0 alone.
    const inDomain = (w: Float64Array): number => (w[0]! * y[0]!) / w[0]!
    const { missing, standardError } = replicate(givenReplicates({ kind: 'JK1', weight, replicates }), inDomain)
    expect(missing).toBe(1)
    expect(standardError[0]).toBe(0)
    expect(
      refusedWith(() => replicate(givenReplicates({ kind: 'JK1', weight, replicates }), w => (w[0] === 1 ? 1 : NaN)))
        .codes,
    ).toEqual(['replicates_all_missing'])
  })

  it('uncombined weights are multiplied by the full-sample weights; scale by kind', () => {
    const given = { weight: Float64Array.of(2, 3, 4), replicates, combined: false }
    expect([...givenReplicates({ kind: 'JK1', ...given }).replicates[0]!]).toEqual([0, 4.5, 6])
    expect(givenReplicates({ kind: 'JK1', ...given }).scale).toBeCloseTo(2 / 3, 15)
    expect(givenReplicates({ kind: 'bootstrap', ...given }).scale).toBe(0.5)
    expect(givenReplicates({ kind: 'Fay', rho: 0.5, ...given }).scale).toBeCloseTo(4 / 3, 15)
    expect(givenReplicates({ kind: 'other', scale: 2, rscales: weight, ...given }).scale).toBe(2)
  })

  it.each([
    ['replicates_shape', () => givenReplicates({ kind: 'BRR', weight, replicates: [] })],
    ['replicates_shape', () => givenReplicates({ kind: 'BRR', weight, replicates: [Float64Array.of(1)] })],
    ['replicates_shape', () => givenReplicates({ kind: 'BRR', weight, replicates: [Float64Array.of(1, NaN, 1)] })],
    ['replicate_without_rscales', () => givenReplicates({ kind: 'JKn', weight, replicates })],
    ['fay_rho', () => givenReplicates({ kind: 'Fay', rho: -1, weight, replicates })],
  ])('%s', (code, call) => expect(refusedWith(call).codes).toEqual([code]))

  it('adjusting replicates adjusts the full sample too', () => {
    const doubled = adjustReplicates(givenReplicates({ kind: 'JK1', weight, replicates }), w => w.map(v => 2 * v))
    expect(doubled.weight[0]).toBe(2)
    expect(doubled.replicates[2]![0]).toBe(3)
  })

  it('rank', () => {
    expect(rankOf([])).toBe(0)
    expect(rankOf([Float64Array.of(0, 0)])).toBe(0)
    expect(rankOf([Float64Array.of(1, 1), Float64Array.of(1, 1 + 1e-9)])).toBe(1)
  })
})
