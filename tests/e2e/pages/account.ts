// The page of users: a second person with a role of their own.
import type { Page } from 'playwright/test'
import { choose, dialog, fill, openPage } from './console.ts'

/** Adds a user and gives the one-time password that the page shows once. */
export async function addUser(
  page: Page,
  user: { readonly username: string; readonly name: string; readonly role: string },
): Promise<string> {
  await openPage(page, '用户与角色')
  await page.getByRole('button', { name: '新增用户' }).click()
  await fill(dialog(page), { 用户名: user.username, 姓名: user.name })
  await choose(page, dialog(page), '角色', user.role)
  await dialog(page).getByRole('button', { name: '保存' }).click()
  const handed = dialog(page).filter({ hasText: '一次性密码' })
  const password = await handed.locator('code').innerText()
  await handed.getByRole('button', { name: 'Close' }).or(handed.locator('.ant-modal-close')).first().click()
  return password.trim()
}
