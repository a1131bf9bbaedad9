// Frames through the API on both engines: counting, identities, merging, freezing, the file and its digest.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameDigest } from '../../sampling/frame.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { offload } from '../../server/db/offload.ts'
import { inputProblem } from '../../server/problem/frame.ts'
import type { Problem } from '../../server/problem/problem.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'
import { addRoster, definition, mobile, moveTo, people } from './support.ts'

interface Pass {
  coverage: {
    entries: number
    persons: number
    elements: number
    strata: { stratum: string; count: number }[]
    excluded: { filtered: number; blankStratum: number }
    otherIdentities: number
    merged: number
    blankStrata: number
    filteredEntries: number
  }
  checks: {
    rosterId: string
    sharedMobile: number
    sequential: number
    ownLeaders: number
    lost: number
    inFrame: number
  }[]
}

describe('findings of the library as a problem', () => {
  it('names duplicate ids and empty strata by line, in both languages, and passes other errors on', () => {
    const read = () => parseFrame('element_id,stratum\na,甲\nb,\na,乙\n')
    let problem: unknown
    try {
      read()
    } catch (error) {
      problem = inputProblem(error, 'frame-invalid', ['抽样框不能使用', 'The frame cannot be used'])
    }
    expect(problem).toMatchObject({ slug: 'frame-invalid', options: { status: 422, extra: { count: 2 } } })
    const { errors } = (problem as Problem).options
    expect(errors?.map(error => error.pointer)).toEqual(['line 3', 'line 4'])
    expect(errors?.[1]?.detail[0]).toContain('第 4 行')
    expect((problem as Problem).options.extra?.codes).toEqual(['empty_stratum', 'duplicate_id'])
    const other = new Error('something else')
    expect(inputProblem(other, 'frame-invalid', ['', ''])).toBe(other)
  })
})

describe.each(ENGINES)('frames on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let unitA = ''
  let unitB = ''
  const count = async (rosterIds: string[], change: Record<string, unknown> = {}) => {
    const group = await test.as('review_group')
    const answer = await group.post<Pass>(`/api/campaigns/${campaign.id}/frame-preview`, {
      definition: definition(rosterIds, change),
    })
    expect(answer.status).toBe(200)
    return answer.body
  }

  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, 2)
    unitA = campaign.units[0]?.id ?? ''
    unitB = campaign.units[1]?.id ?? ''
  })
  afterAll(() => test.close())

  it('counts a person over several rosters once, in the category that comes first, or once in each', async () => {
    const served = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitA }, people(0, 10))
    const deputies = await addRoster(test, campaign, { category: 'npc_deputy' }, people(8, 5))
    const once = await count([served.rosterId, deputies.rosterId])
    expect(once.coverage).toMatchObject({ entries: 15, persons: 13, elements: 13, otherIdentities: 2 })
    expect(once.coverage.strata).toEqual([
      { stratum: '服务相对人/示例单位1', count: 8 },
      { stratum: '人大代表', count: 5 },
    ])
    const each = await count([served.rosterId, deputies.rosterId], { onePerPerson: false })
    expect(each.coverage).toMatchObject({ persons: 13, elements: 15, otherIdentities: 0 })
    const turned = await count([served.rosterId, deputies.rosterId], { priority: ['service_recipient', 'npc_deputy'] })
    expect(turned.coverage.strata.map(row => row.count)).toEqual([10, 3])
  })

  it('follows merged people to the one they are, over any number of steps', async () => {
    const one = await addRoster(test, campaign, { category: 'resident' }, people(20, 3))
    const two = await addRoster(test, campaign, { category: 'resident' }, people(30, 2))
    const [a, b, c] = [one.personIds[0] ?? '', two.personIds[0] ?? '', two.personIds[1] ?? '']
    const { db } = test.context
    await db.updateTable('person').set({ mergedInto: b }).where('id', '=', c).execute()
    await db.updateTable('person').set({ mergedInto: a }).where('id', '=', b).execute()
    const merged = await count([one.rosterId, two.rosterId])
    expect(merged.coverage).toMatchObject({ entries: 5, persons: 3, elements: 3, merged: 1 })
  })

  it('keeps whom the filters keep, and says whom they leave out', async () => {
    const served = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitA }, [
      { name: '甲', mobile: mobile(41), district: '鲤城区', handledOn: '2026-03-01' },
      { name: '乙', mobile: mobile(42), district: '丰泽区', handledOn: '2026-04-01' },
      { name: '丙', mobile: mobile(43), handledOn: '2026-05-01' },
      { name: '丁', mobile: mobile(44), district: '鲤城区' },
    ])
    const filters = (...list: object[]) => ({ filters: list })
    const inside = await count(
      [served.rosterId],
      filters({ column: 'district', include: ['鲤城区'], keepBlank: false }),
    )
    expect([inside.coverage.elements, inside.coverage.excluded.filtered]).toEqual([2, 2])
    const blank = await count([served.rosterId], filters({ column: 'district', exclude: ['丰泽区'], keepBlank: true }))
    expect(blank.coverage.elements).toBe(3)
    const dated = await count(
      [served.rosterId],
      filters({ column: 'handledOn', from: '2026-03-15', to: '2026-05-01', keepBlank: false }),
    )
    expect(dated.coverage.elements).toBe(2)
  })

  it('refuses, groups or leaves out people without a stratum', async () => {
    const { rosterId } = await addRoster(test, campaign, { category: 'resident' }, [
      { name: '甲', mobile: mobile(51), district: '鲤城区' },
      { name: '乙', mobile: mobile(52) },
    ])
    const strata = ['district']
    expect((await count([rosterId], { strata })).coverage).toMatchObject({ blankStrata: 1 })
    const grouped = await count([rosterId], { strata, blankStratum: 'group' })
    expect(grouped.coverage.strata).toEqual([
      { stratum: '鲤城区', count: 1 },
      { stratum: '未填写', count: 1 },
    ])
    const left = await count([rosterId], { strata, blankStratum: 'exclude' })
    expect(left.coverage).toMatchObject({ elements: 1, blankStrata: 0, excluded: { filtered: 0, blankStratum: 1 } })
    const group = await test.as('review_group')
    const draft = await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, {
      name: '居民',
      definition: definition([rosterId], { strata }),
    })
    const refused = await group.post<{ type: string; count: number }>(`/api/frames/${draft.body.id}/freeze`)
    expect([refused.status, refused.body.type, refused.body.count]).toEqual([422, '/problems/frame-empty-stratum', 1])
    const after = await group.get<{ frame: { state: string } }>(`/api/frames/${draft.body.id}`)
    expect(after.body.frame.state).toBe('draft')
    expect(await test.context.db.selectFrom('frameElement').selectAll().execute()).toHaveLength(0)
  })

  it('checks for shared and consecutive numbers, lost rows, and leaders listed as served', async () => {
    const leaders = await addRoster(test, campaign, { category: 'peer_leader', unitId: unitB }, people(60, 1))
    const numbers = ['19800000001', '19800000002', '19800000003', '19800000004', '19800000005']
    const served = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitB, lost: 3 }, [
      ...people(60, 1),
      ...numbers.map((number, i) => ({ name: `连号${i}`, mobile: number })),
      { name: '另一人', mobile: '19800000001' },
    ])
    const { checks } = await count([leaders.rosterId, served.rosterId])
    const check = checks.find(item => item.rosterId === served.rosterId)
    expect(check).toMatchObject({ ownLeaders: 1, sequential: 5, sharedMobile: 2, lost: 3, inFrame: 6 })
  })

  it('knows a unit’s own leaders from a roster of the leaders of all departments too', async () => {
    const led = people(65, 2).map((member, i) => ({ ...member, organisation: campaign.units[i]?.name ?? '' }))
    const leaders = await addRoster(test, campaign, { category: 'peer_leader' }, led)
    const served = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitB }, people(65, 2))
    const { checks } = await count([leaders.rosterId, served.rosterId])
    expect(checks.find(item => item.rosterId === served.rosterId)).toMatchObject({ ownLeaders: 1 })
  })

  it('freezes into elements whose file has the digest shown, and never changes again', async () => {
    const served = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitA }, people(300, 120))
    const group = await test.as('review_group')
    const body = { name: '服务对象', definition: definition([served.rosterId], { strata: ['unit', 'district'] }) }
    const { id } = (await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, body)).body
    expect((await group.get(`/api/frames/${id}/frame.csv`)).status).toBe(409)
    const frozen = await group.post<{ digest: string; elementCount: number }>(`/api/frames/${id}/freeze`)
    expect([frozen.status, frozen.body.elementCount]).toEqual([200, 120])
    const file = await (await group.fetch(`/api/frames/${id}/frame.csv`)).text()
    expect(file.split('\n')[0]).toBe('element_id,stratum')
    expect(frameDigest(parseFrame(file))).toBe(frozen.body.digest)
    expect(file).not.toContain('样本')
    for (const refused of [
      await group.post<{ type: string }>(`/api/frames/${id}/freeze`),
      await group.put<{ type: string }>(`/api/frames/${id}`, body),
      await group.delete<{ type: string }>(`/api/frames/${id}`),
    ])
      expect([refused.status, refused.body.type]).toEqual([409, '/problems/frame-frozen'])
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { details: string }[] }>('/api/audit?action=frame.freeze')
    expect(JSON.stringify(audit.body.entries)).toContain(frozen.body.digest)
  })

  it('freezes once when asked twice at the same time, and takes over a claim nobody keeps up', async () => {
    const { rosterId } = await addRoster(test, campaign, { category: 'expert' }, people(500, 5))
    const group = await test.as('review_group')
    const body = { name: '专家', definition: definition([rosterId]) }
    const { id } = (await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, body)).body
    const both = await Promise.all([group.post(`/api/frames/${id}/freeze`), group.post(`/api/frames/${id}/freeze`)])
    expect(both.map(answer => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
    const second = (await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, body)).body
    const { db } = test.context
    const claim = (at: string) =>
      db.updateTable('frame').set({ state: 'freezing', claimedAt: at }).where('id', '=', second.id).execute()
    await claim(new Date().toISOString())
    const busy = await group.post<{ type: string }>(`/api/frames/${second.id}/freeze`)
    expect([busy.status, busy.body.type]).toEqual([409, '/problems/frame-busy'])
    await claim('2020-01-01T00:00:00.000Z')
    expect((await group.post(`/api/frames/${second.id}/freeze`)).status).toBe(200)
  })

  it('refuses empty frames, strange and unfinished rosters, malformed definitions, and those without the right', async () => {
    const group = await test.as('review_group')
    const { rosterId } = await addRoster(test, campaign, { category: 'expert' }, people(600, 2))
    const frames = `/api/campaigns/${campaign.id}/frames`
    const nobody = definition([rosterId], { filters: [{ column: 'district', include: ['没有'], keepBlank: false }] })
    const empty = (await group.post<{ id: string }>(frames, { name: '空', definition: nobody })).body
    const refused = await group.post<{ type: string }>(`/api/frames/${empty.id}/freeze`)
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/frame-empty'])
    const strange = await group.post<{ type: string }>(frames, { name: 'x', definition: definition(['none']) })
    expect([strange.status, strange.body.type]).toEqual([422, '/problems/frame-unknown-roster'])
    await test.context.db.updateTable('roster').set({ state: 'importing' }).where('id', '=', rosterId).execute()
    const unready = await group.post<{ type: string }>(frames, { name: 'x', definition: definition([rosterId]) })
    expect([unready.status, unready.body.type]).toEqual([422, '/problems/frame-roster-not-ready'])
    const malformed = await group.post<{ type: string; errors: { pointer: string }[] }>(frames, {
      name: '',
      definition: definition([], { strata: ['shoe size'] }),
    })
    expect(malformed.status).toBe(422)
    expect(malformed.body.errors.map(error => error.pointer)).toEqual([
      '/name',
      '/definition/rosterIds',
      '/definition/strata/0',
    ])
    const viewer = await test.as('viewer')
    expect((await viewer.get(frames)).status).toBe(200)
    expect((await viewer.post(frames, { name: 'x', definition: definition(['x']) })).status).toBe(403)
    expect((await viewer.post(`/api/frames/${empty.id}/freeze`)).status).toBe(403)
    expect((await test.anyone.get(`/api/frames/${empty.id}`)).status).toBe(401)
    expect((await group.get('/api/frames/none')).status).toBe(404)
  })

  it('does its work in a worker thread with the same result, and its problems come across', async () => {
    const { rosterId } = await addRoster(test, campaign, { category: 'resident' }, people(700, 30))
    const job = { campaignId: campaign.id, definition: definition([rosterId]) }
    const work = new URL('../../server/frame/work.ts', import.meta.url).href
    const done: number[] = []
    const away = await offload<Pass>(test.context, work, 'countFrame', job, count => void done.push(count))
    expect(away).toEqual(await count([rosterId]))
    expect(done.at(-1)).toBe(30)
    const strange = { campaignId: campaign.id, definition: definition(['none']) }
    await expect(offload(test.context, work, 'countFrame', strange)).rejects.toMatchObject({
      slug: 'frame-unknown-roster',
    })
    await expect(offload(test.context, work, 'nothing', {})).rejects.toThrow('to export nothing')
  })

  it('closes with the stage of sampling', async () => {
    const group = await test.as('review_group')
    await moveTo(test, campaign.id, 'fieldwork')
    const late = await group.post<{ type: string }>(`/api/campaigns/${campaign.id}/frames`, {
      name: 'x',
      definition: definition(['x']),
    })
    expect([late.status, late.body.type]).toEqual([409, '/problems/frame-stage'])
  })
})
