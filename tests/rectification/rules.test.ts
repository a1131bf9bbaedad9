// The rules of a case: every state with every step, who may take it, and what two or three steps lead to.
import { describe, expect, it } from 'vitest'
import { ROLES } from '../../server/account/permission.ts'
import {
  changeOf,
  type Facts,
  holdsOf,
  refusalOf,
  type Right,
  RULES,
  type State,
  STATES,
  STEP_NAMES,
  STEPS,
  type StepName,
  stepsFrom,
  type Taken,
} from '../../server/rectification/rectification.ts'

/** Written out by hand: what is not here must be refused. */
const ALLOWED: Readonly<Record<State, readonly StepName[]>> = {
  pending: ['accept', 'note', 'appeal', 'reassign'],
  verifying: ['reply', 'note', 'decide', 'extend', 'appeal', 'reassign'],
  mending: ['reply', 'note', 'extend', 'finish', 'appeal', 'reassign'],
  calling_back: ['reply', 'note', 'attempt', 'answer', 'confirm', 'give_up', 'reassign'],
  appealing: ['note', 'uphold', 'reject', 'reassign'],
  closed: [],
  dismissed: [],
}

/** Roles that may take a step, written out by hand; the rater holds no role. */
const OFFICES = ['administrator', 'review_group', 'center_manager', 'window_staff']
const APPROVERS = ['administrator', 'review_group', 'center_manager']
const BY: Readonly<Record<StepName, readonly string[]>> = {
  accept: OFFICES,
  reply: OFFICES,
  note: [...OFFICES, 'call_back'],
  decide: OFFICES,
  extend: OFFICES,
  finish: OFFICES,
  attempt: ['call_back'],
  answer: ['call_back'],
  confirm: [],
  give_up: [...APPROVERS, 'call_back'],
  appeal: OFFICES,
  uphold: APPROVERS,
  reject: APPROVERS,
  reassign: APPROVERS,
}

const NOW = new Date('2026-11-25T02:00:00Z')
const deadline = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000).toISOString()

function facts(found: Partial<Facts['found']>, rest: Partial<Omit<Facts, 'found'>> = {}): Facts {
  return {
    found: {
      state: 'calling_back',
      named: 1,
      repliedAt: '2026-11-20T02:00:00Z',
      extendedTo: null,
      countsFrom: '2026-11-18T02:00:00.000Z',
      waitUntil: '2026-11-24T15:59:59.999Z',
      reopened: 0,
      calledAt: null,
      ...found,
    },
    appeal: null,
    attempts: RULES.attempts,
    ...rest,
  }
}

const take = (step: StepName, of: Facts, taken: Partial<Taken> = {}) =>
  changeOf({ step, forRater: false, ...taken }, of, NOW, deadline)

describe('steps', () => {
  it.each(STATES.flatMap(state => STEP_NAMES.map(step => [state, step] as const)))('%s, %s', (state, step) => {
    expect(stepsFrom(state).includes(step)).toBe(ALLOWED[state].includes(step))
  })

  it.each(STEP_NAMES)('%s is taken by the roles named here', step => {
    const rights: readonly Right[] = STEPS[step].by
    expect(ROLES.filter(role => rights.some(holdsOf(role))).sort()).toEqual([...BY[step]].sort())
  })

  it('are offered by right', () => {
    expect(stepsFrom('calling_back', right => right === 'rater')).toEqual(['confirm'])
    expect(stepsFrom('pending', right => right === 'rectification.call')).toEqual(['note'])
  })
})

describe('a case ends only', () => {
  const ends = (step: StepName, of: Facts, taken: Partial<Taken> = {}) =>
    ['closed', 'dismissed'].includes(take(step, of, taken).state)

  it('by the rater’s word, by silence after the wait, or by two approvers', () => {
    const ending = STATES.flatMap(state =>
      STEP_NAMES.filter(step => ALLOWED[state].includes(step)).filter(step =>
        [true, false].some(satisfied =>
          ends(step, facts({ state, reopened: 1 }, { appeal: { by: 'a', from: 'mending', upheldBy: ['b'] } }), {
            satisfied,
          }),
        ),
      ),
    )
    expect([...new Set(ending)].sort()).toEqual(['answer', 'confirm', 'give_up', 'uphold'])
  })

  it('once the wait is over, with three calls to a named rater', () => {
    expect(refusalOf('give_up', facts({}), 'u', NOW)).toBeNull()
    expect(refusalOf('give_up', facts({ waitUntil: '2026-11-25T15:59:59.999Z' }), 'u', NOW)).toBe('too_early')
    expect(refusalOf('give_up', facts({ waitUntil: null }), 'u', NOW)).toBe('too_early')
    expect(refusalOf('give_up', facts({}, { attempts: 2 }), 'u', NOW)).toBe('few_attempts')
    expect(refusalOf('give_up', facts({ named: 0 }, { attempts: 0 }), 'u', NOW)).toBeNull()
    expect(refusalOf('give_up', facts({ named: 0, repliedAt: null }, { attempts: 0 }), 'u', NOW)).toBe('no_reply')
  })

  it('and silence says nothing of satisfaction', () => {
    expect(take('give_up', facts({})).changes).toEqual({ state: 'closed', closedAt: NOW.toISOString() })
  })
})

describe('the rater’s answer', () => {
  it('closes when satisfied', () => {
    expect(take('confirm', facts({}), { satisfied: true }).changes).toMatchObject({ state: 'closed', satisfied: 1 })
  })
  it('sends the case back once, with a new deadline, and then ends as not satisfied', () => {
    const back = take('confirm', facts({ extendedTo: '2026-12-30T00:00:00.000Z' }), { satisfied: false })
    expect(back.changes).toMatchObject({
      state: 'mending',
      satisfied: 0,
      reopened: 1,
      mendedAt: null,
      waitUntil: null,
      extendedTo: null,
      countsFrom: NOW.toISOString(),
      closeDue: deadline(NOW, RULES.closeDays),
    })
    expect(take('confirm', facts({ reopened: 1 }), { satisfied: false }).changes).toMatchObject({
      state: 'closed',
      satisfied: 0,
    })
  })
  it('cannot be taken by telephone from somebody who left none', () => {
    expect(refusalOf('answer', facts({ named: 0 }), 'u', NOW)).toBe('anonymous')
    expect(refusalOf('attempt', facts({ named: 0 }), 'u', NOW)).toBe('anonymous')
    expect(refusalOf('confirm', facts({ named: 0 }), null, NOW)).toBeNull()
  })
})

describe('an appeal', () => {
  const appeal = { by: 'appellant', from: 'mending', upheldBy: [] as string[] } as const
  const waiting = (upheldBy: string[]) => facts({ state: 'appealing' }, { appeal: { ...appeal, upheldBy } })

  it('is decided by others than the appellant, and by two different people', () => {
    for (const step of ['uphold', 'reject'] as const) {
      expect(refusalOf(step, waiting([]), 'appellant', NOW)).toBe('own_appeal')
      expect(refusalOf(step, waiting(['first']), 'first', NOW)).toBe('same_approver')
      expect(refusalOf(step, waiting(['first']), 'second', NOW)).toBeNull()
    }
  })
  it('waits for the second, then dismisses', () => {
    expect(take('uphold', waiting([])).state).toBe('appealing')
    expect(take('uphold', waiting(['first'])).changes).toMatchObject({ state: 'dismissed' })
  })
  it('goes back to where it was when either rejects', () => {
    expect(take('reject', waiting([])).changes).toEqual({ state: 'mending' })
    expect(take('reject', waiting(['first'])).changes).toEqual({ state: 'mending' })
  })
})

describe('deadlines and replies', () => {
  it('are extended once, counted from the opening', () => {
    const of = facts({ state: 'mending' })
    expect(take('extend', of).changes).toEqual({
      extendedTo: deadline(new Date(of.found.countsFrom), RULES.extendedDays),
    })
    expect(refusalOf('extend', facts({ extendedTo: '2026-12-01T00:00:00Z' }), 'u', NOW)).toBe('extended_before')
  })
  it('the first reply that the rater can read is kept as the first', () => {
    expect(take('accept', facts({ state: 'pending', repliedAt: null }), { forRater: true }).changes).toEqual({
      repliedAt: NOW.toISOString(),
      state: 'verifying',
    })
    expect(take('reply', facts({ state: 'mending' }), { forRater: true }).changes).toEqual({})
    expect(take('note', facts({ state: 'mending', repliedAt: null })).changes).toEqual({})
  })
})
