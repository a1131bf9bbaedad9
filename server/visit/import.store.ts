// Uploads of visits, and which of their visits can still be taken back.
import { type Insertable, sql } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'
import type { VisitImportTable } from './visit.table.ts'

const SHOWN = 100

/** Newest first, with their centre and who made them; never the refused lines themselves. */
export function listImports(db: Db, scope: Scope) {
  return db
    .selectFrom('visitImport')
    .innerJoin('windowCenter', 'windowCenter.id', 'visitImport.centerId')
    .leftJoin('accountUser', 'accountUser.id', 'visitImport.createdBy')
    .select(['visitImport.id', 'visitImport.centerId', 'visitImport.fileName', 'visitImport.state'])
    .select(['visitImport.imported', 'visitImport.changed', 'visitImport.repeated', 'visitImport.refused'])
    .select(['visitImport.removed', 'visitImport.createdAt'])
    .select(['windowCenter.name as centerName', 'accountUser.name as createdByName'])
    .where(within({ centerIds: scope.centerIds, pointIds: null }, 'visitImport.centerId'))
    .orderBy('visitImport.createdAt', 'desc')
    .orderBy('visitImport.id', 'desc')
    .limit(SHOWN)
    .execute()
}

export function findImport(db: Db | Trx, id: string) {
  return db.selectFrom('visitImport').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest import of the very same bytes that was not taken back. Index visit_import_center. */
export function findImportByDigest(db: Db | Trx, centerId: string, digest: string) {
  return db
    .selectFrom('visitImport')
    .leftJoin('accountUser', 'accountUser.id', 'visitImport.createdBy')
    .select(['visitImport.id', 'visitImport.state', 'visitImport.createdAt', 'accountUser.name as createdByName'])
    .where('visitImport.centerId', '=', centerId)
    .where('visitImport.digest', '=', digest)
    .where('visitImport.state', '<>', 'removed')
    .orderBy('visitImport.createdAt', 'desc')
    .executeTakeFirst()
}

export async function insertImport(trx: Trx, row: Insertable<VisitImportTable>): Promise<void> {
  await trx.insertInto('visitImport').values(row).execute()
}

type State = VisitImportTable['state']

/** Changes the state only from one of `from`: an import that was taken back meanwhile stays so. @returns whether it did */
export async function setImportState(trx: Trx, id: string, from: readonly State[], state: State): Promise<boolean> {
  const result = await trx
    .updateTable('visitImport')
    .set({ state })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type ImportCount = 'imported' | 'changed' | 'repeated' | 'removed'

/** @returns false when the import is no longer in that state; then nothing was counted */
export async function addToImport(
  trx: Trx,
  id: string,
  state: State,
  counts: Partial<Record<ImportCount, number>>,
): Promise<boolean> {
  const set = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, sql<number>`${sql.ref(name)} + ${count}`]),
  )
  const result = await trx
    .updateTable('visitImport')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Case numbers of the centre that are known already. Index visit_case. */
export async function knownCases(db: Db, centerId: string, caseNos: readonly string[]): Promise<number> {
  const { n } = await db
    .selectFrom('visit')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('centerId', '=', centerId)
    .where('caseNo', 'in', [...caseNos])
    .executeTakeFirstOrThrow()
  return n
}

/** In the order of their ids. Index visit_import_rows. */
export async function unratedOf(
  db: Db,
  importId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('visit')
    .select('id')
    .where('importId', '=', importId)
    .where('ratedAt', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}

/** Visits that an import brought and that are there. */
export async function countOf(db: Db, importId: string): Promise<number> {
  const { n } = await db
    .selectFrom('visit')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  return n
}
