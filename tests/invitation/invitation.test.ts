// Invitations through the API on both engines: issuing, the two exports, issuing again, and what is stored of a link.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCaseKey } from '../../server/invitation/token.ts'
import { createField, type Field } from '../response/support.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'

interface Key {
  readonly batchId: string
  readonly invited: number
  readonly exportKey: string
  readonly type: string
}

const TEMPLATE = '【{发起单位}】{姓名}您好：{链接}'

describe.each(ENGINES)('invitations on %s', engine => {
  let test: TestApp
  let field: Field
  let key: Key
  beforeAll(async () => {
    test = await createTestApp(engine)
    field = await createField(test, { sample: 12, reserve: 4, strata: ['甲', '乙'] })
  })
  afterAll(() => test.close())

  const base = () => `/api/campaigns/${field.campaign.id}`
  const issue = async (body: object) => (await test.as('review_group')).post<Key>(`${base()}/invitation-batches`, body)
  const sms = async (batchId: string, body: object) => {
    const group = await test.as('review_group')
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    return await group.fetch(`/api/invitation-batches/${batchId}/sms`, init)
  }
  const tokensOf = (csv: string) =>
    [...csv.matchAll(/\/s\/([0-9a-z]{26})/g)]
      .map(match => match[1] ?? '')
      .filter((token, at, all) => all.indexOf(token) === at)

  it('invites the sample once and leaves the reserve out', async () => {
    const issued = await issue({ drawId: field.drawId })
    expect([issued.status, issued.body.invited]).toEqual([200, 12])
    key = issued.body
    const { db } = test.context
    const roles = await db
      .selectFrom('invitation')
      .innerJoin('drawElement', join =>
        join
          .onRef('drawElement.drawId', '=', 'invitation.drawId')
          .onRef('drawElement.elementId', '=', 'invitation.elementId'),
      )
      .select('drawElement.role')
      .execute()
    expect(new Set(roles.map(row => row.role))).toEqual(new Set(['sample']))
    const again = await issue({ drawId: field.drawId })
    expect([again.status, again.body.type]).toEqual([409, '/problems/invitation-nobody-left'])
    const list = await (await test.as('viewer')).get<{
      draws: { sample: number; reserve: number; uninvited: number }[]
      states: { issued: number }
    }>(`${base()}/invitations`)
    expect(list.body.draws[0]).toMatchObject({ sample: 12, reserve: 4, uninvited: 0 })
    expect(list.body.states.issued).toBe(12)
  })

  it('exports links for the SMS platform while the key is at hand: BOM, names, numbers, neutralised', async () => {
    await test.context.db.updateTable('person').set({ name: '=HYPERLINK("x")' }).where('name', '=', '测试人1').execute()
    const response = await sms(key.batchId, { exportKey: key.exportKey, reason: '首轮短信', template: TEMPLATE })
    expect(response.status).toBe(200)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const csv = bytes.toString('utf8').slice(1)
    const lines = csv.trimEnd().split('\r\n')
    expect(lines[0]).toBe('手机号,姓名,短信内容,链接,计费条数')
    expect(lines).toHaveLength(13)
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    expect(csv).toContain('19900000002,测试人2,【示例市效能办】测试人2您好：')
    expect(tokensOf(csv)).toHaveLength(12)
    for (const token of tokensOf(csv)) expect((await test.anyone.post(`/api/s/${token}/start`)).status).toBe(200)
    const audit = await (await test.as('administrator')).get<{ entries: { details: string }[] }>(
      '/api/audit?action=invitation.export',
    )
    expect(JSON.stringify(audit.body.entries[0])).toContain('首轮短信')
    expect(JSON.stringify(audit.body)).not.toContain('1990000')
  })

  it('stores no link, only digests, and nothing that joins a case to an invitation', async () => {
    const csv = await (await sms(key.batchId, { exportKey: key.exportKey, reason: '核对', template: TEMPLATE })).text()
    const { db, key: houseKey } = test.context
    const invitations = await db.selectFrom('invitation').selectAll().execute()
    const stored = JSON.stringify([
      invitations,
      await db.selectFrom('invitationBatch').selectAll().execute(),
      await db.selectFrom('auditEntry').selectAll().execute(),
    ])
    for (const token of tokensOf(csv)) expect(stored).not.toContain(token)
    expect(stored).not.toContain(key.exportKey)
    const cases = await db.selectFrom('responseCase').selectAll().execute()
    expect(cases).toHaveLength(12)
    for (const row of cases)
      for (const invitation of invitations) expect(JSON.stringify(row)).not.toContain(invitation.id)
    // The case key lies sealed, and opens for this campaign only.
    const sealed = await db.selectFrom('invitationKey').selectAll().executeTakeFirstOrThrow()
    expect(openCaseKey(sealed.key ?? '', houseKey('invitation-case'), field.campaign.id)).toHaveLength(32)
    expect(() => openCaseKey(sealed.key ?? '', houseKey('invitation-case'), 'another')).toThrow()
  })

  it('prints letters with a code for each person', async () => {
    const group = await test.as('review_group')
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ exportKey: key.exportKey, reason: '信函' }),
    }
    const page = await (await group.fetch(`/api/invitation-batches/${key.batchId}/letters`, init)).text()
    expect(page.match(/<svg /g)).toHaveLength(12)
    expect(page).toContain('测试人2')
    expect(page.match(/class="page"/g)).toHaveLength(2)
  })

  it('issues new links: the old ones stop, the draft stays, the old key exports nothing', async () => {
    const before = tokensOf(
      await (await sms(key.batchId, { exportKey: key.exportKey, reason: '核对', template: TEMPLATE })).text(),
    )
    const token = before[3] ?? ''
    await test.anyone.put(`/api/s/${token}/draft`, { base: 0, answers: { 'units.unit_1.know': 'k2' } })
    await test.anyone.post(`/api/s/${before[5] ?? ''}/refusal`)
    const group = await test.as('review_group')
    expect((await group.post(`/api/invitation-batches/${key.batchId}/reissue`, { reason: '' })).status).toBe(422)
    const reissued = await group.post<Key>(`/api/invitation-batches/${key.batchId}/reissue`, { reason: '短信未送达' })
    // The one who declined is left in peace.
    expect([reissued.status, reissued.body.invited]).toEqual([200, 11])
    expect((await test.anyone.post(`/api/s/${token}/start`)).status).toBe(404)
    const old = await sms(key.batchId, { exportKey: key.exportKey, reason: '核对', template: TEMPLATE })
    expect([old.status, ((await old.json()) as Key).type]).toEqual([409, '/problems/invitation-key-wrong'])
    const fresh = tokensOf(
      await (
        await sms(key.batchId, { exportKey: reissued.body.exportKey, reason: '第二轮', template: TEMPLATE })
      ).text(),
    )
    expect(fresh).toHaveLength(11)
    const drafts = await Promise.all(
      fresh.map(each => test.anyone.post<{ draft: { version: number } }>(`/api/s/${each}/start`)),
    )
    expect(drafts.filter(draft => draft.body.draft.version === 1)).toHaveLength(1)
  })

  it('refuses what cannot be: past days, texts without a link, no reason, people without the right, other states', async () => {
    expect((await issue({ drawId: field.drawId, lastDay: '2020-01-01' })).body.type).toBe(
      '/problems/invitation-expiry-past',
    )
    expect((await issue({ drawId: 'none' })).body.type).toBe('/problems/invitation-not-drawn')
    expect((await issue({ drawId: field.drawId, lastDay: 'soon' })).status).toBe(422)
    expect((await sms(key.batchId, { exportKey: key.exportKey, reason: 'x', template: '没有链接' })).status).toBe(422)
    expect((await sms(key.batchId, { exportKey: key.exportKey, reason: ' ', template: TEMPLATE })).status).toBe(422)
    expect((await sms(key.batchId, { exportKey: 'short', reason: 'x', template: TEMPLATE })).status).toBe(422)
    const viewer = await test.as('viewer')
    expect((await viewer.post(`${base()}/invitation-batches`, { drawId: field.drawId })).status).toBe(403)
    expect((await viewer.fetch(`${base()}/call-requests`)).status).toBe(403)
    const administrator = await test.as('administrator')
    await administrator.post(`${base()}/state`, { state: 'scoring' })
    expect((await issue({ drawId: field.drawId })).body.type).toBe('/problems/invitation-wrong-state')
    await administrator.post(`${base()}/state`, { state: 'fieldwork', reason: '测试' })
  })

  it('leaves out who has no unit to rate, and says so', async () => {
    const other = await createTestApp(engine)
    try {
      const bare = await createField(other, { sample: 2, units: 0 })
      const group = await other.as('review_group')
      const answer = await group.post<{ type: string; withoutUnits: number }>(
        `/api/campaigns/${bare.campaign.id}/invitation-batches`,
        { drawId: bare.drawId },
      )
      expect([answer.body.type, answer.body.withoutUnits]).toEqual(['/problems/invitation-nobody-left', 2])
    } finally {
      await other.close()
    }
  })
})
