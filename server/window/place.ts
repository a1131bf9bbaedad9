// Which accounts may stand at a window. A manager places window staff of the own centre, never somebody of another hall.
import type { Db, Trx } from '../db/engine.ts'
import { windowProblem } from '../problem/window.ts'
import type { Scope } from './scope.ts'
import { PLACED_ROLES } from './window.ts'

/** Accounts that work in a hall and may be linked by somebody with this scope. */
export async function listPlacedUsers(db: Db | Trx, scope: Scope) {
  if (scope.centerIds?.length === 0) return []
  const users = await db
    .selectFrom('accountUser')
    .select(['id', 'name', 'username', 'role'])
    .where('role', 'in', [...PLACED_ROLES])
    .orderBy('username')
    .execute()
  const elsewhere = await placedElsewhere(db, scope)
  return users.flatMap(({ role, ...user }) =>
    role !== null && linkable(role, scope) && !elsewhere.has(user.id) ? [{ ...user, role }] : [],
  )
}

/** @throws Problem when the account may not be linked, or stands for somebody else of the centre */
export async function requirePlaceable(
  trx: Trx,
  scope: Scope,
  place: { readonly id: string; readonly centerId: string; readonly userId: string },
): Promise<void> {
  const user = await trx.selectFrom('accountUser').select('role').where('id', '=', place.userId).executeTakeFirst()
  const own = await trx
    .selectFrom('windowStaff')
    .select(['id', 'name'])
    .where('userId', '=', place.userId)
    .where('centerId', '=', place.centerId)
    .execute()
  // Left as it was: a manager may change the name of a row that an office linked.
  if (own.some(row => row.id === place.id)) return
  const [other] = own
  if (other) throw windowProblem.userTaken(other.name)
  const elsewhere = await placedElsewhere(trx, scope)
  if (!linkable(user?.role ?? '', scope) || elsewhere.has(place.userId)) throw windowProblem.userUnfit()
}

const linkable = (role: string, scope: Scope): boolean =>
  scope.centerIds === null ? PLACED_ROLES.includes(role) : role === 'window_staff'

/** People with a place where this scope does not reach. */
async function placedElsewhere(db: Db | Trx, scope: Scope): Promise<ReadonlySet<string | null>> {
  if (!scope.centerIds || scope.centerIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('windowStaff')
    .select('userId')
    .where('userId', 'is not', null)
    .where('centerId', 'not in', [...scope.centerIds])
    .execute()
  return new Set(rows.map(row => row.userId))
}
