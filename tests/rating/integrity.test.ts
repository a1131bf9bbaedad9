// The forgery check on a real database of both engines: signs are found, kept once, seen by those who judge, never acted upon.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../server/context.ts'
import { hashCode } from '../../server/code.ts'
import { transact } from '../../server/db/engine.ts'
import { acceptingOf } from '../../server/rating/accepting.ts'
import { integrityRound } from '../../server/rating/integrity.ts'
import { saySeen } from '../../server/rating/integrity-words.ts'
import { upsertVisits } from '../../server/visit/upsert.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import { speaker } from '../../server/words/words.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHall, type Hall } from '../support/window.ts'

interface Flag {
  readonly id: string
  readonly rule: string
  readonly pointId: string
  readonly state: string
  readonly note: string
  readonly seen: Record<string, number>
  readonly chance: number | null
  readonly ratings: number
  readonly reviewedByName: string | null
}
type Flags = { flags: Flag[]; next: string | null; counts: { rule: string; state: string; flags: number }[] }

/** 2026-11-24 in China, a day that is over for the check. */
const DAY = Date.parse('2026-11-24T00:00:00+08:00')
const at = (hour: number, minute = 0, second = 0) => new Date(DAY + ((hour * 60 + minute) * 60 + second) * 1000)

describe.each(ENGINES)('the forgery check on %s', engine => {
  let test: TestApp
  let hall: Hall
  let context: Context
  let clock = at(9)
  let round: () => Promise<number>
  let number = 0

  /** A visit that ended, and a rating of it by the same road as people's. */
  const rate = async (
    pointId: string,
    finished: Date,
    madeAt: Date,
    given: {
      device?: string
      network?: string
      mobile?: string
      level?: string
      channel?: 'qr' | 'link' | 'tablet'
    } = {},
  ): Promise<string> => {
    clock = new Date(Math.max(finished.getTime(), madeAt.getTime()))
    const caseNo = `N${number++}`
    const place = { centerId: hall.center, pointId, unitId: null, matterId: null, staffId: null }
    const hashed = given.mobile ? mobileHash(context, given.mobile) : null
    const input = { ...place, caseNo, source: 'api' as const, mobileHash: hashed, startedAt: null }
    const [outcome] = await transact(context.db, trx =>
      upsertVisits(context, trx, [{ ...input, finishedAt: finished.toISOString() }]),
    )
    const visit = { ...place, id: outcome?.id ?? '', finishedHour: null }
    const accepted = await acceptingOf(context).accept(
      { ...place, visit, channel: given.channel ?? 'link' },
      {
        clientId: hashCode(caseNo).slice(0, 32),
        level: given.level ?? 'very_satisfied',
        tags: [],
        words: '',
        contact: null,
        madeAt: madeAt.toISOString(),
        device: given.device ?? `device-${caseNo}`,
        network: given.network ?? 'hall',
      },
    )
    return accepted.ratingId
  }
  const list = async (query = '') => (await hall.manager.get<Flags>(`/api/rating-flags${query}`)).body

  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createHall(test)
    context = { ...test.context, now: () => clock }
    round = integrityRound(context)
  })
  afterAll(() => test.close())

  it('finds the staff’s telephone, a rating at once and one before the end, and keeps each once', async () => {
    await hall.group.patch(`/api/window-staff/${hall.staffRow}`, { mobile: '19900001234' })
    const quick = await rate(hall.own, at(9, 10, 7), at(9, 10, 11))
    const early = await rate(hall.own, at(9, 40, 9), at(9, 30))
    const staff = await rate(hall.neighbour, at(9, 50), at(9, 55), { mobile: '+86 199-0000-1234' })
    await rate(hall.own, at(10, 0, 5), at(10, 1))
    expect(await round()).toBe(3)
    expect(await round()).toBe(0)
    const rows = await context.db.selectFrom('ratingFlag').select(['rule', 'ratingId']).orderBy('rule').execute()
    expect(rows).toEqual([
      { rule: 'before_finish', ratingId: early },
      { rule: 'fast_rating', ratingId: quick },
      { rule: 'staff_phone', ratingId: staff },
    ])
  })

  it('follows a device through the day in one sign, and a shared network is none', async () => {
    for (let visit = 0; visit < 4; visit++)
      await rate(hall.own, at(10, 30 * visit), at(10, 30 * visit, 120), { device: 'one' })
    for (let visit = 0; visit < 12; visit++) await rate(hall.neighbour, at(12, 5 * visit), at(12, 5 * visit, 90))
    expect(await round()).toBe(1)
    await rate(hall.own, at(13, 30), at(13, 33), { device: 'one' })
    expect(await round()).toBe(0)
    const [flag, ...more] = (await list('?rule=one_device')).flags
    expect(more).toEqual([])
    expect(flag).toMatchObject({ pointId: hall.own, state: 'open', seen: { visits: 5 }, ratings: 5 })
    expect((await list('?rule=one_network')).flags).toEqual([])
  })

  it('judges whole days once they are over', async () => {
    for (let late = 0; late < 12; late++)
      await rate(hall.own, at(14, late), at(16, 50, late * 30), { device: `late${late}`, channel: 'link' })
    await round()
    expect((await list('?rule=closing_burst')).flags).toEqual([])
    clock = new Date(at(24, 15))
    await round()
    const [flag] = (await list('?rule=closing_burst')).flags
    expect(flag?.seen).toMatchObject({ closing: 12, best: 12 })
    expect(flag?.chance).toBeLessThan(1e-6)
    expect(
      saySeen(speaker('zh'), 'closing_burst', { seen: flag?.seen ?? {}, chance: flag?.chance ?? null, compared: 2 }),
    ).toMatch(/12 条在下班前后提交.*概率约为/)
  })

  it('never takes anything out: ratings and tallies are what they were', async () => {
    const { excluded } = await context.db
      .selectFrom('rating')
      .select(eb => eb.fn.count('excludedAt').as('excluded'))
      .executeTakeFirstOrThrow()
    expect(Number(excluded)).toBe(0)
    const tallies = await context.db.selectFrom('ratingTally').select(['verySatisfied', 'excluded']).execute()
    expect(tallies.reduce((sum, row) => sum + row.verySatisfied, 0)).toBe(number)
    expect(tallies.every(row => row.excluded === 0)).toBe(true)
  })

  it('is shown to those who may judge, within their centre, and not to window staff', async () => {
    expect((await hall.staff.get('/api/rating-flags')).status).toBe(403)
    const found = await list()
    expect(found.flags.length).toBeGreaterThanOrEqual(4)
    const one = await list('?limit=1')
    expect(one.flags).toHaveLength(1)
    const rest = await list(`?limit=200&after=${encodeURIComponent(one.next ?? '')}`)
    expect([...one.flags, ...rest.flags].map(flag => flag.id)).toEqual(found.flags.map(flag => flag.id))
    await context.db
      .updateTable('windowStaff')
      .set({ centerId: hall.otherCenter })
      .where('id', '=', hall.managerRow)
      .execute()
    expect((await list()).flags).toEqual([])
    const [first] = found.flags
    expect((await hall.manager.get(`/api/rating-flags/${first?.id}`)).status).toBe(404)
    const judged = await hall.manager.post(`/api/rating-flags/${first?.id}/review`, {
      state: 'cleared',
      note: '查过',
      was: 'open',
    })
    expect(judged.status).toBe(404)
    expect((await hall.manager.post('/api/rating-flags/look', { centerId: hall.center })).status).toBe(404)
    await context.db
      .updateTable('windowStaff')
      .set({ centerId: hall.center })
      .where('id', '=', hall.managerRow)
      .execute()
  })

  it('is judged with a ground, once, and written down', async () => {
    const [flag] = (await list('?rule=staff_phone')).flags
    const path = `/api/rating-flags/${flag?.id}`
    const bare = await hall.manager.post<{ type: string }>(`${path}/review`, {
      state: 'confirmed',
      note: ' ',
      was: 'open',
    })
    expect([bare.status, bare.body.type]).toEqual([422, '/problems/flag-note-required'])
    const note = '工作人员本人办理，已核对取号记录'
    expect((await hall.manager.post(`${path}/review`, { state: 'cleared', note, was: 'open' })).status).toBe(200)
    const late = await hall.manager.post<{ type: string }>(`${path}/review`, { state: 'confirmed', note, was: 'open' })
    expect([late.status, late.body.type]).toEqual([409, '/problems/flag-judged'])
    const { body } = await hall.manager.get<{ flag: Flag; ratings: { level: string }[] }>(path)
    expect(body.flag).toMatchObject({ state: 'cleared', note, reviewedByName: 'center_manager' })
    expect(body.ratings).toMatchObject([{ level: 'very_satisfied', channel: 'link' }])
    const audit = await (await test.as('administrator')).get<{ entries: { subject: string }[] }>(
      '/api/audit?action=rating.write',
    )
    expect(audit.body.entries.map(entry => entry.subject)).toEqual([`rating-flag/${flag?.id}`])
    // What was judged is not opened again by the next look.
    await context.db
      .updateTable('ratingFlag')
      .set({ evidence: '{}' })
      .where('id', '=', flag?.id ?? '')
      .execute()
    expect(await integrityRound(context)()).toBe(0)
    const kept = await context.db
      .selectFrom('ratingFlag')
      .select(['state', 'evidence'])
      .where('id', '=', flag?.id ?? '')
      .execute()
    expect(kept).toEqual([{ state: 'cleared', evidence: '{}' }])
  })

  it('finds nothing twice when several processes look at once', async () => {
    await context.db.deleteFrom('ratingFlag').execute()
    const found = await Promise.all([1, 2, 3].map(() => integrityRound(context)()))
    const { rows } = await context.db
      .selectFrom('ratingFlag')
      .select(eb => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    expect(rows).toBeGreaterThanOrEqual(4)
    expect(found.reduce((sum, one) => sum + one, 0)).toBe(rows)
  })
})
