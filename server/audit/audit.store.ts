// Appends to the log inside the transaction of the change, and reads it back.
import type { Context } from '../context.ts'
import type { Db, Trx } from '../db/engine.ts'
import { type AuditEntry, type AuditVerdict, auditHash, verifyChain } from './audit.ts'

export interface Actor {
  readonly id: string | null
  readonly name: string
}

/** The system itself: start-up, demo, jobs. */
export const SYSTEM: Actor = { id: null, name: 'system' }

export interface AuditRecord {
  readonly actor: Actor
  /** `concept.verb`, as the permission is called. */
  readonly action: string
  /** `concept/id`. */
  readonly subject: string
  readonly campaignId?: string | null
  /** Never personal data: ids, counts, digests, old and new values of settings. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Adds one entry. The update of the head row holds its lock until commit, so that chains never fork. */
export async function recordAudit(
  trx: Trx,
  context: Pick<Context, 'now' | 'newId'>,
  record: AuditRecord,
): Promise<void> {
  const head = await trx
    .updateTable('auditHead')
    .set(eb => ({ position: eb('position', '+', 1) }))
    .where('id', '=', 'main')
    .returning(['position', 'hash'])
    .executeTakeFirstOrThrow()
  const entry = {
    position: head.position,
    at: context.now().toISOString(),
    actorId: record.actor.id,
    actorName: record.actor.name,
    action: record.action,
    subject: record.subject,
    campaignId: record.campaignId ?? null,
    details: JSON.stringify(record.details ?? {}),
    previousHash: head.hash,
  }
  const hash = auditHash(entry)
  await trx
    .insertInto('auditEntry')
    .values({ id: context.newId(), ...entry, hash })
    .execute()
  await trx.updateTable('auditHead').set({ hash }).where('id', '=', 'main').execute()
}

/** Newest first, by position (index audit_entry_position). */
export function listAudit(db: Db, options: { before?: number; limit: number; campaignId?: string; action?: string }) {
  let query = db.selectFrom('auditEntry').selectAll().orderBy('position', 'desc').limit(options.limit)
  if (options.before) query = query.where('position', '<', options.before)
  if (options.campaignId) query = query.where('campaignId', '=', options.campaignId)
  if (options.action) query = query.where('action', 'like', `${options.action}%`)
  return query.execute()
}

/** Recomputes the whole chain in pages, and that its end is the head. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let previous = { position: 0, hash: '' }
  for (;;) {
    const page: AuditEntry[] = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('position', '>', previous.position)
      .orderBy('position')
      .limit(5000)
      .execute()
    const verdict = verifyChain(page, previous)
    if (!verdict.ok) return verdict
    previous = { position: verdict.entries, hash: verdict.hash }
    if (page.length < 5000) break
  }
  const head = await db.selectFrom('auditHead').selectAll().where('id', '=', 'main').executeTakeFirstOrThrow()
  if (head.position !== previous.position || head.hash !== previous.hash)
    return { ok: false, position: head.position, reason: 'entries at the end are missing' }
  return { ok: true, entries: previous.position, hash: previous.hash }
}
