// Indicators of a hall: intervals and comparisons as R gives them, what is said of nothing, and what is hidden.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  indicatorsOf,
  rateOf,
  satisfactionIndicators,
  type ServiceCounts,
  wilsonInterval,
} from '../../sampling/satisfaction.ts'
import {
  compareWithRest,
  differenceTest,
  funnelLimits,
  holmAdjust,
  newcombeInterval,
} from '../../sampling/satisfaction-compare.ts'
import { rateByDays } from '../../sampling/satisfaction-days.ts'
import { hiddenCells } from '../../sampling/satisfaction-disclose.ts'

interface Cases {
  wilson: { events: number; count: number; level: number; interval: [number, number] }[]
  pairs: { x: [number, number]; n: [number, number]; p: number; newcombe: [number, number] }[]
  holm: { p: number[]; adjusted: number[] }[]
  days: { x: number[]; n: number[]; se: number; interval: [number, number] }[]
}
const cases = JSON.parse(readFileSync(new URL('../fixtures/satisfaction/cases.json', import.meta.url), 'utf8')) as Cases

function close(found: readonly number[], wanted: readonly number[], relative = 1e-10): void {
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(1e-12 + relative * Math.abs(wanted[i]!))
  })
}

const share = (numerator: number, denominator: number) => ({ numerator, denominator })
const anyShare = fc.nat(500).chain(n => fc.nat(n).map(x => share(x, n)))

describe('as R', () => {
  it('gives Wilson’s interval (prop.test)', () => {
    expect(cases.wilson.length).toBeGreaterThan(100)
    for (const { events, count, level, interval } of cases.wilson) close(wilsonInterval(events, count, level), interval)
  })
  it('gives p-values and Newcombe’s interval', () => {
    expect(cases.pairs.length).toBeGreaterThan(30)
    for (const { x, n, p, newcombe } of cases.pairs) {
      const [one, other] = [share(x[0], n[0]), share(x[1], n[1])]
      close([differenceTest(one, other)], [p], 1e-9)
      close(newcombeInterval(one, other), newcombe, 1e-9)
    }
  })
  it('adjusts by Holm (p.adjust)', () => {
    for (const { p, adjusted } of cases.holm) close(holmAdjust(p), adjusted)
  })
  it('gives the interval with days as clusters (svyciprop over one row a visit)', () => {
    for (const { x, n, se, interval } of cases.days) {
      const found = rateByDays(x.map((count, day) => share(count, n[day]!)))!
      close([found.standardError], [se], 1e-9)
      // R fits the log odds by iteration, to about 1e-8.
      close(found.interval, interval, 1e-8)
    }
  })
})

it('gives the example of Newcombe’s paper', () => {
  expect(newcombeInterval(share(56, 70), share(48, 80)).map(end => end.toFixed(4))).toEqual(['0.0524', '0.3339'])
})

describe('indicators', () => {
  const counts: ServiceCounts = {
    visits: 200,
    ratedVisits: 130,
    ratings: 140,
    good: 126,
    bad: 14,
    badReplied: 13,
    namedBad: 6,
    namedCalled: 6,
    mendDue: 9,
    mendOnTime: 8,
    called: 0,
    calledContent: 0,
  }
  it('are exact shares', () => {
    const rates = indicatorsOf(counts)
    const shown = satisfactionIndicators.map(({ key }) => `${key} ${rates[key].numerator}/${rates[key].denominator}`)
    expect(shown).toEqual([
      'rated 130/200',
      'unrated 70/200',
      'good 126/140',
      'bad 14/140',
      'replied 13/14',
      'calledBack 6/6',
      'mended 8/9',
      'mendedContent 0/0',
    ])
    expect(rates.rated.estimate! + rates.unrated.estimate!).toBeCloseTo(1, 14)
  })
  it('say nothing of nothing', () => {
    expect(rateOf(0, 0)).toEqual({ numerator: 0, denominator: 0, estimate: null, interval: null })
    expect(indicatorsOf(counts).mendedContent.estimate).toBeNull()
  })
  it('refuse counts that contradict each other', () => {
    expect(() => indicatorsOf({ ...counts, ratedVisits: 201 })).toThrow(RangeError)
    expect(() => rateOf(-1, 3)).toThrow(RangeError)
    expect(() => rateOf(1.5, 3)).toThrow(RangeError)
  })
  it('have an interval that holds the estimate and narrows with the count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const x = Math.round(n * part)
        const [low, high] = wilsonInterval(x, n)
        const [closer, farther] = wilsonInterval(10 * x, 10 * n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(x / n)
        expect(high).toBeGreaterThanOrEqual(x / n)
        expect(farther - closer).toBeLessThan(high - low)
      }),
    )
  })
})

describe('comparison with the rest', () => {
  it('calls equal windows noise, and does not compare small ones', () => {
    const groups = [share(9, 10), share(18, 20), share(4, 4), share(0, 0)]
    const found = compareWithRest(groups, share(31, 34))
    expect(found.map(one => one?.verdict ?? null)).toEqual(['noise', 'noise', null, null])
  })
  it('turns with the direction: what is higher for good is lower for the opposite', () => {
    fc.assert(
      fc.property(fc.array(anyShare, { minLength: 2, maxLength: 8 }), groups => {
        const sum = (pick: (one: { numerator: number; denominator: number }) => number) =>
          groups.reduce((total, one) => total + pick(one), 0)
        const whole = share(
          sum(one => one.numerator),
          sum(one => one.denominator),
        )
        const flip = (one: { numerator: number; denominator: number }) =>
          share(one.denominator - one.numerator, one.denominator)
        const [found, turned] = [compareWithRest(groups, whole), compareWithRest(groups.map(flip), flip(whole))]
        found.forEach((one, i) => {
          const other = turned[i] ?? null
          if (!one || !other) return expect(other).toBe(one)
          expect(other.difference).toBeCloseTo(-one.difference, 12)
          expect(other.verdict).toBe({ higher: 'lower', lower: 'higher', noise: 'noise' }[one.verdict])
          expect(one.adjusted).toBeGreaterThanOrEqual(one.pValue)
          return undefined
        })
      }),
    )
  })
  it('keeps false alarms of a whole hall of like windows below 5 %', () => {
    // 12 windows of 80 ratings each, all truly at 90 %: a fixed generator, 600 halls.
    let state = 12345
    const uniform = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
    let alarms = 0
    for (let hall = 0; hall < 600; hall++) {
      const groups = Array.from({ length: 12 }, () => {
        let good = 0
        for (let i = 0; i < 80; i++) if (uniform() < 0.9) good++
        return share(good, 80)
      })
      const whole = share(
        groups.reduce((total, one) => total + one.numerator, 0),
        960,
      )
      if (compareWithRest(groups, whole).some(one => one!.verdict !== 'noise')) alarms++
    }
    expect(alarms / 600).toBeLessThan(0.07)
    expect(alarms).toBeGreaterThan(0)
  })
  it('draws funnels that narrow and stay within 0 and 1', () => {
    const [wide, narrow] = [funnelLimits(0.95, 10, 0.998), funnelLimits(0.95, 1000, 0.998)]
    expect(wide[1]).toBe(1)
    expect(narrow[1] - narrow[0]).toBeLessThan(wide[1] - wide[0])
    expect(() => funnelLimits(1.1, 10, 0.95)).toThrow(RangeError)
  })
})

describe('days as clusters', () => {
  it('need ten days, and days that differ', () => {
    expect(rateByDays(Array.from({ length: 9 }, () => share(3, 5)))).toBeNull()
    expect(rateByDays(Array.from({ length: 20 }, () => share(5, 5)))).toBeNull()
  })
  it('leave empty days out', () => {
    const days = Array.from({ length: 10 }, (_, day) => share(3 + (day % 3), 8))
    expect(rateByDays([...days, share(0, 0)])).toEqual(rateByDays(days))
  })
  it('widen the interval where days differ more than chance', () => {
    const days = Array.from({ length: 20 }, (_, day) => (day % 2 ? share(50, 50) : share(30, 50)))
    const found = rateByDays(days)!
    const [low, high] = wilsonInterval(800, 1000)
    expect(found.designEffect).toBeGreaterThan(5)
    expect(found.interval[1] - found.interval[0]).toBeGreaterThan(2 * (high - low))
  })
})

describe('small cells', () => {
  it('are hidden, and never one alone beside a total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 12 }), counts => {
        const hidden = hiddenCells(counts)
        const held = counts.filter((_, i) => hidden[i])
        counts.forEach((count, i) => {
          if (count > 0 && count < 5) expect(hidden[i]).toBe(true)
          if (count === 0) expect(hidden[i]).toBe(false)
        })
        const shown = counts.filter((count, i) => count > 0 && !hidden[i])
        if (held.length > 0 && shown.length > 0) {
          expect(held.length).toBeGreaterThan(1)
          expect(held.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5)
        }
      }),
    )
  })
})
