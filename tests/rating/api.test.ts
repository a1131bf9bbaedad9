// The public route, the batch of a tablet, and what the offices may read, on both engines.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RatingTable } from '../../server/rating/rating.table.ts'
import { markVisit } from '../../server/rating/page-form.ts'
import { revokeDevice } from '../../server/window/device.ts'
import { findDevice } from '../../server/window/device.store.ts'
import { type Answer, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall as createOffice, type Hall as Office } from '../support/window.ts'
import { addVisit, createHall, type Hall, pairTablet } from './hall.ts'
import { newClient } from './support.ts'

interface Receipt {
  readonly receipt: string
  readonly repeated: boolean
  readonly bad: boolean
}
interface Refusal {
  readonly type: string
  readonly detail: string
  readonly errors?: readonly { pointer: string; detail: string }[]
}
interface Batch {
  readonly outcomes: readonly {
    readonly clientId: string | null
    readonly accepted?: Receipt
    readonly problem?: Refusal
    readonly keep: boolean
  }[]
}
interface List {
  readonly ratings: readonly (Omit<RatingTable, 'tags'> & { tags: string[] })[]
  readonly next: string | null
}

describe.each(ENGINES)('the routes of ratings on %s', engine => {
  let app: TestApp
  let hall: Hall
  let office: Office
  const rate = async (body: object, headers?: Record<string, string>): Promise<Answer<Receipt>> =>
    await app.anyone.post<Receipt>('/api/ratings', { clientId: newClient(), level: 'satisfied', ...body }, headers)
  const refusal = (answer: { readonly status: number; readonly body: object }) => {
    const body = answer.body as unknown as Refusal
    return [answer.status, body.type.replace('/problems/', '')]
  }
  beforeAll(async () => {
    app = await createTestApp(engine)
    hall = await createHall(app.context)
    office = await createOffice(app)
  })
  afterAll(async () => await app.close())

  test('take a rating of a window and of a visit', async () => {
    const answer = await rate({ window: hall.code.toUpperCase(), level: 'dissatisfied', tags: ['213'], words: '慢' })
    expect([answer.status, answer.body]).toEqual([200, { receipt: expect.any(String), repeated: false, bad: true }])
    const visit = await addVisit(app.context, hall)
    expect((await rate({ visit: visit.code })).status).toBe(200)
    expect(refusal(await rate({ visit: visit.code }))).toEqual([409, 'rating-visit-rated'])
  })

  test('take the visit that the page showed, but only from the form that showed it', async () => {
    const visit = await addVisit(app.context, hall, { caseNo: 'shown' })
    await addVisit(app.context, hall, { caseNo: 'newer', offered: true })
    const clientId = newClient()
    await rate({ window: hall.code, clientId, mark: markVisit(app.context, visit.id, clientId) })
    const stored = async (client: string) =>
      (await app.context.db.selectFrom('rating').select('visitId').where('clientId', '=', client).executeTakeFirst())
        ?.visitId
    expect(await stored(clientId)).toBe(visit.id)
    const other = newClient()
    await rate({ window: hall.code, clientId: other, mark: markVisit(app.context, visit.id, clientId) })
    expect(await stored(other)).not.toBe(visit.id)
  })

  test('give a clear answer to bad input, and store nothing', async () => {
    const count = async () =>
      (
        await app.context.db
          .selectFrom('rating')
          .select(eb => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    const before = await count()
    expect(refusal(await rate({ window: hall.code, level: undefined }))).toEqual([422, 'rating-level-required'])
    expect(refusal(await rate({ window: '0000000000000000' }))).toEqual([404, 'rating-window-unknown'])
    expect(refusal(await rate({ window: 'x' }))).toEqual([404, 'rating-window-unknown'])
    expect(refusal(await rate({ visit: '0000000000000000' }))).toEqual([404, 'rating-visit-unknown'])
    expect(refusal(await rate({}))).toEqual([422, 'rating-place-required'])
    const long = await rate({ window: hall.code, words: '长'.repeat(10_000), tags: ['999'] })
    expect(refusal(long)).toEqual([422, 'rating-refused'])
    expect((long.body as unknown as Refusal).errors).toEqual([
      { pointer: '/tags/0', detail: '“999”不是这个等级的理由' },
      { pointer: '/words', detail: expect.stringContaining('10000') },
    ])
    expect(refusal(await rate({ window: hall.code, contact: { name: '', mobile: '123' } }))).toEqual([
      422,
      'rating-refused',
    ])
    expect(refusal(await rate({ window: hall.code, tags: 'no list' }))).toEqual([422, 'invalid-input'])
    const form = await app.anyone.fetch('/api/ratings', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `window=${hall.code}&level=satisfied`,
    })
    expect(form.status).toBeGreaterThanOrEqual(400)
    expect(await count()).toBe(before)
  })

  test('slow down guessing, and nobody who shares the network', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.99' }
    for (let guess = 0; guess < 20; guess++)
      expect((await rate({ window: `00000000000000${10 + guess}` }, headers)).status).toBe(404)
    const answer = await rate({ visit: '0000000000000000' }, headers)
    expect(refusal(answer)).toEqual([429, 'rating-codes-limited'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    for (let honest = 0; honest < 30; honest++) expect((await rate({ window: hall.code }, headers)).status).toBe(200)
    expect((await rate({ window: '0000000000000000' }, { 'x-forwarded-for': '203.0.113.98' })).status).toBe(404)
  })

  test('take the ratings that a tablet kept, each with an outcome of its own, and once', async () => {
    const tablet = await pairTablet(app.context, hall)
    const cookie = `${tablet.cookie.name}=${tablet.cookie.value}`
    const kept = Array.from({ length: 5 }, (_, at) => ({
      window: hall.code,
      clientId: newClient(),
      level: at === 1 ? 'wonderful' : 'satisfied',
      madeAt: new Date(app.context.now().getTime() - (at + 1) * 3_600_000).toISOString(),
    }))
    const ratings = [...kept, { window: '0000000000000000', clientId: newClient(), level: 'satisfied' }, 'nonsense']
    const send = async () =>
      JSON.parse(
        await (
          await app.anyone.fetch('/api/ratings/batch', {
            method: 'POST',
            headers: { 'content-type': 'application/json', cookie },
            body: JSON.stringify({ ratings }),
          })
        ).text(),
      ) as Batch
    const { outcomes } = await send()
    expect(outcomes.map(outcome => outcome.problem?.type.replace('/problems/', '') ?? 'accepted')).toEqual([
      'accepted',
      'rating-refused',
      'accepted',
      'accepted',
      'accepted',
      'rating-window-unknown',
      'rating-refused',
    ])
    expect(outcomes.map(outcome => outcome.clientId)).toEqual([
      ...ratings.slice(0, 6).map(one => (one as { clientId: string }).clientId),
      null,
    ])
    expect(outcomes.some(outcome => outcome.keep)).toBe(false)
    const again = await send()
    expect(again.outcomes.flatMap(outcome => outcome.accepted?.repeated ?? [])).toEqual([true, true, true, true])
    expect(again.outcomes.map(outcome => outcome.accepted?.receipt)).toEqual(
      outcomes.map(outcome => outcome.accepted?.receipt),
    )
    const row = await app.context.db
      .selectFrom('rating')
      .select(['channel', 'madeAt', 'visitId'])
      .where('clientId', '=', kept[4]?.clientId ?? '')
      .executeTakeFirst()
    expect(row).toEqual({ channel: 'tablet', madeAt: kept[4]?.madeAt, visitId: null })
  })

  test('refuse a revoked tablet, which keeps what it has', async () => {
    const tablet = await pairTablet(app.context, hall)
    const cookie = `${tablet.cookie.name}=${tablet.cookie.value}`
    const clientId = newClient()
    const send = async () => await rate({ window: hall.code, clientId }, { cookie })
    const device = await findDevice(app.context.db, tablet.id)
    if (!device) throw new Error('the tablet was paired')
    const user = await app.context.db
      .selectFrom('accountUser')
      .select(['id', 'name'])
      .limit(1)
      .executeTakeFirstOrThrow()
    await revokeDevice(app.context, user, device)
    const refused = await send()
    expect(refusal(refused)).toEqual([403, 'rating-device-revoked'])
    expect((refused.body as unknown as Refusal).detail).toContain('没有丢失')
    // Paired anew, it sends the same rating again.
    const paired = await pairTablet(app.context, hall)
    const answer = await rate(
      { window: hall.code, clientId },
      { cookie: `${paired.cookie.name}=${paired.cookie.value}` },
    )
    expect([answer.status, answer.body.repeated]).toEqual([200, false])
  })

  test('show the offices screened words, no contact and no client', async () => {
    const words = '电话１９９０００01234，等了3小时'
    await rate({
      window: hall.code,
      level: 'very_dissatisfied',
      words,
      contact: { name: '示例', mobile: '19900001234' },
    })
    const { body } = await office.group.get<List>('/api/ratings?level=very_dissatisfied,dissatisfied&worded=1&named=1')
    expect(body.ratings).toHaveLength(1)
    expect(body.ratings[0]).toMatchObject({
      words: '电话［电话］，等了3小时',
      named: true,
      pointCode: 'A03',
      level: 'very_dissatisfied',
    })
    for (const secret of ['19900001234', '示例"', 'clientId', 'receipt'])
      expect(JSON.stringify(body)).not.toContain(secret)
  })

  test('give the list in pages that neither repeat nor miss', async () => {
    const all = (await office.group.get<List>('/api/ratings?limit=200')).body.ratings.map(row => row.id)
    const paged: string[] = []
    let after = ''
    do {
      const { body } = await office.group.get<List>(`/api/ratings?limit=7${after}`)
      paged.push(...body.ratings.map(row => row.id))
      after = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`
    } while (after)
    expect(paged).toEqual(all)
    expect(refusal(await office.group.get('/api/ratings?after=nowhere'))).toEqual([422, 'invalid-input'])
    expect(refusal(await office.group.get('/api/ratings?level=5'))).toEqual([422, 'invalid-input'])
  })

  test('show staff their own window, managers their centre, strangers nothing', async () => {
    const codes = new Map(
      (await app.context.db.selectFrom('windowPoint').select(['id', 'publicCode']).execute()).map(row => [
        row.id,
        row.publicCode,
      ]),
    )
    for (const point of [office.own, office.neighbour, office.foreign]) await rate({ window: codes.get(point) })
    const seen = async (caller: typeof office.staff) =>
      (await caller.get<List>('/api/ratings')).body.ratings.map(row => row.pointId)
    expect(await seen(office.staff)).toEqual([office.own])
    expect((await seen(office.manager)).toSorted()).toEqual([office.own, office.neighbour].toSorted())
    expect((await app.anyone.get('/api/ratings')).status).toBe(401)
  })

  test('do not tell people of a hall which case a rating is of, nor let them ask by it', async () => {
    const place = { centerId: office.center, pointId: office.own, matterId: hall.matterId, code: '' }
    const visit = await addVisit(app.context, place, { caseNo: 'H-0417' })
    expect((await rate({ visit: visit.code })).status).toBe(200)
    const texts = async (caller: typeof office.staff) => JSON.stringify((await caller.get<List>('/api/ratings')).body)
    expect(await texts(office.group)).toContain('H-0417')
    for (const caller of [office.staff, office.manager]) {
      expect(await texts(caller)).not.toContain('H-0417')
      expect(await texts(caller)).not.toContain(visit.id)
      expect((await caller.get(`/api/ratings?visit=${visit.id}`)).status).toBe(403)
    }
  })

  test('give the contact to the call-back role alone, with a reason that is kept', async () => {
    const callBack = await app.as('call_back')
    const { ratings } = (await callBack.get<List>('/api/ratings?named=1')).body
    const named = ratings[0]?.id ?? ''
    for (const role of [
      'administrator',
      'review_group',
      'center_manager',
      'window_staff',
      'viewer',
      'statistics',
    ] as const)
      expect((await (await app.as(role)).post(`/api/ratings/${named}/contact`, { reason: '想看看' })).status).toBe(403)
    expect((await callBack.post(`/api/ratings/${named}/contact`, { reason: '' })).status).toBe(422)
    const { body } = await callBack.post<{ name: string; mobile: string }>(`/api/ratings/${named}/contact`, {
      reason: '回访整改结果',
    })
    expect(body).toEqual({ name: '示例', mobile: '19900001234' })
    const audit = await app.context.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'contact.read')
      .execute()
    expect(audit.map(entry => [entry.subject, entry.details])).toEqual([
      [`rating/${named}`, '{"reason":"回访整改结果"}'],
    ])
    const { ratings: anonymous } = (await callBack.get<List>('/api/ratings?named=0')).body
    expect(refusal(await callBack.post(`/api/ratings/${anonymous[0]?.id}/contact`, { reason: '回访' }))).toEqual([
      404,
      'rating-contact-none',
    ])
    expect((await callBack.post('/api/ratings/none/contact', { reason: '回访' })).status).toBe(404)
  })
})
