// What the parts of the invitations page share: the client, the package of links, the refresh after a change.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { InvitationRoutes } from '../../../server/invitation/invitation.routes.ts'
import { client, send } from '../shell/api.ts'

export const api = client<InvitationRoutes>()

/** Links of one batch as long as they can be exported: from issuing until the page is left. */
export interface LinkPackage {
  readonly batchId: string
  readonly invited: number
  readonly exportKey: string
  readonly expiresAt: string
}

export function useInvitations(campaignId: string) {
  return useQuery({
    queryKey: ['invitations', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].invitations.$get({ param: { campaignId } })),
    refetchInterval: 30_000,
  })
}

export type Invitations = NonNullable<ReturnType<typeof useInvitations>['data']>

export function useRefresh(campaignId: string) {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['invitations', campaignId] })
    await queries.invalidateQueries({ queryKey: ['responses', campaignId] })
    await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
  }
}

/** How many of a batch get a new link when it is issued again. */
export function reissuable(states: Invitations['states']): number {
  return states.issued + states.opened + states.call_requested
}
