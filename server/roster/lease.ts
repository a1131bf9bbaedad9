// One import at a time over all processes of one database: imports and clearings take turns.
import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { HEARTBEAT_MS, isOwnerAlive, ownName } from './owner.ts'

const POLL_MS = 500

/** Waits for the turn. @returns what gives it up */
export async function takeLease(context: Pick<Context, 'db' | 'now' | 'log'>): Promise<() => Promise<void>> {
  const { db } = context
  const now = () => context.now().toISOString()
  const own = { owner: ownName() }
  // Also for rosters that wait in this process's queue; the one at work says so itself.
  const sayAlive = async (): Promise<void> => {
    await db.updateTable('rosterLease').set({ heartbeatAt: now() }).where('owner', '=', own.owner).execute()
    await db.updateTable('roster').set({ heartbeatAt: now() }).where('owner', '=', own.owner).execute()
  }
  const alive = setInterval(() => {
    sayAlive().catch((error: unknown) => context.log.warn({ err: error }, 'heartbeat failed'))
  }, HEARTBEAT_MS)
  for (;;) {
    const held = await db.selectFrom('rosterLease').selectAll().where('id', '=', 'main').executeTakeFirstOrThrow()
    if (held.owner === null || held.owner === own.owner || !isOwnerAlive(held.owner, held.heartbeatAt, context.now())) {
      const taken = await db
        .updateTable('rosterLease')
        .set({ ...own, heartbeatAt: now() })
        .where('id', '=', 'main')
        .where('owner', held.owner === null ? 'is' : '=', held.owner)
        .executeTakeFirst()
      if (taken.numUpdatedRows > 0n) break
    }
    await wait(POLL_MS)
  }
  return async () => {
    clearInterval(alive)
    await db.updateTable('rosterLease').set({ owner: null }).where('owner', '=', own.owner).execute()
  }
}
