// The window concept's routes put together. The cards stand first: `/windows/cards` is not a window's id.
import type { Context } from '../context.ts'
import { router } from '../http/route.ts'
import { cardRoutes } from './card.routes.ts'
import { centerRoutes } from './center.routes.ts'
import { deviceRoutes } from './device.routes.ts'
import { importRoutes } from './import.routes.ts'
import { matterRoutes } from './matter.routes.ts'
import { pointRoutes } from './point.routes.ts'
import { staffRoutes } from './staff.routes.ts'

export function windowParts(context: Context) {
  const parts = router()
  const routes = [cardRoutes, centerRoutes, pointRoutes, staffRoutes, matterRoutes, deviceRoutes, importRoutes]
  for (const make of routes) parts.route('/', make(context))
  return parts
}
