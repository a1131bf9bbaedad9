// Every console page with the demo’s data: no serious or critical fault that a checker finds.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import { useHouse } from './house.ts'
import { signInAsAdministrator } from './pages/console.ts'

test.describe.configure({ mode: 'serial' })
const house = useHouse({ empty: false })
let page: Page
let home = ''

test.beforeAll(async ({ browser, baseURL }) => {
  const office = { baseURL: baseURL ?? '', locale: 'zh-CN', viewport: { width: 1366, height: 768 } }
  page = await (await browser.newContext(office)).newPage()
  await signInAsAdministrator(page, house.server())
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(/\/c\/[^/]+\/campaign$/)
  home = page.url().replace(/campaign$/, '')
})
test.afterAll(async () => {
  await page.context().close()
})

async function expectNoFaults(): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 240)).join('\n')}`)).toEqual([])
}

const LISTS = [
  ['campaign'],
  ['rosters', 'rosters/new'],
  ['frames', 'frames/new'],
  ['designs', 'designs/new'],
  ['draws', 'draws/new'],
  ['submissions', 'submissions?new=1'],
  ['questionnaires'],
  ['invitations'],
  ['responses'],
  ['score', 'score/files'],
  ['components'],
  ['composite'],
].flat()

for (const path of LISTS)
  test(`page ${path}`, async () => {
    await page.goto(home + path)
    await expectNoFaults()
  })

for (const path of ['rosters', 'frames', 'designs', 'draws', 'questionnaires'])
  test(`the first of ${path}`, async () => {
    await page.goto(home + path)
    await page.getByRole('main').locator('tbody').getByRole('link').first().click()
    await expect(page).toHaveURL(new RegExp(`/${path}/[^/]+$`))
    await expectNoFaults()
  })

for (const tab of ['people', 'pairs'])
  test(`rosters, ${tab}`, async () => {
    await page.goto(`${home}rosters?tab=${tab}`)
    await expectNoFaults()
  })

for (const path of ['', 'units', 'users', 'audit'])
  test(`system page ${path || 'of all years'}`, async () => {
    await page.goto(`/console/${path}`)
    await expectNoFaults()
  })
