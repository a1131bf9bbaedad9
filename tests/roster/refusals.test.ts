// What is no roster, and what is not allowed, through the API on both engines: a clear problem, and nothing changed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rosterJobs } from '../../server/roster/jobs.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { importRoster, type RosterAnswer, upload } from '../support/roster.ts'

const GOOD = '姓名,手机\n张三,19900030001\n李四,19900030002\n'

describe.each(ENGINES)('refusals of rosters on %s', engine => {
  let test: TestApp
  let campaignId = ''
  let before: unknown
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaignId = (await createTestCampaign(test)).id
    await importRoster(test, campaignId, GOOD, { fileName: '原有.csv' })
    before = await everything()
  })
  afterAll(() => test.close())

  const everything = async () => ({
    people: await test.context.db.selectFrom('person').selectAll().orderBy('id').execute(),
    entries: await test.context.db.selectFrom('rosterEntry').selectAll().orderBy('personId').execute(),
    rejects: await test.context.db.selectFrom('rosterReject').selectAll().execute(),
  })

  it.each([
    ['an empty file', new Uint8Array(0), 'roster-empty-file'],
    ['blank lines', '\r\n\r\n', 'roster-empty-file'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'roster-binary-file'],
    ['NUL bytes', Buffer.alloc(9000), 'roster-binary-file'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'roster-old-workbook'],
    ['a broken workbook', Buffer.from('504b030400000000', 'hex'), 'roster-damaged-workbook'],
    ['wrong columns', '品名,数量\n苹果,3\n梨,4\n', 'roster-columns-unknown'],
    [
      'a line of 50 MB',
      Buffer.concat([Buffer.from('姓名,手机\n张三,19900030009\n'), Buffer.alloc(50_000_000, '9')]),
      'roster-line-too-long',
    ],
  ])('refuses %s and keeps what was there', async (what, bytes, slug) => {
    const group = await test.as('review_group')
    const sent = await upload(group, campaignId, bytes, { fileName: `${what}.csv` })
    if (sent.status === 200) {
      const start = { category: 'resident', name: what }
      const answer = await group.post<{ type: string; detail: string }>(`/api/rosters/${sent.body.id}/import`, start)
      expect([answer.status, answer.body.type]).toEqual([422, `/problems/${slug}`])
      expect(answer.body.detail).toContain('原有名册不变')
    } else expect([sent.status, sent.body.type]).toEqual([422, `/problems/${slug}`])
    expect(await everything()).toEqual(before)
  })

  it('gives up half way when a line far below is too long, and leaves nothing behind', async () => {
    const group = await test.as('review_group')
    const lines = Array.from({ length: 9000 }, (_, i) => `王五${i},1990004${String(i).padStart(4, '0')}`)
    const sent = await upload(group, campaignId, `姓名,手机\n${lines.join('\n')}\n${'x'.repeat(2_000_000)}`)
    await group.post(`/api/rosters/${sent.body.id}/import`, { category: 'resident', name: '长行' })
    await rosterJobs(test.context).idle()
    const roster = (await group.get<RosterAnswer>(`/api/rosters/${sent.body.id}`)).body
    expect(roster).toMatchObject({ state: 'failed', valid: 0 })
    expect(roster.failure?.title[0]).toBe('第 9002 行太长')
    expect(await everything()).toEqual(before)
  })

  it('refuses a mapping outside the file, an unknown category, a second start', async () => {
    const group = await test.as('review_group')
    const { id } = (await upload(group, campaignId, '姓名,手机\n赵六,19900030006\n')).body
    const start = (body: object) =>
      group.post<{ type: string }>(`/api/rosters/${id}/import`, { category: 'resident', name: '名', ...body })
    expect((await start({ mapping: { mobile: 9 } })).body.type).toBe('/problems/roster-column-out-of-range')
    expect((await start({ mapping: { name: 0 } })).body.type).toBe('/problems/roster-columns-unknown')
    expect((await start({ category: 'martian' })).status).toBe(422)
    expect((await start({ unitId: 'nowhere' })).status).toBe(404)
    const [first, second] = await Promise.all([start({}), start({})])
    expect(new Set([first.status, second.status])).toEqual(new Set([200, 409]))
    await rosterJobs(test.context).idle()
    expect((await start({})).status).toBe(409)
    await group.delete(`/api/rosters/${id}`)
    expect(await everything()).toEqual(before)
  })

  it('cancels before and during the import and leaves nothing behind', async () => {
    const group = await test.as('review_group')
    const lines = Array.from({ length: 60_000 }, (_, i) => `王五,19900${String(500_000 + i)}`)
    const { id } = (await upload(group, campaignId, `姓名,手机\n${lines.join('\n')}\n`)).body
    await group.post(`/api/rosters/${id}/import`, { category: 'resident', name: '取消' })
    expect((await group.post(`/api/rosters/${id}/cancel`)).status).toBe(200)
    await rosterJobs(test.context).idle()
    expect((await group.get<RosterAnswer>(`/api/rosters/${id}`)).body.state).toBe('cancelled')
    expect(await everything()).toEqual(before)
    const again = await upload(group, campaignId, `姓名,手机\n${lines.join('\n')}\n`)
    expect(again.body).toMatchObject({ id, repeated: false })
    await group.post(`/api/rosters/${id}/import`, { category: 'resident', name: '再来' })
    await rosterJobs(test.context).idle()
    expect((await group.get<RosterAnswer>(`/api/rosters/${id}`)).body).toMatchObject({ state: 'ready', valid: 60_000 })
    await group.delete(`/api/rosters/${id}`)
    expect(await everything()).toEqual(before)
  })

  it('keeps roles apart and the sampled year closed', async () => {
    const [viewer, statistics, group] = [
      await test.as('viewer'),
      await test.as('statistics'),
      await test.as('review_group'),
    ]
    const [roster] = (await viewer.get<{ rosters: { id: string }[] }>(`/api/campaigns/${campaignId}/rosters`)).body
      .rosters
    expect((await upload(viewer, campaignId, GOOD)).status).toBe(403)
    expect((await upload(statistics, campaignId, GOOD)).status).toBe(403)
    expect((await upload(test.anyone, campaignId, GOOD)).status).toBe(401)
    expect((await viewer.get(`/api/rosters/${roster?.id}/rejects`)).status).toBe(403)
    expect((await viewer.delete(`/api/rosters/${roster?.id}`)).status).toBe(403)
    expect((await upload(group, 'nowhere', GOOD)).status).toBe(404)
    const administrator = await test.as('administrator')
    for (const state of ['sampling', 'fieldwork'])
      await administrator.post(`/api/campaigns/${campaignId}/state`, { state })
    const late = await upload(group, campaignId, GOOD)
    expect([late.status, late.body.type]).toEqual([409, '/problems/roster-campaign-closed'])
    expect(await everything()).toEqual(before)
  })
})
