// 20,000 replayed draws of each method, each under its own seed through the real tickets, against the design's law at the 0.1 % level.
//
// Small frames: Pearson's χ² over whole samples (joint frequencies of every order at once; draws are independent, so nothing is scaled).
// Larger frames: inclusion frequencies by R (f − π)' Σ⁻ (f − π), Σ the covariance of the indicators (it carries the dependence of a
// fixed size), and every pair frequency by its own z with Bonferroni's bound.
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../sampling/distribution/normal.ts'
import { jointSrs, jointSystematic } from '../../sampling/joint.ts'
import { jointConditionalPoisson, jointSampford } from '../../sampling/jointconditional.ts'
import { clusterSizes, drawSmallest, drawWithinClusters } from '../../sampling/method/cluster.ts'
import { drawConditionalPoisson, drawSampford, workingProbabilities } from '../../sampling/method/conditional.ts'
import { drawCube } from '../../sampling/method/cube.ts'
import { inclusionProbabilities } from '../../sampling/method/inclusion.ts'
import { drawPareto, drawPoisson, drawSequentialPoisson } from '../../sampling/method/order.ts'
import { drawLocalPivotal } from '../../sampling/method/pivotal.ts'
import { drawSystematic, drawSystematicPps } from '../../sampling/method/systematic.ts'
import { orderInclusion } from '../../sampling/orderinclusion.ts'
import {
  frequencies,
  inclusionTest,
  jointOf,
  largestPairZ,
  lawOf,
  nameOf,
  pearson,
  replayed,
  replays,
  subsets,
  tally,
  type Replay,
} from './method-support.ts'

const level = 0.001
const sizes = [840, 527, 463, 324, 279, 365, 1222]
const p7 = inclusionProbabilities(sizes, 3).probability
const schools = [840, 527, 463, 324, 279, 365, 422, 436, 233, 501, 336, 223]
const p12 = inclusionProbabilities(schools, 4).probability
const pairBound = (count: number): number => normalQuantile(1 - level / 2 / ((count * (count - 1)) / 2))
const odds = (p: number): number => p / (1 - p)
const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1)
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

describe('whole samples of a small frame', () => {
  it('simple random', () => {
    const counts = tally(7, 'srs', ({ uniform }) => drawSmallest(uniform, 3))
    expect(
      pearson(
        counts,
        lawOf(subsets(7, 3), () => 1),
      ),
    ).toBeGreaterThan(level)
  })

  it('systematic with a fractional interval', () => {
    const order = [0, 1, 2, 3, 4, 5, 6]
    const counts = tally(0, 'systematic', ({ source }) => drawSystematic(order, 3, source('start')))
    // The start falls into the seven sevenths alike.
    const law = lawOf(
      order.map(m => [0, 1, 2].map(k => Math.floor((k * 7 + m) / 3))),
      () => 1,
    )
    expect(pearson(counts, law)).toBeGreaterThan(level)
  })

  it('Poisson', () => {
    const counts = tally(7, 'poisson', ({ uniform }) => drawPoisson(p7, uniform))
    const all = [0, 1, 2, 3, 4, 5, 6, 7].flatMap(size => subsets(7, size))
    const law = lawOf(all, sample => product(Array.from(p7, (p, i) => (sample.includes(i) ? p : 1 - p))))
    expect(pearson(counts, law)).toBeGreaterThan(level)
  })

  it('Sampford', () => {
    const counts = tally(7, 'sampford', ({ uniform }) => drawSampford(p7, uniform))
    const law = lawOf(subsets(7, 3), s => product(s.map(i => odds(p7[i]!))) * total(s.map(i => 1 - p7[i]!)))
    expect(pearson(counts, law)).toBeGreaterThan(level)
    // The test can tell designs apart: this is what a Poisson sample becomes when other sizes are thrown away.
    const other = lawOf(subsets(7, 3), s => product(s.map(i => odds(p7[i]!))))
    expect(pearson(counts, other)).toBeLessThan(level)
  })

  it('conditional Poisson', () => {
    const working = workingProbabilities(p7, 3)
    const counts = tally(7, 'conditional', ({ uniform }) => drawConditionalPoisson(p7, uniform))
    const law = lawOf(subsets(7, 3), s => product(s.map(i => odds(working[i]!))))
    expect(pearson(counts, law)).toBeGreaterThan(level)
  })

  it('Pareto, with the exact integral of each sample', () => {
    const counts = tally(7, 'pareto', ({ uniform }) => drawPareto(p7, uniform, 3).sample)
    const law = lawOf(subsets(7, 3), paretoChance)
    expect(pearson(counts, law)).toBeGreaterThan(level)
    const exact = orderInclusion(p7, 'pareto')
    const joint = jointOf(law, 7)
    for (const [i, p] of exact.entries()) expect(joint[i]![i]!).toBeCloseTo(p, 6)
  })

  it('systematic πps', () => {
    const order = [3, 0, 6, 2, 5, 1, 4]
    const counts = tally(0, 'pps', ({ source }) => drawSystematicPps(p7, order, source('start')))
    const steps = 200_000
    const law = lawOf(
      Array.from({ length: steps }, (_, i) => drawSystematicPps(p7, order, (i + 0.5) / steps)),
      () => 1,
    )
    expect(pearson(counts, law)).toBeGreaterThan(level)
    const joint = jointSystematic(order.map(i => p7[i]!))
    const listed = jointOf(law, 7)
    for (const [a, i] of order.entries())
      for (const [b, j] of order.entries()) expect(listed[i]![j]!).toBeCloseTo(joint[a]![b]!, 4)
  })

  it('two stages: clusters by Sampford, then one or two in each', () => {
    const clusterOf = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3]
    const clusterProbability = inclusionProbabilities(clusterSizes(clusterOf, 4), 2).probability
    const counts = tally(10, 'stages', ({ uniform, source }) => {
      const tickets = Float64Array.from({ length: 4 }, (_, c) => source(`cluster/${c}`))
      const clusters = drawSampford(clusterProbability, tickets)
      const input = { clusterOf, clusters, clusterProbability, uniform, take: [1, 2, 1, 1] }
      return drawWithinClusters(input).map(({ position }) => position)
    })
    const pairs = lawOf(
      subsets(4, 2),
      s => product(s.map(c => odds(clusterProbability[c]!))) * total(s.map(c => 1 - clusterProbability[c]!)),
    )
    const inside = (c: number): number[][] =>
      subsets(clusterOf.filter(one => one === c).length, [1, 2, 1, 1][c]!).map(s =>
        s.map(at => at + clusterOf.indexOf(c)),
      )
    const law = new Map<string, number>()
    for (const [pair, chance] of pairs) {
      const [a, b] = pair.split(',').map(Number) as [number, number]
      const both = inside(a).flatMap(left => inside(b).map(right => [...left, ...right]))
      for (const sample of both) law.set(nameOf(sample), chance / both.length)
    }
    expect(pearson(counts, law)).toBeGreaterThan(level)
    const joint = jointOf(law, 10)
    const drawn = drawWithinClusters({
      clusterOf,
      clusters: [0, 1, 2, 3],
      clusterProbability,
      uniform: clusterOf.map((_, i) => i / 10 + 0.01),
      take: [1, 2, 1, 1],
    })
    for (const { position, inclusionProbability } of drawn)
      expect(joint[position]![position]!).toBeCloseTo(inclusionProbability, 12)
  })

  it('local pivotal, with every course of its fights', () => {
    const places = [[0, 1, 1, 4, 9, 9.5]]
    const p = [0.5, 0.25, 0.5, 0.75, 0.4, 0.6]
    const tie = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    const counts = tally(0, 'pivotal', ({ source }) =>
      drawLocalPivotal({ probability: p, coordinates: places, uniform: tie, source }),
    )
    expect(pearson(counts, fightLaw(places[0]!, p))).toBeGreaterThan(level)
  })
})

/** P(s) of Pareto sampling: some element of s is the last to get in, at rank t; the others of s are below, the rest above. */
function paretoChance(sample: readonly number[]): number {
  const steps = 4000
  let sum = 0
  for (let k = 0; k < steps; k++) {
    const s = (k + 0.5) / steps
    const t = (s / (1 - s)) ** 2
    const slope = (2 * s) / (1 - s) ** 3
    const below = (i: number): number => (odds(p7[i]!) * t) / (1 + odds(p7[i]!) * t)
    const density = (i: number): number => odds(p7[i]!) / (1 + odds(p7[i]!) * t) ** 2
    const above = product([0, 1, 2, 3, 4, 5, 6].filter(i => !sample.includes(i)).map(i => 1 - below(i)))
    const last = total(sample.map(i => density(i) * product(sample.filter(j => j !== i).map(below))))
    sum += (above * last * slope) / steps
  }
  return sum
}

/** Law of LPM 2 on a line by walking every pick and every outcome; ties of distance go to the smaller position. */
function fightLaw(x: readonly number[], start: readonly number[]): Map<string, number> {
  const law = new Map<string, number>()
  const walk = (p: readonly number[], chance: number): void => {
    const open = [...p.keys()].filter(i => p[i]! > 1e-9 && p[i]! < 1 - 1e-9)
    if (open.length === 0) {
      const name = nameOf([...p.keys()].filter(i => p[i]! > 0.5))
      law.set(name, (law.get(name) ?? 0) + chance)
      return
    }
    for (const first of open) {
      const gap = (i: number): number => Math.abs(x[i]! - x[first]!)
      const [second] = open.filter(i => i !== first).sort((a, b) => gap(a) - gap(b) || a - b) as [number]
      const [a, b] = [p[first]!, p[second]!]
      const outcome = (one: number, other: number, part: number): void =>
        walk(p.with(first, one).with(second, other), (chance / open.length) * part)
      if (a + b < 1) {
        outcome(a + b, 0, a / (a + b))
        outcome(0, a + b, b / (a + b))
      } else {
        outcome(1, a + b - 1, (1 - b) / (2 - a - b))
        outcome(a + b - 1, 1, (1 - a) / (2 - a - b))
      }
    }
  }
  walk(start, 1)
  return law
}

describe('inclusion and pair frequencies of twelve schools, four drawn', () => {
  const order = [...schools.keys()]
  it.each([
    ['simple random', p12.map(() => 1 / 3), jointSrs(12, 4), ({ uniform }: Replay) => drawSmallest(uniform, 4)],
    ['Sampford', p12, jointSampford(p12), ({ uniform }: Replay) => drawSampford(p12, uniform)],
    [
      'conditional Poisson',
      p12,
      jointConditionalPoisson(p12),
      ({ uniform }: Replay) => drawConditionalPoisson(p12, uniform),
    ],
    [
      'systematic πps',
      p12,
      jointSystematic(p12),
      ({ source }: Replay) => drawSystematicPps(p12, order, source('start')),
    ],
  ] as const)('%s', (name, inclusion, joint, draw) => {
    const found = frequencies(tally(12, `twelve/${name}`, draw), 12)
    const single = found.map((row, i) => row[i]!)
    expect(inclusionTest(single, inclusion, joint)).toBeGreaterThan(level)
    expect(largestPairZ(found, joint)).toBeLessThan(pairBound(12))
  })

  it.each([
    ['pareto', drawPareto],
    ['sequential_poisson', drawSequentialPoisson],
  ] as const)('%s has its true probabilities, not quite its targets', (rule, draw) => {
    const exact = orderInclusion(p12, rule)
    const found = frequencies(
      tally(12, `twelve/${rule}`, ({ uniform }) => draw(p12, uniform, 4).sample),
      12,
    )
    const single = found.map((row, i) => row[i]!)
    expect(inclusionTest(single, exact, withDiagonal(found, exact))).toBeGreaterThan(level)
    if (rule === 'sequential_poisson') expect(inclusionTest(single, p12, withDiagonal(found, p12))).toBeLessThan(level)
  })
})

/** Empirical pair frequencies under the theoretical inclusion probabilities: with 20,000 draws as good as the unknown covariance. */
const withDiagonal = (found: readonly (readonly number[])[], inclusion: ArrayLike<number>): number[][] => {
  const mean = found.map((row, i) => row[i]!)
  // Covariance of the sample, moved to the stated means.
  return found.map((row, i) => row.map((both, j) => both - mean[i]! * mean[j]! + inclusion[i]! * inclusion[j]!))
}

describe('cube', () => {
  const x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
  const counts = tally(12, 'cube', ({ uniform, source }) =>
    drawCube({ probability: p12, auxiliaries: [x], uniform, source }),
  )

  it('keeps the inclusion probabilities (covariance of the draws themselves)', () => {
    const found = frequencies(counts, 12)
    const single = found.map((row, i) => row[i]!)
    expect(inclusionTest(single, p12, withDiagonal(found, p12))).toBeGreaterThan(level)
  })

  it('balances: totals vary far less than under Sampford of the same probabilities', () => {
    const large = Float64Array.from({ length: 80 }, (_, i) => 1 + ((i * 37) % 11) / 11)
    const inclusion = inclusionProbabilities(large, 20).probability
    const z = large.map((size, i) => size * (((i * 53) % 80) / 80))
    const [cube, free] = [{ square: 0 }, { square: 0 }]
    let draws = 0
    for (const { uniform, source } of replayed(80, 'balance')) {
      if (++draws > 1000) break
      const off = (sample: readonly number[]): number => total(sample.map(i => z[i]! / inclusion[i]!)) - total([...z])
      cube.square += off(drawCube({ probability: inclusion, auxiliaries: [z], uniform, source })) ** 2
      free.square += off(drawSampford(inclusion, uniform)) ** 2
    }
    expect(cube.square).toBeLessThan(0.1 * free.square)
  })
})

it('tickets of different seeds are different draws', () => {
  const firsts = new Set<number>()
  for (const { uniform } of replayed(1, 'seeds')) firsts.add(uniform[0]!)
  expect(firsts.size).toBe(replays)
})
