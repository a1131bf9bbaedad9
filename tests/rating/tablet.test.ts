// The tablet on the counter without script: pairing, steps, what going back shows, and what it learns while it stands there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateDevice } from '../../server/window/device.store.ts'
import { BASE, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { addVisit, createHall, type Hall, pairTablet } from './hall.ts'

for (const engine of ENGINES)
  describe(engine, () => {
    let app: TestApp
    let hall: Hall
    let path: string
    let device: Awaited<ReturnType<typeof pairTablet>>
    beforeAll(async () => {
      app = await createTestApp(engine)
    })
    afterAll(async () => await app.close())
    const fresh = async () => {
      hall = await createHall(app.context)
      path = `/w/${hall.code}/tablet`
      device = await pairTablet(app.context, hall)
    }

    /** A browser: keeps cookies, never follows. */
    const browser = (paired = true) => {
      const jar = new Map<string, string>(paired ? [[device.cookie.name, device.cookie.value]] : [])
      const ask = async (where: string, init: RequestInit = {}) => {
        const headers = new Headers(init.headers)
        headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
        const answer = await app.app.request(BASE + where, { ...init, headers })
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (/Max-Age=0/.test(line)) jar.delete(name)
          else jar.set(name, value)
        }
        return { status: answer.status, headers: answer.headers, text: await answer.text() }
      }
      return {
        jar,
        get: (where = path) => ask(where),
        post: (fields: Record<string, string>, headers: Record<string, string> = {}) =>
          ask(path, {
            method: 'POST',
            body: new URLSearchParams(fields).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          }),
      }
    }
    const step = (text: string) => /<section id="(\w+)"(?: class="end" aria-live="polite")?>/.exec(text)?.[1]
    const hidden = (text: string, name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text.slice(text.indexOf('id="rate"')))?.[1] ?? ''
    const stored = async () =>
      await app.context.db.selectFrom('rating').selectAll().where('pointId', '=', hall.pointId).orderBy('id').execute()

    test('an unpaired tablet shows six digits, the same ones when it asks again, and asks by itself', async () => {
      await fresh()
      const tablet = browser(false)
      const first = await tablet.get()
      expect(first.status).toBe(200)
      const digits = (text: string) => /class="digits"[^>]*>(\d{3}) (\d{3})</.exec(text)?.slice(1).join('')
      expect(digits(first.text)).toMatch(/^\d{6}$/)
      expect(digits((await tablet.get()).text)).toBe(digits(first.text))
      expect(first.text).toMatch(/<noscript><meta http-equiv="refresh" content="5">/)
      expect(first.text).not.toContain('name="level"')
      expect(JSON.parse((await tablet.get(`${path}/state`)).text)).toEqual({ paired: false })
      expect((await tablet.get(`${path}/events`)).status).toBe(403)
      expect((await tablet.post({ do: 'send', level: 'satisfied', 'client-id': 'not-paired-at-all-1' })).status).toBe(
        403,
      )
      expect(await stored()).toEqual([])
    })

    test('start, level, tags and thanks; back at the start nothing of it is left', async () => {
      await fresh()
      const tablet = browser()
      const start = await tablet.get()
      expect(step(start.text)).toBe('start')
      expect(start.headers.get('cache-control')).toBe('no-store')
      expect(start.text).toMatch(/<noscript><meta http-equiv="refresh" content="15">/)
      const chosen = await tablet.post({ do: 'level', level: 'very_dissatisfied' })
      expect([chosen.status, chosen.headers.get('location')]).toEqual([303, `${path}?lang=zh`])
      expect(chosen.headers.getSetCookie().join()).toMatch(/mp_step=[^;]+; Max-Age=30; Path=\/w\/\w+\/tablet; HttpOnly/)
      const rate = await tablet.get()
      expect(step(rate.text)).toBe('step')
      expect(rate.text).toContain('<fieldset class="tags" data-level="very_dissatisfied">')
      expect(rate.text).toMatch(/<noscript><meta http-equiv="refresh" content="30">/)
      const sent = await tablet.post({
        do: 'send',
        level: 'very_dissatisfied',
        'client-id': hidden(rate.text, 'client-id'),
        tag: '115',
        words: '等了很久',
      })
      expect(sent.status).toBe(303)
      const done = await tablet.get()
      expect(step(done.text)).toBe('done')
      expect(done.text).toMatch(/<svg role="img" aria-label="QR"/)
      expect(done.text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
      const back = await tablet.get(`${path}?start=1`)
      for (const page of [back, await tablet.get()]) {
        expect(step(page.text)).toBe('start')
        expect(page.text).not.toMatch(/ checked>|等了很久|aria-label="QR"/)
        expect(hidden(page.text, 'level')).toBe('')
      }
      expect(await stored()).toMatchObject([
        { level: 'very_dissatisfied', tags: '["115"]', words: '等了很久', channel: 'tablet' },
      ])
    })

    test('skipping sends the level alone, whatever was ticked', async () => {
      await fresh()
      const tablet = browser()
      await tablet.post({ do: 'skip', level: 'satisfied', 'client-id': 'skips-the-details-1', tag: '413', words: '好' })
      expect(await stored()).toMatchObject([{ level: 'satisfied', tags: '[]', words: '' }])
      expect((await tablet.get()).text).not.toContain('aria-label="QR"')
    })

    test('what is too long comes back with all of it; nothing is stored', async () => {
      await fresh()
      const words = '长'.repeat(10_000)
      const answer = await browser().post({ do: 'send', level: 'satisfied', 'client-id': 'much-too-long-1234', words })
      expect(answer.status).toBe(422)
      expect(step(answer.text)).toBe('step')
      expect(answer.text).toContain(words)
      expect(answer.text).toContain('role="alert"')
      expect(await stored()).toEqual([])
    })

    test('the visit that staff offer is shown and rated', async () => {
      await fresh()
      const tablet = browser()
      const before = JSON.parse((await tablet.get(`${path}/state`)).text) as Record<string, string>
      expect(before).toMatchObject({ paired: true, mark: '', caseNo: null })
      const visit = await addVisit(app.context, hall, { caseNo: '2026-1123-0999', offered: true })
      const page = await tablet.get()
      expect(page.text).toContain('2026-1123-0999')
      const fields = { 'client-id': hidden(page.text, 'client-id'), visit: hidden(page.text, 'visit') }
      await tablet.post({ do: 'skip', level: 'very_satisfied', ...fields })
      expect((await stored()).map(row => row.visitId)).toEqual([visit.id])
      expect((await tablet.get(`${path}?start=1`)).text).not.toContain('2026-1123-0999')
    })

    test('the line tells at once of an offer and of the end', async () => {
      await fresh()
      const headers = { cookie: `${device.cookie.name}=${device.cookie.value}` }
      const answer = await app.app.request(`${BASE}${path}/events`, { headers })
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      const next = async () => (await reader?.read())?.value ?? ''
      expect(await next()).toMatch(/event: state\ndata: .*"caseNo":null/)
      await addVisit(app.context, hall, { caseNo: '2026-1123-0777', offered: true })
      app.context.live.emit({ kind: 'visit', centerId: hall.centerId, pointId: hall.pointId })
      expect(await next()).toContain('2026-1123-0777')
      await updateDevice(app.context.db, device.id, 'paired', { state: 'revoked' })
      app.context.live.emit({ kind: 'device', centerId: hall.centerId, pointId: hall.pointId })
      expect(await next()).toContain('event: revoked')
      expect((await reader?.read())?.done).toBe(true)
    })

    test('a tablet that was revoked is a stranger’s again', async () => {
      await fresh()
      const tablet = browser()
      await updateDevice(app.context.db, device.id, 'paired', { state: 'revoked' })
      const sent = await tablet.post({ do: 'send', level: 'satisfied', 'client-id': 'revoked-meanwhile-1' })
      expect(sent.status).toBe(403)
      expect(sent.text).toContain('平板已停用')
      expect((await tablet.get()).text).toContain('class="digits"')
      expect(await stored()).toEqual([])
    })

    test('a tablet of another window is led home and stays paired', async () => {
      await fresh()
      const tablet = browser()
      const other = await createHall(app.context, '社保综合 · 12 号窗口')
      const answer = await tablet.get(`/w/${other.code}/tablet`)
      expect(answer.status).toBe(409)
      expect(answer.text).toContain(`href="${path}?lang=zh"`)
      expect(step((await tablet.get()).text)).toBe('start')
    })

    test('the shell for a lost network shows nobody’s visit and is for paired tablets only', async () => {
      await fresh()
      await addVisit(app.context, hall, { offered: true })
      const shell = await browser().get(`${path}?shell=1`)
      expect(shell.headers.get('x-tablet')).toBe('shell')
      expect(shell.text).not.toContain('0417')
      expect(hidden(shell.text, 'client-id')).toBe('')
      expect((await browser(false).get(`${path}?shell=1`)).headers.get('x-tablet')).toBeNull()
      const worker = await browser().get('/w/shell.js')
      expect(worker.headers.get('content-type')).toContain('text/javascript')
      expect(worker.headers.get('content-security-policy')).toContain("script-src 'self'")
    })

    test('the tablet is seen at most once a minute', async () => {
      await fresh()
      const seen = async () =>
        (
          await app.context.db
            .selectFrom('windowDevice')
            .select('seenAt')
            .where('id', '=', device.id)
            .executeTakeFirst()
        )?.seenAt
      await browser().get()
      const first = await seen()
      expect(first).not.toBeNull()
      await browser().get(`${path}/state`)
      expect(await seen()).toBe(first)
    })
  })
