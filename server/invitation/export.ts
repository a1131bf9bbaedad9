// What carries links out of the house: a file for the SMS platform and a sheet of letters, while the one-time key is at hand.
import { Readable } from 'node:stream'
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { invitationProblem } from '../problem/invitation.ts'
import { type Language, say } from '../problem/problem.ts'
import { invitationWords as w } from '../words/invitation.ts'
import { chinaDay } from '../china-time.ts'
import { messageText, smsSegments } from './invitation.ts'
import { findBatch, listRecipients } from './invitation.store.ts'
import { letterSheet } from './letters.ts'
import { hashToken, tokenOf } from './token.ts'

export const LetterExport = z.object({
  exportKey: z.string().regex(/^[\w-]{43}$/),
  /** What the file is for; kept in the audit log. */
  reason: z.string().trim().min(1).max(200),
})
export const SmsExport = LetterExport.extend({ template: z.string().trim().min(1).max(500).includes('{链接}') })

export type Links = Awaited<ReturnType<typeof exportLinks>>

/**
 * Makes the links of a batch again from its one-time key, and checks each against the stored digest.
 * @throws Problem when the key is not the one in force
 */
export async function exportLinks(
  context: Context,
  actor: Actor,
  batchId: string,
  asked: z.infer<typeof LetterExport>,
  form: 'sms' | 'letters',
) {
  const secret = Buffer.from(asked.exportKey, 'base64url')
  return await transact(context.db, async trx => {
    const batch = await findBatch(trx, batchId)
    if (!batch) throw generalProblem.notFound(['邀请批次', 'batch of invitations'])
    const campaign = await findCampaign(trx, batch.campaignId)
    if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
    const found = await listRecipients(trx, batchId)
    const recipients = found.map(({ id, name, mobile, tokenHash }) => {
      const token = tokenOf(secret, id)
      if (hashToken(token) !== tokenHash) throw invitationProblem.keyWrong()
      return { name, mobile, link: `${context.config.baseUrl}/s/${token}` }
    })
    const stamp = `${chinaDay(context.now())}-${actor.name}`
    const details = { form, rows: recipients.length, reason: asked.reason }
    await recordAudit(trx, context, {
      actor,
      action: 'invitation.export',
      subject: `invitation-batch/${batchId}`,
      campaignId: batch.campaignId,
      details,
    })
    return { batch, campaign, recipients, stamp }
  })
}

export function* smsRows({ campaign, recipients }: Links, template: string, language: Language): Generator<string[]> {
  yield [w.columnMobile, w.columnName, w.columnText, w.columnLink, w.columnSegments].map(words => say(words, language))
  for (const { name, mobile, link } of recipients) {
    const text = messageText(template, { name, link, organiser: campaign.organiser, hotline: campaign.hotline })
    yield [mobile, name, text, link, String(smsSegments(text))]
  }
}

export function lettersOf(
  { batch, campaign, recipients, stamp }: Links,
  printedBy: string,
  language: Language,
): ReadableStream<Uint8Array> {
  const sheet = {
    title: campaign.name,
    organiser: campaign.organiser,
    hotline: campaign.hotline,
    lastDay: chinaDay(new Date(batch.expiresAt)),
    watermark: `${stamp} · ${printedBy}`,
  }
  return Readable.toWeb(
    Readable.from(bytes(letterSheet(recipients, sheet, language)), { objectMode: false }),
  ) as ReadableStream<Uint8Array>
}

function* bytes(parts: Iterable<string>): Generator<Buffer> {
  for (const part of parts) yield Buffer.from(part)
}
