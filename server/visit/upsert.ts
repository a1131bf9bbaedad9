// Writes visits from wherever they come, new or known, and moves their tallies with them.
import type { Context } from '../context.ts'
import { chinaHour } from '../china-time.ts'
import { hashCode } from '../code.ts'
import { held, type Trx } from '../db/engine.ts'
import { addToTallies } from './visit.store.ts'
import type { VisitTable } from './visit.table.ts'
import { TallyChanges, visitCode } from './visit.ts'

/** A visit as a source tells it, places already found. Null says nothing: what is known already stays. */
export interface VisitInput {
  readonly centerId: string
  readonly pointId: string
  /** `unitOf(point, matter)`. */
  readonly unitId: string | null
  readonly matterId: string | null
  readonly staffId: string | null
  /** Unique in its centre; the same number again is the same visit. */
  readonly caseNo: string
  readonly source: VisitTable['source']
  readonly importId?: string | null
  /** `mobileHash` of window/mobile.ts. */
  readonly mobileHash: string | null
  /** ISO UTC. */
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly offeredAt?: string | null
}

export interface VisitOutcome {
  readonly id: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** More in one call would need more bound values than SQLite takes. */
export const UPSERT_ROWS = 1_000

/**
 * Stores visits and keeps `visit_tally` right; case numbers must not repeat in one call.
 * @param inputs at most `UPSERT_ROWS`
 * @returns one outcome an input, in their order
 */
export async function upsertVisits(
  context: Pick<Context, 'now' | 'newId' | 'key' | 'engine'>,
  trx: Trx,
  inputs: readonly VisitInput[],
): Promise<VisitOutcome[]> {
  if (inputs.length > UPSERT_ROWS)
    throw new RangeError(`upsertVisits takes at most ${UPSERT_ROWS}, got ${inputs.length}`)
  if (inputs.length === 0) return []
  const at = context.now().toISOString()
  const changes = new TallyChanges()
  const outcomes = new Map<string, VisitOutcome>()
  const known = await lockKnown(context, trx, inputs)
  const inserted = await insertNew(
    trx,
    inputs.filter(input => !known.has(nameOf(input))).map(input => newRow(context, input, at)),
  )
  for (const row of inserted) {
    changes.move(row, 1)
    outcomes.set(nameOf(row), { id: row.id, outcome: 'created' })
  }
  // Somebody else may have stored some between the two statements; those are known now.
  const late = inputs.filter(input => !known.has(nameOf(input)) && !outcomes.has(nameOf(input)))
  for (const [name, row] of await lockKnown(context, trx, late)) known.set(name, row)
  for (const input of inputs) {
    const before = known.get(nameOf(input))
    if (!before) continue
    const change = changeOf(before, input)
    outcomes.set(nameOf(input), { id: before.id, outcome: change ? 'changed' : 'unchanged' })
    if (!change) continue
    await trx
      .updateTable('visit')
      .set({ ...change, updatedAt: at })
      .where('id', '=', before.id)
      .execute()
    changes.move(before, -1)
    changes.move({ ...before, ...change }, 1)
  }
  await addToTallies(trx, changes)
  return inputs.map(input => {
    const outcome = outcomes.get(nameOf(input))
    if (!outcome) throw new Error(`upsertVisits lost the case ${input.caseNo}`)
    return outcome
  })
}

/** Deletes visits nobody rated and takes them out of their tallies. @returns how many */
export async function deleteUnrated(trx: Trx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const deleted = await trx
    .deleteFrom('visit')
    .where('id', 'in', [...ids])
    .where('ratedAt', 'is', null)
    .returningAll()
    .execute()
  const changes = new TallyChanges()
  for (const row of deleted) changes.move(row, -1)
  await addToTallies(trx, changes)
  return deleted.length
}

const nameOf = (visit: { readonly centerId: string; readonly caseNo: string }): string =>
  `${visit.centerId} ${visit.caseNo}`

/** Index visit_case. Held until the end, in one order: a rating must not mark a visit that is being moved. */
async function lockKnown(
  { engine }: Pick<Context, 'engine'>,
  trx: Trx,
  inputs: readonly VisitInput[],
): Promise<Map<string, VisitTable>> {
  const known = new Map<string, VisitTable>()
  for (const centerId of [...new Set(inputs.map(input => input.centerId))].sort()) {
    const caseNos = inputs.filter(input => input.centerId === centerId).map(input => input.caseNo)
    const query = trx
      .selectFrom('visit')
      .selectAll()
      .where('centerId', '=', centerId)
      .where('caseNo', 'in', caseNos)
      .orderBy('id')
    for (const row of await held(engine, query).execute()) known.set(nameOf(row), row)
  }
  return known
}

function newRow(context: Pick<Context, 'newId' | 'key'>, input: VisitInput, at: string): VisitTable {
  const id = context.newId()
  return {
    id,
    centerId: input.centerId,
    pointId: input.pointId,
    unitId: input.unitId,
    matterId: input.matterId,
    staffId: input.staffId,
    caseNo: input.caseNo,
    source: input.source,
    importId: input.importId ?? null,
    mobileHash: input.mobileHash,
    startedAt: input.startedAt,
    finishedAt: input.finishedAt,
    finishedHour: hourOf(input.finishedAt),
    codeHash: hashCode(visitCode(context, id)),
    offeredAt: input.offeredAt ?? null,
    ratedAt: null,
    createdAt: at,
    updatedAt: at,
  }
}

const hourOf = (at: string | null): string | null => (at === null ? null : chinaHour(new Date(at)))

/** Rows by one statement: 18 values each, within what SQLite binds. */
async function insertNew(trx: Trx, rows: readonly VisitTable[]): Promise<VisitTable[]> {
  if (rows.length === 0) return []
  const inserted = await trx
    .insertInto('visit')
    .values([...rows])
    .onConflict(conflict => conflict.columns(['centerId', 'caseNo']).doNothing())
    .returning('id')
    .execute()
  const ids = new Set(inserted.map(row => row.id))
  return rows.filter(row => ids.has(row.id))
}

type Change = Partial<
  Pick<
    VisitTable,
    | 'pointId'
    | 'unitId'
    | 'matterId'
    | 'staffId'
    | 'mobileHash'
    | 'startedAt'
    | 'finishedAt'
    | 'finishedHour'
    | 'offeredAt'
  >
>

/** What a source says that was not known; null when it says nothing new. */
function changeOf(before: VisitTable, input: VisitInput): Change | null {
  const change: Change = {}
  // The unit follows from window and matter, so it is taken with them, and only then.
  if (input.pointId !== before.pointId) change.pointId = input.pointId
  if (input.matterId !== null && input.matterId !== before.matterId) change.matterId = input.matterId
  if (input.unitId !== before.unitId && (input.matterId !== null || before.matterId === null))
    change.unitId = input.unitId
  for (const field of ['staffId', 'mobileHash', 'startedAt', 'finishedAt', 'offeredAt'] as const) {
    const said = input[field]
    if (said !== undefined && said !== null && said !== before[field]) change[field] = said
  }
  if (change.finishedAt) change.finishedHour = hourOf(change.finishedAt)
  return Object.keys(change).length > 0 ? change : null
}
