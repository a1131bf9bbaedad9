// Selection by a plan: each stratum by its method, with numbers from the tickets of one key; the rows of the sample file.
import { alongCircle, type Circle } from './coordination.ts'
import { elementIdOf, type Frame, type Progress } from './frame.ts'
import { ticketHasher, type HashName, type TicketHasher } from './hash.ts'
import { chooseMethod } from './choose.ts'
import { selectByIndex } from './indexdraw.ts'
import type { DrawPlan, StratumNumbers, StratumPlan } from './plan.ts'
import type { SelectedElement } from './samplefile.ts'
import { select } from './select.ts'
import { ticketAt, ticketBatch, ticketBatches } from './ticketbatch.ts'
import { uniformOf } from './tickets.ts'

/** The keys of a draw. With a panel key, tickets come from it and the draw key gives no ticket of an element. */
export interface SelectionKeys {
  readonly drawKey: string
  readonly panelKey: string | null
  readonly circle: Circle
  readonly hash: HashName
  readonly profile: 'id' | 'index'
}

/** The drawn elements in the order of the sample file, and the numbers that only the draw could tell. */
export interface Selection {
  readonly selected: readonly SelectedElement[]
  readonly strata: readonly StratumNumbers[]
}

/** A chosen position of a stratum, with its probability and weight. */
export interface Picked {
  readonly position: number
  readonly probability: number
  readonly weight: number
}

/** What a method may ask for; positions count along the members of the stratum. */
export interface Numbers {
  /** Uniform number by position, along the circle of the wave. */
  readonly uniform: Float64Array
  /** Positions in order of the circle, from the start on; as many as asked for, past the end from the beginning again. */
  readonly ranked: (skipped: number, take: number) => number[]
  /** Uniform number of a label under the draw key. */
  readonly labelled: (label: string) => number
  /** Ticket of a label under the draw key. */
  readonly labelTicket: (label: string) => string
  /** Ticket of the element at a position. */
  readonly ticket: (position: number) => string
  readonly skipped: (n: number) => number
}

/** Draw every stratum of a plan. @internal */
export function selectPlan(frame: Frame, plan: DrawPlan, keys: SelectionKeys, onProgress?: Progress): Selection {
  const plain = plan.strata.map(({ members }) => members === null)
  const drawn = plain.includes(true) ? plainStrata(frame, plan, keys, onProgress) : []
  if (!plain.includes(false)) return { selected: drawn, strata: plan.allocation.strata }
  const tickets = ticketHasher(keys.panelKey ?? keys.drawKey, keys.hash)
  const labels = ticketHasher(keys.drawKey, keys.hash)
  const places = circlePlaces(frame, plain, keys, onProgress)
  const plainRows = new Map<string, SelectedElement[]>()
  for (const one of drawn) {
    const rows = plainRows.get(one.stratum)
    if (rows === undefined) plainRows.set(one.stratum, [one])
    else rows.push(one)
  }
  const parts = plan.strata.map(stratum => {
    if (stratum.members === null)
      return { rows: plainRows.get(stratum.numbers.stratum) ?? [], numbers: stratum.numbers }
    const numbers = numbersOf(stratum, { places, tickets, labels, circle: keys.circle })
    return sampleRows(stratum, chooseMethod(stratum, numbers), numbers)
  })
  return { selected: parts.flatMap(({ rows }) => rows), strata: parts.map(({ numbers }) => numbers) }
}

function plainStrata(frame: Frame, plan: DrawPlan, keys: SelectionKeys, onProgress?: Progress): SelectedElement[] {
  const strata = plan.strata.map(({ members, numbers }) => (members === null ? numbers : { ...numbers, n: 0, r: 0 }))
  const allocation = { ...plan.allocation, strata }
  if (keys.profile === 'index') return selectByIndex(frame, allocation, keys.drawKey, keys.hash, onProgress)
  return select(frame, allocation, keys.drawKey, keys.hash, onProgress)
}

// Places along the circle, by row; rows of strata drawn otherwise stay 0.
function circlePlaces(
  frame: Frame,
  plain: readonly boolean[],
  keys: SelectionKeys,
  onProgress?: Progress,
): Float64Array {
  const batches = ticketBatches(frame, keys.panelKey ?? keys.drawKey, keys.hash)
  const places = new Float64Array(frame.count)
  for (let from = 0; from < frame.count; from += ticketBatch) {
    const to = Math.min(frame.count, from + ticketBatch)
    if ((from & 0xffff) === 0) onProgress?.('draw', from, frame.count)
    const words = batches(from, to)
    for (let row = from; row < to; row++) {
      if (plain[frame.stratumOf[row]!] === true) continue
      const at = ticketAt(row - from)
      const place = (words[at]! >>> 0) * 2 ** 20 + (words[at + 4]! >>> 12)
      places[row] = alongCircle(keys.circle, place)
    }
  }
  onProgress?.('draw', frame.count, frame.count)
  return places
}

interface Sources {
  readonly places: Float64Array
  readonly tickets: TicketHasher
  readonly labels: TicketHasher
  readonly circle: Circle
}

function numbersOf({ members }: StratumPlan, { places, tickets, labels, circle }: Sources): Numbers {
  const { frame, rows } = members!
  const own = Float64Array.from(rows, row => places[row]!)
  const ticket = (position: number): string => tickets.hex(elementIdOf(frame, rows[position]!))
  // Two elements in one place: the rest of their tickets decides, in the direction of the circle.
  const compare = (a: number, b: number): number => {
    if (own[a] !== own[b]) return own[a]! - own[b]!
    return (ticket(a) < ticket(b) ? -1 : 1) * (circle.down ? -1 : 1)
  }
  const first = (count: number): number[] => {
    if (count === 0) return []
    const last = Float64Array.from(own).sort()[count - 1]!
    const kept: number[] = []
    for (let at = 0; at < own.length; at++) if (own[at]! <= last) kept.push(at)
    return kept.sort(compare).slice(0, count)
  }
  return {
    uniform: own.map(place => (place + 0.5) / 2 ** 52),
    ranked(skipped, take) {
      const from = own.length === 0 ? 0 : skipped % own.length
      const beyond = Math.max(0, from + take - own.length)
      const order = first(beyond > 0 ? own.length : from + take)
      return [...order.slice(from), ...order.slice(0, beyond)]
    },
    labelled: label => uniformOf(labels.hex(label)),
    labelTicket: label => labels.hex(label),
    ticket,
    skipped: count => circle.skipped(count),
  }
}

interface Chosen {
  readonly sample: readonly Picked[]
  readonly reserve: readonly number[]
  readonly realised?: boolean
}

function sampleRows(
  { numbers: own, members }: StratumPlan,
  { sample, reserve, realised = false }: Chosen,
  { ticket }: Numbers,
): { rows: SelectedElement[]; numbers: StratumNumbers } {
  const { frame, rows, stratum } = members!
  const line = (
    position: number,
    role: 'sample' | 'reserve',
    at: number,
  ): Omit<SelectedElement, 'inclusionProbability' | 'baseWeight'> => {
    return { order: at + 1, elementId: elementIdOf(frame, rows[position]!), stratum, role, ticket: ticket(position) }
  }
  const sampled = sample.map(({ position, probability, weight }, i) => {
    return { ...line(position, 'sample', i), inclusionProbability: probability, baseWeight: weight }
  })
  const reserved = reserve.map((position, i) => {
    return { ...line(position, 'reserve', sample.length + i), inclusionProbability: null, baseWeight: null }
  })
  return { rows: [...sampled, ...reserved], numbers: realised ? { ...own, realised: sample.length } : own }
}
