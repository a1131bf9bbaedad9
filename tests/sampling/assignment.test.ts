// Assignment of evaluated units to drawn respondents.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignUnits, type AssignmentInput } from '../../sampling/assignment.ts'
import { sha256 } from './support.ts'

const drawKey = sha256('a draw')
const unitNames = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']
const input = fc.record({
  respondents: fc
    .array(fc.record({ eligible: fc.subarray(unitNames), own: fc.subarray(unitNames, { maxLength: 1 }) }), {
      maxLength: 14,
    })
    .map(list => list.map((one, i) => ({ elementId: `p${i}`, ...one }))),
  maxUnits: fc.integer({ min: 1, max: 4 }),
})

/** Least possible sum of squared loads, by trying everything. */
function bestBalance({ respondents, maxUnits }: AssignmentInput): number {
  let states = new Set(['0,0,0,0,0,0'])
  for (const { eligible, own = [] } of respondents) {
    const allowed = eligible.filter(unit => !own.includes(unit)).map(unit => unitNames.indexOf(unit))
    const take = Math.min(maxUnits, allowed.length)
    const choices = subsets(allowed, take)
    const next = new Set<string>()
    for (const state of states) {
      for (const chosen of choices) {
        next.add(
          state
            .split(',')
            .map((n, i) => Number(n) + (chosen.includes(i) ? 1 : 0))
            .join(),
        )
      }
    }
    states = next
  }
  return Math.min(...[...states].map(state => state.split(',').reduce((sum, n) => sum + Number(n) ** 2, 0)))
}
const subsets = (of: readonly number[], size: number): number[][] =>
  size === 0 ? [[]] : of.flatMap((first, i) => subsets(of.slice(i + 1), size - 1).map(rest => [first, ...rest]))

describe('assignUnits', () => {
  it('asks about eligible units only, never the own one, and about as many as allowed', () => {
    fc.assert(
      fc.property(input, ({ respondents, maxUnits }) => {
        const result = assignUnits({ respondents, maxUnits, drawKey, units: unitNames })
        result.assignments.forEach(({ elementId, units }, i) => {
          const { eligible, own, elementId: id } = respondents[i]!
          const allowed = eligible.filter(unit => !own.includes(unit))
          expect(elementId).toBe(id)
          expect(allowed).toEqual(expect.arrayContaining([...units]))
          expect(units).toHaveLength(Math.min(maxUnits, allowed.length))
          expect(new Set(units).size).toBe(units.length)
        })
        const load = Object.fromEntries(unitNames.map(unit => [unit, 0]))
        for (const { units } of result.assignments) for (const unit of units) load[unit]!++
        expect(result.load).toEqual(load)
      }),
    )
  })

  it('spreads the units as evenly as any assignment could', () => {
    const few = input.map(({ respondents, maxUnits }) => ({ respondents: respondents.slice(0, 6), maxUnits, drawKey }))
    fc.assert(
      fc.property(few, one => {
        const loads = Object.values(assignUnits(one).load)
        expect(loads.reduce((sum, n) => sum + n ** 2, 0)).toBe(bestBalance(one))
      }),
      { numRuns: 60 },
    )
  })

  it('replays: the order of the inputs does not matter, another draw gives another order', () => {
    const respondents = Array.from({ length: 40 }, (_, i) => ({ elementId: `p${i}`, eligible: unitNames }))
    const units = (list: typeof respondents, key = drawKey): Record<string, string> =>
      Object.fromEntries(
        assignUnits({ respondents: list, maxUnits: 3, drawKey: key }).assignments.map(one => [
          one.elementId,
          one.units.join(),
        ]),
      )
    const turned = respondents.map(one => ({ ...one, eligible: [...one.eligible].reverse() })).reverse()
    expect(units(turned)).toEqual(units(respondents))
    expect(units(respondents, sha256('another draw'))).not.toEqual(units(respondents))
  })

  it('asks in the order of the tickets, so that no unit is always first', () => {
    const respondents = Array.from({ length: 600 }, (_, i) => ({ elementId: `p${i}`, eligible: unitNames }))
    const { assignments, load } = assignUnits({ respondents, maxUnits: 6, drawKey })
    const first = assignments[0]!
    const byTicket = [...unitNames].sort((a, b) =>
      sha256(`${drawKey}:assign/p0/${a}`) < sha256(`${drawKey}:assign/p0/${b}`) ? -1 : 1,
    )
    expect(first.units).toEqual(byTicket)
    expect(load).toEqual(Object.fromEntries(unitNames.map(unit => [unit, 600])))
    for (const unit of unitNames) {
      const leading = assignments.filter(one => one.units[0] === unit).length
      expect(leading).toBeGreaterThan(60)
      expect(leading).toBeLessThan(140)
    }
  })

  it('reports whom and what it could not serve', () => {
    const { unsatisfied } = assignUnits({
      respondents: [
        { elementId: 'a', eligible: ['u1'], own: ['u1'] },
        { elementId: 'b', eligible: ['u1'] },
        { elementId: 'c', eligible: [] },
      ],
      maxUnits: 2,
      drawKey,
      units: ['u1', 'u2'],
      minPerUnit: 2,
    })
    expect(unsatisfied).toEqual([
      { kind: 'respondent', elementId: 'a', reason: 'no_eligible_unit' },
      { kind: 'respondent', elementId: 'c', reason: 'no_eligible_unit' },
      { kind: 'unit', unit: 'u1', reason: 'too_few', n: 1 },
      { kind: 'unit', unit: 'u2', reason: 'nobody_eligible', n: 0 },
    ])
  })

  it('refuses no units per respondent, and a respondent twice', () => {
    expect(() => assignUnits({ respondents: [], maxUnits: 0, drawKey })).toThrow(
      'assignUnits requires maxUnits of 1 or more',
    )
    const twice = [
      { elementId: 'a', eligible: [] },
      { elementId: 'a', eligible: [] },
    ]
    expect(() => assignUnits({ respondents: twice, maxUnits: 1, drawKey })).toThrow(
      'assignUnits requires each respondent once',
    )
  })
})
