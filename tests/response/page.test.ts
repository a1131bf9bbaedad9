// The server-rendered pages: the first one, answering without script, and the kind pages that tell nothing.
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createField, type Field, fullAnswers, issueLinks } from './support.ts'

describe.each(ENGINES)('phone pages on %s', engine => {
  let test: TestApp
  let field: Field
  let tokens: string[]
  const nextToken = () => tokens.pop() ?? ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    field = await createField(test, { sample: 12 })
    tokens = (await issueLinks(test, field)).tokens
  })
  afterAll(() => test.close())

  const HTML = { accept: 'text/html' }
  const open = async (path: string) => {
    const response = await test.anyone.fetch(path, { headers: HTML })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const post = async (path: string, fields: readonly (readonly [string, string])[] = []) => {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
    const response = await test.anyone.fetch(path, {
      method: 'POST',
      headers: { ...HTML, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    return { status: response.status, text: await response.text() }
  }
  /** The answers as a browser without script sends them. */
  const formFields = (answers: Record<string, unknown>) =>
    Object.entries(answers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map(each => [name, String(each)] as const),
    )

  it('open with who asks, why, the promise and the ways out, in a few kilobytes, whoever it is for unsaid', async () => {
    const token = nextToken()
    const page = await open(`/s/${token}`)
    expect(page.status).toBe(200)
    for (const words of [
      '示例市效能办',
      '12</b> 位评议人之一',
      '评 2 个单位',
      '保密',
      '同意并开始',
      '不参加',
      '请打电话给我',
      '0599-0000000',
    ])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('匿名')
    for (const person of field.people) expect(page.text).not.toContain(person)
    expect(brotliCompressSync(page.text).length).toBeLessThan(10_000)
    expect([
      page.headers.get('cache-control'),
      page.headers.get('x-robots-tag'),
      page.headers.get('referrer-policy'),
    ]).toEqual(['no-store', 'noindex', 'no-referrer'])
    expect((await open(`/s/${token}?lang=en`)).text).toContain('Agree and start')
    expect((await open(`/s/${token}?elder=1`)).text).toContain('class="elder"')
    expect((await open(`/s/${token}/notice`)).text).toContain('答卷只用于汇总统计。')
    // Looking is not opening: link previews of messengers look too.
    expect(await test.context.db.selectFrom('invitation').select('id').where('state', '=', 'opened').execute()).toEqual(
      [],
    )
  })

  it('take a whole answer without script, say what is missing, and lose nothing that was filled in', async () => {
    const token = nextToken()
    const form = await post(`/s/${token}/start`)
    expect(form.text).toContain('您怎么评价这个单位的办事效率？')
    const clientId = /name="client-id" value="([\w-]+)"/.exec(form.text)?.[1] ?? ''
    const answers = { ...fullAnswers(field.campaign.units, 's1'), 'units.unit_1.advice': '请<快>一点' }
    const { 'units.unit_2.overall': _, ...incomplete } = answers as Record<string, unknown>
    const refused = await post(`/s/${token}/submission`, [['client-id', clientId], ...formFields(incomplete)])
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('有 1 处需要修改')
    expect(refused.text).toContain('请&lt;快&gt;一点')
    expect(refused.text).toMatch(/name="units.unit_1.reason" value="slow" checked/)
    const sent = await post(`/s/${token}/submission`, [['client-id', clientId], ...formFields(answers)])
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('答卷已收到')])
    // Reloading the page sends it again.
    expect((await post(`/s/${token}/submission`, [['client-id', clientId], ...formFields(answers)])).text).toContain(
      '答卷已收到',
    )
    const stored = await test.context.db.selectFrom('response').selectAll().execute()
    expect(stored.map(row => row.channel)).toEqual(['plain_page'])
    const again = await open(`/s/${token}`)
    expect([again.status, again.text]).toEqual([200, expect.stringContaining('已经提交过了')])
    expect((await post(`/s/${token}/start`)).status).toBe(409)
  })

  it('let a person decline, ask for a call, and change their mind', async () => {
    const token = nextToken()
    expect((await post(`/s/${token}/refusal`)).text).toContain('已记下：您不参加')
    expect((await open(`/s/${token}`)).text).toContain('改变主意')
    expect((await post(`/s/${token}/start`)).status).toBe(200)
    expect((await post(`/s/${token}/call`)).text).toContain('请打电话给我')
  })

  it('say kindly that a link is unknown, expired or closed, and nothing else', async () => {
    const token = nextToken()
    const unknown = await open(`/s/${'0'.repeat(26)}`)
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('这个链接打不开')])
    expect((await open('/s/x/y/z')).status).toBe(404)
    await test.context.db
      .updateTable('invitation')
      .set({ expiresAt: '2020-01-01T00:00:00.000Z' })
      .where('state', '=', 'issued')
      .execute()
    const expired = await open(`/s/${token}`)
    expect([expired.status, expired.text]).toEqual([410, expect.stringContaining('已经过期')])
    for (const page of [unknown, expired])
      for (const words of [...field.people, '示例单位', '示例市效能办']) expect(page.text).not.toContain(words)
  })

  it('slow down who tries many links, but never one that exists', async () => {
    await test.context.db
      .updateTable('invitation')
      .set({ expiresAt: '2999-01-01T00:00:00.000Z' })
      .where('state', '=', 'issued')
      .execute()
    const tries = []
    for (let at = 0; at < 25; at++) tries.push((await open(`/s/${String(at).padStart(26, '7')}`)).status)
    expect(new Set(tries)).toEqual(new Set([404, 429]))
    expect((await open(`/s/${nextToken()}`)).status).toBe(200)
  })
})
