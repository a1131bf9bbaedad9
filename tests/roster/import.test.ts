// Rosters through the API on both engines: the five files, once each, and what becomes of their lines.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../server/files/encoding.ts'
import { CsvReader } from '../../server/files/csv-read.ts'
import { rosterJobs } from '../../server/roster/jobs.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { importRoster, type RosterAnswer, upload } from '../support/roster.ts'

const fixtures = join(import.meta.dirname, '../fixtures/rosters')
type Truth = {
  files: Record<
    string,
    {
      valid: number
      lost: number
      duplicate: number
      blank: number
      encoding: string
      delimiter: string
      header_line: number
      people: [string, string][]
    }
  >
}
const truth = JSON.parse(readFileSync(join(fixtures, 'truth.json'), 'utf8')) as Truth

describe.each(ENGINES)('rosters on %s', engine => {
  let test: TestApp
  let campaignId = ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaignId = (await createTestCampaign(test)).id
  })
  afterAll(() => test.close())

  const people = async (rosterId: string) =>
    await test.context.db
      .selectFrom('rosterEntry')
      .innerJoin('person', 'person.id', 'rosterEntry.personId')
      .select(['person.name', 'person.mobile', 'rosterEntry.line'])
      .where('rosterId', '=', rosterId)
      .orderBy('line')
      .execute()

  it.each(Object.entries(truth.files))('imports %s as the truth says', async (fileName, wanted) => {
    const roster = await importRoster(test, campaignId, readFileSync(join(fixtures, fileName)), { fileName })
    const { valid, lost, duplicate, blank, encoding, delimiter } = wanted
    expect(roster).toMatchObject({ state: 'ready', valid, lost, duplicate, blank, encoding, delimiter })
    expect(roster.headerLine).toBe(wanted.header_line)
    expect((await people(roster.id)).map(person => [person.name, person.mobile])).toEqual(wanted.people)
    const counted = roster.problems.filter(item => item.problem !== 'duplicate' && item.problem !== 'mobile_rounded')
    expect(counted.reduce((sum, item) => sum + item.count, 0)).toBe(lost)
  })

  it('gives the same preview as it imports, and lets a person correct it', async () => {
    const group = await test.as('review_group')
    const lines = '单位|张三|19900029991|李四\r\n单位|王五|19900029992|赵六\r\n'
    const { body } = await upload(group, campaignId, encodeGb18030(`甲|乙|丙|丁\r\n${lines}`), { fileName: 'a.txt' })
    type Preview = {
      encoding: string
      delimiter: string
      mapping: Record<string, number>
      rows: string[][]
      headerLine: number
    }
    const seen = (await group.post<Preview>(`/api/rosters/${body.id}/preview`, {})).body
    expect(seen).toMatchObject({ encoding: 'gb18030', delimiter: '|', headerLine: 0, mapping: { mobile: 2 } })
    const chosen = { headerLine: 1, mapping: { name: 3, mobile: 2, organisation: 0 } }
    const corrected = (await group.post<Preview>(`/api/rosters/${body.id}/preview`, chosen)).body
    expect(corrected).toMatchObject({ headerLine: 1, headers: ['甲', '乙', '丙', '丁'], mapping: chosen.mapping })
    const bad = await group.post<{ type: string }>(`/api/rosters/${body.id}/preview`, { encoding: 'latin1' })
    expect(bad.status).toBe(422)
    await group.post(`/api/rosters/${body.id}/import`, { category: 'resident', name: '手工对应', ...chosen })
    await rosterJobs(test.context).idle()
    expect((await people(body.id)).map(person => [person.name, person.line])).toEqual([
      ['李四', 2],
      ['赵六', 3],
    ])
  })

  it('imports the same file once and says so kindly', async () => {
    const group = await test.as('review_group')
    const bytes = readFileSync(join(fixtures, 'npc_deputies.gb18030.csv'))
    const before = await test.context.db
      .selectFrom('rosterEntry')
      .select(eb => eb.fn.countAll().as('n'))
      .executeTakeFirst()
    const again = await upload(group, campaignId, bytes, { fileName: 'other-name.csv' })
    expect(again).toMatchObject({ status: 200, body: { repeated: true, name: 'npc_deputies.gb18030.csv' } })
    const after = await test.context.db
      .selectFrom('rosterEntry')
      .select(eb => eb.fn.countAll().as('n'))
      .executeTakeFirst()
    expect(after).toEqual(before)
  })

  it('counts one person on two rosters as one, and keeps what each file says', async () => {
    const [first, second] = [
      await importRoster(test, campaignId, '姓名,手机,性别\n周敏,19900027701,女\n郑强,19900027702,男\n', {
        fileName: '甲.csv',
      }),
      await importRoster(
        test,
        campaignId,
        '姓名,手机,单位名称\n周\u3000敏,+86 199-0002-7701,某厂\n吴丽,19900027703,某厂\n',
        { fileName: '乙.csv' },
      ),
    ]
    expect([first.valid, second.valid, second.duplicate]).toEqual([2, 2, 0])
    const both = await test.context.db
      .selectFrom('rosterEntry')
      .innerJoin('person', 'person.id', 'personId')
      .select(['rosterId', 'organisation', 'sex'])
      .where('mobile', '=', '19900027701')
      .orderBy('rosterId')
      .execute()
    expect(both).toEqual([
      { rosterId: first.id, organisation: null, sex: 'female' },
      { rosterId: second.id, organisation: '某厂', sex: 'female' },
    ])
  })

  it('gives back every rejected line with its cells, to be corrected and imported into the same roster', async () => {
    const group = await test.as('review_group')
    const file = '名单\n姓名,手机,备注\n张三,1.99E+10,"甲,\n乙"\n李四,19900026602,\n王五,1990002660,=1+1\n赵六,,丙\n'
    const roster = await importRoster(test, campaignId, file, { fileName: '退回.csv' })
    expect(roster).toMatchObject({ valid: 1, lost: 3 })
    const answer = await group.fetch(`/api/rosters/${roster.id}/rejects?format=gb18030`)
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E9%80%80%E5%9B%9E.csv-")
    const text = new TextDecoder('gb18030').decode(await answer.arrayBuffer())
    const rows = new CsvReader({ delimiter: ',' }).push(text)
    expect(rows.map(row => [row[0], ...row.slice(2)])).toEqual([
      ['原行号', '姓名', '手机', '备注'],
      ['3', '张三', '1.99E+10', '甲,\n乙'],
      ['5', '王五', '1990002660', "'=1+1"],
      ['6', '赵六', '', '丙'],
    ])
    const corrected = text.replace('1.99E+10', '19900026601').replace(/1990002660,/, '19900026603,')
    const mended = await importRoster(test, campaignId, encodeGb18030(`${corrected}7,,李四,19900026602,\r\n`), {
      addsTo: roster.id,
    })
    expect(mended).toMatchObject({ id: roster.id, state: 'ready', valid: 3, lost: 1, duplicate: 1 })
    expect((await people(roster.id)).map(person => [person.line, person.name])).toEqual([
      [3, '张三'],
      [4, '李四'],
      [5, '王五'],
    ])
    const notes = await test.context.db
      .selectFrom('rosterEntry')
      .select(['line', 'note', 'extra'])
      .where('rosterId', '=', roster.id)
      .where('line', '=', 5)
      .executeTakeFirst()
    expect(notes).toEqual({ line: 5, note: '=1+1', extra: null })
    const listed = await group.get<{ rosters: RosterAnswer[] }>(`/api/campaigns/${campaignId}/rosters`)
    expect(listed.body.rosters.filter(item => item.name.startsWith('退回'))).toHaveLength(1)
  })

  it('lists problems by line, column, value and reason', async () => {
    const group = await test.as('review_group')
    const file = '姓名,手机,办理时间,性别\n张三,1990002550,2026.2.30,X\n李四,19900025502,2026.2.30,X\n,19900025503,,\n'
    const roster = await importRoster(test, campaignId, file, { fileName: '问题.csv' })
    const { problems } = (await group.get<{ problems: unknown[] }>(`/api/rosters/${roster.id}/problems`)).body
    expect(problems).toMatchObject([
      { line: 2, column: '手机', value: '1990002550', problem: 'mobile_short' },
      { line: 3, column: '性别', value: 'X', problem: 'sex_unknown' },
      { line: 3, column: '办理时间', value: '2026.2.30', problem: 'date_unreadable' },
      { line: 4, column: '姓名', value: '', problem: 'name_missing' },
    ])
    const viewer = await test.as('viewer')
    const masked = (await viewer.get<{ problems: { value: string }[] }>(`/api/rosters/${roster.id}/problems`)).body
    expect(masked.problems[0]?.value).toBe('********50')
    const report = await (await group.fetch(`/api/rosters/${roster.id}/problems/report?format=utf-8-bom`)).text()
    expect(report.split('\r\n')[1]).toContain('2,手机,1990002550,号码位数不足 11 位')
  })

  it('deletes a roster with the people whom only it lists', async () => {
    const group = await test.as('review_group')
    const kept = await importRoster(test, campaignId, '姓名,手机\n共用,19900024401\n', { fileName: '留.csv' })
    const gone = await importRoster(test, campaignId, '姓名,手机\n共用,19900024401\n独有,19900024402\n', {
      fileName: '删.csv',
    })
    expect((await group.delete(`/api/rosters/${gone.id}`)).status).toBe(200)
    const left = await test.context.db
      .selectFrom('person')
      .select('name')
      .where('mobile', 'in', ['19900024401', '19900024402'])
      .execute()
    expect(left).toEqual([{ name: '共用' }])
    expect((await group.get(`/api/rosters/${gone.id}`)).status).toBe(404)
    expect((await people(kept.id)).length).toBe(1)
  })
})
