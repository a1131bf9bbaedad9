// The campaign the pages are about, from the address: /console/c/:campaignId/…
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import { client, send } from './api.ts'
import { useSession } from './session.tsx'

const api = client<CampaignRoutes>()

/** All campaigns, newest first. */
export function useCampaigns() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['campaigns'],
    enabled: can('campaign.read'),
    queryFn: () => send(api.campaigns.$get()),
  })
}

/** The campaign in the address with its units, schemes and journey counts. */
export function useCampaign() {
  const { campaignId = '' } = useParams()
  const query = useQuery({
    queryKey: ['campaign', campaignId],
    enabled: campaignId !== '',
    queryFn: () => send(api.campaigns[':id'].$get({ param: { id: campaignId } })),
  })
  return {
    campaignId,
    query,
    campaign: query.data?.campaign,
    units: query.data?.units ?? [],
    schemes: query.data?.schemes ?? [],
    journey: query.data?.journey,
  }
}

export type Journey = NonNullable<ReturnType<typeof useCampaign>['journey']>
