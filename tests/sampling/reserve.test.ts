// Release of the reserve: strictly in order, with reasons, and with weights that are right afterwards.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../sampling/designtypes.ts'
import { drawSample, type DrawResult } from '../../sampling/draw.ts'
import { toFrame, type FrameElement } from '../../sampling/frame.ts'
import { inclusionProbabilities } from '../../sampling/method/inclusion.ts'
import { InputError } from '../../sampling/problem.ts'
import { releaseReserve, type Release, type ReleaseResult } from '../../sampling/reserve.ts'
import { designFor, manyPeople } from './draw-support.ts'

const release = (stratum: string, times: number): Release[] =>
  Array.from({ length: times }, (_, i) => ({ stratum, reason: `refused ${i + 1}` }))
const weightOf = (result: ReleaseResult, stratum: string): number =>
  result.selected
    .filter(one => one.stratum === stratum && one.role === 'sample')
    .reduce((sum, one) => sum + one.baseWeight!, 0)
function released(
  elements: readonly FrameElement[],
  design: Design,
  releases: Release[],
  seed = 'a',
): [DrawResult, ReleaseResult] {
  const drawn = drawSample({ elements, design, seed })
  const frame = toFrame(elements, design.columns)
  return [drawn, releaseReserve({ selected: drawn.selected, strata: drawn.strata, releases, frame, design })]
}

describe('a simple random or systematic sample', () => {
  it.each(['srs', 'systematic'] as const)(
    '%s: weights add up to N, every probability is (n + k) / N, order stays',
    method => {
      fc.assert(
        fc.property(fc.integer({ min: 20, max: 60 }), fc.nat(4), fc.nat(4), fc.string(), (N, first, second, salt) => {
          const elements = manyPeople(N)
          const strata = { 甲: { n: 5, reserve: 4 }, 乙: { n: 2, reserve: 4 } }
          const design: Design = { method, allocation: { kind: 'equal', n: 7 }, strata }
          const releases = [...release('甲', first), ...release('乙', second)]
          const drawn = drawSample({ elements, design, seed: `s${salt.replace(/[\r\n]/g, '')}` })
          const result = releaseReserve({ selected: drawn.selected, strata: drawn.strata, releases })
          for (const { stratum, N: all, n } of drawn.strata) {
            const k = stratum === '甲' ? first : second
            expect(weightOf(result, stratum)).toBeCloseTo(all, 9)
            const own = result.selected.filter(one => one.stratum === stratum)
            expect(own.map(one => one.order)).toEqual(own.map((_, i) => i + 1))
            expect(own.map(one => one.role)).toEqual(own.map((_, i) => (i < n + k ? 'sample' : 'reserve')))
            for (const one of own) expect(one.inclusionProbability).toBe(one.role === 'sample' ? (n + k) / all : null)
          }
          expect(result.selected.map(one => one.elementId)).toEqual(drawn.selected.map(one => one.elementId))
          expect(result.log.map(entry => entry.elementIds).flat()).toHaveLength(first + second)
        }),
        { numRuns: 40 },
      )
    },
  )

  it('logs who came in, when and why; nobody is replaced', () => {
    const design: Design = { method: 'srs', allocation: { kind: 'proportional', n: 9 }, reserve: 6 }
    const drawn = drawSample({ elements: manyPeople(60), design, seed: 'a' })
    const releases: Release[] = [
      { stratum: '甲', reason: '拒访', replaces: drawn.selected.find(one => one.stratum === '甲')!.elementId },
      { stratum: '乙', reason: 'moved away' },
      { stratum: '甲', reason: '空号' },
    ]
    const result = releaseReserve({ selected: drawn.selected, strata: drawn.strata, releases })
    const next = (stratum: string, at: number): string =>
      drawn.selected.filter(one => one.stratum === stratum && one.role === 'reserve')[at]!.elementId
    expect(result.log).toEqual([
      { ...releases[0], order: 7, elementIds: [next('甲', 0)] },
      { ...releases[1], order: 4, elementIds: [next('乙', 0)] },
      { ...releases[2], order: 8, elementIds: [next('甲', 1)] },
    ])
    expect(result.strata).toEqual([
      { stratum: '乙', N: 20, n: 3, released: 1, probabilities: 'exact' },
      { stratum: '甲', N: 40, n: 6, released: 2, probabilities: 'exact' },
    ])
  })
})

describe('a sample by size', () => {
  const elements = manyPeople(60)

  it('Pareto: probabilities are those of a sample of n + k', () => {
    const design = designFor('pareto', { reserve: 6 })
    const [drawn, result] = released(elements, design, release('甲', 3))
    const line = elements.filter(one => one.stratum === '甲')
    const n = drawn.strata.find(own => own.stratum === '甲')!.n
    const anew = inclusionProbabilities(
      line.map(one => one.size),
      n + 3,
    ).probability
    const own = result.selected.filter(one => one.stratum === '甲' && one.role === 'sample')
    expect(own).toHaveLength(n + 3)
    for (const one of own) {
      const chance = anew[line.findIndex(({ elementId }) => elementId === one.elementId)]!
      expect([one.inclusionProbability, one.baseWeight]).toEqual([chance, 1 / chance])
    }
    expect(result.strata.find(found => found.stratum === '甲')).toMatchObject({ released: 3, probabilities: 'target' })
    const others = (from: { selected: DrawResult['selected'] }): DrawResult['selected'] =>
      from.selected.filter(one => one.stratum === '乙')
    expect(others(result)).toEqual(others(drawn))
  })

  it.each(['pps_systematic', 'sampford', 'cube'] as const)(
    '%s: drawn or released as often as π + (1 − π) k / (M − n), in 1500 replayed draws',
    method => {
      const few = manyPeople(20).map(one => ({ ...one, stratum: '甲' }))
      const design = designFor(method, { allocation: { kind: 'equal', n: 5 }, reserve: 4 })
      const times = new Map<string, number>()
      const chances = new Map<string, number>()
      for (let seed = 0; seed < 1500; seed++) {
        for (const one of released(few, design, release('甲', 3), `replay ${seed}`)[1].selected) {
          if (one.role === 'reserve') continue
          times.set(one.elementId, (times.get(one.elementId) ?? 0) + 1)
          chances.set(one.elementId, one.inclusionProbability!)
        }
      }
      expect(chances.size).toBe(19)
      expect([...chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(8, 9)
      for (const [id, chance] of chances) {
        expect(Math.abs(times.get(id)! / 1500 - chance)).toBeLessThan(4.5 * Math.sqrt((chance * (1 - chance)) / 1500))
      }
    },
  )

  it('clusters come whole, and all weights with them', () => {
    const design = designFor('cluster', { reserve: 3, allocation: { kind: 'equal', n: 6 } })
    const [drawn, result] = released(elements, design, release('甲', 1))
    const villages = (selected: DrawResult['selected']): Set<string> =>
      new Set(
        selected
          .filter(one => one.stratum === '甲' && one.role === 'sample')
          .map(one => elements.find(({ elementId }) => elementId === one.elementId)!.values.village),
      )
    const { n, N } = drawn.strata.find(own => own.stratum === '甲')!
    expect([villages(drawn.selected).size, villages(result.selected).size]).toEqual([n, n + 1])
    const own = result.selected.filter(one => one.stratum === '甲' && one.role === 'sample')
    expect(new Set(own.map(one => one.baseWeight))).toEqual(new Set([N / (n + 1)]))
    expect(result.log[0]!.elementIds).toHaveLength(
      own.length - drawn.strata.find(one => one.stratum === '甲')!.realised!,
    )
  })
})

describe('what cannot be released', () => {
  const elements = manyPeople(30)
  const refusal = (design: Design, releases: Release[], withFrame: boolean): string[] => {
    const drawn = drawSample({ elements, design, seed: 'a' })
    const known = withFrame ? { frame: toFrame(elements, design.columns), design } : {}
    try {
      releaseReserve({ selected: drawn.selected, strata: drawn.strata, releases, ...known })
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(found => found.en)
      throw error
    }
    return []
  }
  it.each<[string, Design, Release[], string]>([
    [
      'more than there are',
      designFor('srs', { reserve: 3 }),
      release('甲', 4),
      'Stratum "甲": 4 reserve elements are to be released, only 2 are there.',
    ],
    [
      'in a stratum nobody knows',
      designFor('srs', { reserve: 3 }),
      release('丙', 1),
      'Stratum "丙" is not in this draw.',
    ],
    [
      'without a reason',
      designFor('srs', { reserve: 3 }),
      [{ stratum: '甲', reason: ' ' }],
      'Release 1 gives no reason',
    ],
    [
      'by size, without the frame',
      designFor('pareto', { reserve: 3 }),
      release('甲', 1),
      'was drawn by pareto; its probabilities after a release come from the frame and the design',
    ],
  ])('%s', (_name, design, releases, message) => {
    expect(refusal(design, releases, false)).toEqual([expect.stringContaining(message)])
  })
})
