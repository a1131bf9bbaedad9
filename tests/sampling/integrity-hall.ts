// A simulated service centre: an honest day with all that looks suspicious and is not, and steering planted at some windows.
import type { IntegrityDay, IntegrityRating } from '../../sampling/integrity.ts'
import type { Chance } from './chance.ts'
import {
  type Hall,
  type HallVisit,
  honestLevel,
  MINUTE,
  plant,
  type Steering,
  STEERINGS,
} from './integrity-steering.ts'

export interface HallDay {
  readonly day: IntegrityDay
  /** What was planted, by window. */
  readonly planted: ReadonlyMap<string, Steering>
  /** Ratings that steering made or moved. */
  readonly steered: ReadonlySet<string>
}

export interface HallOptions {
  readonly windows: number
  /** Mean visits a window and day. */
  readonly visits: number
  /** Share of windows that are steered on a day. */
  readonly steered: number
}

const HOUR = 60 * MINUTE
const exponential = (chance: Chance, mean: number) => -mean * Math.log(chance.uniform())

/** One day of one centre; the same chance gives the same day. */
export function simulateHall(chance: Chance, options: HallOptions): HallDay {
  const opensAt = 9 * HOUR
  const closesAt = 17 * HOUR
  let names = 0
  const fresh = (kind: string) => `${kind}${names++}`
  const points = Array.from({ length: options.windows }, (_, at) => `w${at}`)
  const rush = 1 + 2 * chance.uniform()
  const visits: HallVisit[] = []
  const ratings: IntegrityRating[] = []
  const staffMobiles = new Set(points.map(point => `staff-${point}`))
  for (const pointId of points) {
    // One window in twenty has a case system that keeps whole minutes.
    const grain = chance.uniform() < 0.05 ? MINUTE : 1000
    const pleasant = chance.uniform() < 0.12 ? 0.995 : Math.min(0.98, Math.max(0.6, 0.86 + 0.05 * chance.normal()))
    const quick = 0.8 + 0.4 * chance.uniform()
    const times = visitTimes(chance, options.visits * (0.5 + chance.uniform()), { opensAt, closesAt, rush })
    let at = 0
    while (at < times.length) {
      const together = familySize(chance, times.length - at)
      const made = times.slice(at, at + together).map((time, order) => ({
        id: fresh('v'),
        pointId,
        finishedAt: Math.floor((together > 1 ? (times[at] ?? 0) + order * 3 * MINUTE : time) / grain) * grain,
        // A clerk is a citizen too.
        mobile: chance.uniform() < 0.0005 ? `staff-${pointId}` : fresh('m'),
      }))
      visits.push(...made)
      ratings.push(...rateTogether({ chance, fresh, pleasant, quick }, made))
      at += together
    }
    if (chance.uniform() < 0.02) agent(chance, fresh, pointId, visits, ratings)
  }
  const hall: Hall = { chance, opensAt, closesAt, visits, ratings, staffMobiles, fresh }
  const { planted, steered } = steer(hall, points, options.steered)
  const day = { day: '2026-11-25', opensAt, closesAt, complete: true, ratings: hall.ratings, visits, staffMobiles }
  return { day, planted, steered }
}

/** Busy mornings, a thin noon, and before closing up to three times the usual. */
function visitTimes(chance: Chance, mean: number, hours: { opensAt: number; closesAt: number; rush: number }) {
  const count = Math.max(2, Math.round(mean + Math.sqrt(mean) * chance.normal()))
  const times: number[] = []
  while (times.length < count) {
    const time = hours.opensAt + chance.uniform() * (hours.closesAt - hours.opensAt)
    const load = time > hours.closesAt - 30 * MINUTE ? hours.rush : time > 12 * HOUR && time < 13.5 * HOUR ? 0.3 : 1
    if (chance.uniform() * 3 < load) times.push(time)
  }
  return times.sort((a, b) => a - b)
}

/** Mostly one; three in a hundred come as a family of two to five. */
function familySize(chance: Chance, left: number): number {
  if (chance.uniform() > 0.03) return 1
  const u = chance.uniform()
  return Math.min(left, u < 0.65 ? 2 : u < 0.88 ? 3 : u < 0.97 ? 4 : 5)
}

interface Window {
  readonly chance: Chance
  readonly fresh: (kind: string) => string
  /** Share of the best level without a word. */
  readonly pleasant: number
  /** How soon the tablet asks. */
  readonly quick: number
}

/** The carriers and the hall put many telephones behind one address. */
const addressOf = ({ chance, fresh }: Window, atHall: boolean): string => {
  const u = chance.uniform()
  if (atHall && u < 0.6) return 'hall'
  return u < 0.9 ? `carrier${chance.below(4)}` : fresh('home')
}

function rateTogether(window: Window, visits: readonly HallVisit[]): IntegrityRating[] {
  const { chance, fresh } = window
  const family = visits.length > 1
  if (chance.uniform() > (family ? 0.6 : 0.45)) return []
  const u = chance.uniform()
  const channel = family || u < 0.3 ? 'qr' : u < 0.4 ? 'link' : 'tablet'
  // Some old people are helped by a volunteer, who goes round the hall with one telephone.
  const helped = !family && channel === 'qr' && chance.uniform() < 0.15
  const device = helped ? 'volunteer' : chance.uniform() < 0.12 ? null : fresh('d')
  const network = helped ? 'hall' : addressOf(window, channel === 'qr')
  const atOnce = family && chance.uniform() < 0.3
  let last = visits.at(-1)?.finishedAt ?? 0
  return visits.map(visit => {
    const own = visit.finishedAt + delay(window, channel)
    last += 1000 * (4 + chance.below(9))
    return {
      id: fresh('r'),
      pointId: visit.pointId,
      channel,
      madeAt: Math.round(atOnce ? last + 20_000 : own),
      ...honestLevel(chance, window.pleasant),
      device: channel === 'tablet' ? `tablet-${visit.pointId}` : device,
      network: channel === 'tablet' ? 'hall' : network,
      mobile: chance.uniform() < 0.1 ? visit.mobile : null,
      visit,
    }
  })
}

/** Milliseconds from the end of a visit to an honest rating; a few clerks ask before they press “finish”. */
function delay({ chance, quick }: Window, channel: 'qr' | 'link' | 'tablet'): number {
  if (channel === 'link') return Math.min(6 * HOUR, 2 * MINUTE + exponential(chance, 1.5 * HOUR))
  if (chance.uniform() < 0.03) return -exponential(chance, 20_000)
  if (channel === 'tablet') return 1000 * 16 * quick * Math.exp(0.6 * chance.normal())
  return 18_000 + exponential(chance, 40_000)
}

/** An honest agent who handles four to six cases for others at one window, with one telephone. */
function agent(
  chance: Chance,
  fresh: (kind: string) => string,
  pointId: string,
  visits: HallVisit[],
  ratings: IntegrityRating[],
): void {
  const [device, network] = [fresh('d'), fresh('home')]
  let at = 10 * HOUR + chance.uniform() * 4 * HOUR
  for (let left = 4 + chance.below(3); left > 0; left--) {
    at += (3 + 4 * chance.uniform()) * MINUTE
    const visit = { id: fresh('v'), pointId, finishedAt: Math.round(at), mobile: fresh('m') }
    visits.push(visit)
    const level = honestLevel(chance, 0.86)
    const madeAt = Math.round(at + 30_000)
    ratings.push({ id: fresh('r'), pointId, channel: 'qr', madeAt, ...level, device, network, mobile: null, visit })
  }
}

function steer(hall: Hall, points: readonly string[], share: number) {
  const planted = new Map<string, Steering>()
  const steered = new Set<string>()
  for (const pointId of points) {
    if (hall.chance.uniform() >= share) continue
    const kind = STEERINGS[hall.chance.below(STEERINGS.length)]
    if (!kind) continue
    planted.set(pointId, kind)
    for (const id of plant(hall, pointId, kind)) steered.add(id)
  }
  return { planted, steered }
}
