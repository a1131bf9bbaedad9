// The key that joins contacts and answers: kept until publication, then destroyed, once, with an audit line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { destroyCaseKeys } from '../../server/invitation/close.ts'
import { createField, issueLinks } from '../response/support.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

describe.each(ENGINES)('the case key on %s', engine => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp(engine)
  })
  afterAll(() => test.close())

  it('is destroyed when the year is published, and not before', async () => {
    const { context } = test
    const field = await createField(test, { sample: 3 })
    await issueLinks(test, field)
    const administrator = await test.as('administrator')
    const key = () =>
      context.db
        .selectFrom('invitationKey')
        .select(['key', 'destroyedAt'])
        .where('campaignId', '=', field.campaign.id)
        .executeTakeFirstOrThrow()
    for (const state of ['scoring', 'review']) {
      expect((await administrator.post(`/api/campaigns/${field.campaign.id}/state`, { state })).status).toBe(200)
      expect(await destroyCaseKeys(context)).toEqual([])
      expect((await key()).key).not.toBeNull()
    }
    await administrator.post(`/api/campaigns/${field.campaign.id}/state`, { state: 'published' })
    expect(await destroyCaseKeys(context)).toEqual([field.campaign.id])
    expect(await key()).toMatchObject({ key: null })
    expect((await key()).destroyedAt).not.toBeNull()
    expect(await destroyCaseKeys(context)).toEqual([])
    const audit = await administrator.get<{ entries: unknown[] }>('/api/audit?action=invitation.destroyKey')
    expect(audit.body.entries).toHaveLength(1)
  })
})
