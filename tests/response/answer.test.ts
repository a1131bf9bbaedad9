// Answering through the API on both engines: start, draft, another device, submission, and links that take no answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createField, type Field, fullAnswers, issueLinks } from './support.ts'

interface ProblemBody {
  readonly type: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  readonly draft?: { readonly version: number; readonly answers: Record<string, unknown> }
}

describe.each(ENGINES)('answers on %s', engine => {
  let test: TestApp
  let field: Field
  let tokens: string[]
  const nextToken = () => tokens.pop() ?? ''
  beforeAll(async () => {
    test = await createTestApp(engine)
    field = await createField(test, { sample: 40, reserve: 3 })
    tokens = (await issueLinks(test, field)).tokens
  })
  afterAll(() => test.close())

  const start = (token: string) =>
    test.anyone.post<{ units: { code: string }[]; draft: { version: number; answers: Record<string, unknown> } }>(
      `/api/s/${token}/start`,
    )
  const save = (token: string, base: number, answers: unknown) =>
    test.anyone.put<{ version: number } & ProblemBody>(`/api/s/${token}/draft`, { base, answers })
  const submit = (token: string, clientId: string, answers: unknown) =>
    test.anyone.post<ProblemBody>(`/api/s/${token}/submission`, { clientId, answers })
  const responses = () =>
    test.context.db.selectFrom('response').selectAll().where('campaignId', '=', field.campaign.id).execute()

  it('keeps a draft over devices, merges nothing by itself, and stores what is submitted once', async () => {
    const token = nextToken()
    const begun = await start(token)
    expect([begun.status, begun.body.units.map(unit => unit.code), begun.body.draft]).toEqual([
      200,
      ['unit_1', 'unit_2'],
      { version: 0, answers: {} },
    ])
    expect((await save(token, 0, { 'units.unit_1.know': 'k2' })).body).toEqual({ version: 1 })
    // The same save again, because its answer was lost on the way.
    expect((await save(token, 0, { 'units.unit_1.know': 'k2' })).body).toEqual({ version: 1 })
    const other = await start(token)
    expect(other.body.draft).toEqual({ version: 1, answers: { 'units.unit_1.know': 'k2' } })
    expect((await save(token, 1, { 'units.unit_1.know': 'k3' })).body).toEqual({ version: 2 })
    const late = await save(token, 1, { 'units.unit_1.know': 'k1' })
    expect([late.status, late.body.type, late.body.draft]).toEqual([
      409,
      '/problems/response-draft-outdated',
      { version: 2, answers: { 'units.unit_1.know': 'k3' } },
    ])

    const answers = fullAnswers(field.campaign.units)
    expect((await submit(token, 'client-0001', answers)).status).toBe(200)
    expect((await submit(token, 'client-0001', answers)).status).toBe(200)
    const second = await submit(token, 'client-0002', fullAnswers(field.campaign.units, 's1'))
    expect([second.status, second.body.type]).toEqual([409, '/problems/response-answered'])
    const stored = await responses()
    expect(stored).toHaveLength(1)
    const kept = JSON.parse(stored[0]?.answers ?? '{}') as { units: Record<string, { dims: Record<string, string> }> }
    expect(Object.keys(kept.units).sort()).toEqual(field.campaign.units.map(unit => unit.id).sort())
    expect(kept.units[field.campaign.units[0]?.id ?? '']?.dims).toMatchObject({ duty: 's3', law: 's3' })
    expect(await test.context.db.selectFrom('responseDraft').selectAll().execute()).toEqual([])
  })

  it('keeps nothing beside the answers that could tell who or when', async () => {
    const [row] = await responses()
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'answers',
      'campaignId',
      'caseId',
      'channel',
      'clientId',
      'submittedOn',
    ])
    expect(row?.submittedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    const invitation = await test.context.db
      .selectFrom('invitation')
      .selectAll()
      .where('state', '=', 'answered')
      .executeTakeFirstOrThrow()
    expect(Object.values(invitation)).not.toContain(row?.caseId)
    const audit = await test.context.db
      .selectFrom('auditEntry')
      .select('action')
      .where('action', 'like', 'response%')
      .execute()
    expect(audit).toEqual([])
  })

  it('stores every one of many submissions that arrive together, each once', async () => {
    const before = (await responses()).length
    const together = tokens.splice(0, 25)
    for (const token of together) await start(token)
    const sent = together.flatMap(token =>
      [1, 2].map(() => submit(token, `client-${token}`, fullAnswers(field.campaign.units))),
    )
    expect((await Promise.all(sent)).map(answer => answer.status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(await responses()).toHaveLength(before + 25)
  })

  it('refuses answers that do not fit, naming each, and stores nothing', async () => {
    const token = nextToken()
    const bad = {
      ...fullAnswers(field.campaign.units),
      'units.unit_1.overall': 's9',
      'units.elsewhere.know': 'k1',
      'units.unit_2.advice': '长'.repeat(501),
    }
    const refused = await submit(token, 'client-0003', bad)
    expect(refused.status).toBe(422)
    expect(refused.body.errors?.map(error => error.pointer).sort()).toEqual([
      '/units.elsewhere.know',
      '/units.unit_1.overall',
      '/units.unit_2.advice',
    ])
    const { 'units.unit_1.overall': _, ...incomplete } = fullAnswers(field.campaign.units)
    const missing = await submit(token, 'client-0003', incomplete)
    expect([missing.status, missing.body.errors?.map(error => error.pointer)]).toEqual([422, ['/units.unit_1.overall']])
    const draft = await save(token, 0, bad)
    expect([draft.status, draft.body.type]).toEqual([422, '/problems/response-answers-refused'])
    expect((await submit(token, 'client-0003', fullAnswers(field.campaign.units))).status).toBe(200)
  })

  it('drops what 不了解 hides, without complaint', async () => {
    const token = nextToken()
    const answers = { ...fullAnswers(field.campaign.units), 'units.unit_2.know': 'k0' }
    expect((await submit(token, 'client-0004', answers)).status).toBe(200)
    const kept = (await responses()).map(row => JSON.parse(row.answers) as { units: Record<string, unknown> })
    expect(kept.map(each => each.units[field.campaign.units[1]?.id ?? ''])).toContainEqual({ know: 'k0' })
  })

  it('refuses bodies that are no answers at all', async () => {
    const token = nextToken()
    expect((await test.anyone.post(`/api/s/${token}/submission`, { clientId: 'x', answers: {} })).status).toBe(422)
    expect(
      (await test.anyone.post(`/api/s/${token}/submission`, { clientId: 'client-0005', answers: [] })).status,
    ).toBe(422)
    const post = (body: string, type = 'application/json') =>
      test.anyone.fetch(`/api/s/${token}/submission`, { method: 'POST', headers: { 'content-type': type }, body })
    expect((await post('{')).status).toBe(400)
    expect((await post('x', 'text/plain')).status).toBe(415)
    const huge = JSON.stringify({ clientId: 'client-0005', answers: { a: 'x'.repeat(3_000_000) } })
    expect((await post(huge)).status).toBe(413)
    expect((await start(token)).status).toBe(200)
  })

  it('honours a refusal at once, deletes the draft, and lets the person change their mind', async () => {
    const token = nextToken()
    await start(token)
    await save(token, 0, { 'units.unit_1.know': 'k2' })
    expect((await test.anyone.post(`/api/s/${token}/refusal`)).status).toBe(200)
    expect(await test.context.db.selectFrom('responseDraft').selectAll().execute()).toEqual([])
    const again = await start(token)
    expect([again.status, again.body.draft.version]).toEqual([200, 0])
    expect((await test.anyone.post(`/api/s/${token}/call`)).status).toBe(200)
    const { body } = await (await test.as('viewer')).get<{ callRequested: number; refused: number }>(
      `/api/campaigns/${field.campaign.id}/responses`,
    )
    expect([body.callRequested, body.refused]).toEqual([1, 0])
  })

  it('takes no answers after the last day, outside fieldwork, or without a known link', async () => {
    const token = nextToken()
    expect((await start('0'.repeat(26))).status).toBe(404)
    expect((await start('short')).status).toBe(404)
    const { db } = test.context
    await db
      .updateTable('invitation')
      .set({ expiresAt: '2020-01-01T00:00:00.000Z' })
      .where('campaignId', '=', field.campaign.id)
      .execute()
    const expired = await submit(token, 'client-0006', fullAnswers(field.campaign.units))
    expect([expired.status, expired.body.type]).toEqual([410, '/problems/response-link-expired'])
    expect((await save(token, 0, {})).status).toBe(410)
    await db
      .updateTable('invitation')
      .set({ expiresAt: '2999-01-01T00:00:00.000Z' })
      .where('campaignId', '=', field.campaign.id)
      .execute()
    const administrator = await test.as('administrator')
    await administrator.post(`/api/campaigns/${field.campaign.id}/state`, { state: 'scoring' })
    expect((await start(token)).body).toMatchObject({ type: '/problems/response-closed' })
    await administrator.post(`/api/campaigns/${field.campaign.id}/state`, { state: 'fieldwork', reason: '延长' })
    await administrator.patch(`/api/campaigns/${field.campaign.id}`, { opensOn: '2999-01-01' })
    expect((await start(token)).body).toMatchObject({ type: '/problems/response-early' })
    await administrator.patch(`/api/campaigns/${field.campaign.id}`, { opensOn: null })
    expect((await start(token)).status).toBe(200)
  })
})
