// The respondent's page on a phone, tapped as a thumb taps it.
import { type Browser, expect, type Page } from 'playwright/test'
import { PHONE } from '../browser.ts'

/** A phone of its own: nothing of another phone is on it. */
export async function takePhone(browser: Browser): Promise<Page> {
  return await (await browser.newContext({ ...PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage()
}

export async function begin(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expect(page.getByText('保密', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '同意并' }).tap()
  await expect(page.locator('.where')).toBeVisible()
}

export const chooseCard = (page: Page, words: string): Promise<void> => page.getByText(words, { exact: true }).tap()
export const nextQuestion = (page: Page): Promise<void> => page.getByRole('button', { name: '下一题' }).tap()

export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator('.save')).toHaveText('✓ 已保存')
}

/** Rates the unit shown with one level throughout and leaves the last question of it. */
export async function rateUnit(page: Page, level: string): Promise<void> {
  await chooseCard(page, '比较了解')
  await nextQuestion(page)
  await nextQuestion(page)
  for (let question = 0; question < 7; question++) {
    await chooseCard(page, level)
    await nextQuestion(page)
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('您对这个单位还有什么意见建议？')
  await page.getByRole('button', { name: /下一题|去检查/ }).tap()
}

export async function sendAnswers(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('提交前再看一眼')
  await expectSaved(page)
  await page.getByRole('button', { name: '提交答卷' }).tap()
  await expect(page.getByText('答卷已收到')).toBeVisible()
}

/** Answers a link through the API as the page would, every unit alike. */
export async function answerByApi(link: string, level: string): Promise<void> {
  const { origin, pathname } = new URL(link)
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin }
    const answer = await fetch(`${origin}/api${pathname}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`answerByApi requires ${path} to succeed, got ${await answer.text()}`)
    return (await answer.json()) as { units: readonly { code: string }[] }
  }
  const { units } = await post('/start', {})
  const answers = fullAnswers(units, level)
  await post('/submission', { clientId: `journey-${crypto.randomUUID()}`, answers })
}

const DIMENSIONS = ['duty', 'service', 'efficiency', 'law', 'integrity', 'response']

/** A whole valid answer to the default questionnaire. */
export function fullAnswers(units: readonly { readonly code: string }[], level: string): Record<string, unknown> {
  return Object.fromEntries(
    units.flatMap(({ code }) => [
      [`units.${code}.know`, 'k2'],
      [`units.${code}.overall`, level],
      ...DIMENSIONS.map(dimension => [`units.${code}.dims.${dimension}`, level]),
      ...(level === 's1' ? [[`units.${code}.reason`, ['slow']]] : []),
    ]),
  )
}
