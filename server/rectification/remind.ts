// Reminders inside the house: made while they apply, gone when they no longer do; what was late stays in the case's history.
import type { Context } from '../context.ts'
import { transact, type Db, type Trx } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { loadCalendar, openCases } from './day.store.ts'
import { type Audience, isLate, REMINDER_KINDS, REMINDERS, type ReminderKind, remindersOf } from './due.ts'
import { reachOf } from './reach.ts'
import type { RectificationTable } from './rectification.table.ts'
import { insertStep } from './rectification.store.ts'
import type { WorkCalendar } from './workdays.ts'

/** Looks through all open cases. One case has one reminder of a kind, whatever processes run this.
 * @returns how many reminders were added */
export async function remindAll(context: Context): Promise<number> {
  const calendar = await loadCalendar(context.db)
  let added = 0
  for await (const page of openCases(context.db)) {
    const standing = await listStanding(context.db, page)
    const changed = page.filter(found => {
      const kinds = remindersOf(found, calendar, context.now())
      const now = standing.get(found.id) ?? []
      return kinds.length !== now.length || kinds.some(kind => !now.includes(kind))
    })
    if (changed.length === 0) continue
    added += await transact(context.db, async trx => {
      let made = 0
      for (const found of changed) made += await keepReminders(trx, context, found, calendar)
      return made
    })
    for (const { centerId, pointId } of changed) context.live.emit({ kind: 'rectification', centerId, pointId })
  }
  return added
}

async function listStanding(db: Db, cases: readonly RectificationTable[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('rectificationReminder')
    .select(['rectificationId', 'kind'])
    .where('rectificationId', 'in', [...cases.map(({ id }) => id), ''])
    .execute()
  const standing = new Map<string, string[]>()
  for (const { rectificationId, kind } of rows) {
    const kinds = standing.get(rectificationId)
    if (kinds) kinds.push(kind)
    else standing.set(rectificationId, [kind])
  }
  return standing
}

/** @returns how many were added */
export async function keepReminders(
  trx: Trx,
  context: Pick<Context, 'now' | 'newId'>,
  found: RectificationTable,
  calendar: WorkCalendar,
): Promise<number> {
  const now = context.now()
  const at = now.toISOString()
  const kinds = remindersOf(found, calendar, now)
  await trx
    .deleteFrom('rectificationReminder')
    .where('rectificationId', '=', found.id)
    .where('kind', 'not in', [...kinds, ''])
    .execute()
  let added = 0
  for (const kind of kinds) {
    const inserted = await trx
      .insertInto('rectificationReminder')
      .values({ rectificationId: found.id, kind, at, seenAt: null })
      .onConflict(conflict => conflict.columns(['rectificationId', 'kind']).doNothing())
      .executeTakeFirst()
    if (!inserted.numInsertedOrUpdatedRows) continue
    added += 1
    if (isLate(kind)) await writeLate(trx, context, found, kind, at)
  }
  return added
}

async function writeLate(
  trx: Trx,
  context: Pick<Context, 'newId'>,
  found: RectificationTable,
  kind: ReminderKind,
  at: string,
): Promise<void> {
  await insertStep(trx, {
    id: context.newId(),
    rectificationId: found.id,
    action: kind,
    fromState: found.state,
    toState: found.state,
    detail: '',
    note: '',
    forRater: 0,
    actorId: null,
    actorName: '',
    at,
  })
}

const AUDIENCES: Readonly<Record<string, readonly Audience[]>> = {
  window_staff: ['owner'],
  center_manager: ['owner', 'manager'],
  call_back: ['caller'],
  review_group: ['group'],
  administrator: ['group'],
}

/** Kinds addressed to a role. */
function kindsFor(role: string): ReminderKind[] {
  const audiences = AUDIENCES[role] ?? []
  return REMINDER_KINDS.filter(kind => audiences.includes(REMINDERS[kind].audience))
}

/** Reminders for this person, new ones first. Owners see their own; managers also those of cases nobody owns. */
export async function listReminders(db: Db, user: SessionUser, limit = 200) {
  const { scope, staffIds } = await reachOf(db, user)
  const kinds = kindsFor(user.role)
  const forOwner = kinds.filter(kind => REMINDERS[kind].audience === 'owner')
  const forOffice = kinds.filter(kind => REMINDERS[kind].audience !== 'owner')
  return await db
    .selectFrom('rectificationReminder as reminder')
    .innerJoin('rectification', 'rectification.id', 'reminder.rectificationId')
    .innerJoin('windowPoint', 'windowPoint.id', 'rectification.pointId')
    .innerJoin('windowCenter', 'windowCenter.id', 'rectification.centerId')
    .select(['reminder.rectificationId', 'reminder.kind', 'reminder.at', 'reminder.seenAt'])
    .select(['windowPoint.name as pointName', 'windowPoint.code as pointCode', 'windowCenter.name as centerName'])
    .where(eb => {
      const place = scope.centerIds ? [eb('rectification.centerId', 'in', [...scope.centerIds, ''])] : []
      const owned = eb('rectification.ownerId', 'in', [...staffIds, ''])
      const nobodys = eb.and([eb('rectification.ownerId', 'is', null), ...place])
      return eb.or([
        eb.and([
          eb('reminder.kind', 'in', [...forOwner, '']),
          user.role === 'center_manager' ? eb.or([owned, nobodys]) : owned,
        ]),
        eb.and([eb('reminder.kind', 'in', [...forOffice, '']), ...place]),
      ])
    })
    .orderBy(eb => eb.case().when('reminder.seenAt', 'is', null).then(0).else(1).end())
    .orderBy('reminder.at', 'desc')
    .limit(limit)
    .execute()
}

/** Marks what the person was shown. */
export async function markSeen(
  trx: Trx,
  reminders: readonly { readonly rectificationId: string; readonly kind: string }[],
  at: string,
): Promise<void> {
  for (const { rectificationId, kind } of reminders)
    await trx
      .updateTable('rectificationReminder')
      .set({ seenAt: at })
      .where('rectificationId', '=', rectificationId)
      .where('kind', '=', kind)
      .where('seenAt', 'is', null)
      .execute()
}
