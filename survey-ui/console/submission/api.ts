// What the submission pages ask the server for.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SubmissionRoutes } from '../../../server/submission/submission.routes.ts'
import type { SubmissionBody } from '../../../server/submission/submission.shape.ts'
import { client, send } from '../shell/api.ts'

export const api = client<SubmissionRoutes>()
export type Submission = SubmissionBody

export function useSubmissions(campaignId: string) {
  return useQuery({
    queryKey: ['submissions', campaignId],
    queryFn: async () =>
      (await send(api.campaigns[':campaignId'].submissions.$get({ param: { campaignId } }))).submissions,
  })
}

export function useSources(campaignId: string) {
  return useQuery({
    queryKey: ['submission-sources', campaignId],
    queryFn: () => send(api.campaigns[':campaignId']['submission-sources'].$get({ param: { campaignId } })),
  })
}

export type Sources = NonNullable<ReturnType<typeof useSources>['data']>

/** After any step: the lists and the states in the navigation. */
export function useRefresh(campaignId: string) {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['submissions', campaignId] })
    await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
  }
}
