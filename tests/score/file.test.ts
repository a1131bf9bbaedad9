// Third-party files through the API on both engines: preview, faults, import once, scores as R gives them, removal.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileMapping } from '../../server/score/mapping.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'
import { compute, createKcmoCampaign, expected, kcmo, KCMO_UNITS, kcmoMapping, upload } from './support.ts'

interface Fault {
  type: string
  count: number
  errors: { pointer: string; detail: string }[]
}

describe.each(ENGINES)('third-party files on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let path = ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createKcmoCampaign(test)
    group = await test.as('review_group')
    path = `/api/campaigns/${campaign.id}/score-files`
  })
  afterAll(() => test.close())

  it('shows the columns, what stands in them, and a first guess', async () => {
    const { status, body } = await upload<{
      rows: number
      encoding: string
      columns: { column: string; distinct: number; values: [string, number][] }[]
      suggestion: FileMapping
    }>(group, `${path}/preview`, kcmo)
    expect([status, body.rows, body.encoding]).toEqual([200, 984, 'utf-8'])
    expect(body.columns.find(column => column.column === 'group')).toMatchObject({ distinct: 6 })
    expect(body.suggestion).toMatchObject({ layout: 'wide', respondent: 'respondent', group: 'group', columns: [] })
  })

  it('guesses units, categories and points from words, and leaves digits to the office', async () => {
    const [one, two] = campaign.units
    const words = `答卷编号,评议身份,${one!.name},${two!.code}\n1,人大代表,满意,5\n2,residents,不了解,4\n3,企业经营者,非常满意,`
    const { body } = await upload<{ suggestion: FileMapping }>(group, `${path}/preview`, words)
    expect(body.suggestion).toMatchObject({
      respondent: '答卷编号',
      group: '评议身份',
      groupMap: { 人大代表: 'npc_deputy', 企业经营者: 'business_operator' },
      columns: [
        { column: one!.name, unitId: one!.id },
        { column: two!.code, unitId: two!.id },
      ],
      valueMap: { 非常满意: 100, 满意: 80 },
      missing: ['', '不了解'],
    })
    expect(body.suggestion.valueMap).not.toHaveProperty('5')
  })

  it('names every fault by line and column and imports nothing', async () => {
    const bad = kcmo
      .replace('R21001,web,district_4,3,1,2', 'R21001,web,district_4,3,1,7')
      .replace('R21003,web,district_1', 'R21003,web,nowhere')
    const { status, body } = await upload<Fault>(group, path, bad, { mapping: kcmoMapping(campaign) })
    expect([status, body.type, body.count]).toEqual([422, '/problems/score-faults', 2])
    expect(body.errors.map(error => error.pointer)).toEqual(['第 2 行 police', '第 4 行 group'])
    expect((await group.get<{ files: unknown[] }>(path)).body.files).toEqual([])
  })

  it.each([
    ['units of another year', { columns: [{ column: 'police', unitId: 'nobody', dimension: null }] }, '/columns'],
    ['a category the scheme does not weigh', { groupMap: { district_1: 'martian' } }, '/group'],
    ['no points', { valueMap: {} }, '/value_map'],
    ['a code in two places', { missing: ['5', ''] }, '/missing/0'],
  ])('refuses a mapping with %s', async (_name, change, pointer) => {
    const { status, body } = await upload<Fault>(group, path, kcmo, {
      mapping: { ...kcmoMapping(campaign), ...change },
    })
    expect([status, body.type, body.errors[0]?.pointer]).toEqual([422, '/problems/score-faults', pointer])
  })

  it('checks without importing, imports once, and scores as R does', async () => {
    const mapping = kcmoMapping(campaign)
    const checked = await upload<{ id: null; respondents: number }>(group, `${path}?check=1`, kcmo, { mapping })
    expect(checked.body).toMatchObject({ id: null, respondents: 984 })
    const first = await upload<{ id: string }>(group, path, kcmo, { mapping, name: '2022 三季度' })
    expect(first.status).toBe(200)
    const again = await upload<{ type: string; fileId: string }>(group, path, kcmo, { mapping })
    expect([again.status, again.body.type, again.body.fileId]).toEqual([
      409,
      '/problems/score-same-file',
      first.body.id,
    ])
    const { files } = (await group.get<{ files: { name: string; respondents: number; ratings: number }[] }>(path)).body
    const ratings = Object.values(expected).reduce((sum, unit) => sum + unit.n, 0)
    expect(files).toMatchObject([{ name: '2022 三季度', respondents: 984, ratings }])

    const { units } = await compute(group, campaign.id, { includeOwn: false, fileIds: [first.body.id] })
    expect(units).toHaveLength(KCMO_UNITS.length)
    KCMO_UNITS.forEach((code, i) => {
      const unit = units.find(shown => shown.id === campaign.units[i]!.id)!
      for (const key of ['score', 'se', 'n', 'awareness'] as const)
        expect(Math.abs(unit[key]! - expected[code]![key]), `${code} ${key}`).toBeLessThan(1e-9)
    })
    expect(units.map(unit => unit.rank)).toEqual(units.map((_, i) => i + 1))
    expect(units[0]!.id).toBe(campaign.units[KCMO_UNITS.indexOf('fire_ambulance')]!.id)
  })

  it('keeps the mapped columns and numbers alone', async () => {
    const personal = 'mobile,name,group,police\n19900000001,样本甲,district_1,5\n19900000003,样本乙,district_2,4\n'
    const mapping = {
      ...kcmoMapping(campaign),
      respondent: 'mobile',
      columns: kcmoMapping(campaign).columns.slice(0, 1),
    }
    const made = await upload<{ id: string }>(group, path, personal, { mapping })
    const row = await test.context.db
      .selectFrom('scoreFile')
      .selectAll()
      .where('id', '=', made.body.id)
      .executeTakeFirstOrThrow()
    expect(row.content).toBe('mobile,group,police\r\n1,district_1,5\r\n2,district_2,4\r\n')
    expect(JSON.stringify(row)).not.toMatch(/1990000|样本/)
    expect((await group.delete(`/api/score-files/${made.body.id}`)).status).toBe(200)
    expect((await group.delete(`/api/score-files/${made.body.id}`)).status).toBe(404)
  })

  it('reads a long file of dimensions in GB18030', async () => {
    const [unit] = campaign.units
    const dims = Object.keys({ duty: 0, service: 0, efficiency: 0, law: 0, integrity: 0, response: 0 })
    const rows = Array.from({ length: 6 }, (_, i) =>
      dims.map(dim => `甲${i},resident,${unit!.name},${dim},${i % 2 ? '满意' : '一般'}`),
    )
    const { default: iconv } = await import('iconv-lite')
    const content = new Uint8Array(iconv.encode(`人,类别,单位,项目,评价\n${rows.flat().join('\n')}`, 'gb18030'))
    const mapping = {
      ...kcmoMapping(campaign),
      layout: 'long',
      respondent: '人',
      group: '类别',
      groupMap: { resident: 'resident' },
      columns: [],
      unit: '单位',
      dimension: '项目',
      value: '评价',
      unitMap: { [unit!.name]: unit!.id },
      valueMap: { 满意: 100, 一般: 60 },
      missing: [],
    }
    const made = await upload<{ id: string; respondents: number; ratings: number }>(group, path, content, { mapping })
    expect(made.body).toMatchObject({ respondents: 6, ratings: 6 })
    const { units } = await compute(group, campaign.id, { includeOwn: false, fileIds: [made.body.id] })
    expect(units.find(shown => shown.id === unit!.id)).toMatchObject({ score: 80, n: 6 })
    await group.delete(`/api/score-files/${made.body.id}`)
  })

  it('refuses files that are none, other people, and other stages', async () => {
    const kinds: [string | Uint8Array<ArrayBuffer>, string][] = [
      ['', 'score-empty-file'],
      [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'score-binary-file'],
      ['id,u\n"1,2', 'score-open-quote'],
    ]
    for (const [content, slug] of kinds) {
      const refused = await upload<{ type: string }>(group, `${path}/preview`, content)
      expect(refused.body.type).toBe(`/problems/${slug}`)
    }
    const viewer = await test.as('viewer')
    expect((await upload(viewer, path, kcmo, { mapping: kcmoMapping(campaign) })).status).toBe(403)
    expect((await upload(test.anyone, `${path}/preview`, kcmo)).status).toBe(401)
    const administrator = await test.as('administrator')
    for (const state of ['scoring', 'review'])
      await administrator.post(`/api/campaigns/${campaign.id}/state`, { state })
    const late = await upload<{ type: string }>(group, `${path}/preview`, 'id,u\n1,2')
    expect([late.status, late.body.type]).toEqual([409, '/problems/score-closed'])
  })
})
