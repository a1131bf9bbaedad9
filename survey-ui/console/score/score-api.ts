// Queries of the score pages.
import { useQuery } from '@tanstack/react-query'
import type { ScoreFileRoutes } from '../../../server/score/file.routes.ts'
import type { ScoreRoutes } from '../../../server/score/score.routes.ts'
import { client, send } from '../shell/api.ts'

export const scoreApi = client<ScoreRoutes>()
export const fileApi = client<ScoreFileRoutes>()

export function useRuns(campaignId: string) {
  return useQuery({
    queryKey: ['scores', campaignId],
    queryFn: () => send(scoreApi.campaigns[':campaignId'].scores.$get({ param: { campaignId } })),
  })
}

export function useFiles(campaignId: string) {
  return useQuery({
    queryKey: ['score-files', campaignId],
    queryFn: () => send(fileApi.campaigns[':campaignId']['score-files'].$get({ param: { campaignId } })),
  })
}

export function useRun(id: string | undefined) {
  return useQuery({
    queryKey: ['score', id],
    enabled: id !== undefined,
    queryFn: () => send(scoreApi.scores[':id'].$get({ param: { id: id ?? '' } })),
  })
}

export type RunShown = NonNullable<ReturnType<typeof useRun>['data']>
export type UnitShown = RunShown['units'][number]
export type RunsShown = NonNullable<ReturnType<typeof useRuns>['data']>
export type FilesShown = NonNullable<ReturnType<typeof useFiles>['data']>['files']

/** 12.345 → 12.35, null → —. */
export const fixed = (number: number | null | undefined, places = 2): string =>
  number === null || number === undefined ? '—' : number.toFixed(places)

export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '—' : `${Math.round(share * 100)}%`

/** Half the width of an interval, with its sign. */
export const reach = (interval: readonly [number, number] | null): string =>
  interval ? `±${((interval[1] - interval[0]) / 2).toFixed(2)}` : '—'
