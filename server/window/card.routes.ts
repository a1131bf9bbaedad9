// The printable cards of a centre's windows.
import type { Context } from '../context.ts'
import { requirePermission, router } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { cardPage } from './cards.ts'
import { windowAddress, windowLink } from './point.routes.ts'
import { scopeOf } from './scope.ts'
import { listCards } from './window.store.ts'

/** More would not be a batch of cards, and the address would grow too long. */
const MOST = 200

export function cardRoutes(context: Context) {
  return router().get('/windows/cards', requirePermission('window.read'), async c => {
    const ids = [...new Set((c.req.query('ids') ?? '').split(',').filter(id => id !== ''))]
    const centerId = c.req.query('centerId')
    if (ids.length > MOST)
      throw generalProblem.invalidInput([{ pointer: '/ids', detail: ['最多 200 个', 'at most 200'] }])
    const wanted = ids.length > 0 ? { ids } : centerId ? { centerId } : null
    const points = wanted ? await listCards(context.db, await scopeOf(context.db, c.get('user')), wanted) : []
    // A window that is closed or out of reach is not passed over in silence.
    if (points.length === 0 || (ids.length > 0 && points.length < ids.length))
      throw generalProblem.notFound(['窗口', 'window'])
    const paper = c.req.query('paper') === 'a4' ? 'a4' : 'a6'
    const other = new URL(c.req.url)
    other.searchParams.set('paper', paper === 'a4' ? 'a6' : 'a4')
    const cards = points.map(({ publicCode, ...point }) => ({
      ...point,
      link: windowLink(context, publicCode),
      address: windowAddress(context, publicCode),
    }))
    return c.html(cardPage(cards, paper, `${other.pathname}${other.search}`, languageOf(c)))
  })
}
