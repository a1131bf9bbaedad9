// People over the rosters of a campaign: masked lists, contacts for a purpose, and doubtful pairs, on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { importRoster, type RosterAnswer } from '../support/roster.ts'

interface People {
  people: { id: string; name: string; mobile: string; line: number; merged: boolean; category: string }[]
  total: number
  more: boolean
  sortable: boolean
}
interface Side {
  id: string
  name: string
  mobile: string
  lines: { rosterName: string; line: number }[]
}
interface Pairs {
  pairs: { id: string; reason: string; state: string; a: Side; b: Side }[]
  counts: { open: number; same: number; different: number }
}

describe.each(ENGINES)('people on %s', engine => {
  let test: TestApp
  let path = ''
  let roster: RosterAnswer
  beforeAll(async () => {
    test = await createTestApp(engine)
    const { id } = await createTestCampaign(test)
    path = `/api/campaigns/${id}`
    const first = [
      '姓名,手机,单位名称,县（市、区）',
      '陈一,19900040001,甲厂,丰泽区',
      '陈二,19900040001,甲厂,丰泽区',
      '林三,19900040003,乙厂,鲤城区',
      '林三,19900040004,乙厂,鲤城区',
      '林三,19900040005,丙厂,鲤城区',
    ]
    roster = await importRoster(test, id, first.join('\n'), { fileName: '甲.csv' })
    const second = ['姓名,手机,单位名称', '林三,19900040006,乙厂', '陈一,19900040001,甲厂']
    await importRoster(test, id, second.join('\n'), { fileName: '乙.csv', category: 'regulated_party' })
  })
  afterAll(() => test.close())

  const pairs = async (state = 'open') =>
    (await (await test.as('review_group')).get<Pairs>(`${path}/person-pairs?state=${state}`)).body
  const mergedInto = async () =>
    await test.context.db
      .selectFrom('person')
      .select(['mobile', 'name', 'mergedInto'])
      .where('mergedInto', 'is not', null)
      .execute()

  it('lists people masked, searched, filtered, sorted and paged by the server', async () => {
    const viewer = await test.as('viewer')
    const all = (await viewer.get<People>(`${path}/people`)).body
    expect([all.total, all.more, all.sortable, all.people.length]).toEqual([7, false, true, 7])
    expect(all.people[0]).toMatchObject({ name: '陈*', mobile: '199****0001', line: 2 })
    expect((await viewer.get<People>(`${path}/people?search=${encodeURIComponent('林')}`)).body.total).toBe(4)
    expect((await viewer.get<People>(`${path}/people?search=19900040003`)).body.people.map(row => row.line)).toEqual([
      4,
    ])
    expect((await viewer.get<People>(`${path}/people?category=regulated_party`)).body.total).toBe(2)
    expect((await viewer.get<People>(`${path}/people?district=${encodeURIComponent('丰泽区')}`)).body.total).toBe(2)
    const page = await viewer.get<People>(
      `${path}/people?rosterId=${roster.id}&sort=line&descending=1&limit=2&offset=1`,
    )
    expect(page.body.people.map(row => row.line)).toEqual([5, 4])
    expect((await viewer.get(`${path}/people?limit=100000`)).status).toBe(422)
  })

  it('shows a contact only to those who may, for a purpose, and writes it down', async () => {
    const viewer = await test.as('viewer')
    const group = await test.as('review_group')
    const id = (await viewer.get<People>(`${path}/people`)).body.people[0]?.id
    expect((await viewer.post(`/api/people/${id}/contact`, { reason: '核对号码' })).status).toBe(403)
    expect((await group.post(`/api/people/${id}/contact`, { reason: '' })).status).toBe(422)
    const shown = await group.post(`/api/people/${id}/contact`, { reason: '核对号码' })
    expect(shown.body).toMatchObject({ name: '陈一', mobile: '19900040001' })
    const refused = await group.get<{ type: string }>(`/api/rosters/${roster.id}/contacts`)
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/person-reason-required'])
    const file = await group.fetch(
      `/api/rosters/${roster.id}/contacts?format=utf-8-bom&reason=${encodeURIComponent('移交名单')}`,
    )
    expect((await file.text()).split('\r\n')[1]).toBe('陈一,,19900040001,,甲厂,,丰泽区,,,,,')
    const administrator = await test.as('administrator')
    const audit = (
      await administrator.get<{ entries: { action: string; details: unknown }[] }>('/api/audit?action=person')
    ).body
    expect(audit.entries.map(entry => entry.action)).toEqual(['person.export', 'person.read'])
    expect(JSON.stringify(audit.entries)).not.toContain('19900040001')
  })

  it('finds who may be one person, once each', async () => {
    const found = await pairs()
    const said = found.pairs.map(({ reason, a, b }) => `${reason}: ${a.name} ${a.mobile}, ${b.name} ${b.mobile}`)
    expect(new Set(said)).toEqual(
      new Set([
        'same_mobile: 陈一 19900040001, 陈二 19900040001',
        'same_name_organisation: 林三 19900040003, 林三 19900040004',
        'same_name_organisation: 林三 19900040004, 林三 19900040006',
      ]),
    )
    expect(found.counts).toEqual({ open: 3, same: 0, different: 0 })
    const first = found.pairs.find(pair => pair.reason === 'same_mobile')
    const lines = [first?.a, first?.b].flatMap(side => side?.lines.map(line => `${line.rosterName} ${line.line}`))
    expect(new Set(lines)).toEqual(new Set(['乙.csv 3', '甲.csv 2', '甲.csv 3']))
  })

  it('joins, separates and undoes; groups never chain', async () => {
    const group = await test.as('review_group')
    const open = (await pairs()).pairs
    const byName = open.filter(pair => pair.reason === 'same_name_organisation')
    for (const { id } of byName)
      expect((await group.post(`/api/person-pairs/${id}/decision`, { decision: 'same' })).status).toBe(200)
    const joined = await mergedInto()
    expect(joined).toHaveLength(2)
    expect(new Set(joined.map(person => person.mergedInto)).size).toBe(1)
    const again = await group.post<{ type: string }>(`/api/person-pairs/${byName[0]?.id}/decision`, {
      decision: 'same',
    })
    expect([again.status, again.body.type]).toEqual([409, '/problems/person-pair-decided'])
    const last = byName.find(pair => [pair.a.mobile, pair.b.mobile].includes('19900040006'))
    expect((await group.delete(`/api/person-pairs/${last?.id}/decision`)).status).toBe(200)
    const left = await mergedInto()
    expect(left).toHaveLength(1)
    expect(left[0]?.mobile).not.toBe('19900040006')
    const other = open.find(pair => pair.reason === 'same_mobile')
    await group.post(`/api/person-pairs/${other?.id}/decision`, { decision: 'different' })
    expect((await pairs()).counts).toEqual({ open: 1, same: 1, different: 1 })
    const people = (await group.get<People>(`${path}/people`)).body.people
    expect(people.filter(person => person.merged).map(person => person.name)).toEqual(['林*'])
  })

  it('asks again only about what is new, and lets only the group judge', async () => {
    const campaignId = path.split('/').at(-1) ?? ''
    await importRoster(test, campaignId, '姓名,手机,单位名称\n陈二,19900040009,甲厂\n', { fileName: '丙.csv' })
    expect((await pairs()).counts).toEqual({ open: 2, same: 1, different: 1 })
    const statistics = await test.as('statistics')
    const id = (await pairs()).pairs[0]?.id
    expect((await statistics.post(`/api/person-pairs/${id}/decision`, { decision: 'same' })).status).toBe(403)
    expect((await (await test.as('viewer')).get(`${path}/person-pairs`)).status).toBe(403)
  })
})
