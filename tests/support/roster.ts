// Uploading and importing rosters in tests, through the API and real worker threads.
import type { RosterRoutes } from '../../server/roster/roster.routes.ts'
import { rosterJobs } from '../../server/roster/jobs.ts'
import type { Answer, Caller, TestApp } from './app.ts'

export type UploadAnswer = Answer<{ id: string; repeated: boolean; type?: string; detail?: string }>
export type RosterAnswer = {
  id: string
  state: string
  name: string
  category: string
  valid: number
  lost: number
  duplicate: number
  blank: number
  processed: number
  encoding: string
  delimiter: string | null
  headerLine: number
  fileDigest: string
  failure: { title: [string, string]; detail: [string, string] } | null
  problems: { problem: string; count: number }[]
}
export type { RosterRoutes }

export async function upload(
  caller: Caller,
  campaignId: string,
  bytes: Uint8Array | string,
  options: { fileName?: string; addsTo?: string } = {},
): Promise<UploadAnswer> {
  const query = new URLSearchParams({ fileName: options.fileName ?? '名册.csv' })
  if (options.addsTo) query.set('addsTo', options.addsTo)
  const response = await caller.fetch(`/api/campaigns/${campaignId}/rosters/upload?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as UploadAnswer['body'] }
}

/** Uploads and imports, waits for the end and gives the roster as it then is. */
export async function importRoster(
  test: TestApp,
  campaignId: string,
  bytes: Uint8Array | string,
  options: {
    fileName?: string
    addsTo?: string
    category?: string
    unitId?: string
    mapping?: Record<string, number>
  } = {},
): Promise<RosterAnswer> {
  const group = await test.as('review_group')
  const sent = await upload(group, campaignId, bytes, options)
  if (sent.status !== 200) throw new Error(`importRoster requires an upload, got ${JSON.stringify(sent.body)}`)
  const started = await group.post(`/api/rosters/${sent.body.id}/import`, {
    category: options.category ?? 'service_recipient',
    name: options.fileName ?? '名册',
    unitId: options.unitId ?? null,
    ...(options.mapping ? { mapping: options.mapping } : {}),
  })
  if (started.status !== 200) throw new Error(`importRoster requires a start, got ${JSON.stringify(started.body)}`)
  await rosterJobs(test.context).idle()
  return (await group.get<RosterAnswer>(`/api/rosters/${options.addsTo ?? sent.body.id}`)).body
}
