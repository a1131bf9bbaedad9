// Reads and writes questionnaire versions.
import type { Db, Trx } from '../db/engine.ts'
import type { QuestionnaireTable } from './questionnaire.table.ts'

/** Newest first (index questionnaire_version). */
export function listQuestionnaires(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('questionnaire')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('version', 'desc')
    .execute()
}

export function findQuestionnaire(db: Db | Trx, id: string) {
  return db.selectFrom('questionnaire').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The version respondents answer now, if one is fielded. */
export function findFielded(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('questionnaire')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'fielded')
    .executeTakeFirst()
}

export async function nextVersion(trx: Trx, campaignId: string): Promise<number> {
  const last = await trx
    .selectFrom('questionnaire')
    .select(eb => eb.fn.max('version').as('version'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirst()
  return (last?.version ?? 0) + 1
}

export async function insertQuestionnaire(trx: Trx, row: QuestionnaireTable): Promise<void> {
  await trx.insertInto('questionnaire').values(row).execute()
}

/** Only a draft changes; says whether there was one. */
export async function updateDraft(
  trx: Trx,
  id: string,
  change: Pick<QuestionnaireTable, 'title' | 'body' | 'digest' | 'updatedAt'>,
): Promise<boolean> {
  const result = await trx
    .updateTable('questionnaire')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteDraft(trx: Trx, id: string): Promise<boolean> {
  const result = await trx
    .deleteFrom('questionnaire')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Makes this version the one in the field; the one before it is retired, for those already invited to it. */
export async function setFielded(trx: Trx, campaignId: string, id: string, at: string): Promise<void> {
  await trx
    .updateTable('questionnaire')
    .set({ state: 'retired', updatedAt: at })
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'fielded')
    .execute()
  await trx.updateTable('questionnaire').set({ state: 'fielded', updatedAt: at }).where('id', '=', id).execute()
}
