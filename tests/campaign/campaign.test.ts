// Campaigns: stages in order, units fixed once sampling begins, schemes versioned and frozen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CAMPAIGN_STATES, mayMove } from '../../server/campaign/campaign.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, SETTINGS, type TestCampaign } from '../support/campaign.ts'

interface Shown {
  campaign: { state: string; name: string }
  units: { id: string; position: number }[]
  schemes: { version: number; state: string; digest: string; body: { value_map: Record<string, number> } }[]
  journey: { units: number }
}

describe.each(ENGINES)('campaigns on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test)
  })
  afterAll(() => test.close())

  const show = async () => (await (await test.as('viewer')).get<Shown>(`/api/campaigns/${campaign.id}`)).body

  it('starts in preparation with the default scheme as version 1', async () => {
    const shown = await show()
    expect(shown.campaign.state).toBe('preparing')
    expect(shown.units.map(unit => unit.id)).toEqual(campaign.units.map(unit => unit.id))
    expect(shown.schemes).toHaveLength(1)
    expect(shown.schemes[0]).toMatchObject({
      version: 1,
      state: 'draft',
      body: { value_map: { s4: 100, s3: 80, s2: 60, s1: 0 } },
    })
    expect(shown.schemes[0]?.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  it('saves each edit of the scheme as a new version and keeps the old', async () => {
    const group = await test.as('review_group')
    const body = { ...(await show()).schemes[0]?.body, value_map: { s4: 100, s3: 80, s2: 60, s1: 40, dk: null } }
    const saved = await group.post<{ version: number }>(`/api/campaigns/${campaign.id}/schemes`, { body })
    expect(saved.body.version).toBe(2)
    expect((await show()).schemes.map(scheme => [scheme.version, scheme.body.value_map.s1])).toEqual([
      [2, 40],
      [1, 0],
    ])
    const bad = await group.post<{ type: string }>(`/api/campaigns/${campaign.id}/schemes`, {
      body: { value_map: 'x' },
    })
    expect([bad.status, bad.body.type]).toEqual([422, '/problems/invalid-input'])
  })

  it('moves one stage at a time, back only with a reason, and freezes what must hold', async () => {
    const group = await test.as('review_group')
    const move = (state: string, reason?: string) =>
      group.post<{ type?: string }>(`/api/campaigns/${campaign.id}/state`, { state, ...(reason ? { reason } : {}) })
    expect((await move('scoring')).body.type).toBe('/problems/campaign-state-step')
    expect((await move('sampling')).status).toBe(200)
    expect((await group.put<{ type: string }>(`/api/campaigns/${campaign.id}/units`, { unitIds: [] })).body.type).toBe(
      '/problems/campaign-units-fixed',
    )
    expect((await move('preparing')).body.type).toBe('/problems/campaign-reason-required')
    expect((await move('preparing', '漏了一个单位')).status).toBe(200)
    for (const state of ['sampling', 'fieldwork']) expect((await move(state)).status).toBe(200)
    expect((await show()).schemes.every(scheme => scheme.state === 'frozen')).toBe(true)
    for (const state of ['scoring', 'review']) expect((await move(state)).status).toBe(200)
    const late = await group.post<{ type: string }>(`/api/campaigns/${campaign.id}/schemes`, {
      body: (await show()).schemes[0]?.body,
    })
    expect(late.body.type).toBe('/problems/scheme-frozen')
    expect((await move('published')).status).toBe(200)
    expect((await move('review', '反悔')).body.type).toBe('/problems/campaign-state-step')
  })

  it('refuses what is malformed, unknown or not permitted', async () => {
    const group = await test.as('review_group')
    const bad = await group.post<{ errors: { pointer: string }[] }>('/api/campaigns', {
      ...SETTINGS,
      year: 1,
      name: '',
      opensOn: '2026/1/1',
    })
    expect(bad.body.errors.map(error => error.pointer)).toEqual(['/year', '/name', '/opensOn'])
    expect((await group.get('/api/campaigns/none')).status).toBe(404)
    const notJson = await group.fetch('/api/campaigns', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect([notJson.status, ((await notJson.json()) as { type: string }).type]).toEqual([
      400,
      '/problems/malformed-body',
    ])
    expect((await (await test.as('viewer')).post('/api/campaigns', SETTINGS)).status).toBe(403)
    const english = await group.get<{ title: string }>('/api/campaigns/none', { 'accept-language': 'en' })
    expect(english.body.title).toBe('No such campaign')
  })
})

describe('mayMove', () => {
  it('allows neighbours only and nothing after publication', () => {
    for (const from of CAMPAIGN_STATES) {
      for (const to of CAMPAIGN_STATES) {
        const step = CAMPAIGN_STATES.indexOf(to) - CAMPAIGN_STATES.indexOf(from)
        expect(mayMove(from, to)).toBe(from !== 'published' && Math.abs(step) === 1)
      }
    }
  })
})
