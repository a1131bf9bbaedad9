// The pages of campaigns: making one, choosing its units, moving its stage.
import { expect, type Page } from 'playwright/test'
import { dialog, fill, openPage } from './console.ts'

/** The stage's name as the page shows it. */
export type Stage = '准备' | '抽样' | '调查' | '计分' | '审定' | '公布'

/** Makes a campaign and ends on its page. */
export async function createCampaign(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.goto('/console')
  await page.getByRole('button', { name: '新建年度' }).first().click()
  await fill(dialog(page), fields)
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(/\/console\/c\/[^/]+\/campaign$/)
}

/** Takes all units into the year. */
export async function chooseAllUnits(page: Page): Promise<void> {
  await openPage(page, '年度考评')
  await page.locator('.units-transfer').getByRole('checkbox').first().check()
  await page.locator('.units-transfer').getByRole('button').first().click()
  await page.getByRole('button', { name: '设定参评单位' }).click()
  await expect(page.getByRole('button', { name: '设定参评单位' })).toBeHidden()
}

export async function moveTo(page: Page, stage: Stage): Promise<void> {
  await openPage(page, '年度考评')
  await page.getByRole('button', { name: `进入“${stage}”` }).click()
  await page
    .locator('.ant-modal, .ant-popover, .ant-popconfirm')
    .getByRole('button', { name: /确定|进入/ })
    .click()
  await expect(page.getByRole('banner').getByText(stage)).toBeVisible()
}
