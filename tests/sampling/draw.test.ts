// The draw: the published vector, a second implementation, and what must hold for any draw.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../sampling/jcs.ts'
import { parseDesign } from '../../sampling/design.ts'
import type { Design } from '../../sampling/designtypes.ts'
import { drawSample, type DrawResult } from '../../sampling/draw.ts'
import { toFrame } from '../../sampling/frame.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { InputError } from '../../sampling/problem.ts'
import { smallTickets, ticketOf, ticketOrder, uniformOf } from '../../sampling/tickets.ts'
import { wordsToHex } from '../../sampling/hash.ts'
import { schoolFrameCsv, selectAgain, sha256, vector } from './support.ts'

const schoolDesign: Design = { method: 'srs', allocation: { kind: 'proportional', n: 200 }, reserve: 50 }
const rows = (result: DrawResult): string[][] =>
  result.selected.map(one => [one.elementId, one.stratum, one.role, one.ticket])
const people = (counts: Readonly<Record<string, number>>): { elementId: string; stratum: string }[] =>
  Object.entries(counts).flatMap(([stratum, N]) =>
    Array.from({ length: N }, (_, i) => ({ elementId: `${stratum}-${i}`, stratum })),
  )

describe('the vector minping_draw_1', () => {
  const result = drawSample({
    elements: parseFrame(vector.frame_csv),
    design: parseDesign(vector.design),
    seed: vector.seed,
  })

  it('gives its digests, key, numbers and people', () => {
    expect(result).toMatchObject({
      frameDigest: vector.frame_digest,
      designDigest: vector.design_digest,
      drawKey: vector.draw_key,
    })
    expect(result.strata).toEqual([
      { stratum: '乙', N: 11, n: 3, r: 1, method: 'srs' },
      { stratum: '甲', N: 22, n: 6, r: 2, method: 'srs' },
    ])
    const named = result.selected.map(({ order, elementId, stratum, role, ticket }) => {
      return { order, element_id: elementId, stratum, role, ticket }
    })
    expect(named).toEqual(vector.selected)
  })

  it('writes a sample file whose every byte is fixed', () => {
    const lines = result.sampleCsv.split('\n')
    expect(lines[0]).toBe('order,element_id,stratum,role,ticket,inclusion_probability,base_weight')
    expect(lines[1]).toBe(`1,000-陈𬱟,乙,sample,${vector.selected[0]!.ticket},0.2727272727272727,3.6666666666666665`)
    expect(lines[4]).toBe(`4,012-𠮷田明,乙,reserve,${vector.selected[3]!.ticket},,`)
    expect(lines).toHaveLength(14)
    expect(lines[13]).toBe('')
  })

  it('writes a manifest from which it can be replayed', () => {
    expect(result.manifest).toEqual({
      version: 'minping-draw/1',
      method: 'srs',
      hash: 'sha256',
      frame_digest: vector.frame_digest,
      design_digest: vector.design_digest,
      seed: { value: vector.seed },
      strata: result.strata,
      sample_digest: sha256(result.sampleCsv),
    })
  })

  it('is what a hash function and sort select', () => {
    const numbers = Object.fromEntries(
      Object.keys(vector.n).map(name => [name, { n: vector.n[name]!, r: vector.reserve[name]! }]),
    )
    expect(rows(result)).toEqual(selectAgain(vector.frame_csv, vector.design_canonical, vector.seed, numbers))
  })
})

describe('the school frame', () => {
  const csv = schoolFrameCsv()
  const result = drawSample({ elements: parseFrame(csv), design: schoolDesign, seed: 'dice 3 1 4 1 5 9' })

  it('draws 200 by school type with a reserve of 50', () => {
    expect(result.strata.map(s => [s.stratum, s.N, s.n, s.r])).toEqual([
      ['E', 4421, 143, 36],
      ['H', 755, 24, 6],
      ['M', 1018, 33, 8],
    ])
  })
  it('is what a hash function and sort select', () => {
    const numbers = { E: { n: 143, r: 36 }, H: { n: 24, r: 6 }, M: { n: 33, r: 8 } }
    const canonical = '{"allocation":{"kind":"proportional","n":200},"method":"srs","reserve":50}'
    expect(rows(result)).toEqual(selectAgain(csv, canonical, 'dice 3 1 4 1 5 9', numbers))
  })
  it('weights the sample up to the frame', () => {
    const weights = result.selected.reduce((sum, one) => sum + (one.baseWeight ?? 0), 0)
    expect(weights).toBeCloseTo(6194, 8)
  })
})

describe('any draw', () => {
  const counts = fc.dictionary(fc.constantFrom('甲', '乙', '丙', 'a,"b'), fc.integer({ min: 1, max: 80 }), {
    minKeys: 1,
    noNullPrototype: true,
  })
  it('does not depend on the order of the frame; probabilities add up to n; nobody is drawn twice', () => {
    fc.assert(
      fc.property(
        counts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20),
        fc.string({ minLength: 1 }),
        (N, part, reserve, salt) => {
          const elements = people(N)
          const n = Math.max(1, Math.round(part * elements.length))
          const design: Design = { method: 'srs', allocation: { kind: 'proportional', n }, reserve }
          const seed = `seed ${sha256(salt)}`
          const result = drawSample({ elements, design, seed })
          expect(drawSample({ elements: [...elements].reverse(), design, seed })).toEqual(result)
          const sample = result.selected.filter(one => one.role === 'sample')
          expect(sample).toHaveLength(n)
          const chances = result.strata.reduce((sum, s) => sum + s.N * (s.n / s.N), 0)
          expect(chances).toBeCloseTo(n, 9)
          for (const one of sample) {
            const { n, N } = result.strata.find(s => s.stratum === one.stratum)!
            expect([one.inclusionProbability, one.baseWeight]).toEqual([n / N, N / n])
          }
          expect(new Set(result.selected.map(one => one.elementId)).size).toBe(result.selected.length)
          const numbers = Object.fromEntries(result.strata.map(s => [s.stratum, s]))
          for (const { stratum, n, r } of result.strata) {
            const own = result.selected.filter(one => one.stratum === stratum)
            expect(own.map(one => one.order)).toEqual(Array.from({ length: n + r }, (_, i) => i + 1))
            expect(own.map(one => one.ticket)).toEqual(own.map(one => one.ticket).sort())
          }
          if (!('a,"b' in N)) {
            const csv = ['element_id,stratum', ...elements.map(one => `${one.elementId},${one.stratum}`), ''].join('\n')
            expect(rows(result)).toEqual(selectAgain(csv, canonicalJson(design), seed, numbers))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('includes everybody alike: chi-square over 3000 replayed draws', () => {
    const frame = toFrame(people({ 甲: 20, 乙: 12 }))
    const design: Design = { method: 'srs', allocation: { kind: 'fixed', per_stratum: { 甲: 5, 乙: 4 } } }
    const draws = 3000
    const times = new Map<string, number>()
    for (let seed = 0; seed < draws; seed++) {
      for (const { elementId } of drawSample({ elements: frame, design, seed: `replay ${seed}` }).selected) {
        times.set(elementId, (times.get(elementId) ?? 0) + 1)
      }
    }
    const statistic = (stratum: string, N: number, n: number): number => {
      const expected = (draws * n) / N
      const squares = people({ [stratum]: N }).map(one => ((times.get(one.elementId) ?? 0) - expected) ** 2 / expected)
      // Without replacement the counts of a draw are tied; (1 − n / N) puts the statistic back on N − 1 degrees of freedom.
      return (squares.reduce((sum, square) => sum + square, 0) * (N - 1)) / (N - n)
    }
    // 99.9 % quantiles of chi-square with 19 and 11 degrees of freedom; the seeds are fixed, so this cannot flicker.
    expect(statistic('甲', 20, 5)).toBeLessThan(43.82)
    expect(statistic('乙', 12, 4)).toBeLessThan(31.26)
  })

  it('keeps few more tickets than it needs, and always the smallest', () => {
    const frame = toFrame(people({ 甲: 5000, 乙: 40, 丙: 300 }))
    const key = sha256('key')
    const counts = [300, 40, 5000]
    const wanted = [0, 40, 25]
    const kept = smallTickets(frame, key, 'sha256', wanted, counts)
    expect(frame.strata).toEqual(['丙', '乙', '甲'])
    expect(kept.map(list => list.length)).toEqual([0, 40, expect.any(Number)])
    expect(kept[2]!.length).toBeLessThan(200)
    const smallest = people({ 甲: 5000 })
      .map(one => ticketOf(key, one.elementId))
      .sort()
      .slice(0, 25)
    const found = ticketOrder(kept[2]!)
      .slice(0, 25)
      .map(at => wordsToHex(kept[2]!.words, 8 * at))
    expect(found).toEqual(smallest)
  })
})

describe('secret, hash and times', () => {
  const elements = people({ 甲: 30 })
  const design: Design = { method: 'srs', allocation: { kind: 'equal', n: 5 } }
  const secret = sha256('256 random bits')

  it('a secret changes the draw and shows only by its digest', () => {
    const open = drawSample({ elements, design, seed: '1' })
    const sealed = drawSample({ elements, design, seed: '1', secret })
    const key = sha256(`minping-draw/1\n${open.frameDigest}\n${open.designDigest}\n1\n${secret}\n`)
    expect(sealed.drawKey).toBe(key)
    expect(sealed.sampleCsv).not.toBe(open.sampleCsv)
    expect(sealed.manifest.secret_digest).toBe(sha256(secret))
    expect(JSON.stringify(sealed.manifest)).not.toContain(secret)
    expect(JSON.stringify(sealed.manifest)).not.toContain(key)
    expect(drawSample({ elements, design, seed: '1', secret: 'short' }).warnings[0]?.code).toBe('short_secret')
  })
  it('SM3 replaces SHA-256 throughout', () => {
    const result = drawSample({ elements, design: { ...design, hash: 'sm3' }, seed: '1', secret })
    expect(result.manifest.hash).toBe('sm3')
    expect(result.selected[0]!.ticket).toBe(ticketOf(result.drawKey, result.selected[0]!.elementId, 'sm3'))
    expect(result.manifest.secret_digest).not.toBe(sha256(secret))
    expect(result.manifest.sample_digest).not.toBe(sha256(result.sampleCsv))
  })
  it('a seed recorded before the commit is refused', () => {
    const at = (committedAt: string, recordedAt: string): DrawResult =>
      drawSample({ elements, design, seed: '1', committedAt, seedRecord: { recordedAt, witnesses: ['甲', '乙'] } })
    expect(at('2026-09-01T10:00:00+08:00', '2026-09-01T02:00:00Z').manifest).toMatchObject({
      committed_at: '2026-09-01T10:00:00+08:00',
      seed: { value: '1', recorded_at: '2026-09-01T02:00:00Z', witnesses: ['甲', '乙'] },
    })
    expect(() => at('2026-09-01T10:00:00+08:00', '2026-09-01T01:59:59Z')).toThrow('before the commit')
    expect(() => at('yesterday', '2026-09-01')).toThrow('manifest /committed_at is not a time: yesterday.')
  })
  it.each([
    ['an empty seed', { seed: ' ' }, 'The seed must be one line of text'],
    [
      'a seed of two lines, which could pass for seed and secret',
      { seed: 'a\nb' },
      'The seed must be one line of text',
    ],
    ['an empty secret', { seed: 'a', secret: '' }, 'The secret must be one line of text'],
    [
      'n above N',
      { seed: 'a', design: { method: 'srs' as const, allocation: { kind: 'equal' as const, n: 31 } } },
      'n = 31',
    ],
  ])('refuses %s', (_name, change, message) => {
    expect(() => drawSample({ elements, design, ...change })).toThrow(InputError)
    expect(() => drawSample({ elements, design, ...change })).toThrow(message)
  })
  it('uniform numbers lie strictly inside (0, 1)', () => {
    expect(uniformOf('0'.repeat(64))).toBe(0.5 / 2 ** 52)
    expect(uniformOf('f'.repeat(64))).toBeLessThan(1)
  })
})
