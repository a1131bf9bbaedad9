// The page of lists that are handed over: one prepares, another approves, both formats are read back.
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { expect, type Page } from 'playwright/test'
import { readXlsx } from '../../../server/files/xlsx.ts'
import { confirm, type Fetched, fetched, openPage, row } from './console.ts'

/** Prepares the list of the drawn sample; its maker may not approve it. */
export async function prepareList(page: Page, reason: string): Promise<void> {
  await openPage(page, '名单上报')
  await page.getByRole('button', { name: '制作名单' }).first().click()
  await page.getByRole('textbox', { name: '上报事由' }).fill(reason)
  await page.getByRole('main').getByRole('button', { name: '制作名单' }).click()
  await expect(page.getByText('由您制作，须由另一人审批。')).toBeVisible()
  await expect(downloadButton(page, 'XLSX 工作簿')).toBeDisabled()
}

export async function approveList(page: Page): Promise<void> {
  await page.getByRole('button', { name: '审批通过' }).click()
  await confirm(page, '审批通过')
  await expect(downloadButton(page, 'XLSX 工作簿')).toBeEnabled()
}

function downloadButton(page: Page, format: string) {
  return row(page, format).getByRole('button', { name: '下载' })
}

export async function listFile(page: Page, format: string): Promise<Fetched> {
  return await fetched(page, () => downloadButton(page, format).click())
}

export async function readWorkbook(file: Fetched): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readXlsx(file.path)) rows.push(cells.map(String))
  return rows
}

export function readGb18030(file: Fetched): string[][] {
  return Papa.parse<string[]>(iconv.decode(file.bytes, 'gb18030'), { skipEmptyLines: true }).data
}

export async function signForList(page: Page, people: number): Promise<void> {
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('dialog').getByLabel('收到的人数').fill(String(people))
  await page.getByRole('dialog').getByRole('button', { name: '签收' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByText('名单已签收，下一步准备问卷。')).toBeVisible()
}
