// What the progress page and the invitations page share: the query of progress, figures as text.
import { useQuery } from '@tanstack/react-query'
import type { ProgressRoutes } from '../../../server/response/progress.routes.ts'
import { client, send } from '../shell/api.ts'

const api = client<ProgressRoutes>()

const EVERY = 30_000

export function useProgress(campaignId: string) {
  return useQuery({
    queryKey: ['responses', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].responses.$get({ param: { campaignId } })),
    refetchInterval: EVERY,
  })
}

/** @example
 * percent(0.8342) // => '83.4%'
 */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

/** The share of a whole as text, or null where there is no whole. */
export function shareOf(part: number, whole: number): string | null {
  return whole > 0 ? percent(part / whole) : null
}
