// The test house itself: databases are fresh, apart, byte-ordered and gone afterwards.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../server/db/engine.ts'
import { createTestDatabase, createTestPlace, ENGINES } from './postgres.ts'

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = openPostgres(url)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

describe('test databases', () => {
  test('are a real PostgreSQL in UTF-8 that orders by bytes', async () => {
    const database = await createTestDatabase()
    expect(await query(database.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
    const names = await query(
      database.url,
      `select v from (values ('a'), ('B'), ('甲'), ('乙'), ('𠮷')) t(v) order by v`,
    )
    expect(names).toEqual(['B', 'a', '乙', '甲', '𠮷'].map(v => ({ v })))
    await database.drop()
  })

  test('are apart from each other and gone after drop', async () => {
    const [one, other] = [await createTestDatabase(), await createTestDatabase()]
    await query(one.url, 'create table only_here (id text)')
    expect(await query(other.url, `select to_regclass('only_here') as found`)).toEqual([{ found: null }])
    await one.drop()
    await expect(query(one.url, 'select 1')).rejects.toThrow('does not exist')
    await other.drop()
  })

  test.each(ENGINES)('have a data folder that goes with them on %s', async engine => {
    const place = await createTestPlace(engine)
    expect(existsSync(place.options.dataDir)).toBe(true)
    expect(place.options.databaseUrl !== '').toBe(engine === 'postgres')
    await place.remove()
    expect(existsSync(place.options.dataDir)).toBe(false)
  })
})
