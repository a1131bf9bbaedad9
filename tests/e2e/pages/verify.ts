// The inspector's page, with the network taken away once it is open.
import { expect, type Page } from 'playwright/test'
import type { Fetched } from './console.ts'

/** Drops the four files in offline, types the secret, and expects a yes. */
export async function verifyAlone(page: Page, files: readonly Fetched[], secret: string): Promise<void> {
  await page.goto('/verify')
  await expect(page.getByRole('heading', { name: '核验一次抽样' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page
    .locator('#chooser')
    .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'text/plain', buffer: bytes })))
  await expect(page.getByRole('heading', { name: '还不能全部核验' })).toBeVisible()
  await page.getByLabel('密语', { exact: true }).fill(secret)
  await page.getByRole('button', { name: '重新核验' }).click()
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
  expect(asked).toEqual([])
  await page.context().setOffline(false)
}
