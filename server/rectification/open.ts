// Opens one case for every bad rating that has none: just given, late from a tablet, or imported.
import { type SqlBool, sql } from 'kysely'
import { recordAudit, SYSTEM } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact, type Db, type Trx } from '../db/engine.ts'
import { BAD_LEVELS } from '../rating/level.ts'
import { listHours, loadCalendar } from './day.store.ts'
import { OFFICE_HOURS } from './days.ts'
import { type Deadline, RULES } from './rectification.ts'
import { findOwner, insertStep } from './rectification.store.ts'
import type { RectificationTable } from './rectification.table.ts'
import { keepReminders } from './remind.ts'
import { deadlineBy, type Hours, type WorkCalendar } from './workdays.ts'

const PAGE = 100
/** A rating may become visible this long after the time it bears. */
const LATE_MS = 10 * 60_000
/** Now and then everything is looked through, whatever times the ratings bear. */
const FULL_MS = 3_600_000

interface Watch {
  /** Ratings before this moment were looked at. */
  since: string
  fullAt: number
}

const watches = new WeakMap<Db, Watch>()

/** Pulls: ratings know nothing of cases. Safe in several processes at once, as one rating holds one case.
 * @returns how many cases were opened */
export async function openMissingCases(context: Context): Promise<number> {
  const at = context.now().getTime()
  const known = watches.get(context.db)
  const full = !known || at - known.fullAt >= FULL_MS || at < known.fullAt
  const since = full ? '' : known.since
  let opened = 0
  for (;;) {
    const missing = await listMissing(context.db, since)
    if (missing.length === 0) break
    opened += await openCases(context, missing)
  }
  watches.set(context.db, {
    since: new Date(at - LATE_MS).toISOString(),
    fullAt: full ? at : known.fullAt,
  })
  return opened
}

/** Index rating_bad: partial, so the levels stand here as SQLite wants to see them, and not as parameters. */
async function listMissing(db: Db, since: string) {
  return await db
    .selectFrom('rating')
    .leftJoin('rectification', 'rectification.ratingId', 'rating.id')
    .select(['rating.id', 'rating.centerId', 'rating.pointId', 'rating.unitId', 'rating.matterId', 'rating.staffId'])
    .select(['rating.named', 'rating.ratedHour'])
    .where(sql<SqlBool>`rating.level in (${sql.join(BAD_LEVELS.map(level => sql.lit(level)))})`)
    .where('rating.ratedAt', '>=', since)
    .where('rating.sequence', '=', 1)
    .where('rating.kind', '=', 'active')
    .where('rating.excludedAt', 'is', null)
    .where('rectification.id', 'is', null)
    .orderBy('rating.ratedAt')
    .limit(PAGE)
    .execute()
}

type Missing = Awaited<ReturnType<typeof listMissing>>[number]

async function openCases(context: Context, missing: readonly Missing[]): Promise<number> {
  const opened = await transact(context.db, async trx => {
    const calendar = await loadCalendar(trx)
    const hours = await listHours(trx)
    const made: { readonly id: string; readonly rating: Missing }[] = []
    for (const rating of missing) {
      const id = await openCase(trx, context, rating, calendar, hours.get(rating.centerId) ?? OFFICE_HOURS)
      if (id) made.push({ id, rating })
    }
    if (made.length > 0)
      await recordAudit(trx, context, {
        actor: SYSTEM,
        action: 'rectification.open',
        subject: 'rectification',
        details: { cases: made.length, ids: made.map(({ id }) => id) },
      })
    return made
  })
  for (const { rating } of opened)
    context.live.emit({ kind: 'rectification', centerId: rating.centerId, pointId: rating.pointId })
  return opened.length
}

async function openCase(
  trx: Trx,
  context: Context,
  rating: Missing,
  calendar: WorkCalendar,
  hours: Hours,
): Promise<string | null> {
  const ownerId = (await findOwner(trx, rating))?.id ?? null
  const row = newCase(context.newId(), rating, ownerId, context.now(), deadlineBy(calendar, hours))
  const inserted = await trx
    .insertInto('rectification')
    .values(row)
    .onConflict(conflict => conflict.column('ratingId').doNothing())
    .executeTakeFirst()
  if (!inserted.numInsertedOrUpdatedRows) return null
  await insertStep(trx, {
    id: context.newId(),
    rectificationId: row.id,
    action: 'open',
    fromState: 'pending',
    toState: 'pending',
    detail: '',
    note: '',
    forRater: 0,
    actorId: null,
    actorName: '',
    at: row.openedAt,
  })
  await keepReminders(trx, context, row, calendar)
  return row.id
}

function newCase(
  id: string,
  { id: ratingId, ...rating }: Missing,
  ownerId: string | null,
  now: Date,
  deadline: Deadline,
): RectificationTable {
  const at = now.toISOString()
  return {
    id,
    ratingId,
    ...rating,
    ownerId,
    state: 'pending',
    verdict: null,
    openedAt: at,
    countsFrom: at,
    closedAt: null,
    reopened: 0,
    version: 1,
    contactDue: deadline(now, RULES.contactDays),
    closeDue: deadline(now, RULES.closeDays),
    extendedTo: null,
    repliedAt: null,
    mendedAt: null,
    waitUntil: null,
    calledAt: null,
    satisfied: null,
  }
}
