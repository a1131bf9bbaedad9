// What all console pages share: signing in, the navigation, how forms are filled, files are fetched and questions answered.
import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from 'playwright/test'
import type { Server } from '../../support/server.ts'
import { PASSWORD } from '../house.ts'

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/console')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Signs in with a one-time password and sets the one that journeys use. */
export async function signInFirst(page: Page, username: string, oneTime: string): Promise<void> {
  await signIn(page, username, oneTime)
  await page.getByLabel('原密码').fill(oneTime)
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await page.getByLabel('再输一次新密码').fill(PASSWORD)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('navigation')).toBeVisible()
}

/** The one-time password is spent on the first call; later calls use the one set then. */
export async function signInAsAdministrator(page: Page, server: Server): Promise<void> {
  await signInFirst(page, 'admin', server.password())
}

/** Goes to a page by its name in the navigation. */
export async function openPage(page: Page, name: string): Promise<void> {
  const named = page.getByText(name, { exact: true })
  await page.getByRole('navigation').getByRole('link').filter({ has: named }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** The dialog on top. */
export function dialog(page: Page): Locator {
  return page.getByRole('dialog')
}

/** Answers the question that a step asks before it is done. */
export async function confirm(page: Page, answer: string | RegExp = '确定'): Promise<void> {
  await dialog(page).getByRole('button', { name: answer }).last().click()
  await expect(dialog(page)).toBeHidden()
}

/** Fills text fields by their labels. */
export async function fill(form: Locator | Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(text)
}

/** Takes one choice of a drop-down. */
export async function choose(page: Page, form: Locator | Page, label: string, option: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).and(page.getByRole('combobox')).click()
  const list = page.locator('.ant-select-dropdown:visible')
  await list.getByTitle(option, { exact: true }).click()
  await expect(list).toHaveCount(0)
}

export function row(page: Page | Locator, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text })
}

/** The figure of a tile by the words above it. */
export function tile(page: Page, label: string): Locator {
  return page
    .locator('.tile')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd')
    .first()
}

export interface Fetched {
  readonly name: string
  readonly path: string
  readonly bytes: Buffer
}

/** What a press downloads. */
export async function fetched(page: Page, press: () => Promise<void>): Promise<Fetched> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const path = await download.path()
  return { name: download.suggestedFilename(), path, bytes: readFileSync(path) }
}

/** The problem that a page shows where it happened. */
export function problem(page: Page): Locator {
  return page.locator('.ant-alert-error')
}
