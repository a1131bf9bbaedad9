// A rate on a line from 0 to 100 %: the dot is the estimate, the bar its interval, the tick what it is compared with.
interface RateBarProps {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** Of the whole. */
  readonly mark?: number | null
  /** Left end of the line; 0 unless all are near 100 %. */
  readonly from?: number
  readonly to?: number
  readonly tone?: 'good' | 'bad' | 'plain'
}

export function RateBar({ estimate, low, high, mark = null, from = 0, to = 1, tone = 'plain' }: RateBarProps) {
  if (estimate === null) return <span className="rate-bar" aria-hidden="true" />
  const place = (share: number) => `${Math.min(100, Math.max(0, (100 * (share - from)) / (to - from)))}%`
  return (
    <span className={`rate-bar rate-bar-${tone}`} aria-hidden="true">
      {low !== null && high !== null && (
        <span className="rate-reach" style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      )}
      {mark !== null && <span className="rate-mark" style={{ left: place(mark) }} />}
      <span className="rate-dot" style={{ left: place(estimate) }} />
    </span>
  )
}
