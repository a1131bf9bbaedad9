// The pages of questionnaire and invitations, and what an agency's sender does with the file.
import { expect, type Page } from 'playwright/test'
import { confirm, fetched, openPage, tile } from './console.ts'

/** Makes the default questionnaire a version and puts it in the field. */
export async function fieldDefaultQuestionnaire(page: Page): Promise<void> {
  await openPage(page, '问卷')
  await page.getByRole('button', { name: '从默认问卷新建' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('草稿')
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await confirm(page, '启用')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('启用中')
}

/** Issues a link to everybody in the sample and gives the links from the file for the SMS platform. */
export async function issueLinks(page: Page, people: number): Promise<string[]> {
  await openPage(page, '邀请')
  await page.getByRole('button', { name: '签发邀请' }).click()
  await confirm(page, '签发邀请')
  await expect(page.getByText(`已签发 ${people} 人，请现在导出链接`)).toBeVisible()
  await expect(tile(page, '已签发')).toContainText(String(people))
  await expect(page.getByRole('button', { name: '短信平台文件 CSV' })).toBeDisabled()
  await page.getByLabel('导出用途').fill('交短信平台发送第一批')
  const file = await fetched(page, () => page.getByRole('button', { name: '短信平台文件 CSV' }).click())
  const text = file.bytes.toString('utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const links = [...new Set(text.match(/https?:\/\/[^\s,"]+\/s\/[\w-]{20,}/g))]
  await page.getByRole('button', { name: '我已导出，收起' }).click()
  await confirm(page, '我已导出，收起')
  return links
}
