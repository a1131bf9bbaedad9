// Rules of invitations, pure: states, the last day, the text of a message and what it costs to send.
import type { CampaignState } from '../campaign/campaign.ts'
import { chinaDay } from '../china-time.ts'
import type { InvitationTable } from './invitation.table.ts'

export type InvitationState = InvitationTable['state']

/** Links that still lead somewhere; a person who declined or asked for a call may change their mind. */
export const OPEN_STATES: readonly InvitationState[] = ['issued', 'opened', 'refused', 'call_requested']

/** Who gets a new link when a batch is issued again. Those who declined are left in peace. */
export const REISSUED_STATES: readonly InvitationState[] = ['issued', 'opened', 'call_requested']

export function mayIssue(state: CampaignState): boolean {
  return state === 'sampling' || state === 'fieldwork'
}

/** The last moment of a day in China, as ISO UTC.
 * @example
 * endOfDay('2026-03-01') // => '2026-03-01T15:59:59.999Z'
 */
export function endOfDay(day: string): string {
  return `${day}T15:59:59.999Z`
}

/** Where fieldwork has no last day, links are good for this long. */
export const DEFAULT_DAYS = 30

export function defaultLastDay(now: Date): string {
  return chinaDay(new Date(now.getTime() + DEFAULT_DAYS * 86_400_000))
}

export interface MessageValues {
  readonly name: string
  readonly organiser: string
  readonly hotline: string
  readonly link: string
}

/** `{姓名}`, `{发起单位}`, `{热线}`, `{链接}` stand for the values.
 * @example
 * messageText('{姓名}您好：{链接}', { name: '张三', organiser: '', hotline: '', link: 'https://a.cn/s/1' }) // => '张三您好：https://a.cn/s/1'
 */
export function messageText(template: string, values: MessageValues): string {
  const by: Record<string, string> = {
    姓名: values.name,
    发起单位: values.organiser,
    热线: values.hotline,
    链接: values.link,
  }
  return template.replaceAll(/\{(姓名|发起单位|热线|链接)\}/g, (_, key: string) => by[key] ?? '')
}

/** How many messages the carrier bills: 70 characters in one, 67 each when joined (UCS-2, as all Chinese text is sent).
 * @example
 * smsSegments('字'.repeat(70)) // => 1
 * @example
 * smsSegments('字'.repeat(71)) // => 2
 */
export function smsSegments(text: string): number {
  if (text.length === 0) return 0
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}
