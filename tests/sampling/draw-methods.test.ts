// Draws by every method: a second implementation for systematic and Pareto, frequencies against probabilities, what must hold for any frame.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '../../sampling/design.ts'
import type { Design } from '../../sampling/designtypes.ts'
import { allocateFrame, drawSample, type DrawResult } from '../../sampling/draw.ts'
import { canonicalFrame, toFrame, type FrameElement } from '../../sampling/frame.ts'
import { canonicalJson } from '../../sampling/jcs.ts'
import { methods } from '../../sampling/methods.ts'
import { InputError } from '../../sampling/problem.ts'
import { designFor, manyPeople } from './draw-support.ts'
import { sha256 } from './support.ts'

const people = manyPeople(60)
const sampleOf = (result: DrawResult, stratum?: string): DrawResult['selected'] =>
  result.selected.filter(one => one.role === 'sample' && (stratum === undefined || one.stratum === stratum))

/** Uniform number of a text under a key, by the rule and nothing else. */
const uniform = (key: string, text: string): number =>
  (parseInt(sha256(`${key}:${text}`).slice(0, 13), 16) + 0.5) / 2 ** 52
const keyOf = (elements: readonly FrameElement[], design: Design, seed: string): string => {
  const frame = canonicalFrame(toFrame(elements, design.columns))
  return sha256(`minping-draw/1\n${sha256(frame)}\n${sha256(canonicalJson(design))}\n${seed}\n`)
}

describe('a second implementation', () => {
  it('systematic: sort, start, every N/n-th', () => {
    const design = designFor('systematic', { order: ['-size', 'x'] })
    const key = keyOf(people, design, 'dice')
    const result = drawSample({ elements: people, design, seed: 'dice' })
    for (const { stratum, N, n } of result.strata) {
      const line = people.filter(one => one.stratum === stratum)
      line.sort((a, b) => b.size - a.size || a.values.x - b.values.x || (a.elementId < b.elementId ? -1 : 1))
      const first = Math.floor(uniform(key, `start/${stratum}`) * N)
      const again = Array.from({ length: n }, (_, k) => line[Math.floor((k * N + first) / n)]!.elementId)
      expect(sampleOf(result, stratum).map(one => one.elementId)).toEqual(again)
    }
  })

  it('Pareto: certainties in turn, then the smallest (u/(1−u)) / (λ/(1−λ)), the reserve next', () => {
    const design = designFor('pareto', { reserve: 6 })
    const elements = people.map((one, i) => (i === 7 || i === 8 ? { ...one, size: 900 } : one))
    const key = keyOf(elements, design, 'dice')
    const result = drawSample({ elements, design, seed: 'dice' })
    for (const { stratum, n, r, certainties } of result.strata) {
      const line = elements.filter(one => one.stratum === stratum && one.size > 0)
      const certain = new Set<string>()
      const chance = (size: number): number => {
        const open = line.filter(one => !certain.has(one.elementId))
        return ((n - certain.size) * size) / open.reduce((sum, one) => sum + one.size, 0)
      }
      for (;;) {
        const next = line.filter(one => !certain.has(one.elementId) && chance(one.size) >= 1)
        if (next.length === 0) break
        for (const one of next) certain.add(one.elementId)
      }
      expect(certainties).toBe(certain.size)
      const rank = ({ elementId, size }: FrameElement): number => {
        if (certain.has(elementId)) return -1 + uniform(key, elementId)
        const [u, p] = [uniform(key, elementId), chance(size!)]
        return u / (1 - u) / (p / (1 - p))
      }
      const again = line.sort((a, b) => rank(a) - rank(b)).slice(0, n + r)
      const own = result.selected.filter(one => one.stratum === stratum)
      expect(own.map(one => one.elementId)).toEqual(again.map(one => one.elementId))
      for (const one of own.slice(0, n)) {
        const { size } = elements.find(({ elementId }) => elementId === one.elementId)!
        expect(one.inclusionProbability).toBeCloseTo(certain.has(one.elementId) ? 1 : chance(size), 12)
        expect(one.baseWeight).toBe(1 / one.inclusionProbability!)
      }
    }
    expect(result.strata.reduce((sum, own) => sum + (own.certainties ?? 0), 0)).toBeGreaterThan(0)
  })

  it('clusters: the smallest tickets of their names, everybody in them; or so many of each', () => {
    const design = designFor('two_stage', { second: { method: 'srs', n: 3 } })
    const key = keyOf(people, design, 'dice')
    const result = drawSample({ elements: people, design, seed: 'dice' })
    for (const { stratum, N, n, elements } of result.strata) {
      const line = people.filter(one => one.stratum === stratum)
      const names = [...new Set(line.map(one => one.values.village))]
      expect([names.length, line.length]).toEqual([N, elements])
      const ticket = (text: string): string => sha256(`${key}:${text}`)
      names.sort((a, b) => (ticket(`cluster/${stratum}/${a}`) < ticket(`cluster/${stratum}/${b}`) ? -1 : 1))
      const again = names.slice(0, n).flatMap(name => {
        const inside = line.filter(one => one.values.village === name)
        inside.sort((a, b) => (ticket(a.elementId) < ticket(b.elementId) ? -1 : 1))
        const m = Math.min(3, inside.length)
        return inside.slice(0, m).map(one => [one.elementId, (N * inside.length) / (n * m)])
      })
      expect(sampleOf(result, stratum).map(one => [one.elementId, one.baseWeight])).toEqual(again)
    }
  })
})

describe('every method', () => {
  it.each(methods)('%s: any order of the frame draws the same; weights are one over probabilities', method => {
    const counts = fc.integer({ min: 24, max: 60 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9999 }), fc.nat(3), (N, salt, reserve) => {
        const elements = manyPeople(N)
        const design = designFor(method, method === 'poisson' ? {} : { reserve })
        const seed = `seed ${salt}`
        const result = drawSample({ elements, design, seed })
        const turned = [...elements].sort((a, b) => (sha256(seed + a.elementId) < sha256(seed + b.elementId) ? -1 : 1))
        expect(drawSample({ elements: turned, design, seed }).sampleCsv).toBe(result.sampleCsv)
        expect(new Set(result.selected.map(one => one.elementId)).size).toBe(result.selected.length)
        for (const own of result.strata) {
          const sample = sampleOf(result, own.stratum)
          expect(sample).toHaveLength(own.realised ?? own.n)
          for (const { inclusionProbability: p, baseWeight: w } of sample) {
            expect(p).toBeGreaterThan(0)
            expect(p).toBeLessThanOrEqual(1)
            expect(p! * w!).toBeCloseTo(1, 12)
          }
        }
      }),
      { numRuns: 12 },
    )
  })

  it.each(methods.filter(method => method !== 'pareto' && method !== 'sequential_poisson'))(
    '%s: drawn as often as its probability says, in 1500 replayed draws',
    method => {
      const elements = manyPeople(24).map(one => ({ ...one, stratum: '甲' }))
      const clusters = method === 'cluster' || method === 'two_stage'
      const design = designFor(method, { allocation: { kind: 'equal', n: clusters ? 3 : 6 } })
      const frame = toFrame(elements, design.columns)
      const [times, chances] = [new Map<string, number>(), new Map<string, number>()]
      const draws = 1500
      for (let seed = 0; seed < draws; seed++) {
        for (const one of drawSample({ elements: frame, design, seed: `replay ${seed}` }).selected) {
          times.set(one.elementId, (times.get(one.elementId) ?? 0) + 1)
          chances.set(one.elementId, one.inclusionProbability!)
        }
      }
      for (const [id, chance] of chances) {
        const error = Math.sqrt((chance * (1 - chance)) / draws)
        // Seeds are fixed, so this cannot flicker; 4.5 standard errors leave room for 24 looks.
        expect(Math.abs((times.get(id) ?? 0) / draws - chance)).toBeLessThanOrEqual(4.5 * error)
      }
      // Everybody with a size above 0 can be drawn.
      expect(chances.size).toBe(
        method === 'systematic' || clusters
          ? 24
          : elements.filter(one => one.size > 0).length + (method === 'srs' ? 1 : 0),
      )
    },
  )

  it('a reserve from the rest is drawn as often as n + r of N', () => {
    const elements = manyPeople(24).map(one => ({ ...one, stratum: '甲' }))
    const design = designFor('systematic', { allocation: { kind: 'equal', n: 5 }, reserve: 4 })
    const times = new Map<string, number>()
    for (let seed = 0; seed < 1500; seed++) {
      for (const { elementId } of drawSample({ elements, design, seed: `replay ${seed}` }).selected) {
        times.set(elementId, (times.get(elementId) ?? 0) + 1)
      }
    }
    const chance = 9 / 24
    for (const count of times.values()) {
      expect(Math.abs(count / 1500 - chance)).toBeLessThan(4.5 * Math.sqrt((chance * (1 - chance)) / 1500))
    }
    expect(times.size).toBe(24)
  })
})

describe('what the manifest says', () => {
  it.each([
    ['srs', {}],
    ['systematic', { replay: 'start' }],
    ['poisson', { zero_size: 1, certainties: 0, realised: expect.any(Number) }],
    ['pareto', { zero_size: 1, certainties: 0 }],
    ['pps_systematic', { zero_size: 1, certainties: 0, replay: 'start' }],
    ['cube', { zero_size: 1, certainties: 0, replay: 'steps' }],
    ['cluster', { cluster: 'village', elements: 40, replay: 'clusters', realised: expect.any(Number) }],
  ] as const)('%s', (method, facts) => {
    const { strata, warnings } = drawSample({ elements: people, design: designFor(method, {}), seed: 'a' })
    const own = strata.find(one => one.stratum === '甲')!
    const { stratum: _, N: __, n: ___, r: ____, method: named, ...rest } = own
    expect([named, rest]).toEqual([method, facts])
    expect(warnings.map(warning => warning.code)).toEqual('zero_size' in facts ? ['zero_sizes'] : [])
  })

  it('each stratum goes its own way', () => {
    const design = designFor('srs', { strata: { 乙: { method: 'cluster', cluster: 'village', n: 2 } } })
    const { strata } = drawSample({ elements: people, design, seed: 'a' })
    expect(strata.map(own => [own.stratum, own.method, own.n, own.cluster])).toEqual([
      ['乙', 'cluster', 2, 'village'],
      ['甲', 'srs', 10, undefined],
    ])
  })
})

describe('what cannot be drawn', () => {
  const refusal = (elements: readonly FrameElement[], design: Design): string[] => {
    try {
      allocateFrame(parseDesign(design), toFrame(elements, design.columns))
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(found => found.en)
      throw error
    }
    return []
  }
  const bare = people.map(({ elementId, stratum, values }) => ({ elementId, stratum, values }))

  it.each<[string, readonly FrameElement[], Design, string]>([
    [
      'no sizes',
      bare,
      designFor('pareto', {}),
      'Stratum "乙" is drawn by size (pareto), but none of its elements has a size.',
    ],
    [
      'some sizes',
      people.map((one, i) => (i === 4 ? { ...one, size: null } : one)),
      designFor('sampford', {}),
      'Element p004 has no size; stratum "甲" is drawn by size (sampford), and 1 of its elements have none.',
    ],
    [
      'more than have a size',
      people.map((one, i) => (one.stratum === '甲' && i > 11 ? { ...one, size: 0 } : one)),
      designFor('pareto', {}),
      'The design asks for n = 8 in stratum "甲", where only 7 elements have a size above 0.',
    ],
    [
      'a coordinate that is no number',
      people.map((one, i) => (i === 5 ? { ...one, values: { ...one.values, x: 'east' } } : one)),
      designFor('pivotal', {}),
      'x of element p005 is not a number: east; method pivotal needs one.',
    ],
    [
      'a cluster without a name',
      people.map((one, i) => (i === 5 ? { ...one, values: { ...one.values, village: '' } } : one)),
      designFor('cluster', {}),
      'village of element p005 is empty; method cluster needs it.',
    ],
    [
      'a reserve of a Poisson sample',
      people,
      designFor('poisson', { reserve: 3 }),
      'Stratum "乙": method poisson has no next element, so it can have no reserve',
    ],
  ])('%s', (_name, elements, design, message) => {
    expect(refusal(elements, design)[0]).toContain(message)
  })

  it('a table too large is refused before there is a seed', () => {
    const crowd = Array.from({ length: 12_000 }, (_, i) => ({ elementId: `p${i}`, stratum: '甲', size: 1 + (i % 9) }))
    const design: Design = { method: 'sampford', allocation: { kind: 'equal', n: 1000 } }
    expect(refusal(crowd, design)[0]).toContain('Method sampford: 12000 elements × sample size 1000 is above the limit')
  })

  it('a census by size says that chance has no part', () => {
    const design = designFor('pareto', { allocation: { kind: 'fixed', per_stratum: { 甲: 39, 乙: 4 } } })
    const result = drawSample({ elements: people, design, seed: 'a' })
    expect(result.warnings.map(warning => warning.code)).toEqual(['zero_sizes', 'all_certain'])
    expect(sampleOf(result, '甲').every(one => one.baseWeight === 1)).toBe(true)
  })
})
