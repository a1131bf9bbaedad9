// The inspector's page with a million people in the frame: it verifies in WebAssembly, and can be used meanwhile.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { drawSample } from '../../sampling/draw.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { useHouse } from './house.ts'

useHouse()

const folder = mkdtempSync(join(tmpdir(), 'verify-million-'))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const people = 1_000_000
const design = { method: 'srs', allocation: { kind: 'proportional', n: 2000 }, reserve: 200 } as const

/** Frame, design, manifest and sample as files; ids in no order, strata in Chinese. */
function writeFiles(): string[] {
  const lines = Array.from(
    { length: people },
    (_, i) => `P${String((i * 700_001) % people).padStart(7, '0')},${'东南西北'[i % 4]}区`,
  )
  const csv = `element_id,stratum\n${lines.join('\n')}\n`
  const drawn = drawSample({ elements: parseFrame(Buffer.from(csv)), design, seed: '4 0 7 1' })
  const files = {
    'frame.csv': csv,
    'design.json': JSON.stringify(design),
    'manifest.json': JSON.stringify(drawn.manifest),
    'sample.csv': drawn.sampleCsv,
  }
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
}

/** Longest pause of the page's own clock, in milliseconds, while `work` goes on. */
async function longestPause(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const page = window as unknown as { longest: number }
    page.longest = 0
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      page.longest = Math.max(page.longest, now - last)
      last = now
    }, 20)
  })
  await work()
  return await page.evaluate(() => (window as unknown as { longest: number }).longest)
}

test('says yes to a draw from a million, and answers clicks meanwhile', async ({ page }) => {
  const files = writeFiles()
  const refused: string[] = []
  page.on('console', message => {
    if (/Content Security Policy|WebAssembly/.test(message.text())) refused.push(message.text())
  })
  await page.goto('/verify')
  await expect(page.getByRole('heading', { name: '核验一次抽样' })).toBeVisible()
  // The worker may compile what it assembles; an empty module stands for it.
  const compiled = await page.workers()[0]!.evaluate(() => {
    const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
    return WebAssembly.Module.exports(empty).length
  })
  expect(compiled).toBe(0)
  const began = performance.now()
  const pause = await longestPause(page, async () => {
    await page.locator('#chooser').setInputFiles(files)
    // A click answered while the worker is at it shows that the page is not frozen.
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Yes, the draw holds' })).toBeVisible({ timeout: 60_000 })
  })
  expect(refused).toEqual([])
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const description = `${seconds} s in all, longest pause of the page ${Math.round(pause)} ms`
  test.info().annotations.push({ type: 'a million people', description })
})
