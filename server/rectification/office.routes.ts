// What stands beside the cases: reminders for the signed-in person, and the working calendar.
import { transact } from '../db/engine.ts'
import type { Context } from '../context.ts'
import { can } from '../account/permission.ts'
import { json, operation, router, type SessionUser, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { scopeOf } from '../window/scope.ts'
import { calendarYear, changeDay } from './days.ts'
import { listReminders, markSeen } from './remind.ts'

const tag = 'rectification'
const Day = z.iso.date().refine(day => day >= '2020-01-01' && day <= '2099-12-31')
const Reminder = z.object({
  rectificationId: z.string(),
  kind: z.string(),
  at: z.string(),
  seenAt: z.string().nullable(),
  centerName: z.string(),
  pointName: z.string(),
  pointCode: z.string(),
})

const reminders = operation({
  method: 'get',
  path: '/rectification-reminders',
  tag,
  summary: ['我的提醒', 'My reminders'],
  permission: 'rectification.read',
  response: z.object({ reminders: z.array(Reminder), unseen: z.number() }),
})
const seen = operation({
  method: 'post',
  path: '/rectification-reminders/seen',
  tag,
  summary: ['提醒已看', 'Mark my reminders as seen'],
  permission: 'rectification.read',
  request: { body: json(z.object({})) },
  response: z.object({ seen: z.number() }),
})
const calendar = operation({
  method: 'get',
  path: '/rectification-days',
  tag,
  summary: ['工作日历', 'Working calendar'],
  permission: 'rectification.read',
  request: { query: z.object({ year: z.coerce.number().int().min(2020).max(2099) }) },
  response: z.object({
    year: z.number(),
    known: z.boolean(),
    entered: z.number(),
    days: z.array(
      z.object({ day: z.string(), working: z.boolean(), name: z.string().nullable(), note: z.string().nullable() }),
    ),
  }),
})
const dayParams = z.object({ day: Day })
const setDay = operation({
  method: 'put',
  path: '/rectification-days/{day}',
  tag,
  summary: ['修改一天', 'Enter a day'],
  permission: 'rectification.approve',
  request: {
    params: dayParams,
    body: json(z.object({ working: z.boolean(), note: z.string().trim().min(1).max(100) })),
  },
  response: z.object({ moved: z.number() }),
})
const resetDay = operation({
  method: 'delete',
  path: '/rectification-days/{day}',
  tag,
  summary: ['恢复官方安排', 'Take a day back to the official calendar'],
  permission: 'rectification.approve',
  request: { params: dayParams },
  response: z.object({ moved: z.number() }),
})

export function rectificationOfficeRoutes(context: Context) {
  const { db } = context
  /** The calendar holds for all centres, so that no single centre moves the deadlines of others. */
  const requireOffice = async (user: SessionUser): Promise<void> => {
    const { centerIds } = await scopeOf(db, user)
    if (centerIds !== null || !can(user.role, 'rectification.approve'))
      throw generalProblem.forbidden('rectification.approve')
  }
  return router()
    .openapi(reminders, async c => {
      const found = await listReminders(db, c.get('user'))
      return c.json({ reminders: found, unseen: found.filter(({ seenAt }) => seenAt === null).length }, 200)
    })
    .openapi(seen, async c => {
      const unseen = (await listReminders(db, c.get('user'))).filter(({ seenAt }) => seenAt === null)
      await transact(db, async trx => await markSeen(trx, unseen, context.now().toISOString()))
      return c.json({ seen: unseen.length }, 200)
    })
    .openapi(calendar, async c => c.json(await calendarYear(context, c.req.valid('query').year), 200))
    .openapi(setDay, async c => {
      const user = c.get('user')
      await requireOffice(user)
      return c.json({ moved: await changeDay(context, user, c.req.valid('param').day, c.req.valid('json')) }, 200)
    })
    .openapi(resetDay, async c => {
      const user = c.get('user')
      await requireOffice(user)
      return c.json({ moved: await changeDay(context, user, c.req.valid('param').day, null) }, 200)
    })
}

export type RectificationOfficeRoutes = ReturnType<typeof rectificationOfficeRoutes>
