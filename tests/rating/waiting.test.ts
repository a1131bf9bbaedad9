// A database that cannot be written, a queue that is full, another writer: ratings wait or are told to come again, pages go on.
import { expect, test } from 'vitest'
import { openSqlite, transact } from '../../server/db/engine.ts'
import { groupCommit } from '../../server/db/group-commit.ts'
import { ratingProblem } from '../../server/problem/rating.ts'
import { acceptingOf, createAccepting } from '../../server/rating/accepting.ts'
import { excludeRating } from '../../server/rating/rating.store.ts'
import { createTestApp } from '../support/app.ts'
import { createHall } from './hall.ts'
import { atWindow, input, slugOf } from './support.ts'

test('what cannot be stored now is said so, with when to come again', async () => {
  const app = await createTestApp('sqlite')
  try {
    const { context } = app
    const hall = await createHall(context)
    const failing = (code: string) =>
      createAccepting(context, async () => await Promise.reject(Object.assign(new Error(code), { code })))
    for (const code of ['SQLITE_FULL', 'SQLITE_BUSY', '57P01', 'ECONNREFUSED'])
      expect(await slugOf(failing(code).accept(atWindow(hall), input()))).toBe('rating-not-stored')
    expect(await slugOf(failing('23503').accept(atWindow(hall), input()))).toBe('Error: 23503')
    const full = createAccepting(
      context,
      groupCommit(async () => [], { waiting: 0, full: () => ratingProblem.busy(2) }),
    )
    const refused = await full.accept(atWindow(hall), input()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ slug: 'rating-busy', options: { status: 503, extra: { retryAfter: 2 } } })
  } finally {
    await app.close()
  }
})

test('while another process writes to SQLite, ratings wait and pages do not', async () => {
  const app = await createTestApp('sqlite')
  try {
    const hall = await createHall(app.context)
    const other = openSqlite(app.context.config)
    other.exec('begin immediate')
    let stored = false
    const waiting = acceptingOf(app.context)
      .accept(atWindow(hall), input())
      .finally(() => (stored = true))
    for (let page = 0; page < 20; page++) expect((await app.anyone.get('/readyz')).status).toBe(200)
    await new Promise(done => setTimeout(done, 50))
    expect(stored).toBe(false)
    other.exec('commit')
    other.close()
    expect((await waiting).repeated).toBe(false)
    // Changes by the office and ratings take turns.
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async (_, at) =>
        at % 3 === 0
          ? await transact(app.context.db, async trx => await excludeRating(trx, 'none', 'now'))
          : (await acceptingOf(app.context).accept(atWindow(hall), input())).repeated,
      ),
    )
    expect(outcomes).toEqual(Array.from({ length: 60 }, () => false))
  } finally {
    await app.close()
  }
})
