// Units for drawn respondents: the design's rules by category, chance by the draw's own tickets. Pure.
import { assignUnits } from '../../sampling/assignment.ts'
import { compareUtf8 } from '../../sampling/utf8.ts'
import type { RespondentCategory } from '../campaign/campaign.ts'
import { type AssignmentSpec, choicesFor, defaultAssignment } from '../design/assignment.ts'
import {
  type AskedPerson,
  type Assigned,
  assignAtLeast,
  type CategoryShortage,
  shortagesOfAssigned,
} from './assign-least.ts'

export interface DrawnPerson {
  readonly elementId: string
  readonly role: 'sample' | 'reserve'
  readonly category: string
  readonly unitId: string | null
  readonly otherUnits: readonly string[]
}

export interface AssignedUnits {
  /** Units in the order they are asked about. */
  readonly units: Assigned
  /** People of the sample who can be asked about no unit. */
  readonly unassigned: number
  /** For every least number of ratings that a unit does not get from a category of the sample, why it cannot. */
  readonly shortages: readonly CategoryShortage[]
}

/**
 * Assigns units category by category, first to the sample and then to its reserve: every unit is rated by about as many
 * people of each category, and the loads are even among those who are really asked. Where the design sets a least number
 * per unit and category, the sample meets it wherever that is possible at all; the reserve is spread evenly as ever.
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
  const shortages: CategoryShortage[] = []
  for (const group of Map.groupBy(people, person => `${person.role}/${person.category}`).values()) {
    const asked = askedPeople(group, spec, units)
    let lists: Assigned = assignGroup(asked, spec, drawKey)
    const input = leastInput(group, asked, spec, units)
    if (input) {
      const bound = assignAtLeast(input, lists, drawKey)
      lists = bound.units
      shortages.push(...bound.shortages)
    }
    for (const [elementId, list] of lists) assigned.set(elementId, list)
  }
  const unassigned = people.filter(person => person.role === 'sample' && !assigned.get(person.elementId)?.length).length
  return { units: assigned, unassigned, shortages: inOrder(shortages) }
}

/** The shortages of a stored draw, from the people of its sample and the units that they were given. */
export function shortagesOfDrawn(
  sample: readonly DrawnPerson[],
  spec: AssignmentSpec,
  units: readonly string[],
  assigned: Assigned,
): readonly CategoryShortage[] {
  const groups = [...Map.groupBy(sample, person => person.category).values()]
  const found = groups.flatMap(group => {
    const input = leastInput(group, askedPeople(group, spec, units), spec, units)
    return input ? shortagesOfAssigned(input, assigned) : []
  })
  return inOrder(found)
}

const inOrder = (shortages: readonly CategoryShortage[]): CategoryShortage[] =>
  [...shortages].sort((a, b) => compareUtf8(sortKey(a), sortKey(b)))
const sortKey = ({ category, units }: CategoryShortage): string => `${category}/${units[0]?.unitId ?? ''}`

/** What is asked of a category of the sample; null where the design sets no least number. */
function leastInput(
  group: readonly DrawnPerson[],
  people: readonly AskedPerson[],
  spec: AssignmentSpec,
  units: readonly string[],
) {
  const [first] = group
  if (spec.min_per_group === undefined || first?.role !== 'sample') return null
  return { category: first.category, people, most: spec.max_units, units, least: spec.min_per_group }
}

const askedPeople = (
  people: readonly DrawnPerson[],
  spec: AssignmentSpec,
  units: readonly string[],
): readonly AskedPerson[] =>
  people.map(person => {
    const rule = spec.rules?.[person.category as RespondentCategory] ?? 'all'
    const own = [person.unitId, ...person.otherUnits].filter(unit => unit !== null)
    return { ...choicesFor(rule, own, units), elementId: person.elementId }
  })

function assignGroup(
  asked: readonly AskedPerson[],
  { max_units: most }: AssignmentSpec,
  drawKey: string,
): Map<string, readonly string[]> {
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
