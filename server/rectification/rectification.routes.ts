// Cases: list, detail, one step at a time, and the list as a file.
import { recordAudit } from '../audit/audit.store.ts'
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { attachment, csvType, writeCsv } from '../files/csv.ts'
import { requirePermission, router } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { rectificationWords as w } from '../words/rectification.ts'
import { speaker } from '../words/words.ts'
import { exportRows } from './export.ts'
import type { CaseFilter } from './list.store.ts'
import { reachOf, requireReach } from './reach.ts'
import { CaseQuery, detailRoute, listRoute, ownersRoute, stepRoute } from './rectification.shape.ts'
import { findRectification, listOwners } from './rectification.store.ts'
import { takeStep } from './step.ts'
import { detailOf, listShown, statesOf } from './view.ts'
import type { z } from '../http/route.ts'

export function rectificationRoutes(context: Context) {
  const { db } = context
  const routes = router()
    .openapi(listRoute, async c => c.json(await listShown(context, c.get('user'), filterOf(c.req.valid('query'))), 200))
    .openapi(detailRoute, async c => c.json(await detailOf(context, c.get('user'), c.req.valid('param').id), 200))
    .openapi(stepRoute, async c => {
      const { id } = c.req.valid('param')
      await takeStep(context, c.get('user'), id, c.req.valid('json'))
      return c.json(await detailOf(context, c.get('user'), id), 200)
    })
    .openapi(ownersRoute, async c => {
      const found = await findRectification(db, c.req.valid('param').id)
      requireReach(await reachOf(db, c.get('user')), found)
      return c.json({ owners: await listOwners(db, found.centerId) }, 200)
    })
  routes.get('/rectification-export', requirePermission('rectification.read'), async c => {
    const asked = CaseQuery.safeParse(c.req.query())
    if (!asked.success) throw generalProblem.invalidInput([])
    const filter = filterOf({ ...asked.data, limit: 500 })
    await transact(db, async trx => {
      const { states: _states, limit: _limit, ...details } = filter
      const asFilter = { ...details, state: asked.data.state ?? 'all' }
      await recordAudit(trx, context, {
        actor: c.get('user'),
        action: 'rectification.export',
        subject: 'rectification',
        details: asFilter,
      })
    })
    const t = speaker(languageOf(c))
    return c.body(writeCsv(exportRows(context, c.get('user'), filter, t), { encoding: 'utf-8-bom' }), 200, {
      'Content-Type': csvType('utf-8-bom'),
      'Content-Disposition': attachment(`${t(w.exportName)}-${chinaDay(context.now())}.csv`),
    })
  })
  return routes
}

function filterOf({ state, ...query }: z.infer<typeof CaseQuery>): CaseFilter {
  const states = statesOf(state)
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  return { ...(given as Omit<CaseFilter, 'states'>), ...(states ? { states } : {}) }
}

export type RectificationRoutes = ReturnType<typeof rectificationRoutes>
