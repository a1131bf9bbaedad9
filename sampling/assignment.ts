// Which evaluated units each drawn respondent is asked about: those who know the matter judge it (知情人评知情事).
import { fillNet, levelNet } from './assignment-level.ts'
import { createNet, type AssignmentNet } from './assignment-net.ts'
import { ticketOrderOf } from './assignment-order.ts'
import { shortagesOf, type Shortage } from './assignment-proof.ts'
import type { HashName } from './hash.ts'

/** A drawn respondent and the units this person may be asked about. */
export interface AssignmentRespondent {
  readonly elementId: string
  /** Units the respondent has dealt with or knows. */
  readonly eligible: readonly string[]
  /** Units the respondent belongs to; never asked about, even when listed as eligible. */
  readonly own?: readonly string[]
  /** Respondent group, where a number per group is asked for. */
  readonly group?: string
}

export interface AssignmentInput {
  readonly respondents: readonly AssignmentRespondent[]
  /** Most units per respondent, 1 or more: a questionnaire must stay short. */
  readonly maxUnits: number
  /** Key of the draw, 64 hex digits, so that the assignment replays with the draw. */
  readonly drawKey: string
  /** Units that must appear in the loads even when nobody is eligible for them. */
  readonly units?: readonly string[]
  /** Respondents each unit should get; units below it are reported. */
  readonly minPerUnit?: number
  /** Respondents of each group that each unit should get: one number for all groups, or a number by group. */
  readonly minPerGroup?: number | Readonly<Record<string, number>>
  readonly hash?: HashName
}

/** Something the assignment could not give. */
export type Unsatisfied =
  | { readonly kind: 'respondent'; readonly elementId: string; readonly reason: 'no_eligible_unit' }
  | { readonly kind: 'unit'; readonly unit: string; readonly reason: 'nobody_eligible' | 'too_few'; readonly n: number }
  | {
      readonly kind: 'group'
      readonly unit: string
      readonly group: string
      readonly reason: 'nobody_eligible' | 'too_few'
      readonly n: number
      readonly needed: number
    }

export interface AssignmentResult {
  /** In the order of the respondents given; units in the order they are to be asked. */
  readonly assignments: readonly { readonly elementId: string; readonly units: readonly string[] }[]
  /** Respondents per unit. */
  readonly load: Readonly<Record<string, number>>
  /** Respondents per unit and group, where a number per group was asked for. */
  readonly loadByGroup?: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly unsatisfied: readonly Unsatisfied[]
  /** For every bound that is not met, the units and respondents that prove it cannot be. */
  readonly shortages: readonly Shortage[]
}

/**
 * Assign units to drawn respondents: eligible pairs only, never the own unit, as many units per respondent as allowed up
 * to `maxUnits`, spread over the units so that no exchange along any chain of respondents could even the loads out further.
 *
 * With `minPerGroup` every unit gets that many respondents of every group whenever any assignment gives them to all units,
 * and otherwise as many ratings towards it as any assignment could; within that the loads over all groups are as even
 * as possible, and so reach `minPerUnit` where it can be reached. What cannot be met is listed, with the proof.
 * Every choice between equals, and the order in which a respondent is asked about the units, follows the ticket of
 * `draw_key + ":assign/" + element_id + "/" + unit`; the order of the inputs does not matter.
 *
 * @param input respondents with their eligible units, most units each, the key of the draw, and the bounds per unit and group
 * @returns units per respondent in the order to ask them, the loads, and everything that cannot be met with its proof
 * @throws RangeError for maxUnits below 1, a bound that is not a whole number, a respondent listed twice or without a group
 * @source Hall's theorem; Harvey, Ladner, Lovász & Tamir (2006), Semi-matchings for bipartite graphs and load balancing, Journal of Algorithms 59
 * @example assignUnits({ respondents: [{ elementId: 'a', eligible: ['x', 'y'] }, { elementId: 'b', eligible: ['x'] }], maxUnits: 1, drawKey: '0'.repeat(64) }).load // => { x: 1, y: 1 }
 * @example assignUnits({ respondents: [{ elementId: 'a', eligible: ['x'], own: ['x'] }], maxUnits: 2, drawKey: '0'.repeat(64) }).unsatisfied[0].reason // => 'no_eligible_unit'
 * @example assignUnits({ respondents: [{ elementId: 'a', eligible: ['x', 'y'], group: 'g' }], maxUnits: 1, drawKey: '0'.repeat(64), minPerGroup: 1 }).shortages // => [{ group: 'g', units: ['x', 'y'], respondents: ['a'], needed: 2, possible: 1, reserved: [] }]
 */
export function assignUnits(input: AssignmentInput): AssignmentResult {
  const { respondents, maxUnits, drawKey, units = [], minPerUnit = 0, minPerGroup, hash = 'sha256' } = input
  checkInput(input)
  const groups = groupsOf(respondents, minPerGroup)
  const people = respondents.map(({ elementId, eligible, own = [], group }) => ({
    elementId,
    allowed: [...new Set(eligible)].filter(unit => !own.includes(unit)),
    group: minPerGroup === undefined ? 0 : groups.names.indexOf(group!),
  }))
  const all = new Set(units)
  for (const { allowed } of people) for (const unit of allowed) all.add(unit)
  const net = createNet(people, [...all].sort(), groups.names.length, ticketOrderOf(drawKey, hash))
  fillNet(net, maxUnits)
  const shortages = levelled(net, groups, minPerGroup !== undefined)
  if (minPerUnit > 0) shortages.push(...shortagesOf(net, null, minPerUnit, groups.names))
  const asked = askedUnits(net)
  return {
    assignments: respondents.map(({ elementId }) => ({ elementId, units: asked.get(elementId)! })),
    load: Object.fromEntries(net.units.map((unit, i) => [unit, net.totals[i]!])),
    ...(minPerGroup === undefined ? {} : { loadByGroup: loadByGroup(net, groups.names) }),
    unsatisfied: unsatisfied(net, people, minPerUnit, minPerGroup === undefined ? null : groups),
    shortages,
  }
}

interface Groups {
  readonly names: readonly string[]
  readonly bounds: readonly number[]
}

function checkInput({ respondents, maxUnits, minPerUnit = 0, minPerGroup }: AssignmentInput): void {
  const demand = (right: boolean, what: string): void => {
    if (!right) throw new RangeError(`assignUnits requires ${what}`)
  }
  demand(Number.isSafeInteger(maxUnits) && maxUnits >= 1, 'maxUnits of 1 or more')
  const bounds = typeof minPerGroup === 'object' ? Object.values(minPerGroup) : [minPerGroup ?? 0]
  demand(
    [minPerUnit, ...bounds].every(bound => Number.isSafeInteger(bound) && bound >= 0),
    'bounds that are whole numbers of 0 or more',
  )
  demand(new Set(respondents.map(one => one.elementId)).size === respondents.length, 'each respondent once')
  demand(minPerGroup === undefined || respondents.every(one => one.group !== undefined), 'a group for each respondent')
}

function groupsOf(respondents: readonly AssignmentRespondent[], minPerGroup: AssignmentInput['minPerGroup']): Groups {
  if (minPerGroup === undefined) return { names: [''], bounds: [0] }
  const listed = typeof minPerGroup === 'object' ? new Map(Object.entries(minPerGroup)) : new Map<string, number>()
  const names = [...new Set([...listed.keys(), ...respondents.map(one => one.group!)])].sort()
  return { names, bounds: names.map(name => (typeof minPerGroup === 'number' ? minPerGroup : (listed.get(name) ?? 0))) }
}

// Each group by itself first: the most even loads meet every bound that can be met, so those become floors for the rest.
function levelled(net: AssignmentNet, { names, bounds }: Groups, byGroup: boolean): Shortage[] {
  const shortages: Shortage[] = []
  names.forEach((_, group) => {
    levelNet(net, group)
    const bound = bounds[group]!
    shortages.push(...shortagesOf(net, group, bound, names))
    const base = group * net.units.length
    for (let unit = 0; unit < net.units.length; unit++) {
      net.floors[base + unit] = Math.min(bound, net.cells[base + unit]!)
    }
  })
  if (byGroup) levelNet(net, null)
  return shortages
}

function askedUnits(net: AssignmentNet): Map<string, readonly string[]> {
  return new Map(
    net.people.map(({ elementId }, i) => {
      const units: string[] = []
      for (let pair = net.starts[i]!; pair < net.starts[i + 1]!; pair++) {
        if (net.held[pair] === 1) units.push(net.units[net.unitOf[pair]!]!)
      }
      return [elementId, units] as const
    }),
  )
}

const loadByGroup = (net: AssignmentNet, names: readonly string[]): Record<string, Record<string, number>> =>
  Object.fromEntries(
    net.units.map((unit, u) => [
      unit,
      Object.fromEntries(names.map((name, group) => [name, net.cells[group * net.units.length + u]!])),
    ]),
  )

function unsatisfied(
  net: AssignmentNet,
  people: readonly { readonly elementId: string; readonly allowed: readonly string[]; readonly group: number }[],
  minPerUnit: number,
  groups: Groups | null,
): Unsatisfied[] {
  const knowing = new Set(people.flatMap(person => person.allowed))
  const inGroup = groups?.names.map(
    (_, group) => new Set(people.filter(person => person.group === group).flatMap(person => person.allowed)),
  )
  return [
    ...people
      .filter(person => person.allowed.length === 0)
      .map(({ elementId }) => ({ kind: 'respondent' as const, elementId, reason: 'no_eligible_unit' as const })),
    ...net.units.flatMap((unit, i) => {
      const n = net.totals[i]!
      if (n >= minPerUnit && knowing.has(unit)) return []
      return [{ kind: 'unit' as const, unit, reason: reasonOf(knowing.has(unit)), n }]
    }),
    ...(groups?.names.flatMap((group, g) =>
      net.units.flatMap((unit, i) => {
        const [n, needed] = [net.cells[g * net.units.length + i]!, groups.bounds[g]!]
        if (n >= needed) return []
        return [{ kind: 'group' as const, unit, group, reason: reasonOf(inGroup![g]!.has(unit)), n, needed }]
      }),
    ) ?? []),
  ]
}

const reasonOf = (known: boolean): 'too_few' | 'nobody_eligible' => (known ? 'too_few' : 'nobody_eligible')
