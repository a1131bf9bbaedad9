// The working calendar of the office: changing a day moves the deadlines of every open case.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact, type Trx } from '../db/engine.ts'
import { generalProblem } from '../problem/general.ts'
import { deleteDay, listDays, listHours, loadCalendar, openCases, saveDay } from './day.store.ts'
import { RULES } from './rectification.ts'
import type { RectificationTable } from './rectification.table.ts'
import { type Hours, deadlineBy, knowsYear, laterDay, officialDay, type WorkCalendar } from './workdays.ts'

export const OFFICE_HOURS: Hours = { opensAt: '09:00', closesAt: '17:00' }

export interface CalendarDay {
  readonly day: string
  readonly working: boolean
  /** Name of the holiday, null on an ordinary day. */
  readonly name: string | null
  /** What the office entered, null where the official calendar holds. */
  readonly note: string | null
}

/** All days of a year that are not an ordinary weekday or weekend, and all that were entered. */
export async function calendarYear(context: Context, year: number) {
  const entered = new Map((await listDays(context.db, year)).map(day => [day.day, day]))
  const days: CalendarDay[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = laterDay(day, 1)) {
    const official = officialDay(day)
    const own = entered.get(day)
    if (official.name === null && !own) continue
    const working = own ? own.working === 1 : official.working
    days.push({ day, working, name: official.name, note: own?.note ?? null })
  }
  return { year, known: knowsYear(year), entered: entered.size, days }
}

/** @param entered null takes the day back to the official calendar
 * @returns how many open cases got another deadline */
export async function changeDay(
  context: Context,
  actor: Actor & { readonly id: string },
  day: string,
  entered: { readonly working: boolean; readonly note: string } | null,
): Promise<number> {
  return await transact(context.db, async trx => {
    if (entered)
      await saveDay(trx, {
        day,
        working: entered.working ? 1 : 0,
        note: entered.note,
        createdBy: actor.id,
        createdAt: context.now().toISOString(),
      })
    else if (!(await deleteDay(trx, day))) throw generalProblem.notFound(['日历修改', 'change of the calendar'])
    const moved = await moveDeadlines(trx)
    await recordAudit(trx, context, {
      actor,
      action: 'rectification.day',
      subject: `rectification-day/${day}`,
      details: { working: entered?.working ?? null, movedCases: moved },
    })
    return moved
  })
}

/** Recomputes every deadline that has not been met yet. */
async function moveDeadlines(trx: Trx): Promise<number> {
  const calendar = await loadCalendar(trx)
  const hours = await listHours(trx)
  let moved = 0
  for await (const page of openCases(trx)) {
    for (const found of page) {
      const changes = movedDeadlines(found, calendar, hours.get(found.centerId) ?? OFFICE_HOURS)
      if (Object.keys(changes).length === 0) continue
      await trx
        .updateTable('rectification')
        .set(changes)
        .set(eb => ({ version: eb('version', '+', 1) }))
        .where('id', '=', found.id)
        .execute()
      moved += 1
    }
  }
  return moved
}

/** The deadlines of an open case that another calendar changes; what was met stays as it was. */
export function movedDeadlines(
  found: RectificationTable,
  calendar: WorkCalendar,
  hours: Hours,
): Partial<RectificationTable> {
  const deadline = deadlineBy(calendar, hours)
  const from = new Date(found.countsFrom)
  const wanted: Partial<RectificationTable> = {
    ...(found.repliedAt === null ? { contactDue: deadline(new Date(found.openedAt), RULES.contactDays) } : {}),
    ...(found.mendedAt === null
      ? {
          closeDue: deadline(from, RULES.closeDays),
          ...(found.extendedTo ? { extendedTo: deadline(from, RULES.extendedDays) } : {}),
        }
      : { waitUntil: deadline(new Date(found.mendedAt), RULES.waitDays) }),
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => found[key as keyof RectificationTable] !== value),
  )
}
