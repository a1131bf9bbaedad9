// Slows down guessing: addresses that try many unknown codes wait. Codes that exist are never slowed, whoever shares the address.
import { createHmac, randomBytes } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HonoContext } from 'hono'
import { Problem } from '../problem/problem.ts'

const MOST = 20
const WINDOW_MS = 10 * 60_000
/** Addresses remembered at once; the oldest are forgotten first. */
const ADDRESSES = 20_000

export type UnknownLimiter = <T>(c: HonoContext, find: () => Promise<T>) => Promise<T>

export interface LimitOptions {
  readonly now: () => Date
  /** Problems that say: there is no such code. */
  readonly unknown: readonly string[]
  /** What an address is told after too many of them. */
  readonly busy: (retryAfter: number) => Problem
}

/** @returns a wrapper that counts unknown codes by address and turns them into `busy` after 20 in ten minutes */
export function unknownLimiter({ now, unknown, busy }: LimitOptions): UnknownLimiter {
  // Addresses are kept in memory only, for ten minutes, and only as a keyed digest.
  const secret = randomBytes(32)
  const seen = new Map<string, { count: number; until: number }>()

  return async <T>(c: HonoContext, find: () => Promise<T>): Promise<T> => {
    try {
      return await find()
    } catch (error) {
      if (!(error instanceof Problem) || !unknown.includes(error.slug)) throw error
      const key = createHmac('sha256', secret).update(addressOf(c)).digest('base64')
      const at = now().getTime()
      const known = seen.get(key)
      const entry = known && known.until > at ? known : { count: 0, until: at + WINDOW_MS }
      entry.count += 1
      seen.delete(key)
      seen.set(key, entry)
      if (seen.size > ADDRESSES) seen.delete(seen.keys().next().value ?? '')
      if (entry.count > MOST) throw busy(Math.ceil((entry.until - at) / 1000))
      throw error
    }
  }
}

/** The peer; behind a proxy of our own network, the address it passes on. '' where there is no socket. */
export function addressOf(c: HonoContext): string {
  let peer = ''
  try {
    peer = getConnInfo(c).remote.address ?? ''
  } catch {
    // Called without a socket, as tests do.
  }
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const inside =
    peer === '' || /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/.test(peer)
  return inside && forwarded ? forwarded : peer
}
