// Accepting on both engines: one rating a visit, the same client once, supplements, contacts and traces apart, tallies right.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../server/context.ts'
import { transact } from '../../server/db/engine.ts'
import { acceptingOf } from '../../server/rating/accepting.ts'
import { openContact } from '../../server/rating/contact.ts'
import { excludeRating, findRating, findRatingByReceipt, listSupplements } from '../../server/rating/rating.store.ts'
import { purgeTraces } from '../../server/rating/trace.ts'
import { currentVisit } from '../../server/visit/visit.store.ts'
import { mobileHash } from '../../server/window/mobile.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { addVisit, createHall, type Hall } from './hall.ts'
import { atVisit, atWindow, bothTallies, input, newClient, slugOf } from './support.ts'

const DAY_MS = 86_400_000
const later = (context: Context, ms: number): Context => ({
  ...context,
  now: () => new Date(context.now().getTime() + ms),
})

describe.each(ENGINES)('accepting on %s', engine => {
  let app: TestApp
  let context: Context
  let hall: Hall
  let cases = 0
  const visit = async (offered = false) => await addVisit(context, hall, { caseNo: `case-${++cases}`, offered })
  beforeAll(async () => {
    app = await createTestApp(engine)
    context = app.context
    hall = await createHall(context)
  })
  afterAll(async () => await app.close())

  test('stores what was given and gives a receipt that finds it', async () => {
    const { accept } = acceptingOf(context)
    const given = input({ level: 'dissatisfied', tags: ['213', '214'], words: '<b>慢</b>\r\n很慢' })
    const accepted = await accept(atWindow(hall), given)
    expect(accepted).toMatchObject({
      repeated: false,
      bad: true,
      receipt: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{12}$/),
    })
    const row = await findRatingByReceipt(
      context.db,
      ` ${accepted.receipt.slice(0, 6).toUpperCase()}-${accepted.receipt.slice(6)}`,
    )
    expect(row).toMatchObject({
      id: accepted.ratingId,
      pointId: hall.pointId,
      level: 'dissatisfied',
      tags: '["213","214"]',
      words: '<b>慢</b>\n很慢',
      named: 0,
      sequence: 1,
      kind: 'active',
      visitId: null,
      excludedAt: null,
    })
    expect(JSON.stringify(row)).not.toContain(accepted.receipt)
  })

  test('the same client again is the same rating, whatever it says', async () => {
    const { accept } = acceptingOf(context)
    const given = input({ level: 'very_dissatisfied' })
    const first = await accept(atWindow(hall), given)
    const again = await accept(atWindow(hall), { ...given, level: 'very_satisfied' })
    expect(again).toEqual({ ...first, repeated: true })
    expect((await findRating(context.db, first.ratingId))?.level).toBe('very_dissatisfied')
    const other = await createHall(context)
    expect(await slugOf(accept(atWindow(other), given))).toBe('rating-client-used')
  })

  test('a visit is rated once', async () => {
    const { accept } = acceptingOf(context)
    const { id } = await visit()
    const given = input()
    const first = await accept(await atVisit(context, id), given)
    expect(await slugOf(accept(await atVisit(context, id), input()))).toBe('rating-visit-rated')
    expect(await accept(await atVisit(context, id), given)).toEqual({ ...first, repeated: true })
    const row = await context.db.selectFrom('visit').select('ratedAt').where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.ratedAt).not.toBeNull()
  })

  test('a rating at the window is of the current visit, and without one when that is rated meanwhile', async () => {
    const { accept } = acceptingOf(context)
    const own = await createHall(context)
    const visitIdOf = async (accepted: { ratingId: string }) =>
      (await findRating(context.db, accepted.ratingId))?.visitId
    expect(await visitIdOf(await accept(atWindow(own, { guess: true }), input()))).toBeNull()
    const finished = await addVisit(context, own, { caseNo: 'finished' })
    const offered = await addVisit(context, own, { caseNo: 'offered', offered: true })
    expect((await currentVisit(context.db, own.pointId, context.now()))?.id).toBe(offered.id)
    const first = await accept(atWindow(own, { guess: true }), input())
    expect(await visitIdOf(first)).toBe(offered.id)
    expect((await findRating(context.db, first.ratingId))?.matterId).toBe(own.matterId)
    expect((await currentVisit(context.db, own.pointId, context.now()))?.id).toBe(finished.id)
    expect(await visitIdOf(await accept(atWindow(own, { guess: true }), input()))).toBe(finished.id)
    expect(await visitIdOf(await accept(atWindow(own, { guess: true }), input()))).toBeNull()
    // The page showed the offered visit; somebody else has rated it by now.
    const stale = await accept(await atVisit(context, offered.id, 'tablet'), input())
    expect(await visitIdOf(stale)).toBeNull()
    await addVisit(context, own, { caseNo: 'old' })
    const late = later(context, 31 * 60_000)
    expect(await currentVisit(context.db, own.pointId, late.now())).toBeUndefined()
    expect(await visitIdOf(await acceptingOf(late).accept(atWindow(own, { guess: true }), input()))).toBeNull()
  })

  test('a default of another system is kept apart and leaves the visit to be rated', async () => {
    const { accept, acceptDefault } = acceptingOf(context)
    const { id } = await visit()
    const target = await atVisit(context, id, 'exchange')
    const filled = await acceptDefault(
      target,
      input({ level: 'very_satisfied', tags: ['105'], madeAt: '2020-01-01T00:00:00Z' }),
    )
    const row = await findRating(context.db, filled.ratingId)
    expect(row).toMatchObject({
      kind: 'auto_default',
      sequence: 0,
      tags: '["105"]',
      madeAt: '2020-01-01T00:00:00.000Z',
    })
    expect(
      await context.db.selectFrom('ratingTrace').selectAll().where('ratingId', '=', filled.ratingId).execute(),
    ).toEqual([])
    expect(await slugOf(acceptDefault(target, input()))).toBe('rating-visit-rated')
    expect((await accept(await atVisit(context, id), input())).repeated).toBe(false)
  })

  test('a contact is sealed apart, traces hold hashes of the day, and both are gone from the rating', async () => {
    const { accept } = acceptingOf(context)
    const seen = { device: 'browser-1', network: '203.0.113.7' }
    const contact = { name: '示例', mobile: '199 0000 1234' }
    const { ratingId } = await accept(atWindow(hall), input({ ...seen, contact }))
    expect(await openContact(context, context.db, ratingId)).toEqual({ name: '示例', mobile: '19900001234' })
    const rows = [
      await context.db.selectFrom('rating').selectAll().where('id', '=', ratingId).execute(),
      await context.db.selectFrom('ratingContact').selectAll().where('ratingId', '=', ratingId).execute(),
      await context.db.selectFrom('ratingTrace').selectAll().where('ratingId', '=', ratingId).execute(),
    ]
    for (const secret of ['19900001234', '示例', 'browser-1', '203.0.113.7'])
      expect(JSON.stringify(rows)).not.toContain(secret)
    expect(rows[0]?.[0]).toMatchObject({ named: 1 })
    expect(rows[2]?.[0]).toMatchObject({ mobileHash: mobileHash(context, '19900001234') })
    const traceOf = async (accepted: { ratingId: string }) =>
      await context.db
        .selectFrom('ratingTrace')
        .selectAll()
        .where('ratingId', '=', accepted.ratingId)
        .executeTakeFirstOrThrow()
    const same = await traceOf(await accept(atWindow(hall), input(seen)))
    const tomorrow = await traceOf(await acceptingOf(later(context, DAY_MS)).accept(atWindow(hall), input(seen)))
    expect(same.deviceHash).toBe((rows[2]?.[0] as typeof same | undefined)?.deviceHash)
    expect(tomorrow.deviceHash).not.toBe(same.deviceHash)
    expect(tomorrow.networkHash).not.toBe(same.networkHash)
  })

  test('traces are deleted after 30 days, ratings stay', async () => {
    const { ratingId } = await acceptingOf(context).accept(atWindow(hall), input({ network: '203.0.113.8' }))
    const kept = async () =>
      await context.db.selectFrom('ratingTrace').select('ratingId').where('ratingId', '=', ratingId).execute()
    await purgeTraces(later(context, 30 * DAY_MS))
    expect(await kept()).toHaveLength(1)
    expect(await purgeTraces(later(context, 31 * DAY_MS))).toBeGreaterThan(0)
    expect(await kept()).toHaveLength(0)
    expect(await findRating(context.db, ratingId)).toBeDefined()
  })

  test('a rating is supplemented up to three times within the days of its centre', async () => {
    const { accept, supplement } = acceptingOf(context)
    const { id } = await visit()
    const first = await accept(await atVisit(context, id), input({ level: 'dissatisfied' }))
    const added = await supplement(first.ratingId, { ...input({ words: '后来办好了' }), level: null })
    expect(added).toMatchObject({ repeated: false, bad: true })
    const second = { ...input({ tags: ['413'] }), level: 'satisfied' }
    const stored = await supplement(first.ratingId, second)
    expect(await supplement(first.ratingId, second)).toEqual({ ...stored, repeated: true })
    expect(await slugOf(supplement(first.ratingId, { ...input({ words: ' ' }), level: null }))).toBe(
      'rating-supplement-empty',
    )
    await supplement(added.ratingId, { ...input({ words: '三' }), level: null })
    expect(await slugOf(supplement(first.ratingId, { ...input({ words: '四' }), level: null }))).toBe(
      'rating-supplements-full',
    )
    expect(await supplement(first.ratingId, second)).toEqual({ ...stored, repeated: true })
    const rows = await listSupplements(context.db, first.ratingId)
    expect(rows.map(row => [row.sequence, row.level, row.visitId])).toEqual([
      [2, 'dissatisfied', id],
      [3, 'satisfied', id],
      [4, 'dissatisfied', id],
    ])
    const alone = await accept(atWindow(hall), input())
    const late = { ...input({ words: '晚了' }), level: null }
    expect(await slugOf(acceptingOf(later(context, 11 * DAY_MS)).supplement(alone.ratingId, late))).toBe(
      'rating-supplement-late',
    )
    expect((await acceptingOf(later(context, 9 * DAY_MS)).supplement(alone.ratingId, late)).repeated).toBe(false)
    expect(await slugOf(supplement('nobody', late))).toBe('rating-receipt-unknown')
  })

  test('an exclusion moves the count once', async () => {
    const { ratingId } = await acceptingOf(context).accept(atWindow(hall), input({ level: 'very_dissatisfied' }))
    const at = context.now().toISOString()
    const exclude = async () => await transact(context.db, async trx => await excludeRating(trx, ratingId, at))
    expect([await exclude(), await exclude()]).toEqual([true, false])
    expect((await findRating(context.db, ratingId))?.excludedAt).toBe(at)
  })

  test('500 at once: the same visit once, the same client once, and nobody waits for nobody', async () => {
    const { accept } = acceptingOf(context)
    const visits = await Promise.all(Array.from({ length: 20 }, async () => await visit()))
    const targets = await Promise.all(visits.map(async ({ id }) => await atVisit(context, id)))
    const clients = Array.from({ length: 30 }, newClient)
    const bad = input({ level: 'satisfied', tags: ['213'] })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 500 }, async (_, at) => {
        if (at % 100 === 7) return await accept(atWindow(hall), bad)
        // Ten for each of the visits, ten for each of the clients, the rest by themselves.
        if (at < 200) return await accept(targets[at % 20] ?? atWindow(hall), input())
        return await accept(atWindow(hall), at < 400 ? input({ clientId: clients[at % 30] ?? '' }) : input())
      }),
    )
    const stored = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const slugs = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [(outcome.reason as { slug: string }).slug] : [],
    )
    expect(slugs.filter(slug => slug === 'rating-refused')).toHaveLength(5)
    // Two of the five refused ones were meant for a visit.
    expect(slugs.filter(slug => slug === 'rating-visit-rated')).toHaveLength(200 - 2 - 20)
    expect(stored.filter(accepted => !accepted.repeated)).toHaveLength(20 + 30 + (100 - 1))
    const ids = new Set(stored.map(accepted => accepted.ratingId))
    expect(ids.size).toBe(20 + 30 + 99)
    const rows = await context.db
      .selectFrom('rating')
      .select('id')
      .where('id', 'in', [...ids])
      .execute()
    expect(rows).toHaveLength(ids.size)
  })

  test('one row that the database refuses spoils no other of its batch', async () => {
    const { accept } = acceptingOf(context)
    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 40 },
        async (_, at) => await accept(atWindow(hall, at === 20 ? { pointId: 'no such window' } : {}), input()),
      ),
    )
    expect(outcomes.map(outcome => outcome.status).filter(status => status === 'rejected')).toHaveLength(1)
    expect(outcomes[20]?.status).toBe('rejected')
  })

  test('after all of this the tallies are what a full count gives', async () => {
    const { kept, counted } = await bothTallies(context)
    expect(kept.length).toBeGreaterThan(2)
    // The visits here were written without their tally; only what ratings did to it can be compared.
    const ratings = (lines: readonly string[]) => lines.filter(line => line.includes('verySatisfied'))
    expect(ratings(kept)).toEqual(ratings(counted))
  })
})
