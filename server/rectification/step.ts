// Takes one step in a case: who, whether now, what it changes; the history and the audit line are written with it.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { transact, type Trx } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import type { Problem } from '../problem/problem.ts'
import { rectificationProblem as problem } from '../problem/rectification.ts'
import { excludeRating } from '../rating/rating.store.ts'
import { rectificationStateWords, stepWords } from '../words/rectification.ts'
import { listHours, loadCalendar } from './day.store.ts'
import { OFFICE_HOURS } from './days.ts'
import { reachOf, requireReach } from './reach.ts'
import {
  changeOf,
  type Facts,
  holdsOf,
  type Refusal,
  refusalOf,
  type Right,
  RULES,
  type State,
  STEPS,
  type StepName,
  stepsFrom,
  type Taken,
} from './rectification.ts'
import type { StepInput } from './rectification.shape.ts'
import { findRectification, insertStep, listOwners, listSteps, updateRectification } from './rectification.store.ts'
import type { RectificationStepTable, RectificationTable } from './rectification.table.ts'
import { keepReminders } from './remind.ts'
import { deadlineBy } from './workdays.ts'

/** The rater, who has no name here. */
export const RATER: Actor = { id: null, name: 'rater' }

/** What the history tells of an appeal that waits, and of calls since the rater was first asked. */
export function factsOf(found: RectificationTable, steps: readonly RectificationStepTable[]): Facts {
  const appealAt = steps.findLastIndex(step => step.action === 'appeal')
  const appeal = steps[appealAt]
  const askedAt = steps.findLastIndex(step => step.action === 'finish')
  return {
    found,
    appeal:
      found.state === 'appealing' && appeal
        ? {
            by: appeal.actorId ?? '',
            from: appeal.fromState as State,
            upheldBy: steps
              .slice(appealAt)
              .filter(step => step.action === 'uphold')
              .map(step => step.actorId ?? ''),
          }
        : null,
    attempts: steps.slice(askedAt).filter(step => step.action === 'attempt').length,
  }
}

/** @throws Problem 403, 404, 409 or 422 */
export async function takeStep(context: Context, user: SessionUser, id: string, input: StepInput): Promise<void> {
  const place = await transact(context.db, async trx => {
    const found = await findRectification(trx, id)
    requireReach(await reachOf(trx, user), found)
    const rights: readonly Right[] = STEPS[input.action].by
    const holds = holdsOf(user.role)
    if (!rights.some(holds)) throw generalProblem.forbidden(rights[0] ?? '')
    if (input.action === 'reassign') await requireOwner(trx, found.centerId, input.ownerId)
    await apply(trx, context, user, found, input, holds)
    return found
  })
  context.live.emit({ kind: 'rectification', centerId: place.centerId, pointId: place.pointId })
}

export interface RaterAnswer {
  readonly version: number
  readonly satisfied: boolean
  readonly text: string
}

/** The rater's own answer; whoever holds the receipt code is the rater.
 * @throws Problem 409 when nothing waits for an answer */
export async function takeAnswer(context: Context, id: string, answer: RaterAnswer): Promise<void> {
  const place = await transact(context.db, async trx => {
    const found = await findRectification(trx, id)
    if (!found) throw generalProblem.notFound(['整改单', 'case'])
    await apply(trx, context, RATER, found, { action: 'confirm', ...answer }, right => right === 'rater')
    return found
  })
  context.live.emit({ kind: 'rectification', centerId: place.centerId, pointId: place.pointId })
}

type AnyStep = StepInput | ({ readonly action: 'confirm' } & RaterAnswer)

async function apply(
  trx: Trx,
  context: Context,
  actor: Actor,
  found: RectificationTable,
  input: AnyStep,
  holds: (right: Right) => boolean,
): Promise<void> {
  const now = context.now()
  const facts = factsOf(found, await listSteps(trx, found.id))
  if (found.version !== input.version) throw problem.changed()
  requireStep(facts, input.action, actor, now, holds)
  const calendar = await loadCalendar(trx)
  const hours = (await listHours(trx)).get(found.centerId) ?? OFFICE_HOURS
  const taken = takenOf(input)
  const { state, changes } = changeOf(taken, facts, now, deadlineBy(calendar, hours))
  if (!(await updateRectification(trx, found, changes))) throw problem.changed()
  if (state === 'dismissed') await excludeRating(trx, found.ratingId, now.toISOString())
  await insertStep(trx, {
    id: context.newId(),
    rectificationId: found.id,
    action: input.action,
    fromState: found.state,
    toState: state,
    detail: detailOf(input),
    note: noteOf(input),
    forRater: taken.forRater ? 1 : 0,
    actorId: actor.id,
    actorName: actor.name,
    at: now.toISOString(),
  })
  await keepReminders(trx, context, { ...found, ...changes }, calendar)
  await recordAudit(trx, context, {
    actor,
    action: `rectification.${input.action}`,
    subject: `rectification/${found.id}`,
    details: { from: found.state, to: state, ...(detailOf(input) ? { detail: detailOf(input) } : {}) },
  })
}

function requireStep(facts: Facts, step: StepName, actor: Actor, now: Date, holds: (right: Right) => boolean): void {
  const { state } = facts.found
  const named = (name: StepName) => ({ name, words: stepWords[name] })
  if (!stepsFrom(state).includes(step)) {
    const allowed = stepsFrom(state, holds).map(named)
    throw problem.forbiddenStep(named(step), { name: state, words: rectificationStateWords[state] }, allowed)
  }
  const refusal = refusalOf(step, facts, actor.id, now)
  if (refusal) throw refusedBy(refusal, facts)
}

function refusedBy(refusal: Refusal, { found, attempts }: Facts): Problem {
  const problems: Readonly<Record<Refusal, () => Problem>> = {
    anonymous: problem.anonymous,
    extended_before: problem.extendedBefore,
    no_reply: problem.noReply,
    too_early: () => problem.tooEarly(found.waitUntil && chinaDay(new Date(found.waitUntil))),
    few_attempts: () => problem.fewAttempts(attempts, RULES.attempts),
    own_appeal: problem.ownAppeal,
    same_approver: problem.sameApprover,
  }
  return problems[refusal]()
}

function takenOf(input: AnyStep): Taken {
  const step = input.action
  const told =
    step === 'reply' ||
    step === 'finish' ||
    (step === 'accept' && input.text !== '') ||
    ('forRater' in input && input.forRater)
  return {
    step,
    forRater: told,
    ...('verdict' in input ? { verdict: input.verdict } : {}),
    ...('satisfied' in input ? { satisfied: input.satisfied } : {}),
    ...('ownerId' in input ? { ownerId: input.ownerId } : {}),
  }
}

function detailOf(input: AnyStep): string {
  if ('verdict' in input) return input.verdict
  if ('ground' in input) return input.ground
  if ('satisfied' in input) return input.satisfied ? 'satisfied' : 'dissatisfied'
  return 'ownerId' in input ? input.ownerId : ''
}

function noteOf(input: AnyStep): string {
  return 'evidence' in input ? `${input.text}\n\n${input.evidence}` : input.text
}

async function requireOwner(trx: Trx, centerId: string, ownerId: string): Promise<void> {
  const owners = await listOwners(trx, centerId)
  if (!owners.some(owner => owner.id === ownerId)) throw problem.unknownOwner()
}
