// The profile "index": ranks by a hash counter, distinct, equally likely, the same whatever the order of the file.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectByIndex } from '../../sampling/indexdraw.ts'
import { toFrame, type FrameElement } from '../../sampling/frame.ts'
import { drawRanks, rankCounter } from '../../sampling/method/ranks.ts'
import { sha256 } from './support.ts'

const key = sha256('key')

/** The rule once more, as an inspector would write it. */
function byHand(draw: string, stratum: string, N: number, take: number): number[] {
  const words: number[] = []
  let block = 0
  const next = (below: number): number => {
    for (;;) {
      if (words.length === 0) {
        const digest = createHash('sha256').update(`${draw}:index/${stratum}/${block++}`).digest()
        for (let i = 0; i < 8; i++) words.push(digest.readUInt32BE(4 * i))
      }
      const word = words.shift()!
      if (word < Math.floor(2 ** 32 / below) * below) return word % below
    }
  }
  const places = Array.from({ length: N }, (_, i) => i)
  for (let j = 0; j < take; j++) {
    const other = j + next(N - j)
    ;[places[j], places[other]] = [places[other]!, places[j]!]
  }
  return places.slice(0, take)
}

describe('ranks', () => {
  it('are those of the rule, for few and for many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (N, share) => {
        const take = Math.round(N * share)
        const found = [...drawRanks(rankCounter(key, '甲'), N, take)]
        expect(found).toEqual(byHand(key, '甲', N, take))
        expect(new Set(found).size).toBe(take)
        expect(Math.max(-1, ...found)).toBeLessThan(N)
      }),
    )
  })

  it('pass over numbers that would favour some ranks', () => {
    const below = 2 ** 31 + 1
    const words = Array.from({ length: 6 }, (_, block) => sha256(`${key}:index/甲/${block}`).match(/.{8}/g)!).flat()
    const fit = words.map(word => parseInt(word, 16)).filter(word => word < below)
    expect(fit.length).toBeLessThan(words.length)
    const counter = rankCounter(key, '甲')
    expect(fit.slice(0, 10).map(() => counter.next(below))).toEqual(fit.slice(0, 10))
  })

  it('take every set of ranks equally often', () => {
    // 6 over 2 = 15 pairs, 6,000 draws: χ² with 14 degrees of freedom stays below 36.12 at 0.1 %.
    const seen = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const pair = drawRanks(rankCounter(sha256(`draw ${i}`), '甲'), 6, 2)
        .toSorted()
        .join()
      seen.set(pair, (seen.get(pair) ?? 0) + 1)
    }
    expect(seen.size).toBe(15)
    expect([...seen.values()].reduce((sum, times) => sum + (times - 400) ** 2 / 400, 0)).toBeLessThan(36.12)
  })

  it('refuse more than there are', () => {
    expect(() => drawRanks(rankCounter(key, '甲'), 3, 4)).toThrow('drawRanks requires take between 0 and N')
  })
})

describe('selection by rank', () => {
  const elements: FrameElement[] = Array.from({ length: 500 }, (_, i) => ({
    elementId: `p${(i * 7919) % 500}`,
    stratum: ['甲', '乙', '丙'][i % 3]!,
  }))
  const strata = [
    { stratum: '丙', N: 166, n: 10, r: 3, method: 'srs' as const },
    { stratum: '乙', N: 167, n: 167, r: 0, method: 'srs' as const },
    { stratum: '甲', N: 167, n: 0, r: 0, method: 'srs' as const },
  ]
  it('finds the elements of the ranks, whatever the order of the frame', () => {
    const selected = selectByIndex(toFrame(elements), { strata }, key, 'sha256')
    expect(selectByIndex(toFrame([...elements].reverse()), { strata }, key, 'sha256')).toEqual(selected)
    const third = elements.filter(one => one.stratum === '丙').map(one => one.elementId)
    third.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const found = selected.filter(one => one.stratum === '丙')
    expect(found.map(one => one.elementId)).toEqual(byHand(key, '丙', 166, 13).map(rank => third[rank]))
    expect(found[9]).toMatchObject({ order: 10, role: 'sample', inclusionProbability: 10 / 166, baseWeight: 16.6 })
    expect(found[10]).toMatchObject({ order: 11, role: 'reserve', inclusionProbability: null, baseWeight: null })
    expect(found[10]!.ticket).toBe(sha256(`${key}:${found[10]!.elementId}`))
    expect(selected.length).toBe(180)
  })
})
