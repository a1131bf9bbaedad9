// Unit scores: real answers against R, the hand-made vector, group weights, minima, merging, lonely strata, small cells.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultScheme, type ScoringScheme } from '../../sampling/scheme.ts'
import { scoreUnits, type ScoreResult } from '../../sampling/score.ts'
import { discloseScores } from '../../sampling/score-disclose.ts'
import { personScore } from '../../sampling/score-rating.ts'
import { RatingsBuilder } from '../../sampling/score-ratings.ts'
import { readResponses } from '../../sampling/score-read.ts'
import { readFileScheme } from '../../sampling/scheme-check.ts'

const folder = new URL('../fixtures/kcmo-2022q3/', import.meta.url)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const lines = text('responses.csv').trim().split(/\r?\n/)
const rows = lines.map((line, i) => ({ line: i + 1, cells: line.split(',') }))
const scheme = readFileScheme(JSON.parse(text('scheme.json'))).scheme!
type Expected = {
  units: Record<
    string,
    {
      score: number
      se: number
      n: number
      awareness: number
      groups: Record<string, { mean: number; se: number; n: number }>
    }
  >
}
const expected = JSON.parse(text('expected.json')) as Expected
const score = (order = rows) => scoreUnits(readResponses(order, scheme).ratings!, scheme)

/** Ratings from `[group, value | null][]` of one unit, everybody alike. */
function ratingsOf(
  list: readonly (readonly [string, number | null])[],
  stratumOf = (group: string, _k: number) => group,
) {
  const builder = new RatingsBuilder(['u'])
  list.forEach(([group, value], k) => {
    const person = builder.person(builder.stratum(stratumOf(group, k), group, null), 1)
    builder.rate(person, 'u', value, value !== null)
  })
  return builder.ratings()
}
const times = (n: number, group: string, value: number | null) =>
  Array.from({ length: n }, (_, k) => [group, value === null ? null : value + (k % 2)] as const)
const plain: ScoringScheme = {
  value_map: { s4: 100 },
  dimension_weights: null,
  min_answered_weight: 50,
  group_weights: { a: 1, b: 3, c: 6 },
  group_min_n: 5,
  unit_min_n: 30,
  small_group: 'leave_out',
}
const unitOf = (result: ScoreResult) => result.units['u']!

describe('984 residents of Kansas City', () => {
  it('gives every score, standard error, n and awareness of R survey within 1e-9', () => {
    const { units } = score()
    expect(Object.keys(units)).toEqual(Object.keys(expected.units))
    for (const [code, r] of Object.entries(expected.units)) {
      const unit = units[code]!
      for (const key of ['score', 'se', 'n', 'awareness'] as const)
        expect(Math.abs(unit[key]! - r[key]), `${code} ${key}`).toBeLessThan(1e-9)
      for (const [name, group] of Object.entries(r.groups))
        for (const key of ['mean', 'se', 'n'] as const)
          expect(Math.abs(unit.groups[name]![key]! - group[key]), `${code} ${name} ${key}`).toBeLessThan(1e-9)
    }
  })

  it('gives the same whatever the order of the rows', () => {
    const [header, ...body] = rows
    const turned = score([header!, ...body.reverse()])
    for (const [code, unit] of Object.entries(score().units)) {
      expect(turned.units[code]!.score).toBeCloseTo(unit.score!, 11)
      expect(turned.units[code]!.se).toBeCloseTo(unit.se!, 11)
    }
  })

  it('puts the normal interval around the score, and a wider one by t', () => {
    const unit = score().units['police']!
    expect(unit.ci95![0]).toBeCloseTo(unit.score! - 1.959963984540054 * unit.se!, 12)
    expect(unit.ci95_t![0]).toBeLessThan(unit.ci95![0])
    expect(unit.df).toBe(939 - 6)
  })
})

describe('personScore', () => {
  const answers = { duty: 's4', service: 's3', efficiency: 's2', law: 's4', integrity: 'dk', response: 's1' }

  it('is 6800/90 for s4 s3 s2 s4 dk s1', () => {
    expect(personScore(answers, defaultScheme)).toBeCloseTo(6800 / 90, 12)
  })

  it('is valid from half the weight on, and not below', () => {
    expect(personScore({ duty: 's4', law: 's4', response: 's4' }, defaultScheme)).toBe(100)
    expect(personScore({ duty: 's4', service: 's4' }, defaultScheme)).toBeNull()
    expect(personScore({ ...answers, duty: 'dk', service: 'dk', law: 'dk' }, defaultScheme)).toBeNull()
  })

  it('refuses a code the scheme does not know', () => {
    expect(() => personScore({ duty: 'great' }, defaultScheme)).toThrow('"great" is not in it')
  })
})

describe('groups', () => {
  it('weights the groups that qualify and normalises over them', () => {
    const unit = unitOf(scoreUnits(ratingsOf([...times(6, 'a', 40), ...times(8, 'b', 80), ...times(4, 'c', 0)]), plain))
    expect(unit.score).toBeCloseTo((1 * 40.5 + 3 * 80.5) / 4, 12)
    expect(unit.n).toBe(14)
    expect(unit.groups['b']!.weight).toBe(0.75)
    expect(unit.groups['c']!.weight).toBe(0)
    expect(unit.sufficient).toBe(false)
  })

  it('merges small groups into one that carries their weights, and flags them', () => {
    const merge = { ...plain, small_group: 'merge_then_flag' } as const
    const unit = unitOf(scoreUnits(ratingsOf([...times(6, 'a', 40), ...times(3, 'b', 80), ...times(4, 'c', 0)]), merge))
    const pooled = (80 + 81 + 80 + 0 + 1 + 0 + 1) / 7
    expect(unit.groups['merged']).toMatchObject({ n: 7, weight: 0.9 })
    expect(unit.groups['merged']!.mean).toBeCloseTo(pooled, 12)
    expect(unit.score).toBeCloseTo(0.1 * 40.5 + 0.9 * pooled, 12)
    expect(unit.groups['b']).toMatchObject({ weight: 0, merged: true })
    const tooFew = unitOf(
      scoreUnits(ratingsOf([...times(6, 'a', 40), ...times(2, 'b', 80), ...times(2, 'c', 0)]), merge),
    )
    expect(tooFew.groups['merged']).toBeUndefined()
    expect(tooFew.score).toBeCloseTo(40.5, 12)
  })

  it('has no score when nothing qualifies, and no standard error when a group is one person', () => {
    expect(unitOf(scoreUnits(ratingsOf(times(4, 'a', 40)), plain))).toMatchObject({ score: null, n: 0, awareness: 1 })
    const lone = unitOf(
      scoreUnits(ratingsOf([...times(1, 'a', 40), ...times(9, 'b', 80)]), { ...plain, group_min_n: 0 }),
    )
    expect(lone.score).not.toBeNull()
    expect([lone.se, lone.ci95]).toEqual([null, null])
  })

  it('keeps those who do not know the unit in the design and out of the score', () => {
    const unit = unitOf(scoreUnits(ratingsOf([...times(10, 'a', 60), ...times(5, 'a', null)]), plain))
    expect(unit).toMatchObject({ n: 10, asked: 15 })
    expect(unit.awareness).toBeCloseTo(10 / 15, 12)
  })

  it('puts a stratum of one together with its neighbour, so that its variance is not lost', () => {
    const list = [...times(1, 'a', 10), ...times(6, 'a', 90), ...times(1, 'a', 50)]
    const apart = scoreUnits(
      ratingsOf(list, (_, k) => (k === 0 ? 'a/1' : k < 7 ? 'a/2' : 'a/3')),
      plain,
    )
    const whole = scoreUnits(ratingsOf(list), plain)
    expect(apart.collapsed_strata).toBe(2)
    expect(unitOf(apart).se).toBeCloseTo(unitOf(whole).se!, 12)
  })

  it('never leaves the range of the values, and weights that are all alike change nothing when scaled', () => {
    const person = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.integer({ min: 0, max: 100 })))
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (list, scale) => {
        const unit = unitOf(scoreUnits(ratingsOf(list), plain))
        const scaled = { ...plain, group_weights: { a: scale, b: 3 * scale, c: 6 * scale } }
        const again = unitOf(scoreUnits(ratingsOf(list), scaled))
        expect(again.score === null).toBe(unit.score === null)
        if (unit.score === null || again.score === null) return
        const values = list.flatMap(([, value]) => (value === null ? [] : [value]))
        expect(unit.score).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(unit.score).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
        expect(again.score).toBeCloseTo(unit.score, 11)
      }),
    )
  })
})

describe('discloseScores', () => {
  const open = { ...plain, group_min_n: 0 }
  const shown = (list: Parameters<typeof ratingsOf>[0], by: ScoringScheme = open) =>
    unitOf(discloseScores(scoreUnits(ratingsOf(list), by)))

  it('hides a small cell, and a second one by which it could be worked out', () => {
    const unit = shown([...times(3, 'a', 40), ...times(9, 'b', 80), ...times(6, 'c', 20)])
    expect(unit.groups['a']).toMatchObject({ mean: null, se: null, n: null, hidden: true })
    expect(unit.groups['c']).toMatchObject({ mean: null, n: null, hidden: true })
    expect(unit.groups['b']!.mean).toBeCloseTo(80 + 4 / 9, 12)
    expect(unit.score).not.toBeNull()
  })

  it('hides only the small cell when it does not enter the score', () => {
    const unit = shown([...times(3, 'a', 40), ...times(9, 'b', 80), ...times(6, 'c', 20)], plain)
    expect(unit.groups['a']!.hidden).toBe(true)
    expect(unit.groups['c']!.mean).toBeCloseTo(20.5, 12)
  })

  it('shows nothing of a unit with fewer than five ratings, n included', () => {
    const unit = shown([...times(2, 'a', 40), ...times(2, 'b', 80)])
    expect(unit).toMatchObject({
      score: null,
      se: null,
      ci95: null,
      n: null,
      asked: null,
      awareness: null,
      hidden: true,
    })
  })

  it('never shows a group of one to four, nor leaves one hidden group to be worked out', () => {
    const counts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12))
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(0, 5, 8),
        fc.constantFrom('leave_out', 'merge_then_flag'),
        ([a, b, c], least, small) => {
          const list = [...times(a, 'a', 40), ...times(b, 'b', 80), ...times(c, 'c', 20)]
          const unit = shown(list, { ...plain, group_min_n: least, small_group: small as 'leave_out' })
          const groups = Object.values(unit.groups)
          for (const group of groups) expect(group.n === null || group.n === 0 || group.n >= 5).toBe(true)
          if (unit.score !== null) expect(groups.filter(g => g.hidden && g.weight > 0).length).not.toBe(1)
        },
      ),
    )
  })
})
