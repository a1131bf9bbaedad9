// Campaigns in the field for tests of scores, components and composites, and the Kansas City file as a third-party file.
import { readFileSync } from 'node:fs'
import { defaultScheme } from '../../sampling/scheme.ts'
import type { FileMapping } from '../../server/score/mapping.ts'
import type { Answer, Caller, TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'

const folder = new URL('../fixtures/kcmo-2022q3/', import.meta.url)
export const kcmo = readFileSync(new URL('responses.csv', folder), 'utf8')
type Expected = Record<string, { score: number; se: number; n: number; awareness: number }>
export const expected = (JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as { units: Expected })
  .units
export const KCMO_UNITS = Object.keys(expected)

/** District → a category; which is which does not matter, all weigh alike. */
const GROUPS = ['party_delegate', 'npc_deputy', 'cppcc_member', 'peer_leader', 'expert', 'resident']

export async function moveTo(test: TestApp, campaignId: string, ...states: string[]): Promise<void> {
  const administrator = await test.as('administrator')
  for (const state of states) {
    const moved = await administrator.post(`/api/campaigns/${campaignId}/state`, { state, reason: '测试' })
    if (moved.status !== 200) throw new Error(`moveTo ${state}: ${JSON.stringify(moved.body)}`)
  }
}

export async function saveScheme(test: TestApp, campaignId: string, change: Record<string, unknown>): Promise<void> {
  const administrator = await test.as('administrator')
  const saved = await administrator.post(`/api/campaigns/${campaignId}/schemes`, {
    body: { ...defaultScheme, ...change },
  })
  if (saved.status !== 200) throw new Error(`saveScheme: ${JSON.stringify(saved.body)}`)
}

/** 16 units in fieldwork, all six groups alike and no minima: the scheme of the fixture. */
export async function createKcmoCampaign(test: TestApp): Promise<TestCampaign> {
  const campaign = await createTestCampaign(test, KCMO_UNITS.length)
  const group_weights = Object.fromEntries(GROUPS.map(group => [group, 1]))
  await saveScheme(test, campaign.id, { group_weights, group_min_n: 0, unit_min_n: 0, small_group: 'leave_out' })
  await moveTo(test, campaign.id, 'sampling', 'fieldwork')
  return campaign
}

export function kcmoMapping(campaign: TestCampaign): FileMapping {
  return {
    layout: 'wide',
    respondent: 'respondent',
    group: 'group',
    fixedGroup: null,
    groupMap: Object.fromEntries(GROUPS.map((group, i) => [`district_${i + 1}`, group])),
    weight: null,
    columns: campaign.units.map((unit, i) => ({ column: KCMO_UNITS[i] ?? '', unitId: unit.id, dimension: null })),
    unit: null,
    value: null,
    dimension: null,
    unitMap: {},
    valueMap: { '5': 100, '4': 80, '3': 60, '2': 30, '1': 0 },
    missing: ['9', ''],
    notAsked: [],
  }
}

/** Uploads a table as the page does. */
export async function upload<T>(
  caller: Caller,
  path: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: { mapping?: unknown; name?: string; fileName?: string } = {},
): Promise<Answer<T>> {
  const form = new FormData()
  form.set('file', new File([content], fields.fileName ?? 'answers.csv'))
  if (fields.mapping !== undefined) form.set('mapping', JSON.stringify(fields.mapping))
  if (fields.name) form.set('name', fields.name)
  const response = await caller.fetch(path, { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as T, headers: response.headers }
}

export interface ShownUnit {
  id: string
  code: string
  rank: number | null
  score: number | null
  se: number | null
  ci95: [number, number] | null
  n: number | null
  awareness: number | null
  hidden: boolean
  sufficient: boolean
  groups: { code: string; mean: number | null; n: number | null; weight: number; hidden: boolean }[]
}

export async function compute(
  caller: Caller,
  campaignId: string,
  choice: { includeOwn: boolean; fileIds: string[] },
): Promise<{ id: string; units: ShownUnit[] }> {
  const made = await caller.post<{ id: string }>(`/api/campaigns/${campaignId}/scores`, choice)
  if (made.status !== 200) throw new Error(`compute: ${JSON.stringify(made.body)}`)
  const shown = await caller.get<{ units: ShownUnit[] }>(`/api/scores/${made.body.id}`)
  return { id: made.body.id, units: shown.body.units }
}
