// Fieldwork progress for the office, and the preview of a questionnaire as a phone would show it.
import { html, raw } from 'hono/html'
import { listCampaignUnits } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { campaignParams, operation, requirePermission, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { findQuestionnaire } from '../questionnaire/questionnaire.store.ts'
import { wordsOf } from '../questionnaire/tree.ts'
import { respondWords as w } from '../words/response.ts'
import { bootScript } from './assets.ts'
import { frame, speak } from './page-frame.ts'
import { readerOf } from './page.routes.ts'
import { countBy, countByDay, countByState } from './progress.store.ts'
import { daysOf, ratesOf } from './progress.ts'

const Rate = z
  .object({
    name: z.string(),
    invited: z.number().nullable(),
    answered: z.number().nullable(),
    rate: z.number().nullable(),
  })
  .openapi('ResponseRate')

const progress = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/responses',
  tag: 'response',
  summary: ['答卷回收进度；少于 5 的单元格不显示', 'Progress of fieldwork; cells below 5 are hidden'],
  permission: 'response.read',
  request: { params: campaignParams },
  response: z.object({
    invited: z.number(),
    opened: z.number(),
    answered: z.number(),
    refused: z.number(),
    callRequested: z.number(),
    rate: z.number().nullable(),
    byStratum: z.array(Rate),
    byCategory: z.array(Rate),
    byDay: z.array(z.object({ day: z.string(), answered: z.number().nullable() })),
  }),
})

export function progressRoutes(context: Context) {
  const { db } = context
  const script = bootScript(context.config.distDir)
  const routes = router().openapi(progress, async c => {
    const { campaignId } = c.req.valid('param')
    const states = await countByState(db, campaignId)
    const [issued = 0, opened = 0, answered = 0, refused = 0, callRequested = 0] = [
      states.issued,
      states.opened,
      states.answered,
      states.refused,
      states.call_requested,
    ]
    const invited = issued + opened + answered + refused + callRequested
    return c.json(
      {
        invited,
        opened: opened + answered,
        answered,
        refused,
        callRequested,
        rate: invited > 0 ? answered / invited : null,
        byStratum: ratesOf(await countBy(db, campaignId, 'stratum')),
        byCategory: ratesOf(await countBy(db, campaignId, 'category')),
        byDay: daysOf(await countByDay(db, campaignId)),
      },
      200,
    )
  })
  routes.get('/questionnaires/:id/preview', requirePermission('questionnaire.read'), async c => {
    const row = await findQuestionnaire(db, c.req.param('id'))
    if (!row) throw generalProblem.notFound(['问卷', 'questionnaire'])
    const units = (await listCampaignUnits(db, row.campaignId)).slice(0, 3).map(({ code, name }) => ({ code, name }))
    const sample = units.length > 0 ? units : [{ code: 'example', name: '示例单位' }]
    const definition: unknown = JSON.parse(row.body)
    const reader = readerOf(c)
    const body = html`<main id="preview"><p class="wrap kind">${speak(reader)(w.preview)}</p></main><script type="application/json" id="preview-data">${raw(embed({ definition, units: sample }))}</script>`
    const head = html`<script type="module" src="${script()}"></script>`
    return c.html(frame(reader, wordsOf((definition as { title?: unknown }).title)[0], body, head))
  })
  return routes
}

/** JSON that cannot close the element it stands in. */
function embed(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

export type ProgressRoutes = ReturnType<typeof progressRoutes>
