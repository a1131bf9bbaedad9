// The forgery check at work: every minute it looks again at the days of a centre that changed, and once at each day that is over.
import { integrityFlags, type IntegrityThresholds } from '../../sampling/integrity.ts'
import { chinaDay, startOfChinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { every } from '../jobs/every.ts'
import {
  changedDays,
  DAY_MS,
  evidenceOf,
  keepFlags,
  keptFlags,
  listLookedCenters,
  loadIntegrityDay,
  type LookedCenter,
} from './integrity.store.ts'

const MINUTE_MS = 60_000
/** Older days come as history from other systems and are not looked at. */
export const LOOKED_DAYS = 60
/** What came shortly before the last look may have been committed after it. */
const OVERLAP_MS = 2 * MINUTE_MS
/** A process that starts looks this far back. */
const FIRST_LOOK_MS = 2 * DAY_MS
/** A day is over this long after midnight, when what was under way has arrived. */
const SETTLED_MS = 10 * MINUTE_MS
/** A day that takes long to look at is looked at less often: at most a thirtieth of the time goes into it. */
const PATIENCE = 30

const isOver = (day: string, now: Date): boolean =>
  now.getTime() >= startOfChinaDay(day).getTime() + DAY_MS + SETTLED_MS

/** Looks at one day of a centre and keeps what it finds. @returns how many signs are new */
export async function lookAtDay(
  context: Pick<Context, 'db' | 'now' | 'newId'>,
  center: LookedCenter,
  day: string,
  thresholds: Partial<IntegrityThresholds> = {},
): Promise<number> {
  const now = context.now()
  const found = integrityFlags(await loadIntegrityDay(context.db, center, day, isOver(day, now)), thresholds)
  if (found.length === 0) return 0
  const kept = await keptFlags(context.db, center.id, day)
  const rows = found
    .map(flag => ({
      id: context.newId(),
      centerId: center.id,
      pointId: flag.pointId,
      ratingId: flag.ratingId,
      rule: flag.rule,
      subject: flag.subject,
      day,
      evidence: JSON.stringify(evidenceOf(flag)),
      state: 'open' as const,
      note: '',
      reviewedBy: null,
      reviewedAt: null,
      createdAt: now.toISOString(),
    }))
    .filter(row => {
      const evidence = kept.get(`${row.rule} ${row.subject}`)
      return evidence === undefined || (evidence !== '' && evidence !== row.evidence)
    })
  return rows.length === 0 ? 0 : await transact(context.db, trx => keepFlags(trx, rows))
}

/** Looks again at the last days of one centre, or of all, because somebody asked. @returns how many signs are new */
export async function lookNow(context: Pick<Context, 'db' | 'now' | 'newId'>, centerId?: string): Promise<number> {
  const round = integrityRound(context)
  return await round(centerId)
}

/**
 * One round after another; what was looked at is remembered in the process alone, and a new process looks at the last two days.
 * @returns a function that does a round and says how many signs are new
 */
export function integrityRound(context: Pick<Context, 'db' | 'now' | 'newId'>) {
  let looked: Date | null = null
  /** Days to look at, and not before when. */
  const due = new Map<string, { center: LookedCenter; day: string; from: number }>()
  const costs = new Map<string, number>()
  const closed = new Map<string, string>()
  return async (centerId?: string): Promise<number> => {
    const now = context.now()
    const since = new Date(looked ? looked.getTime() - OVERLAP_MS : now.getTime() - FIRST_LOOK_MS).toISOString()
    const oldest = chinaDay(new Date(now.getTime() - LOOKED_DAYS * DAY_MS))
    const yesterday = chinaDay(new Date(now.getTime() - SETTLED_MS - DAY_MS))
    for (const center of await listLookedCenters(context.db, centerId)) {
      const days = new Set(await changedDays(context.db, center.id, since))
      if (closed.get(center.id) !== yesterday) days.add(yesterday)
      for (const day of days) {
        if (day < oldest) continue
        const name = `${center.id} ${day}`
        due.set(name, { center, day, from: costs.get(name) ?? 0 })
      }
      closed.set(center.id, yesterday)
    }
    looked = now
    let added = 0
    for (const [name, { center, day, from }] of due) {
      if (from > now.getTime()) continue
      const began = performance.now()
      added += await lookAtDay(context, center, day)
      costs.set(name, now.getTime() + PATIENCE * (performance.now() - began))
      due.delete(name)
    }
    return added
  }
}

/** @returns a function that ends it */
export function watchIntegrity(context: Context): () => void {
  const round = integrityRound(context)
  return every(context, 'rating-integrity', MINUTE_MS, async () => await round())
}
