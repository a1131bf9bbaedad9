// The rules of the house, kept by guards (support/guards.ts). Each guard is also shown a small house that breaks its rule.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Db } from '../server/db/engine.ts'
import { migrate } from '../server/db/migrate.ts'
import * as guards from './support/guards.ts'
import { readHouse } from './support/house.ts'
import { refusedLicences } from './support/licences.ts'
import { unpairedWords } from './support/pairs.ts'
import { createTestPlace, ENGINES } from './support/postgres.ts'
import { schemaShape } from './support/schema-shape.ts'

const root = resolve(import.meta.dirname, '..')
const house = readHouse(root)
const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A house of a few files in a temporary folder. */
function build(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'minping-house-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Guard, a house that breaks its rule, what the guard says, and the same house mended. */
const RULES: readonly {
  readonly guard: guards.Guard
  readonly bad: Readonly<Record<string, string>>
  readonly says: readonly string[]
  readonly good: Readonly<Record<string, string>>
}[] = [
  {
    guard: guards.roomOrder,
    bad: {
      'sampling/a.ts': `import type { B } from '../server/b.ts'`,
      'server/b.ts': `await import('../survey-ui/c.ts')`,
    },
    says: [
      'sampling/a.ts imports server/b.ts: sampling must not know server',
      'server/b.ts imports survey-ui/c.ts: server must not know survey-ui',
    ],
    good: { 'server/b.ts': `import { a } from '../sampling/a.ts'`, 'tests/t.ts': `import '../survey-ui/c.ts'` },
  },
  {
    guard: guards.conceptOrder,
    bad: {
      'server/roster/roster.ts': `import { draw } from '../draw/draw.ts'\nexport { app } from '../app.ts'`,
      'server/frame/frame.ts': `const worker = new Worker(new URL('../score/score.ts', import.meta.url))`,
    },
    says: [
      'server/frame/frame.ts imports server/score/score.ts: a concept below it',
      'server/roster/roster.ts imports server/draw/draw.ts: a concept below it',
      'server/roster/roster.ts imports server/app.ts: neither a concept above it nor a shared room',
    ],
    good: { 'server/draw/draw.ts': `import '../roster/roster.ts'\nimport '../db/engine.ts'\nimport '../context.ts'` },
  },
  {
    guard: guards.knownFolders,
    bad: { 'server/utils/text.ts': '' },
    says: ['server/utils/ is neither a concept nor a shared room'],
    good: { 'server/draw/draw.ts': '', 'server/db/engine.ts': '', 'server/app.ts': '' },
  },
  {
    guard: guards.noCycles,
    bad: {
      'server/a.ts': `import './b.ts'`,
      'server/b.ts': `export * from './c.ts'`,
      'server/c.ts': `export const later = () => import('./a.ts')`,
    },
    says: ['server/a.ts → server/b.ts → server/c.ts → server/a.ts'],
    good: { 'server/a.ts': `import type { B } from './b.ts'`, 'server/b.ts': `import { a } from './a.ts'` },
  },
  {
    guard: guards.noDeadLinks,
    bad: { 'server/a.ts': `import './gone.ts'` },
    says: ['server/a.ts imports server/gone.ts: no such file'],
    good: { 'server/a.ts': `import './b.ts'\nimport 'hono'`, 'server/b.ts': '' },
  },
  {
    guard: guards.shortFiles,
    bad: { 'survey-ui/long.css': '\n'.repeat(guards.LONGEST_FILE + 1) },
    says: ['survey-ui/long.css has 301 lines, more than 300'],
    good: { 'survey-ui/full.css': '\n'.repeat(guards.LONGEST_FILE), 'tests/fixtures/long.ts': '\n'.repeat(999) },
  },
  {
    guard: guards.samplingRunsAnywhere,
    bad: {
      'sampling/draw.ts': `import { hash } from 'node:crypto'\nimport './cli-files.ts'`,
      'sampling/cli-files.ts': '',
    },
    says: [
      'sampling/draw.ts imports node:crypto: it must run in a browser',
      'sampling/draw.ts imports sampling/cli-files.ts: it must run in a browser',
    ],
    good: { 'sampling/cli.ts': `import 'node:fs'\nimport './draw.ts'`, 'sampling/draw.ts': `import './hash.ts'` },
  },
  {
    guard: guards.samplingIsPure,
    bad: { 'sampling/draw.ts': `const at = new Date()\nconst u = Math.random()\nconst t = Date.now()` },
    says: ['new Date()', 'Math.random', 'Date.now'].map(
      found => `sampling/draw.ts uses ${found}: values like this are arguments`,
    ),
    good: {
      'sampling/draw.ts': `// not Math.random\nconst at = new Date('2026-01-01')`,
      'sampling/cli.ts': 'Date.now()',
    },
  },
  {
    guard: guards.enginesInOnePlace,
    bad: {
      'server/roster/import.ts': `import pg from 'pg'`,
      'server/cli.ts': `const s = await import('better-sqlite3')`,
    },
    says: [
      'server/cli.ts imports better-sqlite3: only server/db/ may',
      'server/roster/import.ts imports pg: only server/db/ may',
    ],
    good: { 'server/db/engine.ts': `import pg from 'pg'`, 'server/main.ts': `import 'better-sqlite3'` },
  },
  {
    guard: guards.pagesTakePureParts,
    bad: {
      'survey-ui/console/a.tsx': `import { rule } from '../../server/unit/unit.ts'`,
      'server/unit/unit.ts': `import { store } from './unit.store.ts'`,
      'server/unit/unit.store.ts': `import 'kysely'`,
    },
    says: ['survey-ui/console/a.tsx → server/unit/unit.ts → server/unit/unit.store.ts → kysely: not for a browser'],
    good: {
      'survey-ui/console/a.tsx': `import type { Routes } from '../../server/unit/unit.routes.ts'\nimport '../../server/words/unit.ts'`,
      'server/unit/unit.routes.ts': `import 'hono'`,
      'server/words/unit.ts': `import type { Context } from 'hono'`,
    },
  },
  {
    guard: guards.noPromises,
    bad: { 'server/a.ts': '// T\u004fDO: later', 'survey-ui/a.html': '<!-- F\u0049XME -->' },
    says: ['server/a.ts says T\u004fDO', 'survey-ui/a.html says F\u0049XME'],
    good: { 'server/a.ts': '// done' },
  },
]

describe.each(RULES)('$guard.name', ({ guard, bad, says, good }) => {
  test('finds a house that breaks it, and not the mended one', () => {
    expect(guard(readHouse(build(bad)))).toEqual(says)
    expect(guard(readHouse(build(good)))).toEqual([])
  })
  test('is kept in ours', () => {
    expect(guard(house)).toEqual([])
  })
})

describe('the top of the house', () => {
  const ROOMS_AND_CI = ['.ci', 'sampling', 'server', 'survey-ui', 'tests']
  /** Folders that are neither hidden tools of a person nor named by .gitignore. */
  const topFolders = (folder: string) => {
    const ignored = readFileSync(join(folder, '.gitignore'), 'utf8').split('\n')
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !ignored.includes(`${entry.name}/`))
      .map(entry => entry.name)
      .filter(name => !name.startsWith('.') || name === '.ci')
      .sort()
  }
  test('has the five folders of the design and no other', () => {
    expect(topFolders(root)).toEqual(ROOMS_AND_CI)
    expect(topFolders(build({ '.gitignore': 'dist/\n', 'dist/a': '', 'utils/a.ts': '' }))).toEqual(['utils'])
  })
})

describe('words', () => {
  test('come in Chinese and English, everywhere', async () => {
    expect(await unpairedWords(join(root, 'server/words'))).toEqual([])
  })
  test('without their other half are found', async () => {
    const folder = build({
      'draw.ts': `export const drawWords = { title: ['抽样', 'Draw'], hint: ['只有中文', ''], deep: { one: ['三', 'three', 'trois'], bare: 'x' } }`,
    })
    const found = await unpairedWords(folder)
    expect(found).toEqual(['draw.ts drawWords.hint', 'draw.ts drawWords.deep.one', 'draw.ts drawWords.deep.bare'])
  })
})

describe('licences', () => {
  test('of all that runs in production let everybody use, change and pass it on', () => {
    expect(refusedLicences(root)).toEqual([])
  })
  test('that do not are found', () => {
    const packages = {
      '': { dependencies: { a: '1' }, devDependencies: { d: '1' } },
      'node_modules/a': { dependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/b': {},
      'node_modules/b': {},
      'node_modules/c': {},
      'node_modules/d': { dev: true },
    }
    const folder = build({
      'package-lock.json': JSON.stringify({ packages }),
      'node_modules/a/package.json': JSON.stringify({ license: '(MIT OR GPL-3.0)' }),
      'node_modules/b/package.json': JSON.stringify({ license: 'GPL-2.0' }),
      'node_modules/a/node_modules/b/package.json': JSON.stringify({ license: 'AGPL-3.0-only' }),
      'node_modules/c/package.json': JSON.stringify({ license: 'MIT AND SEE LICENSE IN LICENSE' }),
      'node_modules/d/package.json': JSON.stringify({ license: 'GPL-3.0' }),
    })
    expect(refusedLicences(folder)).toEqual(['b: AGPL-3.0-only', 'c: MIT AND SEE LICENSE IN LICENSE'])
  })
})

describe('migrations', () => {
  const closing: (() => Promise<void>)[] = []
  const open: Db[] = []
  beforeAll(async () => {
    for (const engine of ENGINES) {
      const place = await createTestPlace(engine)
      const db = createDatabase(place.options)
      open.push(db)
      closing.push(async () => {
        await db.destroy()
        await place.remove()
      })
      await migrate(db)
    }
  })
  afterAll(async () => {
    for (const close of closing) await close()
  })
  const shapes = async () => await Promise.all(ENGINES.map((engine, at) => schemaShape(open[at] as Db, engine)))

  test('make the same tables, columns, indexes, keys and checks on both engines', async () => {
    const [sqlite, postgres] = await shapes()
    expect(sqlite?.length).toBeGreaterThan(100)
    expect(sqlite).toEqual(postgres)
  })

  test('that differ are found', async () => {
    const one = open[0] as Db
    await sql`create table only_here (id text primary key, size double precision check (size > 0))`.execute(one)
    await sql`create unique index only_index on unit (name, code)`.execute(one)
    const [sqlite = [], postgres = []] = await shapes()
    expect(sqlite.filter(line => !postgres.includes(line))).toEqual([
      'only_here has 1 checks',
      'only_here.id text not null',
      'only_here.size real',
      'unit unique index only_index (name,code)',
    ])
  })
})
