// A least number of ratings per unit and category through the API on both engines: what a draw could not give, and why.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTask } from '../../server/db/offload.ts'
import type { AssignmentSpec } from '../../server/design/assignment.ts'
import { findShortages } from '../../server/draw/shortages.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'
import { addDesign, BODY, CEREMONY, commit, drawn, readyToDraw } from './support.ts'

const shortagesModule = new URL('../../server/draw/shortages.ts', import.meta.url).href

interface Shortage {
  category: string
  units: { unitId: string; unit: string; n: number }[]
  people: number
  needed: number
  possible: number
  zh: string
  en: string
}
interface Detail {
  draw: { leastRatings: { least: number; shortages: Shortage[] } | null }
}

describe.each(ENGINES)('least ratings on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let frameId = ''
  const body = (least?: number) => ({
    ...BODY,
    assignment: { ...BODY.assignment, ...(least === undefined ? {} : { min_per_group: least }) },
  })
  const detail = async (drawId: string) =>
    (await (await test.as('viewer')).get<Detail>(`/api/draws/${drawId}`)).body.draw.leastRatings

  beforeAll(async () => {
    test = await createTestApp(engine)
    const ready = await readyToDraw(test)
    campaign = ready.campaign
    frameId = ready.frame.id
  })
  afterAll(() => test.close())

  it('is nothing before the draw and without such a number', async () => {
    const statistics = await test.as('statistics')
    const design = await addDesign(test, campaign.id, frameId, body(1))
    const open = await commit(test, campaign.id, design.id)
    expect(await detail(open.id)).toBeNull()
    await statistics.post(`/api/draws/${open.id}/void`, { reason: '试' })
    const plain = await drawn(test, campaign.id, frameId)
    expect(await detail(plain.id)).toBeNull()
  })

  it('names the units, the people and the most they can give, the same at the draw and afterwards', async () => {
    const statistics = await test.as('statistics')
    const design = await addDesign(test, campaign.id, frameId, body(3))
    const draw = await commit(test, campaign.id, design.id, true)
    await statistics.post(`/api/draws/${draw.id}/seed`, CEREMONY)
    const run = await statistics.post<{ shortages: Shortage[] }>(`/api/draws/${draw.id}/draw`, { secret: draw.secret })
    expect(run.body.shortages).toMatchObject([
      {
        category: 'npc_deputy',
        people: 4,
        needed: 9,
        possible: 8,
        zh: '人大代表的样本中只有 4 人可以评全部 3 个参评单位，每人最多评 2 个，合计最多能有 8 份，要求 9 份。',
      },
      { category: 'service_recipient', people: 0, needed: 3, possible: 0, units: [{ unit: '示例单位3', n: 0 }] },
    ])
    expect(run.body.shortages[1]?.en).toContain('nobody in the sample may rate 示例单位3')
    const [deputies] = run.body.shortages
    expect(deputies?.units.map(({ n }) => n).sort()).toEqual([2, 3, 3])
    // The key stays hidden behind the secret; what is stored is enough.
    expect(await detail(draw.id)).toEqual({ least: 3, shortages: run.body.shortages })
    const spec = body(3).assignment as AssignmentSpec
    const job = { drawId: draw.id, frameId, spec, units: campaign.units.map(unit => unit.id) }
    const inWorker = await runTask(test.context, shortagesModule, findShortages, job, 1_000_000)
    expect(inWorker.map(({ needed, possible }) => [needed, possible])).toEqual([
      [9, 8],
      [3, 0],
    ])
    const audit = await statistics.get<{ entries: { subject: string; details: string }[] }>(
      '/api/audit?action=draw.draw',
    )
    const entry = audit.body.entries.find(item => item.subject === `draw/${draw.id}`)
    expect(JSON.stringify(entry?.details)).toContain('shortages')
  })

  it('is empty where everything is met', async () => {
    const everybody = {
      ...body(2),
      assignment: { max_units: 2, rules: { service_recipient: 'all' }, min_per_group: 2 },
    }
    const met = await drawn(test, campaign.id, frameId, { body: everybody })
    expect(await detail(met.id)).toEqual({ least: 2, shortages: [] })
  })

  it('draws without any rules, and gives the numbers that the exact kinds of allocation say', async () => {
    const bare = { ...BODY, assignment: { max_units: 1 } }
    expect(await detail((await drawn(test, campaign.id, frameId, { body: bare })).id)).toBeNull()
    const names = ['服务相对人/示例单位1', '服务相对人/示例单位2', '人大代表']
    const sd = Object.fromEntries(names.map((name, i) => [name, 10 + 5 * i]))
    for (const allocation of [
      { kind: 'optimal', n: 12, sd },
      { kind: 'equal_precision', margin: 9, sd },
    ]) {
      const draw = await drawn(test, campaign.id, frameId, { body: { ...BODY, reserve: 0, allocation } })
      const shown = await (await test.as('viewer')).get<{ draw: { strata: { n: number }[] } }>(`/api/draws/${draw.id}`)
      const stored = await test.context.db
        .selectFrom('drawElement')
        .select('elementId')
        .where('drawId', '=', draw.id)
        .execute()
      expect(stored).toHaveLength(shown.body.draw.strata.reduce((sum, { n }) => sum + n, 0))
      const check = await (await test.as('viewer')).post<{ verdict: string }>(`/api/draws/${draw.id}/verification`)
      expect(check.body.verdict).toBe('yes')
    }
  })
})
