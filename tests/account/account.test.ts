// Signing in, one-time passwords, locking, roles: through the API on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { can, ROLES } from '../../server/account/permission.ts'
import { createLock, isStrong } from '../../server/account/signin.ts'
import { BASE, createTestApp, ENGINES, type TestApp } from '../support/app.ts'

const JSON_HEADERS = { 'content-type': 'application/json', origin: BASE }

describe.each(ENGINES)('accounts on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  const signIn = (username: string, password: string) =>
    test.anyone.fetch('/api/account/sign-in', {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify({ username, password }),
    })

  it('hands out a one-time password that opens nothing until it is changed', async () => {
    const administrator = await test.as('administrator')
    const made = await administrator.post<{ password: string }>('/api/account/users', {
      username: 'Zhang-San',
      name: '张三（示例）',
      role: 'review_group',
    })
    expect(made.status).toBe(200)
    const signedIn = await signIn('zhang-san', made.body.password)
    expect(await signedIn.json()).toEqual({ mustChangePassword: true })
    const cookies = signedIn.headers.getSetCookie()
    expect(cookies.join()).toMatch(/HttpOnly/i)
    expect(cookies.join()).toMatch(/SameSite=Lax/i)
    const cookie = cookies.map(item => item.split(';')[0]).join('; ')
    const units = () => test.anyone.fetch('/api/units', { headers: { cookie } })
    expect((await units()).status).toBe(403)
    const change = (current: string, next: string) =>
      test.anyone.fetch('/api/account/password', {
        method: 'POST',
        headers: { ...JSON_HEADERS, cookie },
        body: JSON.stringify({ current, next }),
      })
    expect(await (await change(made.body.password, 'weakweakweak')).json()).toMatchObject({
      type: '/problems/password-refused',
      reason: 'weak',
    })
    expect(await (await change('wrong', 'Strong-enough-1')).json()).toMatchObject({ reason: 'wrong' })
    const changed = await change(made.body.password, 'Strong-enough-1')
    expect(changed.status).toBe(200)
    expect((await signIn('zhang-san', made.body.password)).status).toBe(401)
    const again = await signIn('zhang-san', 'Strong-enough-1')
    expect(await again.json()).toEqual({ mustChangePassword: false })
  })

  it('answers an unknown name and a wrong password alike, and locks after five failures', async () => {
    const unknown = await (await signIn('nobody', 'x')).json()
    const administrator = await test.as('administrator')
    await administrator.post('/api/account/users', { username: 'locked', name: '示例', role: 'viewer' })
    const answers = []
    for (let attempt = 0; attempt < 6; attempt++) answers.push(await signIn('locked', 'wrong'))
    expect(answers.map(answer => answer.status)).toEqual([401, 401, 401, 401, 401, 429])
    const { instance: _a, ...wrong } = (await answers[0]!.json()) as Record<string, unknown>
    const { instance: _b, ...nobody } = unknown as Record<string, unknown>
    expect(wrong).toEqual(nobody)
  })

  it('ends the sessions of a disabled user at once and refuses changes to one’s own account', async () => {
    const administrator = await test.as('administrator')
    const viewer = await test.as('viewer')
    expect((await viewer.get('/api/units')).status).toBe(200)
    const { users } = (await administrator.get<{ users: { id: string; username: string }[] }>('/api/account/users'))
      .body
    const idOf = (username: string) => users.find(user => user.username === username)?.id ?? ''
    expect((await administrator.patch(`/api/account/users/${idOf('viewer')}`, { banned: true })).status).toBe(200)
    expect((await viewer.get('/api/units')).status).toBe(401)
    expect(
      (await administrator.patch<{ type: string }>(`/api/account/users/${idOf('administrator')}`, { role: 'viewer' }))
        .body.type,
    ).toBe('/problems/own-account')
    expect((await viewer.get('/api/account/users')).status).toBe(401)
    expect((await (await test.as('statistics')).get('/api/account/users')).status).toBe(403)
  })

  it('offers no public sign-up', async () => {
    const answer = await test.anyone.post('/api/auth/sign-up/email', {
      email: 'a@b.invalid',
      password: 'Strong-enough-1',
      name: 'x',
    })
    expect(answer.status).toBe(404)
  })
})

describe('roles', () => {
  it('let only the administrator touch accounts, and only some see contacts', () => {
    expect(ROLES.filter(role => can(role, 'account.write'))).toEqual(['administrator'])
    expect(ROLES.filter(role => can(role, 'person.read'))).toEqual(['administrator', 'review_group', 'statistics'])
    expect(ROLES.filter(role => can(role, 'draw.write'))).toEqual(['administrator', 'statistics'])
    expect(can('nobody', 'unit.read')).toBe(false)
    expect(can(null, 'unit.read')).toBe(false)
  })
})

describe('the lock', () => {
  it('opens after half an hour and after a success', () => {
    const lock = createLock()
    const at = (minutes: number) => new Date(minutes * 60_000)
    for (let attempt = 0; attempt < 5; attempt++) lock.failed('a', at(0))
    expect(lock.locked('a', at(29))).toBe(true)
    expect(lock.locked('a', at(31))).toBe(false)
    expect(lock.locked('b', at(0))).toBe(false)
    lock.succeeded('a')
    expect(lock.locked('a', at(1))).toBe(false)
  })

  it.each([
    ['Short1!', false],
    ['alllowercase1', false],
    ['Correct-horse-9', true],
    ['ONLYUPPER-99', true],
  ])('strength of %s is %s', (password, strong) => {
    expect(isStrong(password)).toBe(strong)
  })
})
