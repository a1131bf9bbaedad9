// Queries and changes of the composite page.
import { useQuery } from '@tanstack/react-query'
import type { CompositeRoutes } from '../../../server/composite/composite.routes.ts'
import { client, send } from '../shell/api.ts'

export const compositeApi = client<CompositeRoutes>()

export function useComposite(campaignId: string) {
  return useQuery({
    queryKey: ['composite', campaignId],
    queryFn: () => send(compositeApi.campaigns[':campaignId'].composite.$get({ param: { campaignId } })),
  })
}

export type CompositeShown = NonNullable<ReturnType<typeof useComposite>['data']>
export type SeriesShown = CompositeShown['series'][number]
export type CompositeUnit = SeriesShown['rows'][number] & { readonly seriesName: string }
