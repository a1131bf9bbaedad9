// What every draw keeps to: its size, its certainties, its zeros, and the same people whatever the order of the frame.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clusterSizes, drawSmallest, drawWithinClusters } from '../../sampling/method/cluster.ts'
import { drawConditionalPoisson, drawSampford } from '../../sampling/method/conditional.ts'
import { drawCube } from '../../sampling/method/cube.ts'
import { inclusionProbabilities } from '../../sampling/method/inclusion.ts'
import { neighbourTree } from '../../sampling/method/nearest.ts'
import { drawPareto, drawPoisson, drawSequentialPoisson } from '../../sampling/method/order.ts'
import { drawLocalPivotal } from '../../sampling/method/pivotal.ts'
import { drawSystematic, drawSystematicPps } from '../../sampling/method/systematic.ts'
import { orderByKeys, type UniformSource } from '../../sampling/method/uniformsource.ts'
import { InputError } from '../../sampling/problem.ts'
import { ticketOf, uniformOf } from '../../sampling/tickets.ts'
import { digestHex } from '../../sampling/hash.ts'
import { nameOf } from './method-support.ts'

interface DrawCase {
  readonly name: string
  readonly pik: readonly number[]
  readonly u: readonly number[]
  readonly n: number
  readonly poisson: readonly number[]
  readonly systematic: readonly number[]
}
const ofR = JSON.parse(readFileSync(new URL('../fixtures/selection/expected.json', import.meta.url), 'utf8')) as {
  draws: readonly DrawCase[]
}

/** A frame of elements with sizes (some 0), two coordinates on a coarse grid (so that distances tie) and a draw key. */
interface Frame {
  readonly sizes: readonly number[]
  readonly places: readonly (readonly [number, number])[]
  readonly n: number
  readonly uniform: Float64Array
  readonly source: UniformSource
  readonly probability: Float64Array
}

const frames = fc
  .record({
    elements: fc.array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0.01, max: 9, noNaN: true })),
        fc.nat(3),
        fc.nat(3),
      ),
      { minLength: 1, maxLength: 40 },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  })
  .filter(({ elements }) => elements.some(([size]) => size > 0))
  .map(({ elements, share, seed }): Frame => {
    const sizes = elements.map(([size]) => size)
    const positive = sizes.filter(size => size > 0).length
    const n = Math.max(1, Math.round(share * positive))
    const source: UniformSource = label => uniformOf(ticketOf(digestHex(String(seed)), label))
    return {
      sizes,
      places: elements.map(([, x, y]) => [x, y] as const),
      n,
      uniform: Float64Array.from(sizes, (_, i) => source(`e${i}`)),
      source,
      probability: inclusionProbabilities(sizes, n).probability,
    }
  })

type Draw = (frame: Frame) => readonly number[]
const columns = ({ places }: Frame): number[][] => [places.map(([x]) => x), places.map(([, y]) => y)]
const everyone = ({ sizes }: Frame): number[] => [...sizes.keys()]
const orderFree: Readonly<Record<string, Draw>> = {
  pareto: f => drawPareto(f.probability, f.uniform, f.n).sample,
  sequentialPoisson: f => drawSequentialPoisson(f.probability, f.uniform, f.n).sample,
  pivotal: f => drawLocalPivotal({ ...f, coordinates: columns(f) }),
  cube: f => drawCube({ ...f, auxiliaries: columns(f) }),
  systematicPps: f => drawSystematicPps(f.probability, orderByKeys(columns(f), f.uniform), f.source('start')),
}
const fixedSize: Readonly<Record<string, Draw>> = {
  ...orderFree,
  systematicPpsAsListed: f => drawSystematicPps(f.probability, everyone(f), f.source('start')),
  sampford: f => drawSampford(f.probability, f.uniform),
  conditionalPoisson: f => drawConditionalPoisson(f.probability, f.uniform),
}

describe.each(Object.entries(fixedSize))('%s', (_, draw) => {
  it('draws n different elements, every certainty, no zero', () => {
    fc.assert(
      fc.property(frames, frame => {
        const sample = draw(frame)
        expect(sample).toHaveLength(frame.n)
        expect(new Set(sample).size).toBe(frame.n)
        for (const i of sample) expect(frame.probability[i]).toBeGreaterThan(0)
        for (const [i, p] of frame.probability.entries()) if (p === 1) expect(sample).toContain(i)
        expect(draw(frame)).toEqual(sample)
      }),
    )
  })
})

describe.each(Object.entries({ ...orderFree, poisson: (f: Frame) => drawPoisson(f.probability, f.uniform) }))(
  '%s',
  (_, draw) => {
    it('draws the same elements whatever their order', () => {
      fc.assert(
        fc.property(frames, fc.infiniteStream(fc.nat()), (frame, numbers) => {
          const order = everyone(frame)
            .map(i => [i, numbers.next().value!] as const)
            .sort((a, b) => a[1] - b[1])
            .map(([i]) => i)
          const shuffled: Frame = {
            ...frame,
            sizes: order.map(i => frame.sizes[i]!),
            places: order.map(i => frame.places[i]!),
            uniform: Float64Array.from(order, i => frame.uniform[i]!),
            probability: Float64Array.from(order, i => frame.probability[i]!),
          }
          expect(nameOf(draw(shuffled).map(at => order[at]!))).toBe(nameOf(draw(frame)))
        }),
      )
    })
  },
)

describe('order sampling', () => {
  it('a reserve is what a larger sample of the same targets would add', () => {
    fc.assert(
      fc.property(frames, fc.nat(10), (frame, reserve) => {
        for (const draw of [drawPareto, drawSequentialPoisson]) {
          const few = draw(frame.probability, frame.uniform, frame.n, reserve)
          const possible = frame.probability.filter(p => p > 0).length
          const many = draw(frame.probability, frame.uniform, Math.min(frame.n + reserve, possible))
          expect([...few.sample, ...few.reserve]).toEqual(many.sample)
        }
      }),
    )
  })

  it('refuses more than can be drawn', () =>
    expect(() => drawPareto([0.5, 0.5, 0], [0.1, 0.2, 0.3], 3)).toThrow(RangeError))
})

describe('draws from the uniform numbers of R', () => {
  it.each(ofR.draws.map((one, i) => [`${one.name} ${i}`, one] as const))('%s', (_, { pik, u, poisson, systematic }) => {
    expect(drawPoisson(pik, u).map(i => i + 1)).toEqual(poisson)
    const sample = drawSystematicPps(pik, [...pik.keys()], u[0]!)
    expect(sample.map(i => i + 1).sort((a, b) => a - b)).toEqual(systematic)
  })
})

describe('systematic sampling', () => {
  it('keeps the interval, also at both ends of the start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.oneof(fc.constantFrom(2 ** -53, 1 - 2 ** -53), fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true })),
        (N, share, start) => {
          const n = Math.round(share * N)
          const sample = drawSystematic([...Array(N).keys()], n, start)
          expect(sample).toHaveLength(n)
          for (let k = 1; k < n; k++) {
            const gap = sample[k]! - sample[k - 1]!
            expect(gap === Math.floor(N / n) || gap === Math.ceil(N / n)).toBe(true)
          }
          if (n > 0) {
            expect(sample[0]!).toBeLessThanOrEqual(Math.ceil(N / n) - 1)
            expect(sample[n - 1]!).toBeLessThan(N)
          }
        },
      ),
    )
  })

  it('orders by the keys the design names, ties by ticket', () => {
    const streets = ['乙', '甲', '乙', '甲', '😀', 'ﬀ']
    const numbers = [2, 10, 1, 10, 0, 0]
    expect([...orderByKeys([streets, numbers], [0.1, 0.9, 0.3, 0.2, 0.5, 0.6])]).toEqual([2, 0, 3, 1, 5, 4])
  })
})

describe('tables of fixed-size designs', () => {
  it('refuse what would not fit', () => {
    const probability = new Float64Array(20_000).fill(0.05)
    for (const draw of [drawSampford, drawConditionalPoisson]) {
      expect(() => draw(probability, probability)).toThrow(InputError)
    }
  })

  it('refuse probabilities that do not add up to a whole number', () => {
    expect(() => drawSampford([0.5, 0.7], [0.5, 0.5])).toThrow(RangeError)
  })

  it('hold at large sizes and fractions', () => {
    const sizes = Float64Array.from({ length: 3000 }, (_, i) => 1 + ((i * 7919) % 97))
    const uniform = Float64Array.from(sizes, (_, i) => uniformOf(ticketOf(digestHex('large'), `e${i}`)))
    for (const n of [2, 1400]) {
      const { probability } = inclusionProbabilities(sizes, n)
      expect(new Set(drawSampford(probability, uniform)).size).toBe(n)
      expect(new Set(drawConditionalPoisson(probability, uniform)).size).toBe(n)
    }
  })
})

describe('nearest neighbour', () => {
  it('is the one a look at everybody finds, while elements disappear', () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 120 }), fc.infiniteStream(fc.nat()), (points, numbers) => {
        const [x, y, uniform] = [0, 1, 2].map(d => points.map(one => one[d]!)) as [number[], number[], number[]]
        const tree = neighbourTree([x, y], uniform)
        const left = new Set(points.keys())
        while (left.size > 1) {
          const from = [...left][numbers.next().value! % left.size]!
          const distance = (i: number): number => (x[i]! - x[from]!) ** 2 + (y[i]! - y[from]!) ** 2
          const [nearest] = [...left]
            .filter(i => i !== from)
            .sort((a, b) => distance(a) - distance(b) || uniform[a]! - uniform[b]! || a - b)
          expect(tree.nearest(from)).toBe(nearest)
          tree.remove(from)
          left.delete(from)
        }
        expect(tree.nearest([...left][0]!)).toBe(-1)
      }),
      { numRuns: 40 },
    )
  })
})

describe('clusters', () => {
  it('one stage: whole clusters, two stages: so many in each, probabilities multiplied', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 6, maxLength: 40 }),
        fc.nat(),
        fc.integer({ min: 1, max: 4 }),
        (raw, seed, take) => {
          const names = [...new Set(raw)]
          const clusterOf = raw.map(one => names.indexOf(one))
          const source: UniformSource = label => uniformOf(ticketOf(digestHex(String(seed)), label))
          const uniform = clusterOf.map((_, i) => source(`e${i}`))
          const sizes = clusterSizes(clusterOf, names.length)
          const n = Math.ceil(names.length / 2)
          const clusterProbability = inclusionProbabilities(sizes, n).probability
          const tickets = names.map((_, c) => source(`cluster/${c}`))
          const clusters = drawPareto(clusterProbability, tickets, n).sample
          const input = { clusterOf, clusters, clusterProbability, uniform }
          const whole = drawWithinClusters(input)
          expect(whole).toHaveLength(clusters.reduce((sum, c) => sum + sizes[c]!, 0))
          for (const one of whole) expect(one.inclusionProbability).toBe(clusterProbability[one.cluster]!)
          const part = drawWithinClusters({ ...input, take })
          for (const c of clusters) {
            const inside = part.filter(one => one.cluster === c)
            const expected = Math.min(take, sizes[c]!)
            expect(inside).toHaveLength(expected)
            for (const one of inside) {
              expect(clusterOf[one.position]).toBe(c)
              expect(one.inclusionProbability).toBeCloseTo((clusterProbability[c]! * expected) / sizes[c]!, 14)
            }
          }
          expect(drawSmallest(tickets, n)).toEqual(
            [...tickets.keys()].sort((a, b) => tickets[a]! - tickets[b]!).slice(0, n),
          )
        },
      ),
    )
  })
})
