// From an empty house to a published score, through the pages, step by step in one browser.
import { expect, type Page, test } from 'playwright/test'
import { useHouse } from './house.ts'
import { chooseAllUnits, createCampaign, moveTo } from './pages/campaign.ts'
import { openPage, row, signInAsAdministrator } from './pages/console.ts'
import { addSeries, addUnit } from './pages/unit.ts'

test.describe.configure({ mode: 'serial' })
const house = useHouse()
let page: Page

const SERIES = { code: 's3', name: '第三系列 综合与管理类' }
const UNITS = [
  { code: 'unit_1', name: '示例市自然资源局' },
  { code: 'unit_2', name: '示例市市场监督管理局' },
  { code: 'unit_3', name: '示例市交通运输局' },
]

test.beforeAll(async ({ browser, baseURL }) => {
  page = await browser.newPage({ baseURL: baseURL ?? '' })
})
test.afterAll(async () => {
  await page.close()
})

test('1 the first administrator sets a password and sees what to do', async () => {
  await signInAsAdministrator(page, house.server())
  await expect(page.getByText('还没有年度考评。新建一个年度后')).toBeVisible()
})

test('2 units are set up in a series', async () => {
  await addSeries(page, SERIES)
  for (const unit of UNITS) await addUnit(page, SERIES, unit)
  await expect(row(page, SERIES.name)).toHaveCount(UNITS.length)
})

test('3 a campaign takes the units and moves to sampling', async () => {
  await createCampaign(page, {
    年度: '2026',
    名称: '2026 年度市直单位公众评议',
    组织单位: '示例市效能办',
    实施单位: '示例市统计局',
    核实电话: '0599-0000000',
  })
  await chooseAllUnits(page)
  await moveTo(page, '抽样')
})

test('last: the audit log holds every step and its chain is whole', async () => {
  await openPage(page, '审计日志')
  await page.getByRole('button', { name: '核验审计链' }).click()
  await expect(page.getByText(/审计链完整/)).toBeVisible()
})
