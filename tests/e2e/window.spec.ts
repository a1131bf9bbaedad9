// The window journey through the pages: visits come, people rate by phone and on the tablet, a bad rating is mended to its end.
import { expect, type Page, test } from 'playwright/test'
import { DESK } from './browser.ts'
import { useHouse } from './house.ts'
import { choose, openPage, row, signInAsAdministrator } from './pages/console.ts'
import {
  addCenter,
  addWindow,
  closeAll,
  pairTablet,
  rate,
  shareOf,
  takeDevice,
  takeStep,
  uploadVisits,
} from './pages/hall.ts'
import { useBackRoom } from './pages/rate.ts'
import { computeScore, expand } from './pages/scoring.ts'

test.describe.configure({ mode: 'serial' })
const house = useHouse({ empty: false })
const backRoom = useBackRoom(house)

const CENTER = '旅程政务服务中心'
const WINDOW = { code: 'A01', name: '旅程综合窗口', unit: '示例市自然资源和规划局' }
const WORDS = '排队两小时，打 19900001234 没人接 <b>气人</b>'

let page: Page
let monitor: Page
let tablet: Page
let phone: Page
let link = ''
let receipt = ''

test.beforeAll(async ({ browser, baseURL }) => {
  page = await (await browser.newContext({ ...DESK, baseURL: baseURL ?? '', locale: 'zh-CN' })).newPage()
  tablet = await takeDevice(browser, baseURL ?? '', 'tablet')
  phone = await takeDevice(browser, baseURL ?? '', 'phone')
})
test.afterAll(async () => await closeAll([page, tablet, phone]))

test('a centre, a window, a tablet on its counter', async () => {
  await signInAsAdministrator(page, house.server())
  await addCenter(page, CENTER, 'journey')
  await addWindow(page, WINDOW)
  link = await pairTablet(page, tablet, WINDOW.code)
  expect(link).toMatch(/\/w\/[0-9a-z]{16}$/)
})

test('visits are imported; a wrong line is said and the others come in', async () => {
  const finished = new Date(Date.now() + 8 * 3_600_000 - 120_000).toISOString().slice(0, 16).replace('T', ' ')
  const lines = ['J-01', 'J-02', 'J-03', 'J-04', 'J-05', 'J-06'].map(caseNo => `${caseNo},A01,${finished}`)
  const text = ['办件编号,窗口,办结时间', ...lines, `J-07,Z99,${finished}`, `J-08,A01,2099-01-01 09:00`].join('\r\n')
  const upload = await uploadVisits(page, CENTER, { name: '办件.csv', text })
  await expect(upload.getByText('下载退回行')).toBeVisible()
  await upload.getByRole('button', { name: '导入 6 件' }).click()
  await expect(upload.getByText('新登记 6 件，更新 0 件，没有变化 0 件，退回 2 行。')).toBeVisible()
  await upload.getByRole('button', { name: '完成' }).click()
  await expect(row(page, 'J-06')).toContainText('未评价')
})

test('two people rate by the QR code of the window, on their own phones', async () => {
  await phone.goto(link)
  await rate(phone, '非常满意')
  await phone.context().clearCookies()
  await phone.goto(link)
  await rate(phone, '满意', '办得快')
  await openPage(page, '办件')
  await expect(page.getByRole('heading', { level: 1, name: '办件' })).toBeVisible()
  await expect(page.getByRole('main').getByText('已评价', { exact: true }).first()).toBeVisible()
})

test('a bad rating on the tablet stands on the open monitor, without the number in its words', async () => {
  monitor = await page.context().newPage()
  await monitor.goto('/console/monitor')
  await choose(monitor, monitor, '服务中心', CENTER)
  await expect(monitor.getByText('实时', { exact: true })).toBeVisible()
  await openPage(page, '办件')
  await expect(page.getByRole('heading', { level: 1, name: '办件' })).toBeVisible()
  await choose(page, page, '在哪个窗口', `${CENTER} · ${WINDOW.code} ${WINDOW.name}`)
  await page.getByLabel('办件编号（可不填）').fill('J-09')
  await page.getByRole('button', { name: '请评价', exact: true }).first().click()
  await expect(page.getByText('平板正在显示评价页')).toBeVisible()
  await expect(tablet.locator('#case')).toHaveText('J-09')
  await tablet.getByRole('button', { name: '非常不满意' }).tap()
  await tablet.getByText('服务态度差效率低').tap()
  await tablet.getByLabel('还想说什么？').fill(WORDS)
  await tablet.getByRole('button', { name: '提交评价' }).tap()
  await expect(monitor.getByRole('alert').filter({ hasText: '差评' })).toContainText('<b>气人</b>')
  await expect(monitor.locator('body')).not.toContainText('19900001234')
  receipt = ((await tablet.locator('.code').textContent()) ?? '').replaceAll('-', '').toLowerCase()
  expect(receipt).toMatch(/^[0-9a-z]{12}$/)
})

test('the tablet goes back to its start and shows nothing of the last rater', async () => {
  await expect(tablet.getByRole('heading', { name: '这次服务，您满意吗？' })).toBeVisible({ timeout: 60_000 })
  await expect(tablet.getByLabel('还想说什么？')).toHaveValue('')
  await expect(tablet.locator('input:checked')).toHaveCount(0)
  await expect(tablet.locator('.code:visible')).toHaveCount(0)
})

test('the case is verified and mended, and cannot be closed without the rater', async () => {
  await openPage(page, '差评整改')
  await expect(page.getByRole('heading', { level: 1, name: '差评整改' })).toBeVisible()
  const found = row(page, WINDOW.name)
  await expect(found).toContainText('待核实')
  await found.getByRole('button', { name: '查看' }).click()
  await takeStep(page, '受理核实', '我们正在核实叫号记录。')
  await takeStep(page, '作出认定', '高峰时段少开了一个窗口。', async form => await form.getByText('立行立改').click())
  await takeStep(page, '整改完成', '高峰时段已加开窗口，电话已有人值守。')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('回访中')
  for (const step of ['记录回访结果', '按无法联系办结'])
    await expect(page.getByRole('main').getByRole('button', { name: step })).toHaveCount(0)
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
  const refused = await page.evaluate(async path => {
    const { version } = (await (await fetch(path)).json()) as { version: number }
    const body = JSON.stringify({ action: 'give_up', text: '想快点结案', version })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${path}/steps`, { method: 'POST', headers, body })
    return { status: answer.status, says: ((await answer.json()) as { type: string }).type }
  }, `/api/rectifications/${id}`)
  expect(refused).toEqual({ status: 409, says: '/problems/rectification-too-early' })
})

test('the rater follows by the receipt code and confirms; the case is done', async () => {
  await phone.goto(`/t/${receipt}`)
  await expect(phone.locator('body')).toContainText('高峰时段已加开窗口')
  await expect(phone.locator('body')).not.toContainText('少开了一个窗口')
  await phone.getByRole('group', { name: '您对整改结果满意吗？' }).getByText('满意', { exact: true }).tap()
  await phone.getByRole('button', { name: '提交我的回答' }).tap()
  await expect(phone.locator('body')).toContainText('已办结：您对整改满意')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已办结')
})

test('the indicators are those of a count by hand', async () => {
  await openPage(page, '满意度')
  await expect(page.getByRole('heading', { level: 1, name: '满意度' })).toBeVisible()
  const center = page.getByLabel('服务中心', { exact: true }).and(page.getByRole('combobox'))
  await center.click()
  await page.locator('.ant-select-dropdown:visible').getByText(CENTER).click()
  await page.getByRole('button', { name: '今天' }).click()
  await expect.poll(async () => await shareOf(page, '主动评价率')).toBe('3 / 7')
  const shown: Record<string, string> = {}
  for (const name of ['未评率', '好评率', '差评率', '差评回复率', '按期整改率', '整改满意率'])
    shown[name] = await shareOf(page, name)
  expect(shown).toEqual({
    未评率: '4 / 7',
    好评率: '2 / 3',
    差评率: '1 / 3',
    差评回复率: '1 / 1',
    按期整改率: '1 / 1',
    整改满意率: '1 / 1',
  })
})

test('the score of the unit shows the ratings as its channel', async () => {
  await page.goto('/console')
  await page.getByRole('main').locator('tbody').getByRole('link').first().click()
  await computeScore(page)
  const below = await expand(page, '市自然资源和规划局')
  const { db } = await backRoom()
  const { n } = await db
    .selectFrom('rating')
    .innerJoin('unit', 'unit.id', 'rating.unitId')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('unit.name', '=', WINDOW.unit)
    .where('rating.sequence', '=', 1)
    .where('rating.kind', '=', 'active')
    .where('rating.excludedAt', 'is', null)
    .where('rating.ratedHour', '>=', `${new Date().getFullYear()}`)
    .executeTakeFirstOrThrow()
  expect(n).toBeGreaterThan(100)
  const channel = below.getByRole('row').filter({ hasText: '政务服务“好差评”' })
  await expect(channel).toContainText('20%')
  await expect(channel.getByRole('cell').nth(2)).toHaveText(`${n}`)
})
