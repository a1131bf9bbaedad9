// Tails against sums of exact integers, and the simulation: planted steering is seen, honest windows are mostly left alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaBinomialTail, binomialTail, groupChance, hypergeometricTail } from '../../sampling/integrity-chance.ts'
import { measureIntegrity } from './integrity-measure.ts'

const choose = (n: number, k: number): bigint => {
  if (k < 0 || k > n) return 0n
  let value = 1n
  for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i)
  return value
}
const ratio = (top: bigint, bottom: bigint): number => Number((top * 10n ** 30n) / bottom) / 1e30
const sumFrom = (low: number, high: number, term: (k: number) => bigint): bigint => {
  let sum = 0n
  for (let k = low; k <= high; k++) sum += term(k)
  return sum
}
const close = (found: number, exact: number) => expect(Math.abs(found - exact)).toBeLessThan(1e-12 + 1e-9 * exact)

describe('exact tails', () => {
  it('of the binomial with odds of whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(60), fc.integer({ min: 1, max: 9 }), (n, k, odds) => {
        const count = Math.min(k, n)
        const exact = sumFrom(
          count,
          n,
          i => choose(n, i) * BigInt(odds) ** BigInt(i) * BigInt(10 - odds) ** BigInt(n - i),
        )
        close(binomialTail(count, n, odds / 10), ratio(exact, 10n ** BigInt(n)))
      }),
    )
  })

  it('of the hypergeometric', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), fc.nat(80), fc.nat(80), (whole, a, b, c) => {
        const [part, marked] = [Math.min(a, whole), Math.min(b, whole)]
        const count = Math.min(c, part, marked)
        const top = sumFrom(count, part, i => choose(marked, i) * choose(whole - marked, part - i))
        close(hypergeometricTail(count, part, marked, whole), ratio(top, choose(whole, part)))
      }),
    )
  })

  it('of the beta-binomial with whole shapes', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (n, k, a, b) => {
          const count = Math.min(k, n)
          const top = sumFrom(count, n, i => choose(i + a - 1, i) * choose(n - i + b - 1, n - i))
          close(betaBinomialTail(count, n, a, b), ratio(top, choose(n + a + b - 1, n)))
        },
      ),
    )
  })

  it('are refused for what is no count or no probability', () => {
    expect(() => binomialTail(3, 2, 0.5)).toThrow(RangeError)
    expect(() => binomialTail(1, 2, 1.5)).toThrow(RangeError)
    expect(() => hypergeometricTail(3, 2, 3, 4)).toThrow(RangeError)
    expect(() => betaBinomialTail(1, 2, 0, 1)).toThrow(RangeError)
  })

  it('allow for groups that differ, and know nothing without a comparison', () => {
    const even = Array.from({ length: 8 }, () => ({ trials: 40, count: 34 }))
    const uneven = even.map(({ trials }, at) => ({ trials, count: at % 2 ? 40 : 26 }))
    const group = { trials: 40, count: 40 }
    expect(groupChance(group, even)).toBeLessThan(0.01)
    expect(groupChance(group, uneven)).toBeGreaterThan(0.1)
    expect(groupChance(group, [])).toBe(1)
  })
})

describe('the simulation', () => {
  const measure = measureIntegrity({ days: 120, windows: 12, visits: 60, steered: 0.15, seed: 'small' })

  it.each(['staff_phone', 'one_phone', 'script', 'home_network', 'closing_mass'] as const)('sees %s', kind => {
    const { planted, seen } = measure.recall[kind]
    expect(planted).toBeGreaterThan(5)
    expect(seen / planted).toBeGreaterThan(0.9)
  })

  it.each(['staff_taps', 'coached'] as const)('mostly sees %s', kind => {
    const { planted, seen } = measure.recall[kind]
    expect(seen / planted).toBeGreaterThan(0.75)
  })

  it('suspects few honest windows, and few because of a shared network', () => {
    expect(measure.honestRatings).toBeGreaterThan(20_000)
    expect(measure.falseFlags / measure.honestRatings).toBeLessThan(0.003)
    expect(measure.falseWindowDays / measure.honestWindowDays).toBeLessThan(0.05)
    expect(measure.falseByRule.one_network / measure.honestWindowDays).toBeLessThan(0.005)
  })

  it('would not see them with thresholds out of reach', () => {
    const blind = { runRatings: 1000, deviceVisits: 1000, alpha: 1e-300 }
    const { recall } = measureIntegrity({
      days: 20,
      windows: 12,
      visits: 60,
      steered: 0.3,
      seed: 'small',
      thresholds: blind,
    })
    expect(recall.script.seen + recall.one_phone.seen + recall.coached.seen).toBeLessThan(6)
  })
})
