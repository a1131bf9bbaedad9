// Where a tablet without script stands, in a cookie that lasts as long as the step may: going back can show nobody's choice.
import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from '../context.ts'
import { LEVELS, type Level } from './level.ts'

/** A tablet that nobody touches returns to its start after so long. */
export const IDLE_SECONDS = 30

export type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'rate'; readonly level: Level }
  | { readonly kind: 'done'; readonly level: Level; readonly receipt: string }

const COOKIE = 'mp_step'

export function setStep(context: Context, c: HonoContext, path: string, step: Step): void {
  if (step.kind === 'start') {
    deleteCookie(c, COOKIE, { path })
    return
  }
  const value = [step.kind, LEVELS.indexOf(step.level), step.kind === 'done' ? step.receipt : ''].join('.')
  const secure = context.config.baseUrl.startsWith('https:')
  setCookie(c, COOKIE, value, { httpOnly: true, sameSite: 'Lax', path, maxAge: IDLE_SECONDS, secure })
}

export function stepOf(c: HonoContext): Step {
  const [kind, at, receipt = ''] = (getCookie(c, COOKIE) ?? '').split('.')
  const level = LEVELS[Number(at)]
  if (kind === 'rate' && level) return { kind, level }
  if (kind === 'done' && level && /^[0-9a-z]{12}$/.test(receipt)) return { kind, level, receipt }
  return { kind: 'start' }
}
