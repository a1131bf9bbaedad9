// The page of units and series.
import { expect, type Page } from 'playwright/test'
import { choose, dialog, fill, openPage, row } from './console.ts'

export interface UnitEntry {
  readonly code: string
  readonly name: string
}

export async function addSeries(page: Page, series: UnitEntry): Promise<void> {
  await openPage(page, '参评单位')
  await page.getByRole('button', { name: '新增系列' }).first().click()
  await fill(dialog(page), { 代码: series.code, 系列名称: series.name })
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(dialog(page)).toBeHidden()
}

export async function addUnit(page: Page, series: UnitEntry, unit: UnitEntry): Promise<void> {
  await openPage(page, '参评单位')
  await page.getByRole('button', { name: '新增单位' }).first().click()
  await choose(page, dialog(page), '系列', series.name)
  await fill(dialog(page), { 单位全称: unit.name, 代码: unit.code })
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(row(page, unit.name)).toBeVisible()
}
