// The network of an assignment: who may rate what, who rates what, and how many ratings each unit has, by group and in all.
import type { TicketOrder } from './assignment-order.ts'
import { utf8Bytes } from './utf8.ts'

/** A person as the network wants it. */
export interface NetPerson {
  readonly elementId: string
  /** Units this person may be asked about, none twice. */
  readonly allowed: readonly string[]
  /** Index of the person's group. */
  readonly group: number
}

/** People stand in the order of their tickets, each person's units in the order of the pair's tickets. */
export interface AssignmentNet {
  readonly people: readonly NetPerson[]
  readonly units: readonly string[]
  readonly groups: number
  /** Pairs of person i: `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array
  /** Unit of each pair, its person, and whether the person is asked about it. */
  readonly unitOf: Int32Array
  readonly personOf: Int32Array
  readonly held: Uint8Array
  /** Ratings per cell (`group * units.length + unit`) and per unit. */
  readonly cells: Int32Array
  readonly totals: Int32Array
  /** Ratings a cell must keep. */
  readonly floors: Int32Array
  /** Pairs in use per cell, in the order of people. */
  readonly holders: readonly number[][]
}

/**
 * Order people and their units by ticket, nobody asked about anything yet.
 *
 * @param units every unit, in an order that does not depend on that of the inputs
 * @param groups how many there are
 * @internal
 * @example createNet([{ elementId: 'a', allowed: ['y'], group: 0 }], ['x', 'y'], 1, ticketOrderOf('00'.repeat(32))).unitOf // => new Int32Array([1])
 */
export function createNet(
  people: readonly NetPerson[],
  units: readonly string[],
  groups: number,
  byTicket: TicketOrder,
): AssignmentNet {
  const ids = people.map(({ elementId }) => utf8Bytes(elementId))
  const order = byTicket(utf8Bytes('assign/'), ids)
  const sorted = order.map(i => people[i]!)
  const starts = new Int32Array(sorted.length + 1)
  sorted.forEach((person, i) => (starts[i + 1] = starts[i]! + person.allowed.length))
  const pairs = starts[sorted.length]!
  const [unitOf, personOf] = [new Int32Array(pairs), new Int32Array(pairs)]
  const indexOf = new Map(units.map((unit, i) => [unit, i]))
  const names = units.map(unit => utf8Bytes(unit))
  sorted.forEach(({ elementId, allowed }, i) => {
    const own = allowed.map(unit => indexOf.get(unit)!)
    const turn = byTicket(
      utf8Bytes(`assign/${elementId}/`),
      own.map(unit => names[unit]!),
    )
    turn.forEach((at, place) => {
      unitOf[starts[i]! + place] = own[at]!
      personOf[starts[i]! + place] = i
    })
  })
  const cells = groups * units.length
  return {
    people: sorted,
    units,
    groups,
    starts,
    unitOf,
    personOf,
    held: new Uint8Array(pairs),
    cells: new Int32Array(cells),
    totals: new Int32Array(units.length),
    floors: new Int32Array(cells),
    holders: Array.from({ length: cells }, () => []),
  }
}

/** Cell of a pair. @internal */
export const cellOf = ({ people, units, unitOf, personOf }: AssignmentNet, pair: number): number =>
  people[personOf[pair]!]!.group * units.length + unitOf[pair]!

/** Ask a person about a unit, or no longer. @internal */
export function setHeld(net: AssignmentNet, pair: number, on: boolean): void {
  const cell = cellOf(net, pair)
  const list = net.holders[cell]!
  // Pairs of people who come later have higher numbers.
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < pair) low = middle + 1
    else high = middle
  }
  if (on) list.splice(low, 0, pair)
  else list.splice(low, 1)
  net.held[pair] = on ? 1 : 0
  const by = on ? 1 : -1
  net.cells[cell] = net.cells[cell]! + by
  net.totals[net.unitOf[pair]!] = net.totals[net.unitOf[pair]!]! + by
}
