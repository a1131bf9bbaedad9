// Puts the concepts' routes together. `createApp(context)` is what tests call; only main.ts listens.
import { describeApi } from './http/describe.ts'
import type { Context } from './context.ts'
import { accountRoutes } from './account/account.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { campaignRoutes } from './campaign/campaign.routes.ts'
import { answerProblems } from './http/answer.ts'
import { crossSiteGuard, securityHeaders, sessionGuard } from './http/guard.ts'
import { healthRoutes, measureRequests } from './http/health.ts'
import { jsonLimit } from './http/json-limit.ts'
import { pageRoutes } from './http/pages.ts'
import { router } from './http/route.ts'
import { componentRoutes } from './component/component.routes.ts'
import { designRoutes } from './design/design.routes.ts'
import { compositeRoutes } from './composite/composite.routes.ts'
import { drawRoutes } from './draw/draw.routes.ts'
import { frameRoutes } from './frame/frame.routes.ts'
import { invitationRoutes } from './invitation/invitation.routes.ts'
import { questionnaireRoutes } from './questionnaire/questionnaire.routes.ts'
import { responseParts } from './response/mount.ts'
import { monitorRoutes } from './satisfaction/monitor.routes.ts'
import { satisfactionRoutes } from './satisfaction/satisfaction.routes.ts'
import { scoreFileRoutes } from './score/file.routes.ts'
import { scoreRoutes } from './score/score.routes.ts'
import { ratingPages } from './rating/page.routes.ts'
import { exchangeRoutes } from './rating/exchange.routes.ts'
import { integrityRoutes } from './rating/integrity.routes.ts'
import { ratingApi } from './rating/rating-api.ts'
import { ratingRoutes } from './rating/rating.routes.ts'
import { rectificationParts } from './rectification/mount.ts'
import { rosterParts } from './roster/mount.ts'
import { submissionRoutes } from './submission/submission.routes.ts'
import { unitRoutes } from './unit/unit.routes.ts'
import { visitParts } from './visit/mount.ts'
import { windowParts } from './window/mount.ts'

/** JSON bodies end here; uploads of files name their own, larger limit. */
const JSON_LIMIT = 2 * 1024 * 1024

export function createApp(context: Context) {
  const app = router()
  answerProblems(app, context)
  app.use(measureRequests())
  app.use(securityHeaders())
  app.use('/api/*', crossSiteGuard(context), sessionGuard(context))
  app.use('/api/*', jsonLimit(JSON_LIMIT))
  app.route('/api', accountRoutes(context))
  app.route('/api', auditRoutes(context))
  app.route('/api', unitRoutes(context))
  app.route('/api', campaignRoutes(context))
  app.route('/api', rosterParts(context))
  app.route('/api', frameRoutes(context))
  app.route('/api', designRoutes(context))
  app.route('/api', drawRoutes(context))
  app.route('/api', questionnaireRoutes(context))
  app.route('/api', submissionRoutes(context))
  app.route('/api', invitationRoutes(context))
  const response = responseParts(context)
  app.route('/api', response.api)
  app.route('/api', response.office)
  app.route('/api', windowParts(context))
  app.route('/api', ratingApi(context))
  app.route('/api', ratingRoutes(context))
  app.route('/api', integrityRoutes(context))
  app.route('/api', exchangeRoutes(context))
  app.route('/api', visitParts(context))
  const rectification = rectificationParts(context)
  app.route('/api', rectification.api)
  app.route('/api', satisfactionRoutes(context))
  app.route('/api', monitorRoutes(context))
  app.route('/api', scoreFileRoutes(context))
  app.route('/api', scoreRoutes(context))
  app.route('/api', componentRoutes(context))
  app.route('/api', compositeRoutes(context))
  describeApi(app)
  app.route('/', healthRoutes(context))
  app.route('/', response.pages)
  app.route('/', ratingPages(context))
  app.route('/', rectification.pages)
  app.route('/', pageRoutes(context))
  return app
}
