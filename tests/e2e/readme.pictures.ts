// The pictures of the README, taken from the demo: `npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Page, test } from 'playwright/test'
import { PHONE } from './browser.ts'
import { useHouse } from './house.ts'
import { signInAsAdministrator } from './pages/console.ts'

const house = useHouse({ empty: false })
const folder = resolve(import.meta.dirname, '../../survey-ui/pictures')
mkdirSync(folder, { recursive: true })

/** Waits until nothing loads or moves any more. */
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
}

test('the score page of the console, and the hall live', async ({ page }) => {
  await signInAsAdministrator(page, house.server())
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(/\/c\/[^/]+\/campaign$/)
  await page.goto(page.url().replace(/campaign$/, 'score'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picture(page, 'console-score')
  await page.goto('/console/monitor')
  await page.getByText('实时', { exact: true }).waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.locator('.hour-chart svg, .hour-chart canvas').first().waitFor()
  // The stream never ends, so that the network is never idle; the bars have grown by then.
  await page.waitForTimeout(2000)
  await page.screenshot({ path: join(folder, 'console-monitor.png'), animations: 'disabled', caret: 'hide' })
})

test('the first page on a phone', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...PHONE, baseURL: baseURL ?? '', locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(house.server().link('/s/'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picture(page, 'phone-welcome')
  await context.close()
})

test('a window on a phone', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...PHONE, baseURL: baseURL ?? '', locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(house.server().link('/w/'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picture(page, 'phone-rating')
  await context.close()
})
