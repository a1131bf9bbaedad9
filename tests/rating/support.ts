// Ratings as the tests give them, and the tallies counted anew from the rows.
import type { Context } from '../../server/context.ts'
import type { RatingInput, RatingTarget } from '../../server/rating/accepting.ts'
import { RatingTallyChanges } from '../../server/rating/tally.ts'
import { findVisit } from '../../server/visit/visit.store.ts'
import { TallyChanges } from '../../server/visit/visit.ts'
import type { Hall } from './hall.ts'

let count = 0
export const newClient = (): string => `client-${process.pid}-${++count}`

export function input(change: Partial<RatingInput> = {}): RatingInput {
  return {
    clientId: newClient(),
    level: 'satisfied',
    tags: [],
    words: '',
    contact: null,
    madeAt: null,
    device: null,
    network: null,
    ...change,
  }
}

export function atWindow(hall: Hall, change: Partial<RatingTarget> = {}): RatingTarget {
  const { centerId, pointId } = hall
  return { centerId, pointId, unitId: null, matterId: null, staffId: null, visit: null, channel: 'qr', ...change }
}

export async function atVisit(
  context: Context,
  visitId: string,
  channel: RatingTarget['channel'] = 'link',
): Promise<RatingTarget> {
  const visit = await findVisit(context.db, visitId)
  if (!visit) throw new Error(`atVisit requires a visit, got ${visitId}`)
  const { centerId, pointId, unitId, matterId, staffId } = visit
  return { centerId, pointId, unitId, matterId, staffId, visit, channel }
}

/** What went wrong, by its slug. */
export async function slugOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: unknown) =>
      typeof error === 'object' && error !== null && 'slug' in error ? String(error.slug) : String(error),
  )
}

const lines = (rows: readonly object[]): string[] =>
  rows.map(row => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).toSorted()
const counts = (row: object): boolean => Object.values(row).some(value => typeof value === 'number' && value !== 0)

/** Rows of both tallies as they are kept, and as a count of all ratings and visits gives them; those that count nothing left out. */
export async function bothTallies(context: Context): Promise<{ kept: string[]; counted: string[] }> {
  const { db } = context
  const ratings = await db.selectFrom('rating').selectAll().execute()
  const changes = new RatingTallyChanges()
  for (const rating of ratings) {
    changes.count(rating, 1)
    if (rating.excludedAt !== null) changes.exclude(rating)
  }
  const visits = await db.selectFrom('visit').selectAll().execute()
  const visitChanges = new TallyChanges()
  const ratedVisits = new Set(
    ratings.flatMap(rating => (rating.kind === 'active' && rating.sequence === 1 ? (rating.visitId ?? []) : [])),
  )
  // The mark of a visit is not believed here, but derived from the ratings.
  for (const visit of visits) visitChanges.move({ ...visit, ratedAt: ratedVisits.has(visit.id) ? 'rated' : null }, 1)
  const kept = await db.selectFrom('ratingTally').selectAll().execute()
  const keptVisits = await db.selectFrom('visitTally').selectAll().execute()
  return {
    kept: lines([...kept, ...keptVisits].filter(counts)),
    counted: lines([...changes.rows(), ...visitChanges.rows()].filter(counts)),
  }
}
