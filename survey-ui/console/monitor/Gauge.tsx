// A rate as a half circle: the hand is the estimate, the wide band its 95 % interval.
import type { ShownRate } from '../../../server/satisfaction/satisfaction.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { ends, percent } from '../satisfaction/format.ts'
import { useSpeech } from '../shell/language.tsx'

interface GaugeProps {
  readonly title: string
  readonly rate: ShownRate
  /** The count behind it: `45 / 50 条`. */
  readonly of: string
  /** Below this the band is amber; the words beside it say the number. */
  readonly tone: 'good' | 'accent'
}

const [CX, CY, R] = [120, 118, 96]

export function Gauge({ title, rate, of, tone }: GaugeProps) {
  const { t } = useSpeech()
  const { estimate, low, high } = rate
  const interval = t(w.interval, ends(rate))
  return (
    <figure className={`gauge gauge-${tone}`} aria-label={`${title} ${percent(estimate)}, ${of}, ${interval}`}>
      <svg viewBox="0 0 240 132" aria-hidden="true">
        <path d={arc(0, 1)} className="gauge-track" />
        {estimate !== null && <path d={arc(0, estimate)} className="gauge-fill" />}
        {low !== null && high !== null && <path d={arc(low, high)} className="gauge-band" />}
        {estimate !== null && <circle {...at(estimate)} r="8" className="gauge-hand" />}
        <text x={CX} y={CY - 26} className="gauge-value">
          {percent(estimate)}
        </text>
        <text x={CX} y={CY - 2} className="gauge-of">
          {estimate === null ? t(w.noneYet) : of}
        </text>
      </svg>
      <figcaption>
        <strong>{title}</strong>
        <span className="muted small">{estimate === null ? ' ' : interval}</span>
      </figcaption>
    </figure>
  )
}

function at(share: number): { readonly cx: number; readonly cy: number } {
  const angle = Math.PI * (1 - share)
  return { cx: CX + R * Math.cos(angle), cy: CY - R * Math.sin(angle) }
}

function arc(from: number, to: number): string {
  const [a, b] = [at(from), at(Math.max(to, from + 0.002))]
  return `M${a.cx.toFixed(2)} ${a.cy.toFixed(2)}A${R} ${R} 0 0 1 ${b.cx.toFixed(2)} ${b.cy.toFixed(2)}`
}
