// What all console pages share: signing in, the navigation, and how its forms are filled.
import { expect, type Locator, type Page } from 'playwright/test'
import type { Server } from '../../support/server.ts'
import { PASSWORD } from '../house.ts'

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/console')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** The one-time password is spent on the first call; later calls use the one set then. */
export async function signInAsAdministrator(page: Page, server: Server): Promise<void> {
  await signIn(page, 'admin', server.password())
  await page.getByLabel('原密码').fill(server.password())
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await page.getByLabel('再输一次新密码').fill(PASSWORD)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('navigation')).toBeVisible()
}

/** Goes to a page by its name in the navigation. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click()
}

/** The dialog on top. */
export function dialog(page: Page): Locator {
  return page.getByRole('dialog')
}

/** Fills text fields by their labels. */
export async function fill(form: Locator | Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(text)
}

/** Takes one choice of a drop-down. */
export async function choose(page: Page, form: Locator | Page, label: string, option: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

export function row(page: Page | Locator, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text })
}
