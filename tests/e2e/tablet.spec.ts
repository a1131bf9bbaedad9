// The tablet on the counter: pairing, what the next person finds, what staff offer, and ratings made while the network was gone.
import { type BrowserContext, expect, type Page, test } from 'playwright/test'
import { updateDevice } from '../../server/window/device.store.ts'
import { addVisit, createHall, pairTablet } from '../rating/hall.ts'
import { useHouse } from './house.ts'
import { expectNoFault, expectTargets, expectWhole, ratingsOf, useBackRoom, watch } from './pages/rate.ts'

const house = useHouse()
const backRoom = useBackRoom(house)
const LANDSCAPE = { width: 1280, height: 800 }
test.use({ viewport: LANDSCAPE, hasTouch: true })

const level = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true })
const question = (page: Page) => page.getByRole('heading', { name: '这次服务，您满意吗？' })
const thanks = (page: Page) => page.getByRole('heading', { name: '评价已收到，谢谢您' })
const sign = (page: Page) => page.locator('#sign')

async function place(page: Page) {
  await page.goto('about:blank')
  const context = await backRoom()
  const hall = await createHall(context)
  return { context, hall, path: `/w/${hall.code}/tablet`, stored: async () => await ratingsOf(context, hall.pointId) }
}

/** A tablet that staff have paired, on its start. */
async function standing(page: Page) {
  const here = await place(page)
  const device = await pairTablet(here.context, here.hall)
  await page.context().addCookies([{ ...device.cookie, url: house.server().url }])
  await page.goto(here.path)
  return { ...here, device }
}

/** Until the tablet has kept its page for a lost network. */
async function keptShell(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const cache = await caches.open('minping-tablet')
    return (await cache.keys()).length === 4 && navigator.serviceWorker.controller !== null
  })
}

test('six digits until staff have paired it; then the start, by itself', async ({ page }) => {
  const { context, hall, path } = await place(page)
  const { complaints } = watch(page)
  await page.goto(path)
  await expect(page.locator('.digits')).toHaveText(/^\d{3} \d{3}$/)
  await expectNoFault(page)
  const waiting = await context.db
    .selectFrom('windowDevice')
    .select('id')
    .where('pointId', '=', hall.pointId)
    .executeTakeFirstOrThrow()
  await updateDevice(context.db, waiting.id, 'pending', { state: 'paired', name: '1 号平板', pairHash: null })
  await expect(question(page)).toBeVisible()
  expect(complaints).toEqual([])
})

test('a rating: level, tags, words; the receipt as a QR code; the next person finds nothing of it', async ({
  page,
}) => {
  const { stored } = await standing(page)
  const { complaints } = watch(page)
  await level(page, '不满意').tap()
  await page.getByText('服务态度生硬').tap()
  await page.getByLabel('还想说什么？').fill('排队太久')
  await page.getByRole('button', { name: '提交评价' }).tap()
  await expect(thanks(page)).toBeFocused()
  await expect(page.getByRole('img', { name: 'QR' })).toBeVisible()
  await expect(page.locator('.code')).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await page.getByRole('link', { name: '完成' }).tap()
  await expect(question(page)).toBeVisible()
  await level(page, '不满意').tap()
  await expect(page.getByRole('checkbox', { name: '服务态度生硬' })).not.toBeChecked()
  await expect(page.getByLabel('还想说什么？')).toHaveValue('')
  await page.getByRole('link', { name: '改选' }).tap()
  // Whatever the next person presses: back, forward, reload.
  await page.goBack()
  await page.goForward()
  await expect(question(page)).toBeVisible()
  await page.reload()
  await expect(question(page)).toBeVisible()
  const text = await page.content()
  expect(text).not.toContain('排队太久')
  expect(text).not.toMatch(/ checked/)
  await expect(page.locator('#done .code')).toHaveCount(0)
  expect(await stored()).toMatchObject([
    { level: 'dissatisfied', tags: '["214"]', words: '排队太久', channel: 'tablet' },
  ])
  expect(complaints).toEqual([])
})

test('thirty seconds without a touch lead back to the start, from every step, language and size', async ({ page }) => {
  await page.clock.install()
  const { stored, path } = await standing(page)
  const untouched = async () => {
    await page.clock.fastForward(29_000)
    await page.clock.runFor(2_000)
  }
  await level(page, '满意').tap()
  await page.getByLabel('还想说什么？').fill('写到一半')
  // Whoever is still writing is not interrupted.
  await page.clock.fastForward(20_000)
  await page.getByLabel('还想说什么？').press('End')
  await page.clock.fastForward(20_000)
  await page.clock.runFor(1_000)
  await expect(page.getByLabel('还想说什么？')).toHaveValue('写到一半')
  await untouched()
  await expect(question(page)).toBeVisible()
  await expect(page.locator('#words')).toHaveValue('')
  // Nobody pressed 提交: silence is no rating.
  expect(await stored()).toEqual([])
  await level(page, '非常满意').tap()
  await page.getByRole('button', { name: '跳过，直接提交' }).tap()
  await expect(thanks(page)).toBeVisible()
  await untouched()
  await expect(question(page)).toBeVisible()
  await page.goto(`${path}?lang=en&elder=1`)
  await expect(page.getByRole('heading', { name: 'Were you satisfied with this service?' })).toBeVisible()
  await untouched()
  await expect(question(page)).toBeVisible()
  expect(await stored()).toHaveLength(1)
})

test('请评价: the visit appears by itself, is rated, and is gone; 不是我的业务 leaves it out', async ({ page }) => {
  const { context, hall, stored } = await standing(page)
  const visit = await addVisit(context, hall, { caseNo: '2026-1123-0911', offered: true })
  await expect(page.getByText('2026-1123-0911')).toBeVisible({ timeout: 25_000 })
  await page.getByRole('link', { name: '不是我的业务' }).tap()
  await level(page, '满意').tap()
  await page.getByRole('button', { name: '跳过，直接提交' }).tap()
  await expect(thanks(page)).toBeVisible()
  await page.getByRole('link', { name: '完成' }).tap()
  await expect(page.getByText('2026-1123-0911')).toBeVisible()
  await level(page, '非常满意').tap()
  await page.getByRole('button', { name: '跳过，直接提交' }).tap()
  await expect(thanks(page)).toBeVisible()
  await page.getByRole('link', { name: '完成' }).tap()
  await expect(page.getByText('2026-1123-0911')).toBeHidden()
  expect((await stored()).map(row => row.visitId)).toEqual([null, visit.id])
})

async function rateOffline(page: Page, words: string): Promise<void> {
  await level(page, words).tap()
  await page.getByRole('button', { name: '跳过，直接提交' }).tap()
  await expect(page.getByRole('heading', { name: '评价已保存，谢谢您' })).toBeVisible()
  await page.getByRole('link', { name: '完成' }).tap()
}

test('without a network: the page survives a reload, ratings are kept and arrive once, oldest first', async ({
  page,
  context: browser,
}) => {
  const { stored } = await standing(page)
  const { complaints } = watch(page)
  await keptShell(page)
  await browser.setOffline(true)
  await page.reload()
  await expect(question(page)).toBeVisible()
  await expect(page.locator('#visit')).toBeHidden()
  await rateOffline(page, '满意')
  await rateOffline(page, '不满意')
  await expect(sign(page)).toHaveText('离线，已保存 2 条，恢复后自动上传')
  await expectNoFault(page)
  await page.reload()
  await expect(sign(page)).toHaveText('离线，已保存 2 条，恢复后自动上传')
  await rateOffline(page, '非常满意')
  // The first answer about them is lost on the way.
  let lost = 0
  await browser.route('**/api/ratings/batch', async route => {
    lost += 1
    await route.fetch()
    await route.abort()
    await browser.unroute('**/api/ratings/batch')
  })
  await browser.setOffline(false)
  await expect(sign(page)).toBeHidden({ timeout: 45_000 })
  expect(lost).toBe(1)
  const rows = await stored()
  expect(rows.map(row => row.level)).toEqual(['satisfied', 'dissatisfied', 'very_satisfied'])
  expect(rows.every(row => row.madeAt < row.ratedAt && row.channel === 'tablet')).toBe(true)
  // Other pages of the house are none of the tablet's business.
  await browser.setOffline(true)
  await expect(page.goto('/verify')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
  await browser.setOffline(false)
  expect(complaints).toEqual([])
})

test.describe('without its service worker', () => {
  // A worker that takes over meanwhile would carry the answer past the one who loses it.
  test.use({ serviceWorkers: 'block' })

  test('an answer that is lost makes no second rating', async ({ page, context: browser }) => {
    const { stored } = await standing(page)
    await loseAnswerOnce(browser)
    await level(page, '不满意').tap()
    await page.getByRole('button', { name: '提交评价' }).tap()
    await expect(page.getByRole('heading', { name: '评价已保存，谢谢您' })).toBeVisible()
    await expect(sign(page)).toBeHidden({ timeout: 45_000 })
    expect(await stored()).toHaveLength(1)
  })
})

async function loseAnswerOnce(browser: BrowserContext): Promise<void> {
  const rating = /\/tablet(\?|$)/
  await browser.route(rating, async route => {
    if (route.request().method() !== 'POST') return await route.fallback()
    await route.fetch()
    await route.abort()
    await browser.unroute(rating)
  })
}

test('revoked: the page is empty, what was kept waits and is sent once it is paired again', async ({
  page,
  context: browser,
}) => {
  const { context, hall, device, stored } = await standing(page)
  await keptShell(page)
  await browser.setOffline(true)
  await rateOffline(page, '不满意')
  await updateDevice(context.db, device.id, 'paired', { state: 'revoked' })
  await browser.setOffline(false)
  await expect(page.locator('.digits')).toBeVisible({ timeout: 45_000 })
  await expect(sign(page)).toHaveText('1 条评价等待上传')
  expect(await page.evaluate(async () => await caches.has('minping-tablet'))).toBe(false)
  expect(await stored()).toEqual([])
  const waiting = await context.db
    .selectFrom('windowDevice')
    .select('id')
    .where('pointId', '=', hall.pointId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  await updateDevice(context.db, waiting.id, 'pending', { state: 'paired', name: '1 号平板', pairHash: null })
  await expect(question(page)).toBeVisible()
  await expect(sign(page)).toBeHidden({ timeout: 45_000 })
  expect((await stored()).map(row => row.level)).toEqual(['dissatisfied'])
})

test('every step on every tablet: no fault, large targets, nothing cut off', async ({ page }) => {
  test.setTimeout(240_000)
  const { path } = await standing(page)
  for (const viewport of [LANDSCAPE, { width: 1024, height: 600 }, { width: 800, height: 1280 }])
    for (const reader of ['lang=zh', 'lang=en', 'lang=zh&elder=1', 'lang=en&elder=1'])
      await test.step(`${viewport.width}×${viewport.height} ${reader}`, async () => {
        await page.setViewportSize(viewport)
        await page.goto(`${path}?${reader}`)
        const look = async () => {
          await expectWhole(page)
          await expectTargets(page, reader.includes('elder') ? 60 : 54)
          await expectNoFault(page)
        }
        await look()
        if (!reader.includes('elder'))
          expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
        await page.locator('button.l5').tap()
        await page.locator('summary').tap()
        await look()
        await page.locator('button[value=skip]').tap()
        await expect(page.locator('#done .tick')).toBeVisible()
        await look()
      })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the same steps, and back to the start after thirty seconds', async ({ page }) => {
    const { stored } = await standing(page)
    await level(page, '不满意').tap()
    await page.getByText('服务态度生硬').tap()
    await page.getByRole('button', { name: '提交评价' }).tap()
    await expect(thanks(page)).toBeVisible()
    await expect(page.getByRole('img', { name: 'QR' })).toBeVisible()
    await expect(question(page)).toBeVisible({ timeout: 40_000 })
    await page.goBack()
    await expect(question(page)).toBeVisible()
    expect(await stored()).toMatchObject([{ level: 'dissatisfied', tags: '["214"]' }])
  })
})
