// Every console page with the demo’s data: no serious or critical fault that a checker finds.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import { useHouse } from './house.ts'
import { signInAsAdministrator } from './pages/console.ts'

const house = useHouse({ empty: false })

const REVIEW = [
  'campaign',
  'rosters',
  'rosters/new',
  'rosters?tab=people',
  'rosters?tab=pairs',
  'frames',
  'frames/new',
  'designs',
  'designs/new',
  'draws',
  'draws/new',
  'submissions',
  'submissions?new=1',
  'questionnaires',
  'invitations',
  'responses',
  'score',
  'score/files',
  'components',
  'composite',
]
const WINDOW = [
  'windows',
  'windows?tab=staff',
  'windows?tab=matters',
  'windows?tab=tablets',
  'visits',
  'ratings',
  'ratings?tab=import',
  'ratings?tab=flags',
  'rectifications',
  'rectifications?show=all',
  'rectifications?tab=reminders',
  'rectifications?tab=calendar',
  'satisfaction',
  'monitor',
  'monitor?wall=1',
]
const WITH_RECORDS = ['rosters', 'frames', 'designs', 'draws', 'questionnaires']

async function graveFaults(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  // A page with the phone preview in it may load in the background for long; what is shown by then is checked.
  await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined)
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page })
    // The component library's own: the list of choices is labelled by its items, the measuring row has no height.
    .exclude('.units-transfer')
    .exclude('.ant-table-measure-row')
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message.slice(0, 120) ?? ''}`),
    )
}

test('no console page has a grave fault', async ({ page }) => {
  test.setTimeout(600_000)
  await signInAsAdministrator(page, house.server())
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(/\/c\/[^/]+\/campaign$/)
  const home = page.url().replace(/campaign$/, '')
  const faults: Record<string, string[]> = {}
  const look = async (name: string) => {
    const found = await graveFaults(page)
    if (found.length > 0) faults[name] = found
  }
  for (const path of REVIEW) {
    await page.goto(home + path)
    await look(path)
  }
  for (const path of WITH_RECORDS) {
    await page.goto(home + path)
    await page.getByRole('main').locator('tbody').getByRole('link').first().click()
    await page.waitForURL(new RegExp(`/${path}/[^/]+$`))
    await look(`${path}/:id`)
  }
  for (const path of ['', ...WINDOW, 'units', 'users', 'audit']) {
    await page.goto(`/console/${path}`)
    await look(`/${path}`)
  }
  expect(faults).toEqual({})
})
