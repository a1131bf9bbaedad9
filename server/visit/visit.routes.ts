// Visits in the console: the list, the link of one, 请评价 and taking it back.
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { router } from '../http/route.ts'
import { requireInScope, scopeOf } from '../window/scope.ts'
import { findPoint, listCenters, listPoints } from '../window/window.store.ts'
import { countDay, listVisits, placesOfUser, pointsWithTablet } from './list.store.ts'
import { offerAtPoint, offerVisit, undoOffer } from './offer.ts'
import { findVisit } from './visit.store.ts'
import {
  linkRoute,
  listVisitsRoute,
  offerPointRoute,
  offerVisitRoute,
  placesRoute,
  undoOfferRoute,
} from './visit.shape.ts'
import { rateUrl } from './visit.ts'

export function visitRoutes(context: Context) {
  const { db } = context
  const reachable = async (user: Parameters<typeof scopeOf>[1], id: string) => {
    const visit = await findVisit(db, id)
    requireInScope(await scopeOf(db, user), visit)
    // requireInScope threw when there is none.
    return visit as NonNullable<typeof visit>
  }
  return router()
    .openapi(listVisitsRoute, async c => {
      const filter = c.req.valid('query')
      const scope = await scopeOf(db, c.get('user'))
      const list = await listVisits(db, scope, filter)
      const counts = filter.day ? await countDay(db, scope, { ...filter, day: filter.day }) : null
      return c.json({ ...list, counts }, 200)
    })
    .openapi(placesRoute, async c => {
      const scope = await scopeOf(db, c.get('user'))
      const centers = await listCenters(db, scope)
      const tablets = await pointsWithTablet(db, scope)
      const own = await placesOfUser(db, c.get('user').id)
      const points = (await listPoints(db, scope))
        .filter(point => point.active === 1)
        .map(({ id, centerId, code, name }) => ({
          id,
          centerId,
          code,
          name,
          tablet: tablets.has(id),
          mine: own.has(id),
        }))
      const today = chinaDay(context.now())
      return c.json({ today, centers: centers.map(({ id, name }) => ({ id, name })), points }, 200)
    })
    .openapi(linkRoute, async c => {
      const visit = await reachable(c.get('user'), c.req.valid('param').id)
      return c.json({ rateUrl: rateUrl(context, visit.id) }, 200)
    })
    .openapi(offerVisitRoute, async c => {
      const visit = await reachable(c.get('user'), c.req.valid('param').id)
      return c.json(await offerVisit(context, c.get('user'), visit), 200)
    })
    .openapi(offerPointRoute, async c => {
      const { pointId } = c.req.valid('param')
      const point = await findPoint(db, pointId)
      requireInScope(await scopeOf(db, c.get('user')), point && { centerId: point.centerId, pointId })
      return c.json(await offerAtPoint(context, c.get('user'), pointId, c.req.valid('json')), 200)
    })
    .openapi(undoOfferRoute, async c => {
      const visit = await reachable(c.get('user'), c.req.valid('param').id)
      return c.json(await undoOffer(context, c.get('user'), visit.id), 200)
    })
}

export type VisitRoutes = ReturnType<typeof visitRoutes>
