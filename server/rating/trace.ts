// Traces for the forgery check: hashes of the device and the network that hold for one day only, kept 30 days, apart from the rating.
import { createHmac, createSecretKey } from 'node:crypto'
import type { Context } from '../context.ts'
import { chinaDay } from '../china-time.ts'
import type { Db } from '../db/engine.ts'
import { every } from '../jobs/every.ts'
import { mobileHash } from '../window/mobile.ts'

export const TRACE_DAYS = 30
const SIX_HOURS_MS = 6 * 3_600_000

export interface Trace {
  readonly day: string
  readonly deviceHash: string | null
  readonly networkHash: string | null
  /** As `window_staff.mobile_hash` and `visit.mobile_hash`, so that they can be compared. */
  readonly mobileHash: string | null
}

/** @returns a function that makes the traces of a rating; the day in the hash keeps days from being joined */
export function tracer(context: Pick<Context, 'key'>) {
  const key = createSecretKey(context.key('rating-trace'))
  const hash = (kind: string, day: string, value: string | null): string | null =>
    value ? createHmac('sha256', key).update(`${kind} ${day} ${value}`).digest('base64url') : null
  return (at: Date, seen: { device: string | null; network: string | null; mobile: string | null }): Trace => {
    const day = chinaDay(at)
    return {
      day,
      deviceHash: hash('device', day, seen.device),
      networkHash: hash('network', day, seen.network),
      mobileHash: seen.mobile ? mobileHash(context, seen.mobile) : null,
    }
  }
}

/** Deletes what is older than 30 days. @returns how many */
export async function purgeTraces(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const day = chinaDay(new Date(context.now().getTime() - TRACE_DAYS * 86_400_000))
  const { numDeletedRows } = await deleteBefore(context.db, day)
  return Number(numDeletedRows)
}

async function deleteBefore(db: Db, day: string) {
  return await db.deleteFrom('ratingTrace').where('day', '<', day).executeTakeFirstOrThrow()
}

/** @returns a function that ends it */
export function watchTraces(context: Context): () => void {
  return every(context, 'rating-traces', SIX_HOURS_MS, async () => await purgeTraces(context))
}
