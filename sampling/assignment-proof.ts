// Why an assignment falls short: a set of units and the respondents who know them, who together cannot give the ratings needed.
import { cellOf, type AssignmentNet } from './assignment-net.ts'

/**
 * Proof that a bound cannot be met: `units` need `needed` ratings together, and `respondents`, everybody who may rate any
 * of them, can give `possible` at most: Σ over them of min(maxUnits, eligible units among these), less what is reserved.
 */
export interface Shortage {
  /** Respondent group whose bound it is; null for the bound over all. */
  readonly group: string | null
  readonly units: readonly string[]
  readonly respondents: readonly string[]
  readonly needed: number
  readonly possible: number
  /**
   * Ratings of other units that the bounds per group claim from the same respondents; these units count as eligible
   * in `possible`, and their ratings are taken off.
   */
  readonly reserved: readonly { readonly unit: string; readonly group: string; readonly n: number }[]
}

/**
 * One proof for each set of units that fall short together.
 *
 * @param net levelled for this group, or over all where `group` is null
 * @param bound ratings each unit should have
 * @param groupNames by index of group
 * @internal
 * @example
 * const net = createNet([{ elementId: 'a', allowed: ['x'], group: 0 }], ['x'], 1, ticketOrderOf('00'.repeat(32)))
 * fillNet(net, 1)
 * shortagesOf(net, null, 2, ['']).map(one => [one.needed, one.possible]) // => [[2, 1]]
 */
export function shortagesOf(
  net: AssignmentNet,
  group: number | null,
  bound: number,
  groupNames: readonly string[],
): Shortage[] {
  const width = net.units.length
  const loadOf = (unit: number): number => (group === null ? net.totals[unit]! : net.cells[group * width + unit]!)
  const short = net.units.map((_, unit) => unit).filter(unit => loadOf(unit) < bound)
  if (short.length === 0) return []
  const eligible = pairsByCell(net)
  let sets: Feeders[] = []
  for (const unit of short) {
    if (sets.some(set => set.units.has(unit))) continue
    // What feeds one unit may feed another: sets that meet become one, so that no respondent is counted for two.
    let set = feedersOf(net, eligible, unit, group)
    for (const other of sets) if (meets(set, other)) set = join(set, other)
    sets = [...sets.filter(other => !meets(set, other)), set]
  }
  return sets.map(set => shortageOf(net, eligible, set, group, bound, groupNames))
}

interface Feeders {
  readonly units: ReadonlySet<number>
  readonly cells: ReadonlySet<number>
}

const meets = (a: Feeders, b: Feeders): boolean => [...a.cells].some(cell => b.cells.has(cell))
const join = (a: Feeders, b: Feeders): Feeders => ({
  units: new Set([...a.units, ...b.units]),
  cells: new Set([...a.cells, ...b.cells]),
})

function pairsByCell(net: AssignmentNet): number[][] {
  const lists: number[][] = Array.from({ length: net.cells.length }, () => [])
  for (let pair = 0; pair < net.unitOf.length; pair++) lists[cellOf(net, pair)]!.push(pair)
  return lists
}

// Everything a rating could come from, step by step backwards: people who could rate a unit but rate others, those others, and so on.
function feedersOf(net: AssignmentNet, eligible: readonly number[][], short: number, group: number | null): Feeders {
  const width = net.units.length
  const [units, cells] = [new Set<number>(), new Set<number>()]
  const queue: number[] = []
  const asked = new Uint8Array(net.people.length)
  const addCell = (cell: number): void => {
    if (cells.has(cell)) return
    cells.add(cell)
    queue.push(cell)
  }
  const addUnit = (unit: number): void => {
    if (units.has(unit)) return
    units.add(unit)
    if (group !== null) return addCell(group * width + unit)
    for (let g = 0; g < net.groups; g++) addCell(g * width + unit)
  }
  const addHeld = (person: number): void => {
    for (let pair = net.starts[person]!; pair < net.starts[person + 1]!; pair++) {
      if (net.held[pair] === 0) continue
      const cell = cellOf(net, pair)
      // A cell at its floor cannot give anything up to another group, but can exchange people.
      if (group !== null || net.cells[cell]! > net.floors[cell]!) addUnit(net.unitOf[pair]!)
      addCell(cell)
    }
  }
  addUnit(short)
  for (let at = 0; at < queue.length; at++) {
    for (const pair of eligible[queue[at]!]!) {
      const person = net.personOf[pair]!
      if (net.held[pair] === 1 || asked[person] === 1) continue
      asked[person] = 1
      addHeld(person)
    }
  }
  return { units, cells }
}

function shortageOf(
  net: AssignmentNet,
  eligible: readonly number[][],
  { units, cells }: Feeders,
  group: number | null,
  bound: number,
  groupNames: readonly string[],
): Shortage {
  const width = net.units.length
  const people = new Set([...cells].flatMap(cell => eligible[cell]!.map(pair => net.personOf[pair]!)))
  const others = group === null ? [...cells].filter(cell => !units.has(cell % width) && net.floors[cell]! > 0) : []
  const loads = [...units].map(unit => (group === null ? net.totals[unit]! : net.cells[group * width + unit]!))
  const respondents = [...people].map(person => net.people[person]!.elementId).sort()
  return {
    group: group === null ? null : groupNames[group]!,
    units: [...units].sort((a, b) => a - b).map(unit => net.units[unit]!),
    respondents,
    needed: bound * units.size,
    possible: loads.reduce((sum, load) => sum + load, 0),
    reserved: others
      .sort((a, b) => a - b)
      .map(cell => ({
        unit: net.units[cell % width]!,
        group: groupNames[Math.floor(cell / width)]!,
        n: net.floors[cell]!,
      })),
  }
}
