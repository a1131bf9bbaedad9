// The pages of third-party files, score, components and composite.
import { expect, type Locator, type Page } from 'playwright/test'
import { choose, confirm, dialog, fill, openPage, problem, row, tile } from './console.ts'
import { type Chosen, chooseFile } from './roster.ts'

export interface ThirdParty {
  readonly respondent: string
  readonly group: string
  readonly groups: Readonly<Record<string, string>>
  readonly units: Readonly<Record<string, string>>
  /** The code that means no answer. */
  readonly missing: string
}

/** Brings in a file of an agency: columns and codes are mapped by hand, the whole file is checked, then imported. */
export async function importAnswers(page: Page, file: Chosen, mapping: ThirdParty): Promise<void> {
  await openPage(page, '公众评议得分')
  await page.getByRole('button', { name: '第三方文件' }).click()
  await chooseFile(page, file)
  await choose(page, page, '答卷编号', mapping.respondent)
  await choose(page, page, '评议主体类别', mapping.group)
  for (const [value, category] of Object.entries(mapping.groups)) await choose(page, page, value, category)
  for (const [column, unit] of Object.entries(mapping.units)) await choose(page, page, column, unit)
  await page.getByRole('button', { name: '检查全部' }).click()
  await expect(problem(page)).toBeVisible()
  await page.getByRole('button', { name: '数字越大越满意' }).click()
  await choose(page, page, mapping.missing, '未回答')
  await page.getByRole('button', { name: '检查全部' }).click()
  await expect(page.getByText(/可以导入：\d+ 份答卷/)).toBeVisible()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('文件已就绪，回到得分页选择计入并计算。')).toBeVisible()
}

export async function computeScore(page: Page): Promise<void> {
  await openPage(page, '公众评议得分')
  await page
    .getByRole('button', { name: /^(计算得分|重新计算)$/ })
    .first()
    .click()
  await dialog(page).getByRole('button', { name: '计算得分' }).click()
  await expect(dialog(page)).toBeHidden()
}

/** Opens what stands below a row of a table. */
export async function expand(page: Page, name: string): Promise<Locator> {
  await row(page, name).locator('.ant-table-row-expand-icon').click()
  return page.locator('.ant-table-expanded-row:visible').last()
}

export async function freezeScore(page: Page): Promise<void> {
  await openPage(page, '公众评议得分')
  await page.getByRole('button', { name: '冻结得分' }).click()
  await confirm(page)
  await expect(page.getByRole('button', { name: '冻结得分' })).toBeHidden()
}

export interface Parts {
  readonly target: string
  readonly partyGovernment: string
  readonly congressCppcc: string
}

export async function enterParts(page: Page, unit: string, parts: Parts): Promise<void> {
  await row(page, unit).getByRole('button', { name: '录入' }).click()
  await dialog(page).getByLabel('目标考核').fill(parts.target)
  await dialog(page)
    .getByLabel(/市委、市政府领导评价/)
    .fill(parts.partyGovernment)
  await dialog(page)
    .getByLabel(/市人大、市政协领导评价/)
    .fill(parts.congressCppcc)
  await dialog(page).getByRole('button', { name: '保存' }).click()
}

export async function pasteParts(page: Page, table: string): Promise<void> {
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await dialog(page).getByLabel('粘贴表格').fill(table)
  await dialog(page).getByRole('button', { name: '检查' }).click()
  await dialog(page).getByRole('button', { name: '导入', exact: true }).click()
  await expect(dialog(page)).toBeHidden()
}

export async function addEntry(
  page: Page,
  unit: string,
  kind: '记加分' | '记扣分',
  entry: { readonly 分值: string; readonly 事由: string; readonly 文号: string },
): Promise<void> {
  const below = await expand(page, unit)
  await below.getByRole('button', { name: kind }).click()
  await fill(dialog(page), entry)
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(below).toContainText(entry.事由)
}

export async function lockParts(page: Page): Promise<void> {
  await page.getByRole('button', { name: '锁定分项' }).click()
  await confirm(page)
  await expect(page.getByRole('button', { name: '解除锁定' })).toBeVisible()
}

export async function freezeComposite(page: Page): Promise<void> {
  await page.getByRole('button', { name: '冻结综合得分' }).click()
  await confirm(page)
  await expect(tile(page, '核验')).toHaveText('已冻结')
}
