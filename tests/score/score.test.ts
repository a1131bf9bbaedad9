// Score runs through the API on both engines: our own answers, pooling, confidentiality, freezing, verifying, exporting.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createField, issueLinks } from '../response/support.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { SETTINGS, type TestCampaign } from '../support/campaign.ts'
import { compute, kcmoMapping, moveTo, saveScheme, type ShownUnit, upload } from './support.ts'

const DIMS = ['duty', 'service', 'efficiency', 'law', 'integrity', 'response']
const POINTS: Record<string, number> = { s4: 100, s3: 80, s2: 60, s1: 0 }
/** What case k says of a unit; null = does not know it. */
const levelOf = (k: number): string | null => (k % 10 === 9 ? null : ['s4', 's3', 's2', 's3', 's1'][k % 5]!)
const said = (level: string | null) =>
  level === null
    ? { know: 'k0' }
    : { know: 'k2', overall: level, dims: Object.fromEntries(DIMS.map(dim => [dim, level])) }
const SIZES: Record<string, number> = { service_recipient: 400, resident: 90 }

describe.each(ENGINES)('score runs on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let path = ''
  let cases: { caseId: string; category: string }[] = []

  beforeAll(async () => {
    test = await createTestApp(engine)
    const field = await createField(test, { sample: 60, units: 2 })
    campaign = field.campaign
    path = `/api/campaigns/${campaign.id}/scores`
    const { db } = test.context
    await db.updateTable('drawElement').set({ category: 'resident' }).where('position', '>', 40).execute()
    await issueLinks(test, field)
    await fillFrame(test, field.drawId)
    group = await test.as('review_group')
    cases = await db
      .selectFrom('responseCase')
      .select(['caseId', 'category'])
      .where('campaignId', '=', campaign.id)
      .orderBy('caseId')
      .execute()
  })
  afterAll(() => test.close())

  const answer = async (from: number, to: number) => {
    const { db, now } = test.context
    for (const [i, { caseId }] of cases.slice(from, to).entries()) {
      const units = { [campaign.units[0]!.id]: said(levelOf(from + i)), [campaign.units[1]!.id]: said('s3') }
      await db
        .insertInto('response')
        .values({
          caseId,
          campaignId: campaign.id,
          clientId: `c${from + i}`,
          answers: JSON.stringify({ units }),
          channel: 'phone_page',
          submittedOn: now().toISOString().slice(0, 10),
        })
        .execute()
    }
  }
  const own = { includeOwn: true, fileIds: [] }
  const first = (units: ShownUnit[]) => units.find(unit => unit.id === campaign.units[0]!.id)!

  it('says that there is nothing to score', async () => {
    const refused = await group.post<{ type: string }>(path, own)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/score-nothing'])
  })

  it('scores our own answers with N/r weights and finite-population correction', async () => {
    await answer(0, 50)
    const unit = first((await compute(group, campaign.id, own)).units)
    const hand = byHand(cases.slice(0, 50).map(({ category }, k) => ({ category, level: levelOf(k) })))
    expect(unit.score).toBeCloseTo(hand.score, 10)
    expect(unit.se).toBeCloseTo(hand.se, 10)
    expect([unit.n, unit.awareness, unit.sufficient]).toEqual([45, 0.9, true])
    expect(unit.groups.map(shown => shown.code).sort()).toEqual(['resident', 'service_recipient'])
  })

  it('refuses a run a few answers after the last, and never shows a cell below five', async () => {
    await answer(50, 52)
    const refused = await group.post<{ type: string; count: number }>(path, own)
    expect([refused.status, refused.body.type, refused.body.count]).toEqual([409, '/problems/score-too-few-new', 2])
    await answer(52, 60)
    const { units } = await compute(group, campaign.id, own)
    const runs = (await group.get<{ runs: { state: string }[]; own: unknown }>(path)).body
    expect(runs.runs.map(run => run.state)).toEqual(['provisional'])
    expect(runs.own).toEqual({ invited: 60, answered: 60 })
    for (const { groups } of units) for (const shown of groups) expect(shown.hidden || shown.n! >= 5).toBe(true)
  })

  it('pools a third-party file, each answer counting alike', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `p${i},${i < 3 ? 0 : 5}`)
    const mapping = {
      ...kcmoMapping(campaign),
      respondent: 'id',
      group: null,
      groupMap: {},
      fixedGroup: 'resident',
      columns: [{ column: 'u', unitId: campaign.units[0]!.id, dimension: null }],
      valueMap: { '5': 100, '0': 0 },
      missing: [],
    }
    const file = await upload<{ id: string }>(
      group,
      `/api/campaigns/${campaign.id}/score-files`,
      `id,u\n${rows.join('\n')}`,
      { mapping },
    )
    const before = first((await compute(group, campaign.id, own)).units).groups.find(g => g.code === 'resident')!
    const after = first((await compute(group, campaign.id, { includeOwn: true, fileIds: [file.body.id] })).units)
    const pooled = after.groups.find(g => g.code === 'resident')!
    expect(pooled.n).toBe(before.n! + 20)
    expect(pooled.mean).toBeCloseTo((before.mean! * before.n! + 1700) / (before.n! + 20), 9)
    expect(after.n).toBe(54 + 20)
    expect((await group.delete(`/api/score-files/${file.body.id}`)).status).toBe(200)
  })

  it('says so when the scheme does not cover the answers', async () => {
    await saveScheme(test, campaign.id, { value_map: { s4: 100, s3: 80 } })
    const refused = await group.post<{ type: string }>(path, own)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/score-scheme-mismatch'])
    await saveScheme(test, campaign.id, {})
  })

  it('freezes what can be computed again, in the scoring stage, once', async () => {
    const { id } = await compute(group, campaign.id, own)
    const early = await group.post<{ type: string }>(`/api/scores/${id}/freeze`)
    expect([early.status, early.body.type]).toEqual([409, '/problems/score-not-closed'])
    await moveTo(test, campaign.id, 'scoring')
    const { db } = test.context
    const changed = JSON.stringify({ units: { [campaign.units[0]!.id]: said('s4') } })
    const original = await db
      .selectFrom('response')
      .select('answers')
      .where('caseId', '=', cases[0]!.caseId)
      .executeTakeFirstOrThrow()
    await db.updateTable('response').set({ answers: changed }).where('caseId', '=', cases[0]!.caseId).execute()
    expect((await group.get(`/api/scores/${id}/verification`)).body).toEqual({
      inputs: false,
      ratings: true,
      result: false,
    })
    expect((await group.post<{ type: string }>(`/api/scores/${id}/freeze`)).body.type).toBe('/problems/score-stale')
    await db.updateTable('response').set(original).where('caseId', '=', cases[0]!.caseId).execute()
    expect((await group.get(`/api/scores/${id}/verification`)).body).toEqual({
      inputs: true,
      ratings: true,
      result: true,
    })
    expect((await group.post(`/api/scores/${id}/freeze`)).status).toBe(200)
    expect((await group.post<{ type: string }>(`/api/scores/${id}/freeze`)).body.type).toBe('/problems/score-frozen')
    await compute(group, campaign.id, own)
    const { runs } = (await group.get<{ runs: { id: string; state: string }[] }>(path)).body
    expect(runs.map(run => run.state).sort()).toEqual(['frozen', 'provisional'])
  })

  it('exports units and groups in each format, and viewers may read but not compute', async () => {
    const viewer = await test.as('viewer')
    const { runs } = (await viewer.get<{ runs: { id: string }[] }>(path)).body
    const get = (query: string) => viewer.fetch(`/api/scores/${runs[0]!.id}/export?${query}`)
    const csv = await (await get('format=csv')).text()
    expect(csv).toContain('名次,系列,单位代码,参评单位,得分')
    expect(csv.trim().split('\r\n')).toHaveLength(3)
    const xlsx = await get('format=xlsx&part=groups')
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml')
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    const gb = Buffer.from(await (await get('format=csv-gb18030&part=groups')).arrayBuffer())
    expect(new TextDecoder('gb18030', { fatal: true }).decode(gb)).toContain('评议主体类别')
    expect((await viewer.post(path, own)).status).toBe(403)
    expect((await test.anyone.get(path)).status).toBe(401)
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { action: string }[] }>('/api/audit?action=score.')
    expect(new Set(audit.body.entries.map(entry => entry.action))).toEqual(
      new Set(['score.compute', 'score.import', 'score.remove', 'score.freeze']),
    )
  })

  it('says how a unit has changed since last year, with the error of both', async () => {
    const { db, newId } = test.context
    const [{ id: currentId } = { id: '' }] = (await group.get<{ runs: { id: string }[] }>(path)).body.runs
    const show = async () =>
      (
        await group.get<{ units: (ShownUnit & { change: { points: number; reach: number } | null })[] }>(
          `/api/scores/${currentId}`,
        )
      ).body.units.find(unit => unit.id === campaign.units[0]!.id)!
    const now = await show()
    expect(now.change).toBeNull()
    const administrator = await test.as('administrator')
    const last = await administrator.post<{ id: string }>('/api/campaigns', { ...SETTINGS, year: SETTINGS.year - 1 })
    const run = await db.selectFrom('scoreRun').selectAll().where('id', '=', currentId).executeTakeFirstOrThrow()
    const before = JSON.parse(run.result) as { units: Record<string, { score: number }> }
    before.units[campaign.units[0]!.id]!.score -= 2
    const copy = { id: newId(), campaignId: last.body.id, result: JSON.stringify(before), state: 'frozen' as const }
    await db
      .insertInto('scoreRun')
      .values({ ...run, ...copy, frozenAt: '2025-12-01T00:00:00.000Z' })
      .execute()
    const { change } = await show()
    expect(change!.points).toBeCloseTo(2, 10)
    expect(change!.reach).toBeCloseTo(1.959963984540054 * Math.SQRT2 * now.se!, 9)
  })

  it('refuses to score before fieldwork', async () => {
    const administrator = await test.as('administrator')
    const made = await administrator.post<{ id: string }>('/api/campaigns', {
      year: 2027,
      name: '明年',
      organiser: 'o',
      implementer: 'i',
      hotline: '',
      notice: '',
      opensOn: null,
      closesOn: null,
    })
    const refused = await group.post<{ type: string }>(`/api/campaigns/${made.body.id}/scores`, own)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/score-too-early'])
  })
})

/** A frame of 490 people behind the draw: 400 service recipients, 90 residents, one stratum. */
async function fillFrame(test: TestApp, drawId: string): Promise<void> {
  const { db, newId } = test.context
  const { frameId } = await db.selectFrom('draw').select('frameId').where('id', '=', drawId).executeTakeFirstOrThrow()
  const [person] = await db.selectFrom('person').select('id').limit(1).execute()
  const rows = Object.entries(SIZES).flatMap(([category, size]) =>
    Array.from({ length: size }, () => ({
      frameId,
      elementId: newId(),
      stratum: 'service_recipient',
      size: null,
      personId: person!.id,
      category,
      unitId: null,
      otherUnits: null,
      rosterId: null,
      line: null,
    })),
  )
  for (let at = 0; at < rows.length; at += 50)
    await db
      .insertInto('frameElement')
      .values(rows.slice(at, at + 50))
      .execute()
}

/** The textbook road: one stratum a category, group means, variances with (1 − n/N). */
function byHand(answers: readonly { category: string; level: string | null }[]): { score: number; se: number } {
  const weights: Record<string, number> = { service_recipient: 20 / 30, resident: 10 / 30 }
  let [score, variance] = [0, 0]
  for (const [category, weight] of Object.entries(weights)) {
    const all = answers.filter(answer => answer.category === category)
    const rated = all.flatMap(({ level }) => (level === null ? [] : [POINTS[level]!]))
    const mean = rated.reduce((sum, points) => sum + points, 0) / rated.length
    // Influence values: those who do not know the unit are zero.
    const squares = rated.reduce((sum, points) => sum + ((points - mean) / rated.length) ** 2, 0)
    const n = all.length
    score += weight * mean
    variance += weight ** 2 * (1 - n / SIZES[category]!) * (n / (n - 1)) * squares
  }
  return { score, se: Math.sqrt(variance) }
}
