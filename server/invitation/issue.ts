// Issuing: a batch of invitations for a drawn sample, and new links for one. Shared by the routes and the demo.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { generalProblem } from '../problem/general.ts'
import { invitationProblem } from '../problem/invitation.ts'
import { questionnaireProblem } from '../problem/questionnaire.ts'
import { findFielded } from '../questionnaire/questionnaire.store.ts'
import { chinaDay } from '../china-time.ts'
import { defaultLastDay, endOfDay, mayIssue } from './invitation.ts'
import {
  findBatch,
  insertBatch,
  insertCases,
  insertInvitations,
  listReissuable,
  listUninvited,
  updateBatchExpiry,
  updateToken,
  useCaseKey,
} from './invitation.store.ts'
import { caseIdOf, hashToken, newBatchSecret, tokenOf } from './token.ts'

export interface Issued {
  readonly batchId: string
  readonly invited: number
  /** Drawn, but with no unit to rate: not invited. */
  readonly withoutUnits: number
  /** The batch secret, base64url: links are exported with it now or never. */
  readonly exportKey: string
  readonly expiresAt: string
  /** For the demo, which prints one link. */
  readonly invitationIds: readonly string[]
}

export interface IssueOptions {
  readonly drawId: string
  /** Last day links work, in China; by default the last day of fieldwork, or 30 days from now. */
  readonly lastDay?: string | undefined
}

/** Invites everybody in the sample who has no invitation yet; reserves stay out until they are released. */
export async function issueBatch(
  context: Context,
  actor: Actor,
  campaignId: string,
  options: IssueOptions,
): Promise<Issued> {
  const secret = newBatchSecret()
  const now = context.now()
  return await transact(context.db, async trx => {
    const campaign = await findCampaign(trx, campaignId)
    if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
    if (!mayIssue(campaign.state)) throw invitationProblem.wrongState()
    const questionnaire = await findFielded(trx, campaignId)
    if (!questionnaire) throw questionnaireProblem.noneFielded()
    const draw = await trx
      .selectFrom('draw')
      .select(['id', 'state'])
      .where('id', '=', options.drawId)
      .where('campaignId', '=', campaignId)
      .executeTakeFirst()
    if (draw?.state !== 'drawn' && draw?.state !== 'revealed') throw invitationProblem.notDrawn()
    const expiresAt = expiryOf(options.lastDay ?? campaign.closesOn ?? defaultLastDay(now), now)
    const uninvited = await listUninvited(trx, draw.id)
    const people = uninvited.filter(element => element.unitIds.length > 0)
    const withoutUnits = uninvited.length - people.length
    if (people.length === 0) throw invitationProblem.nobodyLeft(withoutUnits)
    const caseKey = await useCaseKey(trx, context, campaignId)
    const batchId = context.newId()
    const shared = { campaignId, drawId: draw.id, questionnaireId: questionnaire.id }
    await insertBatch(trx, {
      id: batchId,
      ...shared,
      invited: people.length,
      expiresAt,
      createdBy: actor.name,
      createdAt: now.toISOString(),
    })
    const made = people.map(element => ({ element, id: context.newId() }))
    await insertInvitations(
      trx,
      made.map(({ element, id }) => ({
        id,
        ...shared,
        batchId,
        elementId: element.elementId,
        personId: element.personId,
        tokenHash: hashToken(tokenOf(secret, id)),
        state: 'issued' as const,
        issuedAt: now.toISOString(),
        expiresAt,
      })),
    )
    await insertCases(
      trx,
      made.map(({ element, id }) => ({
        caseId: caseIdOf(caseKey, id),
        ...shared,
        category: element.category,
        stratum: element.stratum,
        baseWeight: weightOf(element),
        units: JSON.stringify(element.unitIds),
      })),
    )
    const details = {
      drawId: draw.id,
      questionnaireVersion: questionnaire.version,
      invited: people.length,
      withoutUnits,
      expiresAt,
    }
    await recordAudit(trx, context, {
      actor,
      action: 'invitation.issue',
      subject: `invitation-batch/${batchId}`,
      campaignId,
      details,
    })
    return {
      batchId,
      invited: people.length,
      withoutUnits,
      exportKey: secret.toString('base64url'),
      expiresAt,
      invitationIds: made.map(({ id }) => id),
    }
  })
}

/** Gives all unanswered invitations of a batch new links; the old ones stop working at once. Drafts stay. */
export async function reissueBatch(
  context: Context,
  actor: Actor,
  batchId: string,
  options: { lastDay?: string | undefined; reason: string },
) {
  const secret = newBatchSecret()
  const now = context.now()
  return await transact(context.db, async trx => {
    const batch = await findBatch(trx, batchId)
    if (!batch) throw generalProblem.notFound(['邀请批次', 'batch of invitations'])
    const campaign = await findCampaign(trx, batch.campaignId)
    if (!campaign || !mayIssue(campaign.state)) throw invitationProblem.wrongState()
    const expiresAt = options.lastDay ? expiryOf(options.lastDay, now) : batch.expiresAt
    const open = await listReissuable(trx, batchId)
    if (open.length === 0) throw invitationProblem.nobodyLeft(0)
    for (const { id } of open) await updateToken(trx, id, { tokenHash: hashToken(tokenOf(secret, id)), expiresAt })
    await updateBatchExpiry(trx, batchId, expiresAt)
    const details = { reissued: open.length, reason: options.reason, expiresAt }
    await recordAudit(trx, context, {
      actor,
      action: 'invitation.reissue',
      subject: `invitation-batch/${batchId}`,
      campaignId: batch.campaignId,
      details,
    })
    return { batchId, invited: open.length, exportKey: secret.toString('base64url'), expiresAt }
  })
}

function expiryOf(lastDay: string, now: Date): string {
  if (lastDay < chinaDay(now)) throw invitationProblem.expiryPast()
  return endOfDay(lastDay)
}

/** The design weight of a drawn element; one without (a reserve that was not released) is never asked, and never given a weight here. */
function weightOf(element: { readonly elementId: string; readonly baseWeight: number | null }): number {
  if (element.baseWeight === null) throw new Error(`issueBatch requires a base weight for element ${element.elementId}`)
  return element.baseWeight
}
