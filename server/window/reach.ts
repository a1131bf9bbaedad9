// What a signed-in person reaches of the halls, and the shape that every change of them has.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { isForeignKeyViolation, isUniqueViolation, transact, type Trx } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import type { Problem, Words } from '../problem/problem.ts'
import { windowProblem } from '../problem/window.ts'
import { pointCache } from './point-cache.ts'
import { inScope, type Scope, scopeOf } from './scope.ts'
import { findCenter } from './window.store.ts'

/** @throws Problem 404 when the centre is missing or out of reach; which of its windows is for the list to decide */
export async function reachCenter(context: Context, user: SessionUser, centerId: string): Promise<Scope> {
  const scope = await scopeOf(context.db, user)
  const within = !scope.centerIds || scope.centerIds.includes(centerId)
  if (!within || !(await findCenter(context.db, centerId))) throw generalProblem.notFound(['中心', 'centre'])
  return scope
}

/** @throws Problem 404 when the row is missing or out of reach */
export async function reach<Row extends { readonly centerId: string; readonly pointId?: string | null }>(
  context: Context,
  user: SessionUser,
  row: Row | undefined,
  what: Words,
): Promise<Row> {
  if (!row || !inScope(await scopeOf(context.db, user), row)) throw generalProblem.notFound(what)
  return row
}

/** Centres and matters are of all halls: a manager of one does not change them.
 * @throws Problem 403 */
export async function requireOffices(context: Context, user: SessionUser): Promise<void> {
  if ((await scopeOf(context.db, user)).centerIds) throw windowProblem.officesOnly()
}

export interface WindowChange {
  readonly actor: Actor
  /** Of the audit line. */
  readonly subject: string
  /** Without names and telephones. */
  readonly details: Readonly<Record<string, unknown>>
  readonly action?: string
  /** What to say when a code is taken. */
  readonly taken: () => Problem
}

/** One change with its audit line; the windows kept in memory are read anew after it. */
export async function changeWindow(
  context: Context,
  change: WindowChange,
  work: (trx: Trx) => Promise<unknown>,
): Promise<void> {
  await transact(context.db, async trx => {
    await work(trx)
    const { actor, subject, details, action = 'window.write' } = change
    await recordAudit(trx, context, { actor, action, subject, details })
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw change.taken()
    throw isForeignKeyViolation(error) ? windowProblem.unknownUnit() : error
  })
  pointCache(context).clear()
}
