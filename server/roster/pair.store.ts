// Doubtful pairs of people and what was decided about them.
import type { Db, Trx } from '../db/engine.ts'
import { isListed } from './person.store.ts'
import type { PersonPairTable } from './roster.table.ts'

export type PairState = PersonPairTable['state']

export interface PairQuery {
  readonly campaignId: string
  readonly state: PairState
  readonly offset: number
  readonly limit: number
}

function pairsOf(db: Db | Trx, { campaignId, state }: Pick<PairQuery, 'campaignId' | 'state'>) {
  return db
    .selectFrom('personPair')
    .where('personPair.state', '=', state)
    .where(isListed('personPair.personA', campaignId))
    .where(isListed('personPair.personB', campaignId))
}

export function listPairs(db: Db | Trx, query: PairQuery) {
  return pairsOf(db, query)
    .innerJoin('person as a', 'a.id', 'personPair.personA')
    .innerJoin('person as b', 'b.id', 'personPair.personB')
    .select([
      'personPair.id',
      'personPair.reason',
      'personPair.state',
      'personPair.decidedBy',
      'personPair.decidedAt',
      'a.id as aId',
      'a.name as aName',
      'a.mobile as aMobile',
      'a.sex as aSex',
      'b.id as bId',
      'b.name as bName',
      'b.mobile as bMobile',
      'b.sex as bSex',
    ])
    .orderBy('personPair.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
}

export async function countPairs(db: Db | Trx, campaignId: string): Promise<Record<PairState, number>> {
  const counts: Record<PairState, number> = { open: 0, same: 0, different: 0 }
  for (const state of ['open', 'same', 'different'] as const) {
    const some = pairsOf(db, { campaignId, state }).select('personPair.id').limit(10_001)
    const found = await db
      .selectFrom(some.as('some'))
      .select(eb => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    counts[state] = Number(found.count)
  }
  return counts
}

export function findPair(db: Db | Trx, id: string) {
  return db.selectFrom('personPair').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @returns false when the pair is not in the state it should change from */
export async function updatePair(
  trx: Trx,
  id: string,
  from: readonly PairState[],
  change: Pick<PersonPairTable, 'state' | 'decidedBy' | 'decidedAt'>,
): Promise<boolean> {
  const result = await trx
    .updateTable('personPair')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** All who are joined to these people by pairs judged the same, themselves included. */
export async function listSame(trx: Trx, personId: string): Promise<string[]> {
  const known = new Set([personId])
  for (let next = [personId]; next.length > 0; ) {
    const pairs = await trx
      .selectFrom('personPair')
      .select(['personA', 'personB'])
      .where('state', '=', 'same')
      .where(eb => eb.or([eb('personA', 'in', next), eb('personB', 'in', next)]))
      .execute()
    next = [...new Set(pairs.flatMap(pair => [pair.personA, pair.personB]))].filter(id => !known.has(id))
    for (const id of next) known.add(id)
  }
  return [...known].sort()
}

/** The first of a group stands for all; the others point to it, never to one another. */
export async function joinGroup(trx: Trx, group: readonly string[]): Promise<void> {
  const [first, ...others] = group
  if (!first) return
  await trx.updateTable('person').set({ mergedInto: null }).where('id', '=', first).execute()
  if (others.length > 0) await trx.updateTable('person').set({ mergedInto: first }).where('id', 'in', others).execute()
}
