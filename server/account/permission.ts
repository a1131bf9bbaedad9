// Who may do what: roles as data. A permission is `concept.verb`; `concept.*` and `*` stand for all of them.

export const ROLES = ['administrator', 'review_group', 'statistics', 'viewer'] as const
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
  viewer: READ_ALL,
}

/** @example
 * can('viewer', 'roster.read') // => true
 * @example
 * can('viewer', 'roster.write') // => false
 */
export function can(role: string | null | undefined, permission: string): boolean {
  const granted = GRANTS[role as Role]
  if (!granted) return false
  return granted.includes('*') || granted.includes(permission) || granted.includes(`${permission.split('.')[0]}.*`)
}

/** All that a role may do, for the pages that hide what is out of reach. */
export function grantsOf(role: string | null | undefined): readonly string[] {
  return GRANTS[role as Role] ?? []
}
