// Reads and writes draws, their elements and their assignments.
import type { Insertable, Updateable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { DrawAssignmentTable, DrawElementTable, DrawTable } from './draw.table.ts'

/** Newest first (index draw_campaign), with the names of frame and design. */
export function listDraws(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('draw')
    .innerJoin('frame', 'frame.id', 'draw.frameId')
    .innerJoin('design', 'design.id', 'draw.designId')
    .selectAll('draw')
    .select(['frame.name as frameName', 'design.name as designName'])
    .where('draw.campaignId', '=', campaignId)
    .orderBy('draw.committedAt', 'desc')
    .orderBy('draw.id', 'desc')
    .execute()
}

export function findDraw(db: Db | Trx, id: string) {
  return db
    .selectFrom('draw')
    .innerJoin('frame', 'frame.id', 'draw.frameId')
    .innerJoin('design', 'design.id', 'draw.designId')
    .selectAll('draw')
    .select([
      'frame.name as frameName',
      'frame.elementCount',
      'frame.coverage as frameCoverage',
      'design.name as designName',
      'design.body as designBody',
    ])
    .where('draw.id', '=', id)
    .executeTakeFirst()
}

export async function insertDraw(trx: Trx, row: Insertable<DrawTable>): Promise<void> {
  await trx.insertInto('draw').values(row).execute()
}

/** Moves a draw on from one of the states it may be in; false when it is in none of them. */
export async function moveDraw(
  trx: Trx,
  id: string,
  from: readonly DrawTable['state'][],
  change: Updateable<DrawTable>,
): Promise<boolean> {
  const result = await trx
    .updateTable('draw')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Rows a statement carries. */
const INSERT_ROWS = 500

/** A draw is the same however often it is computed, so rows that are there already are right. */
export async function insertDrawElements(trx: Trx, rows: readonly DrawElementTable[]): Promise<void> {
  for (let from = 0; from < rows.length; from += INSERT_ROWS)
    await trx
      .insertInto('drawElement')
      .values(rows.slice(from, from + INSERT_ROWS))
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

export async function insertDrawAssignments(trx: Trx, rows: readonly DrawAssignmentTable[]): Promise<void> {
  for (let from = 0; from < rows.length; from += INSERT_ROWS)
    await trx
      .insertInto('drawAssignment')
      .values(rows.slice(from, from + INSERT_ROWS))
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** Takes away what a draw wrote that was voided meanwhile. */
export async function clearVoid(trx: Trx, drawId: string): Promise<void> {
  const found = await trx.selectFrom('draw').select('state').where('id', '=', drawId).executeTakeFirst()
  if (found?.state !== 'void') return
  await trx.deleteFrom('drawAssignment').where('drawId', '=', drawId).execute()
  await trx.deleteFrom('drawElement').where('drawId', '=', drawId).execute()
}

/** All elements of a draw, in no particular order. */
export function listDrawElements(db: Db | Trx, drawId: string) {
  return db
    .selectFrom('drawElement')
    .select(['elementId', 'stratum', 'position', 'role', 'ticket', 'inclusionProbability', 'baseWeight'])
    .where('drawId', '=', drawId)
    .execute()
}

/** Frame elements by id, a few hundred at a time (primary key). */
export async function findElements(db: Db, frameId: string, ids: readonly string[]) {
  const found = []
  for (let from = 0; from < ids.length; from += INSERT_ROWS)
    found.push(
      ...(await db
        .selectFrom('frameElement')
        .select(['elementId', 'personId', 'category', 'unitId', 'otherUnits'])
        .where('frameId', '=', frameId)
        .where('elementId', 'in', ids.slice(from, from + INSERT_ROWS))
        .execute()),
    )
  return found
}

/** Assignments of a draw, each beside the element it belongs to (primary keys). */
function assignmentsOf(db: Db | Trx, drawId: string) {
  return db
    .selectFrom('drawAssignment')
    .innerJoin('drawElement', join =>
      join
        .onRef('drawElement.drawId', '=', 'drawAssignment.drawId')
        .onRef('drawElement.elementId', '=', 'drawAssignment.elementId'),
    )
    .where('drawAssignment.drawId', '=', drawId)
}

/** How many respondents each unit gets (index draw_assignment_unit), sample and reserve apart. */
export function countLoads(db: Db | Trx, drawId: string) {
  return assignmentsOf(db, drawId)
    .innerJoin('unit', 'unit.id', 'drawAssignment.unitId')
    .select(['unit.id as unitId', 'unit.shortName as unit', 'drawElement.role', eb => eb.fn.countAll<number>().as('n')])
    .groupBy(['unit.id', 'unit.shortName', 'drawElement.role'])
    .execute()
}

/** Ratings by category and unit, sample alone; a category whose people rate nothing has one row without a unit. */
export function countCategoryLoads(db: Db | Trx, drawId: string) {
  return db
    .selectFrom('drawElement')
    .leftJoin('drawAssignment', join =>
      join
        .onRef('drawAssignment.drawId', '=', 'drawElement.drawId')
        .onRef('drawAssignment.elementId', '=', 'drawElement.elementId'),
    )
    .select(['drawElement.category', 'drawAssignment.unitId', eb => eb.fn.countAll<number>().as('n')])
    .where('drawElement.drawId', '=', drawId)
    .where('drawElement.role', '=', 'sample')
    .groupBy(['drawElement.category', 'drawAssignment.unitId'])
    .execute()
}

/** The people of a sample with the units that their rosters name (primary keys). */
export function listSamplePeople(db: Db | Trx, drawId: string, frameId: string) {
  return db
    .selectFrom('drawElement')
    .innerJoin('frameElement', 'frameElement.elementId', 'drawElement.elementId')
    .select(['drawElement.elementId', 'drawElement.category', 'drawElement.unitId', 'frameElement.otherUnits'])
    .where('drawElement.drawId', '=', drawId)
    .where('drawElement.role', '=', 'sample')
    .where('frameElement.frameId', '=', frameId)
    .execute()
}

/** Who of a sample rates what. */
export function listSampleAssignments(db: Db | Trx, drawId: string) {
  return assignmentsOf(db, drawId)
    .select(['drawAssignment.elementId', 'drawAssignment.unitId'])
    .where('drawElement.role', '=', 'sample')
    .execute()
}
