// SQL of the files of a case.
import type { Db, Trx } from '../db/engine.ts'
import type { RectificationFileTable } from './rectification.table.ts'

/** Without their content, oldest first (index rectification_file_case). */
export async function listFiles(db: Db | Trx, rectificationId: string) {
  return await db
    .selectFrom('rectificationFile')
    .select(['id', 'name', 'mediaType', 'bytes', 'createdBy', 'createdAt'])
    .where('rectificationId', '=', rectificationId)
    .orderBy('id')
    .execute()
}

export async function findFile(db: Db | Trx, id: string): Promise<RectificationFileTable | undefined> {
  return await db.selectFrom('rectificationFile').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertFile(trx: Trx, file: RectificationFileTable): Promise<void> {
  await trx.insertInto('rectificationFile').values(file).execute()
}

export async function deleteFile(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('rectificationFile').where('id', '=', id).execute()
}
