// The pages of rosters: choosing a file, checking the preview, importing, and mending what was rejected.
import Papa from 'papaparse'
import { expect, type Page } from 'playwright/test'
import { readXlsx } from '../../../server/files/xlsx.ts'
import { choose, fetched, openPage, tile } from './console.ts'

export type Chosen = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export const textFile = (name: string, text: string | Buffer): Chosen => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

export async function chooseFile(page: Page, file: Chosen): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file)
}

/** Opens the page of uploads and sends a file. */
export async function sendRoster(page: Page, file: Chosen): Promise<void> {
  await openPage(page, '名册')
  await page.getByRole('button', { name: '上传名册' }).first().click()
  await chooseFile(page, file)
}

export interface Expected {
  readonly encoding: string
  readonly delimiter: string
  readonly category: string
  readonly valid: number
  readonly lost: number
  readonly duplicate: number
  readonly blank: number
}

/** Checks what the preview recognised, imports, and checks the counts. */
export async function importShown(page: Page, wanted: Expected): Promise<void> {
  const form = page.locator('.roster-form')
  await expect(form.getByTitle(wanted.encoding, { exact: true })).toBeVisible()
  await expect(form.getByTitle(wanted.delimiter, { exact: true })).toBeVisible()
  await expect(form.getByTitle(wanted.category, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '开始导入' }).click()
  await expectCounts(page, wanted)
}

export async function expectCounts(
  page: Page,
  { valid, lost, duplicate, blank }: Pick<Expected, 'valid' | 'lost' | 'duplicate' | 'blank'>,
): Promise<void> {
  await expect(tile(page, '有效人数')).toHaveText(String(valid))
  await expect(tile(page, '退回行')).toHaveText(String(lost))
  await expect(tile(page, '重复行')).toHaveText(String(duplicate))
  await expect(tile(page, '空行')).toHaveText(String(blank))
}

/** Maps one column of the preview by hand. */
export async function mapColumn(page: Page, header: string, field: string): Promise<void> {
  await choose(page, page.locator('.roster-preview'), header, field)
}

/** Downloads what was rejected, mends every number, and imports it again. Gives how many lines it was. */
export async function mendRejected(page: Page, firstMobile: number): Promise<number> {
  const file = await fetched(page, () => page.getByRole('button', { name: '下载退回的行' }).click())
  const rows: string[][] = []
  for await (const row of readXlsx(file.path)) rows.push(row.cells.map(String))
  const [header = [], ...lines] = rows
  const mobile = header.findIndex(title => /手机|电话/.test(title))
  expect(mobile).toBeGreaterThanOrEqual(0)
  const mended = lines.map((cells, at) => cells.map((cell, i) => (i === mobile ? String(firstMobile + at) : cell)))
  await page.getByRole('button', { name: '导入改正后的文件' }).click()
  await chooseFile(page, textFile('改正.csv', `\uFEFF${Papa.unparse([header, ...mended])}`))
  await page.getByRole('button', { name: '开始导入' }).click()
  await expect(tile(page, '退回行')).toHaveText('0')
  return lines.length
}

/** Judges the first doubtful pair to be one person. */
export async function mergeFirstPair(page: Page, names: readonly [string, string]): Promise<void> {
  await openPage(page, '名册')
  await page.getByRole('tab', { name: /疑似同一人 1/ }).click()
  const pair = page.locator('article.pair')
  await expect(pair).toHaveCount(1)
  for (const name of names) await expect(pair).toContainText(name)
  await pair.getByRole('button', { name: '同一人', exact: true }).click()
  await expect(page.getByText('没有待判断的')).toBeVisible()
}
