// The 好差评 channel through the API on both engines: from the tallies into the score, and what stays when ratings go on coming.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { combineChannels, HCP_LEVELS, scoreHcp, type UnitChannels } from '../../sampling/channel.ts'
import { defaultScheme } from '../../sampling/scheme.ts'
import { unitLevelCounts } from '../../server/satisfaction/channel.ts'
import { createField, issueLinks } from '../response/support.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'
import { compute, moveTo, saveScheme, type ShownUnit } from './support.ts'

const points = defaultScheme.alt_value_maps['hcp5']!
const DIMS = ['duty', 'service', 'efficiency', 'law', 'integrity', 'response']
const own = { includeOwn: true, fileIds: [] }
type Channelled = ShownUnit & { channels: UnitChannels | null }
interface Verdict {
  inputs: boolean
  ratings: boolean
  result: boolean
}

describe.each(ENGINES)('the channel on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let [centerId, pointId] = ['', '']

  beforeAll(async () => {
    test = await createTestApp(engine)
    const field = await createField(test, { sample: 40, units: 3 })
    campaign = field.campaign
    await issueLinks(test, field)
    await answerAll()
    await openWindow()
    group = await test.as('review_group')
  })
  afterAll(() => test.close())

  async function answerAll() {
    const { db } = test.context
    const cases = await db
      .selectFrom('responseCase')
      .select('caseId')
      .where('campaignId', '=', campaign.id)
      .orderBy('caseId')
      .execute()
    for (const [k, { caseId }] of cases.entries()) {
      const level = ['s4', 's3', 's3', 's2'][k % 4]!
      const said = { know: 'k2', overall: level, dims: Object.fromEntries(DIMS.map(dim => [dim, level])) }
      const units = Object.fromEntries(campaign.units.slice(0, k < 30 ? 3 : 2).map(unit => [unit.id, said]))
      const answers = JSON.stringify({ units })
      const row = { caseId, campaignId: campaign.id, clientId: `c${k}`, answers, channel: 'phone_page' as const }
      await db
        .insertInto('response')
        .values({ ...row, submittedOn: '2026-11-01' })
        .execute()
    }
  }

  async function openWindow() {
    const { db, newId } = test.context
    const at = { active: 1 as const, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' }
    ;[centerId, pointId] = [newId(), newId()]
    const hours = { opensAt: '09:00', closesAt: '17:00', supplementDays: 10 }
    await db
      .insertInto('windowCenter')
      .values({ id: centerId, code: 'c1', name: '演示中心', address: '', ...hours, ...at })
      .execute()
    await db
      .insertInto('windowPoint')
      .values({ id: pointId, centerId, unitId: null, code: 'A01', name: '窗口', publicCode: 'x'.repeat(16), ...at })
      .execute()
  }

  /** Ratings of an hour, best level first. */
  const rate = async (
    unit: number,
    hour: string,
    levels: readonly number[],
    apart = { autoDefault: 0, excluded: 0 },
  ) => {
    const [verySatisfied = 0, satisfied = 0, basicallySatisfied = 0, dissatisfied = 0, veryDissatisfied = 0] = levels
    const place = { centerId, pointId, unitId: campaign.units[unit]?.id ?? '', matterId: '', staffId: '', hour }
    const counts = { verySatisfied, satisfied, basicallySatisfied, dissatisfied, veryDissatisfied, ...apart }
    await test.context.db
      .insertInto('ratingTally')
      .values({ ...place, ...counts })
      .execute()
  }
  const countsOf = (...list: readonly number[]) =>
    Object.fromEntries(HCP_LEVELS.map((level, k) => [level, list[k] ?? 0])) as Record<
      (typeof HCP_LEVELS)[number],
      number
    >
  const computed = async () => {
    const { id, units } = await compute(group, campaign.id, own)
    return {
      id,
      units: campaign.units.map(({ id: unit }) => (units as Channelled[]).find(shown => shown.id === unit)!),
    }
  }
  const verify = async (id: string) => (await group.get<Verdict>(`/api/scores/${id}/verification`)).body

  it('is named, empty, before there are ratings; the survey is the score', async () => {
    const { units } = await computed()
    expect(units[0]!.channels).toMatchObject({
      survey: { share: 1 },
      hcp: { share: 0, n: 0, redistributed: 'no_ratings' },
    })
    expect(units[0]!.channels!.survey.score).toBe(units[0]!.score)
  })

  it('counts first ratings by people in the campaign’s year, and nothing else', async () => {
    await rate(0, '2026-01-01T00', [20, 5, 1])
    await rate(0, '2026-12-31T23', [10, 3, 0, 1, 1], { autoDefault: 500, excluded: 40 })
    await rate(0, '2025-12-31T23', [0, 0, 0, 0, 99])
    await rate(0, '2027-01-01T00', [0, 0, 0, 0, 99])
    await rate(9, '2026-06-01T10', [0, 0, 0, 0, 99])
    await rate(1, '2026-06-01T10', [29])
    await rate(2, '2026-06-01T10', [3, 0, 0, 0, 1])
    await rate(2, '2026-06-02T10', [0, 0, 0, 0, 0], { autoDefault: 70, excluded: 0 })
    const found = await unitLevelCounts(
      test.context.db,
      campaign.units.map(unit => unit.id),
      { from: '2026-01-01', to: '2026-12-31' },
    )
    expect(found.get(campaign.units[0]!.id)).toEqual(countsOf(30, 8, 1, 1, 1))
    expect([...found.keys()].sort()).toEqual(campaign.units.map(unit => unit.id).sort())
    expect(await unitLevelCounts(test.context.db, [], { from: '2026-01-01', to: '2026-12-31' })).toEqual(new Map())
  })

  it('makes a fifth of the score where there are enough, and none of it below the minimum', async () => {
    const { units } = await computed()
    const [enough, below, small] = units as [Channelled, Channelled, Channelled]
    const { survey, hcp } = enough.channels!
    const ratings = scoreHcp(countsOf(30, 8, 1, 1, 1), points)
    expect(hcp).toMatchObject({ n: 41, share: 0.2, redistributed: null, levels: countsOf(30, 8, 1, 1, 1) })
    expect(hcp.score).toBeCloseTo(ratings.score!, 12)
    expect(enough.score).toBeCloseTo(0.8 * survey.score! + 0.2 * ratings.score!, 12)
    expect(enough.se).toBeCloseTo(Math.hypot(0.8 * survey.se!, 0.2 * ratings.se!), 12)
    expect(below.channels!.hcp).toMatchObject({ n: 29, score: 100, share: 0, redistributed: 'below_min' })
    expect(below.score).toBe(below.channels!.survey.score)
    expect(small.channels!.hcp).toMatchObject({ n: null, score: null, levels: null, hidden: true, share: 0 })
  })

  it('is cited with its digest; counts of small cells are told nowhere', async () => {
    const shown = await group.get<{ runs: { id: string; inputs: { hcp: Record<string, unknown> } }[] }>(
      `/api/campaigns/${campaign.id}/scores`,
    )
    const { hcp } = shown.body.runs[0]!.inputs
    expect(Object.keys(hcp).sort()).toEqual(['digest', 'from', 'ratings', 'to'])
    expect([hcp['from'], hcp['to'], hcp['ratings']]).toEqual(['2026-01-01', '2026-12-31', 41 + 29])
  })

  it('moves rank, composite and exports', async () => {
    const { id, units } = await computed()
    const csv = await (await group.fetch(`/api/scores/${id}/export?format=csv`)).text()
    const [head = '', ...rows] = csv.trim().split('\r\n')
    expect(head).toContain('问卷部分得分,好差评部分得分,好差评份数,好差评占比')
    const cells = rows.map(row => row.split(','))
    const at = (name: string) => head.replace('\uFEFF', '').split(',').indexOf(name)
    const row = cells.find(line => line.includes(campaign.units[0]!.code))!
    expect([row[at('得分')], row[at('好差评份数')], row[at('好差评占比')]]).toEqual([
      String(Number(units[0]!.score!.toFixed(4))),
      '41',
      '0.2',
    ])
    const small = cells.find(line => line.includes(campaign.units[2]!.code))!
    expect([small[at('好差评部分得分')], small[at('好差评份数')]]).toEqual(['', ''])
    const administrator = await test.as('administrator')
    const composite = await administrator.get<{ series: { rows: { unitId: string; public: string }[] }[] }>(
      `/api/campaigns/${campaign.id}/composite`,
    )
    const composed = composite.body.series[0]!.rows.find(line => line.unitId === campaign.units[0]!.id)!
    expect(Number(composed.public)).toBeCloseTo(units[0]!.score!, 2)
  })

  it('stays computable when ratings come later: said, and frozen as counted', async () => {
    const before = await computed()
    expect(await verify(before.id)).toEqual({ inputs: true, ratings: true, result: true })
    await rate(0, '2026-11-20T09', [0, 0, 0, 2, 4])
    expect(await verify(before.id)).toEqual({ inputs: true, ratings: false, result: true })
    await moveTo(test, campaign.id, 'scoring')
    expect((await group.post(`/api/scores/${before.id}/freeze`)).status).toBe(200)
    const shown = await group.get<{ units: Channelled[] }>(`/api/scores/${before.id}`)
    const frozen = shown.body.units.find(unit => unit.id === campaign.units[0]!.id)!
    expect(frozen.channels!.hcp.n).toBe(41)
    const { units } = await computed()
    expect(units[0]!.channels!.hcp.n).toBe(47)
    expect(units[0]!.score).toBeLessThan(frozen.score!)
  })

  it('shows a run whose recorded ratings were changed by hand', async () => {
    const { db } = test.context
    const { id } = await computed()
    const { inputs } = await db.selectFrom('scoreRun').select('inputs').where('id', '=', id).executeTakeFirstOrThrow()
    const changed = JSON.parse(inputs) as { hcp: { counts: Record<string, Record<string, number>> } }
    changed.hcp.counts[campaign.units[0]!.id]!['very_satisfied']! += 50
    await db
      .updateTable('scoreRun')
      .set({ inputs: JSON.stringify(changed) })
      .where('id', '=', id)
      .execute()
    expect(await verify(id)).toMatchObject({ inputs: false, result: false })
  })

  it('reads the days of the scheme', async () => {
    const period = { from: '2026-06-01', to: '2026-11-20' }
    await saveScheme(test, campaign.id, { hcp: { ...defaultScheme.hcp, min_n: 5, share: '50', period } })
    const { units } = await computed()
    expect(units.map(unit => unit.channels!.hcp.n)).toEqual([6, 29, null])
    expect(units.map(unit => unit.channels!.hcp.share)).toEqual([0.5, 0.5, 0])
    const survey = { ...units[0]!, ...units[0]!.channels!.survey } as never
    const both = combineChannels(survey, countsOf(0, 0, 0, 2, 4), { share: '50', min_n: 5 }, points)
    expect(units[0]!.score).toBeCloseTo(both.score!, 12)
  })

  it('is absent under a scheme that does not name it, as before there were channels', async () => {
    const { hcp: _, ...scheme } = defaultScheme
    const administrator = await test.as('administrator')
    const saved = await administrator.post(`/api/campaigns/${campaign.id}/schemes`, { body: scheme })
    expect(saved.status).toBe(200)
    const { id, units } = await computed()
    expect(units.map(unit => unit.channels)).toEqual([null, null, null])
    const { runs } = (
      await group.get<{ runs: { id: string; inputs: object }[] }>(`/api/campaigns/${campaign.id}/scores`)
    ).body
    expect(Object.keys(runs.find(run => run.id === id)!.inputs)).not.toContain('hcp')
    expect(await verify(id)).toEqual({ inputs: true, ratings: true, result: true })
    expect(await (await group.fetch(`/api/scores/${id}/export?format=csv`)).text()).not.toContain('好差评')
    const row = await test.context.db
      .selectFrom('scoreRun')
      .select('result')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.result).not.toContain('channels')
  })

  it('is refused where the scheme is wrong, by pointer', async () => {
    const administrator = await test.as('administrator')
    const refused = await administrator.post<{ errors: { pointer: string }[] }>(
      `/api/campaigns/${campaign.id}/schemes`,
      { body: { ...defaultScheme, hcp: { share: '120', min_n: 2 } } },
    )
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(error => error.pointer)).toEqual(['/hcp/share', '/hcp/min_n'])
  })
})
