// One transaction of many ratings: rows, contacts, traces, the tallies of ratings and of visits. Runs in a worker on SQLite.
import type { BatchConnection, BatchRow } from '../db/batch.ts'
import { FINISHED_MS, OFFERED_MS, TallyChanges } from '../visit/visit.ts'
import type { Level } from './level.ts'
import type { RatingTable } from './rating.table.ts'
import {
  ADD_TALLY,
  ADD_VISIT_TALLY,
  FIND_CLIENTS,
  FIND_CURRENT,
  INSERT_CONTACTS,
  INSERT_RATINGS,
  INSERT_TRACES,
  MARK_VISITS,
  RATING_COLUMNS,
} from './commit-sql.ts'
import { RatingTallyChanges } from './tally.ts'
import type { Trace } from './trace.ts'

export type NewRating = Omit<RatingTable, 'excludedAt'>

export interface CommitRow {
  readonly rating: NewRating
  /** The sealed contact. */
  readonly sealed: string | null
  readonly trace: Trace | null
  /** What the rating is of when its visit, which was only guessed from the window, turns out to be rated; null: refuse it then. */
  readonly alone: Pick<NewRating, 'unitId' | 'matterId' | 'staffId'> | null
  /** Of the visit that is current at the window now, where there is one. */
  readonly guess: boolean
}

/** `repeated`: the client sent it before, and this is what is stored; `taken`: the visit was rated by somebody else. */
export type CommitOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'repeated'; readonly id: string; readonly pointId: string; readonly level: Level }
  | { readonly kind: 'taken' }

/** @returns an outcome a row, in their order */
export async function commitRatings(
  connection: BatchConnection,
  given: readonly CommitRow[],
): Promise<readonly CommitOutcome[]> {
  const rows = given.some(row => row.guess) ? await guessVisits(connection, given) : given
  const stored = new Map<string, NewRating>()
  await insert(
    connection,
    rows.map(row => row.rating),
    stored,
  )
  const outcomes = stored.size < rows.length ? await settle(connection, rows, stored) : rows.map(() => STORED)
  writeBeside(
    connection,
    rows.filter(row => stored.has(row.rating.id)),
  )
  await count(connection, [...stored.values()])
  return outcomes
}

const STORED: CommitOutcome = { kind: 'stored' }

interface Current {
  readonly id: string
  readonly point_id: string
  readonly unit_id: string | null
  readonly matter_id: string | null
  readonly staff_id: string | null
}

/** Ratings of one window that come together guess the same visit; the first gets it, the others go without it. */
async function guessVisits(connection: BatchConnection, rows: readonly CommitRow[]): Promise<readonly CommitRow[]> {
  const now = new Map(rows.filter(row => row.guess).map(({ rating }) => [rating.pointId, Date.parse(rating.ratedAt)]))
  const since = (at: number, ms: number): string => new Date(at - ms).toISOString()
  const asked = [...now].map(([point, at]) => ({
    asked_point: point,
    offered_since: since(at, OFFERED_MS),
    finished_since: since(at, FINISHED_MS),
  }))
  const current = new Map((await connection.all<Current>(FIND_CURRENT, asked)).map(visit => [visit.point_id, visit]))
  return rows.map(row => {
    const visit = row.guess ? current.get(row.rating.pointId) : undefined
    if (!visit) return row
    current.delete(visit.point_id)
    const { id: visitId, unit_id: unitId, matter_id: matterId, staff_id: staffId } = visit
    return { ...row, rating: { ...row.rating, visitId, unitId, matterId, staffId } }
  })
}

async function insert(
  connection: BatchConnection,
  ratings: readonly NewRating[],
  stored: Map<string, NewRating>,
): Promise<void> {
  const byId = new Map(ratings.map(rating => [rating.id, rating]))
  const entries = Object.entries(RATING_COLUMNS)
  const rows = ratings.map(rating => Object.fromEntries(entries.map(([column, name]) => [column, rating[name]])))
  for (const { id } of await connection.all<{ id: string }>(INSERT_RATINGS, rows)) {
    const rating = byId.get(id)
    if (rating) stored.set(id, rating)
  }
}

interface Known {
  readonly id: string
  readonly client_id: string
  readonly point_id: string
  readonly level: Level
}

/** Some were refused by a key: sent before, or of a visit that is rated. Those whose visit was a guess are stored without one. */
async function settle(
  connection: BatchConnection,
  rows: readonly CommitRow[],
  stored: Map<string, NewRating>,
): Promise<CommitOutcome[]> {
  const refused = rows.filter(row => !stored.has(row.rating.id))
  const known = await findClients(connection, refused)
  const alone = refused.flatMap(({ rating, alone: place }) =>
    place && rating.visitId !== null && !known.has(rating.clientId) ? { ...rating, ...place, visitId: null } : [],
  )
  if (alone.length > 0) {
    await insert(connection, alone, stored)
    // The same client twice among them.
    for (const [client, row] of await findClients(connection, refused)) known.set(client, row)
  }
  return rows.map(({ rating }) => {
    if (stored.has(rating.id)) return STORED
    const row = known.get(rating.clientId)
    return row ? { kind: 'repeated', id: row.id, pointId: row.point_id, level: row.level } : { kind: 'taken' }
  })
}

async function findClients(connection: BatchConnection, rows: readonly CommitRow[]): Promise<Map<string, Known>> {
  const asked = rows.map(({ rating }) => ({ client_id: rating.clientId }))
  const found = await connection.all<Known>(FIND_CLIENTS, asked)
  return new Map(found.map(row => [row.client_id, row]))
}

function writeBeside(connection: BatchConnection, rows: readonly CommitRow[]): void {
  const contacts: BatchRow[] = []
  const traces: BatchRow[] = []
  for (const { rating, sealed, trace } of rows) {
    if (sealed !== null) contacts.push({ rating_id: rating.id, sealed })
    if (trace)
      traces.push({
        rating_id: rating.id,
        center_id: rating.centerId,
        day: trace.day,
        device_hash: trace.deviceHash,
        network_hash: trace.networkHash,
        mobile_hash: trace.mobileHash,
      })
  }
  if (contacts.length > 0) connection.run(INSERT_CONTACTS, contacts)
  if (traces.length > 0) connection.run(INSERT_TRACES, traces)
}

interface MarkedVisit {
  readonly center_id: string
  readonly point_id: string
  readonly unit_id: string | null
  readonly matter_id: string | null
  readonly staff_id: string | null
  readonly finished_hour: string | null
}

async function count(connection: BatchConnection, ratings: readonly NewRating[]): Promise<void> {
  const changes = new RatingTallyChanges()
  const visits: BatchRow[] = []
  for (const rating of ratings) {
    changes.count(rating, 1)
    if (rating.visitId !== null && rating.sequence === 1 && rating.kind === 'active')
      visits.push({ rated_visit: rating.visitId, first_rated_at: rating.ratedAt })
  }
  const visitChanges = new TallyChanges()
  if (visits.length > 0) {
    visits.sort((a, b) => (String(a.rated_visit) < String(b.rated_visit) ? -1 : 1))
    for (const visit of await connection.all<MarkedVisit>(MARK_VISITS, visits))
      visitChanges.rated({
        centerId: visit.center_id,
        pointId: visit.point_id,
        unitId: visit.unit_id,
        matterId: visit.matter_id,
        staffId: visit.staff_id,
        finishedHour: visit.finished_hour,
      })
  }
  const tally = changes.rows()
  if (tally.length > 0) connection.run(ADD_TALLY, tally.map(snake))
  const visitTally = visitChanges.rows()
  if (visitTally.length > 0) connection.run(ADD_VISIT_TALLY, visitTally.map(snake))
}

const snake = (row: object): BatchRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
