// What every route shares: the API description, problems, headers, limits, health.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../support/app.ts'

interface Description {
  openapi: string
  paths: Record<string, Record<string, { summary?: string; description?: string; responses: Record<string, unknown> }>>
}

describe('the house', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp('sqlite')
  })
  afterAll(() => test.close())

  it('describes its API in OpenAPI 3.1: each operation with words in both languages and a problem answer', async () => {
    const { body } = await test.anyone.get<Description>('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    )
    expect(operations.length).toBeGreaterThan(20)
    for (const operation of operations) {
      expect(operation.summary, operation.name).toMatch(/[\u4e00-\u9fff].* · .*[a-z]/i)
      expect(Object.keys(operation.responses), operation.name).toContain('default')
    }
    expect(body.paths).toHaveProperty(['/api/campaigns/{id}/state'])
  })

  it('leaves no route out of the description', async () => {
    const { body } = await test.anyone.get<Description>('/api/openapi.json')
    const described = new Set(
      Object.entries(body.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
      ),
    )
    const mounted = new Set(
      test.app.routes
        .filter(route => route.method !== 'ALL' && route.path.startsWith('/api/') && route.path !== '/api/openapi.json')
        .map(route => `${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`),
    )
    expect(mounted.size).toBeGreaterThan(100)
    expect([...mounted].filter(route => !described.has(route))).toEqual([])
    expect([...described].filter(route => !mounted.has(route))).toEqual([])
  })

  it('answers an unknown address with a problem to programs and a kind page to people', async () => {
    const program = await test.anyone.get<{ type: string; status: number }>('/api/none')
    expect([program.status, program.body.type, program.headers.get('content-type')]).toEqual([
      404,
      '/problems/not-found',
      'application/problem+json; charset=utf-8',
    ])
    const person = await test.anyone.fetch('/none', { headers: { accept: 'text/html' } })
    expect(person.status).toBe(404)
    expect(await person.text()).toContain('找不到页面')
  })

  it('gives problems both languages, the reader’s first', async () => {
    const chinese = await test.anyone.get<{ title: string; messages: Record<string, { title: string }> }>('/api/units')
    expect(chinese.body.title).toBe('请先登录')
    expect(chinese.body.messages.en?.title).toBe('Sign in first')
    expect((await test.anyone.get<{ title: string }>('/api/units', { 'accept-language': 'en-GB,en' })).body.title).toBe(
      'Sign in first',
    )
    expect(
      (await test.anyone.get<{ title: string }>('/api/units', { 'accept-language': 'en-GB', cookie: 'lang=zh' })).body
        .title,
    ).toBe('请先登录')
  })

  it('refuses a JSON body over its limit and a body of another type', async () => {
    const huge = await test.anyone.post<{ type: string }>('/api/account/sign-in', {
      username: 'x'.repeat(3_000_000),
      password: 'x',
    })
    expect([huge.status, huge.body.type]).toEqual([413, '/problems/too-large'])
    const form = await test.anyone.fetch('/api/account/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    })
    expect(form.status).toBeGreaterThanOrEqual(400)
    expect(form.headers.get('content-type')).toContain('application/problem+json')
  })

  it('refuses a write that carries a cookie but no sign of coming from our pages', async () => {
    const bare = await test.app.request('http://minping.test/api/account/sign-out', {
      method: 'POST',
      headers: { cookie: 'minping.session_token=x', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(bare.status).toBe(403)
    const foreign = await test.anyone.post('/api/account/sign-out', {}, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    const own = await test.anyone.post('/api/account/sign-out', {}, { 'sec-fetch-site': 'same-origin' })
    expect(own.status).toBe(200)
  })

  it('sets strict headers and tells its health', async () => {
    const health = await test.anyone.get<{ status: string }>('/healthz')
    expect(health.body.status).toBe('ok')
    expect(health.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(health.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await test.anyone.get<{ status: string; engine: string }>('/readyz')).body).toEqual({
      status: 'ready',
      engine: 'sqlite',
    })
    expect(await (await test.anyone.fetch('/metrics')).text()).toContain('minping_http_seconds_bucket')
    expect((await test.anyone.get('/api/units')).headers.get('cache-control')).toBe('no-store')
  })
})
