// Recounts everything from the rows and names each tally that says something else: one statement each, so that nothing moves in between.
import { sql } from 'kysely'
import type { Db } from '../db/engine.ts'

export interface Difference {
  readonly what: 'visit_tally' | 'rating_tally' | 'rated_at'
  readonly place: string
  readonly difference: string
}

export interface Verification {
  readonly agrees: boolean
  readonly visits: number
  readonly ratings: number
  readonly differences: Difference[]
}

const MOST = 50

type Found = { readonly hour: string; readonly pointId: string } & Readonly<Record<string, string | number>>

/** @returns `agrees` and up to 50 differences of each kind; a difference is tally minus recount */
export async function verifyTallies(db: Db): Promise<Verification> {
  const visitRows = await visitDifferences(db)
  const ratingRows = await ratingDifferences(db)
  const marks = await markDifferences(db)
  const count = async (table: 'visit' | 'rating') =>
    (
      await db
        .selectFrom(table)
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count
  const differences = [
    ...visitRows.map(row => described('visit_tally', row)),
    ...ratingRows.map(row => described('rating_tally', row)),
    ...marks.map(row => ({ what: 'rated_at' as const, place: row.id, difference: row.ratedAt ?? '—' })),
  ]
  return { agrees: differences.length === 0, visits: await count('visit'), ratings: await count('rating'), differences }
}

function described(what: Difference['what'], { hour, pointId, ...sums }: Found): Difference {
  const parts = Object.entries(sums).filter(([, difference]) => difference !== 0)
  return {
    what,
    place: `${hour} ${pointId}`,
    difference: parts
      .map(([name, difference]) => `${name} ${Number(difference) > 0 ? '+' : ''}${difference}`)
      .join(', '),
  }
}

async function visitDifferences(db: Db): Promise<Found[]> {
  const found = await sql<Found>`
    select hour, point_id as "pointId", cast(sum(visits) as integer) as visits, cast(sum(rated) as integer) as rated
    from (
      select center_id, point_id, unit_id, matter_id, staff_id, hour, visits, rated from visit_tally
      union all
      select center_id, point_id, coalesce(unit_id, ''), coalesce(matter_id, ''), coalesce(staff_id, ''), finished_hour,
        -count(*), -sum(case when rated_at is null then 0 else 1 end)
      from visit where finished_hour is not null
      group by center_id, point_id, unit_id, matter_id, staff_id, finished_hour
    ) as both_counts
    group by center_id, point_id, unit_id, matter_id, staff_id, hour
    having sum(visits) <> 0 or sum(rated) <> 0
    order by hour limit ${MOST}
  `.execute(db)
  return found.rows
}

const LEVELS = ['very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied']
const COLUMNS = [...LEVELS, 'auto_default', 'excluded']

async function ratingDifferences(db: Db): Promise<Found[]> {
  const columns = sql.join(COLUMNS.map(name => sql.ref(name)))
  const sums = sql.join(COLUMNS.map(name => sql`cast(sum(${sql.ref(name)}) as integer) as ${sql.ref(name)}`))
  const counted = [
    ...LEVELS.map(level => sql`kind = 'active' and sequence = 1 and excluded_at is null and level = ${sql.lit(level)}`),
    sql`kind = 'auto_default'`,
    sql`kind = 'active' and sequence = 1 and excluded_at is not null`,
  ]
  const recount = sql.join(counted.map(is => sql`-sum(case when ${is} then 1 else 0 end)`))
  const differs = sql.join(
    COLUMNS.map(name => sql`sum(${sql.ref(name)}) <> 0`),
    sql` or `,
  )
  const found = await sql<Found>`
    select hour, point_id as "pointId", ${sums}
    from (
      select center_id, point_id, unit_id, matter_id, staff_id, hour, ${columns} from rating_tally
      union all
      select center_id, point_id, coalesce(unit_id, ''), coalesce(matter_id, ''), coalesce(staff_id, ''), rated_hour, ${recount}
      from rating group by center_id, point_id, unit_id, matter_id, staff_id, rated_hour
    ) as both_counts
    group by center_id, point_id, unit_id, matter_id, staff_id, hour
    having ${differs}
    order by hour limit ${MOST}
  `.execute(db)
  return found.rows
}

/** Visits marked as rated that nobody rated, and visits rated by a person that are not marked. */
async function markDifferences(db: Db) {
  const rated = sql<boolean>`exists (select 1 from rating where rating.visit_id = visit.id and rating.kind = 'active')`
  return await db
    .selectFrom('visit')
    .select(['id', 'ratedAt'])
    .where(sql<boolean>`(rated_at is not null) <> ${rated}`)
    .limit(MOST)
    .execute()
}
