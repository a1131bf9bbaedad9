// What a unit's ratings come to: through the public route and the accepting, counted from tallies, equal to the rows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HCP_LEVELS } from '../../sampling/channel.ts'
import { chinaDay } from '../../server/china-time.ts'
import { transact } from '../../server/db/engine.ts'
import { type Accepting, acceptingOf } from '../../server/rating/accepting.ts'
import { LEVELS } from '../../server/rating/level.ts'
import { excludeRating } from '../../server/rating/rating.store.ts'
import { unitLevelCounts } from '../../server/satisfaction/channel.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'
import { createHall, type Hall } from '../support/window.ts'

describe.each(ENGINES)('counts for the channel on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let hall: Hall
  let accepting: Accepting
  let count = 0

  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, 2)
    hall = await createHall(test)
    for (const [k, point] of [hall.own, hall.neighbour].entries())
      await hall.group.patch(`/api/windows/${point}`, { unitId: campaign.units[k]!.id })
    accepting = acceptingOf(test.context)
  })
  afterAll(() => test.close())

  const inputOf = (level: string) => ({
    clientId: `channel-test-${++count}`,
    level,
    tags: [],
    words: '',
    contact: null,
    madeAt: null,
    device: null,
    network: null,
  })
  const targetOf = (unit: number, channel: 'qr' | 'exchange' = 'qr') => ({
    centerId: hall.center,
    pointId: unit === 0 ? hall.own : hall.neighbour,
    unitId: campaign.units[unit]!.id,
    matterId: null,
    staffId: null,
    visit: null,
    channel,
  })
  const counted = async () => {
    const day = chinaDay(test.context.now())
    const ids = campaign.units.map(unit => unit.id)
    return await unitLevelCounts(test.context.db, ids, { from: day, to: day })
  }
  /** The same from the rows themselves. */
  const recounted = async (unitId: string) => {
    const rows = await test.context.db
      .selectFrom('rating')
      .select(eb => ['level', eb.fn.countAll<number>().as('n')])
      .where('unitId', '=', unitId)
      .where('kind', '=', 'active')
      .where('sequence', '=', 1)
      .where('excludedAt', 'is', null)
      .groupBy('level')
      .execute()
    return Object.fromEntries(HCP_LEVELS.map(level => [level, rows.find(row => row.level === level)?.n ?? 0]))
  }

  it('has a rating that came by the QR code of the unit’s window', async () => {
    const { publicCode } = (await hall.group.get<{ publicCode: string }>(`/api/windows/${hall.own}`)).body
    const sent = { window: publicCode, clientId: 'channel-by-code', level: 'satisfied', tags: ['413'] }
    expect((await test.anyone.post('/api/ratings', sent)).status).toBe(200)
    expect((await test.anyone.post('/api/ratings', sent)).status).toBe(200)
    expect((await counted()).get(campaign.units[0]!.id)!.satisfied).toBe(1)
    expect((await counted()).has(campaign.units[1]!.id)).toBe(false)
  })

  it('counts first ratings by people alone, as the rows do', async () => {
    const ids: string[] = []
    for (let k = 0; k < 60; k++) {
      const { ratingId } = await accepting.accept(targetOf(k % 2), inputOf(LEVELS[(k * k) % 5]!))
      ids.push(ratingId)
    }
    await accepting.acceptDefault(targetOf(0, 'exchange'), inputOf('very_dissatisfied'))
    await accepting.supplement(ids[0]!, { ...inputOf('very_dissatisfied'), words: '补充' })
    for (const { id } of campaign.units) expect((await counted()).get(id)).toEqual(await recounted(id))
    const before = (await counted()).get(campaign.units[0]!.id)!
    expect(HCP_LEVELS.reduce((sum, level) => sum + before[level], 0)).toBe(31)
    await transact(test.context.db, trx => excludeRating(trx, ids[0]!, test.context.now().toISOString()))
    const after = (await counted()).get(campaign.units[0]!.id)!
    expect(HCP_LEVELS.reduce((sum, level) => sum + after[level], 0)).toBe(30)
    expect(after).toEqual(await recounted(campaign.units[0]!.id))
  })
})
