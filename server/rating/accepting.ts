// Accepting ratings: what every page, tablet, link and import does with one. One instance a house; answers after the commit.
import { createSecretKey } from 'node:crypto'
import type { Context } from '../context.ts'
import { chinaHour } from '../china-time.ts'
import { derivedCode, hashCode } from '../code.ts'
import { openBatchWriter } from '../db/batch.ts'
import { isUnavailable } from '../db/engine.ts'
import { groupCommit } from '../db/group-commit.ts'
import { ratingProblem } from '../problem/rating.ts'
import { type CommitOutcome, type CommitRow, commitRatings, type NewRating } from './commit.ts'
import { contactSealer } from './contact.ts'
import { isBad, type Level } from './level.ts'
import { checkRating, MOST_SUPPLEMENTS, type RatingInput } from './rating.ts'
import { findFirst } from './rating.store.ts'
import type { RatingTable } from './rating.table.ts'
import { tracer } from './trace.ts'

export type { RatingInput } from './rating.ts'

export const RECEIPT_LENGTH = 12

/** What is rated: a window, and the visit there where one is known. */
export interface RatingTarget {
  readonly centerId: string
  readonly pointId: string
  readonly unitId: string | null
  readonly matterId: string | null
  readonly staffId: string | null
  readonly visit: {
    readonly id: string
    readonly centerId: string
    readonly pointId: string
    readonly unitId: string | null
    readonly matterId: string | null
    readonly staffId: string | null
    readonly finishedHour: string | null
  } | null
  /** True: with no visit named, it is of the visit that is current at the window when it is stored (visit.store.ts `currentVisit`). */
  readonly guess?: boolean
  /** `link` and `exchange` name their visit; `qr` and `tablet` only guess it, and go without when it is rated already. */
  readonly channel: RatingTable['channel']
}

export interface Accepted {
  readonly ratingId: string
  /** 12 characters by which the rater follows what becomes of it. */
  readonly receipt: string
  /** The same client sent it before: nothing was added. */
  readonly repeated: boolean
  /** As it is stored. */
  readonly level: Level
  /** 差评 */
  readonly bad: boolean
}

/** A supplement need not choose a level: the first one's stays. */
export type SupplementInput = Omit<RatingInput, 'level'> & { readonly level: RatingInput['level'] | null }

export interface Accepting {
  /** @throws Problem when it does not fit, the visit was rated by another, or nothing can be stored now */
  readonly accept: (target: RatingTarget, input: RatingInput) => Promise<Accepted>
  /** Another system filled it in: kept and counted apart, never scored. */
  readonly acceptDefault: (target: RatingTarget, input: RatingInput) => Promise<Accepted>
  /** 追评: kept, never in an indicator.
   * @param ratingId - of the first rating */
  readonly supplement: (ratingId: string, input: SupplementInput) => Promise<Accepted>
}

/** Writes rows together and says what became of each; benches put another in its place. */
export type CommitRating = (row: CommitRow) => Promise<CommitOutcome>

/** Ratings that may wait for the disk; more are told to come again. */
const WAITING = 5_000
const RETRY_SECONDS = 2

const accepting = new WeakMap<Context, Accepting>()
const commits = new WeakMap<Context['db'], CommitRating>()

/** One a context, and one queue a database. Whoever asks first may say how rows are committed; benches do. */
export function acceptingOf(context: Context, first?: CommitRating): Accepting {
  const known = accepting.get(context)
  if (known) return known
  const commit = first ?? commits.get(context.db) ?? durableCommit(context)
  commits.set(context.db, commit)
  const made = createAccepting(context, commit)
  accepting.set(context, made)
  return made
}

function durableCommit(context: Pick<Context, 'db'>): CommitRating {
  const { commit, parallel } = openBatchWriter(context.db, import.meta.resolve('./commit.ts'), commitRatings)
  return groupCommit(commit, {
    parallel,
    waiting: WAITING,
    full: () => ratingProblem.busy(RETRY_SECONDS),
    hopeless: isUnavailable,
  })
}

export function createAccepting(context: Context, commit: CommitRating): Accepting {
  const seal = contactSealer(context)
  const trace = tracer(context)
  const receiptKey = createSecretKey(context.key('rating-receipt'))
  const receiptOf = (id: string): string => derivedCode(receiptKey, id, RECEIPT_LENGTH)
  const accepted = (ratingId: string, level: Level, repeated: boolean): Accepted => ({
    ratingId,
    receipt: receiptOf(ratingId),
    repeated,
    level,
    bad: isBad(level),
  })

  const rowOf = (target: RatingTarget, input: RatingInput, place: Place): CommitRow => {
    const now = context.now()
    const checked = checkRating(input, { now, imported: target.channel === 'exchange' })
    const id = context.newId()
    const { visit, channel } = target
    const { contact } = checked
    const { unitId, matterId, staffId } = visit ?? target
    return {
      rating: {
        id,
        centerId: target.centerId,
        pointId: target.pointId,
        unitId,
        matterId,
        staffId,
        visitId: visit?.id ?? null,
        ...place,
        level: checked.level,
        tags: JSON.stringify(checked.tags),
        words: checked.words,
        named: contact ? 1 : 0,
        channel,
        clientId: input.clientId,
        receiptHash: hashCode(receiptOf(id)),
        madeAt: checked.madeAt.toISOString(),
        ratedAt: now.toISOString(),
        ratedHour: chinaHour(checked.madeAt),
      },
      sealed: contact ? seal(id, contact) : null,
      trace:
        channel === 'exchange'
          ? null
          : trace(now, { device: input.device, network: input.network, mobile: contact?.mobile ?? null }),
      alone: GUESSED.has(channel) && place.sequence === 1 ? pick(target) : null,
      guess: !visit && target.guess === true,
    }
  }

  const store = async (row: CommitRow): Promise<Accepted | 'taken'> => {
    const { rating } = row
    const outcome = await commit(row).catch((error: unknown) => {
      if (!isUnavailable(error)) throw error
      context.log.error({ err: error }, 'ratings cannot be stored')
      throw ratingProblem.notStored(RETRY_SECONDS * 5)
    })
    if (outcome.kind === 'taken') return 'taken'
    if (outcome.kind === 'repeated') {
      if (outcome.pointId !== rating.pointId) throw ratingProblem.clientUsed()
      return accepted(outcome.id, outcome.level, true)
    }
    context.live.emit({ kind: 'rating', centerId: rating.centerId, pointId: rating.pointId })
    return accepted(rating.id, rating.level, false)
  }

  const storeOnce = async (row: CommitRow): Promise<Accepted> => {
    const stored = await store(row)
    if (stored === 'taken') throw ratingProblem.visitRated()
    return stored
  }

  return {
    accept: async (target, input) => await storeOnce(rowOf(target, input, FIRST)),
    acceptDefault: async (target, input) => await storeOnce(rowOf(target, input, DEFAULT)),

    async supplement(ratingId, input) {
      for (;;) {
        const first = await findFirst(context.db, ratingId)
        if (!first) throw ratingProblem.unknownReceipt()
        const target: RatingTarget = { ...first, visit: first.visitId ? visitOf(first, first.visitId) : null }
        const given = { ...input, level: input.level ?? first.level }
        const row = rowOf(target, given, { kind: 'active', firstId: first.id, sequence: first.lastSequence + 1 })
        requireSupplement(context.now(), first, row, input)
        const stored = await store(row)
        // Two at once: the other one took the number.
        if (stored !== 'taken') return stored
      }
    },
  }
}

type Place = Pick<NewRating, 'kind' | 'firstId' | 'sequence'>
const FIRST: Place = { kind: 'active', firstId: null, sequence: 1 }
const DEFAULT: Place = { kind: 'auto_default', firstId: null, sequence: 0 }
const GUESSED: ReadonlySet<RatingTarget['channel']> = new Set(['qr', 'tablet'])
const DAY_MS = 86_400_000

const pick = ({ unitId, matterId, staffId }: RatingTarget) => ({ unitId, matterId, staffId })

type First = NonNullable<Awaited<ReturnType<typeof findFirst>>>

function visitOf(first: First, id: string): RatingTarget['visit'] {
  const { centerId, pointId, unitId, matterId, staffId } = first
  return { id, centerId, pointId, unitId, matterId, staffId, finishedHour: null }
}

function requireSupplement(now: Date, first: First, row: CommitRow, input: SupplementInput): void {
  // A repeated one is answered by its receipt, however many there are meanwhile.
  if (first.clientIds.includes(input.clientId)) return
  if (now.getTime() - Date.parse(first.ratedAt) > first.supplementDays * DAY_MS)
    throw ratingProblem.supplementLate(first.supplementDays)
  if (first.clientIds.length >= MOST_SUPPLEMENTS) throw ratingProblem.supplementsFull()
  if (input.level === null && row.rating.words === '' && input.tags.length === 0 && !row.sealed)
    throw ratingProblem.supplementEmpty()
}
