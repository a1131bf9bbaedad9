// Halls with windows, staff and matters, and people who come, are served and rate, all through the API.
import type { Role } from '../../server/account/permission.ts'
import type { Level } from '../../server/rating/level.ts'
import { type Caller, createTestApp, type TestApp } from '../support/app.ts'
import type { EngineName } from '../../server/db/engine.ts'

export interface Center {
  readonly id: string
  readonly key: string
  readonly windows: readonly { readonly id: string; readonly code: string; readonly publicCode: string }[]
}

export interface House extends TestApp {
  readonly centers: readonly Center[]
  readonly matters: readonly { readonly id: string; readonly code: string }[]
  readonly office: Caller
}

async function ok<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(`expected 200, got ${status} ${JSON.stringify(body)}`)
  return body
}

/** Two halls, the first with three windows, the second with one. */
export async function createHouse(engine: EngineName): Promise<House> {
  const test = await createTestApp(engine)
  const office = await test.as('administrator')
  const matters = []
  for (const code of ['M1', 'M2']) {
    const { id } = await ok(
      office.post<{ id: string }>('/api/window-matters', { code, name: `事项 ${code}`, unitId: null }),
    )
    matters.push({ id, code })
  }
  const centers: Center[] = []
  for (const [code, windows] of [
    ['C1', ['A01', 'A02', 'A03']],
    ['C2', ['B01']],
  ] as const) {
    const center = await ok(
      office.post<{ id: string }>('/api/window-centers', {
        code,
        name: `中心 ${code}`,
        address: '',
        opensAt: '09:00',
        closesAt: '17:00',
        supplementDays: 10,
      }),
    )
    const made = []
    for (const window of windows) {
      const { id } = await ok(
        office.post<{ id: string }>('/api/windows', {
          centerId: center.id,
          code: window,
          name: `${window} 窗口`,
          unitId: null,
        }),
      )
      const row = await test.context.db
        .selectFrom('windowPoint')
        .select('publicCode')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      made.push({ id, code: window, publicCode: row.publicCode })
    }
    const { key } = await ok(office.post<{ key: string }>('/api/visit-keys', { centerId: center.id, name: '排队系统' }))
    centers.push({ id: center.id, key, windows: made })
  }
  return { ...test, centers, matters, office }
}

export interface NewVisit {
  readonly caseNo: string
  readonly windowCode: string
  readonly matterCode?: string
  readonly staffNumber?: string
  readonly finishedAt?: string
}

let messages = 0

/** Sends visits as a queue system does. @returns the code of `/r/:code` by case number */
export async function sendVisits(
  house: House,
  center: Center,
  visits: readonly NewVisit[],
): Promise<Map<string, string>> {
  const body = await ok(
    house.anyone.post<{ visits: { caseNo: string; rateUrl: string }[] }>('/api/visits', visits, {
      authorization: `Bearer ${center.key}`,
      'idempotency-key': `message-${++messages}`,
    }),
  )
  return new Map(body.visits.map(visit => [visit.caseNo, visit.rateUrl.split('/r/')[1]!]))
}

let clients = 0

/** @param place code of a visit, or of a window */
export async function rate(
  house: House,
  place: { readonly visit: string } | { readonly window: string },
  level: Level,
  more: Record<string, unknown> = {},
) {
  const clientId = `client-${String(++clients).padStart(8, '0')}`
  return await house.anyone.post<{ receipt: string; bad: boolean; type?: string }>('/api/ratings', {
    ...place,
    level,
    clientId,
    ...more,
  })
}

/** Makes the signed-in caller of a role sit at a window. */
export async function seat(house: House, role: Role, center: Center, pointId: string | null, number: string) {
  const caller = await house.as(role)
  const { id: userId } = await ok(caller.get<{ id: string }>('/api/account/me'))
  const { id } = await ok(
    house.office.post<{ id: string }>('/api/window-staff', {
      centerId: center.id,
      pointId,
      userId,
      number,
      name: `人员 ${number}`,
    }),
  )
  return { caller, staffId: id }
}
