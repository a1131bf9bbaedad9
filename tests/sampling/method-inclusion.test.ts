// Inclusion and joint inclusion probabilities: against R, against all samples of a small frame, and by their identities.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  jointMidzuno,
  jointPoisson,
  jointSrs,
  jointSystematic,
  jointTille,
  type JointProbabilities,
} from '../../sampling/joint.ts'
import { conditionalJoint, jointConditionalPoisson, jointSampford } from '../../sampling/jointconditional.ts'
import { conditionalInclusion, workingProbabilities } from '../../sampling/method/conditional.ts'
import { inclusionProbabilities } from '../../sampling/method/inclusion.ts'
import { orderInclusion } from '../../sampling/orderinclusion.ts'
import { InputError } from '../../sampling/problem.ts'
import { conditionalReference } from '../../sampling/spec/conditionalreference.ts'
import { jointOf, lawOf, subsets } from './method-support.ts'

type Matrix = readonly (readonly number[])[]
interface JointCase {
  readonly name: string
  readonly x: readonly number[]
  readonly n: number
  readonly pik: readonly number[]
  readonly maxentropy: Matrix
  readonly tille: Matrix
  readonly midzuno: Matrix
  readonly systematic: Matrix
  readonly sampford?: Matrix
}
const ofR = JSON.parse(readFileSync(new URL('../fixtures/selection/expected.json', import.meta.url), 'utf8')) as {
  joint: readonly JointCase[]
}

const largestOff = (
  found: JointProbabilities | readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
): number =>
  Math.max(
    0,
    ...Array.from(expected, (row, i) => Math.max(...Array.from(row, (value, j) => Math.abs(found[i]![j]! - value)))),
  )

/** Sizes, some of them 0, and n up to the number of positive ones. */
const sizesAndN = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constant(7)), {
    minLength: 1,
    maxLength: 14,
  })
  .filter(sizes => sizes.some(size => size > 0))
  .chain(sizes => {
    const positive = sizes.filter(size => size > 0).length
    return fc.record({ sizes: fc.constant(sizes), n: fc.integer({ min: 1, max: positive }) })
  })

describe('inclusion probabilities', () => {
  it.each(ofR.joint.map(one => [one.name, one] as const))('as R: %s', (_, { x, n, pik }) => {
    const { probability } = inclusionProbabilities(x, n)
    for (const [i, p] of probability.entries()) expect(Math.abs(p - pik[i]!)).toBeLessThanOrEqual(1e-14)
  })

  it('add up to n, certainties are 1, zero sizes 0, the others in proportion to size', () => {
    fc.assert(
      fc.property(sizesAndN, ({ sizes, n }) => {
        const { probability, certainties, zeros } = inclusionProbabilities(sizes, n)
        expect(Math.abs(probability.reduce((sum, p) => sum + p, 0) - n)).toBeLessThan(1e-9)
        expect(probability.filter(p => p === 1)).toHaveLength(certainties)
        expect(zeros).toBe(sizes.filter(size => size === 0).length)
        for (const [i, p] of probability.entries()) {
          expect(p === 0).toBe(sizes[i] === 0 || (certainties === n && p < 1))
          expect(p).toBeLessThanOrEqual(1)
        }
        const open = [...probability.keys()].filter(i => probability[i]! > 0 && probability[i]! < 1)
        for (const i of open) {
          expect(probability[i]! * sizes[open[0]!]!).toBeCloseTo(probability[open[0]!]! * sizes[i]!, 9)
          for (const [j, p] of probability.entries()) if (p === 1) expect(sizes[j]!).toBeGreaterThan(sizes[i]!)
        }
      }),
    )
  })

  it('do not depend on the order of the elements, to the last bit', () => {
    fc.assert(
      fc.property(sizesAndN, fc.infiniteStream(fc.nat()), ({ sizes, n }, numbers) => {
        const order = [...sizes.keys()]
          .map(i => [i, numbers.next().value!] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([i]) => i)
        const straight = inclusionProbabilities(sizes, n).probability
        const shuffled = inclusionProbabilities(
          order.map(i => sizes[i]!),
          n,
        ).probability
        expect([...shuffled]).toEqual(order.map(i => straight[i]!))
      }),
    )
  })

  it('names what cannot be used', () => {
    const codes = (sizes: number[], n: number): unknown => {
      try {
        return inclusionProbabilities(sizes, n)
      } catch (error) {
        return (error as InputError).problems[0]
      }
    }
    expect(codes([1, -2, 3], 1)).toMatchObject({ code: 'unusable_size', details: { row: 2 } })
    expect(codes([1, NaN, 3], 1)).toMatchObject({ code: 'unusable_size' })
    expect(codes([1, 0, 3], 3)).toMatchObject({ code: 'too_few_sizes', details: { n: 3, positive: 2 } })
    expect(() => inclusionProbabilities([1, 2], 0.5)).toThrow(RangeError)
  })
})

describe('joint probabilities as R', () => {
  it.each(ofR.joint.map(one => [one.name, one] as const))('%s', (_, one) => {
    const { probability } = inclusionProbabilities(one.x, one.n)
    expect(largestOff(jointTille(probability), one.tille)).toBeLessThan(1e-12)
    expect(largestOff(jointMidzuno(probability), one.midzuno)).toBeLessThan(1e-12)
    expect(largestOff(jointSystematic(probability), one.systematic)).toBeLessThan(1e-12)
    if (one.sampford !== undefined) expect(largestOff(jointSampford(probability), one.sampford)).toBeLessThan(1e-11)
    // R stops its fixed point at 1e-6; stopped there, the digits agree.
    expect(largestOff(jointConditionalPoisson(probability), one.maxentropy)).toBeLessThan(2e-6)
    expect(largestOff(conditionalReference(probability).joint, one.maxentropy)).toBeLessThan(1e-11)
  })
})

describe('joint probabilities by all samples', () => {
  const frames = fc
    .record({ sizes: fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 3, maxLength: 7 }) })
    .chain(({ sizes }) => fc.record({ sizes: fc.constant(sizes), n: fc.integer({ min: 1, max: sizes.length - 1 }) }))
    .map(({ sizes, n }) => ({ p: inclusionProbabilities(sizes, n).probability, n }))
    .filter(({ p }) => p.every(one => one < 1))

  it('Sampford: the product of λ/(1−λ) times the sum of 1−λ', () => {
    fc.assert(
      fc.property(frames, ({ p, n }) => {
        const law = lawOf(subsets(p.length, n), sample => {
          const odds = sample.reduce((product, i) => (product * p[i]!) / (1 - p[i]!), 1)
          return odds * sample.reduce((sum, i) => sum + 1 - p[i]!, 0)
        })
        expect(largestOff(jointSampford(p), jointOf(law, p.length))).toBeLessThan(1e-12)
      }),
    )
  })

  it('conditional Poisson: the product of the working odds', () => {
    fc.assert(
      fc.property(frames, ({ p, n }) => {
        const working = workingProbabilities(p, n)
        const law = lawOf(subsets(p.length, n), sample =>
          sample.reduce((product, i) => (product * working[i]!) / (1 - working[i]!), 1),
        )
        expect(largestOff(jointConditionalPoisson(p), jointOf(law, p.length))).toBeLessThan(1e-9)
        const reached = conditionalInclusion(working, n)
        for (let i = 0; i < p.length; i++) expect(Math.abs(reached[i]! - p[i]!)).toBeLessThan(1e-9)
      }),
    )
  })

  it('elimination: struck out one after another', () => {
    const eliminate = (p: Float64Array, n: number): Map<string, number> => {
      let laws = new Map([[[...p.keys()].join(), 1]])
      for (let k = p.length - 1; k >= n; k--) {
        const [now, before] = [inclusionProbabilities(p, k), inclusionProbabilities(p, k + 1)].map(
          one => one.probability,
        )
        const next = new Map<string, number>()
        for (const [name, chance] of laws) {
          const members = name.split(',').map(Number)
          for (const out of members) {
            const rest = members.filter(i => i !== out).join()
            next.set(rest, (next.get(rest) ?? 0) + chance * (1 - now![out]! / before![out]!))
          }
        }
        laws = next
      }
      return laws
    }
    fc.assert(
      fc.property(frames, ({ p, n }) => {
        expect(largestOff(jointTille(p), jointOf(eliminate(p, n), p.length))).toBeLessThan(1e-12)
      }),
      { numRuns: 40 },
    )
  })
})

describe('identities', () => {
  const fixedSize = { jointTille, jointMidzuno, jointSystematic, jointSampford, jointConditionalPoisson }

  it.each(Object.entries(fixedSize))('%s: rows add up to n π_i, certainties come with everybody', (_, joint) => {
    fc.assert(
      fc.property(sizesAndN, ({ sizes, n }) => {
        const p = inclusionProbabilities(sizes, n).probability
        for (const [i, row] of joint(p).entries()) {
          expect(Math.abs(row.reduce((sum, both) => sum + both, 0) - n * p[i]!)).toBeLessThan(1e-8)
          for (const [j, both] of row.entries()) {
            expect(both).toBeLessThanOrEqual(Math.min(p[i]!, p[j]!) + 1e-9)
            expect(both).toBeGreaterThanOrEqual(Math.max(0, p[i]! + p[j]! - 1) - 1e-9)
            if (p[i] === 1) expect(both).toBe(p[j])
            if (p[i] === 0) expect(both).toBe(0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('equal probabilities: all but the systematic design are simple random sampling', () => {
    const p = new Float64Array(9).fill(4 / 9)
    const srs = jointSrs(9, 4)
    for (const joint of [jointTille, jointMidzuno, jointSampford, jointConditionalPoisson]) {
      expect(largestOff(joint(p), srs)).toBeLessThan(1e-12)
    }
    expect(
      largestOff(
        conditionalJoint(p, 4),
        srs.map((row, i) => row.map((both, j) => (i === j ? 0 : both))),
      ),
    ).toBeLessThan(1e-12)
    expect(largestOff(jointPoisson(p), srs)).toBeGreaterThan(1e-3)
  })

  it('refuses matrices that would not fit', () => {
    expect(() => jointSrs(5001, 2)).toThrow(InputError)
  })
})

describe('true probabilities of order sampling', () => {
  it('add up to n, keep certainties, and are the targets where all are equal', () => {
    fc.assert(
      fc.property(sizesAndN, ({ sizes, n }) => {
        const p = inclusionProbabilities(sizes, n).probability
        for (const rule of ['pareto', 'sequential_poisson', 'exponential'] as const) {
          const exact = orderInclusion(p, rule)
          expect(Math.abs(exact.reduce((sum, one) => sum + one, 0) - n)).toBeLessThan(1e-7)
          for (const [i, one] of exact.entries()) if (p[i] === 1 || p[i] === 0) expect(one).toBe(p[i])
        }
      }),
      { numRuns: 30 },
    )
    for (const one of orderInclusion(new Float64Array(6).fill(0.5), 'pareto')) expect(one).toBeCloseTo(0.5, 10)
  })

  it('two elements, one drawn: Pareto has a closed form', () => {
    // P(u₁ odds / θ₁ < u₂ odds / θ₂), r = θ₂ / θ₁: 1 + r (ln r + 1 − r) / (1 − r)² taken from 1.
    const [p, q] = [0.7, 0.3]
    const r = (q / (1 - q)) * ((1 - p) / p)
    const second = (r * (r - 1 - Math.log(r))) / (1 - r) ** 2
    const exact = orderInclusion([p, q], 'pareto')
    expect(exact[1]!).toBeCloseTo(second, 11)
    expect(exact[0]!).toBeCloseTo(1 - second, 11)
  })
})
