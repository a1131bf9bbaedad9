// The live page over a real socket: at once, whole, within reach, and gone when the reader goes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { createLive } from '../../server/live.ts'
import { hubOf } from '../../server/satisfaction/hub.ts'
import { MOST_STREAMS } from '../../server/satisfaction/monitor.routes.ts'
import type { Snapshot } from '../../server/satisfaction/monitor.ts'
import { BASE, ENGINES } from '../support/app.ts'
import { openStream, type Served, serveHouse } from './stream.ts'
import { createHouse, type House, rate, seat, sendVisits } from './support.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

describe.each(ENGINES)('monitor on %s', engine => {
  let house: House
  let served: Served
  let office: string
  let clerk: string
  let codes: Map<string, string>

  beforeAll(async () => {
    house = await createHouse(engine)
    served = await serveHouse(house)
    await seat(house, 'window_staff', house.centers[0]!, house.centers[0]!.windows[0]!.id, 'S1')
    office = await served.cookieOf('review_group')
    clerk = await served.cookieOf('window_staff')
    codes = await sendVisits(
      house,
      house.centers[0]!,
      Array.from({ length: 30 }, (_, i) => ({
        caseNo: `v-${i}`,
        windowCode: i % 2 ? 'A02' : 'A01',
        finishedAt: ago(0),
      })),
    )
  }, 60_000)
  afterAll(async () => {
    await served.close()
    await house.close()
  })

  const freed = async () => {
    for (let tries = 0; hubOf(house.context).watched > 0; tries++) {
      if (tries > 200) throw new Error(`still watched: ${hubOf(house.context).watched}`)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }

  test('a bad rating is on the page within a second of the tap', async () => {
    const stream = await openStream(served, office)
    expect(stream.type).toContain('text/event-stream')
    const first = await stream.until(() => true)
    expect(first.snapshot).toMatchObject({ visits: 30, rated: 0, ratings: 0, levels: [0, 0, 0, 0, 0], bad: [] })
    const waits: number[] = []
    for (const no of [0, 1, 2]) {
      const tapped = performance.now()
      await rate(house, { visit: codes.get(`v-${no}`)! }, 'very_dissatisfied', {
        words: '找19900001234电话，态度差',
        tags: ['115'],
      })
      const { snapshot } = await stream.until(seen => seen.levels[4] === no + 1)
      waits.push(performance.now() - tapped)
      expect(snapshot.bad).toHaveLength(no + 1)
      expect(snapshot.said[0]).toMatchObject({ level: 'very_dissatisfied', tags: ['115'] })
      expect(snapshot.said[0]!.words).toContain('态度差')
      expect(JSON.stringify(snapshot)).not.toContain('19900001234')
      expect(snapshot.said[0]!.minute).toMatch(/^\d\d:\d\d$/)
    }
    // The best of three, so that a busy machine is not taken for a slow page.
    expect(Math.min(...waits)).toBeLessThan(1_000)
    stream.close()
    await freed()
  })

  test('a reader who comes back has everything, whatever was missed', async () => {
    const before = await openStream(served, office)
    const { id, snapshot } = await before.until(() => true)
    before.close()
    await freed()
    await rate(house, { visit: codes.get('v-3')! }, 'satisfied')
    await rate(house, { visit: codes.get('v-4')! }, 'dissatisfied')
    const after = await openStream(served, office, '', id)
    const back = await after.until(() => true)
    expect(back.snapshot.ratings).toBe(snapshot.ratings + 2)
    expect(back.snapshot.bad).toHaveLength(snapshot.bad.length + 1)
    expect(back.id).not.toBe(id)
    const shown = await house.office.get<Snapshot>(`/api/monitor?center=${house.centers[0]!.id}`)
    expect(shown.body).toMatchObject({ ratings: back.snapshot.ratings, levels: back.snapshot.levels })
    after.close()
    await freed()
  })

  test('a clerk sees the own window and the totals of the centre', async () => {
    await rate(house, { visit: codes.get('v-5')! }, 'satisfied', { words: '隔壁窗口的话' })
    await rate(house, { visit: codes.get('v-6')! }, 'satisfied', { words: '本窗口的话' })
    const stream = await openStream(served, clerk)
    const { snapshot } = await stream.until(seen => seen.said.some(one => one.words === '本窗口的话'))
    expect(snapshot.windows.map(window => window.code)).toEqual(['A01'])
    expect(snapshot.visits).toBe(15)
    expect(snapshot.whole).toMatchObject({ visits: 30 })
    expect(JSON.stringify(snapshot)).not.toContain('隔壁窗口的话')
    stream.close()
    const [first, second] = house.centers
    for (const query of [`?center=${second!.id}`, `?point=${first!.windows[1]!.id}`, '?center=nothing'])
      expect((await openStream(served, clerk, query)).status, query).toBe(404)
    expect((await openStream(served, '')).status).toBe(401)
    const narrow = await openStream(served, office, `?point=${first!.windows[1]!.id}`)
    expect((await narrow.until(() => true)).snapshot.windows.map(window => window.code)).toEqual(['A02'])
    narrow.close()
    await freed()
  })

  test('hears of what another process stored', async () => {
    const stream = await openStream(served, office)
    const { snapshot } = await stream.until(() => true)
    const other = createApp({ ...house.context, live: createLive() })
    const answer = await other.request(`${BASE}/api/ratings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: BASE },
      body: JSON.stringify({ visit: codes.get('v-7'), level: 'satisfied', clientId: `elsewhere-${engine}` }),
    })
    expect(answer.status, await answer.text()).toBe(200)
    await stream.until(seen => seen.ratings === snapshot.ratings + 1)
    stream.close()
    await freed()
  })

  test('one account opens a few streams, and those it closed are free again', async () => {
    const streams = []
    for (let i = 0; i < MOST_STREAMS; i++) streams.push(await openStream(served, office))
    expect(streams.map(stream => stream.status)).toEqual(streams.map(() => 200))
    expect(hubOf(house.context).watched).toBe(1)
    const refused = await fetch(`${served.url}/api/monitor/stream`, { headers: { cookie: office } })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ type: '/problems/monitor-too-many-streams', limit: MOST_STREAMS })
    const others = await openStream(served, clerk)
    expect(others.status).toBe(200)
    for (const stream of [...streams, others]) stream.close()
    await freed()
    const again = await openStream(served, office)
    expect(again.status).toBe(200)
    again.close()
    await freed()
  })

  test('a house without a centre says so', async () => {
    const answer = await (await house.as('viewer')).get<{ type: string }>('/api/monitor?center=')
    expect(answer.status).toBe(200)
    await house.context.db.updateTable('windowStaff').set({ active: 0 }).execute()
    const none = await (await house.as('window_staff')).get<{ type: string }>('/api/monitor')
    expect([none.status, none.body.type]).toEqual([409, '/problems/satisfaction-no-center'])
  })
})
