// A case as staff see it: screened words, the hour and not the minute of the rating, never who rated or their code.
import type { Context } from '../context.ts'
import type { Db } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { listSupplements } from '../rating/rating.store.ts'
import { screenWords } from '../rating/screen.ts'
import { loadCalendar } from './day.store.ts'
import { dueOf } from './due.ts'
import { listFiles } from './file.store.ts'
import { findShown, listCases, countCases, type CaseFilter, type ShownRow } from './list.store.ts'
import { openMissingCases } from './open.ts'
import { type Reach, reachOf, requireReach } from './reach.ts'
import { holdsOf, refusalOf, STATES, stepsFrom } from './rectification.ts'
import type { Case, CaseDetail } from './rectification.shape.ts'
import { listSteps } from './rectification.store.ts'
import type { RectificationStepTable } from './rectification.table.ts'
import { factsOf } from './step.ts'
import { knowsYear, type WorkCalendar } from './workdays.ts'
import type { z } from '../http/route.ts'

/** What the page asks for as a state. */
export function statesOf(asked: string | undefined): CaseFilter['states'] | undefined {
  if (asked === undefined) return undefined
  if (asked === 'open') return STATES.filter(state => state !== 'closed' && state !== 'dismissed')
  if (asked === 'ended') return ['closed', 'dismissed']
  return STATES.filter(state => state === asked)
}

export function shownCase(row: ShownRow, calendar: WorkCalendar, now: Date): Case {
  const { openedAt: _opened, countsFrom: _counts, unitId: _unit, matterId: _matter, staffId: _staff, ...rest } = row
  return {
    ...rest,
    named: row.named === 1,
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
    tags: readTags(row.tags),
    words: screenWords(row.words),
    due: dueOf(row, calendar, now),
  }
}

export function readTags(tags: string): string[] {
  return JSON.parse(tags) as string[]
}

export async function listShown(context: Context, user: SessionUser, filter: CaseFilter) {
  await openMissingCases(context)
  const { db } = context
  const now = context.now()
  const reach = await reachOf(db, user)
  const calendar = await loadCalendar(db)
  const rows = await listCases(db, reach, { ...filter, limit: filter.limit + 1 }, now)
  const page = rows.slice(0, filter.limit)
  return {
    cases: page.map(row => shownCase(row, calendar, now)),
    counts: await countCases(db, reach, now),
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    unknownYears: unknownYears(page, now),
  }
}

/** Years that deadlines fall into and whose holidays the library does not know. */
function unknownYears(rows: readonly ShownRow[], now: Date): number[] {
  const ends = rows.flatMap(row => [row.extendedTo ?? row.closeDue, row.waitUntil ?? ''])
  const years = [now.toISOString(), ...ends].map(at => Number(at.slice(0, 4))).filter(year => year > 0)
  return [...new Set(years)].filter(year => !knowsYear(year)).sort((a, b) => a - b)
}

export async function detailOf(context: Context, user: SessionUser, id: string): Promise<z.infer<typeof CaseDetail>> {
  const { db } = context
  const row = await requireShown(db, await reachOf(db, user), id)
  const now = context.now()
  const steps = await listSteps(db, id)
  const facts = factsOf(row, steps)
  const waits = (step: (typeof allowed)[number]) => refusalOf(step, facts, user.id, now) === null
  const allowed = stepsFrom(row.state, holdsOf(user.role))
  const supplements = await listSupplements(db, row.ratingId)
  return {
    ...shownCase(row, await loadCalendar(db), now),
    steps: steps.map(shownStep),
    supplements: supplements.map(({ level, tags, words, ratedHour }) => ({
      level,
      tags: readTags(tags),
      words: screenWords(words),
      ratedHour,
    })),
    files: await listFiles(db, id),
    appeal: facts.appeal && { own: facts.appeal.by === user.id, upheld: facts.appeal.upheldBy.length },
    attempts: facts.attempts,
    allowed: allowed.filter(waits),
  }
}

async function requireShown(db: Db, reach: Reach, id: string): Promise<ShownRow> {
  const row = await findShown(db, id)
  requireReach(reach, row)
  return row
}

/** Words of the rater are screened; the opening follows the rating by a second, so its minute is not told. */
function shownStep(step: RectificationStepTable) {
  const { id, action, detail, fromState, toState, note, forRater, actorName, at } = step
  const said = action === 'confirm' || action === 'answer'
  return {
    id,
    action,
    detail,
    fromState,
    toState,
    actorName,
    note: said ? screenWords(note) : note,
    forRater: forRater === 1,
    at: action === 'open' ? `${at.slice(0, 13)}:00:00.000Z` : at,
  }
}
