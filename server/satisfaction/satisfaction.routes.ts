// Indicators 满意度: shown, broken down, compared, exported, and recounted from the rows.
import type { Context } from '../context.ts'
import { requirePermission, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf } from '../problem/problem.ts'
import { EXPORT_FORMATS, tableResponse } from '../files/download.ts'
import { satisfactionWords } from '../words/satisfaction.ts'
import { speaker } from '../words/words.ts'
import { exportRows } from './export.ts'
import { readHours } from './hours.ts'
import { askedOf, readSatisfaction } from './read.ts'
import { Asking, showHeat, showSatisfaction, verifySatisfaction } from './satisfaction.shape.ts'
import { verifyTallies } from './verification.ts'

export function satisfactionRoutes(context: Context) {
  return router()
    .openapi(showSatisfaction, async c =>
      c.json(await readSatisfaction(context, c.get('user'), c.req.valid('query')), 200),
    )
    .openapi(showHeat, async c => {
      const asked = await askedOf(context, c.get('user'), c.req.valid('query'))
      return c.json({ cells: await readHours(context.db, asked) }, 200)
    })
    .openapi(verifySatisfaction, async c => {
      const at = context.now().toISOString()
      return c.json({ at, ...(await verifyTallies(context.db)) }, 200)
    })
    .get('/satisfaction/export', requirePermission('satisfaction.read'), async c => {
      const format = z.enum(EXPORT_FORMATS).catch('xlsx').parse(c.req.query('format'))
      const asking = Asking.safeParse(c.req.query())
      if (!asking.success)
        throw generalProblem.invalidInput(
          asking.error.issues.map(issue => ({
            pointer: `/${issue.path.join('/')}`,
            detail: [issue.message, issue.message],
          })),
        )
      const t = speaker(languageOf(c))
      const shown = await readSatisfaction(context, c.get('user'), asking.data)
      return tableResponse(exportRows(shown, t), `${t(satisfactionWords.title)}-${shown.from}-${shown.to}`, format)
    })
}

export type SatisfactionRoutes = ReturnType<typeof satisfactionRoutes>
