// Rosters with synthetic people, put in place without files, for tests of frames and of what follows them.
import type { TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'

export interface Someone {
  readonly name: string
  readonly mobile: string
  readonly organisation?: string
  readonly district?: string
  readonly matter?: string
  readonly handledOn?: string
  readonly sector?: string
}

/** Numbers 19900000001, 19900000003 …: synthetic, and never consecutive. */
export const mobile = (index: number) => `1990${String(index * 2 + 1).padStart(7, '0')}`

/** People `from` … `from + count − 1` in two districts. */
export const people = (from: number, count: number): Someone[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `样本${from + i}`,
    mobile: mobile(from + i),
    district: i % 2 === 0 ? '鲤城区' : '丰泽区',
  }))

/** A roster that is imported: new people, or the same where name and number are known. */
export async function addRoster(
  test: TestApp,
  campaign: TestCampaign,
  roster: { category: string; unitId?: string; name?: string; lost?: number },
  members: readonly Someone[],
): Promise<{ rosterId: string; personIds: string[] }> {
  const { context } = test
  const { db } = context
  const rosterId = context.newId()
  const at = context.now().toISOString()
  await db
    .insertInto('roster')
    .values({
      id: rosterId,
      campaignId: campaign.id,
      category: roster.category,
      unitId: roster.unitId ?? null,
      name: roster.name ?? roster.category,
      state: 'ready',
      fileName: 'list.csv',
      fileDigest: rosterId,
      fileBytes: 1,
      encoding: 'utf-8',
      delimiter: ',',
      headerLine: 1,
      mapping: '{}',
      valid: members.length,
      lost: roster.lost ?? 0,
      problem: null,
      createdAt: at,
      importedAt: at,
    })
    .execute()
  const personIds: string[] = []
  for (const [index, member] of members.entries()) {
    const personId = await personOf(test, member)
    personIds.push(personId)
    await db
      .insertInto('rosterEntry')
      .values({
        rosterId,
        line: index + 2,
        personId,
        organisation: member.organisation ?? null,
        district: member.district ?? null,
        matter: member.matter ?? null,
        handledOn: member.handledOn ?? null,
        sector: member.sector ?? null,
        delegation: null,
        post: null,
        note: null,
        extra: null,
      })
      .execute()
  }
  return { rosterId, personIds }
}

async function personOf({ context }: TestApp, { name, mobile }: Someone): Promise<string> {
  const { db } = context
  const known = await db
    .selectFrom('person')
    .select('id')
    .where('mobile', '=', mobile)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) return known.id
  const id = context.newId()
  await db
    .insertInto('person')
    .values({
      id,
      name,
      mobile,
      mobileExtra: null,
      sex: null,
      mergedInto: null,
      createdAt: context.now().toISOString(),
    })
    .execute()
  return id
}

export const definition = (rosterIds: readonly string[], change: Record<string, unknown> = {}) => ({
  rosterIds,
  filters: [],
  strata: ['category', 'unit'],
  onePerPerson: true,
  priority: ['npc_deputy', 'peer_leader', 'business_operator', 'service_recipient', 'regulated_party'],
  blankStratum: 'refuse',
  caseloads: {},
  ...change,
})

/** A frozen frame over two units' service recipients and some deputies: strata of 40, 30 and 20. */
export async function frozenFrame(test: TestApp, campaign: TestCampaign) {
  const [first, second] = campaign.units
  const a = await addRoster(test, campaign, { category: 'service_recipient', unitId: first?.id ?? '' }, people(0, 40))
  const b = await addRoster(
    test,
    campaign,
    { category: 'service_recipient', unitId: second?.id ?? '' },
    people(100, 30),
  )
  const c = await addRoster(test, campaign, { category: 'npc_deputy' }, people(200, 20))
  const group = await test.as('review_group')
  const made = await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, {
    name: '全部评议人',
    definition: definition([a.rosterId, b.rosterId, c.rosterId]),
  })
  const frozen = await group.post<{ digest: string; elementCount: number }>(`/api/frames/${made.body.id}/freeze`)
  if (frozen.status !== 200) throw new Error(`frozenFrame requires 200, got ${JSON.stringify(frozen.body)}`)
  return { id: made.body.id, ...frozen.body, rosters: [a, b, c] }
}

/** Moves the campaign on, stage by stage, to the one wanted. */
export async function moveTo(test: TestApp, campaignId: string, state: 'sampling' | 'fieldwork' | 'scoring') {
  const administrator = await test.as('administrator')
  const order = ['preparing', 'sampling', 'fieldwork', 'scoring']
  const now = (await administrator.get<{ campaign: { state: string } }>(`/api/campaigns/${campaignId}`)).body.campaign
  for (const next of order.slice(order.indexOf(now.state) + 1, order.indexOf(state) + 1)) {
    const moved = await administrator.post(`/api/campaigns/${campaignId}/state`, { state: next })
    if (moved.status !== 200) throw new Error(`moveTo requires 200, got ${JSON.stringify(moved.body)}`)
  }
}
