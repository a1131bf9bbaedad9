// A server that is killed half way through an import: after the restart there is the old roster alone, and then the new one whole.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type Db } from '../../server/db/engine.ts'
import { ENGINES } from '../support/app.ts'
import { SETTINGS } from '../support/campaign.ts'
import { type Office, OFFICE_PASSWORD, signInOffice } from '../support/office.ts'
import { createTestPlace, type TestPlace } from '../support/postgres.ts'
import { type LargeRoster, writeLargeRoster } from '../support/roster-file.ts'
import { type Server, startServer } from '../support/server.ts'

const ROWS = 110_000

interface Roster {
  id: string
  state: string
  processed: number
  valid: number
  failure: { title: string[] } | null
}

describe.each(ENGINES)('a killed import on %s', engine => {
  let place: TestPlace
  let server: Server | undefined
  const folder = mkdtempSync(join(tmpdir(), 'minping-kill-'))
  const file = join(folder, 'large.csv')
  let large: LargeRoster
  beforeAll(async () => {
    place = await createTestPlace(engine)
    large = await writeLargeRoster(file, ROWS)
  })
  afterAll(async () => {
    await server?.kill()
    await place.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = async () =>
    await startServer({ empty: true, dataDir: place.options.dataDir, env: { DATABASE_URL: place.options.databaseUrl } })

  const until = async (office: Office, id: string, good: (roster: Roster) => boolean): Promise<Roster> => {
    for (;;) {
      const roster = await office.call<Roster>('GET', `/rosters/${id}`)
      if (good(roster) || roster.state === 'failed') return roster
      await new Promise(done => setTimeout(done, 40))
    }
  }

  it('leaves the old roster, and then the new one', { timeout: 240_000 }, async () => {
    server = await start()
    const office = await signInOffice(server.url, server.password())
    const campaign = await office.call<{ id: string }>('POST', '/campaigns', SETTINGS)
    const small = join(folder, 'small.csv')
    await writeLargeRoster(small, 40)
    const upload = async (path: string, name: string) =>
      await office.sendFile<{ id: string }>(`/campaigns/${campaign.id}/rosters/upload?fileName=${name}`, path)
    const begin = async (who: Office, id: string, name: string) =>
      await who.call('POST', `/rosters/${id}/import`, { category: 'service_recipient', name })
    const old = await upload(small, 'old.csv')
    await begin(office, old.id, '旧名册')
    await until(office, old.id, roster => roster.state === 'ready')
    const fresh = await upload(file, 'new.csv')
    await begin(office, fresh.id, '新名册')
    await until(office, fresh.id, roster => roster.processed > ROWS * 0.6)
    await server.kill()

    const db = createDatabase(place.options)
    const atDeath = await count(db)
    expect(atDeath.entries).toBeGreaterThan(40)
    expect(atDeath.entries).toBeLessThan(large.valid)

    server = await start()
    const later = await signInOffice(server.url, OFFICE_PASSWORD)
    const back = await until(later, fresh.id, roster => roster.state === 'uploaded')
    expect([back.state, back.valid, back.failure?.title[0]]).toEqual(['uploaded', 0, '导入被中断'])
    const people = await later.call<{ total: number }>('GET', `/campaigns/${campaign.id}/people`)
    expect(people.total).toBe(40)
    expect(await count(db)).toEqual({ entries: 40, people: 40, problems: 0, rejects: 0 })

    await begin(later, fresh.id, '新名册')
    const whole = await until(later, fresh.id, roster => roster.state === 'ready')
    expect(whole).toMatchObject({ state: 'ready', valid: large.valid, lost: large.lost, duplicate: large.duplicate })
    const after = await count(db)
    expect([after.entries, after.rejects]).toEqual([40 + large.valid, large.lost])
    await db.destroy()
  })
})

async function count(db: Db) {
  const of = async (table: 'rosterEntry' | 'person' | 'rosterProblem' | 'rosterReject') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(eb => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return {
    entries: await of('rosterEntry'),
    people: await of('person'),
    problems: await of('rosterProblem'),
    rejects: await of('rosterReject'),
  }
}
