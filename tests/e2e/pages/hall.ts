// The pages of the window journey: building a hall, bringing visits, asking for a rating, carrying a case.
import { type Browser, type BrowserContext, expect, type Locator, type Page } from 'playwright/test'
import { DESK, PHONE } from '../browser.ts'
import { choose, dialog, fill, openPage, row } from './console.ts'

/** A person's own phone or a tablet: it shares nothing with the office's browser. */
export async function takeDevice(browser: Browser, baseURL: string, kind: 'phone' | 'tablet'): Promise<Page> {
  const screen = kind === 'phone' ? PHONE : { ...DESK, viewport: { width: 1280, height: 800 }, hasTouch: true }
  const context = await browser.newContext({
    ...screen,
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  return await context.newPage()
}

export async function addCenter(page: Page, name: string, code: string): Promise<void> {
  await openPage(page, '窗口与平板')
  await page.getByRole('button', { name: '新建服务中心' }).click()
  await fill(dialog(page), { 名称: name, 代码: code })
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
}

export async function addWindow(page: Page, window: { code: string; name: string; unit: string }): Promise<void> {
  await page.getByRole('button', { name: '新增窗口' }).click()
  await fill(dialog(page), { 窗口编号: window.code, 窗口名称: window.name })
  await choose(page, dialog(page), '单位', window.unit)
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(dialog(page)).toBeHidden()
}

/** The console shows the address, the tablet six digits, and the console takes them. @returns the address in the QR code */
export async function pairTablet(page: Page, tablet: Page, code: string): Promise<string> {
  await row(page, code).getByRole('button', { name: '配对平板' }).click()
  const address = (await dialog(page).locator('code').textContent()) ?? ''
  await tablet.goto(address)
  const digits = (await tablet.locator('.digits').textContent())?.replaceAll(/\D/g, '') ?? ''
  expect(digits).toMatch(/^\d{6}$/)
  await dialog(page).getByRole('textbox').first().click()
  await page.keyboard.type(digits)
  await dialog(page).getByRole('button', { name: '配对平板' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(tablet.getByRole('heading', { name: '这次服务，您满意吗？' })).toBeVisible({ timeout: 30_000 })
  return address.replace(/\/tablet$/, '')
}

/** @returns the dialog, with the preview of the file in it */
export async function uploadVisits(page: Page, center: string, file: { name: string; text: string }): Promise<Locator> {
  await openPage(page, '办件')
  await page.getByRole('button', { name: '上传办件' }).click()
  await choose(page, dialog(page), '大厅', center)
  const buffer = Buffer.from(`\uFEFF${file.text}`)
  await dialog(page).locator('input[type=file]').setInputFiles({ name: file.name, mimeType: 'text/csv', buffer })
  return dialog(page)
}

export async function rate(phone: Page, level: string, words = ''): Promise<void> {
  await phone.getByRole('button', { name: level, exact: true }).tap()
  if (words) await phone.getByLabel('还想说什么？').fill(words)
  await phone.getByRole('button', { name: '提交评价' }).tap()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('评价已收到，谢谢您')
}

/** Takes a step of a case, with what its dialog asks for. */
export async function takeStep(page: Page, step: string, text: string, more?: (form: Locator) => Promise<void>) {
  await page.getByRole('main').getByRole('button', { name: step, exact: true }).click()
  await more?.(dialog(page))
  await dialog(page).locator('textarea').first().fill(text)
  await dialog(page).getByRole('button', { name: step, exact: true }).click()
  await expect(dialog(page)).toBeHidden()
}

/** The two counts that an indicator shows, `3 / 7`. */
export async function shareOf(page: Page, indicator: string): Promise<string> {
  const box = page.locator('.indicator').filter({ has: page.locator('dt').getByText(indicator, { exact: true }) })
  return ((await box.locator('.indicator-of').textContent()) ?? '').trim()
}

export async function closeAll(pages: readonly (Page | undefined)[]): Promise<void> {
  const contexts = new Set<BrowserContext>(pages.flatMap(page => page?.context() ?? []))
  for (const context of contexts) await context.close()
}
