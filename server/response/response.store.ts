// Reads and writes cases, drafts and answers. Nothing here knows a person.
import { sql } from 'kysely'
import { type Db, type Trx, transact } from '../db/engine.ts'
import { OPEN_STATES } from '../invitation/invitation.ts'

export function findCase(db: Db | Trx, caseId: string) {
  return db.selectFrom('responseCase').selectAll().where('caseId', '=', caseId).executeTakeFirst()
}

export function findDraft(db: Db | Trx, caseId: string) {
  return db.selectFrom('responseDraft').select(['version', 'answers']).where('caseId', '=', caseId).executeTakeFirst()
}

export async function deleteDraft(db: Db | Trx, caseId: string): Promise<void> {
  await db.deleteFrom('responseDraft').where('caseId', '=', caseId).execute()
}

export function findResponse(db: Db | Trx, caseId: string) {
  return db.selectFrom('response').select(['clientId', 'submittedOn']).where('caseId', '=', caseId).executeTakeFirst()
}

export interface DraftRow {
  readonly invitationId: string
  readonly caseId: string
  /** One more than the version it was based on. */
  readonly version: number
  /** JSON. */
  readonly answers: string
  readonly savedOn: string
}

export type DraftOutcome =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'outdated'; readonly version: number; readonly answers: string }
  | { readonly kind: 'closed' }

/** Saves drafts together. A draft based on an older version than the stored one is not saved; the stored one comes back. */
export async function commitDrafts(db: Db, rows: readonly DraftRow[]): Promise<readonly DraftOutcome[]> {
  return await transact(db, async trx => {
    const outcomes: DraftOutcome[] = Array.from({ length: rows.length })
    for (const round of rounds(rows)) {
      for (const [at, outcome] of await saveRound(trx, round)) outcomes[at] = outcome
    }
    return outcomes
  })
}

type Placed<Row> = readonly [at: number, row: Row]

/** No case twice in one statement. */
function rounds<Row extends { readonly caseId: string }>(rows: readonly Row[]): Placed<Row>[][] {
  const made: Placed<Row>[][] = []
  const seen = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    const turn = seen.get(row.caseId) ?? 0
    seen.set(row.caseId, turn + 1)
    ;(made[turn] ??= []).push([at, row])
  }
  return made
}

async function saveRound(trx: Trx, round: readonly Placed<DraftRow>[]): Promise<Placed<DraftOutcome>[]> {
  const open = await moveTogether(
    trx,
    round.map(([, row]) => row.invitationId),
    'opened',
  )
  const wanted = round.filter(([, row]) => open.has(row.invitationId))
  const closed = round
    .filter(([, row]) => !open.has(row.invitationId))
    .map(([at]): Placed<DraftOutcome> => [at, { kind: 'closed' }])
  if (wanted.length === 0) return closed
  const values = wanted.map(([, { caseId, version, answers, savedOn }]) => ({ caseId, version, answers, savedOn }))
  const saved = await trx
    .insertInto('responseDraft')
    .values(values)
    .onConflict(conflict =>
      conflict
        .column('caseId')
        .doUpdateSet(eb => ({
          version: eb.ref('excluded.version'),
          answers: eb.ref('excluded.answers'),
          savedOn: eb.ref('excluded.savedOn'),
        }))
        .where(sql<boolean>`response_draft.version = excluded.version - 1`),
    )
    .returning('caseId')
    .execute()
  const written = new Set(saved.map(row => row.caseId))
  const stored = await storedDrafts(
    trx,
    wanted.filter(([, row]) => !written.has(row.caseId)).map(([, row]) => row.caseId),
  )
  return [
    ...closed,
    ...wanted.map(([at, row]): Placed<DraftOutcome> => [at, draftOutcome(row, stored.get(row.caseId))]),
  ]
}

/** A repeated save of the same draft is as good as saved. */
function draftOutcome(row: DraftRow, stored: { version: number; answers: string } | undefined): DraftOutcome {
  if (!stored || (stored.version === row.version && stored.answers === row.answers))
    return { kind: 'saved', version: row.version }
  return { kind: 'outdated', version: stored.version, answers: stored.answers }
}

async function storedDrafts(trx: Trx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return new Map<string, { version: number; answers: string }>()
  const rows = await trx
    .selectFrom('responseDraft')
    .select(['caseId', 'version', 'answers'])
    .where('caseId', 'in', [...caseIds])
    .execute()
  return new Map(rows.map(row => [row.caseId, row]))
}

/** Moves those invitations that are still open, and says which. The update holds their rows until the end of the transaction. */
async function moveTogether(trx: Trx, ids: readonly string[], state: 'opened' | 'answered'): Promise<Set<string>> {
  const moved = await trx
    .updateTable('invitation')
    .set({ state })
    .where('id', 'in', [...new Set(ids)])
    .where('state', 'in', [...OPEN_STATES])
    .returning('id')
    .execute()
  return new Set(moved.map(row => row.id))
}

export interface SubmissionRow {
  readonly invitationId: string
  readonly caseId: string
  readonly campaignId: string
  readonly clientId: string
  readonly answers: string
  readonly channel: 'phone_page' | 'plain_page'
  readonly submittedOn: string
}

/** `stored`: now, or earlier by the same client; `answered`: earlier by another; `closed`: the link no longer takes answers. */
export type SubmissionOutcome = 'stored' | 'answered' | 'closed'

/** Stores answers together: each case once, its draft gone, its invitation answered, all or nothing. */
export async function commitSubmissions(db: Db, rows: readonly SubmissionRow[]): Promise<readonly SubmissionOutcome[]> {
  return await transact(db, async trx => {
    const open = await moveTogether(
      trx,
      rows.map(row => row.invitationId),
      'answered',
    )
    const first = new Map<string, SubmissionRow>()
    for (const row of rows) if (open.has(row.invitationId) && !first.has(row.caseId)) first.set(row.caseId, row)
    if (first.size > 0) {
      const values = [...first.values()]
        .map(({ caseId, campaignId, clientId, answers, channel, submittedOn }) => ({
          caseId,
          campaignId,
          clientId,
          answers,
          channel,
          submittedOn,
        }))
        .sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
      await trx
        .insertInto('response')
        .values(values)
        .onConflict(conflict => conflict.column('caseId').doNothing())
        .execute()
      await trx
        .deleteFrom('responseDraft')
        .where('caseId', 'in', [...first.keys()])
        .execute()
    }
    const stored = await trx
      .selectFrom('response')
      .select(['caseId', 'clientId'])
      .where('caseId', 'in', [...new Set(rows.map(row => row.caseId))])
      .execute()
    const clients = new Map(stored.map(row => [row.caseId, row.clientId]))
    return rows.map(row => {
      const client = clients.get(row.caseId)
      if (client === undefined) return 'closed'
      return client === row.clientId ? 'stored' : 'answered'
    })
  })
}
