// Reads and writes submissions, and what they can be made from.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { ListSource } from './people.ts'
import type { SubmissionTable } from './submission.table.ts'

/** Newest first (index submission_campaign). */
export function listSubmissions(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('preparedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findSubmission(db: Db | Trx, id: string) {
  return db.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertSubmission(trx: Trx, row: Insertable<SubmissionTable>): Promise<void> {
  await trx.insertInto('submission').values(row).execute()
}

type State = SubmissionTable['state']

/** Moves a submission on; false when it is not in the state it should come from. */
export async function moveSubmission(
  trx: Trx,
  id: string,
  from: State,
  change: Partial<Omit<SubmissionTable, 'id' | 'campaignId'>> & { readonly state: State },
): Promise<boolean> {
  const result = await trx
    .updateTable('submission')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Notes when a file left for the first time. */
export async function setSent(trx: Trx, id: string, at: string): Promise<void> {
  await trx.updateTable('submission').set({ sentAt: at }).where('id', '=', id).where('sentAt', 'is', null).execute()
}

/** Frozen frames (index frame_campaign), newest first. */
export function listFrozenFrames(db: Db, campaignId: string) {
  return db
    .selectFrom('frame')
    .select(['id', 'name', 'elementCount', 'digest', 'frozenAt'])
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'frozen')
    .orderBy('frozenAt', 'desc')
    .execute()
}

/** Completed draws (index draw_campaign), newest first, with the frame's name and how many were drawn. */
export async function listCompletedDraws(db: Db, campaignId: string) {
  const draws = await db
    .selectFrom('draw')
    .innerJoin('frame', 'frame.id', 'draw.frameId')
    .select(['draw.id', 'frame.name as frameName', 'draw.drawnAt', 'draw.sampleDigest'])
    .where('draw.campaignId', '=', campaignId)
    .where('draw.state', 'in', ['drawn', 'revealed'])
    .orderBy('draw.drawnAt', 'desc')
    .execute()
  const listed = []
  for (const draw of draws) {
    const roles = await countRoles(db, draw.id)
    listed.push({ ...draw, ...roles })
  }
  return listed
}

async function countRoles(db: Db, drawId: string): Promise<{ sample: number; reserve: number }> {
  const rows = await db
    .selectFrom('drawElement')
    .select(['role', eb => eb.fn.countAll<number>().as('count')])
    .where('drawId', '=', drawId)
    .groupBy('role')
    .execute()
  const of = (role: 'sample' | 'reserve') => rows.find(row => row.role === role)?.count ?? 0
  return { sample: of('sample'), reserve: of('reserve') }
}

export interface FoundSource {
  readonly campaignId: string
  readonly state: 'draft' | 'freezing' | 'frozen' | 'committed' | 'seeded' | 'drawn' | 'revealed' | 'void'
  readonly name: string
  /** The digest that the list cites: of the frame, or of the sample. */
  readonly digest: string | null
  readonly rows: number
}

/** The frame or draw that a list is made from, with the number of people in the part asked for. */
export async function findSource(db: Db, { source, sourceId, part }: ListSource): Promise<FoundSource | undefined> {
  if (source === 'frame') {
    const frame = await db
      .selectFrom('frame')
      .select(['campaignId', 'state', 'name', 'digest', 'elementCount as rows'])
      .where('id', '=', sourceId)
      .executeTakeFirst()
    return frame
  }
  const draw = await db
    .selectFrom('draw')
    .innerJoin('frame', 'frame.id', 'draw.frameId')
    .select(['draw.campaignId', 'draw.state', 'frame.name', 'draw.sampleDigest as digest'])
    .where('draw.id', '=', sourceId)
    .executeTakeFirst()
  if (!draw) return undefined
  const { sample, reserve } = await countRoles(db, sourceId)
  return { ...draw, rows: { all: sample + reserve, sample, reserve }[part] }
}

/** What the sources of a campaign's lists are called. */
export async function sourceNames(db: Db, campaignId: string): Promise<ReadonlyMap<string, string>> {
  const frames = await db.selectFrom('frame').select(['id', 'name']).where('campaignId', '=', campaignId).execute()
  const draws = await db
    .selectFrom('draw')
    .innerJoin('frame', 'frame.id', 'draw.frameId')
    .select(['draw.id', 'frame.name'])
    .where('draw.campaignId', '=', campaignId)
    .execute()
  return new Map([...frames, ...draws].map(({ id, name }) => [id, name]))
}
