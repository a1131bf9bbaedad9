// Rules of centres, windows, staff and matters. Pure.
import type { Words } from '../problem/problem.ts'

/** `A03`, `12`, `综窗1`: as the hall numbers it. */
export const NUMBER = /^[\p{L}\p{N}_#./-]{1,40}$/u
/** Item codes of the national catalogue have some thirty characters. */
export const MATTER_CODE = /^[A-Za-z0-9._/-]{1,60}$/
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

/** So many in one place is a mistake, not a hall. */
export const LIMITS = {
  centers: { most: 5_000, what: ['中心', 'centres'] },
  points: { most: 2_000, what: ['本中心的窗口', 'windows of this centre'] },
  staff: { most: 5_000, what: ['本中心的人员', 'staff of this centre'] },
  matters: { most: 20_000, what: ['事项', 'matters'] },
} as const satisfies Record<string, { most: number; what: Words }>

/** Roles that work in a hall and see only their place. */
export const PLACED_ROLES: readonly string[] = ['window_staff', 'center_manager']

/** `abcd-efgh-jkmn-pqrs`: the public code as people can type it from the card.
 * @example
 * spaced('abcdefghjkmnpqrs') // => 'abcd-efgh-jkmn-pqrs'
 */
export function spaced(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
