// Puts imported matters, windows and staff beside what is there: new ones are added, changed ones changed, the others left alone.
import { randomCode } from '../code.ts'
import type { Context } from '../context.ts'
import type { Trx } from '../db/engine.ts'
import { requireRoom } from './count.ts'
import type { ImportedMatter, ImportedPoint, ImportedStaff } from './import.ts'
import { mobileHash } from './mobile.ts'
import {
  insertMatter,
  insertPoint,
  insertStaff,
  PUBLIC_CODE_LENGTH,
  updateMatter,
  updatePoint,
  updateStaff,
} from './window.store.ts'

export interface Counted {
  readonly added: number
  readonly changed: number
  readonly same: number
}

type Stamp = Pick<Context, 'now' | 'newId'>

/** What is new and what differs, without writing. */
interface Plan<New, Old> {
  readonly added: readonly New[]
  readonly changed: readonly { readonly id: string; readonly change: Partial<Old> }[]
  readonly same: number
}

function planRows<New extends object, Old extends { readonly id: string }>(
  rows: readonly New[],
  present: ReadonlyMap<string, Old>,
  keyOf: (row: New) => string,
): Plan<New, Old> {
  const added: New[] = []
  const changed: { id: string; change: Partial<Old> }[] = []
  for (const row of rows) {
    const old = present.get(keyOf(row))
    if (!old) {
      added.push(row)
      continue
    }
    const change = Object.fromEntries(
      Object.entries(row).filter(([field, value]) => value !== undefined && old[field as keyof Old] !== value),
    ) as Partial<Old>
    if (Object.keys(change).length > 0) changed.push({ id: old.id, change })
  }
  return { added, changed, same: rows.length - added.length - changed.length }
}

const counted = (plan: { added: readonly unknown[]; changed: readonly unknown[]; same: number }): Counted => ({
  added: plan.added.length,
  changed: plan.changed.length,
  same: plan.same,
})

/** @param write false: only counts */
export async function putMatters(
  trx: Trx,
  stamp: Stamp,
  rows: readonly ImportedMatter[],
  write: boolean,
): Promise<Counted> {
  const present = await trx.selectFrom('windowMatter').select(['id', 'code', 'name', 'unitId']).execute()
  const plan = planRows(rows, new Map(present.map(row => [row.code, row])), row => row.code)
  await requireRoom(trx, 'matters', plan.added.length)
  if (!write) return counted(plan)
  const at = stamp.now().toISOString()
  for (const { unitId = null, ...row } of plan.added)
    await insertMatter(trx, { id: stamp.newId(), ...row, unitId, active: 1, createdAt: at, updatedAt: at })
  for (const { id, change } of plan.changed) await updateMatter(trx, id, { ...change, updatedAt: at })
  return counted(plan)
}

/** Windows first: the people of the file sit at them.
 * @param write false: only counts */
export async function putWindows(
  trx: Trx,
  context: Stamp & Pick<Context, 'key'>,
  centerId: string,
  rows: { readonly points: readonly ImportedPoint[]; readonly staff: readonly ImportedStaff[] },
  write: boolean,
): Promise<{ windows: Counted; staff: Counted }> {
  const at = context.now().toISOString()
  const points = await listCodes(trx, centerId)
  const plan = planRows(rows.points, points, row => row.code)
  await requireRoom(trx, 'points', plan.added.length, centerId)
  const ids = new Map([...points].map(([code, { id }]) => [code, id]))
  for (const { code, name = code, unitId = null } of plan.added) {
    const id = context.newId()
    ids.set(code, id)
    const codes = { publicCode: randomCode(PUBLIC_CODE_LENGTH), active: 1 as const, createdAt: at, updatedAt: at }
    if (write) await insertPoint(trx, { id, centerId, unitId, code, name, ...codes })
  }
  if (write) for (const { id, change } of plan.changed) await updatePoint(trx, id, { ...change, updatedAt: at })
  const people = rows.staff.map(({ point, mobile, ...person }) => ({
    ...person,
    // An empty cell says nothing: the seat and the telephone stay as they are.
    pointId: point === undefined ? undefined : ids.get(point),
    mobileHash: mobile === undefined ? undefined : (mobileHash(context, mobile) ?? undefined),
  }))
  return { windows: counted(plan), staff: await putStaff(trx, context, centerId, people, write) }
}

interface Person {
  readonly number: string
  readonly name: string
  readonly pointId: string | undefined
  readonly mobileHash: string | undefined
}

async function putStaff(
  trx: Trx,
  stamp: Stamp,
  centerId: string,
  people: readonly Person[],
  write: boolean,
): Promise<Counted> {
  const present = await trx
    .selectFrom('windowStaff')
    .select(['id', 'number', 'name', 'pointId', 'mobileHash'])
    .where('centerId', '=', centerId)
    .execute()
  const plan = planRows(people, new Map(present.map(row => [row.number, row])), row => row.number)
  await requireRoom(trx, 'staff', plan.added.length, centerId)
  if (!write) return counted(plan)
  const at = stamp.now().toISOString()
  for (const { pointId = null, mobileHash: hash = null, ...row } of plan.added) {
    const rest = { userId: null, active: 1 as const, createdAt: at, updatedAt: at }
    await insertStaff(trx, { id: stamp.newId(), centerId, pointId, mobileHash: hash, ...row, ...rest })
  }
  for (const { id, change } of plan.changed) await updateStaff(trx, id, { ...change, updatedAt: at })
  return counted(plan)
}

async function listCodes(trx: Trx, centerId: string) {
  const rows = await trx
    .selectFrom('windowPoint')
    .select(['id', 'code', 'name', 'unitId'])
    .where('centerId', '=', centerId)
    .execute()
  return new Map(rows.map(row => [row.code, row]))
}
