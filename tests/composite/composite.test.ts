// Composite scores through the API on both engines: the worked example, ranks and grades, triggers, what blocks, freezing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveTo } from '../score/support.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'

interface Row {
  unitId: string
  rank: number | null
  score: string | null
  formula: string | null
  missing: string[]
  provisional: string | null
  grade: string | null
  noise: { low: string; high: string; crosses: string[] } | null
  warnings: string[]
}
interface Shown {
  series: { base: number; places: number; blocked: number; rows: Row[] }[]
  basis: { state: string } | null
  digest: string
  frozen: { digest: string; current: boolean } | null
}

/** Public-review score, half width of its interval, and the other parts, unit by unit. */
const UNITS = [
  { public: 86.37, reach: 3, target: '90.5', blocks: ['92', '88'] },
  { public: 90, reach: 3, target: '84', blocks: ['84', '84'] },
  { public: 80, reach: 3, target: '84.9', blocks: ['85', '85'] },
  { public: 60, reach: 3, target: '58', blocks: ['60', '60'] },
] as const

describe.each(ENGINES)('composite on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let path = ''
  const show = async () => (await group.get<Shown>(`${path}/composite`)).body
  const rowOf = (shown: Shown, index: number) =>
    shown.series[0]!.rows.find(row => row.unitId === campaign.units[index]!.id)!
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, UNITS.length)
    group = await test.as('review_group')
    path = `/api/campaigns/${campaign.id}`
    await moveTo(test, campaign.id, 'sampling', 'fieldwork', 'scoring')
  })
  afterAll(() => test.close())

  it('names what each unit lacks, and re-weights nothing', async () => {
    const shown = await show()
    expect(shown).toMatchObject({ basis: null, series: [{ base: 4, places: 2, blocked: 4 }] })
    expect(rowOf(shown, 0)).toMatchObject({
      rank: null,
      score: null,
      formula: null,
      grade: null,
      missing: ['target', 'partyGovernment', 'congressCppcc', 'public'],
    })
  })

  it('gives the worked example with its formula, then ranks and grades', async () => {
    await insertRun(test, campaign)
    for (const [i, { target, blocks }] of UNITS.entries())
      await group.put(`${path}/components/${campaign.units[i]!.id}`, {
        target,
        partyGovernment: blocks[0],
        congressCppcc: blocks[1],
      })
    const entry = (kind: string, points: string) =>
      group.post(`${path}/component-entries`, {
        unitId: campaign.units[0]!.id,
        kind,
        points,
        reason: '依据',
        document: '文',
      })
    await entry('bonus', '1.2')
    await entry('deduction', '0.5')
    const shown = await show()
    expect(rowOf(shown, 0).formula).toBe('90.5×70% + 90.4×10% + 86.37×20% + 1.2 − 0.5 = 90.364 → 90.36')
    expect(shown.series[0]!.rows.map(row => [row.score, row.rank, row.provisional])).toEqual([
      ['90.36', 1, 'excellent'],
      ['85.20', 2, 'excellent'],
      ['83.93', 3, 'good'],
      ['58.60', 4, 'poor'],
    ])
  })

  it('says whose grade hangs on sampling error, and why', async () => {
    const shown = await show()
    expect(shown.series[0]!.rows.map(row => row.noise)).toEqual([
      { low: '89.76', high: '90.96', crosses: [] },
      { low: '84.60', high: '85.80', crosses: ['excellent'] },
      { low: '83.33', high: '84.53', crosses: [] },
      { low: '58.00', high: '59.20', crosses: [] },
    ])
    expect(rowOf(shown, 3).warnings).toEqual(['fewRatings'])
  })

  it('lowers one step for downgrade triggers, sets to poor, and lets exemptions pass', async () => {
    const trigger = async (index: number, clause: string, more = {}) =>
      await group.post<{ id: string; type: string }>(`${path}/composite/triggers`, {
        unitId: campaign.units[index]!.id,
        clause,
        reason: '经查实',
        document: '文',
        happenedOn: '2026-05-01',
        exempt: false,
        exemptReason: '',
        ...more,
      })
    const first = await trigger(0, 'R17.2')
    await trigger(0, 'R17.4')
    await trigger(1, 'R18.2')
    expect((await trigger(2, 'R17.1', { exempt: true })).body.type).toBe('/problems/composite-exempt-reason')
    await trigger(2, 'R17.1', { exempt: true, exemptReason: '不在现任职期间' })
    expect((await show()).series[0]!.rows.map(row => row.grade)).toEqual(['good', 'poor', 'good', 'poor'])
    await group.delete(`/api/composite-triggers/${first.body.id}`)
    expect(rowOf(await show(), 0).grade).toBe('good')
    expect((await trigger(0, 'R99')).status).toBe(422)
  })

  it('freezes only what is complete, frozen and locked, and as it was seen', async () => {
    const freeze = (digest: string) =>
      group.post<{ type: string; detail: string }>(`${path}/composite/freeze`, { digest })
    const early = await freeze((await show()).digest)
    expect([early.status, early.body.type]).toEqual([409, '/problems/composite-not-ready'])
    expect(early.body.detail).toBe('公众评议得分还没有冻结。考评分项还没有锁定。')
    await test.context.db
      .updateTable('scoreRun')
      .set({ state: 'frozen', frozenAt: '2026-12-01T00:00:00.000Z' })
      .execute()
    await group.post(`${path}/components/lock`)
    expect((await freeze('0'.repeat(64))).body.type).toBe('/problems/composite-stale')
    const { digest } = await show()
    expect((await freeze(digest)).status).toBe(200)
    expect((await show()).frozen).toMatchObject({ digest, current: true })
    await group.post(`${path}/components/unlock`, { reason: '更正' })
    await group.put(`${path}/components/${campaign.units[3]!.id}`, { target: '61' })
    expect((await show()).frozen).toMatchObject({ digest, current: false })
  })

  it('exports the table with its formulas, and lets viewers read and not write', async () => {
    const viewer = await test.as('viewer')
    const csv = await (await viewer.fetch(`${path}/composite/export?format=csv`)).text()
    expect(csv).toContain('系列,名次,单位代码,参评单位,目标考核,领导评价,公众评议,加分,扣分,综合得分')
    expect(csv).toContain('90.5×70% + 90.4×10% + 86.37×20% + 1.2 − 0.5 = 90.364 → 90.36')
    expect((await viewer.post(`${path}/composite/freeze`, { digest: 'x' })).status).toBe(403)
    expect((await test.anyone.get(`${path}/composite`)).status).toBe(401)
    await moveTo(test, campaign.id, 'review')
    const late = await group.post<{ type: string }>(`${path}/composite/freeze`, { digest: (await show()).digest })
    expect(late.body.type).toBe('/problems/composite-closed')
  })
})

/** A score run with these numbers, in place of a survey. */
async function insertRun(test: TestApp, campaign: TestCampaign): Promise<void> {
  const { db, newId } = test.context
  const units = Object.fromEntries(
    UNITS.map(({ public: score, reach }, i) => [
      campaign.units[i]!.id,
      {
        score,
        se: reach / 2,
        ci95: [score - reach, score + reach],
        ci95_t: null,
        df: 9,
        n: i === 3 ? 12 : 60,
        n_eff: 60,
        asked: 60,
        awareness: 1,
        sufficient: i !== 3,
        groups: {},
      },
    ]),
  )
  const scheme = await db
    .selectFrom('campaignScheme')
    .select('id')
    .where('campaignId', '=', campaign.id)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('scoreRun')
    .values({
      id: newId(),
      campaignId: campaign.id,
      schemeId: scheme.id,
      state: 'provisional',
      inputs: '{}',
      inputsDigest: 'i',
      result: JSON.stringify({ respondents: 60, collapsed_strata: 0, units }),
      resultDigest: 'r',
      respondents: 60,
      createdBy: '测试',
      createdAt: '2026-11-30T00:00:00.000Z',
      frozenBy: null,
      frozenAt: null,
    })
    .execute()
}
