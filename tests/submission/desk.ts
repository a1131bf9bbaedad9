// The two sides of a hand-over, signed in, with a frozen frame between them.
import { expect } from 'vitest'
import type { EngineName } from '../../server/db/engine.ts'
import type { SubmissionBody } from '../../server/submission/submission.shape.ts'
import { createTestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { rareFrame, template } from './support.ts'

export interface Made {
  submission: SubmissionBody
}
export interface Refused {
  type: string
  errors?: { pointer: string; detail: string }[]
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

export async function openDesk(engine: EngineName) {
  const test = await createTestApp(engine)
  const campaign = await createTestCampaign(test, 2)
  const group = await test.as('review_group')
  const statistics = await test.as('statistics')
  const frameId = (await rareFrame(test, campaign)).id
  const base = `/api/campaigns/${campaign.id}/submissions`
  const order = (change: Record<string, unknown> = {}) => ({
    source: 'frame',
    sourceId: frameId,
    part: 'all',
    template: template(),
    reason: '电话访问',
    ...change,
  })
  const prepared = async (change: Record<string, unknown> = {}) => {
    const made = await group.post<Made>(base, order(change))
    expect(made).toMatchObject({ status: 200, body: { submission: { state: 'prepared' } } })
    return made.body.submission
  }
  const approved = async (change: Record<string, unknown> = {}) => {
    const { id } = await prepared(change)
    return (await statistics.post<Made>(`/api/submissions/${id}/approve`)).body.submission
  }
  const bytesOf = async (id: string, format: string) => {
    const answer = await statistics.fetch(`/api/submissions/${id}/files/${format}`)
    expect(answer.status).toBe(200)
    return Buffer.from(await answer.arrayBuffer())
  }
  const audits = async (id: string) =>
    await test.context.db
      .selectFrom('auditEntry')
      .select(['action', 'actorName', 'details'])
      .where('subject', '=', `submission/${id}`)
      .orderBy('position')
      .execute()
  return { test, campaign, group, statistics, frameId, base, order, prepared, approved, bytesOf, audits }
}
