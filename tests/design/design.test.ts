// Designs through the API on both engines: allocation, digest, assignment rules, and everything that makes one unusable.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { designDigest } from '../../sampling/design.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'
import { addRoster, definition, frozenFrame, moveTo, people } from '../frame/support.ts'

interface Allocation {
  digest: string
  n: number
  r: number
  strata: { stratum: string; N: number; n: number; r: number }[]
  warnings: { code: string }[]
}
interface Refusal {
  type: string
  codes: string[]
  errors: { pointer: string; detail: string }[]
}

describe.each(ENGINES)('designs on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let frameId = ''
  const allocation = async (body: Record<string, unknown>) => {
    const statistics = await test.as('statistics')
    return await statistics.post<Allocation & Refusal>(`/api/frames/${frameId}/allocation`, { body })
  }
  const srs = (allocation: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
    method: 'srs',
    allocation,
    ...rest,
  })

  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, 2)
    frameId = (await frozenFrame(test, campaign)).id
  })
  afterAll(() => test.close())

  it('allocates equally, in proportion, by Neyman and as fixed, with a census of small strata and a reserve', async () => {
    const numbers = async (body: Record<string, unknown>) => {
      const { strata } = (await allocation(body)).body
      return Object.fromEntries(strata.map(({ stratum, n, r }) => [stratum, [n, r]]))
    }
    const [a, b, c] = ['服务相对人/示例单位1', '服务相对人/示例单位2', '人大代表']
    expect(await numbers(srs({ kind: 'equal', n: 30 }))).toEqual({ [a]: [10, 0], [b]: [10, 0], [c]: [10, 0] })
    expect(await numbers(srs({ kind: 'proportional', n: 9 }, { reserve: 3 }))).toEqual({
      [a]: [4, 1],
      [b]: [3, 1],
      [c]: [2, 1],
    })
    const sd = { [a]: 10, [b]: 20, [c]: 10 }
    expect(await numbers(srs({ kind: 'neyman', n: 12, sd }))).toEqual({ [a]: [4, 0], [b]: [6, 0], [c]: [2, 0] })
    const fixed = srs(
      { kind: 'fixed', per_stratum: { [a]: 5, [b]: 4, [c]: 3 } },
      { reserve: { per_stratum: { [c]: 2 } } },
    )
    expect(await numbers(fixed)).toEqual({ [a]: [5, 0], [b]: [4, 0], [c]: [3, 2] })
    expect(await numbers(srs({ kind: 'proportional', n: 34, census_below: 25 }))).toEqual({
      [a]: [8, 0],
      [b]: [6, 0],
      [c]: [20, 0],
    })
  })

  it('names everything that makes a design unusable, with its place', async () => {
    const refusals: [Record<string, unknown>, string][] = [
      [srs({ kind: 'proportional', n: 91 }), 'n_above_population'],
      [
        srs({ kind: 'fixed', per_stratum: { 人大代表: 21, '服务相对人/示例单位1': 1, '服务相对人/示例单位2': 1 } }),
        'stratum_n_above_population',
      ],
      [srs({ kind: 'equal', n: 9 }, { strata: { 党代表: { n: 1 } } }), 'stratum_absent'],
      [srs({ kind: 'fixed', per_stratum: { 人大代表: 2 } }), 'stratum_missing'],
      [srs({ kind: 'proportional', n: 9, min: 5, max: 4 }), 'min_above_max'],
      [srs({ kind: 'proportional', n: 9, min: 5 }), 'n_below_minimum'],
      [srs({ kind: 'proportional', n: 60, max: 5 }), 'n_above_maximum'],
      [srs({ kind: 'neyman', n: 9 }), 'missing_key'],
      [srs({ kind: 'quota', n: 9 }), 'unknown_choice'],
      [{ ...srs({ kind: 'equal', n: 9 }), method: 'pareto' }, 'method_unserved'],
      [srs({ kind: 'equal', n: 9 }, { strata: { 人大代表: { method: 'poisson' } } }), 'method_unserved'],
      [{ ...srs({ kind: 'equal', n: 9 }), method: 'systematic', order: ['size'] }, 'setting_unserved'],
      [srs({ kind: 'equal', n: 9 }, { hash: 'sm3' }), 'unknown_choice'],
      [srs({ kind: 'equal', n: 9 }, { assignment: { max_units: 0, rules: {} } }), 'wrong_type'],
      [srs({ kind: 'equal', n: 9 }, { assignment: { max_units: 3, rules: { expert: 'any' } } }), 'wrong_type'],
      [{}, 'missing_key'],
    ]
    for (const [body, code] of refusals) {
      const answer = await allocation(body)
      expect([answer.status, answer.body.type]).toEqual([422, '/problems/design-invalid'])
      expect(answer.body.codes).toContain(code)
      expect(answer.body.errors[0]?.detail).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('warns of a stratum without sample and of a reserve that is not there', async () => {
    const answer = await allocation(srs({ kind: 'proportional', n: 90 }, { reserve: 5 }))
    expect(answer.body.warnings.map(warning => warning.code)).toEqual(['reserve_short'])
    const thin = await allocation(srs({ kind: 'proportional', n: 1 }))
    expect(thin.body.warnings.map(warning => warning.code)).toContain('stratum_without_sample')
  })

  it('is saved with the digest of its canonical form, changed as a draft, and handed out as a file', async () => {
    const statistics = await test.as('statistics')
    const designs = `/api/campaigns/${campaign.id}/designs`
    const body = srs({ kind: 'equal', n: 9 }, { reserve: 3, assignment: { max_units: 2, rules: { expert: 'all' } } })
    const made = await statistics.post<{ id: string; digest: string }>(designs, { name: '设计', frameId, body })
    expect([made.status, made.body.digest]).toEqual([200, designDigest(body as never)])
    const file = await (await statistics.fetch(`/api/designs/${made.body.id}/design.json`)).text()
    expect(designDigest(JSON.parse(file))).toBe(made.body.digest)
    const other = srs({ kind: 'equal', n: 12 })
    const changed = await statistics.put<{ digest: string }>(`/api/designs/${made.body.id}`, {
      name: '设计',
      frameId,
      body: other,
    })
    expect(changed.body.digest).toBe(designDigest(other as never))
    const list = await statistics.get<{ designs: { id: string; n: number; state: string; frameName: string }[] }>(
      designs,
    )
    expect(list.body.designs).toMatchObject([{ id: made.body.id, n: 12, state: 'draft', frameName: '全部评议人' }])
    const shown = await statistics.get<{ allocation: Allocation }>(`/api/designs/${made.body.id}`)
    expect(shown.body.allocation.strata.map(row => row.N).sort((a, b) => a - b)).toEqual([20, 30, 40])
    expect((await statistics.delete(`/api/designs/${made.body.id}`)).status).toBe(200)
    expect((await statistics.get(`/api/designs/${made.body.id}`)).status).toBe(404)
  })

  it('needs a frozen frame of its own campaign, the right to design, and the right stage', async () => {
    const statistics = await test.as('statistics')
    const group = await test.as('review_group')
    const designs = `/api/campaigns/${campaign.id}/designs`
    const body = srs({ kind: 'equal', n: 3 })
    const { rosterId } = await addRoster(test, campaign, { category: 'expert' }, people(800, 3))
    const draft = await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, {
      name: '草稿',
      definition: definition([rosterId]),
    })
    const unfrozen = await statistics.post<{ type: string }>(designs, { name: 'x', frameId: draft.body.id, body })
    expect([unfrozen.status, unfrozen.body.type]).toEqual([409, '/problems/frame-not-frozen'])
    const other = await (await test.as('administrator')).post<{ id: string }>('/api/campaigns', {
      year: 2027,
      name: '次年',
      organiser: '示例',
      implementer: '示例',
      hotline: '',
      notice: '',
      opensOn: null,
      closesOn: null,
    })
    const foreign = await statistics.post<{ type: string }>(`/api/campaigns/${other.body.id}/designs`, {
      name: 'x',
      frameId,
      body,
    })
    expect([foreign.status, foreign.body.type]).toEqual([422, '/problems/design-frame-of-other-campaign'])
    for (const role of ['review_group', 'viewer'] as const) {
      const caller = await test.as(role)
      expect((await caller.post(designs, { name: 'x', frameId, body })).status).toBe(403)
      expect((await caller.get(designs)).status).toBe(200)
    }
    expect((await test.anyone.get(designs)).status).toBe(401)
    await moveTo(test, campaign.id, 'fieldwork')
    const late = await statistics.post<{ type: string }>(designs, { name: 'x', frameId, body })
    expect([late.status, late.body.type]).toEqual([409, '/problems/frame-stage'])
  })
})
