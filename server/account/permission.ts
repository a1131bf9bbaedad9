// Who may do what: roles as data. A permission is `concept.verb`; `concept.*` and `*` stand for all of them.

export const ROLES = [
  'administrator',
  'review_group',
  'statistics',
  'center_manager',
  'window_staff',
  'call_back',
  'viewer',
] as const
export type Role = (typeof ROLES)[number]

const READ_ALL = [
  'unit.read',
  'campaign.read',
  'questionnaire.read',
  'roster.read',
  'frame.read',
  'design.read',
  'draw.read',
  'submission.read',
  'invitation.read',
  'response.read',
  'score.read',
  'component.read',
  'composite.read',
  'window.read',
  'visit.read',
  'rating.read',
  'rectification.read',
  'satisfaction.read',
]

/** What a window clerk and the manager of a centre see; which windows is decided by their place (window/scope.ts). */
const HALL = [
  'window.read',
  'window.pair',
  'visit.read',
  'visit.invite',
  'rating.read',
  'rectification.read',
  'satisfaction.read',
]

// Contacts (`person.read`) and exports of them (`person.export`) are rights of their own: reading a page never brings them along.
const GRANTS: Record<Role, readonly string[]> = {
  administrator: ['*'],
  review_group: [
    ...READ_ALL,
    'unit.write',
    'campaign.write',
    'questionnaire.write',
    'roster.write',
    'frame.write',
    'submission.write',
    'invitation.write',
    'response.write',
    'score.write',
    'component.write',
    'composite.write',
    'person.read',
    'person.export',
    'window.write',
    'window.pair',
    'visit.write',
    'visit.invite',
    'rating.write',
    'rectification.write',
    'rectification.approve',
    'satisfaction.verify',
  ],
  statistics: [
    ...READ_ALL,
    'frame.write',
    'design.write',
    'draw.write',
    'submission.approve',
    'submission.receive',
    'score.write',
    'invitation.write',
    'person.read',
    'person.export',
    'audit.read',
  ],
  center_manager: [
    ...HALL,
    'unit.read',
    'window.write',
    'visit.write',
    'rating.write',
    'rectification.write',
    'rectification.approve',
  ],
  window_staff: [...HALL, 'rectification.write'],
  // Only this role reads who gave a rating (`contact.read`): it rings the rater and knows nothing else to do with it.
  call_back: ['rating.read', 'rectification.read', 'rectification.call', 'contact.read'],
  viewer: READ_ALL,
}

/** Never given by `*`: the administrator keeps the system and need not know who complained. */
const APART: readonly string[] = ['contact.read', 'rectification.call']

/** Whether a list of grants holds a permission; the pages decide by the same function.
 * @example
 * holds(['*'], 'contact.read') // => false
 */
export function holds(grants: readonly string[], permission: string): boolean {
  if (grants.includes(permission)) return true
  if (APART.includes(permission)) return false
  return grants.includes('*') || grants.includes(`${permission.split('.')[0]}.*`)
}

/** @example
 * can('viewer', 'roster.read') // => true
 * @example
 * can('viewer', 'roster.write') // => false
 */
export function can(role: string | null | undefined, permission: string): boolean {
  return holds(grantsOf(role), permission)
}

/** All that a role may do, for the pages that hide what is out of reach. */
export function grantsOf(role: string | null | undefined): readonly string[] {
  return GRANTS[role as Role] ?? []
}
