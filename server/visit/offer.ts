// 请评价: one tap shows the rating page on the window's tablet; without a case number the tap makes the visit itself.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { chinaMinute } from '../china-time.ts'
import { randomCode } from '../code.ts'
import type { Context } from '../context.ts'
import { held, isForeignKeyViolation, transact, type Trx } from '../db/engine.ts'
import { visitProblem } from '../problem/visit.ts'
import { countDevices } from '../window/device.store.ts'
import { findPoint, staffAt } from '../window/window.store.ts'
import { visitPlaces } from './places.ts'
import { deleteUnrated, upsertVisits } from './upsert.ts'
import { findVisit, setOffered } from './visit.store.ts'
import { rateUrl, UNDO_MS, unitOf } from './visit.ts'
import type { VisitTable } from './visit.table.ts'

export interface Offer {
  readonly id: string
  readonly caseNo: string
  readonly pointId: string
  readonly rateUrl: string
  readonly offeredAt: string
  readonly undoUntil: string
  readonly created: boolean
  readonly repeated: boolean
  readonly tablet: boolean
}

interface Offered {
  readonly visit: Pick<VisitTable, 'id' | 'caseNo' | 'centerId' | 'pointId'>
  readonly offeredAt: string
  readonly created: boolean
  readonly repeated: boolean
}

/** Two taps within this time are one. */
const TWICE_MS = 5_000

/** @throws Problem when it was rated, or when the window has no tablet (the offer stands then, with its link in the problem) */
export async function offerVisit(context: Context, actor: Actor, visit: VisitTable): Promise<Offer> {
  const offered = await transact(context.db, async trx => await offerKnown(context, trx, actor, visit.id))
  return await announce(context, offered)
}

export interface Tap {
  readonly caseNo?: string | undefined
  readonly matterCode?: string | undefined
}

export async function offerAtPoint(
  context: Context,
  actor: Actor & { readonly id: string },
  pointId: string,
  tap: Tap,
): Promise<Offer> {
  const offered = await transact(context.db, async trx => {
    // Held, so that of two taps at once the second sees the first.
    await held(context.engine, trx.selectFrom('windowPoint').select('id').where('id', '=', pointId)).execute()
    const point = await findPoint(trx, pointId)
    if (!point || point.active === 0) throw visitProblem.windowClosed()
    const known = tap.caseNo ? await findCase(trx, point.centerId, tap.caseNo) : await lastTap(context, trx, pointId)
    if (known && known.pointId !== pointId) throw visitProblem.elsewhere(`${known.pointCode} ${known.pointName}`)
    if (known && !tap.caseNo)
      return { visit: known, offeredAt: known.offeredAt ?? '', created: true, repeated: true } satisfies Offered
    if (known) return await offerKnown(context, trx, actor, known.id)
    return await offerNew(context, trx, actor, { ...tap, point })
  })
  return await announce(context, offered)
}

/** Takes an offer back within 30 seconds, unless the rating came. @returns whether the visit was made by the tap and is gone */
export async function undoOffer(context: Context, actor: Actor, visitId: string): Promise<{ deleted: boolean }> {
  const undone = await transact(context.db, async trx => {
    const visit = await held(
      context.engine,
      trx.selectFrom('visit').selectAll().where('id', '=', visitId),
    ).executeTakeFirst()
    const limit = new Date(context.now().getTime() - UNDO_MS).toISOString()
    if (!visit?.offeredAt || visit.ratedAt !== null || visit.offeredAt < limit) throw visitProblem.undoTooLate()
    const deleted = madeByTap(visit)
    if (deleted) await deleteUnrated(trx, [visitId])
    else await setOffered(trx, visitId, null)
    await recordAudit(trx, context, {
      actor,
      action: 'visit.undo',
      subject: `visit/${visitId}`,
      details: { pointId: visit.pointId, deleted },
    })
    return { visit, deleted }
  }).catch(error => {
    throw isForeignKeyViolation(error) ? visitProblem.undoTooLate() : error
  })
  context.live.emit({ kind: 'visit', centerId: undone.visit.centerId, pointId: undone.visit.pointId })
  return { deleted: undone.deleted }
}

const madeByTap = (visit: VisitTable): boolean => visit.source === 'tap' && visit.offeredAt === visit.createdAt

async function offerKnown(context: Context, trx: Trx, actor: Actor, visitId: string): Promise<Offered> {
  const visit = await held(
    context.engine,
    trx.selectFrom('visit').selectAll().where('id', '=', visitId),
  ).executeTakeFirstOrThrow()
  if (visit.ratedAt !== null) throw visitProblem.alreadyRated()
  const offeredAt = context.now().toISOString()
  await setOffered(trx, visit.id, offeredAt)
  await auditOffer(trx, context, actor, visit)
  return { visit, offeredAt, created: false, repeated: false }
}

async function offerNew(
  context: Context,
  trx: Trx,
  actor: Actor & { readonly id: string },
  tap: Tap & { readonly point: NonNullable<Awaited<ReturnType<typeof findPoint>>> },
): Promise<Offered> {
  const { point } = tap
  const now = context.now()
  const at = now.toISOString()
  const matter = tap.matterCode ? (await visitPlaces(trx, point.centerId)).matter(tap.matterCode) : undefined
  if (tap.matterCode && !matter) throw visitProblem.matterUnknown(tap.matterCode)
  const caseNo = tap.caseNo ?? (await freeNumber(trx, point.centerId, now))
  // One moment for both: by `offered_at = created_at` a visit made by its tap is known.
  const [made] = await upsertVisits({ ...context, now: () => now }, trx, [
    {
      centerId: point.centerId,
      pointId: point.id,
      unitId: unitOf(point, matter ?? null),
      matterId: matter?.id ?? null,
      staffId: await staffOf(trx, point.id, actor.id),
      caseNo,
      source: 'tap',
      mobileHash: null,
      startedAt: null,
      finishedAt: at,
      offeredAt: at,
    },
  ])
  const visit = await findVisit(trx, made?.id ?? '')
  if (!visit) throw new Error('offerNew found no visit after storing it')
  await auditOffer(trx, context, actor, visit)
  return { visit, offeredAt: at, created: true, repeated: false }
}

/** `T20261125-0931-k7xw`: told apart from numbers of case systems at a glance. */
async function freeNumber(trx: Trx, centerId: string, now: Date): Promise<string> {
  const [day = '', time = ''] = chinaMinute(now).split(' ')
  const number = `T${day.replaceAll('-', '')}-${time.replace(':', '')}-${randomCode(4)}`
  return (await findCase(trx, centerId, number)) ? await freeNumber(trx, centerId, now) : number
}

/** Who tapped, when they sit there; else whoever sits there alone. */
async function staffOf(trx: Trx, pointId: string, userId: string): Promise<string | null> {
  const own = await trx
    .selectFrom('windowStaff')
    .select('id')
    .where('userId', '=', userId)
    .where('pointId', '=', pointId)
    .where('active', '=', 1)
    .executeTakeFirst()
  return own?.id ?? (await staffAt(trx, pointId))
}

function findCase(trx: Trx, centerId: string, caseNo: string) {
  return withPoint(trx).where('visit.centerId', '=', centerId).where('visit.caseNo', '=', caseNo).executeTakeFirst()
}

function lastTap(context: Context, trx: Trx, pointId: string) {
  return withPoint(trx)
    .where('visit.pointId', '=', pointId)
    .where('visit.offeredAt', '>', new Date(context.now().getTime() - TWICE_MS).toISOString())
    .where('visit.source', '=', 'tap')
    .whereRef('visit.offeredAt', '=', 'visit.createdAt')
    .where('visit.caseNo', 'like', 'T________-____-____')
    .where('visit.ratedAt', 'is', null)
    .orderBy('visit.offeredAt', 'desc')
    .executeTakeFirst()
}

const withPoint = (trx: Trx) =>
  trx
    .selectFrom('visit')
    .innerJoin('windowPoint', 'windowPoint.id', 'visit.pointId')
    .select(['visit.id', 'visit.caseNo', 'visit.centerId', 'visit.pointId', 'visit.offeredAt'])
    .select(['windowPoint.code as pointCode', 'windowPoint.name as pointName'])

async function auditOffer(trx: Trx, context: Context, actor: Actor, visit: Pick<VisitTable, 'id' | 'pointId'>) {
  const details = { pointId: visit.pointId }
  await recordAudit(trx, context, { actor, action: 'visit.invite', subject: `visit/${visit.id}`, details })
}

/** After the commit: the tablet hears of it; without one the problem carries the link to show. */
async function announce(context: Context, { visit, offeredAt, created, repeated }: Offered): Promise<Offer> {
  context.live.emit({ kind: 'visit', centerId: visit.centerId, pointId: visit.pointId })
  const tablet = (await countDevices(context.db, visit.pointId, 'paired')) > 0
  const offer: Offer = {
    id: visit.id,
    caseNo: visit.caseNo,
    pointId: visit.pointId,
    rateUrl: rateUrl(context, visit.id),
    offeredAt,
    undoUntil: new Date(Date.parse(offeredAt) + UNDO_MS).toISOString(),
    created,
    repeated,
    tablet,
  }
  if (!tablet) throw visitProblem.noTablet({ offer })
  return offer
}
