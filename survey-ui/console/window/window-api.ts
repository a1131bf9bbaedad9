// Queries and changes of the page of windows.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { UnitRoutes } from '../../../server/unit/unit.routes.ts'
import type { CenterRoutes } from '../../../server/window/center.routes.ts'
import type { DeviceRoutes } from '../../../server/window/device.routes.ts'
import type { MatterRoutes } from '../../../server/window/matter.routes.ts'
import type { PointRoutes } from '../../../server/window/point.routes.ts'
import type { StaffRoutes } from '../../../server/window/staff.routes.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { client, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { useSession } from '../shell/session.tsx'

export const centerApi = client<CenterRoutes>()
export const pointApi = client<PointRoutes>()
export const staffApi = client<StaffRoutes>()
export const matterApi = client<MatterRoutes>()
export const deviceApi = client<DeviceRoutes>()
const unitApi = client<UnitRoutes>()

/** Everything of the page is read anew after a change: a window's line shows its people and tablets. */
const KEY = 'window'
/** A tablet that was paired elsewhere, or revoked, is seen without reloading. */
const DEVICES_MS = 15_000

export function useCenters() {
  return useQuery({ queryKey: [KEY, 'centers'], queryFn: () => send(centerApi['window-centers'].$get()) })
}

/** Windows, staff and tablets of one centre. */
export function useHall(centerId: string) {
  const enabled = centerId !== ''
  const query = { centerId }
  const points = useQuery({
    queryKey: [KEY, centerId, 'points'],
    enabled,
    queryFn: () => send(pointApi.windows.$get({ query })),
  })
  const staff = useQuery({
    queryKey: [KEY, centerId, 'staff'],
    enabled,
    queryFn: () => send(staffApi['window-staff'].$get({ query })),
  })
  const devices = useQuery({
    queryKey: [KEY, centerId, 'devices'],
    enabled,
    refetchInterval: DEVICES_MS,
    queryFn: () => send(deviceApi['window-devices'].$get({ query })),
  })
  return {
    points: points.data?.windows ?? [],
    staff: staff.data?.staff ?? [],
    devices: devices.data?.devices ?? [],
    pending: enabled && (points.isPending || staff.isPending || devices.isPending),
    error: points.error ?? staff.error ?? devices.error,
    retry: () => void Promise.all([points.refetch(), staff.refetch(), devices.refetch()]),
  }
}

export type Hall = ReturnType<typeof useHall>
export type Center = NonNullable<ReturnType<typeof useCenters>['data']>['centers'][number]
export type Point = Hall['points'][number]
export type Staff = Hall['staff'][number]
export type Device = Hall['devices'][number]

export function useMatters() {
  return useQuery({ queryKey: [KEY, 'matters'], queryFn: () => send(matterApi['window-matters'].$get()) })
}

export type Matter = NonNullable<ReturnType<typeof useMatters>['data']>['matters'][number]

/** The units a window or matter may belong to, for those who may see them. */
export function useUnitOptions() {
  const { can } = useSession()
  const query = useQuery({
    queryKey: ['units'],
    enabled: can('unit.read'),
    queryFn: () => send(unitApi.units.$get()),
  })
  return (query.data?.units ?? []).map(unit => ({ value: unit.id, label: unit.name }))
}

export function useAccounts(enabled: boolean) {
  return useQuery({
    queryKey: [KEY, 'accounts'],
    enabled,
    queryFn: () => send(staffApi['window-accounts'].$get()),
  })
}

/** A change that reloads the page's tables and says that it was saved, or `said`; null: the caller says it. */
export function useChange<T, R = unknown>(
  work: (input: T) => Promise<R>,
  done?: (result: R) => void,
  said?: string | null,
) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async result => {
      await queries.invalidateQueries({ queryKey: [KEY] })
      if (said !== null) void message.success(said ?? t(consoleWords.saved))
      done?.(result)
    },
  })
}
