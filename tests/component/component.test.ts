// Components: reading tables (pure), then entering, importing and locking through the API on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readComponents, readPoints, readScore } from '../../server/component/component.ts'
import { moveTo, upload } from '../score/support.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'

const units = [
  { id: 'u1', code: 'unit_1', name: '示例单位1', shortName: '单位1' },
  { id: 'u2', code: 'unit_2', name: '示例单位2', shortName: '单位2' },
]
const rowsOf = (text: string) => text.split('\n').map((line, i) => ({ line: i + 1, cells: line.split('\t') }))

describe('numbers', () => {
  it.each([
    ['90.5', '90.5'],
    ['100', '100'],
    ['０', '0'],
    ['100.01', null],
    ['-1', null],
    ['90.1234567', null],
    ['九十', null],
  ])('score %s', (text, number) => expect(readScore(text)).toBe(number))

  it.each([
    ['0.5', '0.5'],
    ['0', null],
    ['-0.5', null],
    ['', null],
  ])('points %s', (text, number) => expect(readPoints(text)).toBe(number))
})

describe('readComponents', () => {
  it('reads the office’s table: code, name or short name, several entries a unit', () => {
    const table = [
      '参评单位\t目标考核得分\t市委、市政府领导评价\t市人大、市政协领导评价\t加分\t加分事由\t加分文号\t扣分\t扣分事由',
      '示例单位1\t90.5\t92\t88\t1.2\t获省级表彰\t闽政〔2026〕1号\t0.5\t办件超时',
      'unit_1\t\t\t\t0.3\t国家级试点\t\t0\t',
      '单位2\t８８\t\t90\t\t\t\t\t',
    ]
    const { values, entries, faults } = readComponents(rowsOf(table.join('\n')), units)
    expect(faults).toEqual([])
    expect(values).toEqual([
      { unitId: 'u1', part: 'target', value: '90.5' },
      { unitId: 'u1', part: 'party_government', value: '92' },
      { unitId: 'u1', part: 'congress_cppcc', value: '88' },
      { unitId: 'u2', part: 'target', value: '88' },
      { unitId: 'u2', part: 'congress_cppcc', value: '90' },
    ])
    expect(entries).toEqual([
      { unitId: 'u1', kind: 'bonus', points: '1.2', reason: '获省级表彰', document: '闽政〔2026〕1号' },
      { unitId: 'u1', kind: 'deduction', points: '0.5', reason: '办件超时', document: '' },
      { unitId: 'u1', kind: 'bonus', points: '0.3', reason: '国家级试点', document: '' },
    ])
  })

  it.each([
    ['没有单位列', '甲\t目标考核\nx\t90', 'noUnitColumn', 1],
    ['没有分值列', '单位\t备注\n示例单位1\tx', 'noValueColumn', 1],
    ['不是参评单位', '单位\t目标考核\n示例单位9\t90', 'unknownUnit', 2],
    ['分数不对', '单位\t目标考核\n示例单位1\t190', 'badScore', 2],
    ['扣分带负号', '单位\t扣分\t扣分事由\n示例单位1\t-1\t超时', 'badPoints', 2],
    ['没有事由', '单位\t加分\n示例单位1\t1', 'noReason', 2],
    ['同一项两次', '单位\t目标考核\n示例单位1\t90\nunit_1\t91', 'twice', 3],
  ])('%s', (_name, text, code, line) => {
    expect(readComponents(rowsOf(text), units).faults).toMatchObject([{ code, line }])
  })
})

interface Shown {
  units: {
    unitId: string
    target: string | null
    leader: string | null
    bonus: string
    deduction: string
    entries: { id: string; points: string }[]
  }[]
  lock: { digest: string } | null
  missing: number
}

describe.each(ENGINES)('components on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let path = ''
  const show = async () => (await group.get<Shown>(`${path}/components`)).body
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, 2)
    group = await test.as('review_group')
    path = `/api/campaigns/${campaign.id}`
  })
  afterAll(() => test.close())

  it('opens with fieldwork', async () => {
    const early = await group.put<{ type: string }>(`${path}/components/${campaign.units[0]!.id}`, { target: '90' })
    expect([early.status, early.body.type]).toEqual([409, '/problems/component-closed'])
    await moveTo(test, campaign.id, 'sampling', 'fieldwork')
  })

  it('keeps numbers exactly as typed, sums them exactly, and clears what is emptied', async () => {
    const [one] = campaign.units
    const put = (body: unknown) =>
      group.put<{ type: string; errors: { pointer: string }[] }>(`${path}/components/${one!.id}`, body)
    expect((await put({ target: ' 90.50 ', partyGovernment: '92', congressCppcc: '88' })).status).toBe(200)
    for (const points of ['0.1', '0.2', '0.7'])
      await group.post(`${path}/component-entries`, {
        unitId: one!.id,
        kind: 'bonus',
        points,
        reason: '表彰',
        document: '文1',
      })
    expect((await show()).units[0]).toMatchObject({ target: '90.5', leader: '90.4', bonus: '1', deduction: '0' })
    const bad = await put({ target: '101' })
    expect([bad.status, bad.body.type, bad.body.errors[0]?.pointer]).toEqual([
      422,
      '/problems/component-not-number',
      '/target',
    ])
    await put({ congressCppcc: null })
    expect((await show()).units[0]).toMatchObject({ target: '90.5', leader: null })
    expect((await show()).missing).toBe(2)
  })

  it('changes and removes entries, with an audit line each', async () => {
    const [entry] = (await show()).units[0]!.entries
    await group.put(`/api/component-entries/${entry!.id}`, { points: '0.4', reason: '更正', document: '' })
    expect((await show()).units[0]!.bonus).toBe('1.3')
    const zero = await group.put(`/api/component-entries/${entry!.id}`, { points: '0', reason: 'x', document: '' })
    expect(zero.status).toBe(422)
    await group.delete(`/api/component-entries/${entry!.id}`)
    expect((await show()).units[0]!.bonus).toBe('0.9')
    expect((await group.delete(`/api/component-entries/${entry!.id}`)).status).toBe(404)
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: unknown[] }>('/api/audit?action=component.')
    expect(audit.body.entries).toHaveLength(7)
  })

  it('imports a table once, whole or not at all', async () => {
    const head = '参评单位\t目标考核\t市委、市政府领导评价\t市人大、市政协领导评价\t扣分\t扣分事由\n'
    const good = `${head}示例单位1\t\t\t88\t\t\n示例单位2\t88.8\t90\t91\t0.5\t超时\n`
    const send = (text: string, query = '') =>
      upload<Record<string, unknown>>(group, `${path}/components/import${query}`, text)
    expect((await send(good, '?check=1')).body).toEqual({ values: 4, entries: 1, imported: false })
    expect((await show()).missing).toBe(2)
    const bad = await send(`${good}示例单位9\t1\t1\t1\t\t\n`)
    expect([bad.status, bad.body['type']]).toEqual([422, '/problems/component-import-faults'])
    expect((await show()).missing).toBe(2)
    expect((await send(good)).body).toEqual({ values: 4, entries: 1, imported: true })
    expect((await send(good)).body).toEqual({ values: 0, entries: 0, imported: true })
    expect(await show()).toMatchObject({
      missing: 0,
      units: [{ leader: '90.4' }, { target: '88.8', leader: '90.4', deduction: '0.5' }],
    })
  })

  it('gives a template that it reads back without a change', async () => {
    const answer = await group.fetch(`${path}/components/template`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const back = await upload<Record<string, unknown>>(group, `${path}/components/import`, bytes, {
      fileName: 't.xlsx',
    })
    expect(back.body).toEqual({ values: 0, entries: 0, imported: true })
  })

  it('locks when complete, refuses changes, unlocks with a reason', async () => {
    const [one] = campaign.units
    await group.put(`${path}/components/${one!.id}`, { target: null })
    const lacking = await group.post<{ type: string; units: string[] }>(`${path}/components/lock`)
    expect([lacking.body.type, lacking.body.units]).toEqual(['/problems/component-incomplete', [one!.name]])
    await group.put(`${path}/components/${one!.id}`, { target: '90.5' })
    const { digest } = (await group.post<{ digest: string }>(`${path}/components/lock`)).body
    expect((await show()).lock).toMatchObject({ digest })
    const refusals = [
      await group.put<{ type: string }>(`${path}/components/${one!.id}`, { target: '1' }),
      await group.post<{ type: string }>(`${path}/component-entries`, {
        unitId: one!.id,
        kind: 'bonus',
        points: '1',
        reason: 'x',
        document: '',
      }),
      await upload<{ type: string }>(group, `${path}/components/import`, '单位\t目标考核\n示例单位1\t1'),
    ]
    expect(refusals.map(refused => refused.body.type)).toEqual(Array(3).fill('/problems/component-locked'))
    expect((await group.post(`${path}/components/unlock`, { reason: '' })).status).toBe(422)
    expect((await group.post(`${path}/components/unlock`, { reason: '更正文号' })).status).toBe(200)
    expect((await group.post<{ type: string }>(`${path}/components/unlock`, { reason: 'x' })).body.type).toBe(
      '/problems/component-not-locked',
    )
    expect((await show()).lock).toBeNull()
  })

  it('lets viewers read and not write', async () => {
    const viewer = await test.as('viewer')
    expect((await viewer.get(`${path}/components`)).status).toBe(200)
    expect((await viewer.put(`${path}/components/${campaign.units[0]!.id}`, { target: '1' })).status).toBe(403)
    expect((await test.anyone.get(`${path}/components`)).status).toBe(401)
  })
})
