// Reads and writes rosters, their problems and their rejected lines.
import type { Insertable, Updateable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { RosterTable } from './roster.table.ts'

/** Newest first (index roster_campaign). Corrected files are part of the roster they add to and not listed. */
export function listRosters(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('roster')
    .leftJoin('unit', 'unit.id', 'roster.unitId')
    .selectAll('roster')
    .select('unit.name as unitName')
    .where('roster.campaignId', '=', campaignId)
    .where('roster.addsTo', 'is', null)
    .orderBy('roster.createdAt', 'desc')
    .execute()
}

export function findRoster(db: Db | Trx, id: string) {
  return db
    .selectFrom('roster')
    .leftJoin('unit', 'unit.id', 'roster.unitId')
    .selectAll('roster')
    .select('unit.name as unitName')
    .where('roster.id', '=', id)
    .executeTakeFirst()
}

export type RosterRow = NonNullable<Awaited<ReturnType<typeof findRoster>>>

/** The roster of this campaign that holds the very same bytes (index roster_digest). */
export function findRosterByDigest(db: Db | Trx, campaignId: string, fileDigest: string) {
  return db
    .selectFrom('roster')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('fileDigest', '=', fileDigest)
    .orderBy('createdAt')
    .executeTakeFirst()
}

/** Rosters that an import may have left rows behind, or that wait for one. */
export function listUnfinished(db: Db | Trx) {
  return db.selectFrom('roster').selectAll().where('importMark', 'is not', null).execute()
}

export function listUnpaired(db: Db | Trx) {
  return db.selectFrom('roster').select('id').where('state', '=', 'ready').where('pairsDone', '=', 0).execute()
}

export async function insertRoster(trx: Trx, row: Insertable<RosterTable>): Promise<void> {
  await trx.insertInto('roster').values(row).execute()
}

/** @returns false when the roster is not in one of the states */
export async function updateRoster(
  db: Db | Trx,
  id: string,
  states: readonly RosterTable['state'][],
  change: Updateable<RosterTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('roster')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', states)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Takes a roster for import, unless an earlier import of it is not cleared away yet. @returns false when it is not free */
export async function claimRoster(trx: Trx, id: string, change: Updateable<RosterTable>): Promise<boolean> {
  const result = await trx
    .updateTable('roster')
    .set({ ...change, state: 'importing' })
    .where('id', '=', id)
    .where('state', 'in', ['uploaded', 'failed', 'cancelled'])
    .where('importMark', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function markPaired(db: Db | Trx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.updateTable('roster').set({ pairsDone: 1 }).where('id', 'in', ids).execute()
}

/** The roster row itself; its lines were cleared before. */
export async function deleteRoster(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('roster').where('addsTo', '=', id).execute()
  await trx.deleteFrom('roster').where('id', '=', id).execute()
}

/** The highest line that a roster knows, so that added lines get numbers of their own. */
export async function lastLine(db: Db | Trx, rosterId: string): Promise<number> {
  const max = async (table: 'rosterEntry' | 'rosterReject' | 'rosterProblem') =>
    await db
      .selectFrom(table)
      .select(eb => eb.fn.max('line').as('line'))
      .where('rosterId', '=', rosterId)
      .executeTakeFirst()
  const found = [await max('rosterEntry'), await max('rosterReject'), await max('rosterProblem')]
  return Math.max(0, ...found.map(row => row?.line ?? 0))
}

/**
 * Gives the rows of a corrected file to the roster it corrects: lines that are now right leave the rejected ones.
 * @returns how many rejected lines were put right, and how many the file added
 */
export async function adoptCorrections(
  trx: Trx,
  fromId: string,
  toId: string,
): Promise<{ mended: number; added: number }> {
  const corrected = trx.selectFrom('rosterEntry').select('line').where('rosterId', '=', fromId)
  const mended = await trx
    .deleteFrom('rosterReject')
    .where('rosterId', '=', toId)
    .where('line', 'in', corrected)
    .executeTakeFirst()
  await trx.deleteFrom('rosterProblem').where('rosterId', '=', toId).where('line', 'in', corrected).execute()
  const known = trx.selectFrom('rosterReject').select('line').where('rosterId', '=', toId)
  await trx.deleteFrom('rosterReject').where('rosterId', '=', fromId).where('line', 'in', known).execute()
  const noted = trx.selectFrom('rosterProblem').select('line').where('rosterId', '=', toId)
  await trx.deleteFrom('rosterProblem').where('rosterId', '=', fromId).where('line', 'in', noted).execute()
  const added = await trx
    .updateTable('rosterReject')
    .set({ rosterId: toId })
    .where('rosterId', '=', fromId)
    .executeTakeFirst()
  await trx.updateTable('rosterProblem').set({ rosterId: toId }).where('rosterId', '=', fromId).execute()
  await trx.updateTable('rosterEntry').set({ rosterId: toId }).where('rosterId', '=', fromId).execute()
  return { mended: Number(mended.numDeletedRows), added: Number(added.numUpdatedRows) }
}

export interface ProblemPage {
  readonly rosterId: string
  readonly problem?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** Problems in the order of the file (primary key). */
export function listProblems(db: Db | Trx, { rosterId, problem, offset, limit }: ProblemPage) {
  let query = db.selectFrom('rosterProblem').selectAll().where('rosterId', '=', rosterId)
  if (problem) query = query.where('problem', '=', problem)
  return query.orderBy('line').orderBy('sequence').limit(limit).offset(offset).execute()
}

export async function countProblems(db: Db | Trx, rosterId: string): Promise<{ problem: string; count: number }[]> {
  const rows = await db
    .selectFrom('rosterProblem')
    .select(['problem', eb => eb.fn.countAll().as('count')])
    .where('rosterId', '=', rosterId)
    .groupBy('problem')
    .execute()
  return rows.map(row => ({ problem: row.problem, count: Number(row.count) })).sort((a, b) => b.count - a.count)
}

/** Rejected lines after a line, in order (primary key): pages of a download. */
export function listRejects(db: Db | Trx, rosterId: string, afterLine: number, limit: number) {
  return db
    .selectFrom('rosterReject')
    .selectAll()
    .where('rosterId', '=', rosterId)
    .where('line', '>', afterLine)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** True when a sampling frame names this roster. */
export async function isRosterInFrame(db: Db | Trx, roster: Pick<RosterTable, 'id' | 'campaignId'>): Promise<boolean> {
  const frame = await db
    .selectFrom('frame')
    .select('id')
    .where('campaignId', '=', roster.campaignId)
    .where('definition', 'like', `%${roster.id}%`)
    .executeTakeFirst()
  return frame !== undefined
}
