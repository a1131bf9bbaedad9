// Which bad ratings came while the page was open, also those that came during a break, until somebody says they were seen.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Said, Snapshot } from '../../../server/satisfaction/monitor.ts'

export function useBadNews(snapshot: Snapshot | undefined, ring: () => void) {
  const known = useRef<{ readonly place: string; readonly keys: Set<string> }>(undefined)
  const [news, setNews] = useState<readonly Said[]>([])
  useEffect(() => {
    if (!snapshot) return
    const place = `${snapshot.center.id} ${snapshot.day}`
    const keys = new Set(snapshot.bad.map(bad => bad.key))
    const before = known.current
    known.current = { place, keys: before?.place === place ? new Set([...before.keys, ...keys]) : keys }
    if (before?.place !== place) return
    const fresh = snapshot.bad.filter(bad => !before.keys.has(bad.key))
    if (fresh.length === 0) return
    setNews(waiting => [...fresh, ...waiting])
    ring()
  }, [snapshot, ring])
  const dismiss = useCallback(() => setNews([]), [])
  return { news, dismiss }
}
