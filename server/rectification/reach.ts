// Which cases a person may see: those of their windows, and those they own wherever the rating was given.
import type { Db, Trx } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { inScope, type Scope, scopeOf } from '../window/scope.ts'
import type { RectificationTable } from './rectification.table.ts'

export interface Reach {
  readonly scope: Scope
  /** The person's active rows among the staff. */
  readonly staffIds: readonly string[]
}

export async function reachOf(db: Db | Trx, user: Pick<SessionUser, 'id' | 'role'>): Promise<Reach> {
  const scope = await scopeOf(db, user)
  const places = await db
    .selectFrom('windowStaff')
    .select('id')
    .where('userId', '=', user.id)
    .where('active', '=', 1)
    .execute()
  return { scope, staffIds: places.map(({ id }) => id) }
}

/** @throws Problem 404, as if there were no such case, when it is out of reach */
export function requireReach<T extends Pick<RectificationTable, 'centerId' | 'pointId' | 'ownerId'>>(
  { scope, staffIds }: Reach,
  found: T | undefined,
): asserts found is T {
  const seen = found && (inScope(scope, found) || (found.ownerId !== null && staffIds.includes(found.ownerId)))
  if (!seen) throw generalProblem.notFound(['整改单', 'case'])
}
