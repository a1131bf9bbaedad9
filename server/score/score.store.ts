// Reads answers and writes response files and score runs.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { ScoreFileTable, ScoreRunTable } from './score.table.ts'

const FILE_COLUMNS = [
  'id',
  'campaignId',
  'name',
  'fileName',
  'digest',
  'bytes',
  'encoding',
  'mapping',
  'respondents',
  'ratings',
  'createdBy',
  'createdAt',
] as const

/** Without their content, oldest first (index score_file_digest). */
export function listScoreFiles(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('scoreFile')
    .select(FILE_COLUMNS)
    .where('campaignId', '=', campaignId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

export function findScoreFile(db: Db | Trx, id: string) {
  return db.selectFrom('scoreFile').select(FILE_COLUMNS).where('id', '=', id).executeTakeFirst()
}

export function findScoreFileByDigest(db: Db | Trx, campaignId: string, digest: string) {
  return db
    .selectFrom('scoreFile')
    .select(['id', 'name'])
    .where('campaignId', '=', campaignId)
    .where('digest', '=', digest)
    .executeTakeFirst()
}

export async function readScoreFileContent(db: Db | Trx, id: string): Promise<string> {
  const row = await db.selectFrom('scoreFile').select('content').where('id', '=', id).executeTakeFirstOrThrow()
  return row.content
}

export async function insertScoreFile(trx: Trx, row: Insertable<ScoreFileTable>): Promise<void> {
  await trx.insertInto('scoreFile').values(row).execute()
}

export async function deleteScoreFile(trx: Trx, id: string): Promise<boolean> {
  const result = await trx.deleteFrom('scoreFile').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Submitted answers with what their case says of the design, by case id (primary key), a page at a time. */
export function pageAnswers(db: Db | Trx, campaignId: string, after: string, limit: number) {
  return db
    .selectFrom('response')
    .innerJoin('responseCase', 'responseCase.caseId', 'response.caseId')
    .select([
      'response.caseId',
      'response.answers',
      'responseCase.drawId',
      'responseCase.category',
      'responseCase.stratum',
      'responseCase.baseWeight',
      'responseCase.units',
    ])
    .where('response.campaignId', '=', campaignId)
    .where('response.caseId', '>', after)
    .orderBy('response.caseId')
    .limit(limit)
    .execute()
}

export async function countAnswers(db: Db | Trx, campaignId: string): Promise<{ invited: number; answered: number }> {
  const row = await db
    .selectFrom('responseCase')
    .leftJoin('response', 'response.caseId', 'responseCase.caseId')
    .select(eb => [
      eb.fn.count<number>('responseCase.caseId').as('invited'),
      eb.fn.count<number>('response.caseId').as('answered'),
    ])
    .where('responseCase.campaignId', '=', campaignId)
    .executeTakeFirstOrThrow()
  return row
}

/** People of each stratum and category in the frames the answers were drawn from. */
export function countPopulation(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('draw')
    .innerJoin('frameElement', 'frameElement.frameId', 'draw.frameId')
    .select(eb => [
      'draw.id as drawId',
      'frameElement.stratum',
      'frameElement.category',
      eb.fn.countAll<number>().as('size'),
    ])
    .where('draw.campaignId', '=', campaignId)
    .where('draw.state', 'in', ['drawn', 'revealed'])
    .groupBy(['draw.id', 'frameElement.stratum', 'frameElement.category'])
    .execute()
}

export async function insertScoreRun(trx: Trx, row: Insertable<ScoreRunTable>): Promise<void> {
  await trx.insertInto('scoreRun').values(row).execute()
}

/** Newest first (index score_run_campaign). */
export function listScoreRuns(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('scoreRun')
    .select([
      'id',
      'state',
      'schemeId',
      'inputs',
      'inputsDigest',
      'resultDigest',
      'respondents',
      'createdBy',
      'createdAt',
      'frozenBy',
      'frozenAt',
    ])
    .where('campaignId', '=', campaignId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findScoreRun(db: Db | Trx, id: string) {
  return db.selectFrom('scoreRun').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The run later stages use: the one frozen last, else the newest. */
export async function currentScoreRun(db: Db | Trx, campaignId: string) {
  const runs = db.selectFrom('scoreRun').selectAll().where('campaignId', '=', campaignId)
  const frozen = await runs.where('state', '=', 'frozen').orderBy('frozenAt', 'desc').limit(1).executeTakeFirst()
  return frozen ?? (await runs.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst())
}

/** The run frozen last in the campaign of the year before. */
export function previousScoreRun(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('campaign as current')
    .innerJoin('campaign as before', join => join.on(eb => eb('before.year', '=', eb('current.year', '-', 1))))
    .innerJoin('scoreRun', 'scoreRun.campaignId', 'before.id')
    .select(['scoreRun.result'])
    .where('current.id', '=', campaignId)
    .where('scoreRun.state', '=', 'frozen')
    .orderBy('scoreRun.frozenAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function freezeScoreRun(trx: Trx, id: string, by: string, at: string): Promise<boolean> {
  const result = await trx
    .updateTable('scoreRun')
    .set({ state: 'frozen', frozenBy: by, frozenAt: at })
    .where('id', '=', id)
    .where('state', '=', 'provisional')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** A superseded provisional run is not kept: two runs a few answers apart would tell what those answers were. */
export async function deleteProvisionalRuns(trx: Trx, campaignId: string): Promise<void> {
  await trx.deleteFrom('scoreRun').where('campaignId', '=', campaignId).where('state', '=', 'provisional').execute()
}

export function findScheme(db: Db | Trx, id: string) {
  return db.selectFrom('campaignScheme').selectAll().where('id', '=', id).executeTakeFirst()
}
