// Indicators by hand count, in reach, with small cells hidden, exported, and recounted from the rows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../server/china-time.ts'
import { openMissingCases } from '../../server/rectification/open.ts'
import type { Satisfaction } from '../../server/satisfaction/read.ts'
import type { Level } from '../../server/rating/level.ts'
import { type Caller, ENGINES } from '../support/app.ts'
import { createHouse, type House, rate, seat, sendVisits } from './support.ts'

type Shown = Satisfaction & { type: string }
const hour = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString()
const share = (rate: { numerator: number | null; denominator: number | null }) =>
  rate.numerator === null ? 'hidden' : `${rate.numerator}/${rate.denominator}`

describe.each(ENGINES)('satisfaction on %s', engine => {
  let house: House
  let clerk: Caller
  let manager: Caller
  let period: string

  beforeAll(async () => {
    house = await createHouse(engine)
    const [first, second] = house.centers as [House['centers'][0], House['centers'][0]]
    await house.office.post('/api/window-staff', {
      centerId: first.id,
      pointId: first.windows[1]!.id,
      userId: null,
      number: 'S9',
      name: '同事',
    })
    const seated = await seat(house, 'window_staff', first, first.windows[0]!.id, 'S1')
    clerk = seated.caller
    manager = (await seat(house, 'center_manager', first, null, 'S0')).caller
    // Window A01: 20 visits, 12 rated (9 good, 3 bad). A02: 10 visits, 10 rated, all good. A03: 3 visits, 3 rated. B01: 6 visits, none.
    const visits = (prefix: string, count: number, windowCode: string, staffNumber?: string) =>
      Array.from({ length: count }, (_, i) => ({
        caseNo: `${prefix}-${i}`,
        windowCode,
        matterCode: i % 2 ? 'M1' : 'M2',
        ...(staffNumber ? { staffNumber } : {}),
        finishedAt: hour(1 + (i % 3)),
      }))
    const codes = await sendVisits(house, first, [
      ...visits('a', 20, 'A01', 'S1'),
      ...visits('b', 10, 'A02', 'S9'),
      ...visits('c', 3, 'A03'),
    ])
    await sendVisits(house, second, visits('d', 6, 'B01'))
    const levels: Level[] = ['very_satisfied', 'satisfied', 'basically_satisfied']
    for (let i = 0; i < 12; i++)
      await rate(house, { visit: codes.get(`a-${i}`)! }, i < 9 ? levels[i % 3]! : 'very_dissatisfied')
    for (let i = 0; i < 10; i++) await rate(house, { visit: codes.get(`b-${i}`)! }, 'very_satisfied')
    for (let i = 0; i < 3; i++) await rate(house, { visit: codes.get(`c-${i}`)! }, 'satisfied')
    await openMissingCases(house.context)
    const today = chinaDay(new Date())
    period = `from=${chinaDay(new Date(Date.now() - 86_400_000))}&to=${today}`
  }, 60_000)
  afterAll(() => house.close())

  const show = async (caller: Caller, query: string) => {
    const answer = await caller.get<Shown>(`/api/satisfaction?${period}&${query}`)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }

  test('agrees with a count by hand', async () => {
    const { total } = await show(house.office, `center=${house.centers[0]!.id}`)
    expect(Object.fromEntries(Object.entries(total.rates).map(([key, rate]) => [key, share(rate)]))).toEqual({
      rated: '25/33',
      unrated: '8/33',
      good: '22/25',
      bad: '3/25',
      replied: '0/3',
      calledBack: '0/0',
      mended: '0/0',
      mendedContent: '0/0',
    })
    expect(total.rates.good.estimate).toBeCloseTo(0.88, 12)
    expect(total.rates.mended.estimate).toBeNull()
    expect(total.openCases).toBe(3)
  })

  test('by window hides what is small and what would give it away', async () => {
    const { rows } = await show(house.office, `center=${house.centers[0]!.id}&by=window`)
    expect(rows.map(row => `${row.code} ${share(row.rates.good)} ${share(row.rates.rated)}`)).toEqual([
      'A01 9/12 12/20',
      // The smallest shown one goes with the hidden one: 3 follows from no subtraction.
      'A02 hidden hidden',
      'A03 hidden hidden',
    ])
    expect(rows[2]).toMatchObject({ ratings: null, levels: null, compared: { good: null } })
    // 9 of 12 beside 13 of 13: p = 0.0546, which nobody may call worse.
    expect(rows[0]!.compared!.good).toMatchObject({ verdict: 'noise' })
    expect(rows[0]!.compared!.good!.pValue).toBeCloseTo(0.0546, 4)
    expect(rows[0]!.compared!.good!.difference).toBeCloseTo(9 / 12 - 13 / 13, 12)
  })

  test('one window asked for alone shows no more than the table of all windows', async () => {
    const of = async (window: number) => {
      const { total } = await show(house.office, `point=${house.centers[0]!.windows[window]!.id}`)
      return `${share(total.rates.good)} ${share(total.rates.rated)}`
    }
    expect([await of(0), await of(1), await of(2)]).toEqual(['9/12 12/20', 'hidden hidden', 'hidden hidden'])
  })

  test('by centre, matter, hour, day and month sums to the same', async () => {
    for (const by of ['center', 'matter', 'hour', 'day', 'month']) {
      const { rows, total } = await show(house.office, `by=${by}`)
      expect(
        rows.reduce((sum, row) => sum + row.visits, 0),
        by,
      ).toBe(39)
      expect(total.visits).toBe(39)
    }
    const { body } = await house.office.get<{ cells: { visits: number }[] }>(`/api/satisfaction/hours?${period}`)
    expect(body.cells.reduce((sum, cell) => sum + cell.visits, 0)).toBe(39)
  })

  test('shows a clerk the own window and the centre, no colleague', async () => {
    const byWindow = await show(clerk, 'by=window')
    expect(byWindow.rows.map(row => row.code)).toEqual(['A01'])
    expect(share(byWindow.total.rates.rated)).toBe('12/20')
    expect(share(byWindow.reference!.rates.rated)).toBe('25/33')
    const byStaff = await show(clerk, 'by=staff')
    expect(byStaff.rows.map(row => row.code)).toEqual(['S1'])
    const colleague = (
      await house.context.db.selectFrom('windowStaff').select('id').where('number', '=', 'S9').executeTakeFirstOrThrow()
    ).id
    for (const query of [
      `staff=${colleague}`,
      `point=${house.centers[0]!.windows[1]!.id}`,
      `center=${house.centers[1]!.id}`,
      'point=nothing',
    ])
      expect((await clerk.get(`/api/satisfaction?${period}&${query}`)).status, query).toBe(404)
  })

  test('shows a manager the whole centre and no other', async () => {
    const { rows } = await show(manager, 'by=center')
    expect(rows.map(row => row.code)).toEqual(['C1'])
    expect((await show(manager, 'by=staff')).rows.map(row => row.code)).toContain('S1')
    expect((await manager.get(`/api/satisfaction?center=${house.centers[1]!.id}`)).status).toBe(404)
  })

  test('a rating of a window without a visit counts as a rating and in no share of visits', async () => {
    const before = await show(house.office, `center=${house.centers[1]!.id}`)
    // The visits of this window finished more than half an hour ago: the rating belongs to none of them.
    expect((await rate(house, { window: house.centers[1]!.windows[0]!.publicCode }, 'satisfied')).status).toBe(200)
    const { total } = await show(house.office, `center=${house.centers[1]!.id}`)
    expect(before.total.unlinked).toBe(0)
    expect(total.unlinked).toBe(1)
    expect(share(total.rates.rated)).toBe('0/6')
    expect(share(total.rates.good)).toBe('1/1')
  })

  test('refuses a period that is none, a breakdown nobody knows, and strangers', async () => {
    const backwards = await house.office.get<Shown>('/api/satisfaction?from=2026-02-02&to=2026-02-01')
    expect([backwards.status, backwards.body.type]).toEqual([422, '/problems/satisfaction-period'])
    expect((await house.office.get('/api/satisfaction?from=2020-01-01&to=2026-01-01')).status).toBe(422)
    expect((await house.office.get('/api/satisfaction?by=weather')).status).toBe(422)
    expect((await house.office.get('/api/satisfaction?from=2026-02-30')).status).toBe(422)
    expect((await house.anyone.get('/api/satisfaction')).status).toBe(401)
    expect((await (await house.as('call_back')).get('/api/satisfaction')).status).toBe(403)
    expect((await manager.get('/api/satisfaction/verification')).status).toBe(403)
  })

  test('exports numerators, denominators and ends of intervals, without small cells', async () => {
    const path = `/api/satisfaction/export?${period}&by=window&center=${house.centers[0]!.id}&format=csv`
    const answer = await house.office.fetch(path)
    expect(answer.headers.get('content-disposition')).toContain('.csv')
    const lines = (await answer.text()).split('\r\n').map(line => line.split(','))
    const at = lines[0]!.findIndex(title => title === '好评率 分子')
    expect(lines[1]!.slice(at, at + 3)).toEqual(['9', '12', '0.75'])
    expect(Number(lines[1]![at + 3])).toBeCloseTo(0.467695, 5)
    expect(lines[3]!.slice(at, at + 2)).toEqual(['', ''])
    const xlsx = await house.office.fetch(path.replace('format=csv', 'format=xlsx'))
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    expect((await house.office.fetch('/api/satisfaction/export?by=weather')).status).toBe(422)
  })

  test('a recount finds a tally that was changed', async () => {
    interface Verified {
      agrees: boolean
      visits: number
      differences: { what: string; difference: string }[]
    }
    const verify = async () => (await house.office.get<Verified>('/api/satisfaction/verification')).body
    expect(await verify()).toMatchObject({ agrees: true, visits: 39, differences: [] })
    const { db } = house.context
    await db.updateTable('ratingTally').set({ satisfied: 99 }).where('satisfied', '>', 0).execute()
    await db
      .updateTable('visitTally')
      .set(eb => ({ visits: eb('visits', '+', 1) }))
      .where('pointId', '=', house.centers[1]!.windows[0]!.id)
      .execute()
    const found = await verify()
    expect(found.agrees).toBe(false)
    expect(new Set(found.differences.map(one => one.what))).toEqual(new Set(['visit_tally', 'rating_tally']))
    expect(found.differences.some(one => one.difference.includes('visits +1'))).toBe(true)
  })
})
