// The audit chain, pure: what is hashed, and how a chain is checked.
import { createHash } from 'node:crypto'

export interface AuditEntry {
  readonly position: number
  readonly at: string
  readonly actorId: string | null
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly campaignId: string | null
  /** JSON text. */
  readonly details: string
  readonly previousHash: string
  readonly hash: string
}

/** SHA-256 of the previous hash and the entry's own fields, one a line; nothing can be changed, dropped or put between. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const text = [
    entry.previousHash,
    entry.position,
    entry.at,
    entry.actorId ?? '',
    entry.actorName,
    entry.action,
    entry.subject,
    entry.campaignId ?? '',
    entry.details,
  ]
    .map(field => JSON.stringify(field))
    .join('\n')
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly hash: string }
  | { readonly ok: false; readonly position: number; readonly reason: string }

/** Follows a chain from `previous` and names the first entry that does not fit. */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  previous: { position: number; hash: string } = { position: 0, hash: '' },
): AuditVerdict {
  let { position, hash } = previous
  for (const entry of entries) {
    if (entry.position !== position + 1)
      return { ok: false, position: position + 1, reason: `entry ${position + 1} is missing` }
    if (entry.previousHash !== hash)
      return { ok: false, position: entry.position, reason: 'previous hash does not match' }
    if (auditHash(entry) !== entry.hash)
      return { ok: false, position: entry.position, reason: 'content does not match its hash' }
    position = entry.position
    hash = entry.hash
  }
  return { ok: true, entries: position, hash }
}
