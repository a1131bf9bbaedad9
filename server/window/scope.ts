// Which windows a signed-in person may see: staff their own, managers their centre, the offices above all of them.
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
