// Ratio means of domains: R's numbers, two roads to one estimate, order that never matters, and what is refused.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineDisjoint, estimateRatios } from '../../sampling/estimate.ts'
import type { DomainValues, StratifiedDesign } from '../../sampling/estimate.ts'

const folder = new URL('../fixtures/estimate/', import.meta.url)
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<
  string,
  Record<string, number>
>
const [, ...rows] = readFileSync(new URL('sample.csv', folder), 'utf8')
  .trim()
  .split('\n')
  .map(line => line.split(','))
const strata = ['a', 'b', 'c']
const column = (k: number) => rows.map(row => (row[k] === '' ? NaN : Number(row[k])))
const sample = (fpc: boolean): StratifiedDesign => ({
  stratum: Int32Array.from(rows, row => strata.indexOf(row[1]!)),
  strata: 3,
  weight: Float64Array.from(column(3)),
  ...(fpc ? { populationSize: Float64Array.of(60, 31, 400) } : {}),
})
const everyone = Int32Array.from(rows, (_, i) => i)

describe.each(['u1', 'u2', 'u1.fpc', 'u2.fpc'])('R survey, %s', key => {
  const r = expected[key]!
  const design = sample(key.endsWith('fpc'))
  const value = Float64Array.from(column(key.startsWith('u1') ? 5 : 6))
  const close = (found: number, name: string) => expect(Math.abs(found / r[name]! - 1)).toBeLessThan(1e-12)

  it('gives mean, standard error, n and degrees of freedom of a domain', () => {
    const result = estimateRatios(design, { element: everyone, domain: new Int32Array(rows.length), domains: 1, value })
    close(result.estimate[0]!, 'mean')
    close(Math.sqrt(result.variance[0]!), 'se')
    expect([result.count[0], result.degrees[0]]).toEqual([r['n'], r['df']])
  })

  it('gives a weighted sum of groups', () => {
    const result = estimateRatios(design, { element: everyone, domain: design.stratum, domains: 3, value })
    const { estimate, variance } = combineDisjoint(result, [0, 1, 2], [0.5, 0.3, 0.2])
    close(estimate, 'combined')
    close(Math.sqrt(variance), 'combined_se')
  })

  it('gives a ratio of two variables', () => {
    const denominator = Float64Array.from(column(4))
    const domain = new Int32Array(rows.length)
    const result = estimateRatios(design, { element: everyone, domain, domains: 1, value, denominator })
    close(result.estimate[0]!, 'ratio')
    close(Math.sqrt(result.variance[0]!), 'ratio_se')
  })
})

/** Elements with stratum (0–2), weight, and for each of two domains a value or none. */
const element = fc.record({
  stratum: fc.integer({ min: 0, max: 2 }),
  weight: fc.integer({ min: 1, max: 50 }).map(k => k / 10),
  values: fc.tuple(fc.option(fc.integer({ min: 0, max: 100 })), fc.option(fc.integer({ min: 0, max: 100 }))),
})
type Element = { stratum: number; weight: number; values: [number | null, number | null] }
const pair = [0, 1, 2].flatMap(stratum => [
  { stratum, weight: 1, values: [50, 40] as [number, number] },
  { stratum, weight: 2, values: [90, 10] as [number, number] },
])

function arrange(elements: readonly Element[]): { design: StratifiedDesign; values: DomainValues } {
  const entries = elements.flatMap((e, i) => e.values.map((value, domain) => ({ i, domain, value: value ?? NaN })))
  return {
    design: {
      stratum: Int32Array.from(elements, e => e.stratum),
      strata: 3,
      weight: Float64Array.from(elements, e => e.weight),
      populationSize: Float64Array.of(NaN, 1000, 500),
    },
    values: {
      element: Int32Array.from(entries, e => e.i),
      domain: Int32Array.from(entries, e => e.domain),
      domains: 2,
      value: Float64Array.from(entries, e => e.value),
    },
  }
}

/** The slow road: influence value of every element, then the textbook variance between elements of each stratum. */
function byInfluence(elements: readonly Element[], domain: 0 | 1): { estimate: number; variance: number } {
  const inside = elements.filter(e => e.values[domain] !== null)
  const total = inside.reduce((sum, e) => sum + e.weight, 0)
  const estimate = inside.reduce((sum, e) => sum + e.weight * e.values[domain]!, 0) / total
  const population = [Infinity, 1000, 500]
  let variance = 0
  for (const h of [0, 1, 2]) {
    const u = elements
      .filter(e => e.stratum === h)
      .map(e => (e.values[domain] === null ? 0 : (e.weight * (e.values[domain] - estimate)) / total))
    const mean = u.reduce((sum, x) => sum + x, 0) / u.length
    const squares = u.reduce((sum, x) => sum + (x - mean) ** 2, 0)
    variance += ((1 - u.length / population[h]!) * u.length * squares) / (u.length - 1)
  }
  return { estimate, variance }
}

describe('properties', () => {
  const elements = fc.array(element, { maxLength: 40 }).map(list => [...list, ...pair] as Element[])

  it('agrees with influence values element by element', () => {
    fc.assert(
      fc.property(elements, fc.constantFrom(0 as const, 1 as const), (list, domain) => {
        const { design, values } = arrange(list)
        const result = estimateRatios(design, values)
        const slow = byInfluence(list, domain)
        expect(result.estimate[domain]).toBeCloseTo(slow.estimate, 10)
        expect(result.variance[domain]).toBeCloseTo(slow.variance, 9)
      }),
    )
  })

  it('never depends on the order of elements', () => {
    fc.assert(
      fc.property(elements, fc.nat(), (list, seed) => {
        const turned = list.map((_, i) => list[(i + seed) % list.length]!).reverse()
        const [one, two] = [list, turned].map(order => {
          const { design, values } = arrange(order)
          return estimateRatios(design, values)
        })
        for (const d of [0, 1]) {
          expect(two!.estimate[d]).toBeCloseTo(one!.estimate[d]!, 11)
          expect(two!.variance[d]).toBeCloseTo(one!.variance[d]!, 10)
        }
      }),
    )
  })

  it('does not move when all weights are scaled, nor when a constant is added to all values', () => {
    fc.assert(
      fc.property(elements, fc.integer({ min: 1, max: 1000 }), (list, scale) => {
        const { design, values } = arrange(list)
        const base = estimateRatios(design, values)
        const scaled = estimateRatios({ ...design, weight: design.weight.map(w => w * scale) }, values)
        // A million added would cost raw sums of squares every digit of the variance.
        const shifted = estimateRatios(design, { ...values, value: values.value.map(y => y + 1e6) })
        expect(scaled.estimate[0]).toBeCloseTo(base.estimate[0]!, 10)
        expect(scaled.variance[0]).toBeCloseTo(base.variance[0]!, 9)
        expect(shifted.estimate[0]! - 1e6).toBeCloseTo(base.estimate[0]!, 7)
        expect(shifted.variance[0]).toBeCloseTo(base.variance[0]!, 6)
      }),
    )
  })
})

describe('refusals', () => {
  const design = { stratum: Int32Array.of(0, 0, 1), strata: 2, weight: Float64Array.of(1, 1, 1) }
  const values = { element: Int32Array.of(0, 2), domain: Int32Array.of(0, 0), domains: 1, value: Float64Array.of(1, 2) }

  it('refuses a stratum of one element unless it is taken as certain', () => {
    expect(() => estimateRatios(design, values)).toThrow(
      'estimateRatios requires 2 elements in each stratum, stratum 1 has 1',
    )
    expect(estimateRatios(design, values, 'certainty').estimate[0]).toBe(1.5)
    expect(estimateRatios({ ...design, populationSize: Float64Array.of(9, 1) }, values).estimate[0]).toBe(1.5)
  })

  it.each([
    ['weights', { ...design, weight: Float64Array.of(1, 0, 1) }, values, 'weights above 0, element 1 has 0'],
    ['lengths', { ...design, weight: Float64Array.of(1) }, values, 'one stratum and one weight'],
    ['strata', { ...design, stratum: Int32Array.of(0, 0, 2) }, values, 'strata 0 to 1, element 2 has 2'],
    [
      'population',
      { ...design, populationSize: Float64Array.of(1, NaN) },
      values,
      'N of stratum 0 to be at least its 2',
    ],
    ['sizes', { ...design, populationSize: Float64Array.of(9) }, values, 'one population size for each stratum'],
    ['domains', design, { ...values, domain: Int32Array.of(0, 1) }, 'domains 0 to 0, got 1'],
    ['elements', design, { ...values, element: Int32Array.of(0, 3) }, 'elements 0 to 2, got 3'],
    ['entries', design, { ...values, domain: Int32Array.of(0) }, 'one element and one domain for each value'],
  ])('names wrong %s', (_, wrongDesign, wrongValues, words) => {
    expect(() => estimateRatios(wrongDesign, wrongValues, 'certainty')).toThrow(words)
  })

  it('gives NaN for a domain nobody is in', () => {
    const empty = estimateRatios(design, { ...values, domains: 2, value: Float64Array.of(NaN, NaN) }, 'certainty')
    expect([...empty.estimate, ...empty.count]).toEqual([NaN, NaN, 0, 0])
  })
})
