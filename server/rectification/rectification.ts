// The rules of a case: its states, who may take which step from where, and what a step changes. Clock and people are arguments.
import { can } from '../account/permission.ts'
import type { RectificationTable } from './rectification.table.ts'

export const STATES = [
  'pending',
  'verifying',
  'mending',
  'calling_back',
  'closed',
  'appealing',
  'dismissed',
] as const satisfies readonly RectificationTable['state'][]
export type State = (typeof STATES)[number]

/** 立行立改, 限期整改, 解释说明. */
export const VERDICTS = ['mend_at_once', 'mend_by_deadline', 'explain'] as const
/** 误评, 恶意差评. */
export const GROUNDS = ['mistaken', 'malicious'] as const

/** Days are working days. */
export const RULES = {
  /** First answer to the rater. */
  contactDays: 1,
  /** Mended, and the rater asked. */
  closeDays: 5,
  /** From the opening, once, with a reason. */
  extendedDays: 15,
  /** After the rater was asked, before silence may end the case. */
  waitDays: 15,
  /** Calls to a rater who left a number, before silence may end the case. */
  attempts: 3,
  /** How often a rater may send a case back. */
  reopenings: 1,
  files: 10,
  fileBytes: 5 * 1024 * 1024,
} as const

/** A permission of office users, or the holder of the receipt code. */
export type Right = 'rectification.write' | 'rectification.approve' | 'rectification.call' | 'rater'

interface Rule {
  readonly from: readonly State[]
  /** Any of these. */
  readonly by: readonly Right[]
}

const WORKING = ['pending', 'verifying', 'mending'] as const
const OPEN = [...WORKING, 'calling_back', 'appealing'] as const

/** Every step there is. What is not listed here cannot happen. */
export const STEPS = {
  accept: { from: ['pending'], by: ['rectification.write'] },
  reply: { from: ['verifying', 'mending', 'calling_back'], by: ['rectification.write'] },
  note: { from: OPEN, by: ['rectification.write', 'rectification.call'] },
  decide: { from: ['verifying'], by: ['rectification.write'] },
  extend: { from: ['verifying', 'mending'], by: ['rectification.write'] },
  finish: { from: ['mending'], by: ['rectification.write'] },
  attempt: { from: ['calling_back'], by: ['rectification.call'] },
  answer: { from: ['calling_back'], by: ['rectification.call'] },
  confirm: { from: ['calling_back'], by: ['rater'] },
  give_up: { from: ['calling_back'], by: ['rectification.approve', 'rectification.call'] },
  appeal: { from: WORKING, by: ['rectification.write'] },
  uphold: { from: ['appealing'], by: ['rectification.approve'] },
  reject: { from: ['appealing'], by: ['rectification.approve'] },
  reassign: { from: OPEN, by: ['rectification.approve'] },
} as const satisfies Record<string, Rule>
export type StepName = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as StepName[]

export function isOpen(state: State): boolean {
  return OPEN.some(open => open === state)
}

/** Steps that a state knows, whoever asks; with rights, those that the holder may take.
 * @example
 * stepsFrom('pending') // => ['accept', 'note', 'appeal', 'reassign']
 * @example
 * stepsFrom('closed') // => []
 */
export function stepsFrom(state: State, holds: (right: Right) => boolean = () => true): StepName[] {
  return STEP_NAMES.filter(name => {
    const { from, by }: Rule = STEPS[name]
    return from.includes(state) && by.some(holds)
  })
}

/** Rights of an office user; nobody in an office is the rater, whatever else they may do. */
export function holdsOf(role: string): (right: Right) => boolean {
  return right => right !== 'rater' && can(role, right)
}

/** What is known of a case when a step is asked for. */
export interface Facts {
  readonly found: Pick<
    RectificationTable,
    'state' | 'named' | 'repliedAt' | 'extendedTo' | 'countsFrom' | 'waitUntil' | 'reopened' | 'calledAt'
  >
  /** The appeal that waits: who made it, from where, and who has upheld it so far. */
  readonly appeal: { readonly by: string; readonly from: State; readonly upheldBy: readonly string[] } | null
  /** Calls that did not reach the rater since the case came to 回访. */
  readonly attempts: number
}

/** Why a step that the state knows must wait or is not for this person. */
export type Refusal =
  | 'anonymous'
  | 'extended_before'
  | 'no_reply'
  | 'too_early'
  | 'few_attempts'
  | 'own_appeal'
  | 'same_approver'

/** @param actorId null for the rater
 * @returns null when the step may be taken */
export function refusalOf(step: StepName, facts: Facts, actorId: string | null, now: Date): Refusal | null {
  const { found, appeal, attempts } = facts
  switch (step) {
    case 'attempt':
    case 'answer':
      return found.named === 1 ? null : 'anonymous'
    case 'extend':
      return found.extendedTo === null ? null : 'extended_before'
    case 'give_up':
      if (found.waitUntil === null || now.toISOString() <= found.waitUntil) return 'too_early'
      if (found.named === 1 && attempts < RULES.attempts) return 'few_attempts'
      return found.repliedAt === null ? 'no_reply' : null
    case 'uphold':
    case 'reject':
      if (appeal === null || appeal.by === actorId) return 'own_appeal'
      return actorId !== null && appeal.upheldBy.includes(actorId) ? 'same_approver' : null
    default:
      return null
  }
}

export interface Taken {
  readonly step: StepName
  readonly verdict?: RectificationTable['verdict']
  readonly satisfied?: boolean
  readonly ownerId?: string
  /** The rater reads what was written. */
  readonly forRater: boolean
}

export interface Change {
  readonly state: State
  readonly changes: Partial<RectificationTable>
}

/** The end of the last of so many working days. */
export type Deadline = (from: Date, workdays: number) => string

/** What a step that was not refused changes. */
export function changeOf(taken: Taken, facts: Facts, now: Date, deadline: Deadline): Change {
  const { found, appeal } = facts
  const at = now.toISOString()
  const replied = taken.forRater && found.repliedAt === null ? { repliedAt: at } : {}
  const stay = (changes: Partial<RectificationTable> = {}): Change => ({
    state: found.state,
    changes: { ...replied, ...changes },
  })
  const go = (state: State, changes: Partial<RectificationTable> = {}): Change => ({
    state,
    changes: { ...replied, state, ...changes },
  })
  switch (taken.step) {
    case 'accept':
      return go('verifying')
    case 'decide':
      return go('mending', { verdict: taken.verdict ?? null })
    case 'extend':
      return stay({ extendedTo: deadline(new Date(found.countsFrom), RULES.extendedDays) })
    case 'finish':
      return go('calling_back', { mendedAt: at, waitUntil: deadline(now, RULES.waitDays) })
    case 'answer':
    case 'confirm':
      return answered(taken.satisfied === true, facts, now, deadline)
    case 'give_up':
      return go('closed', { closedAt: at })
    case 'appeal':
      return go('appealing')
    case 'uphold':
      return appeal && appeal.upheldBy.length > 0 ? go('dismissed', { closedAt: at }) : stay()
    case 'reject':
      return go(appeal?.from ?? 'verifying')
    case 'reassign':
      return stay({ ownerId: taken.ownerId ?? null })
    default:
      return stay()
  }
}

/** A rater who is not satisfied sends the case back once; the second time it ends as not satisfied. */
function answered(satisfied: boolean, { found }: Facts, now: Date, deadline: Deadline): Change {
  const at = now.toISOString()
  const said = { satisfied: satisfied ? (1 as const) : (0 as const), calledAt: found.calledAt ?? at }
  if (satisfied || found.reopened >= RULES.reopenings)
    return { state: 'closed', changes: { state: 'closed', ...said, closedAt: at } }
  return {
    state: 'mending',
    changes: {
      state: 'mending',
      ...said,
      reopened: found.reopened + 1,
      mendedAt: null,
      waitUntil: null,
      countsFrom: at,
      closeDue: deadline(now, RULES.closeDays),
      extendedTo: null,
    },
  }
}
