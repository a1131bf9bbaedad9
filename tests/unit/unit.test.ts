// Units and series through the API on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('units on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  it('keeps series and units in order and audits each change', async () => {
    const group = await test.as('review_group')
    const series = await group.post<{ id: string }>('/api/unit-series', { code: 's3', name: '第三系列 综合与管理类' })
    expect(series.status).toBe(200)
    for (const code of ['a', 'b']) {
      const made = await group.post('/api/units', { code, name: `单位${code}`, seriesId: series.body.id })
      expect(made.status).toBe(200)
    }
    const list = await group.get<{ units: { code: string; seriesName: string; position: number }[] }>('/api/units')
    expect(list.body.units.map(unit => [unit.code, unit.position])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { action: string }[] }>('/api/audit?action=unit.write')
    expect(audit.body.entries).toHaveLength(3)
    expect((await administrator.get<{ ok: boolean }>('/api/audit/verification')).body.ok).toBe(true)
  })

  it('refuses a taken code, an unknown series and a malformed field, each with its problem', async () => {
    const group = await test.as('review_group')
    const { units } = (await group.get<{ units: { seriesId: string }[] }>('/api/units')).body
    const seriesId = units[0]?.seriesId ?? ''
    const taken = await group.post<{ type: string }>('/api/units', { code: 'a', name: '另一单位', seriesId })
    expect([taken.status, taken.body.type]).toEqual([409, '/problems/unit-code-taken'])
    const unknown = await group.post<{ type: string }>('/api/units', { code: 'c', name: '另一单位', seriesId: 'none' })
    expect([unknown.status, unknown.body.type]).toEqual([422, '/problems/unknown-series'])
    const malformed = await group.post<{ errors: { pointer: string }[] }>('/api/units', {
      code: '有空 格',
      name: '',
      seriesId,
    })
    expect([malformed.status, malformed.body.errors.map(error => error.pointer)]).toEqual([422, ['/code', '/name']])
    expect((await group.get<{ units: unknown[] }>('/api/units')).body.units).toHaveLength(2)
  })

  it('lets a viewer read and not write, a stranger neither, and refuses another site', async () => {
    const viewer = await test.as('viewer')
    expect((await viewer.get('/api/units')).status).toBe(200)
    expect((await viewer.post('/api/unit-series', { code: 'x', name: 'x' })).status).toBe(403)
    expect((await test.anyone.get('/api/units')).status).toBe(401)
    const group = await test.as('review_group')
    const foreign = await group.post<{ type: string }>(
      '/api/unit-series',
      { code: 'x', name: 'x' },
      { origin: 'https://elsewhere.example' },
    )
    expect([foreign.status, foreign.body.type]).toEqual([403, '/problems/cross-site'])
  })
})
