// POST /api/visits as queue and case systems call it, on both engines: keys, idempotency, every wrong element.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '../../server/db/engine.ts'
import { insertStaff } from '../../server/window/window.store.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import { forgetRequests } from '../../server/visit/message.ts'
import { BASE, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHalls, type Halls, seat, tallies } from './hall.ts'

interface Stored {
  visits: { id: string; caseNo: string; rateUrl: string; outcome: string }[]
  type: string
  errors: { pointer: string; detail: string }[]
}

describe.each(ENGINES)('messages of visits on %s', engine => {
  let test: TestApp
  let halls: Halls
  let key = ''
  let keyId = ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    halls = await createHalls(test.context)
    const group = await test.as('review_group')
    const made = await group.post<{ id: string; key: string }>('/api/visit-keys', {
      centerId: halls.east.centerId,
      name: '一楼排队叫号',
    })
    expect(made.status).toBe(200)
    key = made.body.key
    keyId = made.body.id
  })
  afterAll(() => test.close())

  let count = 0
  /** As a program sends it: no cookie, no origin. */
  const send = async (body: unknown, headers: Record<string, string | null> = {}) => {
    const sent = new Headers({
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      'idempotency-key': `k-${++count}`,
    })
    for (const [name, value] of Object.entries(headers))
      if (value === null) sent.delete(name)
      else sent.set(name, value)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await test.app.request(`${BASE}/api/visits`, { method: 'POST', headers: sent, body: text })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Stored }
  }
  const ago = (minutes: number) => new Date(test.context.now().getTime() - minutes * 60_000).toISOString()
  const visit = (caseNo: string, more: object = {}) => ({
    caseNo,
    windowCode: 'A01',
    matterCode: 'M1',
    staffNumber: '1001',
    startedAt: ago(20),
    finishedAt: ago(5),
    ...more,
  })
  const visits = async () => await test.context.db.selectFrom('visit').selectAll().orderBy('caseNo').execute()

  it('stores one visit or many, tells what became of each and where to rate it, and hears of them live', async () => {
    const heard: unknown[] = []
    const stop = test.context.live.on(event => heard.push(event))
    const one = await send(visit('m-1', { mobile: '+86 199-0000-1234' }))
    stop()
    expect(one.status).toBe(200)
    expect(one.headers.get('idempotency-replayed')).toBeNull()
    const [first] = one.body.visits
    expect(first).toMatchObject({ caseNo: 'm-1', outcome: 'created' })
    expect(first?.rateUrl).toMatch(/^http:\/\/minping\.test\/r\/[0-9a-z]{16}$/)
    expect(heard).toEqual([{ kind: 'visit', centerId: halls.east.centerId, pointId: halls.east.points[0] }])
    const many = await send([
      visit('m-1'),
      visit('m-2', { windowCode: null, pointId: halls.east.points[1] }),
      visit('m-3'),
    ])
    expect(many.body.visits.map(row => [row.caseNo, row.outcome])).toEqual([
      ['m-1', 'changed'],
      ['m-2', 'created'],
      ['m-3', 'created'],
    ])
    expect(many.body.visits[0]?.id).toBe(first?.id)
    const [row] = await visits()
    expect(row).toMatchObject({
      unitId: halls.unitId,
      staffId: halls.east.staff[0],
      matterId: halls.matters[0],
      source: 'api',
      mobileHash: mobileHash(test.context, '19900001234'),
    })
    expect(JSON.stringify(await visits())).not.toContain('19900001234')
    const { held, recount } = await tallies(test.context)
    expect(held).toEqual(recount)
  })

  it('reads China time without a zone, forgives the width of codes and a telephone that is none', async () => {
    const made = await send({
      caseNo: 'm-4',
      windowCode: 'ａ０２',
      finishedAt: '2026-11-20 09:30:00',
      mobile: '199****1234',
    })
    expect(made.status).toBe(200)
    const row = (await visits()).find(one => one.caseNo === 'm-4')
    expect(row).toMatchObject({
      finishedAt: '2026-11-20T01:30:00.000Z',
      finishedHour: '2026-11-20T09',
      mobileHash: null,
      pointId: halls.east.points[1],
      matterId: null,
      staffId: null,
      unitId: null,
    })
  })

  it('answers the same message again with the same answer and stores nothing', async () => {
    const body = [visit('r-1'), visit('r-2')]
    const before = await send(body, { 'idempotency-key': 'again' })
    const after = await send(body, { 'idempotency-key': 'again' })
    expect([after.status, after.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    expect(after.body).toEqual(before.body)
    const reordered = body.map(one => Object.fromEntries(Object.entries(one).reverse()))
    expect((await send(reordered, { 'idempotency-key': 'again' })).headers.get('idempotency-replayed')).toBe('true')
    const other = await send([visit('r-3')], { 'idempotency-key': 'again' })
    expect([other.status, other.body.type]).toEqual([422, '/problems/visit-idempotency-reused'])
    expect((await visits()).filter(row => row.caseNo.startsWith('r-'))).toHaveLength(2)
  })

  it('stores one of the same messages that come at once, and answers all alike', async () => {
    const body = [visit('p-1'), visit('p-2')]
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(body, { 'idempotency-key': 'at-once' })))
    expect(new Set(answers.map(answer => JSON.stringify(answer.body))).size).toBe(1)
    expect(answers.filter(answer => answer.headers.get('idempotency-replayed') === null)).toHaveLength(1)
    expect(answers[0]?.body.visits.map(row => row.outcome)).toEqual(['created', 'created'])
    const mixed = await Promise.all(
      ['x', 'y', 'z'].map(name => send(visit(`q-${name}`), { 'idempotency-key': 'at-once-2' })),
    )
    expect(mixed.map(answer => answer.status).sort((a, b) => a - b)).toEqual([200, 422, 422])
    expect((await visits()).filter(row => row.caseNo.startsWith('q-'))).toHaveLength(1)
  })

  it('lists every wrong element by its place and stores nothing of the message', async () => {
    const before = await visits()
    const wrong = await send(
      [
        visit('f-good'),
        visit('', { windowCode: 'Z99', matterCode: 'M9', staffNumber: '9999' }),
        visit('x'.repeat(65), { windowCode: null }),
        visit('f-1', { finishedAt: ago(-6) }),
        visit('f-2', { startedAt: ago(1), finishedAt: ago(2) }),
        visit('f-3', { finishedAt: 'gestern' }),
        visit('f-good'),
        visit('f-4', { finishAt: ago(1) }),
        visit('f-5', { mobile: 19900001234 }),
        'no visit',
        visit('f\u00006'),
        visit('3.5E+17'),
        visit('f-7', { windowCode: null, pointId: halls.west.points[0] }),
      ],
      { 'idempotency-key': 'mended' },
    )
    expect([wrong.status, wrong.body.type]).toEqual([422, '/problems/visit-faults'])
    expect(wrong.body.errors.map(error => error.pointer)).toEqual([
      '/1/caseNo',
      '/1/windowCode',
      '/1/matterCode',
      '/1/staffNumber',
      '/2/caseNo',
      '/2/windowCode',
      '/3/finishedAt',
      '/4/finishedAt',
      '/5/finishedAt',
      '/6/caseNo',
      '/7/finishAt',
      '/8/mobile',
      '/9',
      '/10/caseNo',
      '/11/caseNo',
      '/12/pointId',
    ])
    expect(await visits()).toEqual(before)
    // The key is still free: the mended message takes it.
    expect((await send([visit('f-good')], { 'idempotency-key': 'mended' })).status).toBe(200)
    const single = await send(visit('f-8', { windowCode: 'Z99' }))
    expect(single.body.errors.map(error => error.pointer)).toEqual(['/windowCode'])
    expect((await send(visit('half of a character: \ud800'))).status).toBe(422)
    // A clock that is four minutes fast is no fault.
    expect((await send(visit('f-9', { finishedAt: ago(-4) }))).status).toBe(200)
  })

  it('refuses too few, too many, no JSON, no idempotency key, and a key too long', async () => {
    const types = [
      await send([]),
      await send(Array.from({ length: 1001 }, (_, index) => visit(`n-${index}`))),
      await send('{"caseNo":'),
      await send(visit('n'), { 'idempotency-key': null }),
      await send(visit('n'), { 'idempotency-key': 'k'.repeat(101) }),
      await send(visit('n'), { 'content-type': 'text/plain' }),
    ].map(answer => [answer.status, answer.body.type])
    expect(types).toEqual([
      [422, '/problems/visit-count'],
      [422, '/problems/visit-count'],
      [400, '/problems/malformed-body'],
      [422, '/problems/visit-idempotency-key'],
      [422, '/problems/visit-idempotency-key'],
      [415, '/problems/unsupported-media-type'],
    ])
    const whole = await send(Array.from({ length: 1000 }, (_, index) => visit(`n-${index}`)))
    expect(whole.body.visits).toHaveLength(1000)
  })

  it('takes only a key in force: none, a wrong one and a revoked one get nothing; a session is no key', async () => {
    const none = await send(visit('k-1'), { authorization: null })
    expect([none.status, none.body.type]).toEqual([401, '/problems/visit-key-missing'])
    const wrong = await send(visit('k-1'), { authorization: 'Bearer mpv_00000000000000000000000000000000' })
    expect([wrong.status, wrong.body.type]).toEqual([401, '/problems/visit-key-refused'])
    const manager = await test.as('review_group')
    expect((await manager.post('/api/visits', visit('k-1'), { 'idempotency-key': 'session' })).status).toBe(401)
    const list = await manager.get<{ keys: { id: string; tail: string; usedAt: string | null }[] }>('/api/visit-keys')
    const shown = list.body.keys.find(one => one.id === keyId)
    expect(shown).toMatchObject({ tail: key.slice(-4) })
    expect(shown?.usedAt).not.toBeNull()
    expect(JSON.stringify(list.body)).not.toContain(key)
    const held = await test.context.db.selectFrom('visitKey').selectAll().execute()
    expect(JSON.stringify(held)).not.toContain(key)
    expect((await manager.post(`/api/visit-keys/${keyId}/revocation`)).status).toBe(200)
    expect((await manager.post(`/api/visit-keys/${keyId}/revocation`)).status).toBe(409)
    expect((await send(visit('k-1'))).body.type).toBe('/problems/visit-key-refused')
  })

  it('lets a manager make keys for the own centre only, and window staff none', async () => {
    await seat(test, 'center_manager', halls.west.staff[0])
    await seat(test, 'window_staff', halls.west.staff[1])
    const manager = await test.as('center_manager')
    const make = { centerId: halls.west.centerId, name: '业务系统' }
    const own = await manager.post<{ key: string; id: string }>('/api/visit-keys', make)
    expect(own.status).toBe(200)
    expect((await manager.post('/api/visit-keys', { ...make, centerId: halls.east.centerId })).status).toBe(404)
    expect((await manager.get<{ keys: unknown[] }>('/api/visit-keys')).body.keys).toHaveLength(1)
    expect((await manager.post(`/api/visit-keys/${keyId}/revocation`)).status).toBe(404)
    const staff = await test.as('window_staff')
    expect([(await staff.post('/api/visit-keys', make)).status, (await staff.get('/api/visit-keys')).status]).toEqual([
      403, 403,
    ])
    // The same idempotency key of another system is another message; staff of another hall are unknown here.
    await transact(test.context.db, async trx => {
      await insertStaff(trx, {
        id: test.context.newId(),
        centerId: halls.east.centerId,
        pointId: null,
        userId: null,
        number: 'E9',
        name: '东城职员九',
        mobileHash: null,
        active: 1,
        createdAt: ago(0),
        updatedAt: ago(0),
      })
    })
    const asWest = { authorization: `Bearer ${own.body.key}`, 'idempotency-key': 'again' }
    const there = await send(visit('r-1'), asWest)
    expect(there.body.visits.map(row => row.outcome)).toEqual(['created'])
    const foreign = await send(visit('r-9', { staffNumber: 'E9' }), { ...asWest, 'idempotency-key': 'other' })
    expect(foreign.body.errors.map(error => error.pointer)).toEqual(['/staffNumber'])
  })

  it('keeps answers for thirty days and is described with its key', async () => {
    const rows = async () => (await test.context.db.selectFrom('visitRequest').select('keyId').execute()).length
    const before = await rows()
    expect(before).toBeGreaterThan(0)
    await forgetRequests(test.context)
    expect(await rows()).toBe(before)
    await forgetRequests({ ...test.context, now: () => new Date(Date.now() + 31 * 86_400_000) })
    expect(await rows()).toBe(0)
    const { body } = await test.anyone.get<{
      paths: Record<string, { post?: { security?: unknown } }>
      components: { securitySchemes: Record<string, { type: string; scheme: string }> }
    }>('/api/openapi.json')
    expect(body.paths['/api/visits']?.post?.security).toEqual([{ visitKey: [] }])
    expect(body.components.securitySchemes.visitKey).toMatchObject({ type: 'http', scheme: 'bearer' })
  })
})
