// 请评价 and the list of visits, on both engines: taps, tablets, undo, scope, pages, and no level anywhere.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { transact } from '../../server/db/engine.ts'
import type { LiveEvent } from '../../server/live.ts'
import type { Problem } from '../../server/problem/problem.ts'
import { offerAtPoint, undoOffer } from '../../server/visit/offer.ts'
import { upsertVisits, type VisitInput } from '../../server/visit/upsert.ts'
import { currentVisit, findVisit, markRated } from '../../server/visit/visit.store.ts'
import { chinaDay } from '../../server/china-time.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHalls, type Halls, pairTablet, seat, tallies } from './hall.ts'

interface Offered {
  id: string
  caseNo: string
  rateUrl: string
  created: boolean
  repeated: boolean
  tablet: boolean
  type: string
  offer: Offered
}
interface Listed {
  visits: { id: string; caseNo: string; rated: boolean; pointId: string }[]
  next: string | null
  counts: { finished: number; rated: number } | null
}

describe.each(ENGINES)('visits at the window on %s', engine => {
  let test: TestApp
  let halls: Halls
  let staff: Caller
  let manager: Caller
  let group: Caller
  const heard: LiveEvent[] = []
  beforeAll(async () => {
    test = await createTestApp(engine)
    halls = await createHalls(test.context)
    await seat(test, 'window_staff', halls.east.staff[0])
    await seat(test, 'center_manager', halls.east.staff[1])
    await pairTablet(test.context, halls.east.centerId, halls.east.points[0])
    staff = await test.as('window_staff')
    manager = await test.as('center_manager')
    group = await test.as('review_group')
    test.context.live.on(event => heard.push(event))
  })
  beforeEach(async () => {
    await test.context.db.deleteFrom('visit').execute()
    await test.context.db.deleteFrom('visitTally').execute()
    heard.length = 0
  })
  afterAll(() => test.close())

  const store = async (...inputs: (Partial<VisitInput> & { caseNo: string })[]) =>
    await transact(
      test.context.db,
      async trx =>
        await upsertVisits(
          test.context,
          trx,
          inputs.map(one => ({
            centerId: halls.east.centerId,
            pointId: halls.east.points[0],
            unitId: null,
            matterId: null,
            staffId: null,
            source: 'api',
            mobileHash: null,
            startedAt: null,
            finishedAt: null,
            ...one,
          })),
        ),
    )
  const rate = async (id: string) =>
    await transact(test.context.db, async trx => await markRated(trx, [id], test.context.now().toISOString()))
  const expectTallies = async () => {
    const { held, recount } = await tallies(test.context)
    expect(held).toEqual(recount)
  }
  const tap = async (caller: Caller, pointId: string, body: object = {}) =>
    await caller.post<Offered>(`/api/windows/${pointId}/offer`, body)

  it('makes a finished visit by one tap and tells the tablet; the tap belongs to who sits there', async () => {
    const [point] = halls.east.points
    const made = await tap(staff, point)
    expect([made.status, made.body.tablet, made.body.created, made.body.repeated]).toEqual([200, true, true, false])
    expect(made.body.caseNo).toMatch(/^T\d{8}-\d{4}-[0-9a-z]{4}$/)
    expect(made.body.rateUrl).toMatch(/\/r\/[0-9a-z]{16}$/)
    expect(heard).toEqual([{ kind: 'visit', centerId: halls.east.centerId, pointId: point }])
    const row = await findVisit(test.context.db, made.body.id)
    expect(row).toMatchObject({ source: 'tap', staffId: halls.east.staff[0], unitId: null })
    expect(row?.finishedAt).toBe(row?.offeredAt)
    expect((await currentVisit(test.context.db, point, test.context.now()))?.id).toBe(made.body.id)
    await expectTallies()
    const twice = await tap(staff, point)
    expect([twice.body.id, twice.body.repeated]).toEqual([made.body.id, true])
  })

  it('makes one visit of two taps at once', async () => {
    const taps = await Promise.all(Array.from({ length: 4 }, () => tap(staff, halls.east.points[0])))
    expect(new Set(taps.map(answer => answer.body.id)).size).toBe(1)
    expect(taps.filter(answer => !answer.body.repeated)).toHaveLength(1)
  })

  it('without a tablet says to show the QR code, and the visit can be rated', async () => {
    const refused = await tap(manager, halls.east.points[1], { matterCode: 'M1' })
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/visit-no-tablet'])
    expect(refused.body.offer.rateUrl).toMatch(/\/r\/[0-9a-z]{16}$/)
    expect(await findVisit(test.context.db, refused.body.offer.id)).toMatchObject({
      matterId: halls.matters[0],
      unitId: halls.unitId,
      pointId: halls.east.points[1],
    })
    expect((await currentVisit(test.context.db, halls.east.points[1], test.context.now()))?.id).toBe(
      refused.body.offer.id,
    )
  })

  it('offers a known case by its number, once it is rated no more, and never one of another window', async () => {
    const [point, other] = halls.east.points
    const [known] = await store(
      { caseNo: 'K-1', finishedAt: test.context.now().toISOString() },
      { caseNo: 'K-2', pointId: other },
    )
    const offered = await tap(staff, point, { caseNo: 'K-1' })
    expect([offered.body.id, offered.body.created]).toEqual([known?.id, false])
    const elsewhere = await tap(staff, point, { caseNo: 'K-2' })
    expect([elsewhere.status, elsewhere.body.type]).toEqual([409, '/problems/visit-elsewhere'])
    await rate(known?.id ?? '')
    for (const answer of [
      await tap(staff, point, { caseNo: 'K-1' }),
      await staff.post<Offered>(`/api/visits/${known?.id}/offer`),
      await staff.post<Offered>(`/api/visits/${known?.id}/offer/undo`),
    ])
      expect(answer.status).toBe(409)
    const fresh = await tap(staff, point, { caseNo: 'K-3' })
    expect([fresh.body.caseNo, fresh.body.created]).toEqual(['K-3', true])
    const unknown = await tap(staff, point, { matterCode: 'M9' })
    expect([unknown.status, unknown.body.type]).toEqual([422, '/problems/visit-matter-unknown'])
    expect((await tap(staff, point, { caseNo: 'a\u0000b' })).status).toBe(422)
    const closed = await tap(manager, halls.east.points[2])
    expect([closed.status, closed.body.type]).toEqual([409, '/problems/visit-window-closed'])
    await expectTallies()
  })

  it('takes a tap back within thirty seconds: its visit is gone, a known visit stays', async () => {
    const { context } = test
    const [point] = halls.east.points
    const made = await tap(staff, point)
    expect((await staff.post(`/api/visits/${made.body.id}/offer/undo`)).body).toEqual({ deleted: true })
    expect(await findVisit(context.db, made.body.id)).toBeUndefined()
    expect((await staff.post(`/api/visits/${made.body.id}/offer/undo`)).status).toBe(404)
    const [known] = await store({ caseNo: 'K-9', finishedAt: context.now().toISOString() })
    await staff.post(`/api/visits/${known?.id}/offer`)
    expect((await staff.post(`/api/visits/${known?.id}/offer/undo`)).body).toEqual({ deleted: false })
    expect((await findVisit(context.db, known?.id ?? ''))?.offeredAt).toBeNull()
    const again = await tap(staff, point)
    const later = { ...context, now: () => new Date(Date.now() + 31_000) }
    const late = await undoOffer(later, { id: null, name: 'x' }, again.body.id).catch((error: Problem) => error)
    expect(late).toMatchObject({ slug: 'visit-undo-too-late' })
    // Long after, the next tap is another visit.
    const user = { id: 'nobody', name: 'x' }
    expect((await offerAtPoint(later, user, point, {})).id).not.toBe(again.body.id)
    await expectTallies()
    const audit = await (await test.as('administrator')).get<{ entries: { action: string }[] }>(
      '/api/audit?action=visit.',
    )
    expect(audit.body.entries.map(entry => entry.action).slice(0, 3)).toEqual([
      'visit.invite',
      'visit.invite',
      'visit.undo',
    ])
  })

  it('keeps everybody to their windows', async () => {
    const [east, west] = [halls.east.points, halls.west.points]
    const [own, next, far] = await store(
      { caseNo: 'S-1' },
      { caseNo: 'S-2', pointId: east[1] },
      { caseNo: 'S-3', centerId: halls.west.centerId, pointId: west[0] },
    )
    const seen = async (caller: Caller) =>
      (await caller.get<Listed>('/api/visits')).body.visits.map(visit => visit.caseNo).sort()
    expect(await seen(staff)).toEqual(['S-1'])
    expect(await seen(manager)).toEqual(['S-1', 'S-2'])
    expect(await seen(group)).toEqual(['S-1', 'S-2', 'S-3'])
    expect((await staff.get<Listed>(`/api/visits?centerId=${halls.west.centerId}`)).body.visits).toEqual([])
    const status = async (caller: Caller, id: string | undefined) => [
      (await caller.get(`/api/visits/${id}/link`)).status,
      (await caller.post<Offered>(`/api/visits/${id}/offer`)).status,
      (await caller.post(`/api/visits/${id}/offer/undo`)).status,
    ]
    expect(await status(staff, own?.id)).toEqual([200, 200, 200])
    expect(await status(staff, next?.id)).toEqual([404, 404, 404])
    expect(await status(manager, far?.id)).toEqual([404, 404, 404])
    expect((await tap(staff, east[1])).status).toBe(404)
    expect((await tap(manager, west[0])).status).toBe(404)
    // Who may only look gets no link: with it they could rate in the visitor's place.
    const viewer = await test.as('viewer')
    expect(await seen(viewer)).toEqual(['S-1', 'S-2', 'S-3'])
    expect(await status(viewer, own?.id)).toEqual([403, 403, 403])
    expect((await tap(viewer, east[0])).status).toBe(403)
    expect((await (await test.as('call_back')).get('/api/visits')).status).toBe(403)
    expect((await test.anyone.get('/api/visits')).status).toBe(401)
    const places = await staff.get<{ centers: unknown[]; points: { code: string; tablet: boolean; mine: boolean }[] }>(
      '/api/visit-places',
    )
    expect(places.body.points).toMatchObject([{ code: 'A01', tablet: true, mine: true }])
    expect(places.body.centers).toHaveLength(1)
    expect((await group.get<{ points: unknown[] }>('/api/visit-places')).body.points).toHaveLength(4)
  })

  it('lists page by page without a gap, filters, counts the day, and never tells a level', async () => {
    const now = test.context.now()
    const minutes = (ago: number) => new Date(now.getTime() - ago * 60_000).toISOString()
    const made = await store(
      ...Array.from({ length: 25 }, (_, index) => ({ caseNo: `P_${index}`, finishedAt: minutes(index >> 1) })),
      { caseNo: 'PX0' },
      { caseNo: 'OLD', finishedAt: '2026-01-05T01:00:00.000Z' },
    )
    for (const one of made.slice(0, 4)) await rate(one.id)
    const seen: string[] = []
    let cursor: string | null = ''
    do {
      const page: Listed = (
        await staff.get<Listed>(`/api/visits?limit=10${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      ).body
      seen.push(...page.visits.map(visit => visit.caseNo))
      cursor = page.next
    } while (cursor)
    expect(seen).toHaveLength(27)
    expect(new Set(seen).size).toBe(27)
    expect(seen.at(-1)).toBe('OLD')
    const list = async (query: string) => (await staff.get<Listed>(`/api/visits?limit=200&${query}`)).body
    expect((await list('caseNo=P_')).visits).toHaveLength(25)
    expect((await list('caseNo=P%25')).visits).toEqual([])
    expect((await list('state=rated')).visits.map(visit => visit.rated)).toEqual([true, true, true, true])
    expect((await list('state=unfinished')).visits.map(visit => visit.caseNo)).toEqual(['PX0'])
    expect((await list('state=unrated')).visits).toHaveLength(23)
    expect(await list('day=2026-01-05')).toMatchObject({
      counts: { finished: 1, rated: 0 },
      visits: [{ caseNo: 'OLD' }],
    })
    expect((await list(`day=2026-01-05&pointId=${halls.east.points[1]}`)).counts).toEqual({ finished: 0, rated: 0 })
    const today = await list(`day=${chinaDay(now)}`)
    expect(today.visits.length).toBeGreaterThan(0)
    expect(Object.keys(today.visits[0] ?? {}).filter(name => /level|rated/i.test(name))).toEqual(['rated'])
    expect((await staff.get('/api/visits?day=today')).status).toBe(422)
    expect((await staff.get('/api/visits?caseNo=%00')).status).toBe(422)
    expect((await staff.get('/api/visits?limit=1000')).status).toBe(422)
  })
})
