// From a code to what is rated: a window with the visit a rating there belongs to, or the visit behind a link.
import type { Context } from '../context.ts'
import { unknownLimiter, type UnknownLimiter } from '../http/limiter.ts'
import { ratingProblem, UNKNOWN_CODES } from '../problem/rating.ts'
import { findVisit, findVisitByCode } from '../visit/visit.store.ts'
import { type PointInfo, pointCache } from '../window/point-cache.ts'
import type { RatingTarget } from './accepting.ts'

type Visit = NonNullable<RatingTarget['visit']>

/** A rating that comes later than this after the tap was kept by a tablet without a network: who stands there now is another. */
const LIVE_MS = 2 * 60_000

/** @throws Problem 404 */
export async function requirePoint(context: Context, windowCode: string): Promise<PointInfo> {
  const point = await pointCache(context).find(windowCode)
  if (!point) throw ratingProblem.unknownWindow()
  return point
}

export interface PointQuestion {
  readonly channel: 'qr' | 'tablet'
  /** The visit that the page showed; undefined: none, take the current one. */
  readonly visitId?: string | undefined
  /** When the person tapped, where that is known. */
  readonly madeAt?: string | null | undefined
}

/** A window, with the visit that was shown or else the current one. */
export async function targetOfPoint(
  context: Context,
  point: PointInfo,
  { channel, visitId, madeAt }: PointQuestion,
): Promise<RatingTarget> {
  const { id: pointId, centerId, unitId, staffId } = point
  const target = { centerId, pointId, unitId, matterId: null, staffId, channel }
  if (visitId !== undefined) {
    const shown = await findVisit(context.db, visitId)
    return { ...target, visit: shown?.pointId === pointId ? visitOf(shown) : null }
  }
  const guess = !madeAt || context.now().getTime() - Date.parse(madeAt) <= LIVE_MS
  return { ...target, visit: null, guess }
}

/** @throws Problem 404 */
export async function targetOfVisitCode(context: Context, visitCode: string): Promise<RatingTarget> {
  const found = await findVisitByCode(context.db, visitCode)
  if (!found) throw ratingProblem.unknownVisit()
  const { centerId, pointId, unitId, matterId, staffId } = found
  return { centerId, pointId, unitId, matterId, staffId, channel: 'link', visit: visitOf(found) }
}

function visitOf({ id, centerId, pointId, unitId, matterId, staffId, finishedHour }: Visit): Visit {
  return { id, centerId, pointId, unitId, matterId, staffId, finishedHour }
}

const limiters = new WeakMap<Context['live'], UnknownLimiter>()

/** One a house for all public codes of the window journey: guesses at one kind count for the others. */
export function codeLimiter(context: Pick<Context, 'live' | 'now'>): UnknownLimiter {
  const known = limiters.get(context.live)
  if (known) return known
  const made = unknownLimiter({ now: context.now, unknown: UNKNOWN_CODES, busy: ratingProblem.tooManyUnknown })
  limiters.set(context.live, made)
  return made
}
