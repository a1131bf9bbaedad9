// Reminders and their way up, and the calendar that the office changes, on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMissingCases } from '../../server/rectification/open.ts'
import { remindAll } from '../../server/rectification/remind.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { type CaseHall, createCaseHall, list, look, MONDAY, rate, step, walkToCall } from './hall.ts'

interface Reminders {
  readonly reminders: readonly { readonly rectificationId: string; readonly kind: string }[]
  readonly unseen: number
}

const reminders = async (by: Caller) => (await by.get<Reminders>('/api/rectification-reminders')).body

describe.each(ENGINES)('the office of cases on %s', engine => {
  let test: TestApp
  let hall: CaseHall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createCaseHall(test)
  })
  afterAll(() => test.close())

  const newCase = async (rating: object = {}, at = MONDAY) => {
    hall.clock.set(at)
    await rate(test, hall.codes.own, rating)
    return (await list(hall.group, '?limit=1'))[0]?.id ?? ''
  }
  const kinds = async (by: Caller, id: string) =>
    (await reminders(by)).reminders.filter(each => each.rectificationId === id).map(each => each.kind)

  it('reminds the owner first, a day later the manager, after three the group; each once', async () => {
    const id = await newCase()
    expect(await kinds(hall.staff, id)).toEqual(['opened'])
    await step(hall.staff, id, 'accept', { text: '' })
    expect(await kinds(hall.staff, id)).toEqual([])
    const at = async (now: string) => {
      hall.clock.set(now)
      await Promise.all([remindAll(test.context), remindAll(test.context)])
      return await Promise.all([hall.staff, hall.manager, hall.group].map(by => kinds(by, id)))
    }
    expect(await at('2026-11-24T10:00:00+08:00')).toEqual([[], [], []])
    expect(await at('2026-11-25T10:00:00+08:00')).toEqual([['contact_late'], [], []])
    await step(hall.staff, id, 'reply', { text: '已核实' })
    expect(await at('2026-11-27T10:00:00+08:00')).toEqual([['close_soon'], [], []])
    expect(await at('2026-12-01T10:00:00+08:00')).toEqual([['close_late'], [], []])
    expect(await at('2026-12-02T10:00:00+08:00')).toEqual([['close_late'], ['close_late_manager'], []])
    expect(await at('2026-12-04T10:00:00+08:00')).toEqual([
      ['close_late'],
      ['close_late_manager'],
      ['close_late_group'],
    ])
    const late = (await look(hall.staff, id)).steps.filter(each => each.action.includes('late'))
    expect(late.map(each => each.action)).toEqual([
      'contact_late',
      'close_late',
      'close_late_manager',
      'close_late_group',
    ])
    await step(hall.staff, id, 'decide', { verdict: 'mend_at_once' })
    await step(hall.staff, id, 'extend')
    expect(await kinds(hall.manager, id)).toEqual([])
  })

  it('marks as seen what this person was shown, and no more', async () => {
    const id = await newCase()
    const before = await reminders(hall.staff)
    expect(before.unseen).toBeGreaterThan(0)
    expect((await hall.caller.post<{ seen: number }>('/api/rectification-reminders/seen')).body.seen).toBe(0)
    expect((await hall.staff.post<{ seen: number }>('/api/rectification-reminders/seen')).body.seen).toBe(before.unseen)
    expect((await reminders(hall.staff)).unseen).toBe(0)
    expect(await kinds(hall.staff, id)).toEqual(['opened'])
    await remindAll(test.context)
    expect((await reminders(hall.staff)).unseen).toBe(0)
  })

  it('tells the call-back role whom to ring, approvers of an appeal, and the manager of what nobody owns', async () => {
    const named = await newCase({ contact: { name: '', mobile: '19900003333' } })
    await walkToCall(hall.staff, named)
    expect(await kinds(hall.caller, named)).toEqual(['call'])
    const appealed = await newCase()
    await step(hall.staff, appealed, 'appeal', { ground: 'malicious', evidence: '监控' })
    expect(await kinds(hall.manager, appealed)).toEqual(['appealed'])
    expect(await kinds(hall.group, appealed)).toEqual(['appealed_group'])
    await rate(test, hall.codes.foreign)
    await openMissingCases(test.context)
    expect((await reminders(hall.manager)).reminders.some(each => each.kind === 'opened')).toBe(false)
    expect((await reminders(await test.as('viewer'))).reminders).toEqual([])
  })

  it('moves open deadlines with the calendar, audited, and leaves what was met', async () => {
    const open = await newCase()
    const met = await newCase()
    await walkToCall(hall.staff, met)
    const was = await look(hall.group, met)
    const off = await hall.group.put<{ moved: number }>('/api/rectification-days/2026-11-24', {
      working: false,
      note: '台风停工',
    })
    expect(off.status).toBe(200)
    expect(off.body.moved).toBeGreaterThanOrEqual(2)
    expect(await look(hall.group, open)).toMatchObject({
      contactDue: '2026-11-25T15:59:59.999Z',
      closeDue: '2026-12-01T15:59:59.999Z',
    })
    const now = await look(hall.group, met)
    expect([now.contactDue, now.closeDue]).toEqual([was.contactDue, was.closeDue])
    expect(now.waitUntil).toBe('2026-12-15T15:59:59.999Z')
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { subject: string; details: string }[] }>(
      '/api/audit?action=rectification.day',
    )
    expect(audit.body.entries[0]?.subject).toBe('rectification-day/2026-11-24')
    const year = await hall.staff.get<{ known: boolean; days: { day: string; note: string | null }[] }>(
      '/api/rectification-days?year=2026',
    )
    expect(year.body.known).toBe(true)
    expect(year.body.days.find(each => each.day === '2026-11-24')?.note).toBe('台风停工')
    expect((await hall.group.delete('/api/rectification-days/2026-11-24')).status).toBe(200)
    expect((await hall.group.delete('/api/rectification-days/2026-11-24')).status).toBe(404)
    expect((await look(hall.group, open)).contactDue).toBe('2026-11-24T15:59:59.999Z')
  })

  it('lets only those above all centres change the calendar, with a day that exists and a reason', async () => {
    const day = { working: false, note: '停电' }
    for (const by of [hall.staff, hall.manager, hall.caller, await test.as('viewer')])
      expect((await by.put('/api/rectification-days/2026-11-24', day)).status).toBe(403)
    expect((await hall.group.put('/api/rectification-days/2026-02-30', day)).status).toBe(422)
    expect((await hall.group.put('/api/rectification-days/2026-11-24', { working: false, note: '' })).status).toBe(422)
  })

  it('warns of a year whose holidays are not published, once a deadline reaches into it', async () => {
    const years = async () =>
      (await hall.group.get<{ unknownYears: number[] }>('/api/rectifications')).body.unknownYears
    expect(await years()).toEqual([])
    const id = await newCase({}, '2026-12-29T10:00:00+08:00')
    expect((await look(hall.group, id)).closeDue).toBe('2027-01-05T15:59:59.999Z')
    expect(await years()).toEqual([2027])
  })
})
