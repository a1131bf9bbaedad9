// Assignment with a number of respondents per unit and group: bounds are met whenever they can be, or proved impossible.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignUnits, type AssignmentInput, type AssignmentResult } from '../../sampling/assignment.ts'
import { ticketOrderOf } from '../../sampling/assignment-order.ts'
import { ticketOf } from '../../sampling/tickets.ts'
import { utf8Bytes } from '../../sampling/utf8.ts'
import { sha256 } from './support.ts'

const drawKey = sha256('a draw')
const unitNames = ['u1', 'u2', 'u3', 'u4']
const groupNames = ['g1', 'g2']
type Sized = AssignmentInput & { readonly minPerGroup: number }

const inputOf = (people: number, units = unitNames, groups = groupNames): fc.Arbitrary<Sized> =>
  fc.record({
    respondents: fc
      .array(
        fc.record({
          eligible: fc.subarray(units),
          own: fc.subarray(units, { maxLength: 1 }),
          group: fc.constantFrom(...groups),
        }),
        { maxLength: people },
      )
      .map(list => list.map((one, i) => ({ elementId: `p${i}`, ...one }))),
    maxUnits: fc.integer({ min: 1, max: 3 }),
    minPerGroup: fc.integer({ min: 0, max: 3 }),
    minPerUnit: fc.integer({ min: 0, max: 5 }),
    drawKey: fc.constant(drawKey),
    units: fc.constant(units),
  })

const allowedOf = ({ eligible, own = [] }: AssignmentInput['respondents'][number]): string[] =>
  eligible.filter(unit => !own.includes(unit))
const subsets = <T>(of: readonly T[], size: number): T[][] =>
  size === 0 ? [[]] : of.flatMap((first, i) => subsets(of.slice(i + 1), size - 1).map(rest => [first, ...rest]))
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Every table of ratings per group and unit that some assignment gives. */
function everyTable({ respondents, maxUnits }: Sized): number[][] {
  let tables = new Set([groupNames.flatMap(() => unitNames.map(() => 0)).join()])
  for (const one of respondents) {
    const allowed = allowedOf(one)
    const base = groupNames.indexOf(one.group!) * unitNames.length
    const choices = subsets(allowed, Math.min(maxUnits, allowed.length))
    const next = new Set<string>()
    for (const table of tables) {
      for (const chosen of choices) {
        const numbers = table.split(',').map(Number)
        for (const unit of chosen) numbers[base + unitNames.indexOf(unit)]!++
        next.add(numbers.join())
      }
    }
    tables = next
  }
  return [...tables].map(table => table.split(',').map(Number))
}
const totalsOf = (table: readonly number[]): number[] =>
  unitNames.map((_, u) => sum(groupNames.map((_, g) => table[g * unitNames.length + u]!)))
const tableOf = (result: AssignmentResult): number[] =>
  groupNames.flatMap(group => unitNames.map(unit => result.loadByGroup![unit]![group] ?? 0))

/** Most ratings towards the bounds, by augmenting paths that know nothing of balance. */
function mostTowards({ respondents, maxUnits, minPerGroup }: Sized): number {
  const given = respondents.map(() => new Set<string>())
  const load = new Map<string, number>()
  const augment = (person: number, seen: Set<string>): boolean => {
    const { group } = respondents[person]!
    for (const unit of allowedOf(respondents[person]!)) {
      const cell = `${group}/${unit}`
      if (given[person]!.has(unit) || seen.has(cell)) continue
      seen.add(cell)
      const others = respondents.map((_, i) => i).filter(i => respondents[i]!.group === group && given[i]!.has(unit))
      if ((load.get(cell) ?? 0) < minPerGroup) load.set(cell, (load.get(cell) ?? 0) + 1)
      else {
        const mover = others.find(i => augment(i, seen))
        if (mover === undefined) continue
        given[mover]!.delete(unit)
      }
      given[person]!.add(unit)
      return true
    }
    return false
  }
  respondents.forEach((_, person) => {
    while (given[person]!.size < maxUnits && augment(person, new Set())) {
      // One more rating towards a bound.
    }
  })
  return sum([...load.values()])
}

/** Check each proof by counting again from the input alone. */
function expectProofs({ respondents, maxUnits }: AssignmentInput, { shortages, unsatisfied }: AssignmentResult): void {
  for (const { group, units, respondents: named, needed, possible, reserved } of shortages) {
    const counted = respondents.map(one => {
      if (group !== null && one.group !== group) return 0
      const kept = reserved.filter(other => other.group === one.group).map(other => other.unit)
      return allowedOf(one).filter(unit => units.includes(unit) || kept.includes(unit)).length
    })
    expect(named).toEqual(
      respondents
        .filter((_, i) => counted[i]! > 0)
        .map(one => one.elementId)
        .sort(),
    )
    const most = sum(counted.map(count => Math.min(count, maxUnits))) - sum(reserved.map(other => other.n))
    expect(possible).toBe(most)
    expect(possible).toBeLessThan(needed)
  }
  const proved = (group: string | null, unit: string): boolean =>
    shortages.some(shortage => shortage.group === group && shortage.units.includes(unit))
  for (const one of unsatisfied) {
    if (one.kind === 'group') expect(proved(one.group, one.unit)).toBe(true)
    if (one.kind === 'unit' && one.reason === 'too_few') expect(proved(null, one.unit)).toBe(true)
  }
}

describe('numbers per unit and group', () => {
  it('meet the bounds whenever any assignment does, and then spread the totals as evenly as any could', () => {
    fc.assert(
      fc.property(inputOf(6), input => {
        const result = assignUnits(input)
        const tables = everyTable(input)
        const towards = (table: readonly number[]): number => sum(table.map(n => Math.min(n, input.minPerGroup)))
        const best = Math.max(...tables.map(towards))
        const table = tableOf(result)
        expect(tables.some(other => other.join() === table.join())).toBe(true)
        expect(towards(table)).toBe(best)
        const equal = tables.filter(other => other.every((n, c) => n >= Math.min(table[c]!, input.minPerGroup)))
        const squares = (other: readonly number[]): number => sum(totalsOf(other).map(n => n * n))
        const range = (other: readonly number[]): number => Math.max(...totalsOf(other)) - Math.min(...totalsOf(other))
        expect(squares(table)).toBe(Math.min(...equal.map(squares)))
        expect(range(table)).toBe(Math.min(...equal.map(range)))
        expectProofs(input, result)
        const short = groupNames.flatMap((_, g) =>
          unitNames.filter((_, u) => table[g * unitNames.length + u]! < input.minPerGroup),
        )
        const listed = result.unsatisfied.filter(one => one.kind === 'group' && groupNames.includes(one.group))
        const known = input.respondents.map(one => one.group)
        if (groupNames.every(name => known.includes(name))) expect(listed).toHaveLength(short.length)
      }),
      { numRuns: 150 },
    )
  })

  it('agree with a maximum flow on larger cases, and prove every bound that is not met', () => {
    const [units, groups] = [Array.from({ length: 9 }, (_, i) => `u${i}`), ['a', 'b', 'c']]
    fc.assert(
      fc.property(inputOf(50, units, groups), input => {
        const result = assignUnits(input)
        const cells = Object.values(result.loadByGroup!).flatMap(byGroup => Object.values(byGroup))
        expect(sum(cells.map(n => Math.min(n, input.minPerGroup)))).toBe(mostTowards(input))
        for (const { units } of result.assignments) expect(units.length).toBeLessThanOrEqual(input.maxUnits)
        expect(sum(Object.values(result.load))).toBe(
          sum(input.respondents.map(one => Math.min(input.maxUnits, allowedOf(one).length))),
        )
        expectProofs(input, result)
      }),
      { numRuns: 150 },
    )
  })

  it('replay whatever the order of the inputs', () => {
    fc.assert(
      fc.property(inputOf(20), fc.nat(), (input, turn) => {
        const result = assignUnits(input)
        const by = input.respondents.length === 0 ? 0 : turn % input.respondents.length
        const respondents = [...input.respondents.slice(by), ...input.respondents.slice(0, by)].reverse()
        const turned = respondents.map(one => ({ ...one, eligible: [...one.eligible].reverse() }))
        const other = assignUnits({ ...input, respondents: turned, units: [...unitNames].reverse() })
        const sorted = (list: AssignmentResult['assignments']): unknown =>
          [...list].sort((a, b) => (a.elementId < b.elementId ? -1 : 1))
        expect(sorted(other.assignments)).toEqual(sorted(result.assignments))
        expect(other.shortages).toEqual(result.shortages)
      }),
    )
  })

  it('say who is missing, in the smallest case of each kind', () => {
    const respondents = [
      { elementId: 'a', eligible: ['u1', 'u2'], group: 'g1' },
      { elementId: 'b', eligible: ['u1', 'u2'], group: 'g1' },
      { elementId: 'c', eligible: ['u2'], group: 'g2' },
    ]
    const { unsatisfied, shortages, loadByGroup } = assignUnits({
      respondents,
      maxUnits: 1,
      drawKey,
      minPerGroup: { g1: 2, g2: 1, g3: 1 },
      units: ['u1', 'u2'],
    })
    expect(loadByGroup).toEqual({ u1: { g1: 1, g2: 0, g3: 0 }, u2: { g1: 1, g2: 1, g3: 0 } })
    expect(unsatisfied).toEqual([
      { kind: 'group', unit: 'u1', group: 'g1', reason: 'too_few', n: 1, needed: 2 },
      { kind: 'group', unit: 'u2', group: 'g1', reason: 'too_few', n: 1, needed: 2 },
      { kind: 'group', unit: 'u1', group: 'g2', reason: 'nobody_eligible', n: 0, needed: 1 },
      { kind: 'group', unit: 'u1', group: 'g3', reason: 'nobody_eligible', n: 0, needed: 1 },
      { kind: 'group', unit: 'u2', group: 'g3', reason: 'nobody_eligible', n: 0, needed: 1 },
    ])
    expect(shortages).toEqual([
      { group: 'g1', units: ['u1', 'u2'], respondents: ['a', 'b'], needed: 4, possible: 2, reserved: [] },
      { group: 'g2', units: ['u1'], respondents: [], needed: 1, possible: 0, reserved: [] },
      { group: 'g3', units: ['u1'], respondents: [], needed: 1, possible: 0, reserved: [] },
      { group: 'g3', units: ['u2'], respondents: [], needed: 1, possible: 0, reserved: [] },
    ])
  })

  describe('and the loads over all groups', () => {
    const respondents = [
      { elementId: 'a', eligible: ['u1', 'u2'], group: 'g1' },
      { elementId: 'b', eligible: ['u1', 'u2'], group: 'g1' },
      { elementId: 'c', eligible: ['u1'], group: 'g2' },
      { elementId: 'd', eligible: ['u1'], group: 'g2' },
      { elementId: 'e', eligible: ['u1'], group: 'g2' },
    ]
    const ask = (minPerGroup: Record<string, number>): AssignmentResult =>
      assignUnits({ respondents, maxUnits: 1, drawKey, minPerGroup, minPerUnit: 2 })

    it('people of one group make up for another, as far as its bounds allow', () => {
      expect(ask({ g1: 0 })).toMatchObject({ load: { u1: 3, u2: 2 }, unsatisfied: [], shortages: [] })
      expect(ask({ g1: 1 })).toMatchObject({ load: { u1: 4, u2: 1 } })
    })
    it('the proof names the ratings that a bound per group reserves', () => {
      const result = ask({ g1: 1 })
      expectProofs({ respondents, maxUnits: 1, drawKey }, result)
      expect(result.unsatisfied).toEqual([{ kind: 'unit', unit: 'u2', reason: 'too_few', n: 1 }])
      expect(result.shortages).toEqual([
        {
          group: null,
          units: ['u2'],
          respondents: ['a', 'b'],
          needed: 2,
          possible: 1,
          reserved: [{ unit: 'u1', group: 'g1', n: 1 }],
        },
      ])
    })
  })

  it('leave an assignment without groups as it was: drawn files replay', () => {
    const units = Array.from({ length: 12 }, (_, i) => `u${i}`)
    const respondents = Array.from({ length: 200 }, (_, i) => ({
      elementId: `p${i}`,
      eligible: units.filter((_, j) => (i * 7 + j * j) % (j + 2) < 2),
      own: [units[i % 12]!],
    }))
    const { assignments } = assignUnits({ respondents, maxUnits: 3, drawKey })
    expect(sha256(JSON.stringify(assignments))).toBe('a65c86e89dda4c6e8eb81d0e64aeac8c5a4739455ae98575784c46c7f04447ef')
  })

  it('refuse a respondent without a group, and bounds that are not whole', () => {
    const respondents = [{ elementId: 'a', eligible: ['u1'] }]
    const ask = (more: object) => () => assignUnits({ respondents, maxUnits: 1, drawKey, ...more })
    expect(ask({ minPerGroup: 1 })).toThrow('assignUnits requires a group for each respondent')
    expect(ask({ minPerUnit: 0.5 })).toThrow('assignUnits requires bounds that are whole numbers of 0 or more')
  })
})

describe('the order by tickets', () => {
  it('is that of the hex digits of each, for names of any length and both hashes', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 60 })
    fc.assert(
      fc.property(
        names,
        fc.string({ maxLength: 30 }),
        fc.constantFrom('sha256' as const, 'sm3' as const),
        (list, id, hash) => {
          const ticket = list.map(name => ticketOf(drawKey, `assign/${id}/${name}`, hash))
          const expected = list.map((_, i) => i).sort((a, b) => (ticket[a]! < ticket[b]! ? -1 : 1))
          const order = ticketOrderOf(drawKey, hash)
          const bytes = list.map(name => utf8Bytes(name))
          expect(order(utf8Bytes(`assign/${id}/`), bytes)).toEqual(expected)
          expect(order(utf8Bytes('again'), bytes)).toHaveLength(list.length)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('holds beyond one batch', () => {
    const list = Array.from({ length: 9000 }, (_, i) => `name ${i}`)
    const ticket = list.map(name => ticketOf(drawKey, name))
    const expected = list.map((_, i) => i).sort((a, b) => (ticket[a]! < ticket[b]! ? -1 : 1))
    expect(
      ticketOrderOf(drawKey)(
        utf8Bytes(''),
        list.map(name => utf8Bytes(name)),
      ),
    ).toEqual(expected)
  })
})
