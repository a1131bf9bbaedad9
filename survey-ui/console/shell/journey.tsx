// Which campaign the address is about, seen from outside its routes.
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import { client, send } from './api.ts'

const api = client<CampaignRoutes>()

export function useJourney() {
  const campaignId = /^\/c\/([^/]+)/.exec(useLocation().pathname)?.[1] ?? ''
  const query = useQuery({
    queryKey: ['campaign', campaignId],
    enabled: campaignId !== '',
    queryFn: () => send(api.campaigns[':id'].$get({ param: { id: campaignId } })),
  })
  return { campaignId, journey: query.data?.journey }
}
