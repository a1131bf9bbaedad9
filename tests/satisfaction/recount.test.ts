// After any history of visits and ratings the indicators are what a recount by other means gives, and every tally agrees with its rows.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../server/china-time.ts'
import { transact } from '../../server/db/engine.ts'
import { LEVELS, type Level } from '../../server/rating/level.ts'
import { excludeRating } from '../../server/rating/rating.store.ts'
import type { Satisfaction } from '../../server/satisfaction/read.ts'
import { ENGINES } from '../support/app.ts'
import { type Center, createHouse, type House, rate, sendVisits } from './support.ts'

type Step =
  | {
      readonly kind: 'visit'
      readonly no: number
      readonly window: number
      readonly matter: number
      readonly hoursAgo: number | null
    }
  | { readonly kind: 'rate'; readonly no: number; readonly level: Level }
  | { readonly kind: 'window'; readonly window: number; readonly level: Level }
  | { readonly kind: 'exclude'; readonly no: number }

const level = fc.constantFrom(...LEVELS)
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('visit' as const),
        no: fc.nat(15),
        window: fc.nat(2),
        matter: fc.nat(2),
        hoursAgo: fc.option(fc.integer({ min: 1, max: 60 })),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('rate' as const), no: fc.nat(15), level }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('window' as const), window: fc.nat(2), level }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('exclude' as const), no: fc.nat(40) }) },
  ),
  { minLength: 10, maxLength: 40 },
)

/** What should be known, kept as plainly as possible. */
class Model {
  readonly visits = new Map<string, { day: string | null; code: string; rated: boolean }>()
  readonly ratings: { receipt: string; day: string; level: Level; linked: boolean; excluded: boolean }[] = []

  countsOf(day: string) {
    const visits = [...this.visits.values()].filter(visit => visit.day === day)
    const ratings = this.ratings.filter(rating => rating.day === day)
    const valid = ratings.filter(rating => !rating.excluded)
    return {
      visits: visits.length,
      rated: visits.filter(visit => visit.rated).length,
      levels: LEVELS.map(each => valid.filter(rating => rating.level === each).length),
      excluded: ratings.length - valid.length,
      unlinked: valid.filter(rating => !rating.linked).length,
    }
  }
}

async function take(house: House, center: Center, model: Model, run: number, step: Step): Promise<void> {
  const today = chinaDay(new Date())
  const caseNo = `${run}-${'no' in step ? step.no : 0}`
  const known = model.visits.get(caseNo)
  if (step.kind === 'visit') {
    const finished = step.hoursAgo === null ? null : new Date(Date.now() - step.hoursAgo * 3_600_000)
    const matter = ['M1', 'M2'][step.matter]
    const codes = await sendVisits(house, center, [
      {
        caseNo,
        windowCode: center.windows[step.window]!.code,
        ...(matter ? { matterCode: matter } : {}),
        ...(finished ? { finishedAt: finished.toISOString() } : {}),
      },
    ])
    // A source that says nothing of the finish leaves what is known.
    const day = finished ? chinaDay(finished) : (known?.day ?? null)
    model.visits.set(caseNo, { day, code: codes.get(caseNo)!, rated: known?.rated ?? false })
  } else if (step.kind === 'rate' && known) {
    const answer = await rate(house, { visit: known.code }, step.level)
    if (known.rated) expect(answer.status).toBe(409)
    else {
      expect(answer.status).toBe(200)
      known.rated = true
      model.ratings.push({ receipt: answer.body.receipt, day: today, level: step.level, linked: true, excluded: false })
    }
  } else if (step.kind === 'window') {
    const answer = await rate(house, { window: center.windows[step.window]!.publicCode }, step.level)
    expect(answer.status).toBe(200)
    model.ratings.push({ receipt: answer.body.receipt, day: today, level: step.level, linked: false, excluded: false })
  } else if (step.kind === 'exclude' && model.ratings[step.no]) {
    const chosen = model.ratings[step.no]!
    const { body } = await house.office.get<{ ratings: { id: string; excludedAt: string | null }[] }>(
      '/api/ratings?limit=200',
    )
    const rows = body.ratings.toReversed()
    const found = rows[model.ratings.indexOf(chosen)]!
    await transact(house.context.db, trx => excludeRating(trx, found.id, new Date().toISOString()))
    chosen.excluded = true
  }
}

describe.each(ENGINES)('indicators on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await createHouse(engine)
  })
  afterAll(() => house.close())

  test('equal a recount after any history', { timeout: 120_000 }, async () => {
    const center = house.centers[0]!
    const model = new Model()
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async history => {
        run++
        for (const step of history) await take(house, center, model, run, step)
        for (let ago = 0; ago < 4; ago++) {
          const day = chinaDay(new Date(Date.now() - ago * 86_400_000))
          const { body } = await house.office.get<Satisfaction>(
            `/api/satisfaction?center=${center.id}&from=${day}&to=${day}`,
          )
          const { total } = body
          const { rated } = total.rates
          expect(
            {
              visits: total.visits,
              rated: rated.numerator,
              levels: total.levels,
              excluded: total.excluded,
              unlinked: total.unlinked,
            },
            day,
          ).toEqual(model.countsOf(day))
          if (rated.estimate !== null) expect(rated.estimate).toBeLessThanOrEqual(1)
        }
        const { body } = await house.office.get('/api/satisfaction/verification')
        expect(body).toMatchObject({ agrees: true, differences: [] })
      }),
      // A history goes on from the one before, so that a failure cannot be made smaller.
      { numRuns: 5, endOnFailure: true },
    )
  })
})
