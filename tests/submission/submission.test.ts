// Respondent lists through the API on both engines: two persons, digests that hold, and every refusal.
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENGINES } from '../support/app.ts'
import { moveTo } from '../frame/support.ts'
import { type Desk, type Made, openDesk, type Refused } from './desk.ts'
import { column, putDraw, RARE, sha256 } from './support.ts'

describe.each(ENGINES)('submissions on %s', engine => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(engine)
  })
  afterAll(() => desk.test.close())

  it('goes from one person to another and is signed for, every step in the audit log', async () => {
    const { group, statistics, prepared, bytesOf, audits } = desk
    const submission = await prepared()
    expect(submission).toMatchObject({ state: 'prepared', rowCount: 6, preparedName: 'review_group', approvedAt: null })
    expect(submission.files.map(file => file.format)).toEqual(['xlsx', 'csv', 'csv-gb18030'])
    const { id } = submission
    expect((await statistics.post<Made>(`/api/submissions/${id}/approve`)).body.submission.state).toBe('approved')
    for (const file of submission.files) {
      const bytes = await bytesOf(id, file.format)
      expect([bytes.length, sha256(bytes)]).toEqual([file.bytes, file.sha256])
      expect(file.name).toMatch(/^评议对象名单-2026-抽样框全部-review_group-\d{8}_\d{4}/)
    }
    const wrong = await statistics.post<Refused>(`/api/submissions/${id}/receipt`, { rows: 5 })
    expect([wrong.status, wrong.body.type]).toEqual([422, '/problems/submission-receipt-differs'])
    const receipt = { rows: 6, note: '内网收到 XLSX 一份' }
    const received = await statistics.post<Made>(`/api/submissions/${id}/receipt`, receipt)
    expect(received.body.submission).toMatchObject({
      state: 'received',
      receivedName: 'statistics',
      receipt: receipt.note,
    })
    const shown = (await group.get<Made>(`/api/submissions/${id}`)).body.submission
    expect(shown).toEqual({ ...received.body.submission, sentAt: shown.sentAt })
    expect(shown.sentAt).not.toBeNull()
    const lines = await audits(id)
    expect(lines.map(line => `${line.action} ${line.actorName}`)).toEqual([
      'submission.write review_group',
      'submission.approve statistics',
      ...['xlsx', 'csv', 'csv-gb18030'].map(() => 'submission.download statistics'),
      'submission.receive statistics',
    ])
    const log = lines.map(line => line.details).join('')
    for (const file of submission.files) expect(log).toContain(file.sha256)
    for (const person of RARE) expect(log).not.toContain(person.mobile)
  })

  it('refuses templates with unknown, doubled, nameless columns, and says which', async () => {
    const { group, base, order } = desk
    const refusal = async (columns: object[]) =>
      await group.post<Refused>(base, order({ template: { columns, guardLongNumbers: false } }))
    const unknown = await refusal([column('name'), column('idCard'), column('name', '又'), column('mobile', ' ')])
    expect([unknown.status, unknown.body.type]).toEqual([422, '/problems/submission-template'])
    expect(unknown.body.errors?.map(error => error.pointer)).toEqual([1, 2, 3].map(i => `/template/columns/${i}`))
    expect(unknown.body.errors?.[0]?.detail).toContain('idCard')
    expect((await refusal([column('role')])).body.errors?.[0]?.detail).toContain('角色')
    expect((await refusal([column('name', '同'), column('mobile', '同')])).status).toBe(422)
    expect((await refusal([])).status).toBe(422)
  })

  it('refuses an empty reason, an unknown source, a draft, and a part of a frame', async () => {
    const { test, campaign, group, frameId, base, order } = desk
    const refused = async (change: Record<string, unknown>) => {
      const answer = await group.post<Refused>(base, order(change))
      return [answer.status, answer.body.type]
    }
    expect(await refused({ reason: '   ' })).toEqual([422, '/problems/invalid-input'])
    expect(await refused({ sourceId: 'nobody' })).toEqual([422, '/problems/submission-unknown-source'])
    expect(await refused({ source: 'draw' })).toEqual([422, '/problems/submission-unknown-source'])
    expect(await refused({ part: 'sample' })).toEqual([422, '/problems/submission-part'])
    const committed = await putDraw(test, campaign, frameId, { sample: 0, reserve: 0 }, 'committed')
    expect(await refused({ source: 'draw', sourceId: committed })).toEqual([409, '/problems/submission-not-drawn'])
    const empty = await putDraw(test, campaign, frameId, { sample: 2, reserve: 0 })
    expect(await refused({ source: 'draw', sourceId: empty, part: 'reserve' })).toEqual([
      422,
      '/problems/submission-empty',
    ])
    await test.context.db.updateTable('frame').set({ state: 'draft' }).where('id', '=', frameId).execute()
    expect(await refused({})).toEqual([409, '/problems/submission-frame-not-frozen'])
    await test.context.db.updateTable('frame').set({ state: 'frozen' }).where('id', '=', frameId).execute()
  })

  it('refuses each step to roles without the right, and to the preparer', async () => {
    const { test, campaign, group, statistics, base, order, prepared } = desk
    const viewer = await test.as('viewer')
    const administrator = await test.as('administrator')
    const status = async (answer: Promise<{ status: number }>) => (await answer).status
    expect(await status(test.anyone.get(base))).toBe(401)
    expect(await status(viewer.post(base, order()))).toBe(403)
    expect(await status(statistics.post(base, order()))).toBe(403)
    expect(await status(viewer.post(`/api/campaigns/${campaign.id}/submission-preview`, order()))).toBe(403)
    const { id } = await prepared()
    const at = `/api/submissions/${id}`
    for (const step of ['approve', 'return', 'receipt'])
      expect(await status(group.post(`${at}/${step}`, { reason: '退' }))).toBe(403)
    const early = await statistics.get<Refused>(`${at}/files/xlsx`)
    expect([early.status, early.body.type]).toEqual([409, '/problems/submission-not-approved'])
    expect(await status(statistics.post(`${at}/receipt`))).toBe(409)
    await statistics.post(`${at}/approve`)
    expect(await status(viewer.get(`${at}/files/xlsx`))).toBe(403)
    expect(await status(statistics.get(`${at}/files/exe`))).toBe(404)
    expect(await status(viewer.get(base))).toBe(200)
    const own = (await administrator.post<Made>(base, order())).body.submission.id
    for (const step of ['approve', 'return']) {
      const refused = await administrator.post<Refused>(`/api/submissions/${own}/${step}`, { reason: '自己' })
      expect([refused.status, refused.body.type]).toEqual([403, '/problems/submission-own-approval'])
    }
    expect(await status(group.get(`/api/submissions/${own}`))).toBe(200)
    expect(await status(group.get('/api/submissions/nothing'))).toBe(404)
  })

  it('approves once, also when two press at the same time', async () => {
    const { test, statistics, prepared, audits } = desk
    const { id } = await prepared()
    const administrator = await test.as('administrator')
    const answers = await Promise.all([
      statistics.post<Refused>(`/api/submissions/${id}/approve`),
      administrator.post<Refused>(`/api/submissions/${id}/approve`),
    ])
    expect(answers.map(answer => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
    const again = await statistics.post<Refused>(`/api/submissions/${id}/approve`)
    expect([again.status, again.body.type]).toEqual([409, '/problems/submission-state'])
    expect((await audits(id)).map(line => line.action)).toEqual(['submission.write', 'submission.approve'])
  })

  it('returns with a reason and deletes the files', async () => {
    const { test, statistics, prepared } = desk
    const { id } = await prepared()
    const folder = join(test.context.config.dataDir, 'submissions', id)
    const names = await readdir(folder)
    expect(names.sort()).toEqual(['csv', 'csv-gb18030', 'xlsx'])
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect((await statistics.post(`/api/submissions/${id}/return`, { reason: ' ' })).status).toBe(422)
    const returned = await statistics.post<Made>(`/api/submissions/${id}/return`, { reason: '缺办理时间' })
    expect(returned.body.submission).toMatchObject({
      state: 'returned',
      returnReason: '缺办理时间',
      returnedName: 'statistics',
    })
    await expect(stat(folder)).rejects.toThrow('ENOENT')
    expect((await statistics.post(`/api/submissions/${id}/approve`)).status).toBe(409)
    expect((await statistics.get(`/api/submissions/${id}/files/csv`)).status).toBe(409)
  })

  it('makes lost or damaged files again with the same digest, or sends nothing', async () => {
    const { test, statistics, approved, bytesOf } = desk
    const { id, files } = await approved()
    const folder = join(test.context.config.dataDir, 'submissions', id)
    await writeFile(join(folder, 'csv'), 'changed')
    expect(sha256(await bytesOf(id, 'csv'))).toBe(files.find(file => file.format === 'csv')?.sha256)
    await rm(folder, { recursive: true })
    expect(sha256(await bytesOf(id, 'xlsx'))).toBe(files.find(file => file.format === 'xlsx')?.sha256)
    await rm(folder, { recursive: true })
    const { db } = test.context
    const someone = RARE[0]?.mobile ?? ''
    await db.updateTable('person').set({ name: '改名' }).where('mobile', '=', someone).execute()
    const lost = await statistics.get<Refused>(`/api/submissions/${id}/files/xlsx`)
    expect([lost.status, lost.body.type]).toEqual([409, '/problems/submission-files-lost'])
    await db
      .updateTable('person')
      .set({ name: RARE[0]?.name ?? '' })
      .where('mobile', '=', someone)
      .execute()
    expect((await readdir(join(folder, '..'))).filter(name => name.startsWith('.making'))).toEqual([])
  })

  it('refuses a list once somebody’s contacts are gone', async () => {
    const { test, group, frameId, base, order } = desk
    const { db, newId } = test.context
    const frame = await db.selectFrom('frame').selectAll().where('id', '=', frameId).executeTakeFirstOrThrow()
    const id = newId()
    await db
      .insertInto('frame')
      .values({ ...frame, id, elementCount: 1 })
      .execute()
    const element = { elementId: 'e', personId: 'gone', stratum: '全部', size: null, category: 'resident' }
    const nowhere = { unitId: null, otherUnits: null, rosterId: null, line: null }
    await db
      .insertInto('frameElement')
      .values({ frameId: id, ...element, ...nowhere })
      .execute()
    const refused = await group.post<Refused>(base, order({ sourceId: id }))
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/submission-person-missing'])
    const left = await readdir(join(test.context.config.dataDir, 'submissions'))
    expect(left.filter(name => name.startsWith('.making'))).toEqual([])
  })

  it('makes no more lists when scoring has begun', async () => {
    const { test, campaign, group, base, order } = desk
    await moveTo(test, campaign.id, 'scoring')
    const late = await group.post<Refused>(base, order())
    expect([late.status, late.body.type]).toEqual([409, '/problems/submission-stage'])
  })
})
