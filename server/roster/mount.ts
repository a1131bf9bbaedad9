// The roster concept's parts put together: routes, and the watch over imports that a stopped process left unfinished.
import type { Context } from '../context.ts'
import { router } from '../http/route.ts'
import { downloadRoutes } from './download.routes.ts'
import { rosterJobs } from './jobs.ts'
import { pairRoutes } from './pair.routes.ts'
import { personRoutes } from './person.routes.ts'
import { rosterRoutes } from './roster.routes.ts'

export function rosterParts(context: Context) {
  const parts = router()
  for (const routes of [rosterRoutes(context), personRoutes(context), pairRoutes(context), downloadRoutes(context)])
    parts.route('/', routes)
  return parts
}

const SWEEP_MS = 60_000

/** At start, and then every minute: rosters of dead processes go back to `uploaded`, what they left is taken away. */
export function watchRosters(context: Context): void {
  const sweep = (): void => {
    rosterJobs(context)
      .sweep()
      .catch((error: unknown) => context.log.error({ err: error }, 'sweep failed'))
  }
  sweep()
  setInterval(sweep, SWEEP_MS).unref()
}
