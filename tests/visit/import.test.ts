// Files of visits: encodings, columns, refused lines that come back mended, the same file again, taking an import back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../server/files/encoding.ts'
import { writeXlsx } from '../../server/files/xlsx.ts'
import { transact } from '../../server/db/engine.ts'
import { removeImport } from '../../server/visit/import.ts'
import { findImport } from '../../server/visit/import.store.ts'
import { markRated } from '../../server/visit/visit.store.ts'
import type { VisitPreview } from '../../server/visit/import.routes.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import type { Problem } from '../../server/problem/problem.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHalls, fillIn, type Halls, seat, tallies } from './hall.ts'

const HEADER = ['办件编号', '窗口', '事项编码', '工号', '受理时间', '办结时间', '手机号码', '申请人']
const GOOD = ['D-1', 'A01', 'M1', '1001', '2026/11/24 9:10', '2026-11-24 09:30:00', '19900001234', '张三']

interface Result {
  id: string
  imported: number
  changed: number
  repeated: number
  refused: number
  type: string
}

describe.each(ENGINES)('files of visits on %s', engine => {
  let test: TestApp
  let halls: Halls
  beforeAll(async () => {
    test = await createTestApp(engine)
    halls = await createHalls(test.context)
  })
  afterAll(() => test.close())

  const csv = (rows: readonly (readonly string[])[]) => rows.map(row => row.join(',')).join('\r\n')
  const post = async (path: string, bytes: string | Uint8Array, { name = '办件.csv', center = '' } = {}) => {
    const form = new FormData()
    form.set('centerId', center || halls.east.centerId)
    form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
    return await (await test.as('review_group')).fetch(`/api${path}`, { method: 'POST', body: form })
  }
  const preview = async (bytes: string | Uint8Array, name?: string) =>
    (await (await post('/visit-files/preview', bytes, name ? { name } : {})).json()) as VisitPreview & { type?: string }
  const load = async (bytes: string | Uint8Array, again = false) => {
    const answer = await post(`/visit-files${again ? '?again=1' : ''}`, bytes)
    return { status: answer.status, body: (await answer.json()) as Result }
  }
  const find = async (caseNo: string) =>
    await test.context.db.selectFrom('visit').selectAll().where('caseNo', '=', caseNo).executeTakeFirst()
  const expectTallies = async () => {
    const { held, recount } = await tallies(test.context)
    expect(held).toEqual(recount)
  }

  it.each(['utf-8', 'gb18030', 'utf-16le', 'xlsx'] as const)(
    'reads %s, shows it first, then imports it',
    async form => {
      const rows = [['东城政务服务中心办件'], HEADER, GOOD.with(0, `D-${form}`), GOOD.with(0, `E-${form}`).with(5, '')]
      const text = csv(rows)
      const bytes =
        form === 'utf-8'
          ? text
          : form === 'gb18030'
            ? encodeGb18030(text)
            : form === 'utf-16le'
              ? Buffer.from(`\uFEFF${text}`, 'utf16le')
              : new Uint8Array(await new Response(writeXlsx(rows, { sheet: '办件' })).arrayBuffer())
      const shown = await preview(bytes, form === 'xlsx' ? '办件.xlsx' : '办件.csv')
      expect(shown).toMatchObject({
        encoding: form === 'utf-16le' ? 'utf-16' : form,
        lines: 2,
        headerLine: 2,
        good: 2,
        unfinished: 1,
        known: 0,
        repeated: 0,
        refused: 0,
        same: null,
      })
      const fields = ['caseNo', 'windowCode', 'matterCode', 'staffNumber', 'startedAt', 'finishedAt', 'mobile', null]
      expect(shown.columns.map(column => column.field)).toEqual(fields)
      expect(shown.first[0]?.cells[0]).toBe(`D-${form}`)
      expect(await find(`D-${form}`)).toBeUndefined()
      expect((await load(bytes)).body).toMatchObject({ imported: 2, changed: 0, repeated: 0, refused: 0 })
      expect(await find(`D-${form}`)).toMatchObject({
        source: 'file',
        pointId: halls.east.points[0],
        staffId: halls.east.staff[0],
        unitId: halls.unitId,
        startedAt: '2026-11-24T01:10:00.000Z',
        finishedAt: '2026-11-24T01:30:00.000Z',
        finishedHour: '2026-11-24T09',
        mobileHash: mobileHash(test.context, '19900001234'),
      })
      expect(await find(`E-${form}`)).toMatchObject({ finishedAt: null, finishedHour: null })
      await expectTallies()
    },
  )

  it('reads dates of cells that Excel holds as numbers, and a finish that only names the day', async () => {
    const rows = [
      HEADER,
      ['X-1', 'A01', '', '', '46350.3819444444', '46350.3958333333', '', ''],
      ['X-2', 'A01', '', '', '2026-11-24 09:10', '2026-11-24', '', ''],
    ]
    const book = new Uint8Array(
      await new Response(
        writeXlsx(
          rows.map(row => row.map(cell => (/^\d+\.\d+$/.test(cell) ? Number(cell) : cell))),
          { sheet: '办件' },
        ),
      ).arrayBuffer(),
    )
    expect((await load(book)).body).toMatchObject({ imported: 2, refused: 0 })
    expect(await find('X-1')).toMatchObject({
      startedAt: '2026-11-24T01:10:00.000Z',
      finishedAt: '2026-11-24T01:30:00.000Z',
    })
    expect(await find('X-2')).toMatchObject({ finishedAt: '2026-11-24T01:10:00.000Z' })
  })

  it('takes the good lines, gives the bad ones back with reasons, and takes them mended', async () => {
    const future = new Date(Date.now() + 3_600_000 * 24).toISOString()
    const file = csv([
      HEADER,
      GOOD.with(0, 'L-1'),
      GOOD.with(0, 'L-2').with(1, 'Z99'),
      GOOD.with(0, ''),
      GOOD.with(0, 'L-1'),
      GOOD.with(0, 'L-1').with(3, '1002'),
      GOOD.with(0, 'L-3').with(5, future),
      GOOD.with(0, 'L-4').with(4, '2026-11-24 10:00'),
      GOOD.with(0, 'L-5').with(5, '明天').with(2, 'M9'),
    ])
    const shown = await preview(file)
    expect(shown).toMatchObject({ lines: 8, good: 1, repeated: 1, refused: 6 })
    expect(shown.refusals.map(row => [row.line, row.faults.map(fault => fault.zh).join()])).toEqual([
      [3, '本大厅没有这个窗口'],
      [4, '缺少办件编号'],
      [6, '同一批中有重复的办件编号'],
      [7, '办结时间在将来'],
      [8, '办结时间早于受理时间'],
      [9, '没有这个事项,时间无法识别，请写成 2026-11-25 09:30:00'],
    ])
    expect(shown.refusals[2]?.faults[0]?.otherLine).toBe(2)
    const whole = await (await post('/visit-files/rejects', file)).text()
    expect(whole).toContain('19900001234')
    expect(whole).toContain('张三')
    const first = await load(file)
    expect(first.body).toMatchObject({ imported: 1, changed: 0, repeated: 1, refused: 6 })
    const group = await test.as('review_group')
    const answer = await group.fetch(`/api/visit-imports/${first.body.id}/rejects`)
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('办件-退回行.csv'))
    const kept = Buffer.from(await answer.arrayBuffer())
    expect([...kept.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = kept.toString('utf8')
    // What is stored of a refused line: the columns that were read, without the telephone.
    expect(text).not.toContain('19900001234')
    expect(text).not.toContain('张三')
    expect(text).toContain('*******1234')
    expect(text.split('\r\n')[1]).toContain('本大厅没有这个窗口')
    const mended = text.replace('Z99', 'A02').replace('M9', 'M2').replace('明天', '2026-11-24 09:40')
    const second = await load(mended)
    expect(second.body).toMatchObject({ imported: 2, changed: 1, refused: 3 })
    expect(await find('L-2')).toMatchObject({ pointId: halls.east.points[1], mobileHash: null })
    expect(await find('L-5')).toMatchObject({ matterId: halls.matters[1], unitId: null })
    await expectTallies()
  })

  it('says when the very same file comes again, and then changes nothing; what a file says anew is changed', async () => {
    const file = csv([HEADER, GOOD.with(0, 'S-1'), GOOD.with(0, 'S-2')])
    await load(file)
    const shown = await preview(file)
    expect(shown).toMatchObject({ good: 2, known: 2 })
    expect(shown.same?.by).toBe('review_group')
    const refused = await load(file)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/visit-same-file'])
    expect((await load(file, true)).body).toMatchObject({ imported: 0, changed: 0, repeated: 2 })
    const moved = await load(csv([HEADER, GOOD.with(0, 'S-1').with(1, 'A02'), GOOD.with(0, 'S-2')]))
    expect(moved.body).toMatchObject({ imported: 0, changed: 1, repeated: 1 })
    await expectTallies()
  })

  it('runs one import of a file at a time', async () => {
    const file = csv([HEADER, ...Array.from({ length: 3000 }, (_, index) => GOOD.with(0, `T-${index}`))])
    const answers = await Promise.all([load(file), load(file)])
    expect(answers.map(answer => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
    const { n } = await test.context.db
      .selectFrom('visit')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('caseNo', 'like', 'T-%')
      .executeTakeFirstOrThrow()
    expect(n).toBe(3000)
    await expectTallies()
  })

  it('takes the unrated visits of an import back on its day, keeps the rated, and says so in the log', async () => {
    const { context } = test
    const file = csv([HEADER, ...Array.from({ length: 1500 }, (_, index) => GOOD.with(0, `U-${index}`))])
    const { id } = (await load(file)).body
    const rated = (await find('U-7'))?.id ?? ''
    await transact(context.db, async trx => await markRated(trx, [rated], context.now().toISOString()))
    // Another system filled one in: no rating, and yet a row that holds its visit.
    const filled = (await find('U-900'))?.id ?? ''
    await fillIn(context, halls.east, filled)
    const group = await test.as('review_group')
    const list = await group.get<{ imports: { id: string; removable: boolean; imported: number }[] }>(
      '/api/visit-imports',
    )
    expect(list.body.imports.find(row => row.id === id)).toMatchObject({ removable: true, imported: 1500 })
    const row = await findImport(context.db, id)
    if (!row) throw new Error('no import')
    const tomorrow = { ...context, now: () => new Date(Date.now() + 86_400_000) }
    const late = await removeImport(tomorrow, { id: null, name: 'x' }, row).catch((error: Problem) => error)
    expect(late).toMatchObject({ slug: 'visit-removal-too-late' })
    expect((await group.post(`/api/visit-imports/${id}/removal`)).body).toEqual({ removed: 1498, kept: 2 })
    expect(await find('U-900')).toBeDefined()
    expect(await find('U-8')).toBeUndefined()
    expect((await find('U-7'))?.ratedAt).not.toBeNull()
    await expectTallies()
    expect((await group.post(`/api/visit-imports/${id}/removal`)).status).toBe(409)
    const audit = await (await test.as('administrator')).get<{ entries: { action: string; subject: string }[] }>(
      '/api/audit?action=visit.',
    )
    expect(
      audit.body.entries.filter(entry => entry.subject === `visit-import/${id}`).map(entry => entry.action),
    ).toEqual(['visit.importRemoved', 'visit.removeImport', 'visit.imported', 'visit.import'])
    // Taken back, the same file is new again.
    expect((await preview(file)).same).toBeNull()
    expect((await load(file)).body).toMatchObject({ imported: 1498, repeated: 2 })
  })

  it('says what is wrong with a file that is none, and who may not', async () => {
    const type = async (answer: Promise<Response>) => ((await (await answer).json()) as { type: string }).type
    expect(await type(post('/visit-files/preview', ''))).toBe('/problems/file-empty')
    expect(await type(post('/visit-files/preview', Buffer.from('89504e470d0a1a0a', 'hex')))).toBe(
      '/problems/file-binary',
    )
    expect(
      await type(
        post(
          '/visit-files/preview',
          csv([
            ['姓名', '电话'],
            ['张三', '1'],
          ]),
        ),
      ),
    ).toBe('/problems/visit-no-header')
    expect(await type(post('/visit-files', csv([HEADER, GOOD]), { center: 'none' }))).toBe('/problems/not-found')
    await seat(test, 'center_manager', halls.west.staff[0])
    const manager = await test.as('center_manager')
    const form = () => {
      const made = new FormData()
      made.set('centerId', halls.east.centerId)
      made.set('file', new File([csv([HEADER, GOOD])], 'x.csv'))
      return made
    }
    for (const path of ['/visit-files', '/visit-files/preview', '/visit-files/rejects'])
      expect((await manager.fetch(`/api${path}`, { method: 'POST', body: form() })).status, path).toBe(404)
    const { imports } = (await (await test.as('review_group')).get<{ imports: { id: string }[] }>('/api/visit-imports'))
      .body
    expect((await manager.fetch(`/api/visit-imports/${imports[0]?.id}/rejects`)).status).toBe(404)
    expect((await manager.post(`/api/visit-imports/${imports[0]?.id}/removal`)).status).toBe(404)
    expect((await manager.get<{ imports: unknown[] }>('/api/visit-imports')).body.imports).toEqual([])
    for (const role of ['viewer', 'window_staff', 'call_back'] as const)
      expect((await (await test.as(role)).fetch('/api/visit-files', { method: 'POST', body: form() })).status).toBe(403)
  })

  it('imports many thousand lines while others are answered', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      GOOD.with(0, `V-${index}`).with(1, index % 2 ? 'A01' : 'A02'),
    )
    const work = load(csv([HEADER, ...lines]))
    let answered = 0
    const other = setInterval(() => void test.anyone.get('/healthz').then(() => answered++), 5)
    const done = await work
    clearInterval(other)
    expect(done.body).toMatchObject({ imported: 20_000, refused: 0 })
    expect(answered).toBeGreaterThan(20)
    await expectTallies()
  }, 180_000)
})
