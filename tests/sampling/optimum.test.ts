// Optimum allocation: against every possible allocation, dynamic programming and its own properties; equal precision and cost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../sampling/allocation.ts'
import type { Allocation } from '../../sampling/designtypes.ts'
import { allocationVariance, optimalAllocation } from '../../sampling/optimum.ts'
import { costOptimum } from '../../sampling/optimum-cost.ts'
import { equalPrecision } from '../../sampling/optimum-precision.ts'
import { worthiestSteps } from '../../sampling/optimum-whole.ts'
import { InputError } from '../../sampling/problem.ts'
import { boxShares, sharesInBounds } from '../../sampling/shares.ts'

interface Strata {
  readonly N: number[]
  readonly sd: number[]
  readonly min: number[]
  readonly max: number[]
  readonly n: number
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Strata with bounds and an n that they allow. */
const strataOf = (most: number, size: number): fc.Arbitrary<Strata> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.integer({ min: 1, max: size }), fc.nat(9), fc.nat(4), fc.nat(size)), {
        minLength: 1,
        maxLength: most,
      }),
      fc.nat(),
    )
    .map(([rows, pick]) => {
      const N = rows.map(([stratum]) => stratum)
      const min = rows.map(([stratum, , low]) => Math.min(low, stratum))
      const max = rows.map(([stratum, , , span], i) => Math.min(min[i]! + span, stratum))
      const [least, possible] = [sum(min), sum(max)]
      return { N, sd: rows.map(([, sd]) => sd), min, max, n: least + (pick % (possible - least + 1)) }
    })

/** Least variance by dynamic programming over the strata. */
function leastVariance({ N, sd, min, max, n }: Strata): { variance: number; ways: number } {
  let best = new Map([[0, { variance: 0, ways: 1 }]])
  N.forEach((size, i) => {
    const next = new Map<number, { variance: number; ways: number }>()
    for (const [used, { variance, ways }] of best) {
      for (let number = min[i]!; number <= max[i]! && used + number <= n; number++) {
        const value = variance + allocationVariance([size], [sd[i]!], [number])
        const known = next.get(used + number)
        const gap = known === undefined ? -1 : value - known.variance
        const same = known !== undefined && Math.abs(gap) <= 1e-11 * known.variance
        if (same) next.set(used + number, { variance: known.variance, ways: known.ways + ways })
        else if (gap < 0) next.set(used + number, { variance: value, ways })
      }
    }
    best = next
  })
  return best.get(n)!
}

describe('the exact optimum', () => {
  it('is the least variance of all allocations, and says whether another is as good', () => {
    fc.assert(
      fc.property(strataOf(5, 14), strata => {
        const { n, variance, unique } = optimalAllocation(strata)
        expect(sum(n)).toBe(strata.n)
        n.forEach((number, i) => {
          expect(number).toBeGreaterThanOrEqual(strata.min[i]!)
          expect(number).toBeLessThanOrEqual(strata.max[i]!)
        })
        const best = leastVariance(strata)
        if (best.variance === Infinity) return
        expect(variance).toBeLessThanOrEqual(best.variance * (1 + 1e-11))
        expect(variance).toBeGreaterThanOrEqual(best.variance * (1 - 1e-11))
        expect(unique).toBe(best.ways === 1)
      }),
      { numRuns: 400 },
    )
  })

  it('never takes from a stratum when n grows, and does not depend on where it starts', () => {
    fc.assert(
      fc.property(strataOf(7, 40), fc.array(fc.nat(40), { minLength: 7, maxLength: 7 }), (strata, start) => {
        const { n } = optimalAllocation(strata)
        const limits = strata.N.map((_, i) => ({ low: strata.min[i]!, high: strata.max[i]! }))
        if (strata.n < sum(strata.max)) {
          optimalAllocation({ ...strata, n: strata.n + 1 }).n.forEach((number, i) =>
            expect(number).toBeGreaterThanOrEqual(n[i]!),
          )
        }
        const worth = (i: number, number: number): number => (strata.sd[i]! + 1) / (number + 1)
        const anywhere = worthiestSteps(strata.n, limits, worth, start)
        expect(anywhere).toEqual(worthiestSteps(strata.n, limits, worth))
      }),
    )
  })

  it('for large n is the floor of the continuous solution give or take little, and not worse than largest remainder', () => {
    const N = Array.from({ length: 400 }, (_, i) => 50 + ((i * 7919) % 5000))
    const sd = N.map((_, i) => 1 + ((i * 104729) % 97))
    const [n, high] = [100_000, N.map(size => ({ low: 2, high: size }))]
    const best = optimalAllocation({ N, sd, n })
    const spread = N.map((size, i) => size * sd[i]!)
    const real = boxShares(n, spread, high)
    best.n.forEach((number, i) => expect(Math.abs(number - real[i]!)).toBeLessThan(2))
    expect(best.variance).toBeLessThanOrEqual(allocationVariance(N, sd, sharesInBounds(n, spread, high)))
    expect(best.variance).toBeGreaterThanOrEqual(allocationVariance(N, sd, real))
  })

  it('keeps two per stratum unless told otherwise, and leaves strata without spread to the last', () => {
    expect(optimalAllocation({ N: [100, 1, 50], sd: [9, 9, 0], n: 10 }).n).toEqual([7, 1, 2])
    expect(optimalAllocation({ N: [4, 60, 30], sd: [5, 0, 0], n: 34, min: 0 }).n).toEqual([4, 20, 10])
  })

  it.each([
    ['n above the maxima', { N: [5, 5], sd: [1, 1], n: 11 }, 'n between the sums of the bounds, 4 and 10'],
    ['n below the minima', { N: [5, 5], sd: [1, 1], n: 3 }, 'n between the sums of the bounds, 4 and 10'],
    ['lists of different length', { N: [5, 5], sd: [1], n: 4 }, 'lists of the same length'],
    ['a negative deviation', { N: [5, 5], sd: [1, -1], n: 4 }, 'standard deviations of 0 or more'],
    ['min above max', { N: [5, 5], sd: [1, 1], n: 6, min: 4, max: 3 }, 'whole bounds with min at most max'],
  ])('refuses %s', (_name, input, message) =>
    expect(() => optimalAllocation(input)).toThrow(`optimalAllocation requires ${message}`),
  )
})

describe('continuous shares inside bounds', () => {
  it('are clamp(λ · importance) with one λ', () => {
    fc.assert(
      fc.property(strataOf(8, 60), ({ N, sd, min, max, n }) => {
        const limits = N.map((_, i) => ({ low: min[i]!, high: max[i]! }))
        const importance = N.map((size, i) => size * (sd[i]! + 0.5))
        const shares = boxShares(n, importance, limits)
        expect(sum(shares)).toBeCloseTo(n, 8)
        const inner = shares.flatMap((share, i) =>
          share > min[i]! + 1e-9 && share < max[i]! - 1e-9 ? [share / importance[i]!] : [],
        )
        for (const ratio of inner) expect(ratio).toBeCloseTo(inner[0]!, 9)
        const factor = inner[0]
        if (factor === undefined) return
        shares.forEach((share, i) => {
          if (min[i] === max[i]) return
          if (share <= min[i]! + 1e-9) expect(factor * importance[i]!).toBeLessThanOrEqual(min[i]! + 1e-7)
          if (share >= max[i]! - 1e-9) expect(factor * importance[i]!).toBeGreaterThanOrEqual(max[i]! - 1e-7)
        })
      }),
    )
  })
  it('refuse a total the bounds do not allow', () => {
    expect(() =>
      boxShares(
        9,
        [1, 1],
        [
          { low: 0, high: 4 },
          { low: 0, high: 4 },
        ],
      ),
    ).toThrow('boxShares requires')
  })
})

describe('equal precision', () => {
  it('from a margin takes the fewest that reach it in every stratum', () => {
    fc.assert(
      fc.property(strataOf(6, 400), fc.double({ min: 0.1, max: 5, noNaN: true }), ({ N, sd }, margin) => {
        const { n } = equalPrecision({ N, sd, target: { margin } })
        const reached = (i: number, number: number): number =>
          1.959963984540054 * sd[i]! * Math.sqrt(Math.max(0, 1 / number - 1 / N[i]!))
        n.forEach((number, i) => {
          expect(reached(i, number)).toBeLessThanOrEqual(margin * (1 + 1e-9))
          if (number > 2) expect(reached(i, number - 1)).toBeGreaterThan(margin * (1 - 1e-9))
        })
      }),
    )
  })
  it('from a total makes the worst stratum as good as any allocation could', () => {
    const every = (left: number, limits: readonly { low: number; high: number }[]): number[][] => {
      const [first, ...rest] = limits
      if (first === undefined) return left === 0 ? [[]] : []
      return Array.from({ length: first.high - first.low + 1 }, (_, k) => first.low + k).flatMap(number =>
        every(left - number, rest).map(others => [number, ...others]),
      )
    }
    fc.assert(
      fc.property(strataOf(4, 9), ({ N, sd, min, max, n }) => {
        const limits = N.map((_, i) => ({ low: Math.max(min[i]!, Math.min(1, max[i]!)), high: max[i]! }))
        fc.pre(sum(limits.map(limit => limit.low)) <= n)
        const found = equalPrecision({ N, sd, target: { n }, limits })
        const worst = (numbers: readonly number[]): number =>
          Math.max(
            ...numbers.map((number, i) =>
              sd[i] === 0 || number >= N[i]! ? 0 : number === 0 ? Infinity : sd[i]! * Math.sqrt(1 / number - 1 / N[i]!),
            ),
          )
        expect(sum(found.n)).toBe(n)
        expect(found.worst).toBeCloseTo(worst(found.n), 12)
        expect(worst(found.n)).toBeLessThanOrEqual(Math.min(...every(n, limits).map(worst)) + 1e-12)
      }),
      { numRuns: 150 },
    )
  })
  it('relative to the means', () => {
    const { n, precision } = equalPrecision({ N: [5000, 5000], sd: [20, 20], mean: [80, 40], target: { cv: 0.02 } })
    expect(n[1]! / n[0]!).toBeGreaterThan(3.5)
    for (const value of precision) expect(value).toBeLessThanOrEqual(0.02)
    expect(() => equalPrecision({ N: [9], sd: [1], target: { cv: 0.1 } })).toThrow('equalPrecision requires means')
  })
})

describe('cost', () => {
  it('spends the budget where it saves most, inside bounds, and whole numbers never above it', () => {
    const money = fc.double({ min: 0.5, max: 20, noNaN: true })
    fc.assert(
      fc.property(strataOf(5, 60), fc.array(money, { minLength: 5, maxLength: 5 }), money, (strata, costs, extra) => {
        const { N, min, max } = strata
        const cost = costs.slice(0, N.length)
        const sd = strata.sd.map(value => value + 0.5)
        const limits = N.map((_, i) => ({ low: min[i]!, high: max[i]! }))
        const budget = sum(min.map((low, i) => low * cost[i]!)) + 10 * extra
        const { real, whole, spent } = costOptimum({ N, sd, cost, budget, limits })
        expect(spent).toBeLessThanOrEqual(budget * (1 + 1e-12))
        expect(sum(whole.map((n, i) => n * cost[i]!))).toBeLessThanOrEqual(budget * (1 + 1e-9))
        const inner = real.flatMap((n, i) =>
          n > min[i]! + 1e-7 && n < max[i]! - 1e-7 ? [(N[i]! * sd[i]!) / (n * Math.sqrt(cost[i]!))] : [],
        )
        for (const value of inner) expect(value / inner[0]!).toBeCloseTo(1, 8)
        whole.forEach((n, i) => expect(n).toBeLessThanOrEqual(max[i]!))
      }),
    )
  })
  it('refuses what cannot be paid', () => {
    const strata = { N: [9, 9], sd: [1, 1] }
    expect(() => costOptimum({ ...strata, cost: [1, 0], budget: 5 })).toThrow('costOptimum requires costs above 0')
    const limits = [
      { low: 3, high: 9 },
      { low: 3, high: 9 },
    ]
    expect(() => costOptimum({ ...strata, cost: [1, 1], budget: 5, limits })).toThrow('that pays for the minima')
  })
})

describe('in a design file', () => {
  const counts = { 丙: 100, 乙: 40, 甲: 10 }
  const numbers = (allocation: Allocation, strata = {}): string =>
    allocate({ method: 'srs', allocation, strata }, counts)
      .strata.map(s => `${s.stratum}:${s.n}`)
      .join(' ')
  const sd = { 丙: 10, 乙: 20, 甲: 5 }
  it.each<[string, Allocation, string]>([
    ['optimal', { kind: 'optimal', n: 20, sd }, '丙:10 乙:8 甲:2'],
    ['optimal with bounds', { kind: 'optimal', n: 20, sd, min: 4, max: 9 }, '丙:9 乙:7 甲:4'],
    ['optimal with a census', { kind: 'optimal', n: 30, sd, census_below: 11 }, '丙:11 乙:9 甲:10'],
    ['equal precision of n', { kind: 'equal_precision', n: 40, sd }, '丙:13 乙:24 甲:3'],
    ['equal precision by margin', { kind: 'equal_precision', margin: 5, sd }, '丙:14 乙:25 甲:3'],
    [
      'equal precision by cv',
      { kind: 'equal_precision', cv: 0.1, sd, mean: { 丙: 50, 乙: 80, 甲: 60 } },
      '丙:4 乙:6 甲:2',
    ],
    ['a max of one', { kind: 'equal_precision', margin: 5, sd, max: 1 }, '丙:1 乙:1 甲:1'],
  ])('%s', (_name, allocation, expected) => expect(numbers(allocation)).toBe(expected))

  it('a stratum of its own needs no deviation', () => {
    expect(numbers({ kind: 'optimal', n: 20, sd: { 丙: 10, 乙: 20 } }, { 甲: { n: 5 } })).toBe('丙:8 乙:7 甲:5')
  })
  it.each<[string, Allocation, string]>([
    ['n below two each', { kind: 'optimal', n: 5, sd }, 'n = 5 is too small: minima'],
    [
      'a missing deviation',
      { kind: 'optimal', n: 20, sd: { 丙: 1, 乙: 1 } },
      '/allocation/sd says nothing of stratum "甲"',
    ],
    [
      'a missing mean',
      { kind: 'equal_precision', cv: 0.1, sd, mean: { 丙: 50, 乙: 80 } },
      '/allocation/mean says nothing',
    ],
  ])('refuses %s', (_name, allocation, message) => {
    expect(() => numbers(allocation)).toThrow(InputError)
    expect(() => numbers(allocation)).toThrow(message)
  })
})
