// Who is asked about which units: own units always, leaders never their own, loads even within each category.
import { describe, expect, it } from 'vitest'
import { assignDrawn, type DrawnPerson } from '../../server/draw/assign.ts'
import type { AssignmentSpec } from '../../server/design/assignment.ts'

const UNITS = ['a', 'b', 'c', 'd']
const KEY = 'ab'.repeat(32)
const someone = (elementId: string, category: string, unitId: string | null, more: Partial<DrawnPerson> = {}) => ({
  elementId,
  role: 'sample' as const,
  category,
  unitId,
  otherUnits: [],
  ...more,
})
const rules = (max_units: number, rules: NonNullable<AssignmentSpec['rules']>): AssignmentSpec => ({ max_units, rules })
const loads = (lists: Iterable<readonly string[]>) => {
  const load = Object.fromEntries(UNITS.map(unit => [unit, 0]))
  for (const list of lists) for (const unit of list) load[unit] = (load[unit] ?? 0) + 1
  return Object.values(load)
}

describe('units of drawn people', () => {
  it('are their own for those served, all of them up to the most, and others only after them', () => {
    const people = [
      someone('1', 'service_recipient', 'a'),
      someone('2', 'service_recipient', 'a', { otherUnits: ['b', 'c'] }),
    ]
    const own = assignDrawn(people, rules(2, { service_recipient: 'own' }), UNITS, KEY).units
    expect(own.get('1')).toEqual(['a'])
    expect(own.get('2')).toHaveLength(2)
    const first = assignDrawn(people, rules(3, { service_recipient: 'own_first' }), UNITS, KEY).units
    expect(first.get('1')?.[0]).toBe('a')
    expect(first.get('1')).toHaveLength(3)
    expect([...(first.get('2') ?? [])].sort()).toEqual(['a', 'b', 'c'])
  })

  it('are never their own for leaders, and spread evenly within each category', () => {
    const leaders = Array.from({ length: 40 }, (_, i) => someone(`l${i}`, 'peer_leader', UNITS[i % 4] ?? null))
    const deputies = Array.from({ length: 30 }, (_, i) => someone(`d${i}`, 'npc_deputy', null))
    const served = Array.from({ length: 50 }, (_, i) => someone(`s${i}`, 'service_recipient', 'a'))
    const spec = rules(2, { peer_leader: 'others', npc_deputy: 'all', service_recipient: 'own' })
    const { units, unassigned } = assignDrawn([...leaders, ...deputies, ...served], spec, UNITS, KEY)
    expect(unassigned).toBe(0)
    for (const leader of leaders) expect(units.get(leader.elementId)).not.toContain(leader.unitId)
    expect(loads(leaders.map(person => units.get(person.elementId) ?? []))).toEqual([20, 20, 20, 20])
    expect(loads(deputies.map(person => units.get(person.elementId) ?? []))).toEqual([15, 15, 15, 15])
  })

  it('do not depend on the order of the people, and change with the key', () => {
    const people = Array.from({ length: 20 }, (_, i) => someone(`p${i}`, 'npc_deputy', null))
    const spec = rules(2, {})
    const assigned = (list: readonly DrawnPerson[], key: string) =>
      Object.fromEntries(assignDrawn(list, spec, UNITS, key).units)
    expect(assigned(people.toReversed(), KEY)).toEqual(assigned(people, KEY))
    expect(assigned(people, 'cd'.repeat(32))).not.toEqual(assigned(people, KEY))
  })

  it('names those of the sample who can be asked about nothing', () => {
    const alone = [someone('1', 'peer_leader', 'a'), someone('2', 'peer_leader', 'a', { role: 'reserve' })]
    expect(assignDrawn(alone, rules(2, { peer_leader: 'others' }), ['a'], KEY).unassigned).toBe(1)
  })
})
