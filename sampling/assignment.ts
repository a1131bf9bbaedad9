// Which evaluated units each drawn respondent is asked about: those who know the matter judge it (知情人评知情事).
import type { HashName } from './hash.ts'
import { ticketHasher } from './hash.ts'

/** A drawn respondent and the units this person may be asked about. */
export interface AssignmentRespondent {
  readonly elementId: string
  /** Units the respondent has dealt with or knows. */
  readonly eligible: readonly string[]
  /** Units the respondent belongs to; never asked about, even when listed as eligible. */
  readonly own?: readonly string[]
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
  readonly hash?: HashName
}

/** Something the assignment could not give. */
export type Unsatisfied =
  | { readonly kind: 'respondent'; readonly elementId: string; readonly reason: 'no_eligible_unit' }
  | { readonly kind: 'unit'; readonly unit: string; readonly reason: 'nobody_eligible' | 'too_few'; readonly n: number }

export interface AssignmentResult {
  /** In the order of the respondents given; units in the order they are to be asked. */
  readonly assignments: readonly { readonly elementId: string; readonly units: readonly string[] }[]
  /** Respondents per unit. */
  readonly load: Readonly<Record<string, number>>
  readonly unsatisfied: readonly Unsatisfied[]
}

/**
 * Assign units to drawn respondents: eligible pairs only, never the own unit, as many units per respondent as allowed up
 * to `maxUnits`, spread over the units so that no exchange along any chain of respondents could even the loads out further.
 * Every choice between equals, and the order in which a respondent is asked about the units, follows the ticket of
 * `draw_key + ":assign/" + element_id + "/" + unit`; the order of the inputs does not matter.
 *
 * @throws RangeError for maxUnits below 1 or a respondent listed twice
 * @example assignUnits({ respondents: [{ elementId: 'a', eligible: ['x', 'y'] }, { elementId: 'b', eligible: ['x'] }], maxUnits: 1, drawKey: '0'.repeat(64) }).load // => { x: 1, y: 1 }
 * @example assignUnits({ respondents: [{ elementId: 'a', eligible: ['x'], own: ['x'] }], maxUnits: 2, drawKey: '0'.repeat(64) }).unsatisfied[0].reason // => 'no_eligible_unit'
 */
export function assignUnits(input: AssignmentInput): AssignmentResult {
  const { respondents, maxUnits, drawKey, units = [], minPerUnit = 0, hash = 'sha256' } = input
  if (!(Number.isSafeInteger(maxUnits) && maxUnits >= 1))
    throw new RangeError('assignUnits requires maxUnits of 1 or more')
  const tickets = ticketHasher(drawKey, hash)
  const people = respondents.map(({ elementId, eligible, own = [] }) => {
    const allowed = [...new Set(eligible)].filter(unit => !own.includes(unit))
    const ticket = new Map(allowed.map(unit => [unit, tickets.hex(`assign/${elementId}/${unit}`)]))
    allowed.sort((a, b) => (ticket.get(a)! < ticket.get(b)! ? -1 : 1))
    return { elementId, allowed, ticket: tickets.hex(`assign/${elementId}`), units: new Set<string>() }
  })
  if (new Set(people.map(p => p.elementId)).size < people.length) {
    throw new RangeError('assignUnits requires each respondent once')
  }
  const load = new Map([...units, ...people.flatMap(p => p.allowed)].sort().map(unit => [unit, 0]))
  fill(people, load, maxUnits)
  const turn = byTicket(people)
  while (evenOut(turn, load)) {
    // Each round lowers the sum of squared loads, so it ends.
  }
  return {
    assignments: people.map(({ elementId, allowed, units }) => ({
      elementId,
      units: allowed.filter(unit => units.has(unit)),
    })),
    load: Object.fromEntries(load),
    unsatisfied: unsatisfied(people, load, minPerUnit),
  }
}

interface Person {
  readonly elementId: string
  readonly allowed: readonly string[]
  readonly ticket: string
  readonly units: Set<string>
}

const byTicket = (people: readonly Person[]): Person[] => [...people].sort((a, b) => (a.ticket < b.ticket ? -1 : 1))

// Those with the fewest choices first; each takes the units that have the fewest so far.
function fill(people: readonly Person[], load: Map<string, number>, maxUnits: number): void {
  const turn = byTicket(people).sort((a, b) => a.allowed.length - b.allowed.length)
  for (const { allowed, units } of turn) {
    const emptiest = [...allowed].sort((a, b) => load.get(a)! - load.get(b)!)
    for (const unit of emptiest.slice(0, maxUnits)) {
      units.add(unit)
      load.set(unit, load.get(unit)! + 1)
    }
  }
}

interface Step {
  readonly unit: string
  readonly person: Person | null
  readonly before: Step | null
}

// Find a unit with two more than another that can be reached by moving one person per step, and move them.
function evenOut(people: readonly Person[], load: Map<string, number>): boolean {
  const byUnit = new Map<string, Person[]>([...load.keys()].map(unit => [unit, []]))
  for (const person of people) for (const unit of person.units) byUnit.get(unit)!.push(person)
  const fullest = [...load.keys()].sort((a, b) => load.get(b)! - load.get(a)!)
  for (const start of fullest) {
    const path = wayDown(start, byUnit, load)
    if (path === null) continue
    for (let step: Step = path; step.before !== null && step.person !== null; step = step.before) {
      step.person.units.delete(step.before.unit)
      step.person.units.add(step.unit)
    }
    load.set(start, load.get(start)! - 1)
    load.set(path.unit, load.get(path.unit)! + 1)
    return true
  }
  return false
}

function wayDown(start: string, byUnit: ReadonlyMap<string, Person[]>, load: ReadonlyMap<string, number>): Step | null {
  const seen = new Set([start])
  const queue: Step[] = [{ unit: start, person: null, before: null }]
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const person of byUnit.get(step.unit)!) {
      for (const unit of person.allowed) {
        if (seen.has(unit) || person.units.has(unit)) continue
        seen.add(unit)
        const next = { unit, person, before: step }
        if (load.get(unit)! <= load.get(start)! - 2) return next
        queue.push(next)
      }
    }
  }
  return null
}

function unsatisfied(people: readonly Person[], load: ReadonlyMap<string, number>, minPerUnit: number): Unsatisfied[] {
  const knowing = new Set(people.flatMap(p => p.allowed))
  return [
    ...people
      .filter(p => p.allowed.length === 0)
      .map(({ elementId }) => ({ kind: 'respondent' as const, elementId, reason: 'no_eligible_unit' as const })),
    ...[...load]
      .filter(([unit, n]) => n < minPerUnit || !knowing.has(unit))
      .map(([unit, n]) => {
        const reason = knowing.has(unit) ? ('too_few' as const) : ('nobody_eligible' as const)
        return { kind: 'unit' as const, unit, reason, n }
      }),
  ]
}
