// When a year is published the key that joins contacts to answers is destroyed; from then on nobody can say who gave which answer.
import { recordAudit, SYSTEM } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'

/**
 * Destroys the case keys of published campaigns. Publication is the one stage that cannot be taken back, so nothing needs the key after it.
 * @returns the campaigns whose key went now
 */
export async function destroyCaseKeys(context: Context): Promise<string[]> {
  const due = await context.db
    .selectFrom('invitationKey')
    .innerJoin('campaign', 'campaign.id', 'invitationKey.campaignId')
    .select('invitationKey.campaignId')
    .where('campaign.state', '=', 'published')
    .where('invitationKey.key', 'is not', null)
    .execute()
  const gone: string[] = []
  for (const { campaignId } of due) {
    const destroyed = await transact(context.db, async trx => {
      const done = await trx
        .updateTable('invitationKey')
        .set({ key: null, destroyedAt: context.now().toISOString() })
        .where('campaignId', '=', campaignId)
        .where('key', 'is not', null)
        .executeTakeFirst()
      if (done.numUpdatedRows === 0n) return false
      const subject = `campaign/${campaignId}`
      await recordAudit(trx, context, { actor: SYSTEM, action: 'invitation.destroyKey', subject, campaignId })
      return true
    })
    if (destroyed) gone.push(campaignId)
  }
  return gone
}

const EVERY_MS = 60_000

/** At start, and then every minute. */
export function watchCaseKeys(context: Context): void {
  const look = (): void => {
    destroyCaseKeys(context).catch((error: unknown) => context.log.error({ err: error }, 'destroying keys failed'))
  }
  look()
  setInterval(look, EVERY_MS).unref()
}
