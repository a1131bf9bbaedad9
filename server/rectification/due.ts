// What of a case is due when, and whom the office reminds of it. Pure.
import type { RectificationTable } from './rectification.table.ts'
import { isOpen } from './rectification.ts'
import { type WorkCalendar, workdaysLeft } from './workdays.ts'

export type Timed = Pick<
  RectificationTable,
  'state' | 'named' | 'repliedAt' | 'contactDue' | 'closeDue' | 'extendedTo' | 'waitUntil' | 'reopened'
>

export interface Due {
  /** First answer to the rater, the mending, or the wait for the rater's word. */
  readonly what: 'contact' | 'close' | 'wait'
  readonly at: string
  /** Working days; 0 on the last day, negative when past. */
  readonly left: number
  readonly overdue: boolean
}

/** The deadline that comes first; null when nothing is due any more. */
export function dueOf(found: Timed, calendar: WorkCalendar, now: Date): Due | null {
  if (!isOpen(found.state)) return null
  const due = (what: Due['what'], at: string): Due => {
    const left = workdaysLeft(calendar, now, at)
    return { what, at, left, overdue: what !== 'wait' && now.toISOString() > at }
  }
  if (found.state === 'calling_back') return found.waitUntil ? due('wait', found.waitUntil) : null
  const close = found.extendedTo ?? found.closeDue
  if (found.repliedAt === null && found.contactDue < close) return due('contact', found.contactDue)
  return due('close', close)
}

/** Who is reminded: the case's owner, the manager of the centre, the review group, the call-back role. */
export type Audience = 'owner' | 'manager' | 'group' | 'caller'

interface ReminderRule {
  readonly audience: Audience
  /** An overdue one is also written into the case's history. */
  readonly late?: true
  readonly applies: (found: Timed, left: (due: string) => number, now: string) => boolean
}

const working = ({ state }: Timed): boolean => isOpen(state) && state !== 'calling_back'
const contactLate =
  (days: number): ReminderRule['applies'] =>
  (found, left) =>
    working(found) && found.repliedAt === null && left(found.contactDue) <= -days
const closeLate =
  (days: number): ReminderRule['applies'] =>
  (found, left) =>
    working(found) && left(found.extendedTo ?? found.closeDue) <= -days

/** Each stands once in a case for as long as it applies: first the owner, a working day later the manager, after three the group. */
export const REMINDERS = {
  opened: { audience: 'owner', applies: ({ state }) => state === 'pending' },
  returned: { audience: 'owner', applies: ({ state, reopened }) => state === 'mending' && reopened > 0 },
  contact_late: { audience: 'owner', late: true, applies: contactLate(1) },
  contact_late_manager: { audience: 'manager', late: true, applies: contactLate(2) },
  close_soon: {
    audience: 'owner',
    applies: (found, left) => {
      const days = left(found.extendedTo ?? found.closeDue)
      return working(found) && days >= 0 && days <= 1
    },
  },
  close_late: { audience: 'owner', late: true, applies: closeLate(1) },
  close_late_manager: { audience: 'manager', late: true, applies: closeLate(2) },
  close_late_group: { audience: 'group', late: true, applies: closeLate(4) },
  appealed: { audience: 'manager', applies: ({ state }) => state === 'appealing' },
  appealed_group: { audience: 'group', applies: ({ state }) => state === 'appealing' },
  call: { audience: 'caller', applies: ({ state, named }) => state === 'calling_back' && named === 1 },
  waited: {
    audience: 'manager',
    applies: ({ state, waitUntil }, _left, now) => state === 'calling_back' && waitUntil !== null && waitUntil < now,
  },
} as const satisfies Record<string, ReminderRule>
export type ReminderKind = keyof typeof REMINDERS
export const REMINDER_KINDS = Object.keys(REMINDERS) as ReminderKind[]

export function isLate(kind: ReminderKind): boolean {
  const rule: ReminderRule = REMINDERS[kind]
  return rule.late === true
}

/** Everything that now deserves a reminder. */
export function remindersOf(found: Timed, calendar: WorkCalendar, now: Date): ReminderKind[] {
  const left = (due: string): number => workdaysLeft(calendar, now, due)
  return REMINDER_KINDS.filter(kind => REMINDERS[kind].applies(found, left, now.toISOString()))
}
