// Grades by the rule of the year: limits, quota, ties, triggers, and grades that hang on sampling error.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GradeCandidate } from '../../sampling/grade.ts'
import { applyTriggers, defaultGradeRule as rule, excellentPlaces, gradeSeries } from '../../sampling/grade.ts'
import { gradeNoise } from '../../sampling/grade-noise.ts'

const unit = (id: string, score: string, more: Partial<GradeCandidate> = {}): GradeCandidate => ({
  id,
  score,
  exact: score,
  target: score,
  public: score,
  leader: score,
  deduction: '0',
  ...more,
})
const grades = (candidates: readonly GradeCandidate[], by = rule) =>
  Object.fromEntries(gradeSeries(candidates, by).results.map(result => [result.id, result.grade]))

describe('gradeSeries', () => {
  it('takes the first half and 85 for excellent; 85 outside the half, or less inside it, is good', () => {
    const series = [unit('a', '92.00'), unit('b', '85.00'), unit('c', '85.00', { target: '84' }), unit('d', '80.00')]
    expect(grades(series)).toEqual({ a: 'excellent', b: 'excellent', c: 'good', d: 'good' })
    expect(grades([unit('a', '84.99'), unit('b', '79.99'), unit('c', '60.00'), unit('d', '59.99')])).toEqual({
      a: 'good',
      b: 'fair',
      c: 'fair',
      d: 'poor',
    })
  })

  it('counts places of an odd series as the rule rounds them', () => {
    expect(excellentPlaces(13, rule).places).toBe(6)
    const quota = (rounding: 'half_up' | 'ceil') => ({ ...rule, quota: { ...rule.quota, rounding } })
    expect(excellentPlaces(13, quota('half_up')).places).toBe(7)
    expect(excellentPlaces(13, quota('ceil')).places).toBe(7)
  })

  it('orders equal scores by target, public, leader, fewer deductions', () => {
    const by = (more: Partial<GradeCandidate>) =>
      gradeSeries([unit('x', '90.00'), unit('y', '90.00', more)]).results[0]?.id
    expect(by({ target: '90.01' })).toBe('y')
    expect(by({ public: '91' })).toBe('y')
    expect(by({ leader: '91' })).toBe('y')
    expect(by({ deduction: '0.1' })).toBe('x')
  })

  it('includes all units still tied across the line, and flags it', () => {
    const series = [unit('a', '95.00'), unit('b', '90.00'), unit('c', '90.00'), unit('d', '86.00')]
    const result = gradeSeries(series)
    expect(result.tieAtLine).toBe(true)
    expect(result.results.map(r => [r.id, r.rank, r.tied, r.grade])).toEqual([
      ['a', 1, false, 'excellent'],
      ['b', 2, true, 'excellent'],
      ['c', 2, true, 'excellent'],
      ['d', 4, false, 'good'],
    ])
    const strict = { ...rule, tie: { ...rule.tie, final: 'exclude_all' } } as const
    expect(grades(series, strict)).toMatchObject({ b: 'good', c: 'good' })
  })

  it('lowers one step in all for downgrade triggers, and poor overrides', () => {
    const down = unit('a', '95.00', { triggers: ['downgrade', 'downgrade'] })
    const poor = unit('b', '94.00', { triggers: ['downgrade', 'poor'] })
    expect(grades([down, poor, unit('c', '93.00'), unit('d', '70.00')])).toEqual({
      a: 'good',
      b: 'poor',
      c: 'good',
      d: 'fair',
    })
    expect(applyTriggers('poor', ['downgrade'])).toBe('poor')
  })

  it('refills the place of a downgraded unit only when the rule says so', () => {
    const series = [
      unit('a', '95.00', { triggers: ['downgrade'] }),
      unit('b', '94.00'),
      unit('c', '93.00'),
      unit('d', '92.00'),
    ]
    expect(grades(series)['c']).toBe('good')
    expect(grades(series, { ...rule, quota: { ...rule.quota, refill: true } })['c']).toBe('excellent')
  })

  it('leaves exempt and unscored units without a grade, the unscored in the base', () => {
    const series = [
      unit('a', '95.00'),
      { ...unit('b', '94.00'), score: null, exact: null },
      unit('c', '93.00', { exempt: true }),
    ]
    const result = gradeSeries(series)
    expect([result.base, result.places]).toEqual([2, 1])
    expect(grades(series)).toEqual({ a: 'excellent', b: null, c: null })
  })

  it('asks for the size of the extra share, adds it, and keeps 85', () => {
    const due = { ...rule, quota: { ...rule.quota, city_excellent: true } }
    const series = [unit('a', '90.00'), unit('b', '86.00'), unit('c', '84.00'), unit('d', '70.00')]
    expect(gradeSeries(series, due).extraShareMissing).toBe(true)
    const given = { ...due, quota: { ...due.quota, bonus_points: '25' } }
    expect(gradeSeries(series, given)).toMatchObject({ extraShareMissing: false, places: 3 })
    expect(grades(series, given)['c']).toBe('good')
    expect(grades(series, { ...given, quota: { ...given.quota, bonus_keeps_min: false } })['c']).toBe('excellent')
  })

  it('does not depend on the order of the input, and a better score never has a worse grade', () => {
    const scores = fc.array(fc.integer({ min: 5000, max: 10_000 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(scores, fc.nat(), (hundredths, turn) => {
        const series = hundredths.map((k, i) => unit(`u${i}`, (k / 100).toFixed(2)))
        const turned = series.map((_, i) => series[(i + turn) % series.length]!)
        const { results } = gradeSeries(series)
        expect(gradeSeries(turned).results).toEqual(results)
        const steps = results.map(r => ['excellent', 'good', 'fair', 'poor'].indexOf(r.grade ?? ''))
        expect(steps).toEqual([...steps].sort((a, b) => a - b))
      }),
    )
  })
})

describe('gradeNoise', () => {
  const interval = (reach: number, at: string) => [Number(at) - reach, Number(at) + reach] as const

  it('flags a score limit that the interval crosses after its 20 % weight', () => {
    const series = [unit('a', '95.00'), unit('b', '79.50'), unit('c', '78.00')]
    const noise = gradeNoise(series, new Map(series.map(({ id, score }) => [id, interval(5, score!)])))
    expect(noise).toEqual([
      { id: 'a', low: '94.00', high: '96.00', crosses: [] },
      { id: 'b', low: '78.50', high: '80.50', crosses: ['good'] },
      { id: 'c', low: '77.00', high: '79.00', crosses: [] },
    ])
  })

  it('flags the rank line on both sides of it, and only where 85 is in reach', () => {
    const series = [unit('a', '95.00'), unit('b', '90.50'), unit('c', '90.00'), unit('d', '70.00')]
    const crossing = (list: readonly GradeCandidate[]) =>
      gradeNoise(list, new Map(list.map(({ id, score }) => [id, interval(5, score!)]))).map(n => [n.id, ...n.crosses])
    expect(crossing(series)).toEqual([['a'], ['b', 'rank'], ['c', 'rank'], ['d']])
    const low = [unit('a', '75.00'), unit('b', '70.50'), unit('c', '70.00'), unit('d', '65.00')]
    expect(crossing(low)).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('does not flag 85 for a unit whose rank shuts it out of excellent anyway', () => {
    const series = [unit('a', '95.00'), unit('b', '94.00'), unit('c', '85.20'), unit('d', '60.10')]
    const noise = gradeNoise(series, new Map([['c', interval(5, '85.20')]]))
    expect(noise[0]?.crosses).toEqual([])
  })
})
