// Tablets: the six digits and who may type them, wrong, old and guessed ones, revocation at once.
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../server/context.ts'
import { createLive, type LiveEvent } from '../../server/live.ts'
import { Problem } from '../../server/problem/problem.ts'
import { deviceOf, pairDevice, pairingOf, startPairing, TABLET_COOKIE } from '../../server/window/device.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall, type Hall, made } from '../support/window.ts'

describe.each(ENGINES)('tablets on %s', engine => {
  let test: TestApp
  let hall: Hall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
  })
  beforeEach(() => test.context.db.deleteFrom('windowDevice').execute())
  afterAll(() => test.close())

  const refused = async (call: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await call
    return [status, (body as { type: string }).type]
  }
  const slug = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.slug : String(error)),
    )
  /** What a tablet's page sees: the paired device, or the digits to show. */
  const tablet = (context: Context, pointId: string) => {
    const app = new Hono()
      .get('/who', async c => c.json({ device: (await deviceOf(context, c)) ?? null }))
      .get('/digits', async c => c.json({ code: (await pairingOf(context, c, pointId)).code }))
    let cookie = ''
    const call = async (path: string) => {
      const answer = await app.request(path, { headers: { cookie } })
      const set = answer.headers.get('set-cookie')
      if (set) cookie = set.split(';')[0] ?? ''
      return { set, body: (await answer.json()) as { code: string; device: { id: string; pointId: string } | null } }
    }
    return { digits: () => call('/digits'), who: async () => (await call('/who')).body.device }
  }
  const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  it('pairs by the digits a tablet shows, knows it by its cookie, and forgets it when revoked', async () => {
    const page = tablet(test.context, hall.own)
    expect(await page.who()).toBeNull()
    const shown = await page.digits()
    expect(shown.set).toMatch(
      new RegExp(`^${TABLET_COOKIE}=[\\w-]{43}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax$`),
    )
    expect(shown.body.code).toMatch(/^\d{6}$/)
    const again = await page.digits()
    expect([again.body.code, again.set]).toEqual([shown.body.code, null])
    expect(await page.who()).toBeNull()
    const events: LiveEvent[] = []
    const stop = test.context.live.on(event => events.push(event))
    const spaced = `${shown.body.code.slice(0, 3)} ${shown.body.code.slice(3)}`
    const id = await made(hall.staff.post(`/api/windows/${hall.own}/devices`, { code: spaced, name: '左侧平板' }))
    expect(await page.who()).toMatchObject({ id, pointId: hall.own, state: 'paired' })
    const list = async () =>
      (await hall.manager.get<{ devices: object[] }>(`/api/window-devices?centerId=${hall.center}`)).body.devices
    expect(await list()).toMatchObject([
      { id, name: '左侧平板', state: 'paired', pointCode: 'A01', pairedByName: 'window_staff' },
    ])
    expect((await hall.manager.post(`/api/window-devices/${id}/revoke`)).status).toBe(200)
    stop()
    expect(await page.who()).toBeNull()
    expect(events).toEqual([1, 2].map(() => ({ kind: 'device', centerId: hall.center, pointId: hall.own })))
    expect(await list()).toMatchObject([{ id, state: 'revoked', revokedByName: 'center_manager' }])
    expect(await refused(hall.manager.post(`/api/window-devices/${id}/revoke`))).toEqual([
      409,
      '/problems/device-not-paired',
    ])
    const used = await refused(hall.staff.post(`/api/windows/${hall.own}/devices`, { code: shown.body.code }))
    expect(used).toEqual([422, '/problems/pairing-code-wrong'])
  })

  it('stores neither the token nor the digits', async () => {
    const { token, code } = await startPairing(test.context, hall.own)
    const [row] = await test.context.db.selectFrom('windowDevice').selectAll().execute()
    expect(row).toMatchObject({ state: 'pending', pointId: hall.own })
    expect(JSON.stringify([row?.tokenHash, row?.pairHash])).not.toMatch(new RegExp(`${token}|"${code}"`))
  })

  it('refuses a wrong code, the code of another window, and callers without the right', async () => {
    const { code } = await startPairing(test.context, hall.own)
    const wrong = [422, '/problems/pairing-code-wrong']
    const pair = (caller: Hall['staff'], pointId: string, digits = code) =>
      refused(caller.post(`/api/windows/${pointId}/devices`, { code: digits }))
    expect(await pair(hall.staff, hall.own, wrongOf(code))).toEqual(wrong)
    expect(await pair(hall.manager, hall.neighbour)).toEqual(wrong)
    expect(await pair(hall.staff, hall.neighbour)).toEqual([404, '/problems/not-found'])
    expect(await pair(hall.manager, hall.foreign)).toEqual([404, '/problems/not-found'])
    expect(await pair(await test.as('viewer'), hall.own)).toEqual([403, '/problems/forbidden'])
    expect(await pair(hall.staff, hall.own, '12a456')).toEqual([422, '/problems/invalid-input'])
    expect(await pair(test.anyone, hall.own)).toEqual([401, '/problems/sign-in-required'])
    const id = await made(hall.manager.post(`/api/windows/${hall.own}/devices`, { code }))
    const foreign = await startPairing(test.context, hall.foreign)
    const other = await made(hall.group.post(`/api/windows/${hall.foreign}/devices`, { code: foreign.code }))
    expect(await refused(hall.manager.post(`/api/window-devices/${other}/revoke`))).toEqual([
      404,
      '/problems/not-found',
    ])
    expect(await refused(hall.staff.post(`/api/window-devices/${other}/revoke`))).toEqual([404, '/problems/not-found'])
    expect((await hall.staff.post(`/api/window-devices/${id}/revoke`)).status).toBe(200)
  })

  it('lets a code live for ten minutes, and then gives the tablet another', async () => {
    let at = new Date('2026-11-25T01:00:00Z')
    const context: Context = { ...test.context, now: () => at, live: createLive() }
    const page = tablet(context, hall.own)
    const { code } = (await page.digits()).body
    const actor = { id: 'somebody', name: 'somebody' }
    const pair = (digits: string) => slug(pairDevice(context, actor, { pointId: hall.own, code: digits, name: '' }))
    at = new Date(at.getTime() + 10 * 60_000)
    expect(await pair(code)).toBe('pairing-code-expired')
    const fresh = (await page.digits()).body.code
    expect(await pair(code)).toBe('pairing-code-wrong')
    expect(await pair(fresh)).toBe('done')
  })

  it('makes people who guess wait ten minutes after ten wrong codes, and nobody else', async () => {
    let at = new Date('2026-11-25T01:00:00Z')
    const context: Context = { ...test.context, now: () => at, live: createLive() }
    const { code } = await startPairing(context, hall.own)
    const pair = (id: string, digits: string) =>
      slug(pairDevice(context, { id, name: id }, { pointId: hall.own, code: digits, name: '' }))
    const tries = await Promise.all(Array.from({ length: 10 }, () => pair('guesser', wrongOf(code))))
    expect(new Set(tries)).toEqual(new Set(['pairing-code-wrong']))
    expect(await pair('guesser', code)).toBe('pairing-tries')
    expect(await pair('colleague', code)).toBe('done')
    at = new Date(at.getTime() + 10 * 60_000)
    const next = await startPairing(context, hall.own)
    expect(await pair('guesser', next.code)).toBe('done')
  })

  it('answers guessing over the API with 429 and when to come back', async () => {
    const { code } = await startPairing(test.context, hall.own)
    const url = `/api/windows/${hall.own}/devices`
    for (let i = 0; i < 12; i++) await hall.staff.post(url, { code: wrongOf(code) })
    const answer = await hall.staff.post<{ type: string; retryAfter: number }>(url, { code })
    expect([answer.status, answer.body.type]).toEqual([429, '/problems/pairing-tries'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('limits the tablets that wait and those that are paired', async () => {
    let at = new Date('2026-11-25T01:00:00Z')
    const context: Context = { ...test.context, now: () => at, live: createLive() }
    for (let i = 0; i < 20; i++) await startPairing(context, hall.own)
    expect(await slug(startPairing(context, hall.own))).toBe('pairing-busy')
    expect(await slug(startPairing(context, hall.neighbour))).toBe('done')
    at = new Date(at.getTime() + 10 * 60_000)
    const actor = { id: 'somebody', name: 'somebody' }
    const pair = async () => {
      const { code } = await startPairing(context, hall.own)
      return await slug(pairDevice(context, actor, { pointId: hall.own, code, name: '' }))
    }
    for (let i = 0; i < 5; i++) expect(await pair()).toBe('done')
    expect(await pair()).toBe('window-tablets-limit')
  })

  it('pairs none at a closed window', async () => {
    const { code } = await startPairing(test.context, hall.neighbour)
    await made(hall.group.patch(`/api/windows/${hall.neighbour}`, { active: 0 }))
    const answer = await refused(hall.manager.post(`/api/windows/${hall.neighbour}/devices`, { code }))
    expect(answer).toEqual([409, '/problems/window-closed'])
    expect(await slug(startPairing(test.context, hall.neighbour))).toBe('window-closed')
    await made(hall.group.patch(`/api/windows/${hall.neighbour}`, { active: 1 }))
  })
})
