// Imports of rating files, and what an import has to know of visits and ratings that are here already.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import { type Scope, within } from '../window/scope.ts'
import type { RatingImportTable } from './rating.table.ts'

/** Newest first, without the refused lines. Index rating_import_center. */
export function listImports(db: Db, scope: Scope) {
  return db
    .selectFrom('ratingImport')
    .innerJoin('windowCenter', 'windowCenter.id', 'ratingImport.centerId')
    .leftJoin('accountUser', 'accountUser.id', 'ratingImport.createdBy')
    .select(['ratingImport.id', 'ratingImport.centerId', 'ratingImport.fileName', 'ratingImport.direction'])
    .select(['ratingImport.imported', 'ratingImport.autoDefault', 'ratingImport.repeated', 'ratingImport.refused'])
    .select(['ratingImport.unknownTags', 'ratingImport.createdAt'])
    .select(['windowCenter.name as centerName', 'accountUser.name as createdByName'])
    .where(within({ centerIds: scope.centerIds, pointIds: null }, 'ratingImport.centerId'))
    .orderBy('ratingImport.createdAt', 'desc')
    .orderBy('ratingImport.id', 'desc')
    .limit(100)
    .execute()
}

export function findImport(db: Db, id: string) {
  return db.selectFrom('ratingImport').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest import of the very same bytes. */
export function findImportByDigest(db: Db, centerId: string, digest: string) {
  return db
    .selectFrom('ratingImport')
    .leftJoin('accountUser', 'accountUser.id', 'ratingImport.createdBy')
    .select(['ratingImport.createdAt', 'accountUser.name as createdByName'])
    .where('ratingImport.centerId', '=', centerId)
    .where('ratingImport.digest', '=', digest)
    .orderBy('ratingImport.createdAt', 'desc')
    .executeTakeFirst()
}

export async function insertImport(trx: Trx, row: Insertable<RatingImportTable>): Promise<void> {
  await trx.insertInto('ratingImport').values(row).execute()
}

/** Visits of a centre by case number. Index visit_case. */
export async function visitsByCase(db: Db | Trx, centerId: string, caseNos: readonly string[]) {
  const rows = await db
    .selectFrom('visit')
    .select(['id', 'centerId', 'pointId', 'unitId', 'matterId', 'staffId', 'finishedHour', 'caseNo'])
    .where('centerId', '=', centerId)
    .where('caseNo', 'in', [...caseNos, ''])
    .execute()
  return new Map(rows.map(row => [row.caseNo, row]))
}

export type KnownVisit = NonNullable<ReturnType<Awaited<ReturnType<typeof visitsByCase>>['get']>>

/** First ratings by people, by visit. Index rating_visit. */
export async function firstRatings(db: Db, visitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('rating')
    .select(['id', 'visitId'])
    .where('visitId', 'in', [...visitIds, ''])
    .where('sequence', '=', 1)
    .execute()
  return new Map(rows.map(row => [row.visitId ?? '', row.id]))
}

/** The client ids among these that are stored already. Index rating_client. */
export async function knownClients(db: Db, clientIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('rating')
    .select('clientId')
    .where('clientId', 'in', [...clientIds, ''])
    .execute()
  return new Set(rows.map(row => row.clientId))
}
