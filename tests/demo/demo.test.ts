// The demo is what a stranger sees first: it loads whole on both engines, through the API, and leaves nothing open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo } from '../../server/demo/demo.ts'
import { createDice, demoRosters } from '../../server/demo/people.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('the demo on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  it('shows a published year and one in the field, with a phone link that opens', { timeout: 180_000 }, async () => {
    const { phonePath } = await loadDemo(test.context)
    const administrator = await test.as('administrator')
    const { campaigns } = (
      await administrator.get<{ campaigns: { id: string; state: string; demo: number; name: string }[] }>(
        '/api/campaigns',
      )
    ).body
    expect(campaigns.map(campaign => [campaign.state, campaign.demo])).toEqual([
      ['fieldwork', 1],
      ['published', 1],
    ])
    expect(campaigns.every(campaign => campaign.name.includes('演示'))).toBe(true)
    const phone = await test.anyone.fetch(phonePath, { headers: { accept: 'text/html' } })
    expect(phone.status).toBe(200)
    expect(await phone.text()).toContain('同意并开始')
    const composite = await administrator.get<{ series: { rows?: unknown[] }[] }>(
      `/api/campaigns/${campaigns[0]?.id}/composite`,
    )
    expect(composite.status).toBe(200)
    expect((await administrator.get<{ ok: boolean }>('/api/audit/verification')).body.ok).toBe(true)
    const { users } = (await administrator.get<{ users: { name: string; banned: number }[] }>('/api/account/users'))
      .body
    expect(users.filter(user => user.name === '演示').every(user => user.banned === 1)).toBe(true)
  })
})

describe('demo people', () => {
  it('are the same every time and use only numbers that are given to nobody', () => {
    const rosters = demoRosters()
    expect(rosters).toEqual(demoRosters())
    const numbers = rosters.flatMap(roster => [...roster.csv.matchAll(/\b1\d{10}\b/g)].map(match => match[0]))
    expect(numbers.length).toBeGreaterThan(1000)
    expect(numbers.every(number => number.startsWith('1990000'))).toBe(true)
    const dice = createDice(1)
    expect([dice(), dice()].every(value => value >= 0 && value < 1)).toBe(true)
  })
})
