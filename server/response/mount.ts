// Puts the answering side together: one queue and one limiter a server, shared by the API and the pages.
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { createAnswering } from './answering.ts'
import { unknownLinkLimiter } from './limiter.ts'
import { respondPages } from './page.routes.ts'
import { progressRoutes } from './progress.routes.ts'
import { responseRoutes } from './response.routes.ts'

/** @returns routes for `/api` and pages for `/` */
export function responseParts(context: Context) {
  const answering = createAnswering(context)
  const limit = unknownLinkLimiter(context.now)
  return {
    api: responseRoutes(answering, limit),
    office: progressRoutes(context),
    pages: new Hono().route('/', respondPages(context, answering, limit)),
  }
}
