// Reads and writes campaigns, their units and their scoring scheme versions.
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { CampaignSchemeTable, CampaignTable } from './campaign.table.ts'

export function listCampaigns(db: Db | Trx) {
  return db.selectFrom('campaign').selectAll().orderBy('year', 'desc').orderBy('createdAt', 'desc').execute()
}

export function findCampaign(db: Db | Trx, id: string) {
  return db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertCampaign(trx: Trx, row: Insertable<CampaignTable>): Promise<void> {
  await trx.insertInto('campaign').values(row).execute()
}

export async function updateCampaign(
  trx: Trx,
  id: string,
  change: Partial<Omit<CampaignTable, 'id' | 'demo' | 'createdAt'>>,
): Promise<void> {
  await trx.updateTable('campaign').set(change).where('id', '=', id).execute()
}

/** The units that take part, in the order of the lists. */
export function listCampaignUnits(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('campaignUnit')
    .innerJoin('unit', 'unit.id', 'campaignUnit.unitId')
    .innerJoin('unitSeries', 'unitSeries.id', 'unit.seriesId')
    .select([
      'unit.id',
      'unit.code',
      'unit.name',
      'unit.shortName',
      'unit.seriesId',
      'unitSeries.name as seriesName',
      'campaignUnit.position',
    ])
    .where('campaignUnit.campaignId', '=', campaignId)
    .orderBy('campaignUnit.position')
    .execute()
}

export async function replaceCampaignUnits(trx: Trx, campaignId: string, unitIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('campaignUnit').where('campaignId', '=', campaignId).execute()
  if (unitIds.length === 0) return
  await trx
    .insertInto('campaignUnit')
    .values(unitIds.map((unitId, index) => ({ campaignId, unitId, position: index + 1 })))
    .execute()
}

/** Newest version first. */
export function listSchemes(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('campaignScheme')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('version', 'desc')
    .execute()
}

/** The version in force: the newest. */
export function currentScheme(db: Db | Trx, campaignId: string) {
  return db
    .selectFrom('campaignScheme')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertScheme(trx: Trx, row: CampaignSchemeTable): Promise<void> {
  await trx.insertInto('campaignScheme').values(row).execute()
}

export async function freezeSchemes(trx: Trx, campaignId: string): Promise<void> {
  await trx.updateTable('campaignScheme').set({ state: 'frozen' }).where('campaignId', '=', campaignId).execute()
}

async function countReadyRosters(db: Db, campaignId: string): Promise<number> {
  const ready = await db
    .selectFrom('roster')
    .select(eb => eb.fn.countAll().as('n'))
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'ready')
    .executeTakeFirstOrThrow()
  return Number(ready.n)
}

/** What each stage of the journey holds so far: the states beside the navigation. */
export async function countJourney(db: Db, campaignId: string) {
  const count = async (
    table: 'campaignUnit' | 'frame' | 'design' | 'draw' | 'submission' | 'invitation' | 'response' | 'questionnaire',
  ) =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(eb => eb.fn.countAll().as('n'))
          .where(`${table}.campaignId` as never, '=', campaignId as never)
          .executeTakeFirstOrThrow()
      ).n,
    )
  const [units, rosters, frames, designs, draws, submissions, invitations, responses, questionnaires] = [
    await count('campaignUnit'),
    await countReadyRosters(db, campaignId),
    await count('frame'),
    await count('design'),
    await count('draw'),
    await count('submission'),
    await count('invitation'),
    await count('response'),
    await count('questionnaire'),
  ]
  const drawn = await db
    .selectFrom('draw')
    .select('state')
    .where('campaignId', '=', campaignId)
    .where('state', '!=', 'void')
    .orderBy('committedAt', 'desc')
    .executeTakeFirst()
  const frozen = await db
    .selectFrom('frame')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'frozen')
    .executeTakeFirst()
  const fielded = await db
    .selectFrom('questionnaire')
    .select('version')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'fielded')
    .executeTakeFirst()
  return {
    units,
    rosters,
    frames,
    designs,
    draws,
    submissions,
    invitations,
    responses,
    questionnaires,
    drawState: drawn?.state ?? null,
    frameFrozen: Boolean(frozen),
    fieldedVersion: fielded?.version ?? null,
    ...(await countScoring(db, campaignId)),
  }
}

/** How far scores, components and the composite have come. */
async function countScoring(db: Db, campaignId: string) {
  const runs = await db.selectFrom('scoreRun').select('state').where('campaignId', '=', campaignId).execute()
  const lock = await db
    .selectFrom('componentLock')
    .select('campaignId')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst()
  const target = await db
    .selectFrom('component')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('campaignId', '=', campaignId)
    .where('part', '=', 'target')
    .executeTakeFirstOrThrow()
  const composite = await db
    .selectFrom('compositeResult')
    .select('id')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst()
  const frozen = runs.some(run => run.state === 'frozen')
  return {
    scoreState: frozen ? ('frozen' as const) : runs.length > 0 ? ('provisional' as const) : null,
    componentUnits: target.n,
    componentsLocked: Boolean(lock),
    compositeFrozen: Boolean(composite),
  }
}
