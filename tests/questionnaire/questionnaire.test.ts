// Questionnaire versions through the API on both engines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'

interface ProblemBody {
  readonly type: string
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
}

describe.each(ENGINES)('questionnaires on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test)
  })
  afterAll(() => test.close())

  const path = () => `/api/campaigns/${campaign.id}/questionnaires`
  const states = async () => {
    const list = await (await test.as('viewer')).get<{
      versions: { version: number; state: string; perUnit: number }[]
    }>(path())
    return list.body.versions.map(version => [version.version, version.state])
  }

  it('fields one version at a time, and never edits a fielded one', async () => {
    const group = await test.as('review_group')
    const first = await group.post<{ id: string; version: number }>(path(), {})
    expect([first.status, first.body.version]).toEqual([200, 1])
    const shown = await group.get<{ body: Record<string, unknown>; version: { perUnit: number; questions: number } }>(
      `/api/questionnaires/${first.body.id}`,
    )
    expect(shown.body.version).toMatchObject({ perUnit: 11, questions: 0 })
    const changed = { ...shown.body.body, title: '另一标题' }
    expect((await group.put(`/api/questionnaires/${first.body.id}`, { body: changed })).status).toBe(200)
    expect((await group.post(`/api/questionnaires/${first.body.id}/fielding`, {})).status).toBe(200)
    const edit = await group.put<ProblemBody>(`/api/questionnaires/${first.body.id}`, { body: changed })
    expect([edit.status, edit.body.type]).toEqual([409, '/problems/questionnaire-fielded'])
    expect((await group.delete(`/api/questionnaires/${first.body.id}`)).status).toBe(409)

    const second = await group.post<{ id: string }>(path(), { body: changed })
    await group.post(`/api/questionnaires/${second.body.id}/fielding`, {})
    expect(await states()).toEqual([
      [2, 'fielded'],
      [1, 'retired'],
    ])
    const third = await group.post<{ id: string }>(path(), {})
    expect((await group.delete(`/api/questionnaires/${third.body.id}`)).status).toBe(200)
    expect(await states()).toHaveLength(2)
  })

  it('refuses a questionnaire that is not valid, names each place, and saves nothing', async () => {
    const group = await test.as('review_group')
    const before = await states()
    const body = {
      title: '坏问卷',
      pages: [
        {
          name: 'one',
          elements: [
            { type: 'file', name: 'x' },
            { type: 'comment', name: 'y', visibleIf: '((' },
          ],
        },
      ],
    }
    const refused = await group.post<ProblemBody>(path(), { body })
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/questionnaire-invalid'])
    expect(refused.body.errors.map(error => error.pointer)).toEqual([
      '/pages/0/elements/0/type',
      '/pages/0/elements/1/visibleIf',
    ])
    expect(refused.body.errors[0]?.detail).toMatch(/不支持题型“file”/)
    const checked = await group.post<{ problems: unknown[] }>('/api/questionnaires/check', { body })
    expect([checked.status, checked.body.problems]).toEqual([200, refused.body.errors])
    expect(await states()).toEqual(before)
  })

  it('gives the definition as a file and a preview, to those who may read it', async () => {
    const viewer = await test.as('viewer')
    const { versions } = (await viewer.get<{ versions: { id: string }[] }>(path())).body
    const id = versions[0]?.id ?? ''
    const file = await viewer.fetch(`/api/questionnaires/${id}/file`)
    expect(file.headers.get('content-disposition')).toContain('.json')
    expect(await file.json()).toMatchObject({ title: '另一标题' })
    const preview = await viewer.fetch(`/api/questionnaires/${id}/preview`)
    expect([preview.status, await preview.text()]).toEqual([200, expect.stringContaining('id="preview-data"')])
    expect((await test.anyone.fetch(`/api/questionnaires/${id}/preview`)).status).toBe(401)
    expect((await viewer.post(path(), {})).status).toBe(403)
    expect((await viewer.post(`/api/questionnaires/${id}/fielding`, {})).status).toBe(403)
    expect((await viewer.get('/api/questionnaires/none')).status).toBe(404)
  })
})
