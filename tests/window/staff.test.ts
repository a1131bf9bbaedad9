// The people at the windows: seats, accounts, and telephones that are never kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUser } from '../../server/account/account.ts'
import type { Role } from '../../server/account/permission.ts'
import { SYSTEM } from '../../server/audit/audit.store.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall, type Hall, made } from '../support/window.ts'

describe.each(ENGINES)('window staff on %s', engine => {
  let test: TestApp
  let hall: Hall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
  })
  afterAll(() => test.close())

  const refused = async (call: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await call
    return [status, (body as { type: string }).type]
  }
  const account = async (username: string, role: Role) =>
    (await createUser(test.context, SYSTEM, { username, name: username, role })).id
  const row = (id: string) =>
    test.context.db.selectFrom('windowStaff').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  it('keeps a telephone only as a keyed hash, and forgets it when asked', async () => {
    const body = { centerId: hall.center, number: '010', name: '丁某', mobile: '+86 199-0000-0010' }
    const id = await made(hall.manager.post('/api/window-staff', body))
    const kept = await row(id)
    expect(kept.mobileHash).toBe(mobileHash(test.context, '１９９００００００１０'))
    expect(kept.mobileHash).not.toBe(mobileHash(test.context, '19900000011'))
    expect(JSON.stringify(kept)).not.toContain('19900000010')
    const list = await hall.manager.get<{ staff: { id: string; mobileKnown: boolean }[] }>(
      `/api/window-staff?centerId=${hall.center}`,
    )
    expect(list.body.staff.find(person => person.id === id)?.mobileKnown).toBe(true)
    expect(JSON.stringify(list.body)).not.toContain(kept.mobileHash)
    await made(hall.manager.patch(`/api/window-staff/${id}`, { name: '丁某某' }))
    expect((await row(id)).mobileHash).toBe(kept.mobileHash)
    await made(hall.manager.patch(`/api/window-staff/${id}`, { mobile: '' }))
    expect((await row(id)).mobileHash).toBeNull()
    expect(await refused(hall.manager.patch(`/api/window-staff/${id}`, { mobile: '12345' }))).toEqual([
      422,
      '/problems/staff-mobile-unreadable',
    ])
  })

  it('refuses a taken number, a seat of another hall and rows out of reach', async () => {
    const person = { centerId: hall.center, number: '011', name: '戊某' }
    const taken = await refused(hall.manager.post('/api/window-staff', { ...person, number: '001' }))
    expect(taken).toEqual([409, '/problems/staff-number-taken'])
    const seat = await refused(hall.manager.post('/api/window-staff', { ...person, pointId: hall.foreign }))
    expect(seat).toEqual([422, '/problems/window-other-center'])
    const foreign = { ...person, centerId: hall.otherCenter }
    expect(await refused(hall.manager.post('/api/window-staff', foreign))).toEqual([404, '/problems/not-found'])
    const other = await made(hall.group.post('/api/window-staff', foreign))
    expect(await refused(hall.manager.patch(`/api/window-staff/${other}`, { name: '改' }))).toEqual([
      404,
      '/problems/not-found',
    ])
    const moved = await refused(hall.group.patch(`/api/window-staff/${other}`, { pointId: hall.own }))
    expect(moved).toEqual([422, '/problems/window-other-center'])
  })

  it('links accounts that work in a hall: a manager only window staff without another place', async () => {
    const clerk = await account('clerk2', 'window_staff')
    const boss = await account('boss2', 'center_manager')
    const viewer = await account('viewer2', 'viewer')
    const unfit = [422, '/problems/window-user-unfit']
    const person = { centerId: hall.center, name: '己某' }
    const link = (caller: Hall['group'], number: string, userId: string, centerId = hall.center) =>
      caller.post('/api/window-staff', { ...person, number, userId, centerId })
    expect(await refused(link(hall.group, '020', viewer))).toEqual(unfit)
    expect(await refused(link(hall.group, '020', 'nobody'))).toEqual(unfit)
    expect(await refused(link(hall.manager, '020', boss))).toEqual(unfit)
    await made(link(hall.manager, '020', clerk))
    expect(await refused(link(hall.manager, '021', clerk))).toEqual([409, '/problems/window-user-taken'])
    const away = await account('clerk3', 'window_staff')
    await made(link(hall.group, '022', away, hall.otherCenter))
    expect(await refused(link(hall.manager, '023', away))).toEqual(unfit)
    const choice = await hall.manager.get<{ accounts: { username: string }[] }>('/api/window-accounts')
    expect(choice.body.accounts.map(({ username }) => username)).toEqual(['clerk2', 'window_staff'])
    await made(link(hall.group, '024', boss))
  })

  it('does not let a manager lose the own place, and takes sight away with the place of staff', async () => {
    const own = [409, '/problems/window-own-place']
    expect(await refused(hall.manager.patch(`/api/window-staff/${hall.managerRow}`, { active: 0 }))).toEqual(own)
    expect(await refused(hall.manager.patch(`/api/window-staff/${hall.managerRow}`, { userId: null }))).toEqual(own)
    expect((await hall.staff.get(`/api/windows/${hall.own}`)).status).toBe(200)
    await made(hall.manager.patch(`/api/window-staff/${hall.staffRow}`, { pointId: hall.neighbour }))
    expect((await hall.staff.get(`/api/windows/${hall.own}`)).status).toBe(404)
    expect((await hall.staff.get(`/api/windows/${hall.neighbour}`)).status).toBe(200)
    await made(hall.manager.patch(`/api/window-staff/${hall.staffRow}`, { active: 0 }))
    expect((await hall.staff.get(`/api/windows/${hall.neighbour}`)).status).toBe(404)
  })
})
