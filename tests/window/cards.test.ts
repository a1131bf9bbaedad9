// The printed cards: what stands on them, on both papers, and that the code is the window's address.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { qrSvg } from '../../server/files/qr.ts'
import { cardPage } from '../../server/window/cards.ts'
import { createTestApp, type TestApp } from '../support/app.ts'
import { createHall, type Hall, made } from '../support/window.ts'

describe('cards of windows', () => {
  let test: TestApp
  let hall: Hall
  beforeAll(async () => {
    test = await createTestApp('sqlite')
    hall = await createHall(test)
  })
  afterAll(() => test.close())

  const page = async (query: string) => {
    const answer = await hall.manager.fetch(`/api/windows/cards?${query}`)
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const count = (text: string, part: string) => text.split(part).length - 1

  it('prints centre, number, name, code, address, promise and hotline in both languages', async () => {
    const { link, publicCode } = (
      await hall.manager.get<{ link: string; publicCode: string }>(`/api/windows/${hall.own}`)
    ).body
    const { status, type, text } = await page(`ids=${hall.own}`)
    expect([status, type]).toEqual([200, 'text/html; charset=UTF-8'])
    const address = `minping.test/w/${publicCode.replace(/(.{4})(?=.)/g, '$1-')}`
    const words = ['市政务服务中心', 'A01', '不动产登记', '请您评价', '扫码评价', 'Scan to rate', address]
    for (const part of [...words, '不评价不会被当成好评', 'never counted as good', '12345', '@page{size:105mm 148mm'])
      expect(text, part).toContain(part)
    expect(text).toContain(qrSvg(link))
    expect(text).not.toContain('<script')
    expect(count(text, 'class="card"')).toBe(1)
  })

  it('sets one card on an A6 page or four on an A4 sheet with cut marks', async () => {
    for (const code of ['A03', 'A04', 'A05'])
      await made(hall.manager.post('/api/windows', { centerId: hall.center, code, name: `窗口${code}` }))
    const a6 = await page(`centerId=${hall.center}`)
    expect([count(a6.text, 'class="card"'), count(a6.text, 'class="sheet"'), count(a6.text, 'class="cut')]).toEqual([
      5, 5, 0,
    ])
    const a4 = await page(`centerId=${hall.center}&paper=a4`)
    expect([count(a4.text, 'class="card"'), count(a4.text, 'class="sheet"')]).toEqual([5, 2])
    expect(count(a4.text, 'class="cut')).toBe(12)
    expect(a4.text).toContain('@page{size:A4')
    expect(a4.text).toContain(`/api/windows/cards?centerId=${hall.center}&amp;paper=a6`)
  })

  it('prints none of a closed window, none out of reach, and no page without cards', async () => {
    await made(hall.manager.patch(`/api/windows/${hall.neighbour}`, { active: 0 }))
    expect((await page(`ids=${hall.own},${hall.neighbour}`)).status).toBe(404)
    expect((await page(`ids=${hall.own},${hall.foreign}`)).status).toBe(404)
    expect((await page(`centerId=${hall.otherCenter}`)).status).toBe(404)
    expect((await page('')).status).toBe(404)
    expect((await page(`ids=${Array.from({ length: 201 }, (_, i) => i).join(',')}`)).status).toBe(422)
    expect((await page(`centerId=${hall.center}`)).text).not.toContain('社会保险')
    expect((await test.anyone.fetch(`/api/windows/cards?ids=${hall.own}`)).status).toBe(401)
  })

  it('shows names as they are, never as markup', () => {
    const card = {
      centerName: '<b>中心</b>',
      code: '1',
      name: '"><script>x</script>',
      link: 'http://x/w/1',
      address: 'x',
    }
    const text = cardPage([card], 'a6', '?paper=a4', 'zh')
    expect(text).not.toMatch(/<script|<b>中/)
    expect(text).toContain('&lt;b&gt;中心')
  })
})
