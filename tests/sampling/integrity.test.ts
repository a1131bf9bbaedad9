// Each rule on a day made for it, and the honest day beside it that must stay silent.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type IntegrityDay,
  integrityFlags,
  type IntegrityRating,
  type IntegrityRule,
  type IntegrityThresholds,
} from '../../sampling/integrity.ts'
import { createChance } from './chance.ts'
import { simulateHall } from './integrity-hall.ts'

const OPENS = 9 * 3_600_000
const CLOSES = 17 * 3_600_000
const second = (count: number) => count * 1000
const minute = (count: number) => count * 60_000

let names = 0
interface Given extends Partial<Omit<IntegrityRating, 'visit'>> {
  readonly finishedAt?: number | null
  readonly visitMobile?: string
}

/** A rating at 10:00, a minute after its visit, by a new device. */
function rating({ finishedAt = OPENS + minute(59), visitMobile, ...given }: Given = {}): IntegrityRating {
  const id = `r${names++}`
  const visit = { id: `v-${id}`, finishedAt, mobile: visitMobile ?? null }
  const found = { id, pointId: 'a', channel: 'qr', madeAt: OPENS + minute(60), best: true, bare: true } as const
  return { ...found, device: `d-${id}`, network: null, mobile: null, visit, ...given }
}

/** Ratings through the day, `every` minutes apart. */
const spread = (count: number, every: number, given: (at: number) => Given): IntegrityRating[] =>
  Array.from({ length: count }, (_, at) => {
    const finishedAt = OPENS + minute(5 + at * every)
    return rating({ finishedAt, madeAt: finishedAt + second(60), ...given(at) })
  })

function dayOf(ratings: readonly IntegrityRating[], given: Partial<IntegrityDay> = {}): IntegrityDay {
  const visits = ratings.flatMap(({ pointId, visit }) =>
    visit?.finishedAt == null ? [] : [{ pointId, finishedAt: visit.finishedAt + 7 }],
  )
  const hours = { day: '2026-11-25', opensAt: OPENS, closesAt: CLOSES }
  return { ...hours, complete: true, ratings, visits, staffMobiles: new Set(), ...given }
}

const found = (day: IntegrityDay, rule: IntegrityRule, thresholds: Partial<IntegrityThresholds> = {}) =>
  integrityFlags(day, thresholds).filter(flag => flag.rule === rule)

/** Nine other windows, each with ratings through the day. */
const others = (given: (at: number) => Given, count = 30) =>
  Array.from({ length: 9 }, (_, window) =>
    spread(count, 15, at => ({ pointId: `other${window}`, ...given(at) })),
  ).flat()

describe('rules about single ratings', () => {
  it('names a rating by QR code seconds after the end, not one by tablet, and not where ends are whole minutes', () => {
    const madeAt = OPENS + minute(59) + second(4)
    const quick = rating({ madeAt })
    expect(found(dayOf([quick]), 'fast_rating')).toMatchObject([{ ratingId: quick.id, seen: { seconds: 4 } }])
    expect(found(dayOf([rating({ madeAt, channel: 'tablet' })]), 'fast_rating')).toEqual([])
    const coarse = [0, 1, 2].map(at => ({ pointId: 'a', finishedAt: OPENS + minute(at) }))
    expect(found(dayOf([quick], { visits: coarse }), 'fast_rating')).toEqual([])
    expect(found(dayOf([rating({ madeAt: madeAt + second(7) })]), 'fast_rating')).toEqual([])
  })

  it('names a rating long before its visit ended, and one of a visit that never did once the day is over', () => {
    const madeAt = OPENS + minute(50)
    expect(found(dayOf([rating({ madeAt })]), 'before_finish')).toMatchObject([{ seen: { seconds: 540 } }])
    expect(found(dayOf([rating({ madeAt: OPENS + minute(58) })]), 'before_finish')).toEqual([])
    const open = [rating({ finishedAt: null })]
    expect(found(dayOf(open), 'before_finish')).toMatchObject([{ seen: { unfinished: 1 } }])
    expect(found(dayOf(open, { complete: false }), 'before_finish')).toEqual([])
    expect(found(dayOf([{ ...rating(), visit: null }]), 'before_finish')).toEqual([])
  })

  it('names telephones of staff, left as contact or with the visit', () => {
    const staffMobiles = new Set(['s1'])
    const ratings = [rating({ mobile: 's1' }), rating({ visitMobile: 's1' }), rating({ mobile: 'm' })]
    expect(found(dayOf(ratings, { staffMobiles }), 'staff_phone').map(flag => flag.seen)).toEqual([
      { contact: 1, visit: 0 },
      { contact: 0, visit: 1 },
    ])
  })
})

describe('rules about what ratings share', () => {
  const crowd = others(() => ({ network: 'hall' }))

  it('names one device for many visits of a window through the day', () => {
    const own = spread(5, 60, () => ({ device: 'phone' }))
    const [flag] = found(dayOf([...crowd, ...own]), 'one_device')
    expect(flag).toMatchObject({ pointId: 'a', seen: { visits: 5, elsewhere: 0, devices: 1 } })
    expect(flag?.chance).toBeLessThan(1e-4)
    expect(flag?.ratingIds).toEqual(own.map(one => one.id))
  })

  it('leaves alone families, helpers that go round the hall, and the tablet', () => {
    const family = spread(5, 3, () => ({ device: 'family' }))
    const helper = crowd.map((one, at) => (at % 6 === 0 ? { ...one, device: 'helper' } : one))
    const tablet = spread(20, 20, () => ({ device: 'tablet', channel: 'tablet' }))
    expect(found(dayOf([...family, ...helper, ...tablet]), 'one_device')).toEqual([])
  })

  it('names a network that serves one window, not the hall’s own', () => {
    const own = spread(8, 30, () => ({ network: 'home' }))
    expect(found(dayOf([...crowd, ...own]), 'one_network')).toMatchObject([{ pointId: 'a', seen: { visits: 8 } }])
    const hall = spread(8, 30, () => ({ network: 'hall' }))
    expect(found(dayOf([...crowd, ...hall]), 'one_network')).toEqual([])
  })

  it('in a centre of one window, only a network of very few devices is a sign', () => {
    const many = spread(10, 30, () => ({ network: 'hall' }))
    const few = spread(10, 30, at => ({ network: 'hall', device: `d${at % 2}` }))
    expect(found(dayOf(many), 'one_network')).toEqual([])
    expect(found(dayOf(few), 'one_network')).toMatchObject([{ chance: null, seen: { devices: 2 } }])
  })

  it('names runs seconds apart with how improbable they are', () => {
    const run = [0, 4, 9, 13].map(at => rating({ madeAt: OPENS + minute(60) + second(at) }))
    const [flag] = found(dayOf(run), 'run')
    expect(flag).toMatchObject({ seen: { ratings: 4, seconds: 13, best: 4 } })
    expect(flag?.chance).toBeLessThan(1e-6)
    const slower = [0, 4, 10, 14].map(at => rating({ madeAt: OPENS + minute(60) + second(at) }))
    expect(found(dayOf(slower), 'run')).toEqual([])
    expect(found(dayOf(slower), 'run', { runSeconds: 6 })).toHaveLength(1)
  })
})

describe('rules about a window’s day', () => {
  it('names a window all best and bare where the centre is not, and waits for the end of the day', () => {
    const rest = others(at => ({ best: at % 5 !== 0 }))
    const all = [...rest, ...spread(60, 7, () => ({}))]
    const [flag] = found(dayOf(all), 'all_best')
    expect(flag).toMatchObject({
      pointId: 'a',
      seen: { ratings: 60, marked: 60, rest: 270, restMarked: 216 },
      compared: 10,
    })
    expect(flag?.chance).toBeLessThan(1e-4)
    expect(found(dayOf(all, { complete: false }), 'all_best')).toEqual([])
    expect(found(dayOf([...others(() => ({})), ...spread(60, 7, () => ({}))]), 'all_best')).toEqual([])
  })

  it('names a window where people tap within seconds, unless they do so everywhere', () => {
    const quick = (at: number): Given => ({
      channel: 'tablet',
      madeAt: OPENS + minute(5 + at * 15) + second(at % 4 === 0 ? 5 : 30),
    })
    const hasty = (at: number): Given => ({ channel: 'tablet', madeAt: OPENS + minute(5 + at * 15) + second(4) })
    const day = dayOf([...others(quick), ...spread(30, 15, hasty)])
    expect(found(day, 'fast_window')).toMatchObject([{ pointId: 'a', seen: { ratings: 30, marked: 30 } }])
    expect(found(dayOf([...others(hasty), ...spread(30, 15, hasty)]), 'fast_window')).toEqual([])
  })

  it('names ratings massed at closing, not a rush that the visits or the other windows show', () => {
    const late = Array.from({ length: 15 }, (_, at) => ({ madeAt: CLOSES - minute(10) + second(30 * at) }))
    const forged = late.map(({ madeAt }) => rating({ madeAt, finishedAt: OPENS + minute(30) }))
    const calm = others(() => ({}))
    const [flag] = found(dayOf([...calm, ...spread(20, 20, () => ({})), ...forged]), 'closing_burst')
    expect(flag).toMatchObject({ pointId: 'a', seen: { ratings: 35, closing: 15, best: 15 } })
    expect(flag?.chance).toBeLessThan(1e-8)
    const rush = late.map(({ madeAt }) => rating({ madeAt, finishedAt: madeAt - second(60) }))
    expect(found(dayOf([...calm, ...spread(20, 20, () => ({})), ...rush]), 'closing_burst')).toEqual([])
    const everywhere = calm.map((one, at) => (at % 2 ? one : { ...one, madeAt: CLOSES - minute(5) }))
    expect(found(dayOf([...everywhere, ...spread(20, 20, () => ({})), ...forged]), 'closing_burst')).toEqual([])
  })
})

describe('integrityFlags', () => {
  it('gives the same signs whatever the order of the ratings, about ratings and windows it was given, with honest chances', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const options = { windows: 8, visits: 40, steered: 0.3 }
        const { day } = simulateHall(createChance(seed.slice(0, 20)), options)
        const flags = integrityFlags(day)
        const shuffled = integrityFlags({ ...day, ratings: day.ratings.toReversed(), visits: day.visits.toReversed() })
        const key = (one: (typeof flags)[number]) => `${one.rule} ${one.subject} ${one.chance?.toFixed(12)}`
        expect(shuffled.map(key).sort()).toEqual(flags.map(key).sort())
        expect(new Set(flags.map(flag => `${flag.rule} ${flag.subject}`)).size).toBe(flags.length)
        const known = new Map(day.ratings.map(one => [one.id, one.pointId]))
        for (const flag of flags) {
          for (const id of flag.ratingIds) expect(known.get(id)).toBe(flag.pointId)
          if (flag.chance !== null) expect(flag.chance >= 0 && flag.chance <= 1).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a centre that closes before it opens', () => {
    expect(() => integrityFlags(dayOf([], { closesAt: OPENS }))).toThrow(RangeError)
  })
})
