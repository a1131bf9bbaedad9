// A hall with a bad rating to come, a clock that can be set, and short ways to walk a case.
import type { Answer, Caller, TestApp } from '../support/app.ts'
import { createHall, type Hall } from '../support/window.ts'

/** Within opening hours of an ordinary Monday of 2026. */
export const MONDAY = '2026-11-23T10:00:00+08:00'

export interface Clock {
  set(at: string): void
}

/** Every part of the house reads the time from here on from this clock. */
export function setClock(test: TestApp, at: string): Clock {
  let now = new Date(at)
  Object.assign(test.context, { now: () => new Date(now) })
  return {
    set: next => {
      now = new Date(next)
    },
  }
}

export interface CaseHall extends Hall {
  readonly caller: Caller
  readonly clock: Clock
  /** The public code of the staff member's window, its neighbour, and the other hall's. */
  readonly codes: Readonly<Record<'own' | 'neighbour' | 'foreign', string>>
}

export async function createCaseHall(test: TestApp): Promise<CaseHall> {
  const hall = await createHall(test)
  const points = await test.context.db.selectFrom('windowPoint').select(['id', 'publicCode']).execute()
  const code = (id: string) => points.find(point => point.id === id)?.publicCode ?? ''
  const codes = { own: code(hall.own), neighbour: code(hall.neighbour), foreign: code(hall.foreign) }
  return { ...hall, caller: await test.as('call_back'), clock: setClock(test, MONDAY), codes }
}

let count = 0

/** @returns the receipt code */
export async function rate(test: TestApp, window: string, rating: object = {}): Promise<string> {
  count += 1
  const given = { window, clientId: `case-test-${count}`, level: 'very_dissatisfied', tags: ['115'], ...rating }
  const answer = await test.anyone.post<{ receipt: string }>('/api/ratings', given)
  if (answer.status !== 200) throw new Error(`rate requires 200, got ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.receipt
}

export interface ShownCase {
  readonly id: string
  readonly ratingId: string
  readonly state: string
  readonly version: number
  readonly words: string
  readonly tags: readonly string[]
  readonly ownerId: string | null
  readonly pointId: string
  readonly contactDue: string
  readonly closeDue: string
  readonly extendedTo: string | null
  readonly waitUntil: string | null
  readonly satisfied: boolean | null
  readonly reopened: number
  readonly due: { readonly what: string; readonly left: number; readonly overdue: boolean } | null
  readonly steps: readonly { action: string; note: string; actorName: string; forRater: boolean; at: string }[]
  readonly supplements: readonly { readonly words: string }[]
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly allowed: readonly string[]
  readonly appeal: { readonly own: boolean; readonly upheld: number } | null
  readonly attempts: number
}

export type Step = Answer<
  ShownCase & { readonly type: string; readonly allowed: readonly string[]; readonly state: string }
>

export async function list(by: Caller, query = ''): Promise<readonly ShownCase[]> {
  const answer = await by.get<{ cases: ShownCase[] }>(`/api/rectifications${query}`)
  if (answer.status !== 200) throw new Error(`list requires 200, got ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.cases
}

export async function look(by: Caller, id: string): Promise<ShownCase> {
  return (await by.get<ShownCase>(`/api/rectifications/${id}`)).body
}

/** Takes a step on the newest version. */
export async function step(by: Caller, id: string, action: string, rest: object = {}): Promise<Step> {
  const { version } = await look(by, id)
  return await by.post(`/api/rectifications/${id}/steps`, { action, version: version ?? 1, text: '说明', ...rest })
}

/** Walks a new case to 回访. */
export async function walkToCall(by: Caller, id: string): Promise<void> {
  for (const [action, rest] of [
    ['accept', {}],
    ['decide', { verdict: 'mend_at_once' }],
    ['finish', { text: '已当面致歉，并增设引导员。' }],
  ] as const) {
    const answer = await step(by, id, action, rest)
    if (answer.status !== 200)
      throw new Error(`${action} requires 200, got ${answer.status} ${JSON.stringify(answer.body)}`)
  }
}

/** A form of the rater's page, as a browser without script sends it. */
export async function send(test: TestApp, path: string, fields: Record<string, string>): Promise<Response> {
  return await test.anyone.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  })
}

export async function page(test: TestApp, path: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await test.anyone.fetch(path)
  return { status: response.status, text: await response.text() }
}
