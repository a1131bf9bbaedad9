// Spreading the ratings: a first round by turns, then exchanges along chains of people until no chain could even them out more.
import { cellOf, setHeld, type AssignmentNet } from './assignment-net.ts'

/**
 * Everybody in turn takes the units that have the fewest ratings in the person's group, then in all, then by ticket; those
 * with the fewest choices first.
 *
 * @internal
 * @example
 * const net = createNet([{ elementId: 'a', allowed: ['x', 'y'], group: 0 }], ['x', 'y'], 1, ticketOrderOf('00'.repeat(32)))
 * fillNet(net, 2)
 * net.totals // => new Int32Array([1, 1])
 */
export function fillNet(net: AssignmentNet, maxUnits: number): void {
  const { starts, unitOf, cells, totals } = net
  const choices = (i: number): number => starts[i + 1]! - starts[i]!
  const turn = net.people.map((_, i) => i).sort((a, b) => choices(a) - choices(b) || a - b)
  for (const person of turn) {
    const base = net.people[person]!.group * net.units.length
    const pairs = Array.from({ length: choices(person) }, (_, place) => starts[person]! + place)
    const emptier = (a: number, b: number): number => {
      const [u, v] = [unitOf[a]!, unitOf[b]!]
      return cells[base + u]! - cells[base + v]! || totals[u]! - totals[v]! || a - b
    }
    if (pairs.length > maxUnits) pairs.sort(emptier)
    for (const pair of pairs.slice(0, maxUnits)) setHeld(net, pair, true)
  }
}

/**
 * Even out the ratings of one group over the units or, without a group, the ratings in all, every cell keeping its floor.
 * Afterwards no chain of exchanges leads from a unit to one that has two ratings less, which for such networks means that no
 * other assignment has a smaller sum of squares: the loads are as even as any could be.
 *
 * @source Harvey, Ladner, Lovász & Tamir (2006), Semi-matchings for bipartite graphs and load balancing; Frank & Murota (2022)
 * @internal
 * @example
 * const people = [{ elementId: 'a', allowed: ['x'], group: 0 }, { elementId: 'b', allowed: ['x', 'y'], group: 0 }]
 * const net = createNet(people, ['x', 'y'], 1, ticketOrderOf('00'.repeat(32)))
 * for (const pair of [0, 1, 2]) if (net.unitOf[pair] === 0) setHeld(net, pair, true)
 * levelNet(net, null)
 * net.totals // => new Int32Array([1, 1])
 */
export function levelNet(net: AssignmentNet, group: number | null): void {
  const { units } = net
  const loads = group === null ? net.totals : net.cells.subarray(group * units.length, (group + 1) * units.length)
  const search = createSearch(net, group, loads)
  const failed = new Uint8Array(units.length)
  // A start that leads nowhere never will: later chains run outside of everything it reaches, or it would have led on.
  for (;;) {
    const least = search.targets.reduce((low, unit) => Math.min(low, loads[unit]!), Infinity)
    const open = units.map((_, unit) => unit).filter(unit => failed[unit] === 0 && loads[unit]! >= least + 2)
    open.sort((a, b) => loads[b]! - loads[a]! || a - b)
    const start = open.find(unit => {
      if (search.run(unit)) return true
      failed[unit] = 1
      return false
    })
    if (start === undefined) return
  }
}

interface Search {
  /** Units somebody can be asked about. */
  readonly targets: readonly number[]
  /** Look for a chain from a unit to one with two ratings less, and move the people along it. */
  run(start: number): boolean
}

// Breadth first over cells. From a cell, each person in it can move to any other unit of theirs (same group); from a unit reached,
// a person of any group may be moved on, as long as that cell keeps its floor.
function createSearch(net: AssignmentNet, group: number | null, loads: Int32Array): Search {
  const { units, starts, unitOf, personOf, held, cells, floors, holders } = net
  const groups = group === null ? Array.from({ length: net.groups }, (_, g) => g) : [group]
  const targets = targetUnits(net, group)
  const seen = new Uint8Array(cells.length)
  const seenUnit = new Uint8Array(units.length)
  const moved = new Uint8Array(net.people.length)
  // How each cell was reached: from which cell, giving up which pair for which (none: passed on at the same unit).
  const [from, gave, took] = [0, 1, 2].map(() => new Int32Array(cells.length)) as [Int32Array, Int32Array, Int32Array]
  let queue: number[] = []
  const reach = (cell: number, before: number, lost: number, won: number): void => {
    seen[cell] = 1
    from[cell] = before
    gave[cell] = lost
    took[cell] = won
    queue.push(cell)
  }
  const leaveUnit = (unit: number, before: number): void => {
    seenUnit[unit] = 1
    for (const g of groups) {
      const cell = g * units.length + unit
      const spare = group === null ? cells[cell]! > floors[cell]! : cells[cell]! > 0
      if (seen[cell] === 0 && spare) reach(cell, before, -1, -1)
    }
  }
  const expand = (cell: number, limit: number): number => {
    const base = cell - (cell % units.length)
    for (const lost of holders[cell]!) {
      const person = personOf[lost]!
      if (moved[person] === 1) continue
      moved[person] = 1
      for (let won = starts[person]!; won < starts[person + 1]!; won++) {
        const unit = unitOf[won]!
        if (held[won] === 1 || seen[base + unit] === 1) continue
        reach(base + unit, cell, lost, won)
        if (seenUnit[unit] === 1) continue
        if (loads[unit]! <= limit) return base + unit
        leaveUnit(unit, base + unit)
      }
    }
    return -1
  }
  return {
    targets,
    run(start) {
      for (const marks of [seen, seenUnit, moved]) marks.fill(0)
      queue = []
      leaveUnit(start, -1)
      for (let at = 0; at < queue.length; at++) {
        const end = expand(queue[at]!, loads[start]! - 2)
        if (end < 0) continue
        const steps: [number, number][] = []
        for (let cell = end; cell >= 0; cell = from[cell]!) if (took[cell]! >= 0) steps.push([gave[cell]!, took[cell]!])
        for (const [lost, won] of steps) {
          setHeld(net, lost, false)
          setHeld(net, won, true)
        }
        return true
      }
      return false
    },
  }
}

function targetUnits(net: AssignmentNet, group: number | null): number[] {
  const possible = new Uint8Array(net.units.length)
  for (let pair = 0; pair < net.unitOf.length; pair++) {
    const inGroup = group === null || Math.floor(cellOf(net, pair) / net.units.length) === group
    if (inGroup) possible[net.unitOf[pair]!] = 1
  }
  return net.units.map((_, unit) => unit).filter(unit => possible[unit] === 1)
}
