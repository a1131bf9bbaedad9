// The windows that are being rated right now, kept in memory: a rating must not cost a lookup of its window.
import type { Context } from '../context.ts'
import { readCode } from '../code.ts'
import { findPointByPublicCode, PUBLIC_CODE_LENGTH, staffAt } from './window.store.ts'

export interface PointInfo {
  readonly id: string
  readonly centerId: string
  readonly unitId: string | null
  readonly code: string
  readonly name: string
  readonly publicCode: string
  readonly centerName: string
  readonly centerCode: string
  readonly supplementDays: number
  readonly opensAt: string
  readonly closesAt: string
  /** The one active staff member who sits there; null when there is none, or more than one. */
  readonly staffId: string | null
}

export interface PointCache {
  /** The active window with this public code; capitals, spaces and hyphens are forgiven. */
  find(publicCode: string): Promise<PointInfo | undefined>
  /** After a change: this process sees it at once, others within `KEPT_MS`. */
  clear(): void
}

const KEPT_MS = 5_000
/** A province has some ten thousand windows; what strangers make up must not fill the memory. */
const KEPT = 20_000

const caches = new WeakMap<Context['live'], PointCache>()

/** One cache a house; spread copies of a context share it. */
export function pointCache(context: Context): PointCache {
  const known = caches.get(context.live)
  if (known) return known
  const cache = createPointCache(context)
  caches.set(context.live, cache)
  return cache
}

export function createPointCache(context: Pick<Context, 'db' | 'now'>): PointCache {
  const kept = new Map<string, { readonly until: number; readonly point: Promise<PointInfo | undefined> }>()
  return {
    async find(text) {
      const code = readCode(text, PUBLIC_CODE_LENGTH)
      if (code === null) return undefined
      const at = context.now().getTime()
      const known = kept.get(code)
      if (known && known.until > at) return await known.point
      const point = load(context.db, code)
      kept.delete(code)
      kept.set(code, { until: at + KEPT_MS, point })
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
      // A failed lookup is not an answer: the next one asks again.
      point.catch(() => kept.delete(code))
      return await point
    },
    clear: () => kept.clear(),
  }
}

async function load(db: Context['db'], publicCode: string): Promise<PointInfo | undefined> {
  const point = await findPointByPublicCode(db, publicCode)
  return point && { ...point, staffId: await staffAt(db, point.id) }
}
