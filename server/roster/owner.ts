// Which process imports a roster, and whether that process still lives: several may share one database.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/** Of this start of this process: a restarted container has the same host and number but another life. */
const life = randomUUID()

/** A process that has not said for this long that it imports is taken for dead. */
const STALE_MS = 60_000
/** How often a process says so while a roster waits in its queue. */
export const HEARTBEAT_MS = 15_000

export function ownName(): string {
  return `${hostname()}#${process.pid}#${life}`
}

/** @param heartbeatAt when the owner last said that it imports, ISO time */
export function isOwnerAlive(owner: string | null, heartbeatAt: string | null, now: Date): boolean {
  const [host, pid, theirLife] = (owner ?? '').split('#')
  if (theirLife === life) return true
  if (host === hostname() && (Number(pid) === process.pid || !isRunning(Number(pid)))) return false
  return Date.parse(heartbeatAt ?? '') > now.getTime() - STALE_MS
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
