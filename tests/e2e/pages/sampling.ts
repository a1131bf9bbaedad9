// The pages of frame, design and draw, up to the four files of an inspector.
import { expect, type Page } from 'playwright/test'
import { confirm, dialog, type Fetched, fetched, openPage, problem } from './console.ts'

/** Takes all rosters, strata by category alone, and freezes. Gives the digest that the page shows. */
export async function freezeFrame(page: Page, name: string): Promise<string> {
  await openPage(page, '抽样框')
  await page.getByRole('button', { name: '新建抽样框' }).first().click()
  await page.getByLabel('名称', { exact: true }).fill(name)
  await page.getByRole('button', { name: '删除 参评单位' }).click()
  await expect(page.getByText('层名：类别')).toBeVisible()
  await page.locator('.frame-actions').getByRole('button', { name: '冻结' }).click()
  await expect(dialog(page)).toContainText('冻结后任何人都不能再修改')
  await confirm(page, '冻结')
  const digest = page.locator('.frame-digest .digest')
  await expect(digest).toHaveText(/^[0-9a-f]{64}$/)
  return await digest.innerText()
}

export interface Size {
  /** Margin of error in points that the helper is asked for. */
  readonly margin: number
  readonly atLeast: number
  readonly reserve: number
  /** Ratings that every unit must get from every category. */
  readonly leastRatings: number
}

/** Lets the helper say how many are needed, takes that number, and saves. Gives the number. */
export async function saveDesign(page: Page, name: string, size: Size): Promise<number> {
  await openPage(page, '抽样设计')
  await page.getByRole('button', { name: '新建设计' }).first().click()
  await page.getByLabel('名称').fill(name)
  const helper = page.locator('.design-helper')
  await helper.getByLabel('允许误差 ±（分）').fill(String(size.margin))
  await helper.getByLabel('允许误差 ±（分）').press('Enter')
  const said = helper.getByText(/需要有效答卷 \d+ 份，应抽 \d+ 人/)
  const invite = Number(/应抽 (\d+) 人/.exec(await said.innerText())?.[1])
  await helper.getByRole('button', { name: '填入样本总数' }).click()
  await expect(page.getByLabel('样本总数 n')).toHaveValue(String(invite))
  await page.getByText('每层上下限、小层全查').click()
  await page.getByLabel('每层至少').fill(String(size.atLeast))
  await page.getByLabel('备用样本', { exact: true }).fill(String(size.reserve))
  await page.getByLabel('备用样本', { exact: true }).press('Enter')
  await page.getByText('每个单位每类评议人的最低份数').click()
  await page.getByLabel('每个单位每类至少（份）').fill(String(size.leastRatings))
  await page.getByRole('button', { name: '保存设计' }).click()
  await expect(page.getByRole('button', { name: '下载设计文件 design.json' })).toBeVisible()
  return invite
}

/** Commits with a secret and gives it: the page shows it this once. */
export async function commitDraw(page: Page): Promise<string> {
  await openPage(page, '抽样')
  await page.getByRole('button', { name: '开始一次抽样' }).first().click()
  await expect(page.getByRole('checkbox', { name: '使用密语' })).toBeChecked()
  await page.getByRole('button', { name: '承诺并公布摘要' }).click()
  await expect(dialog(page)).toContainText('密语只显示这一次')
  const secret = await dialog(page).locator('code').first().innerText()
  await expect(dialog(page).getByRole('button', { name: '去录入种子' })).toBeDisabled()
  await dialog(page).getByRole('checkbox', { name: '已妥善保管' }).check()
  await dialog(page).getByRole('button', { name: '去录入种子' }).click()
  await expect(page.getByRole('heading', { name: '种子：当众产生' })).toBeVisible()
  return secret.trim()
}

/** A seed said to be older than the commit is refused. */
export async function refuseOldSeed(page: Page): Promise<void> {
  await fillSeed(page, '1 2 3', '示例市公证处', ['见证人甲'])
  const time = page.getByLabel('产生时间')
  await time.fill('2020-01-01 08:00')
  await page.locator('.ant-picker-ok button').click()
  await page.getByRole('button', { name: '录入种子' }).click()
  await confirm(page, '录入种子')
  await expect(problem(page)).toContainText('种子早于承诺')
  await page.reload()
}

async function fillSeed(page: Page, seed: string, place: string, witnesses: readonly string[]): Promise<void> {
  await page.getByLabel('种子', { exact: true }).fill(seed)
  await page.getByLabel('地点').fill(place)
  for (const witness of witnesses) {
    await page.getByLabel('见证人').fill(witness)
    await page.getByLabel('见证人').press('Enter')
  }
}

export async function recordSeed(page: Page, seed: string, place: string, witnesses: readonly string[]): Promise<void> {
  await fillSeed(page, seed, place, witnesses)
  await page.getByRole('button', { name: '录入种子' }).click()
  await confirm(page, '录入种子')
  await expect(page.getByRole('heading', { name: '抽样：由种子决定' })).toBeVisible()
}

export async function drawWith(page: Page, secret: string): Promise<void> {
  await page.getByLabel('请统计调查队输入密语').fill(secret)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(loading )?抽样$/ })
    .click()
}

export const DRAW_FILES = ['frame.csv', 'design.json', 'manifest.json', 'sample.csv'] as const

export async function inspectorFiles(page: Page): Promise<Fetched[]> {
  const files: Fetched[] = []
  for (const name of DRAW_FILES) {
    files.push(await fetched(page, () => page.getByRole('button', { name, exact: false }).click()))
  }
  return files
}
