// What the holder of a receipt code may read: their rating, and what became of it. No names of staff, no contact.
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { ratingProblem } from '../problem/rating.ts'
import { isBad, type Level } from '../rating/level.ts'
import { MOST_SUPPLEMENTS } from '../rating/rating.ts'
import { findFirst, findRatingByReceipt, listSupplements } from '../rating/rating.store.ts'
import { screenWords } from '../rating/screen.ts'
import { receiptNextWords as nextWords, receiptStateWords, receiptStepWords } from '../words/rectification-receipt.ts'
import type { Words } from '../words/words.ts'
import { loadCalendar } from './day.store.ts'
import { dueOf } from './due.ts'
import { openMissingCases } from './open.ts'
import { RULES } from './rectification.ts'
import { findRectificationOfRating, listSteps } from './rectification.store.ts'
import type { RectificationStepTable, RectificationTable } from './rectification.table.ts'
import { readTags } from './view.ts'

export interface ReceiptStep {
  readonly words: Words
  readonly at: string
  /** What the rater may read, '' where nothing was written for them. */
  readonly note: string
  /** Said by the rater. */
  readonly own: boolean
}

export interface ReceiptCase {
  readonly id: string
  readonly version: number
  readonly state: Words
  readonly tone: 'good' | 'warn' | 'plain'
  readonly next: readonly { readonly words: Words; readonly day: string; readonly late: boolean }[]
  readonly steps: readonly ReceiptStep[]
  /** The rater is asked whether they are satisfied. */
  readonly asks: boolean
  /** Another "not satisfied" no longer sends the case back. */
  readonly lastAsk: boolean
}

export interface ReceiptView {
  readonly ratingId: string
  readonly centerName: string
  readonly pointName: string
  readonly level: Level
  readonly tags: readonly string[]
  readonly words: string
  readonly ratedHour: string
  readonly excluded: boolean
  readonly supplements: readonly { readonly level: Level; readonly words: string; readonly ratedHour: string }[]
  readonly maySupplement: boolean
  readonly bad: boolean
  /** Null for ratings that are not bad, and for the second before the case of a bad one is opened. */
  readonly case: ReceiptCase | null
}

/** @throws Problem 404 for a code that nobody was given */
export async function viewReceipt(context: Context, receipt: string): Promise<ReceiptView> {
  const { db } = context
  const asked = await findRatingByReceipt(db, receipt)
  const first = asked && (await findFirst(db, asked.id))
  if (!first) throw ratingProblem.unknownReceipt()
  const bad = isBad(first.level)
  const place = await db
    .selectFrom('windowPoint')
    .innerJoin('windowCenter', 'windowCenter.id', 'windowPoint.centerId')
    .select(['windowPoint.name as pointName', 'windowCenter.name as centerName'])
    .where('windowPoint.id', '=', first.pointId)
    .executeTakeFirstOrThrow()
  const supplements = await listSupplements(db, first.id)
  const age = context.now().getTime() - Date.parse(first.ratedAt)
  return {
    ratingId: first.id,
    ...place,
    level: first.level,
    tags: readTags(first.tags),
    words: screenWords(first.words),
    ratedHour: first.ratedHour,
    excluded: first.excludedAt !== null,
    supplements: supplements.map(({ level, words, ratedHour }) => ({ level, words: screenWords(words), ratedHour })),
    maySupplement: supplements.length < MOST_SUPPLEMENTS && age <= first.supplementDays * 86_400_000,
    bad,
    case: bad ? await caseOf(context, first.id) : null,
  }
}

async function caseOf(context: Context, ratingId: string): Promise<ReceiptCase | null> {
  const { db } = context
  let found = await findRectificationOfRating(db, ratingId)
  if (!found) {
    await openMissingCases(context)
    found = await findRectificationOfRating(db, ratingId)
  }
  if (!found) return null
  const steps = await listSteps(db, found.id)
  const asks = found.state === 'calling_back'
  return {
    id: found.id,
    version: found.version,
    asks,
    lastAsk: found.reopened >= RULES.reopenings,
    ...stateOf(found),
    next: nextOf(found, dueOf(found, await loadCalendar(db), context.now())),
    steps: steps.flatMap(shownStep),
  }
}

function stateOf({ state, satisfied }: RectificationTable): Pick<ReceiptCase, 'state' | 'tone'> {
  if (state !== 'closed') return { state: receiptStateWords[state], tone: state === 'calling_back' ? 'warn' : 'plain' }
  if (satisfied === null) return { state: receiptStateWords.closed_unreachable, tone: 'plain' }
  return satisfied
    ? { state: receiptStateWords.closed_satisfied, tone: 'good' }
    : { state: receiptStateWords.closed_dissatisfied, tone: 'warn' }
}

function nextOf(found: RectificationTable, due: ReturnType<typeof dueOf>): ReceiptCase['next'] {
  if (!due) return []
  const line = (words: Words, at: string) => ({ words, day: chinaDay(new Date(at)), late: false })
  const late = due.overdue ? [{ words: nextWords.late, day: '', late: true }] : []
  if (due.what === 'wait') return [line(nextWords.wait, due.at)]
  const contact = found.repliedAt === null ? [line(nextWords.contact, found.contactDue)] : []
  const close = found.extendedTo ? line(nextWords.extended, found.extendedTo) : line(nextWords.close, found.closeDue)
  return [...late, ...contact, close]
}

function shownStep(step: RectificationStepTable): ReceiptStep[] {
  const { action, detail, toState, note, forRater, at } = step
  if (action === 'uphold' && toState !== 'dismissed') return []
  const words = receiptStepWords[`${action}.${detail}`] ?? receiptStepWords[action]
  if (!words) return []
  const own = action === 'confirm' || action === 'answer'
  return [{ words, at, own, note: own ? screenWords(note) : forRater === 1 ? note : '' }]
}
