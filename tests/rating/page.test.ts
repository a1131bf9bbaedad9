// The rating pages of a window and of a visit’s link, as a browser without script uses them, on both engines.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maskCase } from '../../server/rating/page-place.ts'
import { BASE, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { addVisit, createHall, type Hall } from './hall.ts'

const FORM = 'application/x-www-form-urlencoded'

for (const engine of ENGINES)
  describe(engine, () => {
    let app: TestApp
    let hall: Hall
    beforeAll(async () => {
      app = await createTestApp(engine)
    })
    afterAll(async () => await app.close())
    const fresh = async () => (hall = await createHall(app.context))

    const get = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await app.app.request(BASE + path, { headers })
      return { status: answer.status, text: await answer.text(), headers: answer.headers }
    }
    const post = async (path: string, fields: readonly (readonly [string, string])[], headers = {}) => {
      const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
      const answer = await app.app.request(BASE + path, {
        method: 'POST',
        body: body.toString(),
        headers: { 'content-type': FORM, ...headers },
      })
      return { status: answer.status, text: await answer.text(), headers: answer.headers }
    }
    const hidden = (text: string, name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text.slice(text.indexOf('id="rate"')))?.[1] ?? ''
    const formOf = (text: string): [string, string][] => [
      ['client-id', hidden(text, 'client-id')],
      ['visit', hidden(text, 'visit')],
    ]
    const stored = async () =>
      await app.context.db.selectFrom('rating').selectAll().where('pointId', '=', hall.pointId).orderBy('id').execute()

    test('five levels, none chosen; the next page has the tags of the level; thanks with a code', async () => {
      await fresh()
      const start = await get(`/w/${hall.code}`)
      expect(start.status).toBe(200)
      expect(start.text.match(/<button name="level"/g)).toHaveLength(5)
      expect(start.text).not.toMatch(/checked|selected/)
      expect(start.text).toContain('不评价不会被当成好评')
      expect(start.text).toMatch(/<form id="rate"[^>]* hidden>/)
      const step = await get(`/w/${hall.code}?level=dissatisfied`)
      expect(step.text).not.toMatch(/<form id="rate"[^>]* hidden>/)
      expect(step.text.match(/<fieldset class="tags" data-level="dissatisfied">/g)).toHaveLength(1)
      expect(step.text.match(/<fieldset[^>]* hidden disabled>/g)).toHaveLength(4)
      const done = await post(`/w/${hall.code}`, [
        ...formOf(step.text),
        ['level', 'dissatisfied'],
        ['tag', '207'],
        ['tag', '214'],
        ['words', '排队<b>两次</b>'],
      ])
      expect(done.status).toBe(200)
      expect(done.text).toContain('评价已收到')
      expect(done.text).toContain('1 个工作日内核实')
      expect(done.text).toMatch(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/)
      expect(done.text).toMatch(/href="\/t\/[0-9a-z]{12}\?/)
      const rows = await stored()
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({
        level: 'dissatisfied',
        words: '排队<b>两次</b>',
        channel: 'qr',
        named: 0,
        visitId: null,
      })
      expect(JSON.parse(rows[0]?.tags ?? '')).toEqual(['207', '214'])
    })

    test('the same form sent twice is one rating; going back shows what was given', async () => {
      await fresh()
      const { text } = await get(`/w/${hall.code}?level=satisfied`)
      const fields: [string, string][] = [...formOf(text), ['level', 'satisfied']]
      const first = await post(`/w/${hall.code}`, fields)
      const again = await post(`/w/${hall.code}`, fields)
      expect([first.status, again.status]).toEqual([200, 200])
      const code = (page: string) => /<span class="code"[^>]*>([^<]+)/.exec(page)?.[1]
      expect(code(again.text)).toBe(code(first.text))
      expect(await stored()).toHaveLength(1)
      const cookie = first.headers.getSetCookie().find(each => each.startsWith('mp_rated='))
      expect(cookie).toMatch(/HttpOnly/)
      expect(cookie).toContain(`Path=/w/${hall.code}`)
      const back = await get(`/w/${hall.code}?level=satisfied`, { cookie: cookie?.split(';')[0] ?? '' })
      expect(code(back.text)).toBe(code(first.text))
      expect(back.text).not.toContain('id="rate"')
      const other = await get(`/w/${hall.code}?again=1`, { cookie: cookie?.split(';')[0] ?? '' })
      expect(other.text).toContain('id="rate"')
    })

    test('no level is ever assumed', async () => {
      await fresh()
      const answer = await post(`/w/${hall.code}`, [
        ...formOf((await get(`/w/${hall.code}`)).text),
        ['words', '说点什么'],
      ])
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('role="alert"')
      expect(answer.text).toContain('说点什么')
      expect(await stored()).toHaveLength(0)
    })

    test('a fault gives back all that was typed: 10,000 characters, HTML, a tag nobody knows, a wrong number', async () => {
      await fresh()
      const words = '<script>alert(1)</script>"\'&'.padEnd(10_000, '很长')
      const fields: [string, string][] = [
        ...formOf((await get(`/w/${hall.code}`)).text),
        ['level', 'very_dissatisfied'],
        ['tag', '108'],
        ['tag', '999'],
        ['words', words],
        ['contact-name', '<i>张'],
        ['contact-mobile', '123"45'],
      ]
      const answer = await post(`/w/${hall.code}`, fields)
      expect(answer.status).toBe(422)
      const alert = /<div class="alert".*?<\/div>/s.exec(answer.text)?.[0] ?? ''
      expect(alert.match(/<li>/g)?.length).toBeGreaterThanOrEqual(3)
      expect(alert).toContain('href="#words"')
      expect(alert).toContain('href="#contact-mobile"')
      expect(answer.text).not.toContain('<script>alert')
      const kept = /<textarea[^>]*>\n?([^<]*)<\/textarea>/.exec(answer.text)?.[1] ?? ''
      expect(unescape(kept)).toBe(words)
      expect(answer.text).toContain('value="&lt;i&gt;张"')
      expect(answer.text).toContain('value="123&quot;45"')
      expect(answer.text).toMatch(/value="108" checked/)
      expect(answer.text).toMatch(/<details open>/)
      expect(hidden(answer.text, 'client-id')).toBe(fields[0]?.[1])
      expect(await stored()).toHaveLength(0)
    })

    test('a contact makes it a named rating, sealed apart', async () => {
      await fresh()
      const answer = await post(`/w/${hall.code}`, [
        ...formOf((await get(`/w/${hall.code}`)).text),
        ['level', 'dissatisfied'],
        ['contact-name', '王女士'],
        ['contact-mobile', '199 0000 1234'],
      ])
      expect(answer.text).toContain('回访员将在 1 个工作日内与您联系')
      const [row] = await stored()
      expect(row?.named).toBe(1)
      const contact = await app.context.db.selectFrom('ratingContact').selectAll().execute()
      expect(JSON.stringify(contact)).not.toContain('1990000')
    })

    test('the visit that was offered is shown masked and rated; 不是我的业务 leaves it out', async () => {
      await fresh()
      const visit = await addVisit(app.context, hall, { offered: true })
      const start = await get(`/w/${hall.code}`)
      expect(start.text).toContain('…0417')
      expect(start.text).not.toContain('2026-1123')
      expect(start.text).toContain('不是我的业务')
      const none = await get(`/w/${hall.code}?visit=none`)
      expect(none.text).not.toContain('…0417')
      expect(hidden(none.text, 'visit')).toBe('')
      await post(`/w/${hall.code}?visit=none`, [...formOf(none.text), ['level', 'satisfied']])
      await post(`/w/${hall.code}`, [...formOf(start.text), ['level', 'very_satisfied']])
      expect((await stored()).map(row => [row.level, row.visitId])).toEqual([
        ['satisfied', null],
        ['very_satisfied', visit.id],
      ])
      // The next one finds no visit to take.
      expect((await get(`/w/${hall.code}`)).text).not.toContain('…0417')
    })

    test('a visit is only taken by the form that showed it', async () => {
      await fresh()
      const visit = await addVisit(app.context, hall)
      const { text } = await get(`/w/${hall.code}`)
      await post(`/w/${hall.code}`, [
        ['client-id', 'made-up-by-somebody-else'],
        ['visit', hidden(text, 'visit')],
        ['level', 'satisfied'],
      ])
      await post(`/w/${hall.code}`, [
        ['client-id', 'made-up-by-a-second-one'],
        ['visit', `${visit.id}.${'A'.repeat(43)}`],
        ['level', 'satisfied'],
      ])
      expect((await stored()).map(row => row.visitId)).toEqual([null, null])
    })

    test('the link of a visit: matter, once only, kindly', async () => {
      await fresh()
      const visit = await addVisit(app.context, hall)
      const start = await get(`/r/${visit.code.toUpperCase()}`)
      expect(start.text).toContain('转移登记')
      expect(start.text).toContain('…0417')
      const fields: [string, string][] = [...formOf(start.text), ['level', 'basically_satisfied']]
      expect((await post(`/r/${visit.code}`, fields)).text).toContain('评价已收到')
      expect((await post(`/r/${visit.code}`, fields)).text).toContain('评价已收到')
      const opened = await get(`/r/${visit.code}`)
      expect(opened.status).toBe(200)
      expect(opened.text).toContain('这笔业务已经评价过了')
      const second = await post(`/r/${visit.code}`, [
        ['client-id', 'another-person-came'],
        ['level', 'very_satisfied'],
      ])
      expect(second.status).toBe(409)
      expect(second.text).toContain('这笔业务已经评价过了')
      expect((await stored()).map(row => [row.level, row.channel])).toEqual([['basically_satisfied', 'link']])
    })

    test('codes that lead nowhere, a closed window, another site, a body too large: kind pages', async () => {
      await fresh()
      for (const path of [
        '/w/0000000000000000',
        '/w/x',
        '/r/0000000000000000',
        '/r/%3Cb%3E',
        '/w/0000000000000000/tablet',
      ]) {
        const answer = await get(path)
        expect(answer.status).toBe(404)
        expect(answer.headers.get('content-type')).toContain('text/html')
        expect(answer.text).toContain('<h1>')
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      }
      const closed = await createHall(app.context)
      await app.context.db.updateTable('windowPoint').set({ active: 0 }).where('id', '=', closed.pointId).execute()
      expect((await get(`/w/${closed.code}`)).status).toBe(404)
      const fields: [string, string][] = [
        ['client-id', 'from-another-site'],
        ['level', 'satisfied'],
      ]
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://elsewhere.test' }])
        expect((await post(`/w/${hall.code}`, fields, headers)).status).toBe(403)
      const large = await post(`/w/${hall.code}`, [...fields, ['words', '长'.repeat(200_000)]])
      expect(large.status).toBe(413)
      expect(large.text).toContain('<h1>')
      expect(await stored()).toHaveLength(0)
      // Browsers of this page say where the form comes from in one of these ways.
      for (const headers of [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, { origin: 'null' }, { origin: BASE }])
        expect((await post(`/w/${hall.code}`, fields, headers)).status).toBe(200)
      expect(await stored()).toHaveLength(1)
    })

    test('who asked is not beside the rating', async () => {
      await fresh()
      const start = await get(`/w/${hall.code}`, { 'user-agent': 'Telltale/1.0' })
      const cookie = start.headers.getSetCookie().find(each => each.startsWith('mp_rater='))
      expect(cookie).toMatch(/Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax/)
      await post(`/w/${hall.code}`, [...formOf(start.text), ['level', 'satisfied']], {
        'user-agent': 'Telltale/1.0',
        cookie: cookie?.split(';')[0] ?? '',
        'x-forwarded-for': '203.0.113.9',
      })
      const rows = await Promise.all([
        stored(),
        app.context.db.selectFrom('ratingTrace').selectAll().where('centerId', '=', hall.centerId).execute(),
      ])
      const text = JSON.stringify(rows)
      const rater = /mp_rater=([^;]+)/.exec(cookie ?? '')?.[1] ?? '-'
      for (const secret of ['Telltale', '203.0.113.9', rater]) expect(text).not.toContain(secret)
      expect(rows[1][0]?.deviceHash).toBeTruthy()
      expect(rows[1][0]?.networkHash).toBeTruthy()
    })
  })

test('a case number shows its last four characters', () => {
  expect(maskCase('2026-1123-0417')).toBe('…0417')
  expect(maskCase('0417')).toBe('…17')
})

function unescape(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => names[name] ?? '')
}
