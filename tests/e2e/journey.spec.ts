// From an empty house to a published grade, through the pages, step by step: the review journey in one browser and on a phone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from 'playwright/test'
import { useHouse } from './house.ts'
import { addUser } from './pages/account.ts'
import { chooseAllUnits, createCampaign, moveTo } from './pages/campaign.ts'
import { type Fetched, openPage, problem, row, signInAsAdministrator, signInFirst, tile } from './pages/console.ts'
import { fieldDefaultQuestionnaire, issueLinks } from './pages/field.ts'
import {
  answerByApi,
  begin,
  chooseCard,
  expectSaved,
  nextQuestion,
  rateUnit,
  sendAnswers,
  takePhone,
} from './pages/phone.ts'
import { importShown, mapColumn, mendRejected, mergeFirstPair, sendRoster, textFile } from './pages/roster.ts'
import {
  commitDraw,
  drawWith,
  freezeFrame,
  inspectorFiles,
  recordSeed,
  refuseOldSeed,
  saveDesign,
} from './pages/sampling.ts'
import {
  addEntry,
  computeScore,
  enterParts,
  expand,
  freezeComposite,
  freezeScore,
  importAnswers,
  lockParts,
  pasteParts,
} from './pages/scoring.ts'
import { approveList, listFile, prepareList, readGb18030, readWorkbook, signForList } from './pages/submission.ts'
import { addSeries, addUnit } from './pages/unit.ts'
import { verifyAlone } from './pages/verify.ts'

test.describe.configure({ mode: 'serial' })
const house = useHouse()
let office: BrowserContext
let page: Page
let second: Page
let secret = ''
let files: Fetched[] = []
let sampled = 0
let links: string[] = []

const SERIES = { code: 's3', name: '第三系列 综合与管理类' }
const UNITS = [
  { code: 'unit_1', name: '示例市自然资源局' },
  { code: 'unit_2', name: '示例市市场监督管理局' },
  { code: 'unit_3', name: '示例市交通运输局' },
] as const
const rosters = join(import.meta.dirname, '../fixtures/rosters')
const truth = (
  JSON.parse(readFileSync(join(rosters, 'truth.json'), 'utf8')) as {
    files: Record<string, { valid: number; lost: number; duplicate: number; blank: number; people: [string, string][] }>
  }
).files
const countsOf = (file: string) => truth[file] ?? { valid: -1, lost: -1, duplicate: -1, blank: -1, people: [] }
const DEPUTIES = 'npc_deputies.gb18030.csv'
const SUPERVISORS = 'efficiency_supervisors.utf16.txt'

test.beforeAll(async ({ browser, baseURL }) => {
  office = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  page = await office.newPage()
})
test.afterAll(async () => {
  await office.close()
})

test('1 the first administrator sets a password and sees what to do', async () => {
  await signInAsAdministrator(page, house.server())
  await expect(page.getByText('还没有年度考评。新建一个年度后')).toBeVisible()
})

test('2 units are set up in a series, and a second person gets an account', async ({ browser, baseURL }) => {
  await addSeries(page, SERIES)
  for (const unit of UNITS) await addUnit(page, SERIES, unit)
  await expect(row(page, SERIES.name)).toHaveCount(UNITS.length)
  const password = await addUser(page, { username: 'survey-team', name: '调查队乙', role: '统计调查队' })
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN' })
  second = await context.newPage()
  await signInFirst(second, 'survey-team', password)
})

test('3 a campaign takes the units', async () => {
  await createCampaign(page, {
    年度: '2026',
    名称: '2026 年度市直单位公众评议',
    组织单位: '示例市效能办',
    实施单位: '示例市统计局',
    核实电话: '0599-0000000',
  })
  await chooseAllUnits(page)
})

test('4 files that are no rosters are refused in words, and nothing is left of them', async () => {
  await sendRoster(page, textFile('空.csv', ''))
  await expect(problem(page)).toContainText('文件是空的')
  await sendRoster(page, textFile('图.csv', Buffer.from([0, 1, 2, 0, 255, 254, 0, 7, 0, 0, 1])))
  await expect(problem(page)).toContainText('文件')
  await sendRoster(page, textFile('列不对.csv', '科室,年份\r\n甲,2025\r\n乙,2026\r\n'))
  await expect(page.getByText('请先指定哪一列是手机号码。')).toBeVisible()
  await expect(page.getByRole('button', { name: '开始导入' })).toBeDisabled()
})

test('5 two rosters in two encodings are previewed and imported as the truth says', async () => {
  await sendRoster(page, join(rosters, DEPUTIES))
  const deputies = { encoding: 'GB18030（含 GBK）', delimiter: '逗号 ,', category: '人大代表' }
  await mapColumn(page, '备注', '其他信息（原样保留）')
  await importShown(page, { ...countsOf(DEPUTIES), ...deputies })
  await sendRoster(page, join(rosters, SUPERVISORS))
  const supervisors = { encoding: 'UTF-16', delimiter: '制表符 Tab', category: '机关效能监督员' }
  await importShown(page, { ...countsOf(SUPERVISORS), ...supervisors })
})

test('6 rejected lines are downloaded, mended and imported; the same file twice is one roster', async () => {
  const { valid, lost } = countsOf(SUPERVISORS)
  expect(await mendRejected(page, 19_900_029_001)).toBe(lost)
  await expect(tile(page, '有效人数')).toHaveText(String(valid + lost))
  await sendRoster(page, join(rosters, DEPUTIES))
  await expect(page.getByText('这个文件已经导入过')).toBeVisible()
})

test('7 a third roster brings rare names and a doubtful pair, which is judged to be one person', async () => {
  const [known = '', mobile = ''] = countsOf(DEPUTIES).people[0] ?? []
  const members = [
    '𠮷田,19900031001',
    '王㛃,19900031003',
    '陈𬱟,19900031005',
    '买买提·吐尔逊,19900031007',
    `${known}英,${mobile}`,
  ]
  await sendRoster(page, textFile('政协委员.csv', `\uFEFF姓名,联系电话\r\n${members.join('\r\n')}\r\n`))
  const form = { encoding: 'UTF-8', delimiter: '逗号 ,', category: '政协委员' }
  await importShown(page, { ...form, valid: 5, lost: 0, duplicate: 0, blank: 0 })
  await mergeFirstPair(page, [known, `${known}英`])
})

test('8 the frame is counted and frozen, its digest shown', async () => {
  const digest = await freezeFrame(page, '全部评议人')
  await expect(page.getByText('人大代表').first()).toBeVisible()
  await openPage(page, '抽样框')
  await expect(row(page, '全部评议人')).toContainText(digest.slice(0, 16))
})

test('9 the helper gives the size, the design is saved', async () => {
  sampled = await saveDesign(page, '分层简单随机', { margin: 8, atLeast: 12, reserve: 6, leastRatings: 5 })
  expect(sampled).toBeGreaterThan(20)
})

test('10 commit with a secret, then the seed, then the draw', async () => {
  await openPage(page, '抽样')
  await expect(page.getByText('请先在“年度考评”页进入“抽样”阶段')).toBeVisible()
  await moveTo(page, '抽样')
  secret = await commitDraw(page)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  await refuseOldSeed(page)
  await recordSeed(page, '福彩3D 2026311: 5 0 9', '示例市公证处', ['见证人甲', '见证人乙'])
  await drawWith(page, 'f'.repeat(64))
  await expect(problem(page)).toContainText('密语')
  await drawWith(page, secret)
  await expect(tile(page, '样本')).toHaveText(String(sampled))
  await expect(tile(page, '备用')).toHaveText('6')
  await expect(
    page.getByText(/政协委员的样本中只有 4 人可以评全部 3 个参评单位.*最多能有 12 份，要求 15 份/),
  ).toBeVisible()
})

test('11 an inspector verifies the four files with the network off', async ({ browser, baseURL }) => {
  files = await inspectorFiles(page)
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN' })
  await verifyAlone(await context.newPage(), files, secret)
  await context.close()
})

test('12 the list is prepared by one, approved by another, and reads back alike in both formats', async () => {
  await prepareList(page, '电话访问')
  await second.goto(page.url())
  await approveList(second)
  const workbook = await readWorkbook(await listFile(second, 'XLSX 工作簿'))
  const text = readGb18030(await listFile(second, 'CSV（GB18030）'))
  const people = (rows: string[][]) => rows.filter(cells => cells.some(cell => /^19[89]0\d{7}$/.test(cell)))
  expect(people(workbook)).toHaveLength(sampled)
  expect(people(text)).toEqual(people(workbook))
  await signForList(second, sampled)
})

test('13 the default questionnaire is fielded and links are issued to the sample', async () => {
  await fieldDefaultQuestionnaire(page)
  await moveTo(page, '调查')
  links = await issueLinks(page, sampled)
  expect(links).toHaveLength(sampled)
  expect(links[0]).toContain(`${house.server().url}/s/`)
})

test('14 on a phone one answers whole, one carries on elsewhere, one declines', async ({ browser }) => {
  const [whole = '', moved = '', declined = ''] = links
  const phone = await takePhone(browser)
  await begin(phone, whole)
  for (const _ of UNITS) await rateUnit(phone, '满意')
  await sendAnswers(phone)
  await phone.goto(whole)
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('这份答卷已经提交过了')

  await begin(phone, moved)
  await rateUnit(phone, '比较满意')
  await chooseCard(phone, '不了解（跳过这个单位）')
  await expectSaved(phone)
  const other = await takePhone(browser)
  await begin(other, moved)
  await expect(other.locator('.where')).toContainText('第 3/3 个单位')
  await chooseCard(other, '不了解（跳过这个单位）')
  await nextQuestion(other)
  await sendAnswers(other)

  await phone.goto(declined)
  await phone.getByRole('button', { name: '不参加' }).tap()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('已记下：您不参加')
  await phone.goto(`${house.server().url}/s/${'A'.repeat(22)}`)
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('这个链接打不开')
  await phone.context().close()
  await other.context().close()
})

test('15 the others answer too, and the page of responses counts them', async () => {
  const levels = ['s4', 's3', 's2']
  for (const [at, link] of links.slice(3).entries()) await answerByApi(link, levels[at % levels.length] ?? 's3')
  await openPage(page, '答卷')
  await expect(page.getByRole('main')).toContainText(String(sampled - 1))
})

test('16 answers of an agency are mapped and imported', async () => {
  const line = (at: number) =>
    [`q${at}`, at % 2 ? '代表' : '委员', 1 + (at % 5), at % 7 ? 4 : 9, 5 - (at % 3)].join(',')
  const lines = ['问卷号,身份,甲,乙,丙', ...Array.from({ length: 24 }, (_, at) => line(at))]
  await importAnswers(page, textFile('第三方.csv', `${lines.join('\r\n')}\r\n`), {
    respondent: '问卷号',
    group: '身份',
    groups: { 代表: '人大代表', 委员: '政协委员' },
    units: { 甲: UNITS[0].name, 乙: UNITS[1].name, 丙: UNITS[2].name },
    missing: '9',
  })
})

test('17 the score is computed, opened down to its groups, and frozen', async () => {
  await computeScore(page)
  for (const unit of UNITS) await expect(row(page, unit.name)).toContainText(/\d+\.\d{2}/)
  const groups = await expand(page, UNITS[0].name)
  await expect(row(groups, '人大代表')).toContainText(/\d+\.\d{2}/)
  await moveTo(page, '计分')
  await computeScore(page)
  await freezeScore(page)
})

test('18 components are entered and pasted, the composite shows its formula, rank and grade', async () => {
  await openPage(page, '考评分项')
  await enterParts(page, UNITS[0].name, { target: '101', partyGovernment: '92', congressCppcc: '88' })
  await expect(problem(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await enterParts(page, UNITS[0].name, { target: '90.5', partyGovernment: '92', congressCppcc: '88' })
  const heads = ['单位', '目标考核', '市委、市政府领导评价', '市人大、市政协领导评价']
  const table = [heads, [UNITS[1].name, '84', '85.5', '86'], [UNITS[2].name, '88.25', '90', '87']]
  await pasteParts(page, table.map(cells => cells.join('\t')).join('\n'))
  await addEntry(page, UNITS[0].name, '记加分', { 分值: '1.2', 事由: '获省级表彰', 文号: '示例〔2026〕1号' })
  await lockParts(page)
  await openPage(page, '综合得分与等次')
  const formula = (await expand(page, UNITS[0].name)).locator('.formula')
  await expect(formula).toContainText(/90\.5×70% \+ 90\.4×10% \+ [\d.]+×20% \+ 1\.2 − 0 = [\d.]+ → \d+\.\d{2}/)
  const said = /\+ ([\d.]+)×20% .*→ (\d+\.\d{2})/.exec(await formula.innerText())
  expect(Number(said?.[2])).toBeCloseTo(90.5 * 0.7 + 90.4 * 0.1 + Number(said?.[1]) * 0.2 + 1.2, 2)
  await expect(row(page, UNITS[0].name).first()).toContainText(/优秀|良好|一般|差/)
  await freezeComposite(page)
})

test('19 the year is reviewed and published, and the secret revealed', async () => {
  await openPage(page, '抽样')
  await page.getByRole('main').getByRole('link', { name: '分层简单随机' }).click()
  await page.getByLabel('请统计调查队输入密语').fill(secret)
  await page.getByRole('button', { name: '公开密语' }).click()
  await page.locator('.ant-popconfirm, .ant-popover').getByRole('button', { name: '确定' }).click()
  await page.getByRole('button', { name: '立即复算' }).click()
  await expect(page.getByText('复算一致')).toBeVisible()
  await moveTo(page, '审定')
  await moveTo(page, '公布')
})

test('20 the audit log holds every step and its chain is whole', async () => {
  await openPage(page, '审计日志')
  await page.getByRole('button', { name: '核验审计链' }).click()
  await expect(page.getByText(/审计链完整/)).toBeVisible()
})
