// All doors of rectification, and the work that goes on while the process lives.
import type { Context } from '../context.ts'
import { router } from '../http/route.ts'
import { every } from '../jobs/every.ts'
import { rectificationFileRoutes } from './file.routes.ts'
import { rectificationOfficeRoutes } from './office.routes.ts'
import { openMissingCases } from './open.ts'
import { receiptPages } from './receipt-page.routes.ts'
import { rectificationRoutes } from './rectification.routes.ts'
import { remindAll } from './remind.ts'

export function rectificationParts(context: Context) {
  const api = router()
  api.route('/', rectificationRoutes(context))
  api.route('/', rectificationFileRoutes(context))
  api.route('/', rectificationOfficeRoutes(context))
  return { api, pages: receiptPages(context) }
}

const OPEN_MS = 1000
const REMIND_MS = 60_000

/** @returns a function that ends both */
export function watchRectifications(context: Context): () => void {
  const ends = [
    every(context, 'rectification.open', OPEN_MS, () => openMissingCases(context)),
    every(context, 'rectification.remind', REMIND_MS, () => remindAll(context)),
  ]
  return () => {
    for (const end of ends) end()
  }
}
