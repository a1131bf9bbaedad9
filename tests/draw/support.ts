// A campaign in the stage of sampling with a frozen frame and a design, for tests of draws and of what follows them.
import type { TestApp } from '../support/app.ts'
import { createTestCampaign } from '../support/campaign.ts'
import { frozenFrame, moveTo } from '../frame/support.ts'

export const SEED = '31415-92653-58979'
export const CEREMONY = { seed: SEED, place: '示例市公证处', witnesses: ['见证人甲', '见证人乙'] }

export const BODY = {
  method: 'srs',
  allocation: { kind: 'proportional', n: 18 },
  reserve: 9,
  assignment: { max_units: 2, rules: { service_recipient: 'own', npc_deputy: 'all' } },
}

export async function readyToDraw(test: TestApp, units = 3) {
  const campaign = await createTestCampaign(test, units)
  const frame = await frozenFrame(test, campaign)
  await moveTo(test, campaign.id, 'sampling')
  return { campaign, frame }
}

export async function addDesign(test: TestApp, campaignId: string, frameId: string, body: object = BODY) {
  const statistics = await test.as('statistics')
  const made = await statistics.post<{ id: string; digest: string }>(`/api/campaigns/${campaignId}/designs`, {
    name: '设计',
    frameId,
    body,
  })
  if (made.status !== 200) throw new Error(`addDesign requires 200, got ${JSON.stringify(made.body)}`)
  return made.body
}

export async function commit(test: TestApp, campaignId: string, designId: string, withSecret = false) {
  const statistics = await test.as('statistics')
  const made = await statistics.post<{
    id: string
    secret: string | null
    committedAt: string
    secretDigest: string | null
  }>(`/api/campaigns/${campaignId}/draws`, { designId, withSecret })
  if (made.status !== 200) throw new Error(`commit requires 200, got ${JSON.stringify(made.body)}`)
  return made.body
}

/** Commit, seed and draw in one go. */
export async function drawn(
  test: TestApp,
  campaignId: string,
  frameId: string,
  options: { secret?: boolean; body?: object } = {},
) {
  const statistics = await test.as('statistics')
  const design = await addDesign(test, campaignId, frameId, options.body)
  const draw = await commit(test, campaignId, design.id, options.secret ?? false)
  await statistics.post(`/api/draws/${draw.id}/seed`, CEREMONY)
  const result = await statistics.post<{ sampleDigest: string }>(
    `/api/draws/${draw.id}/draw`,
    draw.secret ? { secret: draw.secret } : {},
  )
  if (result.status !== 200) throw new Error(`drawn requires 200, got ${JSON.stringify(result.body)}`)
  return { ...draw, ...result.body, design }
}
