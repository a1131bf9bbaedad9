// What every rating page must be, whatever is on it: seen whole, big enough to hit, without a fault that a checker finds.
import { AxeBuilder } from '@axe-core/playwright'
import pino from 'pino'
import { expect, type Page, test } from 'playwright/test'
import { readConfig } from '../../../server/config.ts'
import type { Context } from '../../../server/context.ts'
import { openContext } from '../../../server/start.ts'
import type { House } from '../house.ts'

/** A second hand on the house's own database, to bring halls, visits and tablets and to look at what was stored. */
export function useBackRoom(house: House): () => Promise<Context> {
  let opened: Promise<Context> | undefined
  test.afterAll(async () => {
    await (await opened)?.db.destroy()
  })
  return async () => {
    const { dataDir, url } = house.server()
    opened ??= openContext(readConfig({ DATA_DIR: dataDir, BASE_URL: url }), pino({ level: 'silent' }))
    return await opened
  }
}

export async function ratingsOf(context: Context, pointId: string) {
  return await context.db.selectFrom('rating').selectAll().where('pointId', '=', pointId).orderBy('madeAt').execute()
}

/** What a page asks for after its own address, and what its policy or its script complains of. */
export function watch(page: Page) {
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text())
  })
  return { asked, complaints }
}

export async function expectNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`))).toEqual([])
}

/** Nothing beyond the sides, nothing cut off within its box. */
export async function expectWhole(page: Page): Promise<void> {
  const lost = await page.evaluate(() => {
    const seen = (element: Element) => element.getClientRects().length > 0 && !element.closest('.hide, svg')
    const words = (element: Element) => `${element.tagName} ${(element.textContent ?? '').trim().slice(0, 30)}`
    const all = [...document.body.querySelectorAll('*')].filter(seen)
    const beyond = all.filter(element => {
      const { left, right } = element.getBoundingClientRect()
      return left < -1 || right > innerWidth + 1
    })
    const cut = all.filter(
      element =>
        !(element instanceof HTMLTextAreaElement) &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
        getComputedStyle(element).overflow !== 'visible',
    )
    const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['page scrolls sideways'] : []
    return [...beyond.map(words), ...cut.map(words), ...wide]
  })
  expect(lost).toEqual([])
}

/** Everything that can be tapped is at least so large; links within a sentence are apart, as always. */
export async function expectTargets(page: Page, least: number): Promise<void> {
  const small = await page.evaluate(most => {
    const taps = document.querySelectorAll('button, summary, .tag, .field, a.way, a.main, a.second, .visit a')
    return [...taps]
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < most - 0.5 || box.width < most - 0.5))
      .map(({ element, box }) => `${element.textContent?.trim()} ${box.width}×${box.height}`)
  }, least)
  expect(small).toEqual([])
}

/** As a person who has doubled the size of text in the browser or in WeChat. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    document.documentElement.style.fontSize = `${size * 2}px`
  })
}
