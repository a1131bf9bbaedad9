// The rater's page on a phone: followed by the receipt code, answered without script, in both languages and sizes.
import { expect, type Page, test } from 'playwright/test'
import type { Context } from '../../server/context.ts'
import type { SessionUser } from '../../server/http/route.ts'
import { acceptingOf } from '../../server/rating/accepting.ts'
import { openMissingCases } from '../../server/rectification/open.ts'
import { StepInput } from '../../server/rectification/rectification.shape.ts'
import { findRectificationOfRating } from '../../server/rectification/rectification.store.ts'
import { takeStep } from '../../server/rectification/step.ts'
import { createHall } from '../rating/hall.ts'
import { useHouse } from './house.ts'
import { doubleText, expectNoFault, expectTargets, expectWhole, useBackRoom, watch } from './pages/rate.ts'

const house = useHouse()
const backRoom = useBackRoom(house)

const OFFICE: SessionUser = {
  id: 'office',
  name: '评议办',
  username: 'office',
  role: 'review_group',
  mustChangePassword: false,
}

interface Followed {
  readonly receipt: string
  readonly state: () => Promise<string | undefined>
  readonly walk: (...steps: readonly object[]) => Promise<void>
}

async function badRating(page: Page, context: () => Promise<Context>): Promise<Followed> {
  await page.goto('about:blank')
  const back = await context()
  const { centerId, pointId } = await createHall(back)
  const place = { centerId, pointId, unitId: null, matterId: null, staffId: null }
  const { receipt, ratingId } = await acceptingOf(back).accept(
    { ...place, visit: null, channel: 'qr' },
    {
      clientId: back.newId(),
      level: 'very_dissatisfied',
      tags: ['113', '115'],
      words: '排了两个小时，问情况时态度很差，让我去三楼又回一楼，材料清单和网上写的也不一样。',
      contact: null,
      madeAt: null,
      device: null,
      network: null,
    },
  )
  await openMissingCases(back)
  const find = async () => await findRectificationOfRating(back.db, ratingId)
  return {
    receipt,
    state: async () => (await find())?.state,
    walk: async (...steps) => {
      for (const step of steps) {
        const found = await find()
        await takeStep(back, OFFICE, found?.id ?? '', StepInput.parse({ ...step, version: found?.version }))
      }
    },
  }
}

const MENDED = [
  { action: 'accept', text: '您好，正在核实当天的叫号记录，明天给您答复。' },
  { action: 'decide', verdict: 'mend_at_once', text: '属实' },
  { action: 'finish', text: '当天只开了一个窗口。现在高峰时段增开两个窗口，向您致歉。' },
]

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('from the rating to the answer, and to the second answer', async ({ page }) => {
    const { receipt, state, walk } = await badRating(page, backRoom)
    const { asked, complaints } = watch(page)
    await page.goto(`/t/${receipt}`)
    await expect(page.getByText('窗口已收到您的评价，等待核实')).toBeVisible()
    expect(asked).toEqual([`GET /t/${receipt}`])
    await walk(...MENDED)
    await page.reload()
    await expect(page.getByText('现在高峰时段增开两个窗口')).toBeVisible()
    await page.getByLabel('不满意', { exact: true }).check()
    await page.getByLabel('想说的话').fill('还是只有一个窗口')
    await page.getByRole('button', { name: '提交我的回答' }).tap()
    await expect(page.getByRole('status')).toContainText('已记录您的回答')
    expect(await state()).toBe('mending')
    await walk({ action: 'finish', text: '已增开' })
    await page.goto(`/t/${receipt}`)
    await page.getByLabel('满意', { exact: true }).check()
    await page.getByRole('button', { name: '提交我的回答' }).tap()
    await expect(page.getByText('已办结：您对整改满意')).toBeVisible()
    expect(await state()).toBe('closed')
    await page.getByLabel('补充的话').fill('谢谢')
    await page.getByRole('button', { name: '提交补充' }).tap()
    await expect(page.getByRole('status')).toContainText('补充评价已收到')
    expect(complaints).toEqual([])
  })
})

test('every state in both languages and sizes: no fault, targets large enough, whole at 200 % text', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const fresh = await badRating(page, backRoom)
  const asking = await badRating(page, backRoom)
  await asking.walk(...MENDED)
  const appealed = await badRating(page, backRoom)
  await appealed.walk({ action: 'appeal', ground: 'mistaken', text: '误评', evidence: '叫号记录' })
  const paths = [fresh, asking, appealed].map(({ receipt }) => `/t/${receipt}`)
  for (const reader of ['lang=zh', 'lang=en', 'lang=zh&elder=1', 'lang=en&elder=1'])
    for (const path of [...paths, '/t/000000000000'])
      await test.step(`${path} ${reader}`, async () => {
        await page.goto(`${path}?${reader}`)
        await expectNoFault(page)
        await expectTargets(page, reader.includes('elder') ? 60 : 54)
        await expectWhole(page)
        await doubleText(page)
        await expectWhole(page)
      })
})
