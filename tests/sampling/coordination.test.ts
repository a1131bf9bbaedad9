// Coordination over waves: overlap as large or small as theory says, rotation, change of frame, burden, people left out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burdenReport, excludedIds, sampledIds } from '../../sampling/burden.ts'
import { overlapReport, rotatedStart } from '../../sampling/coordination.ts'
import type { Coordination, Design } from '../../sampling/designtypes.ts'
import { drawSample, type DrawResult } from '../../sampling/draw.ts'
import type { FrameElement } from '../../sampling/frame.ts'
import { digestHex } from '../../sampling/hash.ts'
import { uniformOf } from '../../sampling/tickets.ts'
import { sha256 } from './support.ts'

const panelOf = (name: string): string => sha256(`panel ${name}`)
const people = (N: number, from = 0): FrameElement[] =>
  Array.from({ length: N }, (_, i) => ({ elementId: `p${from + i}`, stratum: '甲', size: 1 + ((from + i) % 5) }))

interface Wave {
  readonly panel: string
  readonly n: number
  readonly elements: readonly FrameElement[]
  readonly coordination?: Partial<Coordination>
  readonly more?: Partial<Design>
}
function wave({ panel, n, elements, coordination = {}, more = {} }: Wave): DrawResult {
  const panelKey = panelOf(panel)
  const design: Design = {
    method: 'srs',
    allocation: { kind: 'equal', n },
    coordination: { panel, key_digest: digestHex(panelKey), start: 0.25, ...coordination },
    ...more,
  }
  return drawSample({ elements, design, seed: `seed ${n}`, panelKey })
}
const shared = (a: DrawResult, b: DrawResult): number => overlapReport(a.selected, b.selected).at(-1)!.both
const numbers = fc.tuple(fc.integer({ min: 2, max: 60 }), fc.nat(60), fc.nat(60)).map(([N, a, b]) => {
  return { N, first: 1 + (a % N), second: 1 + (b % N) }
})
const salts = fc.integer({ min: 0, max: 1e6 }).map(String)
const starts = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('overlap of two waves', () => {
  it('is as large as can be from the same start, as small as can be the other way round', () => {
    fc.assert(
      fc.property(numbers, salts, starts, ({ N, first, second }, panel, start) => {
        const elements = people(N)
        const one = wave({ panel, n: first, elements, coordination: { start } })
        const same = wave({ panel, n: second, elements, coordination: { start } })
        const other = wave({ panel, n: second, elements, coordination: { start, direction: 'down' } })
        expect(shared(one, same)).toBe(Math.min(first, second))
        expect(shared(one, other)).toBe(Math.max(0, first + second - N))
      }),
      { numRuns: 80 },
    )
  })

  it('is the share kept, wave after wave, and comes back when the circle is done', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        salts,
        (N, n, tenths, panel) => {
          const kept = 1 - tenths / 4
          const waves = [1, 2, 3].map(number =>
            wave({ panel, n, elements: people(N), coordination: { wave: number, kept } }),
          )
          const left = (number: number): number => Math.round((number - 1) * (1 - kept) * n)
          expect(shared(waves[0]!, waves[1]!)).toBe(Math.max(0, n - left(2)) + Math.max(0, left(2) + n - N))
          expect(shared(waves[1]!, waves[2]!)).toBe(n - (left(3) - left(2)))
        },
      ),
      { numRuns: 40, examples: [[20, 9, 3, '0']] },
    )
  })

  it('of a full turn: nobody is asked twice before everybody was asked once', () => {
    const drawn = [1, 2, 3, 4].map(number =>
      wave({ panel: 'turn', n: 10, elements: people(40), coordination: { wave: number, kept: 0 } }),
    )
    expect(
      burdenReport(
        drawn.map(one => one.selected.map(({ elementId }) => elementId)),
        1,
      ).people,
    ).toEqual([0, 40, 0, 0, 0])
    const again = wave({ panel: 'turn', n: 10, elements: people(40), coordination: { wave: 5, kept: 0 } })
    expect(shared(drawn[0]!, again)).toBe(10)
  })
})

describe('a coordinated sample', () => {
  it('takes the next n of the circle from its start', () => {
    const key = panelOf('x')
    const result = wave({ panel: 'x', n: 7, elements: people(30), coordination: { start: 0.6 }, more: { reserve: 2 } })
    const along = (id: string): number => (uniformOf(sha256(`${key}:${id}`)) - 0.6 + 1) % 1
    const again = people(30)
      .map(one => one.elementId)
      .sort((a, b) => along(a) - along(b))
    expect(result.selected.map(one => one.elementId)).toEqual(again.slice(0, 9))
    expect(result.selected[0]!.ticket).toBe(sha256(`${key}:${again[0]}`))
    expect(result.manifest.coordination).toEqual({ panel: 'x', key_digest: digestHex(key), start: 0.6 })
    expect(JSON.stringify(result.manifest)).not.toContain(key)
  })

  it('is a simple random sample in every wave: chi-square over 2000 panels, also of a rotated wave', () => {
    const [N, n, draws] = [15, 5, 2000]
    for (const coordination of [
      { start: 0.9 },
      { start: 0.3, wave: 3, kept: 0.5 },
      { start: 0.1, direction: 'down' },
    ] as const) {
      const times = new Map<string, number>()
      for (let panel = 0; panel < draws; panel++) {
        for (const { elementId, inclusionProbability } of wave({
          panel: `${panel}`,
          n,
          elements: people(N),
          coordination,
        }).selected) {
          expect(inclusionProbability).toBe(n / N)
          times.set(elementId, (times.get(elementId) ?? 0) + 1)
        }
      }
      const expected = (draws * n) / N
      const squares = people(N).reduce(
        (sum, one) => sum + ((times.get(one.elementId) ?? 0) - expected) ** 2 / expected,
        0,
      )
      // 99.9 % quantile of chi-square with 14 degrees of freedom; (1 − n / N) as in every sample without replacement.
      expect((squares * (N - 1)) / (N - n)).toBeLessThan(36.12)
    }
  })

  it('keeps whoever it can when people come, go and move', () => {
    const before = wave({ panel: 'p', n: 20, elements: people(100) })
    const stay = people(100).slice(10)
    const now = [...stay, ...people(10, 1000)].map((one, i) => ({ ...one, stratum: i % 4 === 0 ? '乙' : '甲' }))
    const after = wave({ panel: 'p', n: 20, elements: now, more: { allocation: { kind: 'proportional', n: 20 } } })
    const report = overlapReport(before.selected, after.selected)
    expect(report.map(line => line.stratum)).toEqual(['甲', '乙', ''])
    expect(report.at(-1)).toMatchObject({ first: 20, second: 20 })
    // With independent draws some 4 would be in both.
    expect(report.at(-1)!.both).toBeGreaterThanOrEqual(14)
    const weights = after.selected.reduce((sum, one) => sum + one.baseWeight!, 0)
    expect(weights).toBeCloseTo(100, 9)
  })

  it('carries over to samples by size: the same start keeps them, the other direction parts them', () => {
    for (const method of ['poisson', 'pareto', 'sequential_poisson'] as const) {
      const draw = (coordination: Partial<Coordination>, n = 20): DrawResult =>
        wave({ panel: 'q', n, elements: people(100), coordination, more: { method } })
      const [one, more, apart] = [draw({}), draw({}, 30), draw({ direction: 'down' })]
      expect(shared(one, more)).toBe(one.selected.length)
      expect(shared(one, apart)).toBeLessThanOrEqual(method === 'poisson' ? 0 : 1)
      const moved = draw({ start: rotatedStart(0.25, 0.2, 0.5) })
      expect(shared(one, moved)).toBeGreaterThan(0)
      expect(shared(one, moved)).toBeLessThan(one.selected.length)
    }
  })

  it('starts where the seed says, if the design leaves it to the seed', () => {
    const start = (seed: string): number => {
      const panelKey = panelOf('s')
      const coordination: Coordination = { panel: 's', key_digest: digestHex(panelKey), start: 'seed' }
      const design: Design = { method: 'srs', allocation: { kind: 'equal', n: 3 }, coordination }
      const result = drawSample({ elements: people(9), design, seed, panelKey })
      const found = result.manifest.coordination!.start
      expect(found).toBe(uniformOf(sha256(`${result.drawKey}:start/s`)))
      return found
    }
    expect(start('1')).not.toBe(start('2'))
  })

  it.each([
    ['no key', undefined, 'The design coordinates by panel "p"; the panel key must be given at the draw.'],
    ['another key', sha256('wrong'), /^The digest of the panel key is [0-9a-f]{64}, the design committed to/],
    ['no key at all', 'secret', 'A panel key is 64 lower-case hex digits.'],
  ])('refuses %s', (_name, panelKey, message) => {
    const coordination: Coordination = { panel: 'p', key_digest: digestHex(panelOf('p')), start: 0 }
    const design: Design = { method: 'srs', allocation: { kind: 'equal', n: 3 }, coordination }
    expect(() => drawSample({ elements: people(9), design, seed: '1', panelKey })).toThrow(message)
    const plain: Design = { method: 'srs', allocation: { kind: 'equal', n: 3 } }
    expect(() => drawSample({ elements: people(9), design: plain, seed: '1', panelKey: panelOf('p') })).toThrow(
      'A panel key was given, but the design has no coordination.',
    )
  })
})

describe('burden', () => {
  const plain = (n: number): Design => ({ method: 'srs', allocation: { kind: 'equal', n }, reserve: 3 })
  const waves = ['1', '2', '3'].map(seed => drawSample({ elements: people(50), design: plain(20), seed }))
  const files = waves.map(one => one.sampleCsv)

  it('counts how often everybody was drawn, the reserve left out', () => {
    const ids = people(50).map(one => one.elementId)
    const report = burdenReport(
      files.map(file => sampledIds(file)),
      3,
      ids,
    )
    expect(report.people.reduce((sum, count) => sum + count, 0)).toBe(50)
    expect(report.people.reduce((sum, count, times) => sum + times * count, 0)).toBe(60)
    expect(report.mean).toBe(60 / 50)
    expect(report.atCap).toHaveLength(report.people[3]!)
    for (const id of report.atCap) {
      expect(waves.every(one => one.selected.some(line => line.elementId === id && line.role === 'sample'))).toBe(true)
    }
  })

  it('people drawn in the last waves are left out before the draw, and N says so', () => {
    const samples = waves.map(one => one.manifest.sample_digest)
    for (const least of [1, 2, 3]) {
      const design: Design = { ...plain(5), reserve: 0, exclude: { samples, drawn_at_least: least } }
      const out = new Set(excludedIds(design.exclude!, files))
      const result = drawSample({ elements: people(50), design, seed: 'next', earlier: files.toReversed() })
      expect(result.selected.some(one => out.has(one.elementId))).toBe(false)
      expect(result.strata).toEqual([
        { stratum: '甲', N: 50 - out.size, n: 5, r: 0, method: 'srs', excluded: out.size },
      ])
      expect(result.selected[0]!.baseWeight).toBe((50 - out.size) / 5)
      expect(result.warnings.map(warning => warning.code)).toEqual(['excluded_people'])
      const rest = people(50).filter(one => !out.has(one.elementId))
      const again = rest.map(one => sha256(`${result.drawKey}:${one.elementId}`)).sort()
      expect(result.selected.map(one => one.ticket)).toEqual(again.slice(0, 5))
    }
  })

  it.each([
    [
      'a file that is missing',
      files.slice(1),
      /^design \/exclude\/samples names 3 earlier sample files, 2 were given; the one with digest/,
    ],
    [
      'a file nobody named',
      [...files, 'element_id,role\nx,sample\n'],
      /^Earlier sample file 4 has digest [0-9a-f]{64}, which the design does not name\.$/,
    ],
  ])('refuses %s', (_name, earlier, message) => {
    const design: Design = { ...plain(5), exclude: { samples: waves.map(one => one.manifest.sample_digest) } }
    expect(() => drawSample({ elements: people(50), design, seed: '1', earlier })).toThrow(message)
  })

  it('a stratum of which everybody is left out is drawn nobody from, whatever the method', () => {
    const elements = people(12).map((one, i) => ({ ...one, stratum: i < 4 ? '乙' : '甲' }))
    const all = { 甲: { n: 2 }, 乙: { n: 4 } }
    const first = drawSample({ elements, design: { ...plain(6), reserve: 0, strata: all }, seed: '1' })
    for (const method of ['srs', 'systematic', 'poisson', 'pareto', 'pps_systematic', 'sampford'] as const) {
      const exclude = { samples: [first.manifest.sample_digest] }
      const design: Design = { method, allocation: { kind: 'equal', n: 4 }, exclude }
      const next = drawSample({ elements, design, seed: '2', earlier: [first.sampleCsv] })
      expect(next.strata.map(own => [own.stratum, own.N, own.n, own.excluded])).toEqual([
        ['乙', 0, 0, 4],
        ['甲', 6, 4, 2],
      ])
    }
  })

  it('refuses to draw from nobody', () => {
    const all = drawSample({ elements: people(9), design: plain(9), seed: '1' })
    const design: Design = { ...plain(1), exclude: { samples: [all.manifest.sample_digest] } }
    expect(() => drawSample({ elements: people(9), design, seed: '2', earlier: [all.sampleCsv] })).toThrow(
      'nobody is left',
    )
  })
})
