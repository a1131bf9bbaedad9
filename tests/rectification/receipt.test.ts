// The rater's page on both engines: what it tells and what it never tells, its two answers, its weight.
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { type CaseHall, createCaseHall, list, look, MONDAY, page, rate, send, step, walkToCall } from './hall.ts'

const LIGHTEST = 14 * 1024

describe.each(ENGINES)('the page of a receipt on %s', engine => {
  let test: TestApp
  let hall: CaseHall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createCaseHall(test)
  })
  afterAll(() => test.close())

  const newCase = async (rating: object = {}) => {
    hall.clock.set(MONDAY)
    const receipt = await rate(test, hall.codes.own, rating)
    const id = (await list(hall.group, '?limit=1'))[0]?.id ?? ''
    return { receipt, id }
  }

  it('shows a bad rating at once, what is due when, and no name of any staff', async () => {
    const receipt = await rate(test, hall.codes.own, { words: '电话 19900001234 <b>请回</b>' })
    const { status, text } = await page(test, `/t/${receipt}?lang=zh`)
    expect(status).toBe(200)
    expect(text).toContain('最晚 2026-11-24 给您第一次答复')
    expect(text).toContain('最晚 2026-11-30 整改完毕')
    expect(text).toContain('［电话］ &lt;b&gt;请回&lt;/b&gt;')
    expect(text).not.toContain('甲某')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('/confirm')
  })

  it('shows replies meant for the rater and no internal note, and asks once it is mended', async () => {
    const { receipt, id } = await newCase()
    await step(hall.staff, id, 'accept', { text: '正在核实叫号记录' })
    await step(hall.staff, id, 'note', { text: '内部：找班长了解' })
    await step(hall.staff, id, 'decide', { verdict: 'explain', text: '内部理由' })
    await step(hall.staff, id, 'finish', { text: '按规定需要原件，窗口已当面说明' })
    const { text } = await page(test, `/t/${receipt}?lang=zh`)
    for (const told of [
      '正在核实叫号记录',
      '认定：向您解释说明',
      '按规定需要原件',
      '您对整改结果满意吗？',
      '2026-12-14',
    ])
      expect(text).toContain(told)
    for (const kept of ['内部：找班长了解', '内部理由', 'window_staff', 'review_group'])
      expect(text).not.toContain(kept)
    const english = await page(test, `/t/${receipt}?lang=en&elder=1`)
    expect(english.text).toContain('Are you satisfied with how it was put right?')
    expect(english.text).toContain('class="elder"')
  })

  it('takes no answer that was not chosen, is out of date, or is not asked for', async () => {
    const { receipt, id } = await newCase()
    const early = await send(test, `/t/${receipt}/confirm?lang=zh`, { satisfied: '1', words: '好', version: '1' })
    expect([early.status, (await early.text()).includes('现在不需要确认')]).toEqual([409, true])
    await walkToCall(hall.staff, id)
    const { version } = await look(hall.group, id)
    const none = await send(test, `/t/${receipt}/confirm?lang=zh`, { words: '我写了很多', version: String(version) })
    const said = await none.text()
    expect([none.status, said.includes('没有替您预选'), said.includes('我写了很多')]).toEqual([422, true, true])
    const old = await send(test, `/t/${receipt}/confirm?lang=zh`, { satisfied: '1', words: '好', version: '1' })
    expect([old.status, (await old.text()).includes('情况刚有变化')]).toEqual([409, true])
    const long = await send(test, `/t/${receipt}/confirm`, { satisfied: '1', words: '长'.repeat(501), version: '4' })
    expect(long.status).toBe(422)
    expect((await look(hall.group, id)).state).toBe('calling_back')
    const right = { satisfied: '0', words: '没有改', version: String(version) }
    expect((await send(test, `/t/${receipt}/confirm`, right)).status).toBe(303)
    expect((await send(test, `/t/${receipt}/confirm`, right)).status).toBe(409)
    expect((await look(hall.group, id)).reopened).toBe(1)
  })

  it('takes a supplement, which shows in the case, screened, and opens no second case', async () => {
    const { receipt, id } = await newCase()
    const before = (await list(hall.group)).length
    const fields = { 'client-id': 'supplement-1', words: '再补充：电话 19900001234' }
    const sent = await send(test, `/t/${receipt}/supplement`, fields)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/t/${receipt}?lang=zh&done=supplement`])
    await send(test, `/t/${receipt}/supplement`, fields)
    expect((await look(hall.staff, id)).supplements.map(each => each.words)).toEqual(['再补充：电话 ［电话］'])
    expect(await list(hall.group)).toHaveLength(before)
    expect((await page(test, `/t/${receipt}?lang=zh&done=supplement`)).text).toContain('补充评价已收到')
    const empty = await send(test, `/t/${receipt}/supplement`, { 'client-id': 'supplement-2', words: ' ' })
    expect(empty.status).toBe(422)
  })

  it('thanks for a rating that is not bad and offers the supplement; forgives the code’s writing', async () => {
    const receipt = await rate(test, hall.codes.own, { level: 'satisfied', tags: [] })
    const written = receipt.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
    const { status, text } = await page(test, `/t/${written}?lang=zh`)
    expect([status, text.includes('评价已收到'), text.includes('补充评价'), text.includes('处理过程')]).toEqual([
      200,
      true,
      true,
      false,
    ])
  })

  it('tells of a dismissal', async () => {
    const { receipt, id } = await newCase()
    await step(hall.staff, id, 'appeal', { ground: 'mistaken', evidence: '叫号记录' })
    expect((await page(test, `/t/${receipt}?lang=zh`)).text).toContain('窗口对这条评价提出了异议')
    await step(hall.manager, id, 'uphold')
    expect((await page(test, `/t/${receipt}?lang=zh`)).text).not.toContain('异议成立')
    await step(hall.group, id, 'uphold')
    expect((await page(test, `/t/${receipt}?lang=zh`)).text).toContain('异议成立，不予采信')
  })

  it('refuses codes nobody was given, slows down guessing, and refuses forms of other sites', async () => {
    const { receipt } = await newCase()
    const foreign = await test.anyone.fetch(`/t/${receipt}/supplement`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'words=x',
    })
    expect(foreign.status).toBe(403)
    expect((await page(test, '/t/not-a-code')).status).toBe(404)
    const guesses = Array.from({ length: 40 }, (_, at) => `/t/${String(at).padStart(12, '0')}`)
    const answers: number[] = []
    for (const path of guesses) answers.push((await page(test, path)).status)
    expect(new Set(answers)).toEqual(new Set([404, 429]))
    expect((await page(test, `/t/${receipt}`)).status).toBe(200)
  })

  it('weighs at most 14 KB compressed, with a long history', async () => {
    const { receipt, id } = await newCase({ words: '很长的评价'.repeat(100) })
    await step(hall.staff, id, 'accept')
    for (let reply = 0; reply < 10; reply++)
      await step(hall.staff, id, 'reply', { text: `第 ${reply} 次答复：${'我们正在处理您反映的问题。'.repeat(8)}` })
    for (const query of ['?lang=zh', '?lang=en&elder=1']) {
      const { text } = await page(test, `/t/${receipt}${query}`)
      expect(brotliCompressSync(text).length).toBeLessThan(LIGHTEST)
    }
  })
})
