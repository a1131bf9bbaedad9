// Units for drawn respondents: the design's rules by category, chance by the draw's own tickets. Pure.
import { assignUnits } from '../../sampling/assignment.ts'
import type { RespondentCategory } from '../campaign/campaign.ts'
import { type AssignmentSpec, choicesFor, defaultAssignment } from '../design/assignment.ts'

export interface DrawnPerson {
  readonly elementId: string
  readonly role: 'sample' | 'reserve'
  readonly category: string
  readonly unitId: string | null
  readonly otherUnits: readonly string[]
}

export interface AssignedUnits {
  /** Units in the order they are asked about. */
  readonly units: ReadonlyMap<string, readonly string[]>
  /** People of the sample who can be asked about no unit. */
  readonly unassigned: number
}

/**
 * Assigns units category by category, first to the sample and then to its reserve: every unit is rated by about as many
 * people of each category, and the loads are even among those who are really asked.
 * @param units ids of the units that take part
 * @param drawKey 64 hex digits
 */
export function assignDrawn(
  people: readonly DrawnPerson[],
  spec: AssignmentSpec = defaultAssignment,
  units: readonly string[],
  drawKey: string,
): AssignedUnits {
  const assigned = new Map<string, readonly string[]>()
  for (const group of Map.groupBy(people, person => `${person.role}/${person.category}`).values())
    for (const [elementId, list] of assignGroup(group, spec, units, drawKey)) assigned.set(elementId, list)
  const unassigned = people.filter(person => person.role === 'sample' && !assigned.get(person.elementId)?.length).length
  return { units: assigned, unassigned }
}

function assignGroup(
  people: readonly DrawnPerson[],
  spec: AssignmentSpec,
  units: readonly string[],
  drawKey: string,
): Map<string, readonly string[]> {
  const most = spec.max_units
  const asked = people.map(person => {
    const rule = spec.rules[person.category as RespondentCategory] ?? 'all'
    const own = [person.unitId, ...person.otherUnits].filter(unit => unit !== null)
    return { ...choicesFor(rule, own, units), elementId: person.elementId }
  })
  // Own units come first; chance chooses among them only when there are more than a person is asked about.
  const must = new Map(
    assignUnits({
      respondents: asked.map(({ elementId, must }) => ({ elementId, eligible: must })),
      maxUnits: most,
      drawKey,
    }).assignments.map(({ elementId, units }) => [elementId, units]),
  )
  const further = new Map<string, readonly string[]>()
  for (const [room, group] of Map.groupBy(asked, ({ elementId }) => most - (must.get(elementId)?.length ?? 0))) {
    if (room < 1) continue
    const respondents = group.map(({ elementId, may }) => ({ elementId, eligible: may }))
    for (const { elementId, units } of assignUnits({ respondents, maxUnits: room, drawKey }).assignments)
      further.set(elementId, units)
  }
  return new Map(
    asked.map(({ elementId }) => [elementId, [...(must.get(elementId) ?? []), ...(further.get(elementId) ?? [])]]),
  )
}
