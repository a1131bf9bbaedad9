// Locking after failures in a row, and what a good enough password is (等保: three of four classes, lock after five).

const FAILURES = 5
const LOCK_MILLISECONDS = 30 * 60_000
const REMEMBERED = 10_000

export interface Lock {
  locked(username: string, now: Date): boolean
  failed(username: string, now: Date): void
  succeeded(username: string): void
}

/** Kept in memory: a restart forgives, an attacker cannot fill it. */
export function createLock(): Lock {
  const failures = new Map<string, { count: number; last: number }>()
  const of = (username: string, now: Date) => {
    const entry = failures.get(username)
    return entry && now.getTime() - entry.last < LOCK_MILLISECONDS ? entry : undefined
  }
  return {
    locked: (username, now) => (of(username, now)?.count ?? 0) >= FAILURES,
    failed: (username, now) => {
      const count = (of(username, now)?.count ?? 0) + 1
      failures.delete(username)
      failures.set(username, { count, last: now.getTime() })
      if (failures.size > REMEMBERED) failures.delete(failures.keys().next().value ?? '')
    },
    succeeded: username => void failures.delete(username),
  }
}

/** @example
 * isStrong('Correct-horse-9') // => true
 * @example
 * isStrong('aaaaaaaaaaaa') // => false
 */
export function isStrong(password: string): boolean {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter(kind => kind.test(password)).length
  return password.length >= 10 && password.length <= 128 && classes >= 3
}
