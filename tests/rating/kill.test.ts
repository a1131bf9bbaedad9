// A server ended without warning under load, again and again: no acknowledged rating is lost, none is counted twice.
import { expect, test } from 'vitest'
import pino from 'pino'
import { readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { LEVELS } from '../../server/rating/level.ts'
import { openContext } from '../../server/start.ts'
import { createTestPlace, ENGINES } from '../support/postgres.ts'
import { type Server, startServer } from '../support/server.ts'
import { addVisit, createHall } from './hall.ts'
import { bothTallies, newClient } from './support.ts'

/** SQLite is part of the process that is ended; PostgreSQL outlives it. */
const KILLS = { sqlite: 20, postgres: 5 } as const
const SENDERS = 24
const VISITS = 60

interface Sent {
  readonly clientId: string
  readonly body: string
}

/** Sends ratings as fast as they are answered until the server is gone; keeps what was acknowledged and what was not answered. */
class Load {
  readonly acknowledged = new Map<string, string>()
  unanswered: Sent[] = []
  readonly #windows: readonly string[]
  readonly #visits: readonly string[]
  #count = 0

  constructor(windows: readonly string[], visits: readonly string[]) {
    this.#windows = windows
    this.#visits = visits
  }

  async run(server: Server): Promise<void> {
    await Promise.all(Array.from({ length: SENDERS }, async () => await this.#sender(server)))
  }

  async #sender(server: Server): Promise<void> {
    for (;;) {
      // What got no answer is sent again first, as a phone or a tablet does.
      const sent = this.unanswered.pop() ?? this.#next()
      const answer = await fetch(`${server.url}/api/ratings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sent.body,
      })
        .then(async response => ({ status: response.status, text: await response.text() }))
        .catch(() => undefined)
      if (!answer) {
        this.unanswered.push(sent)
        return
      }
      // A visit may have been rated by another sender.
      if (answer.status === 409) continue
      if (answer.status !== 200) throw new Error(`the load requires 200, got ${answer.status} ${answer.text}`)
      this.acknowledged.set(sent.clientId, (JSON.parse(answer.text) as { receipt: string }).receipt)
    }
  }

  #next(): Sent {
    const clientId = newClient()
    const number = this.#count++
    const visit = number % 7 === 0 ? this.#visits[number % VISITS] : undefined
    const place = visit ? { visit } : { window: this.#windows[number % this.#windows.length] }
    const contact = number % 5 === 0 ? { name: '示例', mobile: '19900001234' } : null
    const level = LEVELS[number % LEVELS.length]
    return { clientId, body: JSON.stringify({ ...place, clientId, level, words: '好', contact }) }
  }
}

async function makeHalls(context: Context): Promise<Load> {
  const halls = [await createHall(context), await createHall(context), await createHall(context)]
  const [first] = halls
  if (!first) throw new Error('there is a hall')
  const visits: string[] = []
  for (let visit = 0; visit < VISITS; visit++)
    visits.push((await addVisit(context, first, { caseNo: `v-${visit}` })).code)
  return new Load(
    halls.map(hall => hall.code),
    visits,
  )
}

test.each(ENGINES)('on %s', { timeout: 900_000 }, async engine => {
  const place = await createTestPlace(engine)
  const { dataDir, databaseUrl } = place.options
  const open = async () =>
    await openContext(readConfig({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }), pino({ level: 'silent' }))
  try {
    const before = await open()
    const load = await makeHalls(before)
    await before.db.destroy()
    for (let kill = 0; kill < KILLS[engine]; kill++) {
      const server = await startServer({ empty: true, dataDir, env: { DATABASE_URL: databaseUrl } })
      const known = load.acknowledged.size
      const loading = { ended: false }
      const run = load.run(server).finally(() => (loading.ended = true))
      // Not before it has accepted some; then at any moment.
      while (!loading.ended && load.acknowledged.size < known + 30) await new Promise(done => setTimeout(done, 5))
      await new Promise(done => setTimeout(done, (kill * 37) % 200))
      await server.kill()
      await run
    }
    const after = await open()
    const rows = await after.db.selectFrom('rating').select(['clientId', 'id', 'named']).execute()
    const stored = new Set(rows.map(row => row.clientId))
    expect([...load.acknowledged.keys()].filter(clientId => !stored.has(clientId))).toEqual([])
    expect(stored.size).toBe(rows.length)
    expect(load.acknowledged.size).toBeGreaterThan(KILLS[engine] * 30)
    // All or nothing: a contact and a trace for each rating that has one.
    const contacts = await after.db.selectFrom('ratingContact').select('ratingId').execute()
    expect(contacts).toHaveLength(rows.filter(row => row.named === 1).length)
    const traces = await after.db.selectFrom('ratingTrace').select('ratingId').execute()
    expect(new Set(traces.map(row => row.ratingId))).toEqual(new Set(rows.map(row => row.id)))
    const { kept, counted } = await bothTallies(after)
    const ratings = (lines: readonly string[]) => lines.filter(line => line.includes('verySatisfied'))
    expect(ratings(kept)).toEqual(ratings(counted))
    const visits = await after.db.selectFrom('visit').select(['id', 'ratedAt']).execute()
    const rated = await after.db.selectFrom('rating').select('visitId').where('visitId', 'is not', null).execute()
    expect(new Set(visits.flatMap(visit => (visit.ratedAt === null ? [] : visit.id)))).toEqual(
      new Set(rated.map(rating => rating.visitId)),
    )
    await after.db.destroy()
  } finally {
    await place.remove()
  }
})
