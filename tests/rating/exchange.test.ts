// Rating files of other systems through the API on both engines: nothing is guessed, nobody is named, nothing counted twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, BASE, type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall, type Hall } from '../support/window.ts'
import { bothTallies } from './support.ts'

const HEADER =
  'projectNo,pf,satisfaction,evalDetail,writingEvaluation,assessTime,assessNumber,userName,certKey,window,taskCode,proStatus'
/** 姓名 and 证件号 are made up; the last line is filled in by the other system. */
const LINES = [
  'P001,3,5,510|517,很好,2026-11-20 10:00:00,1,甲某某,350000000000000000,A01,,3',
  'P002,3,4,,,2026-11-20 10:05:00,1,乙某某,350000000000000000,A01,M-none,3',
  'P003,2,1,"108,105",等了两小时 请打19900001234,2026-11-20 11:00:00,1,丙某某,350000000000000000,A02,,3',
  'P004,3,2,210,,2026-11-20 11:30:00,1,丁某某,350000000000000000,A02,,3',
  'P003,2,5,,整改后满意,2026-11-22 09:00:00,2,丙某某,350000000000000000,A02,,3',
  'P005,7,5,,,2026-11-21 00:00:00,1,,,A01,,3',
]

interface Preview {
  readonly lines: number
  readonly dropped: string[]
  readonly defaults: number
  readonly directions: Record<
    string,
    { levels: Record<string, number>; bad: number; rated: number; agree: number; contradict: number }
  >
  readonly unknownTags: { code: string }[]
  readonly supplements: number
  readonly visits: { known: number; missing: number }
  readonly same: { by: string } | null
  readonly codes: { field: string; codes: { code: string; words: string[] | null }[] }[]
}
interface Result {
  readonly id: string
  readonly imported: number
  readonly supplements: number
  readonly autoDefault: number
  readonly repeated: number
  readonly refused: number
  readonly visits: number
  readonly unknownTags: string[]
  readonly unknownMatters: string[]
  readonly type: string
}

describe.each(ENGINES)('rating files on %s', engine => {
  let test: TestApp
  let hall: Hall

  const send = async <T>(
    caller: Caller,
    path: string,
    settings: object,
    text: string | Uint8Array<ArrayBuffer>,
  ): Promise<Pick<Answer<T>, 'status' | 'body'>> => {
    const form = new FormData()
    form.set('settings', JSON.stringify({ centerId: hall.center, ...settings }))
    form.set('file', new File([text], '评价.csv'))
    const answer = await caller.fetch(`/api${path}`, { method: 'POST', body: form, headers: { origin: BASE } })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  /** Tallies of ratings and of visits against a recount of their rows. */
  const agree = async () => {
    const ratings = await bothTallies(test.context)
    expect(ratings.kept).toEqual(ratings.counted)
  }
  const file = (...lines: string[]) => [HEADER, ...lines].join('\r\n')
  const right = { direction: 'five_is_best', profile: 'zhejiang' }

  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
  })
  afterAll(() => test.close())

  it('shows both directions and stores nothing', async () => {
    const { status, body } = await send<Preview>(
      hall.manager,
      '/rating-files/preview',
      { profile: 'zhejiang' },
      file(...LINES),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ lines: 6, defaults: 1, supplements: 1, visits: { known: 0, missing: 5 }, same: null })
    expect(body.dropped).toEqual(['userName', 'certKey'])
    expect(JSON.stringify(body)).not.toMatch(/某某|35000000|19900001234/)
    expect(body.directions['five_is_best']).toMatchObject({ rated: 5, bad: 2, agree: 3, contradict: 0 })
    expect(body.directions['one_is_best']).toMatchObject({ rated: 5, bad: 3, agree: 0, contradict: 3 })
    expect(body.unknownTags.map(tag => tag.code)).toEqual(['105'])
    const channel = body.codes.find(one => one.field === 'channel')?.codes.find(one => one.code === '7')
    expect(channel?.words?.[0]).toBe('系统默认评价')
    const { rows } = await test.context.db
      .selectFrom('rating')
      .select(eb => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    expect(rows).toBe(0)
  })

  it('refuses an import that does not say the direction', async () => {
    for (const direction of [null, undefined]) {
      const answer = await send<Result>(hall.manager, '/rating-files', { ...right, direction }, file(...LINES))
      expect([answer.status, answer.body.type]).toEqual([422, '/problems/exchange-direction-required'])
    }
    const invented = await send<Result>(hall.manager, '/rating-files', { ...right, direction: 'guess' }, file(...LINES))
    expect(invented.status).toBe(422)
  })

  it('imports ratings, supplements and what a system filled in, each in its place', async () => {
    const { status, body } = await send<Result>(hall.manager, '/rating-files', right, file(...LINES))
    expect(status).toBe(200)
    expect(body).toMatchObject({ imported: 5, supplements: 1, autoDefault: 1, repeated: 0, refused: 0, visits: 5 })
    expect([body.unknownTags, body.unknownMatters]).toEqual([['105'], ['M-none']])
    const rows = await test.context.db
      .selectFrom('rating')
      .innerJoin('visit', 'visit.id', 'rating.visitId')
      .innerJoin('windowPoint', 'windowPoint.id', 'rating.pointId')
      .select(['visit.caseNo', 'windowPoint.code', 'rating.kind', 'rating.sequence', 'rating.level', 'rating.channel'])
      .select(['rating.named', 'rating.madeAt', 'visit.finishedAt'])
      .orderBy('visit.caseNo')
      .orderBy('rating.sequence')
      .execute()
    const exchange = { channel: 'exchange', named: 0 }
    expect(rows).toMatchObject([
      { caseNo: 'P001', code: 'A01', kind: 'active', sequence: 1, level: 'very_satisfied', ...exchange },
      { caseNo: 'P002', sequence: 1, level: 'satisfied', ...exchange },
      { caseNo: 'P003', code: 'A02', sequence: 1, level: 'very_dissatisfied', madeAt: '2026-11-20T03:00:00.000Z' },
      { caseNo: 'P003', sequence: 2, level: 'very_satisfied', madeAt: '2026-11-22T01:00:00.000Z' },
      { caseNo: 'P004', sequence: 1, level: 'dissatisfied', finishedAt: '2026-11-20T03:30:00.000Z' },
      { caseNo: 'P005', kind: 'auto_default', sequence: 0 },
    ])
    await agree()
    const contacts = await test.context.db.selectFrom('ratingContact').selectAll().execute()
    expect(contacts).toEqual([])
  })

  it('says that a file came before, and counts nothing twice when it is imported anyway or comes in another form', async () => {
    const preview = await send<Preview>(hall.manager, '/rating-files/preview', right, file(...LINES))
    expect(preview.body).toMatchObject({ same: { by: 'center_manager' }, visits: { known: 5, missing: 0 } })
    const again = await send<Result>(hall.manager, '/rating-files', right, file(...LINES))
    expect([again.status, again.body.type]).toEqual([409, '/problems/exchange-same-file'])
    const anyway = await send<Result>(hall.manager, '/rating-files', { ...right, again: true }, file(...LINES))
    expect(anyway.body).toMatchObject({ imported: 0, autoDefault: 0, repeated: 6, refused: 0, visits: 0 })
    const turned = file(...LINES.toReversed(), 'P006,3,3,,,2026-11-20 12:00:00,1,,,A01,,3')
    const other = await send<Result>(hall.manager, '/rating-files', right, turned)
    expect(other.body).toMatchObject({ imported: 1, repeated: 6, refused: 0, visits: 1 })
    await agree()
  })

  it('refuses lines with their reasons, in a file that can be mended and imported', async () => {
    const bad = [
      'P010,3,5,,,2026-11-20 10:00:00,1,甲某某,350000000000000000,Z99,,3',
      'P011,3,5,110,,2026-11-20 10:00:00,1,,,A01,,3',
      'P012,3,8,,,2026-11-20 10:00:00,1,,,A01,,3',
      'P013,3,5,,,2026-11-20 10:00:00,2,,,A01,,3',
      'P001,3,1,,另一条,2026-11-23 10:00:00,1,,,A01,,3',
      `P014,3,5,,${'长'.repeat(501)},2026-11-20 10:00:00,1,,,A01,,3`,
      'P015,3,5,,请打19900001234,2026-11-20 10:00:00,1,,,A01,,3',
    ]
    const { body } = await send<Result>(hall.manager, '/rating-files', right, file(...bad))
    expect(body).toMatchObject({ imported: 1, refused: 6 })
    const rejects = await (await hall.manager.fetch(`/api/rating-imports/${body.id}/rejects`)).text()
    expect(rejects).not.toMatch(/某某|35000000|userName/)
    for (const reason of [
      '没有这个窗口',
      '属于另一等级',
      '不是 1 至 5',
      '没有第一次评价',
      '已有另一条评价',
      '最多500个字',
    ])
      expect(rejects).toContain(reason)
    const mended = rejects.replace('Z99', 'A01').replace('P011,5', 'P011,1').replace('P012,8', 'P012,4')
    const next = await send<Result>(hall.manager, '/rating-files', right, mended)
    expect(next.body).toMatchObject({ imported: 3, refused: 3 })
    await agree()
  })

  it('takes the window from the person where the file names none, and leaves known visits where they are', async () => {
    const lines = 'projectNo,satisfaction,assessTime\nP001,1,2026-11-24 10:00\nP020,1,2026-11-24 10:00\n'
    const one = { direction: 'one_is_best', profile: 'other' }
    const asked = await send<Result>(hall.manager, '/rating-files', one, lines)
    expect([asked.status, asked.body.type]).toEqual([422, '/problems/exchange-window-required'])
    const foreign = await send<Result>(hall.manager, '/rating-files', { ...one, pointId: hall.foreign }, lines)
    expect([foreign.status, foreign.body.type]).toEqual([422, '/problems/exchange-window-required'])
    const { body } = await send<Result>(hall.manager, '/rating-files', { ...one, pointId: hall.neighbour }, lines)
    expect(body).toMatchObject({ imported: 1, refused: 1, visits: 1 })
    const places = await test.context.db
      .selectFrom('visit')
      .select(['caseNo', 'pointId'])
      .where('caseNo', 'in', ['P001', 'P020'])
      .orderBy('caseNo')
      .execute()
    expect(places.map(row => row.pointId)).toEqual([hall.own, hall.neighbour])
  })

  it('is for those who may write ratings, in their centre, and says what a file is that is no table', async () => {
    expect((await send(hall.staff, '/rating-files/preview', {}, file(...LINES))).status).toBe(403)
    expect((await send(await test.as('viewer'), '/rating-files', right, file(...LINES))).status).toBe(403)
    const elsewhere = await send(
      hall.manager,
      '/rating-files',
      { ...right, centerId: hall.otherCenter },
      file(...LINES),
    )
    expect(elsewhere.status).toBe(404)
    expect((await send(hall.manager, '/rating-files/preview', {}, '')).status).toBe(422)
    expect((await send(hall.manager, '/rating-files/preview', {}, 'a,b\n1,2')).status).toBe(422)
    expect(
      (await send(hall.manager, '/rating-files/preview', {}, new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]))).status,
    ).toBe(422)
    const list = await hall.manager.get<{ imports: { imported: number }[] }>('/api/rating-imports')
    expect(list.body.imports.length).toBeGreaterThanOrEqual(4)
  })
})
