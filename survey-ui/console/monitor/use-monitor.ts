// The stream of pictures: opened with the page, reopened when it breaks, and honest about how old the figures are.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Snapshot } from '../../../server/satisfaction/monitor.ts'
import { request } from '../shell/api.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'stopped'

/** The server sends a picture a minute at least. */
const SILENCE_MS = 80_000
const AGAIN_MS = 5_000

interface Seen {
  /** Of which place it is: another place begins anew. */
  readonly query: string
  readonly snapshot?: Snapshot
  readonly connection: Connection
}

export function useMonitor(center: string | undefined) {
  const query = center ? `?center=${encodeURIComponent(center)}` : ''
  const [seen, setSeen] = useState<Seen>({ query, connection: 'connecting' })
  // Asked for once by itself: it says in words why there is no stream.
  const first = useQuery({
    queryKey: ['monitor', center ?? ''],
    queryFn: async () => (await (await request(`/api/monitor${query}`)).json()) as Snapshot,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(
    () =>
      openStream(
        query,
        snapshot => setSeen({ query, snapshot, connection: 'live' }),
        connection => setSeen(known => ({ ...(known.query === query ? known : {}), query, connection })),
      ),
    [query],
  )
  const { snapshot, connection } = seen.query === query ? seen : { connection: 'connecting' as const }
  const known = snapshot ?? first.data
  return { snapshot: known, connection, error: known ? null : first.error, retry: () => void first.refetch() }
}

/** @returns a function that closes it */
function openStream(
  query: string,
  show: (snapshot: Snapshot) => void,
  say: (connection: Connection) => void,
): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const later = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(open, after)
  }
  function open(): void {
    source?.close()
    if (ended) return
    const stream = new EventSource(`/api/monitor/stream${query}`)
    source = stream
    stream.addEventListener('snapshot', event => {
      show(JSON.parse(event.data as string) as Snapshot)
      later(SILENCE_MS)
    })
    stream.addEventListener('error', () => {
      // The browser comes back by itself from a break, and gives up after a refusal.
      const closed = stream.readyState === EventSource.CLOSED
      say(closed ? 'stopped' : 'reconnecting')
      later(AGAIN_MS)
    })
    later(SILENCE_MS)
  }
  const gone = () => say('reconnecting')
  open()
  window.addEventListener('online', open)
  window.addEventListener('offline', gone)
  return () => {
    ended = true
    clearTimeout(timer)
    source?.close()
    window.removeEventListener('online', open)
    window.removeEventListener('offline', gone)
  }
}
