// What the page of ratings asks the server.
import { useQuery } from '@tanstack/react-query'
import type { ExchangeRoutes } from '../../../server/rating/exchange.routes.ts'
import type { IntegrityRoutes } from '../../../server/rating/integrity.routes.ts'
import type { RatingRoutes } from '../../../server/rating/rating.routes.ts'
import type { VisitRoutes } from '../../../server/visit/visit.routes.ts'
import { client, send } from '../shell/api.ts'
import { useSession } from '../shell/session.tsx'

export const ratingApi = client<RatingRoutes>()
export const flagApi = client<IntegrityRoutes>()
export const exchangeApi = client<ExchangeRoutes>()
const visitApi = client<VisitRoutes>()

export type Rating = Awaited<ReturnType<typeof loadRatings>>['ratings'][number]
export type Flag = Awaited<ReturnType<typeof loadFlags>>['flags'][number]

export const loadRatings = (query: Readonly<Record<string, string>>) => send(ratingApi.ratings.$get({ query }))
export const loadFlags = (query: Readonly<Record<string, string>>) => send(flagApi['rating-flags'].$get({ query }))

/** Centres and windows within reach; nothing for those who see no places (the call-back role). */
export function usePlaces() {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['rating-places'],
    enabled: can('visit.read'),
    queryFn: () => send(visitApi['visit-places'].$get()),
  })
  return { centers: data?.centers ?? [], points: data?.points ?? [], today: data?.today }
}

const china = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** `2026-11-25 09:30:05` in China. */
export const chinaTime = (iso: string): string => china.format(new Date(iso))
