// A least number of ratings per unit and category: reached where anybody could reach it, and proved out of reach elsewhere.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssignmentRule, AssignmentSpec } from '../../server/design/assignment.ts'
import { choicesFor } from '../../server/design/assignment.ts'
import { assignDrawn, type DrawnPerson, shortagesOfDrawn } from '../../server/draw/assign.ts'
import { inWords } from '../../server/draw/shortages.ts'

const UNITS = ['a', 'b', 'c', 'd']
const KEY = 'ab'.repeat(32)
const someone = (elementId: string, unitId: string | null, otherUnits: readonly string[] = []): DrawnPerson => ({
  elementId,
  role: 'sample',
  category: 'resident',
  unitId,
  otherUnits,
})
const spec = (max_units: number, rule: AssignmentRule, min_per_group?: number): AssignmentSpec => ({
  max_units,
  rules: { resident: rule },
  ...(min_per_group === undefined ? {} : { min_per_group }),
})
const loadsOf = (units: ReadonlyMap<string, readonly string[]>) => {
  const loads = new Map(UNITS.map(unit => [unit, 0]))
  for (const unit of [...units.values()].flat()) loads.set(unit, (loads.get(unit) ?? 0) + 1)
  return loads
}

const person = fc.record({
  unitId: fc.option(fc.constantFrom(...UNITS)),
  otherUnits: fc.subarray(UNITS),
})
const cases = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 12 }),
  max: fc.integer({ min: 1, max: 4 }),
  rule: fc.constantFrom<AssignmentRule>('own', 'own_first', 'others', 'all'),
  least: fc.integer({ min: 1, max: 6 }),
})

describe('a least number per unit and category', () => {
  it('changes nothing where it is not set: committed designs replay to the same units for ever', () => {
    const people = Array.from({ length: 60 }, (_, i) => ({
      ...someone(`p${i}`, i % 7 ? (UNITS[i % 4] ?? null) : null, i % 3 ? ['d'] : []),
      role: i % 5 ? ('sample' as const) : ('reserve' as const),
      category: i % 2 ? 'resident' : 'peer_leader',
    }))
    const rules = { resident: 'own_first', peer_leader: 'others' } as const
    const { units, shortages } = assignDrawn(people, { max_units: 2, rules }, UNITS, KEY)
    expect(
      createHash('sha256')
        .update(JSON.stringify([...units]))
        .digest('hex'),
    ).toBe('0cbdf77fa43924ef2eeea18782248ea1222a83edf000bfd9e77d5156bbb32e8d')
    expect(shortages).toEqual([])
  })

  it('changes nothing for the reserve', () => {
    const people = Array.from({ length: 17 }, (_, i) => someone(`p${i}`, UNITS[i % 3] ?? null, i % 2 ? ['d'] : []))
    const reserve = people.map(one => ({ ...one, elementId: `r${one.elementId}`, role: 'reserve' as const }))
    const plain = assignDrawn([...people, ...reserve], spec(2, 'own_first'), UNITS, KEY)
    const bound = assignDrawn([...people, ...reserve], spec(2, 'own_first', 9), UNITS, KEY)
    for (const { elementId } of reserve) expect(bound.units.get(elementId)).toEqual(plain.units.get(elementId))
  })

  it('is met by giving up the even start, own units staying first', () => {
    // One has the room for two, the others for one: those who choose among few must leave d to those who can.
    const people = [
      someone('1', 'a', ['b', 'c']),
      someone('2', 'a', ['b', 'c']),
      someone('3', 'a'),
      someone('4', 'b'),
      someone('5', 'c'),
    ]
    const { units, shortages } = assignDrawn(people, spec(3, 'own_first', 3), UNITS, KEY)
    expect(shortages).toEqual([])
    expect([...loadsOf(units).values()].every(load => load >= 3)).toBe(true)
    for (const { elementId, unitId, otherUnits } of people)
      expect([unitId, ...otherUnits]).toContain(units.get(elementId)?.[0])
    expect(units.get('3')?.[0]).toBe('a')
  })

  it('keeps every rule, fills every list as before, and proves every shortage by counting', () => {
    fc.assert(
      fc.property(cases, ({ people, max, rule, least }) => {
        const drawn = people.map((one, i) => someone(`p${i}`, one.unitId, one.otherUnits))
        const own = (one: DrawnPerson) => [...new Set([one.unitId, ...one.otherUnits].filter(unit => unit !== null))]
        const plain = assignDrawn(drawn, spec(max, rule), UNITS, KEY).units
        const { units, shortages } = assignDrawn(drawn, spec(max, rule, least), UNITS, KEY)
        // The most that a person can give to a set of units, own units coming first.
        const gives = (one: DrawnPerson, set: readonly string[]) => {
          const { must, may } = choicesFor(rule, own(one), UNITS)
          const inSet = (list: readonly string[]) => list.filter(unit => set.includes(unit)).length
          if (must.length >= max) return Math.min(max, inSet(must))
          return inSet(must) + Math.min(max - must.length, inSet(may.filter(unit => !must.includes(unit))))
        }
        for (const one of drawn) {
          const { must, may } = choicesFor(rule, own(one), UNITS)
          const list = units.get(one.elementId) ?? []
          expect(list).toHaveLength(plain.get(one.elementId)?.length ?? 0)
          expect(new Set(list).size).toBe(list.length)
          expect([...must, ...may]).toEqual(expect.arrayContaining([...list]))
          const first = list.slice(0, Math.min(must.length, max))
          expect(must).toEqual(expect.arrayContaining(first))
        }
        const loads = loadsOf(units)
        const short = new Set(shortages.flatMap(({ units: set }) => set.map(({ unitId }) => unitId)))
        for (const unit of UNITS) if (!short.has(unit)) expect(loads.get(unit)).toBeGreaterThanOrEqual(least)
        for (const { units: set, needed, possible, people: count } of shortages) {
          const names = set.map(({ unitId }) => unitId)
          expect(possible).toBe(drawn.reduce((sum, one) => sum + gives(one, names), 0))
          expect(possible).toBe(set.reduce((sum, { n }) => sum + n, 0))
          expect(set.map(({ n }) => n)).toEqual(names.map(name => loads.get(name)))
          expect(needed).toBe(least * names.length)
          expect(possible).toBeLessThan(needed)
          expect(count).toBe(drawn.filter(one => gives(one, names) > 0).length)
        }
        expect(shortagesOfDrawn(drawn.toReversed(), spec(max, rule, least), UNITS, units)).toEqual(shortages)
      }),
      { numRuns: 400 },
    )
  })

  it('says why in words, naming a few units of many', () => {
    const names = UNITS.map(id => ({ id, shortName: `单位${id}` }))
    const said = (shortage: { units: readonly string[]; people: number }, rule: AssignmentRule = 'all') => {
      const units = shortage.units.map(unitId => ({ unitId, n: 1 }))
      const whole = { ...shortage, units, category: 'resident', needed: 20, possible: 12 }
      return inWords([whole], spec(5, rule, 20), names)[0]
    }
    expect(said({ units: ['a'], people: 12 })).toMatchObject({
      zh: '城乡居民代表的样本中只有 12 人可以评单位a，最多能有 12 份，要求 20 份。',
      en: 'Residents: only 12 in the sample may rate 单位a; 12 ratings at most, 20 are asked for.',
    })
    expect(said({ units: ['a', 'b'], people: 3 }, 'own_first')?.zh).toContain('单位a、单位b，每人最多评 5 个')
    expect(said({ units: ['a', 'b'], people: 3 }, 'own_first')?.zh).toContain('打过交道的单位优先')
    expect(said({ units: UNITS, people: 3 })?.zh).toContain('全部 4 个参评单位')
    expect(said({ units: ['b'], people: 0 })?.zh).toContain('没有人可以评单位b')
  })
})
