// The 好差评 channel: the score of ratings, the two parts together, and when the survey carries the whole.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addChannel, combineChannels, HCP_LEVELS, type HcpCounts, scoreHcp } from '../../sampling/channel.ts'
import { studentQuantile } from '../../sampling/interval.ts'
import { defaultScheme } from '../../sampling/scheme.ts'
import { scoreUnits, type UnitScore } from '../../sampling/score.ts'
import { discloseScores } from '../../sampling/score-disclose.ts'
import { RatingsBuilder } from '../../sampling/score-ratings.ts'

const points = defaultScheme.alt_value_maps['hcp5']!
const rule = { share: '20', min_n: 30 }
const counts = (...list: readonly number[]): HcpCounts =>
  Object.fromEntries(HCP_LEVELS.map((level, k) => [level, list[k] ?? 0])) as Record<(typeof HCP_LEVELS)[number], number>
const survey: UnitScore = {
  score: 80,
  se: 2,
  ci95: [76, 84],
  ci95_t: [75.9, 84.1],
  df: 60,
  n: 66,
  n_eff: 60,
  asked: 70,
  awareness: 0.9,
  sufficient: true,
  groups: {},
}
const none: UnitScore = { ...survey, score: null, se: null, ci95: null, ci95_t: null, df: null, n: 0 }

describe('scoreHcp', () => {
  it('is the mean of the points with s/√n, rating by rating', () => {
    const each = [...Array<number>(20).fill(100), ...Array<number>(9).fill(80), 60, 60, 30, 0, 0]
    const mean = each.reduce((a, b) => a + b, 0) / each.length
    const variance = each.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (each.length - 1)
    const found = scoreHcp(counts(20, 9, 2, 1, 2), points)
    expect(found.n).toBe(34)
    expect(found.score).toBeCloseTo(mean, 12)
    expect(found.se).toBeCloseTo(Math.sqrt(variance / 34), 12)
    expect(found.ci95![1] - found.ci95![0]).toBeCloseTo(2 * 1.959963984540054 * found.se!, 10)
  })

  it('says nothing of no ratings, no error of one, and an error of 0 where all are alike', () => {
    expect(scoreHcp(counts(), points)).toEqual({ score: null, se: null, ci95: null, n: 0 })
    expect(scoreHcp(counts(0, 1), points)).toEqual({ score: 80, se: null, ci95: null, n: 1 })
    expect(scoreHcp(counts(50), points)).toMatchObject({ score: 100, se: 0 })
  })

  it('refuses counts that are none, and levels without points', () => {
    expect(() => scoreHcp(counts(-1), points)).toThrow('very_satisfied has -1')
    expect(() => scoreHcp(counts(1.5), points)).toThrow(RangeError)
    expect(() => scoreHcp(counts(1), { satisfied: 80 })).toThrow('very_satisfied has none')
  })
})

describe('combineChannels', () => {
  const ratings = counts(40, 8, 1, 1, 0)

  it('is 80 % survey and 20 % ratings, variances added', () => {
    const hcp = scoreHcp(ratings, points)
    const both = combineChannels(survey, ratings, rule, points)
    expect(both.score).toBeCloseTo(0.8 * 80 + 0.2 * hcp.score!, 12)
    const [v1, v2] = [(0.8 * 2) ** 2, (0.2 * hcp.se!) ** 2]
    expect(both.se).toBeCloseTo(Math.sqrt(v1 + v2), 12)
    expect(both.df).toBeCloseTo((v1 + v2) ** 2 / (v1 ** 2 / 60 + v2 ** 2 / 49), 9)
    expect(both.ci95_t![1] - both.score!).toBeCloseTo(studentQuantile(0.975, both.df!) * both.se!, 9)
    expect([both.channels!.survey.share, both.channels!.hcp.share]).toEqual([0.8, 0.2])
    expect(both.channels!.hcp).toMatchObject({ redistributed: null, n: 50, levels: ratings })
    expect([both.n, both.awareness, both.sufficient]).toEqual([66, 0.9, true])
  })

  it.each([
    ['no ratings', counts(), 'no_ratings'],
    ['too few', counts(29), 'below_min'],
  ] as const)('gives the share to the survey with %s', (_name, few, reason) => {
    const { channels, ...rest } = combineChannels(survey, few, rule, points)
    expect(rest).toEqual(survey)
    expect([channels!.survey.share, channels!.hcp.share, channels!.hcp.redistributed]).toEqual([1, 0, reason])
  })

  it('counts from the minimum on', () => {
    expect(combineChannels(survey, counts(30), rule, points).score).toBeCloseTo(84, 12)
  })

  it('never lets the ratings stand alone', () => {
    const both = combineChannels(none, ratings, rule, points)
    expect([both.score, both.se, both.ci95]).toEqual([null, null, null])
    expect(both.channels!.hcp.n).toBe(50)
  })

  it('has no error where the survey has none', () => {
    const both = combineChannels({ ...survey, se: null, ci95: null, ci95_t: null }, ratings, rule, points)
    expect(both.score).not.toBeNull()
    expect([both.se, both.ci95, both.ci95_t, both.df]).toEqual([null, null, null, null])
  })

  it('hides fewer than five ratings, and does not count them whatever the minimum', () => {
    const both = combineChannels(survey, counts(0, 0, 0, 0, 4), { share: '20', min_n: 1 }, points)
    expect(both.score).toBe(80)
    expect(both.channels!.hcp).toMatchObject({ score: null, n: null, levels: null, hidden: true, share: 0 })
  })

  it('lies between its parts, and its variance is never above the larger one', () => {
    const level = fc.integer({ min: 0, max: 400 })
    fc.assert(
      fc.property(
        fc.tuple(level, level, level, level, level),
        fc.integer({ min: 0, max: 100 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (list, share, score, se) => {
          const both = combineChannels(
            { ...survey, score, se },
            counts(...list),
            { ...rule, share: `${share}` },
            points,
          )
          const hcp = scoreHcp(counts(...list), points)
          const ends = hcp.n < 30 ? [score] : [score, hcp.score!]
          expect(both.score).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9)
          expect(both.score).toBeLessThanOrEqual(Math.max(...ends) + 1e-9)
          expect(both.se).toBeLessThanOrEqual(Math.max(se, hcp.n < 30 ? 0 : hcp.se!) + 1e-9)
          expect(both.channels!.survey.share + both.channels!.hcp.share).toBeCloseTo(1, 12)
        },
      ),
    )
  })
})

describe('addChannel', () => {
  const builder = new RatingsBuilder(['seen', 'small'])
  for (let k = 0; k < 40; k++) {
    const person = builder.person(builder.stratum('resident', 'resident', null), 1)
    builder.rate(person, 'seen', 60 + (k % 3) * 20, true)
    if (k < 3) builder.rate(person, 'small', 100, true)
  }
  const result = discloseScores(scoreUnits(builder.ratings(), { ...defaultScheme, group_min_n: 1 }))
  const tallies = { seen: counts(60, 20, 5, 3, 2), small: counts(99) }

  it('leaves results alone where the scheme has no channel', () => {
    expect(addChannel(result, tallies, { ...defaultScheme, hcp: null })).toBe(result)
  })

  it('adds both parts to every unit, and tells nothing of a hidden one', () => {
    const { units } = addChannel(result, tallies, defaultScheme)
    expect(units['seen']!.score).toBeCloseTo(
      0.8 * result.units['seen']!.score! + 0.2 * scoreHcp(tallies.seen, points).score!,
      12,
    )
    expect(units['small']).toMatchObject({ score: null, hidden: true, n: null })
    expect(units['small']!.channels!.survey).toMatchObject({ score: null, n: null })
  })

  it('is the survey for a unit nobody rated', () => {
    const { units } = addChannel(result, {}, defaultScheme)
    expect(units['seen']!.score).toBe(result.units['seen']!.score)
    expect(units['seen']!.channels!.hcp.redistributed).toBe('no_ratings')
  })
})
