// The demo's service centre: set up through the API, then thirty working days and today lived through with the clock turned back.
import { randomBytes } from 'node:crypto'
import { createUser } from '../account/account.ts'
import { setBanned, setMustChangePassword } from '../account/account.store.ts'
import type { Role } from '../account/permission.ts'
import { recordAudit, SYSTEM } from '../audit/audit.store.ts'
import { chinaHour } from '../china-time.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { type Accepting, acceptingOf, type RatingTarget } from '../rating/accepting.ts'
import { lookAtDay } from '../rating/integrity.ts'
import { openMissingCases } from '../rectification/open.ts'
import { upsertVisits } from '../visit/upsert.ts'
import { unitOf } from '../visit/visit.ts'
import type { Office } from './office.ts'
import { createDice } from './people.ts'
import { demoMoves, DESK_WINDOW, Moves, type People } from './window-cases.ts'
import { demoDays, demoVisits, type PlannedRating, type PlannedVisit } from './window-days.ts'
import { CENTER, MATTERS, STAFF, STAFF_MOBILE, STEERED, WINDOWS } from './window-plan.ts'

interface Id {
  readonly id: string
}

interface Place {
  readonly id: string
  readonly unitId: string | null
  readonly staffId: string
}

interface Hall {
  readonly centerId: string
  readonly places: readonly Place[]
  readonly matters: ReadonlyMap<string, { readonly id: string; readonly unitId: string }>
  readonly people: People
}

export interface DemoHall {
  /** The first window's page. */
  readonly windowPath: string
  /** First day with visits, `2026-10-14`. */
  readonly from: string
}

/** @param units ids of the demo units by code */
export async function demoHall(
  context: Context,
  office: Office,
  units: ReadonlyMap<string, string>,
): Promise<DemoHall> {
  const people = await demoPeople(context, office)
  try {
    const hall = await openHall(office, units, people)
    const days = demoDays(context.now())
    await transact(context.db, trx =>
      recordAudit(trx, context, {
        actor: SYSTEM,
        action: 'window.demo',
        subject: `window-center/${hall.centerId}`,
        details: { note: '演示：以下各条的时间是虚构的 · demo: the times that follow are invented', from: days[0] },
      }),
    )
    await liveThrough(context, hall, days)
    for (const index of STEERED.days) await lookAtDay(context, { ...CENTER, id: hall.centerId }, days[index]!)
    const { publicCode } = await office.call<{ publicCode: string }>('GET', `/windows/${hall.places[0]!.id}`)
    return { windowPath: `/w/${publicCode}`, from: days[0]! }
  } finally {
    await transact(context.db, async trx => {
      for (const { id } of [people.desk, people.manager, people.caller]) await setBanned(trx, id, 1)
    })
  }
}

/** Accounts of the hall; shut when the demo stands, for the administrator to open with a new password. */
async function demoPeople(context: Context, office: Office): Promise<People> {
  const make = async (username: string, name: string, role: Role): Promise<SessionUser> => {
    const password = `Demo-1-${randomBytes(18).toString('base64url')}`
    const { id } = await createUser(context, SYSTEM, { username, name, role }, password)
    await setMustChangePassword(context.db, id, 1)
    return { id, name, username, role, mustChangePassword: false }
  }
  return {
    desk: await make('demo_window', '演示员工01', 'window_staff'),
    manager: await make('demo_center', '演示中心主管', 'center_manager'),
    caller: await make('demo_callback', '演示回访员', 'call_back'),
    office: office.user,
  }
}

async function openHall(office: Office, units: ReadonlyMap<string, string>, people: People): Promise<Hall> {
  const unitId = (code: string | null) => (code ? (units.get(code) ?? null) : null)
  const { id: centerId } = await office.call<Id>('POST', '/window-centers', CENTER)
  const matters = new Map<string, { id: string; unitId: string }>()
  for (const { code, name, unit } of MATTERS) {
    const { id } = await office.call<Id>('POST', '/window-matters', { code, name, unitId: unitId(unit) })
    matters.set(code, { id, unitId: unitId(unit)! })
  }
  const windows: { id: string; unitId: string | null }[] = []
  for (const { code, name, unit } of WINDOWS) {
    const window = { code, name, unitId: unitId(unit) }
    const { id } = await office.call<Id>('POST', '/windows', { ...window, centerId })
    windows.push({ id, unitId: window.unitId })
  }
  const staff: string[] = []
  for (const { number, name, window } of STAFF) {
    const userId = window === DESK_WINDOW ? people.desk.id : null
    const pointId = window === null ? null : windows[window]!.id
    const mobile = window === STAFF_MOBILE.window ? STAFF_MOBILE.mobile : ''
    const person = { centerId, number, name, pointId, userId, mobile }
    staff.push((await office.call<Id>('POST', '/window-staff', person)).id)
  }
  await office.call('POST', '/window-staff', {
    centerId,
    number: 'Y00',
    name: people.manager.name,
    userId: people.manager.id,
  })
  return { centerId, places: windows.map((window, k) => ({ ...window, staffId: staff[k]! })), matters, people }
}

/** Day by day in the order in which things happened, so that ratings, cases and log read as they would have grown. */
async function liveThrough(real: Context, hall: Hall, days: readonly string[]): Promise<void> {
  const now = real.now()
  const clock = { at: now }
  const context: Context = { ...real, now: () => clock.at }
  const accepting = acceptingOf(context)
  const dice = createDice(20_261_125)
  const moves = new Moves(context, clock, hall.people)
  for (const [index, day] of days.entries()) {
    const visits = demoVisits(dice, day, index, now)
    const ids = await storeVisits(context, clock, hall, visits)
    const rated = visits
      .flatMap((visit, k) => (visit.rating ? [{ visit, rating: visit.rating, id: ids[k]! }] : []))
      .sort((a, b) => a.rating.at.getTime() - b.rating.at.getTime())
    // Good ratings share their commits, as they do in a full hall; a bad one waits for those before it and gets its case.
    let waiting: Promise<unknown>[] = []
    for (const { visit, rating, id } of rated) {
      if (rating.bad || moves.due(rating.at)) {
        await Promise.all(waiting)
        waiting = []
        await moves.playUntil(rating.at)
      }
      clock.at = rating.at
      const accepted = accept(accepting, targetOf(hall, visit, rating, id), rating, visit.caseNo)
      waiting.push(accepted)
      if (!rating.bad) continue
      const { ratingId } = await accepted
      await openMissingCases(context)
      moves.add(demoMoves(rating.bad, ratingId, days, now))
    }
    await Promise.all(waiting)
  }
  await moves.playUntil(now)
}

async function storeVisits(
  context: Context,
  clock: { at: Date },
  hall: Hall,
  visits: readonly PlannedVisit[],
): Promise<readonly string[]> {
  clock.at = visits.at(-1)?.finishedAt ?? clock.at
  const outcomes = await transact(context.db, async trx =>
    upsertVisits(
      context,
      trx,
      visits.map(visit => {
        const { point, matter, unitId, staffId } = placeOf(hall, visit)
        return {
          centerId: hall.centerId,
          pointId: point.id,
          unitId,
          matterId: matter.id,
          staffId,
          caseNo: visit.caseNo,
          source: 'api' as const,
          mobileHash: null,
          startedAt: visit.startedAt.toISOString(),
          finishedAt: visit.finishedAt.toISOString(),
        }
      }),
    ),
  )
  return outcomes.map(({ id }) => id)
}

function placeOf(hall: Hall, visit: PlannedVisit) {
  const point = hall.places[visit.window]!
  const matter = hall.matters.get(visit.matter)!
  return { point, matter, unitId: unitOf(point, matter), staffId: point.staffId }
}

function targetOf(hall: Hall, visit: PlannedVisit, { channel }: PlannedRating, id: string): RatingTarget {
  const { point, matter, unitId, staffId } = placeOf(hall, visit)
  const place = { centerId: hall.centerId, pointId: point.id, unitId, matterId: matter.id, staffId }
  return { ...place, channel, visit: { id, ...place, finishedHour: chinaHour(visit.finishedAt) } }
}

function accept(accepting: Accepting, target: RatingTarget, rating: PlannedRating, caseNo: string) {
  const { level, tags, words, mobile, kind } = rating
  const input = {
    clientId: `demo-${caseNo}`,
    level,
    tags,
    words,
    madeAt: null,
    device: rating.device,
    network: null,
    contact: mobile ? { name: '', mobile } : null,
  }
  return kind === 'active' ? accepting.accept(target, input) : accepting.acceptDefault(target, input)
}
