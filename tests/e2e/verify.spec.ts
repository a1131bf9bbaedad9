// The inspector's page: four files dropped in, the draw done again in the browser with the network off, the first difference named.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import type { Design } from '../../sampling/designtypes.ts'
import { drawSample } from '../../sampling/draw.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { manyPeople } from '../sampling/draw-support.ts'
import { schoolFrameCsv, sha256, vector } from '../sampling/support.ts'
import { useHouse } from './house.ts'

useHouse()

interface FileFor {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}
const file = (name: string, text: string): FileFor => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const choose = (page: Page, ...files: FileFor[]): Promise<void> => page.locator('#chooser').setInputFiles(files)

const drawn = drawSample({ elements: parseFrame(vector.frame_csv), design: vector.design, seed: vector.seed })
const frame = file('frame.csv', vector.frame_csv)
const design = file('design.json', JSON.stringify(vector.design))
const manifest = file('manifest.json', JSON.stringify(drawn.manifest))
const sample = file('sample.csv', drawn.sampleCsv)

/** Open the page and then take the network away: whatever it does afterwards, it does alone. */
async function openAlone(page: Page): Promise<string[]> {
  await page.goto('/verify')
  await expect(page.getByRole('heading', { name: '核验一次抽样' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.context().setOffline(true)
  return asked
}

test('says yes to an honest draw, without asking the server for anything', async ({ page }) => {
  const asked = await openAlone(page)
  await choose(page, sample, design)
  await expect(page.locator('#slot-sample')).toContainText('已收到')
  await expect(page.getByRole('button', { name: '开始核验' })).toBeDisabled()
  await choose(page, manifest, frame)
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
  await expect(page.locator('#check-draw')).toContainText('一致')
  await expect(page.getByRole('row', { name: /甲/ })).toContainText('22')

  const id = vector.selected[4]!.element_id
  await page.getByLabel('编号 element_id').fill(id)
  await expect(page.locator('#shell-line')).toHaveText(`printf '%s:%s' ${vector.draw_key} '${id}' | sha256sum`)
  await page.getByRole('button', { name: '查' }).click()
  await expect(page.locator('#person-answer')).toContainText(sha256(`${vector.draw_key}:${id}`))
  await expect(page.locator('#person-answer')).toContainText('在层“甲”抽中，第 1 位')

  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Yes, the draw holds' })).toBeVisible()
  expect(asked).toEqual([])
})

test('says no to one changed digit and names it; mends when the right file is dropped in', async ({ page }) => {
  await openAlone(page)
  const changed = file('sample.csv', drawn.sampleCsv.replace('018-A-010', '018-A-011'))
  await choose(page, frame, design, manifest, changed)
  await expect(page.getByRole('heading', { name: '核验不通过' })).toBeVisible()
  await expect(page.locator('#first-difference')).toHaveText(
    '样本文件第 3 行：element_id 是 018-A-011，应为 018-A-010。',
  )
  await choose(page, file('frame.csv', vector.frame_csv.replace('006-A-002', '006-A-003')), sample)
  await expect(page.locator('#first-difference')).toContainText('抽样框：摘要是')
  await choose(page, frame)
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
})

test('tells a file it does not know, and a frame it cannot read', async ({ page }) => {
  await openAlone(page)
  await choose(page, file('names.csv', '姓名,电话\n'), file('x.json', '{"a":1}'), file('none.txt', ''))
  await expect(page.getByRole('alert')).toContainText(
    '认不出“names.csv”是哪个文件：第一行没有 element_id 和 stratum 这两列',
  )
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(3)
  await choose(page, design, manifest, sample, file('frame.csv', `${vector.frame_csv}005-A-001,甲\n`))
  await expect(page.locator('#first-difference')).toHaveText('第 35 行的 element_id 005-A-001 已在第 7 行出现。')
})

test('a sealed draw waits for its secret', async ({ page }) => {
  const secret = sha256('256 random bits')
  const sealed = drawSample({ elements: parseFrame(schoolFrameCsv()), design: vector.design, seed: '5 0 9', secret })
  await openAlone(page)
  await choose(
    page,
    file('frame.csv', schoolFrameCsv()),
    design,
    file('manifest.json', JSON.stringify(sealed.manifest)),
  )
  await page.getByRole('button', { name: '开始核验' }).click()
  await expect(page.getByRole('heading', { name: '还不能全部核验' })).toBeVisible()
  await choose(page, file('sample.csv', sealed.sampleCsv))
  await expect(page.locator('#check-sample_digest')).toContainText('一致')
  await page.getByLabel('密语', { exact: true }).fill(secret)
  await page.getByRole('button', { name: '重新核验' }).click()
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
})

test('a coordinated draw by size, without the people of the last wave: asks for what it needs, says how it is drawn', async ({
  page,
}) => {
  const people = manyPeople(60)
  const table = people.map(one => `${one.elementId},${one.stratum},${one.size},${one.values.village}`)
  const list = file('frame.csv', ['element_id,stratum,size,village', ...table, ''].join('\n'))
  const before = drawSample({
    elements: people,
    design: { method: 'srs', allocation: { kind: 'equal', n: 8 } },
    seed: '1',
  })
  const panelKey = sha256('panel 2026')
  const design: Design = {
    method: 'pareto',
    allocation: { kind: 'proportional', n: 12 },
    columns: ['village'],
    coordination: { panel: '2026', key_digest: sha256(panelKey), start: 0.5 },
    exclude: { samples: [before.manifest.sample_digest] },
  }
  const next = drawSample({ elements: people, design, seed: '2', panelKey, earlier: [before.sampleCsv] })
  const asked = await openAlone(page)
  const own = file('sample.csv', next.sampleCsv)
  await choose(
    page,
    list,
    file('design.json', JSON.stringify(design)),
    file('manifest.json', JSON.stringify(next.manifest)),
    own,
  )
  await expect(page.locator('#earlier')).toContainText('已收到 0 份')
  await choose(page, file('last.csv', before.sampleCsv))
  await expect(page.getByRole('heading', { name: '还不能全部核验' })).toBeVisible()
  await page.getByLabel('面板密钥', { exact: true }).fill(panelKey)
  await page.getByRole('button', { name: '重新核验' }).click()
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
  await expect(page.locator('#methods')).toContainText('规模越大越容易抽中')
  await expect(page.locator('#shell-line')).toContainText('printf \'%s:%s\' "$PANEL_KEY"')
  await expect(page.locator('body')).not.toContainText(panelKey)
  await expect(page.getByRole('row', { name: /甲/ })).toContainText('近几轮已抽中、不参加 4')
  await choose(
    page,
    file(
      'sample.csv',
      next.sampleCsv.replace(/\d\n/, digit => `${(Number(digit[0]) + 1) % 10}\n`),
    ),
  )
  await expect(page.locator('#first-difference')).toContainText('样本文件第 2 行：base_weight 是')
  expect(asked).toEqual([])
})

test('is legible to everybody', async ({ page }) => {
  await page.goto('/verify')
  await choose(page, frame, design, manifest, sample)
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
})
