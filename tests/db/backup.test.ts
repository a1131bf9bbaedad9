// Backup and restore: from each engine into each, whole or not at all.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createUser } from '../../server/account/account.ts'
import { SYSTEM, verifyAudit } from '../../server/audit/audit.store.ts'
import { backupCommand, restoreCommand } from '../../server/cli-backup.ts'
import { BACKUP_TABLES, TABLES_LEFT_OUT } from '../../server/db/backup.ts'
import { createDatabase, type Db } from '../../server/db/engine.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestPlace, type TestPlace } from '../support/postgres.ts'

interface Ran {
  readonly status: number
  readonly out: string
  readonly words: string
}

async function run(
  command: typeof backupCommand,
  { dataDir, databaseUrl }: TestPlace['options'],
  ...args: string[]
): Promise<Ran> {
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', databaseUrl)
  vi.stubEnv('LOG_LEVEL', 'silent')
  // The test runner sets a BASE_URL of its own.
  vi.stubEnv('BASE_URL', 'http://minping.test')
  let [out, words] = ['', '']
  const status = await command(args, { stdout: text => void (out += text), stderr: text => void (words += text) })
  vi.unstubAllEnvs()
  return { status, out, words }
}

/** All rows of all kept tables, as one text. */
async function everything(db: Db, but: readonly string[] = []): Promise<string> {
  const tables: Record<string, string[]> = {}
  for (const table of BACKUP_TABLES) {
    if (but.includes(table)) continue
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(db)
    tables[table] = rows.map(row => JSON.stringify(row)).sort()
  }
  return JSON.stringify(tables, null, 1)
}

describe.each(ENGINES)('a house on %s', engine => {
  let test: TestApp
  let file: string
  const from = (): TestPlace['options'] => test.context.config

  beforeAll(async () => {
    test = await createTestApp(engine)
    const group = await test.as('review_group')
    const series = await group.post<{ id: string }>('/api/unit-series', { code: 's1', name: '政府部门' })
    const unit = await group.post('/api/units', { code: 'edu', name: '县教育局', seriesId: series.body.id })
    expect(unit.status, JSON.stringify(unit.body)).toBe(200)
    await createUser(test.context, SYSTEM, { username: 'clerk', name: '办事员 "甲"\n', role: 'viewer' })
    mkdirSync(join(from().dataDir, 'submissions/a'), { recursive: true })
    writeFileSync(join(from().dataDir, 'submissions/a/list.csv'), '名单\n'.repeat(300_000))
    writeFileSync(join(from().dataDir, 'submissions/a/empty.csv'), '')
    file = join(from().dataDir, 'house.gz')
    const made = await run(backupCommand, from(), file)
    expect(made.words).toContain('备份完成')
    expect(made.status).toBe(0)
  })
  afterAll(async () => await test.close())

  it.each(ENGINES)('comes back on %s with every row and file', async into => {
    const place = await createTestPlace(into)
    writeFileSync(join(place.options.dataDir, 'key'), readFileSync(join(from().dataDir, 'key')))
    const answer = await run(restoreCommand, place.options, file)
    expect(answer.words).toContain('恢复完成')
    expect(answer.status).toBe(0)
    const db = createDatabase(place.options)
    const audit = ['audit_head', 'audit_entry']
    expect(await everything(db, audit)).toBe(await everything(test.context.db, audit))
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
    const list = readFileSync(join(place.options.dataDir, 'submissions/a/list.csv'), 'utf8')
    expect(list).toBe('名单\n'.repeat(300_000))
    expect(readFileSync(join(place.options.dataDir, 'submissions/a/empty.csv'), 'utf8')).toBe('')
    await db.destroy()
    const again = await run(restoreCommand, place.options, file)
    expect(again).toMatchObject({ status: 1, words: expect.stringContaining('已有数据') })
    await place.remove()
  })

  it('refuses another key, a changed file, a cut one, a newer one, and a name that is taken', async () => {
    const place = await createTestPlace(engine)
    const copy = join(place.options.dataDir, 'copy.gz')
    const restore = async (content: string | Buffer, ...more: string[]): Promise<Ran> => {
      writeFileSync(copy, typeof content === 'string' ? gzipSync(content) : content)
      return await run(restoreCommand, place.options, copy, ...more)
    }
    const text = gunzipSync(readFileSync(file)).toString('utf8')
    expect((await restore(text)).words).toContain('--other-key')
    writeFileSync(join(place.options.dataDir, 'key'), readFileSync(join(from().dataDir, 'key')))
    expect((await restore(text.replace('县教育局', '县财政局'))).words).toContain('changed after')
    expect((await restore(text.slice(0, text.lastIndexOf('{"end"')))).words).toContain('cut off')
    expect((await restore(readFileSync(file).subarray(0, 2000))).words).toContain('damaged')
    expect((await restore('{"format":"other"}\n')).words).toContain('not a backup')
    expect((await restore(text.replace(/"migration":"[^"]*"/, '"migration":"999-later"'))).status).toBe(1)
    expect((await run(restoreCommand, place.options, '/nowhere/file')).words).toContain('没有文件')
    expect((await run(backupCommand, from(), file)).words).toContain('已存在')
    const db = createDatabase(place.options)
    await expect(sql`select * from account_user`.execute(db)).rejects.toThrow()
    await db.destroy()
    rmSync(copy)
    await place.remove()
  })
})

it('knows every table of the house', async () => {
  const place = await createTestPlace('sqlite')
  const db = createDatabase(place.options)
  const { migrate } = await import('../../server/db/migrate.ts')
  await migrate(db)
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  const names = rows.map(row => row.name).filter(name => !/^(sqlite_|kysely_)/.test(name))
  expect([...BACKUP_TABLES, ...TABLES_LEFT_OUT].sort()).toEqual(names.sort())
  await db.destroy()
  await place.remove()
})
