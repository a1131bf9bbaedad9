// Which windows a signed-in person may see: staff their own, managers their centre, the offices above all of them.
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Role } from '../account/permission.ts'
import type { Db, Trx } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'

/** `null` means no limit. */
export interface Scope {
  readonly centerIds: readonly string[] | null
  readonly pointIds: readonly string[] | null
}

const EVERYTHING: Scope = { centerIds: null, pointIds: null }
const BOUND: readonly string[] = ['center_manager', 'window_staff'] satisfies Role[]

/** What the person's place (their active row in `window_staff`) lets them see; nothing without a place. */
export async function scopeOf(db: Db | Trx, user: Pick<SessionUser, 'id' | 'role'>): Promise<Scope> {
  if (!BOUND.includes(user.role)) return EVERYTHING
  const places = await db
    .selectFrom('windowStaff')
    .select(['centerId', 'pointId'])
    .where('userId', '=', user.id)
    .where('active', '=', 1)
    .execute()
  const centerIds = [...new Set(places.map(place => place.centerId))]
  if (user.role === 'center_manager') return { centerIds, pointIds: null }
  return { centerIds, pointIds: places.flatMap(place => place.pointId ?? []) }
}

/** @example
 * inScope({ centerIds: ['c'], pointIds: null }, { centerId: 'c', pointId: 'p' }) // => true
 */
export function inScope(scope: Scope, place: { readonly centerId: string; readonly pointId?: string | null }): boolean {
  if (scope.centerIds && !scope.centerIds.includes(place.centerId)) return false
  return !scope.pointIds || (typeof place.pointId === 'string' && scope.pointIds.includes(place.pointId))
}

/** @throws Problem 404, as if it did not exist, where the place is out of reach */
export function requireInScope(
  scope: Scope,
  place: { readonly centerId: string; readonly pointId?: string | null } | undefined,
): void {
  if (!place || !inScope(scope, place)) throw generalProblem.notFound(['内容', 'item'])
}

/** The condition of a list: only what the scope reaches.
 * @example
 * db.selectFrom('windowPoint').selectAll().where(within(scope, 'windowPoint.centerId', 'windowPoint.id'))
 */
export function within(scope: Scope, center: string, point?: string): Expression<SqlBool> {
  const limits: Expression<SqlBool>[] = []
  if (scope.centerIds) limits.push(oneOf(center, scope.centerIds))
  if (scope.pointIds) limits.push(point ? oneOf(point, scope.pointIds) : sql<SqlBool>`1 = 0`)
  return limits.length === 0 ? sql<SqlBool>`1 = 1` : limits.reduce((all, limit) => sql<SqlBool>`${all} and ${limit}`)
}

/** An empty list is no SQL; nobody is in it. */
function oneOf(column: string, ids: readonly string[]): Expression<SqlBool> {
  return ids.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`${sql.ref(column)} in (${sql.join(ids)})`
}
