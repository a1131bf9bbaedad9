// A hall for the tests: two centres with windows, and the people of one of them with their places.
import type { Caller, TestApp } from './app.ts'

export interface Hall {
  readonly group: Caller
  readonly staff: Caller
  readonly manager: Caller
  /** Where manager and staff have their place, and another hall they must not see. */
  readonly center: string
  readonly otherCenter: string
  /** The staff member's window, its neighbour, and one of the other hall. */
  readonly own: string
  readonly neighbour: string
  readonly foreign: string
  /** Rows of `window_staff`. */
  readonly staffRow: string
  readonly managerRow: string
}

export const CENTER = {
  code: 'hall',
  name: '市政务服务中心',
  address: '示例路 1 号',
  opensAt: '09:00',
  closesAt: '17:00',
  supplementDays: 10,
}

/** The id of what was made, or the test ends here. */
export async function made(call: Promise<{ status: number; body: unknown }>): Promise<string> {
  const { status, body } = await call
  if (status !== 200) throw new Error(`made requires 200, got ${status} ${JSON.stringify(body)}`)
  return (body as { id: string }).id
}

export async function createHall(test: TestApp): Promise<Hall> {
  const [group, staff, manager] = await Promise.all([
    test.as('review_group'),
    test.as('window_staff'),
    test.as('center_manager'),
  ])
  const center = await made(group.post('/api/window-centers', CENTER))
  const otherCenter = await made(
    group.post('/api/window-centers', { ...CENTER, code: 'other', name: '县政务服务中心' }),
  )
  const window = (centerId: string, code: string, name: string) =>
    made(group.post('/api/windows', { centerId, code, name }))
  const own = await window(center, 'A01', '不动产登记')
  const neighbour = await window(center, 'A02', '社会保险')
  const foreign = await window(otherCenter, 'A01', '公积金')
  const { accounts } = (await group.get<{ accounts: { id: string; role: string }[] }>('/api/window-accounts')).body
  const userOf = (role: string) => accounts.find(account => account.role === role)?.id ?? ''
  const person = (body: object) => made(group.post('/api/window-staff', { centerId: center, ...body }))
  return {
    group,
    staff,
    manager,
    center,
    otherCenter,
    own,
    neighbour,
    foreign,
    staffRow: await person({ number: '001', name: '甲某', pointId: own, userId: userOf('window_staff') }),
    managerRow: await person({ number: '900', name: '乙某', userId: userOf('center_manager') }),
  }
}
