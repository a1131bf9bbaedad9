// What the public-review score takes from the windows: first valid ratings of each unit by level, from the tallies.
import type { HcpCounts } from '../../sampling/channel.ts'
import type { Db, Trx } from '../db/engine.ts'

/** Days in China, both included. */
export interface ChannelPeriod {
  readonly from: string
  readonly to: string
}

/**
 * Ratings by level for each unit (index rating_tally_unit). The tallies hold the first rating of a visit by a person; ratings other
 * systems filled in and those an upheld appeal took out stand in other columns and are not counted.
 *
 * @param period days in China, both included
 * @returns a row for each unit that has a rating in the period
 */
export async function unitLevelCounts(
  db: Db | Trx,
  unitIds: readonly string[],
  period: ChannelPeriod,
): Promise<ReadonlyMap<string, HcpCounts>> {
  const asked = unitIds.filter(id => id !== '')
  if (asked.length === 0) return new Map()
  const rows = await db
    .selectFrom('ratingTally')
    .select(eb => [
      'unitId',
      eb.fn.sum<number>('verySatisfied').as('verySatisfied'),
      eb.fn.sum<number>('satisfied').as('satisfied'),
      eb.fn.sum<number>('basicallySatisfied').as('basicallySatisfied'),
      eb.fn.sum<number>('dissatisfied').as('dissatisfied'),
      eb.fn.sum<number>('veryDissatisfied').as('veryDissatisfied'),
    ])
    .where('unitId', 'in', asked)
    .where('hour', '>=', `${period.from}T00`)
    .where('hour', '<=', `${period.to}T23`)
    .groupBy('unitId')
    .orderBy('unitId')
    .execute()
  return new Map(
    rows.flatMap(row => {
      const counts = {
        very_satisfied: row.verySatisfied,
        satisfied: row.satisfied,
        basically_satisfied: row.basicallySatisfied,
        dissatisfied: row.dissatisfied,
        very_dissatisfied: row.veryDissatisfied,
      }
      return Object.values(counts).some(count => count !== 0) ? [[row.unitId, counts] as const] : []
    }),
  )
}
