// A least number of ratings per unit from one category: reached wherever the own units leave room for it, proved impossible elsewhere. Pure.
import { levelNet } from '../../sampling/assignment-level.ts'
import { type AssignmentNet, createNet, setHeld } from '../../sampling/assignment-net.ts'
import { type TicketOrder, ticketOrderOf } from '../../sampling/assignment-order.ts'
import { shortagesOf } from '../../sampling/assignment-proof.ts'

/** A person of the category, the units that come first, and those that may follow. */
export interface AskedPerson {
  readonly elementId: string
  readonly must: readonly string[]
  readonly may: readonly string[]
}

/** Units that fall short together, and why they must: the people who may rate any of them cannot give more. */
export interface CategoryShortage {
  readonly category: string
  /** With the ratings that each of them gets. */
  readonly units: readonly { readonly unitId: string; readonly n: number }[]
  /** People of the sample who may rate any of these units. */
  readonly people: number
  readonly needed: number
  readonly possible: number
}

interface LeastInput {
  readonly category: string
  readonly people: readonly AskedPerson[]
  /** Most units per person. */
  readonly most: number
  readonly units: readonly string[]
  /** Ratings that each unit should get. */
  readonly least: number
}

export type Assigned = ReadonlyMap<string, readonly string[]>

/**
 * Evens out an assignment of one category over everybody in it, own units staying first: afterwards every unit has `least`
 * ratings if any assignment gives them to all, and otherwise no assignment comes closer.
 * @param assigned as many units for each person as `most` and the person's choices allow
 * @param drawKey 64 hex digits
 */
export function assignAtLeast(
  input: LeastInput,
  assigned: Assigned,
  drawKey: string,
): { readonly units: Assigned; readonly shortages: readonly CategoryShortage[] } {
  const net = netOf(input, assigned, ticketOrderOf(drawKey))
  levelNet(net, 0)
  const units = new Map<string, string[]>(input.people.map(({ elementId }) => [elementId, []]))
  // Of a person in two parts the own units stand first, as the parts do.
  net.people.forEach(({ elementId }, i) => {
    for (let pair = net.starts[i] ?? 0; pair < (net.starts[i + 1] ?? 0); pair++)
      if (net.held[pair] === 1) units.get(elementId)?.push(net.units[net.unitOf[pair] ?? -1] ?? '')
  })
  return { units, shortages: proofs(input, net) }
}

/** What an assignment made by `assignAtLeast` could not give: the same proofs, found again without the key. */
export const shortagesOfAssigned = (input: LeastInput, assigned: Assigned): readonly CategoryShortage[] =>
  proofs(input, netOf(input, assigned, asGiven))

const asGiven: TicketOrder = (_, names) => names.map((_, i) => i)

/** Somebody whose own units do not fill the list is in the net twice: with the own units, all taken, and with the rest. */
function netOf({ people, most, units }: LeastInput, assigned: Assigned, order: TicketOrder): AssignmentNet {
  const parts = people.flatMap(({ elementId, must, may }) => {
    const own = [...new Set(must)]
    const part = (allowed: readonly string[]) => ({ elementId, allowed, group: 0 })
    return own.length >= most ? [part(own)] : [part(own), part(may.filter(unit => !own.includes(unit)))]
  })
  const net = createNet(parts, [...units].sort(), 1, order)
  const held = new Map([...assigned].map(([elementId, list]) => [elementId, new Set(list)]))
  net.unitOf.forEach((unit, pair) => {
    const elementId = net.people[net.personOf[pair] ?? -1]?.elementId ?? ''
    if (held.get(elementId)?.has(net.units[unit] ?? '')) setHeld(net, pair, true)
  })
  return net
}

function proofs({ category, least }: LeastInput, net: AssignmentNet): CategoryShortage[] {
  const loadOf = new Map(net.units.map((unit, i) => [unit, net.cells[i] ?? 0]))
  const found = shortagesOf(net, 0, least, [category])
  // Sets of units that fall short for want of the very same people, or of anybody at all, make one reason.
  const alike = Map.groupBy(found, ({ respondents }) => respondents.join('\n'))
  return [...alike.values()].map(sets => ({
    category,
    units: sets.flatMap(({ units }) => units).map(unitId => ({ unitId, n: loadOf.get(unitId) ?? 0 })),
    people: new Set(sets[0]?.respondents).size,
    needed: sets.reduce((sum, set) => sum + set.needed, 0),
    possible: sets.reduce((sum, set) => sum + set.possible, 0),
  }))
}
