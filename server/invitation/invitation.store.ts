// Reads and writes invitations, and lays down the case each leads to: contacts on one side, answers on the other.
import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Trx } from '../db/engine.ts'
import type { Database } from '../db/schema.ts'
import { invitationProblem } from '../problem/invitation.ts'
import { type InvitationState, OPEN_STATES, REISSUED_STATES } from './invitation.ts'
import type { InvitationBatchTable, InvitationTable } from './invitation.table.ts'
import { openCaseKey, sealCaseKey } from './token.ts'

const SLICE = 400

/** The campaign's case key; made on the first use. @throws Problem when it was destroyed */
export async function useCaseKey(trx: Trx, context: Pick<Context, 'key'>, campaignId: string): Promise<Buffer> {
  const house = context.key('invitation-case')
  const row = await trx.selectFrom('invitationKey').selectAll().where('campaignId', '=', campaignId).executeTakeFirst()
  if (row && !row.key) throw invitationProblem.keyDestroyed()
  if (row?.key) return openCaseKey(row.key, house, campaignId)
  const key = randomBytes(32)
  await trx
    .insertInto('invitationKey')
    .values({ campaignId, key: sealCaseKey(key, house, campaignId), destroyedAt: null })
    .execute()
  return key
}

/** Sample members (and released reserves) of a draw without an invitation; each once, with the units assigned. */
export async function listUninvited(db: Db | Trx, drawId: string) {
  const elements = await db
    .selectFrom('drawElement')
    .leftJoin('invitation', join =>
      join
        .onRef('invitation.drawId', '=', 'drawElement.drawId')
        .onRef('invitation.elementId', '=', 'drawElement.elementId'),
    )
    .select([
      'drawElement.elementId',
      'drawElement.personId',
      'drawElement.stratum',
      'drawElement.category',
      'drawElement.baseWeight',
    ])
    .where('drawElement.drawId', '=', drawId)
    .where(eb => eb.or([eb('drawElement.role', '=', 'sample'), eb('drawElement.releasedAt', 'is not', null)]))
    .where('drawElement.baseWeight', 'is not', null)
    .where('invitation.id', 'is', null)
    .orderBy('drawElement.stratum')
    .orderBy('drawElement.position')
    .execute()
  const assigned = await db
    .selectFrom('drawAssignment')
    .select(['elementId', 'unitId'])
    .where('drawId', '=', drawId)
    .orderBy('elementId')
    .orderBy('position')
    .execute()
  const units = new Map<string, string[]>()
  for (const { elementId, unitId } of assigned) {
    const of = units.get(elementId)
    if (of) of.push(unitId)
    else units.set(elementId, [unitId])
  }
  return elements.map(element => ({ ...element, unitIds: units.get(element.elementId) ?? [] }))
}

export async function insertBatch(trx: Trx, row: InvitationBatchTable): Promise<void> {
  await trx.insertInto('invitationBatch').values(row).execute()
}

export async function insertInvitations(trx: Trx, rows: readonly InvitationTable[]): Promise<void> {
  for (let at = 0; at < rows.length; at += SLICE)
    await trx
      .insertInto('invitation')
      .values(rows.slice(at, at + SLICE))
      .execute()
}

/** Cases go in by their id, so that their order tells nothing of the order of invitations. */
export async function insertCases(trx: Trx, rows: readonly Database['responseCase'][]): Promise<void> {
  const sorted = [...rows].sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
  for (let at = 0; at < sorted.length; at += SLICE)
    await trx
      .insertInto('responseCase')
      .values(sorted.slice(at, at + SLICE))
      .execute()
}

export function listBatches(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('invitationBatch')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('createdAt', 'desc')
    .execute()
}

export function findBatch(db: Db | Trx, id: string) {
  return db.selectFrom('invitationBatch').selectAll().where('id', '=', id).executeTakeFirst()
}

/** How many invitations of each batch stand in each state (index invitation_campaign). */
export function countStates(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('invitation')
    .select(eb => ['batchId', 'state', eb.fn.countAll<number>().as('n')])
    .where('campaignId', '=', campaignId)
    .groupBy(['batchId', 'state'])
    .execute()
}

/** Invitations of a batch with name and mobile, in the order of the draw: for letters and messages only. */
export function listRecipients(db: Db | Trx, batchId: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.personId')
    .innerJoin('drawElement', join =>
      join
        .onRef('drawElement.drawId', '=', 'invitation.drawId')
        .onRef('drawElement.elementId', '=', 'invitation.elementId'),
    )
    .select(['invitation.id', 'invitation.tokenHash', 'person.name', 'person.mobile'])
    .where('invitation.batchId', '=', batchId)
    .where('invitation.state', 'in', [...REISSUED_STATES])
    .orderBy('drawElement.stratum')
    .orderBy('drawElement.position')
    .execute()
}

/** People who asked to be called, for the phone desk. */
export function listCallRequests(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.personId')
    .select(['person.name', 'person.mobile'])
    .where('invitation.campaignId', '=', campaignId)
    .where('invitation.state', '=', 'call_requested')
    .orderBy('person.id')
    .execute()
}

export function listReissuable(trx: Trx, batchId: string) {
  return trx
    .selectFrom('invitation')
    .select('id')
    .where('batchId', '=', batchId)
    .where('state', 'in', [...REISSUED_STATES])
    .execute()
}

export async function updateToken(
  trx: Trx,
  id: string,
  change: Pick<InvitationTable, 'tokenHash' | 'expiresAt'>,
): Promise<void> {
  await trx.updateTable('invitation').set(change).where('id', '=', id).execute()
}

export async function updateBatchExpiry(trx: Trx, id: string, expiresAt: string): Promise<void> {
  await trx.updateTable('invitationBatch').set({ expiresAt }).where('id', '=', id).execute()
}

/** Everything a link opens, in one look-up (index invitation_token). */
export function findByToken(db: Db | Trx, tokenHash: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .leftJoin('invitationKey', 'invitationKey.campaignId', 'invitation.campaignId')
    .select([
      'invitation.id',
      'invitation.campaignId',
      'invitation.questionnaireId',
      'invitation.state',
      'invitation.expiresAt',
      'invitationKey.key as caseKey',
    ])
    .select([
      'campaign.state as campaignState',
      'campaign.name as campaignName',
      'campaign.organiser',
      'campaign.implementer',
      'campaign.hotline',
      'campaign.notice',
      'campaign.opensOn',
      'campaign.closesOn',
      'campaign.demo',
    ])
    .where('invitation.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** Moves an invitation that is still open; says whether it was. Never back from answered or revoked. */
export async function moveInvitation(
  db: Db | Trx,
  id: string,
  state: InvitationState,
  from: readonly InvitationState[] = OPEN_STATES,
): Promise<boolean> {
  const result = await db
    .updateTable('invitation')
    .set({ state })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function countInvitations(db: Db | Trx, campaignId: string): Promise<number> {
  const row = await db
    .selectFrom('invitation')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow()
  return row.n
}
