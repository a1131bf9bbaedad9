// All routes of visits, and what repeats while the process lives.
import type { Context } from '../context.ts'
import { router } from '../http/route.ts'
import { every } from '../jobs/every.ts'
import { visitImportRoutes } from './import.routes.ts'
import { visitKeyRoutes } from './key.routes.ts'
import { forgetRequests } from './message.ts'
import { visitRoutes } from './visit.routes.ts'

export function visitParts(context: Context) {
  const parts = router()
  parts.route('/', visitRoutes(context))
  parts.route('/', visitKeyRoutes(context))
  parts.route('/', visitImportRoutes(context))
  return parts
}

const HOUR_MS = 3_600_000

export function watchVisits(context: Context): void {
  every(context, 'visit requests', HOUR_MS, () => forgetRequests(context))
}
