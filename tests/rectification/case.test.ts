// Cases through the API on both engines: opened once, walked to their end, refused where the rules say so.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMissingCases } from '../../server/rectification/open.ts'
import { rectificationCounts } from '../../server/rectification/rectification.store.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { type CaseHall, createCaseHall, list, look, MONDAY, page, rate, send, step, walkToCall } from './hall.ts'

const EVERYWHERE = { centerIds: null, pointIds: null }

describe.each(ENGINES)('cases on %s', engine => {
  let test: TestApp
  let hall: CaseHall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createCaseHall(test)
  })
  afterAll(() => test.close())

  const newCase = async (rating: object = {}) => {
    hall.clock.set(MONDAY)
    const receipt = await rate(test, hall.codes.own, rating)
    const [newest] = await list(hall.group, '?state=pending&limit=1')
    if (!newest) throw new Error('newCase requires a pending case')
    return { receipt, id: newest.id, found: newest }
  }

  it('opens one case for each bad rating, and none for others, however often it looks', async () => {
    const before = (await list(hall.group)).length
    await rate(test, hall.codes.own, { words: '等了两小时，电话 19900001234' })
    await rate(test, hall.codes.own, { level: 'satisfied', tags: [] })
    await Promise.all([openMissingCases(test.context), openMissingCases(test.context)])
    await openMissingCases(test.context)
    const cases = await list(hall.group)
    expect(cases).toHaveLength(before + 1)
    expect(cases[0]).toMatchObject({
      state: 'pending',
      words: '等了两小时，电话 ［电话］',
      tags: ['115'],
      ownerId: hall.staffRow,
      contactDue: '2026-11-24T15:59:59.999Z',
      closeDue: '2026-11-30T15:59:59.999Z',
      due: { what: 'contact', left: 1, overdue: false },
    })
  })

  it('opens a case for a rating that came long ago and late', async () => {
    const receipt = await rate(test, hall.codes.own)
    expect(receipt).toHaveLength(12)
    await openMissingCases(test.context)
    const rating = await test.context.db
      .selectFrom('rating')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const late = { ...rating, id: test.context.newId(), clientId: 'late-one-1', receiptHash: 'late-1' }
    await test.context.db
      .insertInto('rating')
      .values({ ...late, channel: 'exchange', ratedAt: '2026-10-01T00:00:00.000Z' })
      .execute()
    hall.clock.set('2026-11-23T11:01:00+08:00')
    await openMissingCases(test.context)
    const found = (await list(hall.group)).filter(each => each.ratingId === late.id)
    expect(found).toHaveLength(1)
    expect(found[0]?.contactDue).toBe('2026-11-24T15:59:59.999Z')
    hall.clock.set(MONDAY)
  })

  it('goes to the window’s own person, else to the manager, else to nobody', async () => {
    await rate(test, hall.codes.neighbour)
    await rate(test, hall.codes.foreign)
    const cases = await list(hall.group)
    expect(cases.find(each => each.pointId === hall.neighbour)?.ownerId).toBe(hall.managerRow)
    expect(cases.find(each => each.pointId === hall.foreign)?.ownerId).toBeNull()
  })

  it('is seen only where one has one’s place, or by its owner', async () => {
    const own = await list(hall.staff)
    expect(new Set(own.map(each => each.pointId))).toEqual(new Set([hall.own]))
    expect(new Set((await list(hall.manager)).map(each => each.pointId))).toEqual(new Set([hall.own, hall.neighbour]))
    const [neighbour] = (await list(hall.group)).filter(each => each.pointId === hall.neighbour)
    const id = neighbour?.id ?? ''
    expect((await hall.staff.get(`/api/rectifications/${id}`)).status).toBe(404)
    expect((await step(hall.staff, id, 'accept')).status).toBe(404)
    expect((await step(hall.manager, id, 'reassign', { ownerId: hall.staffRow })).status).toBe(200)
    expect((await look(hall.staff, id)).id).toBe(id)
    expect((await step(hall.manager, id, 'reassign', { ownerId: 'nobody' })).body.type).toBe(
      '/problems/rectification-unknown-owner',
    )
    const foreign = (await list(hall.group)).find(each => each.pointId === hall.foreign)?.id ?? ''
    expect((await hall.manager.get(`/api/rectifications/${foreign}`)).status).toBe(404)
  })

  it('walks to its end by the rater’s own word', async () => {
    const { receipt, id } = await newCase()
    await walkToCall(hall.staff, id)
    expect((await look(hall.staff, id)).waitUntil).toBe('2026-12-14T15:59:59.999Z')
    const { version } = await look(hall.group, id)
    const answer = await send(test, `/t/${receipt}/confirm`, {
      satisfied: '1',
      words: '改了，谢谢',
      version: String(version),
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/t/${receipt}?lang=zh&done=confirm`])
    const closed = await look(hall.staff, id)
    expect([closed.state, closed.satisfied, closed.due, closed.allowed]).toEqual(['closed', true, null, []])
    expect(closed.steps.map(each => each.action)).toEqual(['open', 'accept', 'decide', 'finish', 'confirm'])
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { action: string; subject: string; details: string }[] }>(
      '/api/audit?action=rectification',
    )
    const lines = audit.body.entries.filter(entry => entry.subject === `rectification/${id}`)
    expect(lines.map(line => line.action)).toEqual([
      'rectification.confirm',
      'rectification.finish',
      'rectification.decide',
      'rectification.accept',
    ])
    expect(JSON.stringify(audit.body.entries)).not.toContain('谢谢')
    expect((await administrator.get<{ ok: boolean }>('/api/audit/verification')).body.ok).toBe(true)
  })

  it('goes back once when the rater is not satisfied, with a new deadline, and then ends so', async () => {
    const { receipt, id } = await newCase()
    await walkToCall(hall.staff, id)
    hall.clock.set('2026-11-25T10:00:00+08:00')
    const confirm = async (satisfied: string) => {
      const { version } = await look(hall.group, id)
      return await send(test, `/t/${receipt}/confirm`, { satisfied, words: '', version: String(version) })
    }
    expect((await confirm('0')).status).toBe(303)
    expect(await look(hall.staff, id)).toMatchObject({
      state: 'mending',
      reopened: 1,
      satisfied: false,
      closeDue: '2026-12-02T15:59:59.999Z',
    })
    expect((await step(hall.staff, id, 'finish', { text: '又改了一次' })).status).toBe(200)
    expect((await confirm('0')).status).toBe(303)
    expect(await look(hall.staff, id)).toMatchObject({ state: 'closed', satisfied: false })
  })

  it('ends by a call-back to a named rater, which only that role records', async () => {
    const { id } = await newCase({ contact: { name: '试用人', mobile: '19900001111' } })
    await walkToCall(hall.staff, id)
    for (const by of [hall.staff, hall.manager, hall.group, await test.as('administrator')])
      expect((await step(by, id, 'answer', { satisfied: true })).status).toBe(403)
    expect((await step(hall.caller, id, 'attempt')).body.attempts).toBe(1)
    const answered = await step(hall.caller, id, 'answer', { satisfied: true, text: '打给 19900001111 说可以' })
    expect(answered.body).toMatchObject({ state: 'closed', satisfied: true })
    expect(answered.body.steps.at(-1)?.note).toBe('打给 ［电话］ 说可以')
    expect(JSON.stringify(await look(hall.staff, id))).not.toContain('19900001111')
    const list_ = await list(hall.caller, '?state=calling_back&named=1')
    expect(list_.every(each => each.state === 'calling_back')).toBe(true)
  })

  it('ends by silence only after the wait, with three calls, and then counts apart', async () => {
    const { id } = await newCase({ contact: { name: '', mobile: '19900002222' } })
    await walkToCall(hall.staff, id)
    const early = await step(hall.manager, id, 'give_up')
    expect([early.status, early.body.type]).toEqual([409, '/problems/rectification-too-early'])
    expect((await step(hall.staff, id, 'give_up')).status).toBe(403)
    hall.clock.set('2026-12-15T10:00:00+08:00')
    expect((await step(hall.manager, id, 'give_up')).body.type).toBe('/problems/rectification-few-attempts')
    for (let call = 0; call < 3; call++) await step(hall.caller, id, 'attempt')
    expect((await step(hall.manager, id, 'give_up')).body).toMatchObject({ state: 'closed', satisfied: null })
  })

  it('is dismissed by two people who did not appeal, and leaves every indicator', async () => {
    const { id, found } = await newCase()
    const asked = { ground: 'mistaken', evidence: '叫号记录显示是另一个窗口' }
    expect((await step(hall.manager, id, 'appeal', { ground: 'mistaken' })).status).toBe(422)
    expect((await step(hall.manager, id, 'appeal', asked)).body.state).toBe('appealing')
    expect((await step(hall.manager, id, 'uphold')).body.type).toBe('/problems/rectification-own-appeal')
    expect((await step(hall.staff, id, 'uphold')).status).toBe(403)
    expect((await step(hall.group, id, 'uphold')).body).toMatchObject({ state: 'appealing', appeal: { upheld: 1 } })
    expect((await step(hall.group, id, 'uphold')).body.type).toBe('/problems/rectification-same-approver')
    const administrator = await test.as('administrator')
    expect((await step(administrator, id, 'uphold')).body.state).toBe('dismissed')
    const rating = await test.context.db
      .selectFrom('rating')
      .selectAll()
      .where('id', '=', found.ratingId)
      .executeTakeFirstOrThrow()
    expect(rating.excludedAt).not.toBeNull()
    const tally = await test.context.db
      .selectFrom('ratingTally')
      .select(eb => eb.fn.sum<number>('excluded').as('excluded'))
      .executeTakeFirstOrThrow()
    expect(tally.excluded).toBe(1)
    await openMissingCases(test.context)
    expect((await list(hall.group)).filter(each => each.ratingId === found.ratingId)).toHaveLength(1)
  })

  it('returns to where it was when one reviewer rejects the appeal; deadlines ran on', async () => {
    const { id, found } = await newCase()
    await step(hall.staff, id, 'accept')
    await step(hall.staff, id, 'appeal', { ground: 'malicious', evidence: '监控 10:00–10:10' })
    hall.clock.set('2026-12-01T10:00:00+08:00')
    expect((await look(hall.group, id)).due).toMatchObject({ overdue: true })
    const back = await step(hall.manager, id, 'reject')
    expect(back.body).toMatchObject({ state: 'verifying', closeDue: found.closeDue, appeal: null })
  })

  it('names the state and what is possible when a step is forbidden, and a change by somebody else', async () => {
    const { id, found } = await newCase()
    const refused = await step(hall.staff, id, 'finish')
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/rectification-forbidden-step'])
    expect(refused.body).toMatchObject({ state: 'pending', allowed: ['accept', 'note', 'appeal'] })
    const old = { action: 'accept', text: '', version: found.version }
    expect((await hall.staff.post(`/api/rectifications/${id}/steps`, old)).status).toBe(200)
    const again = await hall.staff.post<{ type: string }>(`/api/rectifications/${id}/steps`, old)
    expect([again.status, again.body.type]).toEqual([409, '/problems/rectification-changed'])
    const both = await Promise.all([step(hall.staff, id, 'note'), step(hall.manager, id, 'note')])
    const taken = both.filter(each => each.status === 200).length
    expect(taken).toBeGreaterThan(0)
    expect((await look(hall.group, id)).steps.filter(each => each.action === 'note')).toHaveLength(taken)
  })

  it('is extended once, with a reason, to the 15th working day after it was opened', async () => {
    const { id } = await newCase()
    await step(hall.staff, id, 'accept')
    expect((await step(hall.staff, id, 'extend', { text: ' ' })).status).toBe(422)
    expect((await step(hall.staff, id, 'extend')).body.extendedTo).toBe('2026-12-14T15:59:59.999Z')
    expect((await step(hall.staff, id, 'extend')).body.type).toBe('/problems/rectification-extended-before')
  })

  it('counts what the indicators are made of, as a count by hand', async () => {
    const rows = await rectificationCounts(test.context.db, EVERYWHERE, '2026-01-01T00', '2027-01-01T00')
    const sum = (key: Exclude<keyof (typeof rows)[number], `${string}Id` | 'hour'>) =>
      rows.reduce((total, row) => total + row[key], 0)
    const all = await test.context.db.selectFrom('rectification').selectAll().execute()
    const stands = all.filter(each => each.state !== 'dismissed')
    expect(sum('bad')).toBe(stands.length)
    expect(sum('dismissed')).toBe(1)
    expect(sum('replied')).toBe(stands.filter(each => each.repliedAt).length)
    expect(sum('named')).toBe(2)
    expect(sum('namedCalled')).toBe(1)
    expect(sum('answered')).toBe(3)
    expect(sum('satisfied')).toBe(2)
    expect(sum('unreachable')).toBe(1)
    expect(sum('mendedInTime')).toBe(4)
    expect(sum('open')).toBe(all.filter(each => each.closedAt === null).length)
    expect(await rectificationCounts(test.context.db, EVERYWHERE, '2026-01-01T00', '2026-11-01T00')).toEqual([])
    const foreign = await rectificationCounts(
      test.context.db,
      { centerIds: [hall.otherCenter], pointIds: null },
      '2026-01-01T00',
      '2027-01-01T00',
    )
    expect(foreign.map(row => [row.pointId, row.bad])).toEqual([[hall.foreign, 1]])
  })

  it('filters, counts and exports what the reader may see, without who rated', async () => {
    hall.clock.set('2026-12-20T10:00:00+08:00')
    const overdue = await list(hall.staff, '?overdue=1')
    expect(overdue.length).toBeGreaterThan(0)
    expect(overdue.every(each => each.due?.overdue)).toBe(true)
    const file = await hall.staff.fetch('/api/rectification-export?overdue=1')
    const text = await file.text()
    expect(file.headers.get('content-disposition')).toContain('2026-12-20.csv')
    expect(text.trim().split('\r\n')).toHaveLength(overdue.length + 1)
    expect(text).toContain('已超期')
    expect(text).not.toMatch(/1990000/)
    expect((await list(hall.staff, '?mine=1')).every(each => each.ownerId === hall.staffRow)).toBe(true)
    expect(await list(hall.staff, `?state=closed&limit=1`)).toHaveLength(1)
    const first = await hall.group.get<{ next: string; cases: { id: string }[] }>('/api/rectifications?limit=2')
    const rest = await list(hall.group, `?limit=500&before=${first.body.next}`)
    expect(rest.some(each => each.id === first.body.cases[1]?.id)).toBe(false)
    expect((await test.anyone.get('/api/rectifications')).status).toBe(401)
    expect((await (await test.as('viewer')).get('/api/rectifications')).status).toBe(200)
    expect((await step(await test.as('viewer'), overdue[0]?.id ?? '', 'accept')).status).toBe(403)
    expect((await page(test, '/t/0000-0000-0000')).status).toBe(404)
  })
})
