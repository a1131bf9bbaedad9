// `npm test`: brings what the tests need, runs types, lint, Vitest and the browser journeys, and counts from their own reports.
// `npm test -- unit e2e` runs only the named steps. Plain JavaScript, so that any Node from 20 on can run it on a fresh clone.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, houseEnv, node24, requireNode, root, run, say } from '../server/setup.mjs'
import { ensureChromium } from './support/chromium.mjs'
import { countPlaywright, countVitest, readReport, tally } from './support/tally.mjs'

requireNode()
const reports = join(root, 'test-results/reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const tool = (name, ...parameters) => [node24(), [join(root, 'node_modules', name), ...parameters]]
const projects = ['.', 'survey-ui', 'survey-ui/respond']
const folders = ['server', 'sampling', 'survey-ui', 'tests']

const steps = {
  types: {
    title: ['类型检查', 'Types'],
    commands: () => projects.map(project => tool('typescript/bin/tsc', '--noEmit', '-p', project)),
  },
  lint: {
    title: ['代码规范', 'Lint and layout'],
    commands: () => [
      tool('oxlint/bin/oxlint', '--type-aware', ...folders),
      tool('@biomejs/biome/bin/biome', 'format', ...folders),
    ],
  },
  unit: {
    title: ['单元、接口、性质与架构测试', 'Unit, API, property and architecture tests'],
    report: 'vitest.json',
    count: countVitest,
    // The tests of server-rendered pages look at the built ones.
    prepare: ensureBuilt,
    commands: () => [
      tool(
        'vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${join(reports, 'vitest.json')}`,
      ),
    ],
  },
  e2e: {
    title: ['浏览器旅程', 'Browser journeys'],
    report: 'playwright.json',
    count: countPlaywright,
    prepare: async () => (await ensureChromium()) && (await ensureBuilt()),
    commands: () => [tool('playwright/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json')],
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in steps))
if (unknown.length > 0) {
  say(`没有这一步：${unknown.join(' ')}`, `No such step; there are ${Object.keys(steps).join(', ')}`)
  process.exit(2)
}

await ensureInstalled()
const counts = []
for (const name of wanted.length > 0 ? wanted : Object.keys(steps)) counts.push(await runStep(steps[name]))

const total = tally(counts, process.env.CI === 'true')
if (total.refused) say('持续集成中不许跳过测试。', 'Nothing may be skipped in CI: each skipped test counts as failed.')
process.stdout.write(`${total.line}\n`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A step without a report of its own counts as one check. */
async function runStep({ title, commands, prepare, report, count }) {
  say(`\n== ${title[0]}`, title[1])
  if (prepare && !(await prepare())) return { passed: 0, failed: 1, skipped: 0 }
  const env = houseEnv({ PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json') })
  let ok = true
  for (const [command, parameters] of commands()) ok = (await run(command, parameters, { env })).code === 0 && ok
  if (!report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  return count(readReport(join(reports, report)), ok)
}
