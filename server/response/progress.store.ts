// Counts for the office's progress page: invited from invitations, answered from answers, never joined by person.
import type { Db } from '../db/engine.ts'
import type { GroupCount } from './progress.ts'

export async function countByState(db: Db, campaignId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('invitation')
    .select(eb => ['state', eb.fn.countAll<number>().as('n')])
    .where('campaignId', '=', campaignId)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(row => [row.state, row.n]))
}

/** Invited and answered for each value of one column of the cases (index response_case_campaign). */
export async function countBy(db: Db, campaignId: string, column: 'stratum' | 'category'): Promise<GroupCount[]> {
  const name = `responseCase.${column}` as const
  const rows = await db
    .selectFrom('responseCase')
    .leftJoin('response', 'response.caseId', 'responseCase.caseId')
    .select(eb => [
      `${name} as name`,
      eb.fn.count<number>('responseCase.caseId').as('invited'),
      eb.fn.count<number>('response.caseId').as('answered'),
    ])
    .where('responseCase.campaignId', '=', campaignId)
    .groupBy(name)
    .orderBy(name)
    .execute()
  return rows
}

export function countByDay(db: Db, campaignId: string) {
  return db
    .selectFrom('response')
    .select(eb => ['submittedOn as day', eb.fn.countAll<number>().as('answered')])
    .where('campaignId', '=', campaignId)
    .groupBy('submittedOn')
    .orderBy('submittedOn')
    .execute()
}
