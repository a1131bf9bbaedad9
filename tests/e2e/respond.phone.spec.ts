// Answering on a phone: from the first page to the thanks, over a lost network, a closed page and a second device.
import { type AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { type BrowserContext, expect, type Page, test } from 'playwright/test'
import { createField, issueLinks } from '../response/support.ts'
import { createTestApp, type TestApp } from '../support/app.ts'

let app: TestApp
let server: ReturnType<typeof serve>
let address: string
let tokens: string[]

test.beforeAll(async () => {
  app = await createTestApp('sqlite')
  const field = await createField(app, { sample: 12, units: 2 })
  tokens = (await issueLinks(app, field)).tokens
  server = serve({ fetch: app.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(done => server.once('listening', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
test.afterAll(async () => {
  await new Promise(done => server.close(done))
  await app.close()
})

const link = () => `${address}/s/${tokens.pop() ?? ''}`
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const choose = (page: Page, words: string) => page.getByText(words, { exact: true }).tap()
const next = (page: Page) => page.getByRole('button', { name: '下一题' }).tap()
const saved = (page: Page) => expect(page.locator('.save')).toHaveText('✓ 已保存')

async function begin(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: '同意并' }).tap()
  await expect(page.locator('.where')).toBeVisible()
}

async function rateUnit(page: Page, level: string): Promise<void> {
  await choose(page, '比较了解')
  await next(page)
  await next(page)
  for (let question = 0; question < 7; question++) {
    await choose(page, level)
    await next(page)
  }
}

test('a whole answer: gate, fault, reasons, review, change, thanks, and once only', async ({ page }) => {
  const url = link()
  await begin(page, url)
  await expect(page.locator('.where')).toHaveText('第 1/2 个单位 · 第 1 题')
  const button = page.getByRole('button', { name: '下一题' })
  const before = await button.boundingBox()
  await next(page)
  await expect(page.getByRole('alert')).toHaveText('请选一项再继续')
  // Nothing moves under the finger.
  expect(await button.boundingBox()).toEqual(before)
  await rateUnit(page, '不满意')
  await expect(heading(page)).toHaveText('不满意的主要原因是什么？')
  await page.getByText('其他（请勿填写姓名、电话）').tap()
  await next(page)
  await expect(page.getByRole('alert')).toHaveText('请写明“其他”的内容')
  await page.getByRole('textbox').fill('排队两次')
  await next(page)
  await page.getByRole('textbox').fill('希望增加窗口')
  await next(page)
  await expect(page.locator('.where')).toHaveText('第 2/2 个单位 · 第 1 题')
  await choose(page, '不了解（跳过这个单位）')
  await next(page)
  await expect(heading(page)).toHaveText('提交前再看一眼')
  await expect(page.getByText('排队两次')).toBeVisible()
  // From the review to one question and straight back.
  await page.getByRole('button', { name: /修改 您怎么评价这个单位的廉洁自律/ }).tap()
  await choose(page, '满意')
  await page.getByRole('button', { name: '回到检查' }).tap()
  await saved(page)
  await page.getByRole('button', { name: '提交答卷' }).tap()
  await expect(page.getByText('答卷已收到，感谢您的参与！')).toBeVisible()
  await page.goto(url)
  await expect(heading(page)).toHaveText('这份答卷已经提交过了')
  const stored = await app.context.db.selectFrom('response').selectAll().execute()
  expect(stored).toHaveLength(1)
  expect(stored[0]?.answers).toContain('"integrity":"s4"')
  expect(stored[0]?.answers).toContain('"reason-Comment":"排队两次"')
})

test('what 不了解 hides comes back when the respondent changes their mind', async ({ page }) => {
  await begin(page, link())
  await rateUnit(page, '一般')
  await expect(heading(page)).toHaveText('您对这个单位还有什么意见建议？')
  for (let step = 0; step < 9; step++) await page.getByRole('button', { name: '上一题' }).tap()
  await choose(page, '不了解（跳过这个单位）')
  await next(page)
  await expect(page.locator('.where')).toHaveText('第 2/2 个单位 · 第 1 题')
  await page.getByRole('button', { name: '上一题' }).tap()
  await choose(page, '很了解')
  await next(page)
  await next(page)
  await expect(page.getByRole('radio', { name: '一般' })).toBeChecked()
  await saved(page)
})

test('the network goes: answers stay on the phone, survive a reload, and are saved when it is back', async ({
  page,
  context,
}) => {
  const url = link()
  await begin(page, url)
  await choose(page, '很了解')
  await saved(page)
  await lose(context)
  await next(page)
  await page.getByText('办理过事项').tap()
  await expect(page.getByText('网络不通，答案已记在这台手机上，恢复后自动保存')).toBeVisible()
  await context.unrouteAll()
  await begin(page, url)
  await expect(page.getByText('已接着上次的进度')).toBeVisible()
  await saved(page)
  const drafts = await app.context.db.selectFrom('responseDraft').select('answers').execute()
  expect(drafts.map(draft => draft.answers).join()).toContain('"touch":["served"]')
})

test('a submission that cannot be sent waits, and is stored once when the network is back', async ({
  page,
  context,
}) => {
  const url = link()
  await begin(page, url)
  for (let unit = 0; unit < 2; unit++) {
    await choose(page, '不了解（跳过这个单位）')
    await next(page)
  }
  await saved(page)
  const count = async () => (await app.context.db.selectFrom('response').selectAll().execute()).length
  const before = await count()
  // The server stores it, but its answer is lost on the way back.
  let lost = 0
  await context.route('**/submission', async route => {
    if (lost++ > 0) return await route.continue()
    await route.fetch()
    return await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: '提交答卷' }).tap()
  await expect(page.getByText('还没有送达')).toBeVisible()
  await expect(page.getByText('答卷已收到，感谢您的参与！')).toBeVisible()
  expect(await count()).toBe(before + 1)
})

test('a second device carries on, and the first one takes over what it has', async ({ page, browser }) => {
  const url = link()
  await begin(page, url)
  await choose(page, '很了解')
  await saved(page)
  const second = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' })
  ).newPage()
  await begin(second, url)
  await expect(second.locator('.where')).toHaveText('第 1/2 个单位 · 第 3 题')
  await choose(second, '满意')
  await saved(second)
  await next(page)
  await page.getByText('办理过事项').tap()
  await expect(page.getByText('已载入您在另一台设备上填写的答案')).toBeVisible()
  await saved(page)
  await next(page)
  await expect(page.getByRole('radio', { name: '满意', exact: true })).toBeChecked()
  await second.context().close()
})

test('large text, English, and no fault that a checker finds', async ({ page }) => {
  const url = link()
  await page.goto(url)
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  expect((await new AxeBuilder({ page }).withTags(rules).analyze()).violations).toEqual([])
  await page.getByRole('link', { name: '长辈版' }).tap()
  await page.getByRole('button', { name: '同意并开始' }).tap()
  await choose(page, '比较了解')
  expect((await new AxeBuilder({ page }).withTags(rules).analyze()).violations).toEqual([])
  const size = await page
    .getByText('比较了解', { exact: true })
    .evaluate(label => Number.parseFloat(getComputedStyle(label).fontSize))
  expect(size).toBeGreaterThanOrEqual(30)
  await page.getByRole('button', { name: 'English' }).tap()
  await expect(heading(page)).toHaveText('How much do you know about this unit’s work?')
  // Twice the text again, as a phone's own setting may do: nothing is cut off or pushed out of reach.
  await page.evaluate(() => (document.documentElement.style.fontSize = '34px'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expect(page.getByRole('button', { name: 'Next' })).toBeInViewport()
})

test('works without script: declining is one press', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(link())
  await page.getByRole('button', { name: '不参加' }).click()
  await expect(heading(page)).toHaveText('已记下：您不参加')
  await page.getByRole('button', { name: '改变主意，开始作答' }).click()
  await expect(page.getByRole('button', { name: '提交答卷' })).toBeVisible()
  await context.close()
})

async function lose(context: BrowserContext): Promise<void> {
  await context.route('**/api/s/**', route => route.abort('internetdisconnected'))
}
