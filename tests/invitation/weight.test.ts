// An element without a design weight is not invited, and no weight is made up for it; with one it is invited later.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createField, issueLinks } from '../response/support.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('weights of the invited on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  it('come from the draw, and are not invented where the draw gives none', async () => {
    const { db } = test.context
    const field = await createField(test, { sample: 3 })
    const elements = db.updateTable('drawElement').where('drawId', '=', field.drawId)
    await elements.set({ baseWeight: null }).where('position', '=', 2).execute()
    const { tokens } = await issueLinks(test, field)
    expect(tokens).toHaveLength(2)
    const cases = await db.selectFrom('responseCase').select('baseWeight').execute()
    expect(cases.map(row => row.baseWeight)).toEqual([2, 2])
    await elements.set({ baseWeight: 4 }).where('position', '=', 2).execute()
    expect((await issueLinks(test, field)).tokens).toHaveLength(1)
    const released = await db.selectFrom('responseCase').select('baseWeight').orderBy('baseWeight').execute()
    expect(released.map(row => row.baseWeight)).toEqual([2, 2, 4])
  })
})
