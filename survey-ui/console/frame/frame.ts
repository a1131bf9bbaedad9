// The typed client of frames and what the page keeps asking it.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { useEffect, useState } from 'react'
import type { FrameRoutes } from '../../../server/frame/frame.routes.ts'
import { client, send } from '../shell/api.ts'

export const api = client<FrameRoutes>()

type PreviewCall = (typeof api.campaigns)[':campaignId']['frame-preview']['$post']
export type Definition = InferRequestType<PreviewCall>['json']['definition']
export type FrameFilter = Definition['filters'][number]
export type Pass = InferResponseType<PreviewCall, 200>
export type Coverage = Pass['coverage']
export type Check = Pass['checks'][number]
export type RosterChoice = InferResponseType<
  (typeof api.campaigns)[':campaignId']['frame-rosters']['$get'],
  200
>['rosters'][number]
export type Frame = InferResponseType<(typeof api.frames)[':id']['$get'], 200>['frame']

/** Follows a value once it has rested. */
export function useRested<T>(value: T, milliseconds = 450): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}

export function useRosterChoices(campaignId: string) {
  return useQuery({
    queryKey: ['frame-rosters', campaignId],
    queryFn: () => send(api.campaigns[':campaignId']['frame-rosters'].$get({ param: { campaignId } })),
  })
}

/** Counts a definition without saving it; the figures before stay until the new ones are there. */
export function usePreview(campaignId: string, definition: Definition) {
  const text = useRested(JSON.stringify(definition))
  const query = useQuery({
    queryKey: ['frame-preview', campaignId, text],
    enabled: definition.rosterIds.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      send(
        api.campaigns[':campaignId']['frame-preview'].$post(
          { param: { campaignId }, json: { definition: JSON.parse(text) as Definition } },
          { init: { signal } },
        ),
      ),
  })
  const current = text === JSON.stringify(definition) && !query.isPlaceholderData && !query.isFetching
  return { pass: definition.rosterIds.length > 0 ? query.data : undefined, error: query.error, current }
}

export function useColumnValues(campaignId: string, rosterIds: readonly string[], wanted: boolean) {
  return useQuery({
    queryKey: ['frame-values', campaignId, ...rosterIds],
    enabled: wanted && rosterIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: () =>
      send(
        api.campaigns[':campaignId']['frame-values'].$post({
          param: { campaignId },
          json: { rosterIds: [...rosterIds] },
        }),
      ),
  })
}

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : '—'

export const figure = (count: number): string => count.toLocaleString('en-US')
