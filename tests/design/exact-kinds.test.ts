// The exact kinds of allocation and the least number of ratings: through the API on both engines, and through the form of the console.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { designDigest } from '../../sampling/design.ts'
import { bodyOf, emptyForm, formOf, tryDesign } from '../../survey-ui/console/design/design.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { frozenFrame } from '../frame/support.ts'

const [A, B, C] = ['服务相对人/示例单位1', '服务相对人/示例单位2', '人大代表'] as const
const STRATA = [
  { stratum: A, count: 40 },
  { stratum: B, count: 30 },
  { stratum: C, count: 20 },
]
const SD = { [A]: 10, [B]: 20, [C]: 15 }
const MEAN = { [A]: 80, [B]: 70, [C]: 90 }
const srs = (allocation: object, rest: object = {}) => ({ method: 'srs', allocation, ...rest })

const USABLE = [
  srs({ kind: 'optimal', n: 12, sd: SD }),
  srs(
    { kind: 'optimal', n: 14, sd: SD, min: 3, max: 8 },
    { assignment: { max_units: 3, rules: {}, min_per_group: 9 } },
  ),
  srs({ kind: 'optimal', n: 40, sd: { [A]: 10, [B]: 20 }, census_below: 25 }),
  srs({ kind: 'equal_precision', margin: 6, sd: SD }),
  srs({ kind: 'equal_precision', n: 20, sd: SD }, { reserve: 4, note: '说明', strata: { [C]: { n: 5 } } }),
  srs({ kind: 'equal_precision', cv: 0.05, sd: SD, mean: MEAN }),
  srs({ kind: 'equal_precision', margin: 0.1, sd: SD, mean: MEAN }),
]
const USELESS: [object, string, string][] = [
  [srs({ kind: 'optimal', n: 12 }), 'missing_key', '/allocation/sd'],
  [srs({ kind: 'optimal', sd: SD }), 'missing_key', '/allocation/n'],
  [srs({ kind: 'optimal', n: 12, sd: { [A]: 1, [B]: 1 } }), 'stratum_missing', '/allocation/sd'],
  [srs({ kind: 'optimal', n: 12, sd: { ...SD, [C]: -1 } }), 'wrong_type', '/allocation/sd/人大代表'],
  [srs({ kind: 'optimal', n: 5, sd: SD }), 'n_below_minimum', '/'],
  [srs({ kind: 'optimal', n: 12, sd: SD, margin: 3 }), 'unknown_key', '/allocation/margin'],
  [srs({ kind: 'optimal', n: 12, sd: { ...SD, [C]: 1e200 } }), 'wrong_type', '/allocation/sd/人大代表'],
  [srs({ kind: 'equal_precision', sd: SD }), 'one_target', '/allocation'],
  [srs({ kind: 'equal_precision', sd: SD, n: 9, margin: 3 }), 'one_target', '/allocation'],
  [srs({ kind: 'equal_precision', sd: SD, margin: 0 }), 'wrong_type', '/allocation/margin'],
  [srs({ kind: 'equal_precision', sd: SD, margin: 1e-300 }), 'wrong_type', '/allocation/margin'],
  [srs({ kind: 'equal_precision', sd: { ...SD, [A]: 1e200 }, margin: 1 }), 'wrong_type', '/allocation/sd'],
  [srs({ kind: 'equal_precision', sd: SD, cv: 0.1 }), 'missing_key', '/allocation/mean'],
  [srs({ kind: 'equal_precision', sd: SD, cv: 0.1, mean: { ...MEAN, [A]: 1e-200 } }), 'wrong_type', '/allocation/mean'],
  [srs({ kind: 'equal_precision', margin: 6, sd: SD, per_stratum: SD }), 'unknown_key', '/allocation/per_stratum'],
  ...[0, -1, 1.5, '20', null, 100_001].map((min_per_group): [object, string, string] => [
    srs({ kind: 'equal', n: 9 }, { assignment: { max_units: 3, rules: {}, min_per_group } }),
    'wrong_type',
    '/assignment/min_per_group',
  ]),
]

describe.each(ENGINES)('exact kinds on %s', engine => {
  let test: TestApp
  let campaignId = ''
  let frameId = ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    const campaign = await createTestCampaign(test, 2)
    campaignId = campaign.id
    frameId = (await frozenFrame(test, campaign)).id
  })
  afterAll(() => test.close())

  it('are saved, covered by the digest, and opened by the form without a change', async () => {
    const statistics = await test.as('statistics')
    for (const body of USABLE) {
      const json = { name: '设计', frameId, body }
      const made = await statistics.post<{ id: string; digest: string }>(`/api/campaigns/${campaignId}/designs`, json)
      expect([made.status, made.body.digest]).toEqual([200, designDigest(body as never)])
      const shown = await statistics.get<{
        design: Parameters<typeof formOf>[0]
        allocation: { n: number; strata: { stratum: string; N: number; n: number }[] }
      }>(`/api/designs/${made.body.id}`)
      const form = formOf(shown.body.design)
      const again = tryDesign(form, STRATA)
      expect(again.checked?.digest).toBe(designDigest(body as never))
      expect(again.checked?.allocation.strata.map(({ n }) => n)).toEqual(shown.body.allocation.strata.map(({ n }) => n))
    }
  })

  it('give the numbers of the library', async () => {
    const statistics = await test.as('statistics')
    const numbers = async (body: object) => {
      const answer = await statistics.post<{ strata: { stratum: string; n: number }[] }>(
        `/api/frames/${frameId}/allocation`,
        { body },
      )
      const found = new Map(answer.body.strata.map(({ stratum, n }) => [stratum, n]))
      return [A, B, C].map(name => found.get(name))
    }
    // N S = 400, 600, 300: of all whole numbers with the sum 12 these have the least Σ (N S)² / n.
    expect(await numbers(USABLE[0] ?? {})).toEqual([4, 5, 3])
    // S² / ((6 / 1.96)² + S² / N), rounded up.
    const exact = [A, B, C].map((name, i) => {
      const spread = SD[name] ** 2
      return Math.ceil(spread / ((6 / 1.959963984540054) ** 2 + spread / (STRATA[i]?.count ?? 0)))
    })
    expect(await numbers(USABLE[3] ?? {})).toEqual(exact)
  })

  it('are refused with the place and the reason', async () => {
    const statistics = await test.as('statistics')
    for (const [body, code, place] of USELESS) {
      const answer = await statistics.post<{ codes: string[]; errors: { pointer: string; detail: string }[] }>(
        `/api/frames/${frameId}/allocation`,
        { body },
      )
      expect([answer.status, answer.body.codes]).toEqual([422, expect.arrayContaining([code])])
      expect(decodeURI(answer.body.errors[0]?.pointer ?? '')).toContain(place)
      expect(answer.body.errors[0]?.detail).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('the form', () => {
  it('asks for no total where a margin is given, and fills in a usual deviation', () => {
    const form = { ...emptyForm, kind: 'equal_precision' as const }
    expect(tryDesign(form, STRATA)).toEqual({ checked: null, problems: [] })
    const { checked } = tryDesign({ ...form, aim: 8, n: 500 }, STRATA)
    expect(checked?.design.allocation).toEqual({
      kind: 'equal_precision',
      margin: 8,
      sd: { [A]: 20, [B]: 20, [C]: 20 },
    })
    const relative = { ...form, target: 'cv' as const, aim: 0.05, relative: true }
    expect(tryDesign(relative, STRATA).checked?.design.allocation).toMatchObject({ cv: 0.05, mean: { [A]: 80 } })
    expect(bodyOf({ ...form, kind: 'optimal', n: 9, aim: 8 }, STRATA)['allocation']).toEqual({
      kind: 'optimal',
      n: 9,
      sd: { [A]: 20, [B]: 20, [C]: 20 },
    })
  })
})
