// Centres, windows and matters: who sees and changes which, what is refused and how, the change of a lost card's code.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPointCache, pointCache } from '../../server/window/point-cache.ts'
import { findPointByPublicCode } from '../../server/window/window.store.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { CENTER, createHall, type Hall, made } from '../support/window.ts'

interface Point {
  readonly id: string
  readonly code: string
  readonly publicCode: string
  readonly link: string
}

describe.each(ENGINES)('windows on %s', engine => {
  let test: TestApp
  let hall: Hall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
  })
  afterAll(() => test.close())

  const point = async (id: string) => (await hall.group.get<Point>(`/api/windows/${id}`)).body
  const refused = async (call: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await call
    return [status, (body as { type: string }).type]
  }

  it('shows staff their own window, a manager the own centre, the offices all of them', async () => {
    const codes = async (caller: Hall['staff'], centerId: string) =>
      (await caller.get<{ windows: Point[] }>(`/api/windows?centerId=${centerId}`)).body.windows.map(({ code }) => code)
    expect(await codes(hall.staff, hall.center)).toEqual(['A01'])
    expect(await codes(hall.manager, hall.center)).toEqual(['A01', 'A02'])
    expect(await codes(hall.group, hall.otherCenter)).toEqual(['A01'])
    const centers = async (caller: Hall['staff']) =>
      (await caller.get<{ centers: unknown[]; everywhere: boolean }>('/api/window-centers')).body
    expect((await centers(hall.staff)).centers).toHaveLength(1)
    expect((await centers(hall.group)).centers).toHaveLength(2)
    expect([(await centers(hall.manager)).everywhere, (await centers(hall.group)).everywhere]).toEqual([false, true])
    const people = await hall.staff.get<{ staff: { number: string }[] }>(`/api/window-staff?centerId=${hall.center}`)
    expect(people.body.staff.map(({ number }) => number)).toEqual(['001'])
  })

  it('refuses what is out of reach as if it did not exist, in lists and in every single route', async () => {
    const gone = [404, '/problems/not-found']
    for (const path of ['windows', 'window-staff', 'window-devices'])
      expect(await refused(hall.manager.get(`/api/${path}?centerId=${hall.otherCenter}`)), path).toEqual(gone)
    expect(await refused(hall.staff.get(`/api/windows/${hall.neighbour}`))).toEqual(gone)
    expect(await refused(hall.manager.get(`/api/windows/${hall.foreign}`))).toEqual(gone)
    expect(await refused(hall.manager.get(`/api/window-centers/${hall.otherCenter}`))).toEqual(gone)
    expect(await refused(hall.manager.patch(`/api/windows/${hall.foreign}`, { name: '占用' }))).toEqual(gone)
    expect(await refused(hall.manager.post(`/api/windows/${hall.foreign}/code`))).toEqual(gone)
    const elsewhere = { centerId: hall.otherCenter, code: 'B9', name: '占用' }
    expect(await refused(hall.manager.post('/api/windows', elsewhere))).toEqual(gone)
    expect(await refused(hall.staff.get(`/api/windows/cards?ids=${hall.own},${hall.neighbour}`))).toEqual(gone)
    expect((await point(hall.foreign)).code).toBe('A01')
  })

  it('lets a manager keep the own windows, but neither centres nor matters; staff and viewers write nothing', async () => {
    const made3 = await hall.manager.post('/api/windows', { centerId: hall.center, code: 'A03', name: '税务' })
    expect(made3.status).toBe(200)
    const offices = [403, '/problems/window-offices-only']
    expect(await refused(hall.manager.post('/api/window-centers', { ...CENTER, code: 'mine' }))).toEqual(offices)
    expect(await refused(hall.manager.patch(`/api/window-centers/${hall.center}`, { active: 0 }))).toEqual(offices)
    expect(await refused(hall.manager.post('/api/window-matters', { code: 'M1', name: '事项' }))).toEqual(offices)
    for (const caller of [hall.staff, await test.as('viewer')])
      expect((await caller.patch(`/api/windows/${hall.own}`, { name: '改名' })).status).toBe(403)
    expect((await test.anyone.get(`/api/windows/${hall.own}`)).status).toBe(401)
  })

  it('gives each wrong input its problem and changes nothing', async () => {
    const base = { centerId: hall.center, name: '窗口' }
    expect(await refused(hall.group.post('/api/windows', { ...base, code: 'A02' }))).toEqual([
      409,
      '/problems/window-code-taken',
    ])
    expect(await refused(hall.group.post('/api/windows', { ...base, code: 'B1', unitId: 'none' }))).toEqual([
      422,
      '/problems/window-unknown-unit',
    ])
    expect(await refused(hall.group.post('/api/windows', { ...base, code: '有 空格' }))).toEqual([
      422,
      '/problems/invalid-input',
    ])
    expect(await refused(hall.group.post('/api/window-centers', CENTER))).toEqual([409, '/problems/center-code-taken'])
    const night = { ...CENTER, code: 'night', opensAt: '18:00' }
    expect(await refused(hall.group.post('/api/window-centers', night))).toEqual([
      422,
      '/problems/center-hours-reversed',
    ])
    expect(await refused(hall.group.patch(`/api/window-centers/${hall.center}`, { closesAt: '08:00' }))).toEqual([
      422,
      '/problems/center-hours-reversed',
    ])
    const matter = { code: 'M-1', name: '不动产转移登记' }
    await made(hall.group.post('/api/window-matters', matter))
    expect(await refused(hall.group.post('/api/window-matters', matter))).toEqual([409, '/problems/matter-code-taken'])
    expect(await refused(hall.group.patch('/api/window-matters/none', { active: 0 }))).toEqual([
      404,
      '/problems/not-found',
    ])
    const { windows } = (await hall.group.get<{ windows: Point[] }>(`/api/windows?centerId=${hall.center}`)).body
    expect(windows.map(({ code }) => code)).toEqual(['A01', 'A02', 'A03'])
  })

  it('finds a window by its code as people type it, and never by a lost one', async () => {
    const before = await point(hall.own)
    expect(before.publicCode).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/)
    expect(before.link).toBe(`http://minping.test/w/${before.publicCode}`)
    const find = (code: string) => pointCache(test.context).find(code)
    const typed = before.publicCode.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
    expect(await find(typed)).toMatchObject({ id: hall.own, centerName: CENTER.name, supplementDays: 10 })
    const after = await hall.manager.post<Point>(`/api/windows/${hall.own}/code`, { reason: '卡片遗失' })
    expect(after.body.publicCode).not.toBe(before.publicCode)
    expect(await find(before.publicCode)).toBeUndefined()
    expect(await findPointByPublicCode(test.context.db, before.publicCode)).toBeUndefined()
    expect((await find(after.body.publicCode))?.id).toBe(hall.own)
    for (const text of ['', 'a', 'z'.repeat(16), `${after.body.publicCode}0`, "' or 1=1 --"])
      expect(await find(text), text).toBeUndefined()
  })

  it('keeps a window in memory for five seconds, and one that is not there as long', async () => {
    let at = new Date('2026-11-25T01:00:00Z')
    const cache = createPointCache({ db: test.context.db, now: () => at })
    const { publicCode } = await point(hall.neighbour)
    const change = (active: 0 | 1) =>
      test.context.db.updateTable('windowPoint').set({ active }).where('id', '=', hall.neighbour).execute()
    expect(await cache.find(publicCode)).toBeDefined()
    await change(0)
    at = new Date(at.getTime() + 4_999)
    expect(await cache.find(publicCode)).toBeDefined()
    at = new Date(at.getTime() + 1)
    expect(await cache.find(publicCode)).toBeUndefined()
    await change(1)
    expect(await cache.find(publicCode)).toBeUndefined()
    cache.clear()
    expect(await cache.find(publicCode)).toBeDefined()
  })

  it('names the one person who sits at a window, and nobody when there are two', async () => {
    const find = async () => {
      pointCache(test.context).clear()
      return (await pointCache(test.context).find((await point(hall.own)).publicCode))?.staffId
    }
    expect(await find()).toBe(hall.staffRow)
    const body = { centerId: hall.center, number: '002', name: '丙某', pointId: hall.own }
    const second = await made(hall.manager.post('/api/window-staff', body))
    expect(await find()).toBeNull()
    await made(hall.manager.patch(`/api/window-staff/${second}`, { active: 0 }))
    expect(await find()).toBe(hall.staffRow)
  })

  it('closes and opens windows and centres: a closed one cannot be rated at', async () => {
    const { publicCode } = await point(hall.own)
    const find = async () => (await pointCache(test.context).find(publicCode))?.id
    await made(hall.manager.patch(`/api/windows/${hall.own}`, { active: 0 }))
    expect(await find()).toBeUndefined()
    await made(hall.manager.patch(`/api/windows/${hall.own}`, { active: 1 }))
    expect(await find()).toBe(hall.own)
    await made(hall.group.patch(`/api/window-centers/${hall.center}`, { active: 0 }))
    expect(await find()).toBeUndefined()
    expect(
      await refused(hall.manager.post('/api/windows', { centerId: hall.center, code: 'Z1', name: '窗口' })),
    ).toEqual([409, '/problems/window-closed'])
    await made(hall.group.patch(`/api/window-centers/${hall.center}`, { active: 1 }))
    expect(await find()).toBe(hall.own)
  })

  it('writes an audit line of every change, without names, telephones or the codes of cards', async () => {
    const administrator = await test.as('administrator')
    const { entries } = (
      await administrator.get<{ entries: { action: string; subject: string; details: unknown }[] }>(
        '/api/audit?action=window&limit=200',
      )
    ).body
    expect(new Set(entries.map(entry => entry.action))).toEqual(new Set(['window.write', 'window.code']))
    const text = JSON.stringify(entries)
    const { publicCode } = await point(hall.own)
    for (const secret of [publicCode, '甲某', '丙某']) expect(text).not.toContain(secret)
    expect((await administrator.get<{ ok: boolean }>('/api/audit/verification')).body.ok).toBe(true)
  })
})
