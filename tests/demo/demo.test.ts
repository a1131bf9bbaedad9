// The demo is what a stranger sees first: it loads whole on both engines, through the API, and leaves nothing open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UnitChannels } from '../../sampling/channel.ts'
import { chinaDay } from '../../server/china-time.ts'
import { loadDemo } from '../../server/demo/demo.ts'
import { createDice, demoRosters } from '../../server/demo/people.ts'
import { demoDays, demoVisits } from '../../server/demo/window-days.ts'
import { BAD } from '../../server/demo/window-plan.ts'
import { findTag } from '../../server/rating/tag.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('the demo on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  it('shows a published year and one in the field, with a phone link that opens', { timeout: 180_000 }, async () => {
    const { phonePath, windowPath } = await loadDemo(test.context)
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
    const window = await test.anyone.fetch(windowPath, { headers: { accept: 'text/html' } })
    expect(window.status).toBe(200)
    expect(await window.text()).toContain('演示政务服务中心')
    const composite = await administrator.get<{ series: { rows?: unknown[] }[] }>(
      `/api/campaigns/${campaigns[0]?.id}/composite`,
    )
    expect(composite.status).toBe(200)
    expect((await administrator.get<{ ok: boolean }>('/api/audit/verification')).body.ok).toBe(true)
    const { users } = (await administrator.get<{ users: { name: string; banned: number }[] }>('/api/account/users'))
      .body
    const invented = users.filter(user => user.name.includes('演示'))
    expect(invented.length).toBe(4)
    expect(invented.every(user => user.banned === 1)).toBe(true)
  })

  it('has lived through a hall of visits, ratings and cases, none of them after now', async () => {
    const { db, now } = test.context
    const [visits] = await db
      .selectFrom('visit')
      .select(eb => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('ratedAt').as('rated')])
      .execute()
    expect(visits!.all).toBeGreaterThan(1700)
    expect(visits!.rated / visits!.all).toBeGreaterThan(0.5)
    const last = await db
      .selectFrom('rating')
      .select(eb => eb.fn.max('madeAt').as('at'))
      .executeTakeFirstOrThrow()
    expect(last.at <= now().toISOString()).toBe(true)
    const states = await db.selectFrom('rectification').select('state').distinct().execute()
    const found = states.map(row => row.state)
    for (const state of ['pending', 'mending', 'calling_back', 'closed', 'appealing', 'dismissed'] as const)
      expect(found).toContain(state)
    const bad = await db
      .selectFrom('rating')
      .leftJoin('rectification', 'rectification.ratingId', 'rating.id')
      .select('rectification.id')
      .where('level', 'in', ['dissatisfied', 'very_dissatisfied'])
      .execute()
    expect(bad.length).toBeGreaterThanOrEqual(16)
    expect(bad.every(row => row.id !== null)).toBe(true)
    const flags = await db.selectFrom('ratingFlag').select(['rule', 'pointId']).distinct().execute()
    expect(flags.map(flag => flag.rule).sort()).toEqual(['fast_rating', 'one_device', 'staff_phone'])
  })

  it('shows the channel in this year’s score, and last year without one', async () => {
    const administrator = await test.as('administrator')
    const { campaigns } = (await administrator.get<{ campaigns: { id: string }[] }>('/api/campaigns')).body
    const [now = [], before = []] = await Promise.all(campaigns.map(campaign => shownUnits(administrator, campaign.id)))
    const reasons = now.map(unit => unit.channels!.hcp.redistributed)
    expect(reasons.filter(reason => reason === null).length).toBeGreaterThanOrEqual(4)
    expect(new Set(reasons)).toEqual(new Set([null, 'below_min', 'no_ratings']))
    expect(before.every(unit => unit.channels === null)).toBe(true)
    expect(now.every(unit => unit.change?.basis === (unit.channels!.hcp.share > 0 ? 'survey' : 'public'))).toBe(true)
  })
})

async function shownUnits(caller: Caller, campaignId: string) {
  const { runs } = (await caller.get<{ runs: { id: string }[] }>(`/api/campaigns/${campaignId}/scores`)).body
  const shown = await caller.get<{
    units: { channels: UnitChannels | null; change: { basis: string } | null }[]
  }>(`/api/scores/${runs[0]!.id}`)
  return shown.body.units
}

describe('the days of the demo hall', () => {
  const visitsOf = (now: Date) => {
    const dice = createDice(1)
    return demoDays(now).map((day, index) => demoVisits(dice, day, index, now))
  }

  it.each([
    ['at noon', '2026-11-25T04:00:00Z'],
    ['on a Sunday evening', '2026-11-29T12:00:00Z'],
    ['early in the morning', '2026-11-24T20:30:00Z'],
    ['a minute after midnight', '2026-11-24T16:01:00Z'],
    ['in the new year', '2027-01-03T03:00:00Z'],
    ['after the spring festival', '2026-02-25T03:00:00Z'],
  ])('are the same every time and end %s', (_name, at) => {
    const now = new Date(at)
    const days = demoDays(now)
    expect(days).toHaveLength(31)
    expect([...days].sort()).toEqual(days)
    expect(days.at(-1)).toBe(chinaDay(now))
    const visits = visitsOf(now)
    expect(visits).toEqual(visitsOf(now))
    const all = visits.flat()
    expect(new Set(all.map(visit => visit.caseNo)).size).toBe(all.length)
    for (const visit of all) {
      expect(visit.startedAt < visit.finishedAt).toBe(true)
      expect((visit.rating?.at ?? visit.finishedAt) <= now).toBe(true)
    }
    const bad = all.flatMap(visit => visit.rating?.bad ?? [])
    expect(bad.length).toBeGreaterThanOrEqual(BAD.filter(plan => plan.day < 30).length)
    const mobiles = all.flatMap(visit => visit.rating?.mobile ?? [])
    expect(mobiles.every(mobile => /^1990000\d{4}$/.test(mobile))).toBe(true)
  })

  it('use tags of their level and words that fit', () => {
    for (const { level, tags, words } of BAD) {
      expect(tags.every(code => findTag(code)?.level === level)).toBe(true)
      expect(words.length).toBeLessThan(60)
    }
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
