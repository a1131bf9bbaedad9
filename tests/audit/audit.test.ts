// The audit chain: written with the change, broken by any tampering, never forked by concurrent writers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAudit, SYSTEM, verifyAudit } from '../../server/audit/audit.store.ts'
import { transact } from '../../server/db/engine.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('audit on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  const record = (subject: string) =>
    transact(test.context.db, trx =>
      recordAudit(trx, test.context, { actor: SYSTEM, action: 'test.write', subject, details: { value: '𠮷' } }),
    )

  it('keeps one chain under concurrent writers', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => record(`test/${index}`)))
    expect(await verifyAudit(test.context.db)).toMatchObject({ ok: true, entries: 30 })
  })

  it('leaves no entry when the change is rolled back', async () => {
    const before = await verifyAudit(test.context.db)
    const failed = transact(test.context.db, async trx => {
      await recordAudit(trx, test.context, { actor: SYSTEM, action: 'test.write', subject: 'test/rolled-back' })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await verifyAudit(test.context.db)).toEqual(before)
  })

  it('names the entry that was altered, removed, or cut off at the end', async () => {
    const { db } = test.context
    await db.updateTable('auditEntry').set({ details: '{"value":"altered"}' }).where('position', '=', 7).execute()
    expect(await verifyAudit(db)).toMatchObject({ ok: false, position: 7 })
    await db.updateTable('auditEntry').set({ details: '{"value":"𠮷"}' }).where('position', '=', 7).execute()
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
    await db.deleteFrom('auditEntry').where('position', '=', 30).execute()
    expect(await verifyAudit(db)).toMatchObject({ ok: false, reason: 'entries at the end are missing' })
    await db.deleteFrom('auditEntry').where('position', '=', 12).execute()
    expect(await verifyAudit(db)).toMatchObject({ ok: false, position: 12 })
  })
})
