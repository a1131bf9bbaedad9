// What the pages of rectification ask the server for.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ratingRoutes } from '../../../server/rating/rating.routes.ts'
import type { RectificationOfficeRoutes } from '../../../server/rectification/office.routes.ts'
import type { RectificationRoutes } from '../../../server/rectification/rectification.routes.ts'
import type { StepInput } from '../../../server/rectification/rectification.shape.ts'
import { client, request, send } from '../shell/api.ts'

const api = client<RectificationRoutes>()
const office = client<RectificationOfficeRoutes>()
const ratings = client<ReturnType<typeof ratingRoutes>>()

/** Open cases change by other hands; pages look again this often. */
const LOOK_AGAIN_MS = 15_000
const KEY = 'rectifications'

export interface CaseFilter {
  readonly state?: string
  readonly overdue?: '1'
  readonly mine?: '1'
  readonly named?: '1'
}

export function useCases(filter: CaseFilter) {
  return useQuery({
    queryKey: [KEY, 'list', filter],
    queryFn: () => send(api.rectifications.$get({ query: { ...filter, limit: '500' } as never })),
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: keepPreviousData,
  })
}
export type CaseList = NonNullable<ReturnType<typeof useCases>['data']>
export type Case = CaseList['cases'][number]

export function useCase(id: string) {
  return useQuery({
    queryKey: [KEY, 'case', id],
    queryFn: () => send(api.rectifications[':id'].$get({ param: { id } })),
    refetchInterval: LOOK_AGAIN_MS,
  })
}
export type CaseDetail = NonNullable<ReturnType<typeof useCase>['data']>

export function useRefresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [KEY] })
}

type WithoutVersion<S> = S extends unknown ? Omit<S, 'version'> : never
/** A step as the forms give it. */
export type StepValues = WithoutVersion<StepInput>

export function useStep(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (step: StepInput) => send(api.rectifications[':id'].steps.$post({ param: { id }, json: step })),
    onSettled: refresh,
  })
}

export function useOwners(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [KEY, 'owners', id],
    queryFn: async () => (await send(api.rectifications[':id'].owners.$get({ param: { id } }))).owners,
    enabled,
  })
}

export function useUpload(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (file: File) =>
      request(`/api/rectifications/${id}/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    onSettled: refresh,
  })
}

export function useRemoveFile() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => request(`/api/rectification-files/${id}`, { method: 'DELETE' }),
    onSettled: refresh,
  })
}

/** Written into the audit log with its reason. */
export function useContact(ratingId: string) {
  return useMutation({
    mutationFn: (json: { reason: string }) =>
      send(ratings.ratings[':id'].contact.$post({ param: { id: ratingId }, json })),
  })
}

export function useReminders() {
  return useQuery({
    queryKey: [KEY, 'reminders'],
    queryFn: () => send(office['rectification-reminders'].$get()),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

export function useMarkSeen() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => send(office['rectification-reminders'].seen.$post({ json: {} })),
    onSettled: refresh,
  })
}

export function useCalendar(year: number) {
  return useQuery({
    queryKey: [KEY, 'calendar', year],
    queryFn: () => send(office['rectification-days'].$get({ query: { year: String(year) } })),
  })
}

export function useChangeDay() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ day, ...json }: { day: string; working: boolean; note: string }) =>
      send(office['rectification-days'][':day'].$put({ param: { day }, json })),
    onSuccess: refresh,
  })
}

export function useResetDay() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (day: string) => send(office['rectification-days'][':day'].$delete({ param: { day } })),
    onSuccess: refresh,
  })
}
