// Files of matters, windows and staff: what is taken, which lines are not and why, and that a second time changes nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../server/files/encoding.ts'
import { writeXlsx } from '../../server/files/xlsx.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall, type Hall, made } from '../support/window.ts'

interface Counted {
  added: number
  changed: number
  same: number
}
interface Taken {
  type?: string
  matters: Counted
  windows: Counted
  staff: Counted
  rejected: { line: number; column: [string, string]; value: string; problem: [string, string] }[]
  rejectedCount: number
  imported: boolean
}

const MATTERS = `事项编码（必填）,事项名称,实施部门
350500-001,不动产转移登记,zrzy
350500-002,不动产抵押登记,自然资源局
350500-003,,zrzy
有 空格,名称,zrzy
350500-001,又一次,zrzy
350500-004,企业开办,没有的局
350500-005,"名,称",
`
const WINDOWS = `窗口编号,窗口名称,单位,工号,姓名,本人手机号
A01,不动产登记,zrzy,001,甲某,19900000001
A01,不动产登记,,002,张　三,
A01,别的名称,,003,戊某,
B01,,,,,
B02,税务,zrzy,004,,
B03,公安,没有的局,005,己某,
,,,006,庚某,1990000
,,,007,辛某,
,,,007,壬某,
,只有名称,,008,癸某,
B 4,有空格,,009,子某,
,,,,丑某,
,,,,,19900000002
`

describe.each(ENGINES)('imports of a hall on %s', engine => {
  let test: TestApp
  let hall: Hall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
    const seriesId = await made(hall.group.post('/api/unit-series', { code: 's', name: '系列' }))
    await made(hall.group.post('/api/units', { code: 'zrzy', name: '自然资源局', seriesId }))
  })
  afterAll(() => test.close())

  const send = async (caller: Caller, path: string, content: string | Uint8Array, name = 'table.csv') => {
    const body = new FormData()
    body.set('file', new File([content as BlobPart], name))
    const answer = await caller.fetch(`/api/window-imports/${path}`, { method: 'POST', body })
    return { status: answer.status, body: (await answer.json()) as Taken }
  }
  const places = ({ rejected }: Taken) => rejected.map(({ line, column, problem }) => [line, column[0], problem[1]])
  const countRows = async (table: 'windowMatter' | 'windowPoint' | 'windowStaff') =>
    (await test.context.db.selectFrom(table).select('id').execute()).length

  it('checks matters without storing, then takes the good lines and lists the others', async () => {
    const check = await send(hall.group, 'matters?check=1', MATTERS)
    expect([check.status, check.body.imported, await countRows('windowMatter')]).toEqual([200, false, 0])
    expect(check.body.matters).toEqual({ added: 3, changed: 0, same: 0 })
    expect(places(check.body)).toEqual([
      [4, '事项名称', 'This cell must not be empty'],
      [5, '事项编码', expect.stringContaining('Letters, digits')],
      [6, '事项编码', 'The same as on line 2'],
      [7, '单位', 'No unit has this code, full name or short name'],
    ])
    const done = await send(hall.group, 'matters', encodeGb18030(MATTERS))
    expect([done.body.imported, done.body.rejectedCount, await countRows('windowMatter')]).toEqual([true, 4, 3])
    const { matters } = (
      await hall.staff.get<{ matters: { code: string; name: string; unitName: string | null }[] }>(
        '/api/window-matters',
      )
    ).body
    expect(matters.map(({ code, name, unitName }) => [code, name, unitName])).toEqual([
      ['350500-001', '不动产转移登记', '自然资源局'],
      ['350500-002', '不动产抵押登记', '自然资源局'],
      ['350500-005', '名,称', null],
    ])
  })

  it('takes the same file twice as nothing new, a changed one as a change, from a workbook too', async () => {
    expect((await send(hall.group, 'matters', MATTERS)).body.matters).toEqual({ added: 0, changed: 0, same: 3 })
    const rows = [
      ['Matter name', 'Matter code'],
      ['不动产首次登记', '350500-002'],
      ['新事项', '350500-009'],
    ]
    const bytes = new Uint8Array(await new Response(writeXlsx(rows, { sheet: 'x' })).arrayBuffer())
    const done = await send(hall.group, 'matters', bytes, 'matters.xlsx')
    expect(done.body.matters).toEqual({ added: 1, changed: 1, same: 0 })
    const row = await test.context.db
      .selectFrom('windowMatter')
      .selectAll()
      .where('code', '=', '350500-002')
      .executeTakeFirstOrThrow()
    // A column that is not there says nothing: the unit stays.
    expect([row.name, row.unitId === null]).toEqual(['不动产首次登记', false])
  })

  it('takes windows and their staff, each line with its reason when it is not taken', async () => {
    const path = `windows?centerId=${hall.center}`
    const before = [await countRows('windowPoint'), await countRows('windowStaff')]
    const check = await send(hall.manager, `${path}&check=1`, WINDOWS)
    expect([await countRows('windowPoint'), await countRows('windowStaff')]).toEqual(before)
    expect(places(check.body)).toEqual([
      [4, '窗口名称', 'Another name than on line 2'],
      [6, '姓名', 'This cell must not be empty'],
      [7, '单位', 'No unit has this code, full name or short name'],
      [8, '本人手机号', 'Not a mobile number of 11 digits'],
      [10, '工号', 'The same as on line 9'],
      [11, '窗口编号', 'This cell must not be empty'],
      [12, '窗口编号', 'Letters, digits and hyphens only, at most 40'],
      [13, '窗口编号', 'The line names neither a window nor a person'],
      [14, '窗口编号', 'The line names neither a window nor a person'],
    ])
    expect(check.body.rejected[3]?.value).toBe('*****00')
    const done = await send(hall.manager, path, WINDOWS)
    expect([done.body.windows, done.body.staff]).toEqual([
      { added: 1, changed: 1, same: 0 },
      { added: 2, changed: 1, same: 0 },
    ])
    expect([check.body.windows, check.body.staff]).toEqual([done.body.windows, done.body.staff])
    const staff = await test.context.db.selectFrom('windowStaff').selectAll().orderBy('number').execute()
    expect(staff.map(({ number, name, pointId }) => [number, name, pointId])).toEqual([
      ['001', '甲某', hall.own],
      ['002', '张三', hall.own],
      ['007', '辛某', null],
      ['900', '乙某', null],
    ])
    expect(staff[0]?.mobileHash).toBe(mobileHash(test.context, '19900000001'))
    expect((await send(hall.manager, path, WINDOWS)).body.staff).toEqual({ added: 0, changed: 0, same: 3 })
  })

  it('keeps what an empty cell says nothing of: name, unit, seat, telephone, account', async () => {
    const done = await send(hall.manager, `windows?centerId=${hall.center}`, '工号,姓名,窗口编号\n001,甲某某,\n,,A01\n')
    expect([done.body.windows, done.body.staff]).toEqual([
      { added: 0, changed: 0, same: 1 },
      { added: 0, changed: 1, same: 0 },
    ])
    const row = await test.context.db
      .selectFrom('windowStaff')
      .selectAll()
      .where('id', '=', hall.staffRow)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: '甲某某', pointId: hall.own })
    expect([row.userId === null, row.mobileHash === null]).toEqual([false, false])
  })

  it('refuses files that are none, lack a column or have no lines, and callers out of reach', async () => {
    const refused = async (caller: Caller, path: string, content: string | Uint8Array) => {
      const { status, body } = await send(caller, path, content)
      return [status, body.type]
    }
    const own = `windows?centerId=${hall.center}`
    expect(await refused(hall.group, 'matters', '')).toEqual([422, '/problems/file-empty'])
    expect(await refused(hall.group, 'matters', '%PDF-1.4 text')).toEqual([422, '/problems/file-binary'])
    expect(await refused(hall.group, 'matters', '名字,号码\na,b\n')).toEqual([422, '/problems/window-import-columns'])
    expect(await refused(hall.group, own, '工号,姓名\n1,甲\n')).toEqual([422, '/problems/window-import-columns'])
    expect(await refused(hall.group, 'matters', '事项编码,事项名称\n')).toEqual([422, '/problems/window-import-empty'])
    expect(await refused(hall.group, 'matters', 'x'.repeat(6_000_000))).toEqual([413, '/problems/too-large'])
    expect(await refused(hall.manager, 'matters', MATTERS)).toEqual([403, '/problems/window-offices-only'])
    expect(await refused(hall.manager, `windows?centerId=${hall.otherCenter}`, WINDOWS)).toEqual([
      404,
      '/problems/not-found',
    ])
    expect(await refused(hall.staff, own, WINDOWS)).toEqual([403, '/problems/forbidden'])
    const bare = await hall.group.post<{ type: string }>('/api/window-imports/matters', {})
    expect([bare.status, bare.body.type]).toEqual([422, '/problems/file-missing'])
    expect((await hall.group.post('/api/window-imports/windows?centerId=none', {})).status).toBe(404)
  })

  it('gives templates that it reads back, and says in the audit log how many, never who', async () => {
    for (const kind of ['matters', 'windows']) {
      const file = await hall.staff.fetch(`/api/window-imports/${kind}/template`)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const path = kind === 'matters' ? kind : `windows?centerId=${hall.center}`
      const back = await send(hall.group, path, bytes, 'template.xlsx')
      expect(back.body.type, kind).toBe('/problems/window-import-empty')
    }
    expect((await hall.staff.get('/api/window-imports/none/template')).status).toBe(404)
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { action: string; details: string }[] }>(
      '/api/audit?action=window.import',
    )
    expect(audit.body.entries.length).toBeGreaterThan(3)
    expect(JSON.stringify(audit.body.entries)).not.toMatch(/甲某|1990000/)
  })
})
