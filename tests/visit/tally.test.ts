// Tallies equal a recount of the visits after any sequence of what may happen to them, on both engines.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '../../server/db/engine.ts'
import { deleteUnrated, upsertVisits, type VisitInput } from '../../server/visit/upsert.ts'
import { currentVisit, findVisitByCode, markRated } from '../../server/visit/visit.store.ts'
import { visitCode } from '../../server/visit/visit.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createHalls, type Halls, tallies } from './hall.ts'

const CASES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']
const HOURS = ['2026-11-25T01:10:00.000Z', '2026-11-25T01:50:00.000Z', '2026-11-25T02:20:00.000Z']

const place = fc.record({
  hall: fc.constantFrom('east', 'west'),
  point: fc.nat(1),
  matter: fc.option(fc.nat(1)),
  staff: fc.option(fc.nat(1)),
  finished: fc.option(fc.nat(HOURS.length - 1)),
})
const step = fc.oneof(
  fc.record({
    kind: fc.constant('upsert' as const),
    visits: fc.uniqueArray(fc.tuple(fc.constantFrom(...CASES), place), {
      selector: ([caseNo, { hall }]) => `${hall}${caseNo}`,
      minLength: 1,
      maxLength: 5,
    }),
  }),
  fc.record({ kind: fc.constant('rate' as const), picks: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('remove' as const), picks: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }) }),
)

describe.each(ENGINES)('visits and their tallies on %s', engine => {
  let test: TestApp
  let halls: Halls
  beforeAll(async () => {
    test = await createTestApp(engine)
    halls = await createHalls(test.context)
  })
  afterAll(() => test.close())

  const input = (caseNo: string, where: Partial<VisitInput> = {}): VisitInput => ({
    centerId: halls.east.centerId,
    pointId: halls.east.points[0],
    unitId: null,
    matterId: null,
    staffId: null,
    caseNo,
    source: 'api',
    mobileHash: null,
    startedAt: null,
    finishedAt: null,
    ...where,
  })
  const store = async (...inputs: VisitInput[]) =>
    await transact(test.context.db, async trx => await upsertVisits(test.context, trx, inputs))
  const idsAt = async (picks: readonly number[]) => {
    const rows = await test.context.db.selectFrom('visit').select('id').orderBy('id').execute()
    return picks.flatMap(pick => rows[pick % Math.max(1, rows.length)]?.id ?? [])
  }

  it('keeps them equal to a recount, whatever comes in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async steps => {
        await test.context.db.deleteFrom('visit').execute()
        await test.context.db.deleteFrom('visitTally').execute()
        for (const one of steps) {
          if (one.kind === 'upsert')
            await store(
              ...one.visits.map(([caseNo, at]) => {
                const hall = at.hall === 'east' ? halls.east : halls.west
                return input(caseNo, {
                  centerId: hall.centerId,
                  pointId: hall.points[at.point] ?? '',
                  matterId: at.matter === null ? null : (halls.matters[at.matter] ?? null),
                  unitId: at.matter === 0 ? halls.unitId : null,
                  staffId: at.staff === null ? null : (hall.staff[at.staff] ?? null),
                  finishedAt: at.finished === null ? null : (HOURS[at.finished] ?? null),
                })
              }),
            )
          else {
            const ids = await idsAt(one.picks)
            await transact(test.context.db, async trx => {
              if (one.kind === 'rate') await markRated(trx, ids, test.context.now().toISOString())
              else await deleteUnrated(trx, ids)
            })
          }
          const { held, recount } = await tallies(test.context)
          expect(held).toEqual(recount)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('takes the rated mark along when a rated visit moves to another window and hour, and counts it when it finishes late', async () => {
    const { east } = halls
    const [made] = await store(input('move-1'))
    const ids = [made?.id ?? '']
    await transact(test.context.db, async trx => {
      expect(await markRated(trx, ids, '2026-11-25T01:00:00.000Z')).toEqual(ids)
      expect(await markRated(trx, ids, '2026-11-25T01:00:01.000Z')).toEqual([])
    })
    const atWindow = async (pointId: string) =>
      await test.context.db
        .selectFrom('visitTally')
        .select(['hour', 'visits', 'rated'])
        .where('pointId', '=', pointId)
        .where('visits', '>', 0)
        .execute()
    await test.context.db.deleteFrom('visitTally').execute()
    await test.context.db.deleteFrom('visit').where('id', 'not in', ids).execute()
    expect(await atWindow(east.points[0])).toEqual([])
    expect(await store(input('move-1', { finishedAt: HOURS[0] ?? null }))).toMatchObject([{ outcome: 'changed' }])
    expect(await atWindow(east.points[0])).toEqual([{ hour: '2026-11-25T09', visits: 1, rated: 1 }])
    await store(input('move-1', { pointId: east.points[1], finishedAt: HOURS[2] ?? null }))
    expect(await atWindow(east.points[0])).toEqual([])
    expect(await atWindow(east.points[1])).toEqual([{ hour: '2026-11-25T10', visits: 1, rated: 1 }])
  })

  it('says created, changed, unchanged, and what a later message leaves out stays known', async () => {
    const { east, matters, unitId } = halls
    const whole = input('same-1', {
      matterId: matters[0],
      unitId,
      staffId: east.staff[0],
      startedAt: '2026-11-25T01:00:00.000Z',
      finishedAt: HOURS[0] ?? null,
      mobileHash: 'h',
    })
    const [first] = await store(whole)
    const [second] = await store(whole)
    const [third] = await store(input('same-1'))
    const [fourth] = await store(input('same-1', { staffId: east.staff[1] }))
    expect([first, second, third, fourth].map(one => one?.outcome)).toEqual([
      'created',
      'unchanged',
      'unchanged',
      'changed',
    ])
    expect(new Set([first, second, third, fourth].map(one => one?.id)).size).toBe(1)
    const row = await findVisitByCode(test.context.db, visitCode(test.context, first?.id ?? ''))
    expect(row).toMatchObject({
      caseNo: 'same-1',
      matterId: matters[0],
      unitId,
      staffId: east.staff[1],
      pointCode: 'A01',
    })
    expect(await findVisitByCode(test.context.db, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ')).toBeUndefined()
    expect(await findVisitByCode(test.context.db, 'short')).toBeUndefined()
  })

  it('stores a case once when two sources bring it at the same time', async () => {
    const messages = Array.from({ length: 6 }, (_, index) =>
      store(
        input('race-1', { finishedAt: HOURS[index % 3] ?? null }),
        input(`race-own-${index}`, { finishedAt: HOURS[0] ?? null }),
      ),
    )
    const outcomes = (await Promise.all(messages)).flat()
    expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(7)
    const { held, recount } = await tallies(test.context)
    expect(held).toEqual(recount)
  })

  it('keeps tallies right while ratings mark what messages move', async () => {
    const cases = Array.from({ length: 20 }, (_, index) => `busy-${index}`)
    const made = await store(...cases.map(caseNo => input(caseNo, { finishedAt: HOURS[0] ?? null })))
    const mark = async (id: string) =>
      await transact(test.context.db, async trx => await markRated(trx, [id], test.context.now().toISOString()))
    await Promise.all([
      ...made.map(({ id }) => mark(id)),
      ...cases.map((caseNo, index) =>
        store(input(caseNo, { pointId: halls.east.points[1], finishedAt: HOURS[1 + (index % 2)] ?? null })),
      ),
    ])
    const { held, recount } = await tallies(test.context)
    expect(held).toEqual(recount)
    expect(recount.reduce((sum, [, row]) => sum + (row as { rated: number }).rated, 0)).toBeGreaterThanOrEqual(20)
  })

  it('finds the visit that a rating at the window belongs to: offered first, then finished, never a rated one', async () => {
    const { context } = test
    const { west } = halls
    const now = new Date('2026-11-25T05:00:00.000Z')
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
    const at = { centerId: west.centerId, pointId: west.points[0] }
    const current = async () => (await currentVisit(context.db, west.points[0], now))?.id
    expect(await current()).toBeUndefined()
    const [old, finished, offeredOld, offered] = await store(
      input('w-1', { ...at, finishedAt: ago(31) }),
      input('w-2', { ...at, finishedAt: ago(29) }),
      input('w-3', { ...at, finishedAt: ago(40), offeredAt: ago(16) }),
      input('w-4', { ...at, finishedAt: ago(60), offeredAt: ago(14) }),
    )
    expect(old).toBeDefined()
    expect(offeredOld).toBeDefined()
    expect(await current()).toBe(offered?.id)
    await transact(context.db, async trx => await markRated(trx, [offered?.id ?? ''], ago(0)))
    expect(await current()).toBe(finished?.id)
    await transact(context.db, async trx => await markRated(trx, [finished?.id ?? ''], ago(0)))
    expect(await current()).toBeUndefined()
    expect(await currentVisit(context.db, west.points[1], now)).toBeUndefined()
  })
})
