// Slows down people who guess pairing codes: ten wrong ones in ten minutes, then a rest.
import type { Context } from '../context.ts'
import { windowProblem } from '../problem/window.ts'

const WRONG_TRIES = 10
const REST_MS = 10 * 60_000
/** People remembered at once; the oldest are forgotten first. */
const REMEMBERED = 10_000

interface Wrong {
  readonly count: number
  readonly until: number
}

/** In memory, as the lock of the sign-in: a restart forgives. */
const houses = new WeakMap<Context['live'], Map<string, Wrong>>()

/** @throws Problem 429 when the person typed too many wrong codes
 * @returns `failed` notes another wrong one */
export function requireTries(context: Pick<Context, 'live' | 'now'>, userId: string): { failed(): void } {
  const wrong = houses.get(context.live) ?? new Map<string, Wrong>()
  houses.set(context.live, wrong)
  const at = context.now().getTime()
  const known = wrong.get(userId)
  const current = known && known.until > at ? known : { count: 0, until: at + REST_MS }
  if (current.count >= WRONG_TRIES) throw windowProblem.pairingTries(Math.ceil((current.until - at) / 1000))
  return {
    failed() {
      // Tries that ran at the same time are all counted.
      const count = (wrong.get(userId)?.until === current.until ? (wrong.get(userId)?.count ?? 0) : current.count) + 1
      wrong.delete(userId)
      wrong.set(userId, { count, until: current.until })
      if (wrong.size > REMEMBERED) wrong.delete(wrong.keys().next().value ?? '')
    },
  }
}
