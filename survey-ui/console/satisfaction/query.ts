// What the page asks for: a place and a period, kept in the address so that it can be sent to somebody.
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { send } from '../shell/api.ts'
import { monitorApi, satisfactionApi } from './format.ts'

export type By = 'center' | 'window' | 'matter' | 'staff' | 'hour' | 'day' | 'month'

export interface Asked {
  readonly center?: string
  readonly point?: string
  readonly matter?: string
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/** Today in China. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const before = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)

export const PERIODS = ['today', 'last7', 'last30', 'thisMonth', 'lastMonth', 'thisYear'] as const

export function periodOf(
  name: (typeof PERIODS)[number],
  day = today(),
): { readonly from: string; readonly to: string } {
  const month = `${day.slice(0, 7)}-01`
  const lastOfBefore = before(month, 1)
  return {
    today: { from: day, to: day },
    last7: { from: before(day, 6), to: day },
    last30: { from: before(day, 29), to: day },
    thisMonth: { from: month, to: day },
    lastMonth: { from: `${lastOfBefore.slice(0, 7)}-01`, to: lastOfBefore },
    thisYear: { from: `${day.slice(0, 4)}-01-01`, to: day },
  }[name]
}

export const daysOf = ({ from, to }: Asked): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1

export function useAsked() {
  const [params, setParams] = useSearchParams()
  const usual = periodOf('last30')
  const asked: Asked = { from: params.get('from') ?? usual.from, to: params.get('to') ?? usual.to }
  const places = ['center', 'point', 'matter'] as const
  const place = Object.fromEntries(places.flatMap(name => (params.get(name) ? [[name, params.get(name)]] : [])))
  const change = (changes: Readonly<Record<string, string | null>>) =>
    setParams(known => {
      const next = new URLSearchParams(known)
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      return next
    })
  return { asked: { ...asked, ...place } as Asked, change }
}

export function usePlaces() {
  return useQuery({ queryKey: ['monitor-places'], queryFn: () => send(monitorApi.monitor.places.$get()) })
}

export function useSatisfaction(asked: Asked, by: By) {
  return useQuery({
    queryKey: ['satisfaction', asked, by],
    queryFn: () => send(satisfactionApi.satisfaction.$get({ query: { ...asked, by } })),
    placeholderData: (known: Shown | undefined) => known,
  })
}

export type Shown = Awaited<ReturnType<typeof fetchShown>>
const fetchShown = () => send(satisfactionApi.satisfaction.$get({ query: { by: 'window' } }))
export type Row = Shown['rows'][number]
export type ShownRate = Row['rates']['good']

export function useHours(asked: Asked) {
  return useQuery({
    queryKey: ['satisfaction-hours', asked],
    queryFn: () => send(satisfactionApi.satisfaction.hours.$get({ query: { ...asked } })),
  })
}

/** The address of an export of what is shown. */
export function exportPath(asked: Asked, by: By, format: string): string {
  return `/api/satisfaction/export?${new URLSearchParams({ ...asked, by, format }).toString()}`
}
