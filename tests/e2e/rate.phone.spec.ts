// Rating on a phone: by the window's QR code and by the link of a visit, with and without script, in large text, by keyboard.
import { expect, type Page, test } from 'playwright/test'
import { addVisit, createHall, type Hall } from '../rating/hall.ts'
import { useHouse } from './house.ts'
import { doubleText, expectNoFault, expectTargets, expectWhole, ratingsOf, useBackRoom, watch } from './pages/rate.ts'

const house = useHouse()
const backRoom = useBackRoom(house)

const level = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true })
const send = (page: Page) => page.getByRole('button', { name: '提交评价' })
const done = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toHaveText('评价已收到，谢谢您')

async function hallOf(page: Page): Promise<{ hall: Hall; stored: () => ReturnType<typeof ratingsOf> }> {
  await page.goto('about:blank')
  const context = await backRoom()
  const hall = await createHall(context)
  return { hall, stored: async () => await ratingsOf(context, hall.pointId) }
}

test('one request; tags appear without another; thanks with a code that stays', async ({ page }) => {
  const { hall, stored } = await hallOf(page)
  const { asked, complaints } = watch(page)
  await page.goto(`/w/${hall.code}`)
  await level(page, '不满意').tap()
  await expect(page.getByRole('group', { name: '哪里不满意？' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: '服务态度差效率低' })).toBeHidden()
  await page.getByText('服务态度生硬').tap()
  // Another choice takes the ticks of the first one with it out of sight and out of what is sent.
  await page.getByRole('link', { name: '改选' }).tap()
  await level(page, '非常不满意').tap()
  await page.getByText('服务态度差效率低').tap()
  await page.getByLabel('还想说什么？').fill('<b>等了一小时</b>')
  expect(asked).toEqual([`GET /w/${hall.code}`])
  await send(page).tap()
  await done(page)
  const code = (await page.locator('.code').textContent()) ?? ''
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await expect(page.getByRole('link', { name: '查看处理进度' })).toHaveAttribute('href', /^\/t\/[0-9a-z]{12}\?/)
  await page.reload()
  await expect(page.locator('.code')).toHaveText(code)
  expect(await stored()).toMatchObject([{ level: 'very_dissatisfied', tags: '["115"]', words: '<b>等了一小时</b>' }])
  expect(complaints).toEqual([])
})

test('a lost network loses nothing; sent twice is one', async ({ page }) => {
  const { hall, stored } = await hallOf(page)
  await page.goto(`/w/${hall.code}`)
  await level(page, '满意').tap()
  await page.getByLabel('还想说什么？').fill('办得很快')
  // The rating arrives, its answer does not.
  await page.route(`**/w/${hall.code}?*`, async route => {
    await route.fetch()
    await route.abort()
  })
  await send(page).tap()
  await expect(page.getByRole('alert')).toContainText('没有送达')
  await expect(page.getByLabel('还想说什么？')).toHaveValue('办得很快')
  await page.unroute(`**/w/${hall.code}?*`)
  await send(page).tap()
  await done(page)
  expect(await stored()).toMatchObject([{ words: '办得很快' }])
})

test('a fault is said where it is, and all that was typed stays', async ({ page }) => {
  const { hall, stored } = await hallOf(page)
  await page.goto(`/w/${hall.code}?level=dissatisfied`)
  const words = '长'.repeat(10_000)
  await page.getByLabel('还想说什么？').fill(words)
  await expect(page.locator('#words-left')).toHaveText('超出 9500 字')
  await page.getByText('留下联系方式').tap()
  await page.getByLabel('手机号').fill('12345')
  await send(page).tap()
  await expect(page.locator('.alert')).toBeFocused()
  await expect(page.locator('.alert li')).toHaveCount(2)
  await expect(page.getByLabel('还想说什么？')).toHaveValue(words)
  await expectNoFault(page)
  await page.locator('.alert').getByRole('link').last().tap()
  await expect(page.getByLabel('手机号')).toBeInViewport()
  await page.getByLabel('手机号').fill('19900001234')
  await page.getByLabel('还想说什么？').fill('说短一点')
  await send(page).tap()
  await done(page)
  await expect(page.getByText('回访员将在 1 个工作日内与您联系核实')).toBeVisible()
  expect(await stored()).toMatchObject([{ named: 1, words: '说短一点' }])
})

test('the link of a visit says what it is about, and takes one rating', async ({ page }) => {
  const { hall } = await hallOf(page)
  const { code } = await addVisit(await backRoom(), hall)
  await page.goto(`/r/${code}`)
  await expect(page.getByText('…0417')).toBeVisible()
  await level(page, '基本满意').tap()
  await send(page).tap()
  await done(page)
  await page.context().clearCookies()
  await page.goto(`/r/${code}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这笔业务已经评价过了')
  await expectNoFault(page)
})

test('every step in both languages and sizes: no fault, targets large enough, whole at 200 % text', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const { hall } = await hallOf(page)
  await addVisit(await backRoom(), hall, { offered: true })
  for (const reader of ['lang=zh', 'lang=en', 'lang=zh&elder=1', 'lang=en&elder=1']) {
    const least = reader.includes('elder') ? 60 : 54
    const steps: Record<string, () => Promise<unknown>> = {
      start: async () => await page.goto(`/w/${hall.code}?${reader}&visit=none&again=1`),
      linked: async () => await page.goto(`/w/${hall.code}?${reader}&again=1`),
      tags: async () => {
        await page.goto(`/w/${hall.code}?${reader}&level=very_dissatisfied&again=1&visit=none`)
        await page.locator('summary').tap()
      },
      done: async () => {
        await page.locator('.send button').tap()
        await page.locator('.tick').waitFor()
      },
      unknown: async () => await page.goto(`/w/0000000000000000?${reader}`),
    }
    for (const [name, reach] of Object.entries(steps)) {
      await test.step(`${name} ${reader}`, async () => {
        await reach()
        await expectNoFault(page)
        await expectTargets(page, least)
        await expectWhole(page)
        if (reader.includes('elder')) {
          const sizes = await page
            .locator('.lead, .tag span, .levels span')
            .evaluateAll(elements =>
              elements
                .filter(element => element.getClientRects().length > 0)
                .map(element => Number.parseFloat(getComputedStyle(element).fontSize)),
            )
          expect(Math.min(30, ...sizes)).toBe(30)
        }
        await doubleText(page)
        await expectWhole(page)
        // The next step begins with text of its own size again.
        await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
      })
    }
  }
})

test('the whole way by keyboard, the focus always in sight', async ({ page }) => {
  const { hall, stored } = await hallOf(page)
  await page.goto(`/w/${hall.code}`)
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time++) {
      await page.keyboard.press(key)
      const outline = await page.evaluate(() => {
        const focused = document.activeElement
        return focused && focused !== document.body ? getComputedStyle(focused).outlineStyle : 'none'
      })
      if (key === 'Tab') expect(outline).not.toBe('none')
    }
  }
  await press('Tab', 2)
  await expect(level(page, '满意')).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await press('Tab', 2)
  await press('Space')
  await press('Tab', 8)
  await page.keyboard.type('hao')
  await press('Tab', 2)
  await expect(send(page)).toBeFocused()
  await press('Enter')
  await done(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  expect(await stored()).toMatchObject([{ level: 'satisfied', tags: '["406"]', words: 'hao' }])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('level, tags, words, contact, thanks; a fault keeps all that was typed', async ({ page }) => {
    const { hall, stored } = await hallOf(page)
    await page.goto(`/w/${hall.code}`)
    await level(page, '不满意').tap()
    await page.waitForURL(/level=dissatisfied/)
    await page.getByText('没有提供材料清单').tap()
    await page.getByLabel('还想说什么？').fill('<i>请改进</i>')
    await page.getByText('留下联系方式').tap()
    await page.getByLabel('怎么称呼您').fill('王女士')
    await page.getByLabel('手机号').fill('1')
    await send(page).tap()
    await expect(page.locator('.alert')).toBeVisible()
    await expect(page.getByRole('checkbox', { name: '没有提供材料清单' })).toBeChecked()
    await expect(page.getByLabel('怎么称呼您')).toHaveValue('王女士')
    await page.getByLabel('手机号').fill('19900001234')
    await send(page).tap()
    await done(page)
    expect(await stored()).toMatchObject([{ level: 'dissatisfied', tags: '["208"]', words: '<i>请改进</i>', named: 1 }])
  })

  test('going back shows what was given, and does not count again', async ({ page }) => {
    const { hall, stored } = await hallOf(page)
    await page.goto(`/w/${hall.code}`)
    await level(page, '满意').tap()
    await page.waitForURL(/level=satisfied/)
    await send(page).tap()
    await done(page)
    const code = (await page.locator('.code').textContent()) ?? ''
    await page.goBack()
    await expect(page.locator('.code')).toHaveText(code)
    await page.goto(`/w/${hall.code}`)
    await expect(page.locator('.code')).toHaveText(code)
    expect(await stored()).toHaveLength(1)
  })
})
