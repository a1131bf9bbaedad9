// From a code in an address to what is rated there: a window, or the visit behind a link.
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { chinaMinute } from '../china-time.ts'
import { randomCode } from '../code.ts'
import type { Context } from '../context.ts'
import { ratingProblem } from '../problem/rating.ts'
import { currentVisit, findVisit, findVisitByCode } from '../visit/visit.store.ts'
import type { PointInfo } from '../window/point-cache.ts'
import type { RatingTarget } from './accepting.ts'
import { type Draft, markVisit, readLevel, readVisitMark } from './page-form.ts'
import type { Done } from './page-done.ts'
import type { RatePlace } from './page-view.ts'
import { targetOfPoint, targetOfVisitCode } from './target.ts'

export interface Place {
  readonly page: RatePlace
  readonly target: RatingTarget
  /** The visit shown, bound to the form; ''. */
  readonly mark: string
  /** Its first rating has come already. */
  readonly rated: boolean
  readonly supplementDays: number
}

type Visit = NonNullable<Awaited<ReturnType<typeof findVisit>>>

/** The last four characters: enough to know one's own, too little for anybody else.
 * @example
 * maskCase('2026-1123-0417') // => '…0417'
 */
export function maskCase(caseNo: string): string {
  return `…${caseNo.length > 5 ? caseNo.slice(-4) : caseNo.slice(-2)}`
}

export function visitLine(visit: Pick<Visit, 'caseNo' | 'offeredAt' | 'finishedAt' | 'startedAt'>): string {
  const at = visit.offeredAt ?? visit.finishedAt ?? visit.startedAt
  return at ? `${maskCase(visit.caseNo)} · ${chinaMinute(new Date(at)).slice(11)}` : maskCase(visit.caseNo)
}

/** A window as it stands now, with the visit that a rating would belong to; `unlinked`: the person said it is not theirs. */
export async function windowPlace(
  context: Context,
  point: PointInfo,
  clientId: string,
  unlinked: boolean,
): Promise<Place> {
  const current = unlinked ? undefined : await currentVisit(context.db, point.id, context.now())
  return await pointPlace(context, point, clientId, current?.id ?? null)
}

/** A window with the visit that the form showed: never another one that came since. */
export async function markedPlace(
  context: Context,
  point: PointInfo,
  draft: Pick<Draft, 'visit' | 'clientId'>,
): Promise<Place> {
  return await pointPlace(context, point, draft.clientId, readVisitMark(context, draft))
}

async function pointPlace(
  context: Context,
  point: PointInfo,
  clientId: string,
  visitId: string | null,
): Promise<Place> {
  const target = await targetOfPoint(context, point, { channel: 'qr', visitId: visitId ?? '' })
  const visit = target.visit ? await findVisit(context.db, target.visit.id) : undefined
  return {
    page: {
      path: `/w/${point.publicCode}`,
      centerName: point.centerName,
      pointName: point.name,
      matterName: null,
      visitLine: visit ? visitLine(visit) : null,
      mayUnlink: true,
    },
    target,
    mark: visit ? markVisit(context, visit.id, clientId) : '',
    rated: false,
    supplementDays: point.supplementDays,
  }
}

/** The visit behind `/r/:code`. @throws Problem 404 */
export async function linkPlace(context: Context, code: string): Promise<Place> {
  const visit = await findVisitByCode(context.db, code)
  if (!visit) throw ratingProblem.unknownVisit()
  return {
    page: {
      path: `/r/${code}`,
      centerName: visit.centerName,
      pointName: visit.pointName,
      matterName: visit.matterName,
      visitLine: visitLine(visit),
      mayUnlink: false,
    },
    target: await targetOfVisitCode(context, code),
    mark: '',
    rated: visit.ratedAt !== null,
    supplementDays: visit.supplementDays,
  }
}

const DAY_SECONDS = 86_400
const REMEMBER_SECONDS = 600
const RATER = 'mp_rater'
const RATED = 'mp_rated'

/** A number of a browser for one day, which says nothing but "the same one". */
export function raterOf(context: Context, c: HonoContext): string {
  const known = getCookie(c, RATER)
  if (known && /^[\w-]{20,40}$/.test(known)) return known
  const made = randomCode(26)
  setCookie(c, RATER, made, cookie(context, '/', DAY_SECONDS))
  return made
}

/** For ten minutes going back shows what was given instead of an empty form that would count again. */
export function rememberDone(context: Context, c: HonoContext, path: string, done: Done): void {
  const value = [done.receipt, done.level, done.named ? 1 : 0].join('.')
  setCookie(c, RATED, value, cookie(context, path, REMEMBER_SECONDS))
}

export function doneBefore(c: HonoContext, supplementDays: number): Done | undefined {
  const [receipt = '', text, named] = (getCookie(c, RATED) ?? '').split('.')
  const level = readLevel(text)
  return level && /^[0-9a-z]{12}$/.test(receipt) ? { receipt, level, named: named === '1', supplementDays } : undefined
}

function cookie(context: Context, path: string, maxAge: number) {
  const secure = context.config.baseUrl.startsWith('https:')
  return { httpOnly: true, sameSite: 'Lax', path, maxAge, secure } as const
}
