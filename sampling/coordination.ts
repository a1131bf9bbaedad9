// Coordination over waves: everybody keeps one place on a circle, and a wave takes the next n from a published start.
import type { Coordination } from './designtypes.ts'
import { digestHex, type HashName } from './hash.ts'
import { problem, refuse } from './problem.ts'
import { ticketOf, uniformOf } from './tickets.ts'

const places = 2 ** 52

/** The circle of one wave. Places are whole numbers below 2^52: the first 13 hex digits of a ticket. */
export interface Circle {
  readonly start: number
  readonly down: boolean
  /** How many of the circle a wave leaves out before it begins to take, for a sample of n. */
  skipped(n: number): number
}

/** The whole circle from 0 upwards: the order of the tickets. */
export const plainCircle: Circle = { start: 0, down: false, skipped: () => 0 }

/**
 * The circle of a design.
 *
 * @param drawKey gives the start where the design says `"start": "seed"`
 * @internal
 * @example waveCircle({ panel: 'p', key_digest: '', start: 0.5, wave: 3, kept: 0.75 }, '00').skipped(100) // => 50
 */
export function waveCircle(coordination: Coordination, drawKey: string, hash: HashName = 'sha256'): Circle {
  const { direction, wave = 1, kept = 1 } = coordination
  const start = startOf(coordination, drawKey, hash)
  const skipped = (n: number): number => Math.round((wave - 1) * (1 - kept) * n)
  return { start: Math.floor(start * places), down: direction === 'down', skipped }
}

/**
 * Start of a wave as a number in [0, 1); where it comes from the seed, the uniform number of `start/<panel>`.
 *
 * @internal
 */
export const startOf = ({ start, panel }: Coordination, drawKey: string, hash: HashName = 'sha256'): number =>
  start === 'seed' ? uniformOf(ticketOf(drawKey, `start/${panel}`, hash)) : start

/**
 * How far a place lies from the start of a wave, in the direction of the wave.
 *
 * @param place a whole number, 0 to 2^52 − 1
 * @returns 0 at the start, 2^52 − 1 just before it
 * @internal
 * @example alongCircle({ start: 10, down: false, skipped: () => 0 }, 12) // => 2
 * @example alongCircle({ start: 10, down: true, skipped: () => 0 }, 9) // => 0
 */
export function alongCircle({ start, down }: Circle, place: number): number {
  const up = place >= start ? place - start : place - start + places
  return down ? places - 1 - up : up
}

/**
 * The start of a later wave that keeps a share of the sample and replaces the rest, for methods other than `srs` (which counts
 * people by `wave` and `kept`): the start moves on by (1 − kept) times the sampling fraction.
 *
 * @param start of the wave before, [0, 1)
 * @param fraction n / N, or the largest inclusion probability
 * @param kept share of the sample to keep, [0, 1]
 * @returns a number in [0, 1)
 * @source Ohlsson (1995), Coordination of samples using permanent random numbers, in Business Survey Methods, ch. 9
 * @example rotatedStart(0.95, 0.2, 0.5).toFixed(2) // => '0.05'
 */
export function rotatedStart(start: number, fraction: number, kept: number): number {
  const moved = start + (1 - kept) * fraction
  return moved - Math.floor(moved)
}

/**
 * The panel key of a draw, checked against the digest the design committed to; null where the design has no coordination.
 *
 * @internal
 */
export function panelKeyOf(
  coordination: Coordination | undefined,
  panelKey: string | undefined,
  hash: HashName = 'sha256',
): string | null {
  if (coordination === undefined) {
    refuse(panelKey === undefined ? [] : [problem('panel_key_unexpected')])
    return null
  }
  const { panel, key_digest: expected } = coordination
  if (panelKey === undefined) refuse([problem('panel_key_absent', { panel })])
  const key = panelKey ?? ''
  refuse(/^[0-9a-f]{64}$/.test(key) ? [] : [problem('panel_key_form')])
  const actual = digestHex(key, hash)
  refuse(actual === expected ? [] : [problem('panel_key_differs', { actual, expected })])
  return key
}

/** How much two samples share. */
export interface Overlap {
  readonly stratum: string
  readonly first: number
  readonly second: number
  readonly both: number
  /** both / first; 0 where the first is empty. */
  readonly kept: number
}

interface Drawn {
  readonly elementId: string
  readonly stratum: string
  readonly role: 'sample' | 'reserve'
}

/**
 * How many of one wave's sample are in the next, by stratum of the next wave (people who moved count where they are now; people who
 * left the frame or the sample count in the stratum they were drawn in). The reserve does not count.
 *
 * @param first sample of the earlier wave
 * @param second sample of the later wave
 * @returns one line per stratum, in order of appearance, and a last one with stratum '' for all
 * @source Ohlsson (1995), Coordination of samples using permanent random numbers, in Business Survey Methods, ch. 9
 * @example overlapReport([{ elementId: 'a', stratum: '甲', role: 'sample' }], [{ elementId: 'a', stratum: '乙', role: 'sample' }]).map(o => o.stratum + o.both).join() // => '甲0,乙1,1'
 */
export function overlapReport(first: readonly Drawn[], second: readonly Drawn[]): Overlap[] {
  const before = new Map(first.filter(one => one.role === 'sample').map(one => [one.elementId, one.stratum]))
  const lines = new Map<string, { first: number; second: number; both: number }>()
  const line = (stratum: string): { first: number; second: number; both: number } => {
    const found = lines.get(stratum) ?? { first: 0, second: 0, both: 0 }
    lines.set(stratum, found)
    return found
  }
  for (const stratum of before.values()) line(stratum).first++
  for (const { elementId, stratum, role } of second) {
    if (role !== 'sample') continue
    line(stratum).second++
    if (before.has(elementId)) line(stratum).both++
  }
  const total = { first: 0, second: 0, both: 0 }
  for (const own of lines.values()) for (const key of ['first', 'second', 'both'] as const) total[key] += own[key]
  return [...lines, ['', total] as const].map(([stratum, own]) => {
    return { stratum, ...own, kept: own.first === 0 ? 0 : own.both / own.first }
  })
}
