// A score and its interval as a bar, drawn the same width in every row so that rows compare.
import type { UnitShown } from './score-api.ts'

export interface Scale {
  readonly low: number
  readonly high: number
  readonly lines: readonly number[]
}

const WIDTH = 300
const HEIGHT = 24

/** A scale for all rows of a table, with the limits of the grades in view where they are near. */
export function scaleOf(units: readonly UnitShown[], lines: readonly number[]): Scale {
  const ends = units.flatMap(unit => unit.ci95 ?? (unit.score === null ? [] : [unit.score]))
  const low = Math.max(0, Math.min(...ends, ...lines) - 2)
  const high = Math.min(100, Math.max(...ends, ...lines) + 2)
  return { low, high: high > low ? high : low + 1, lines }
}

export function IntervalBar({ unit, scale, label }: { unit: UnitShown; scale: Scale; label: string }) {
  if (unit.score === null) return null
  const at = (score: number) => ((score - scale.low) / (scale.high - scale.low)) * WIDTH
  const [low, high] = unit.ci95 ?? [unit.score, unit.score]
  const clip = (x: number) => Math.min(WIDTH, Math.max(0, x))
  const middle = HEIGHT / 2
  return (
    <svg
      className={`interval grade-${unit.grade ?? 'none'}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {scale.lines.map(line => (
        <line key={line} x1={at(line)} x2={at(line)} y1={1} y2={HEIGHT - 1} className="interval-limit" />
      ))}
      <rect
        x={clip(at(low))}
        width={Math.max(2, clip(at(high)) - clip(at(low)))}
        y={middle - 3.5}
        height={7}
        rx={3.5}
      />
      <circle cx={at(unit.score)} cy={middle} r={4.5} />
    </svg>
  )
}
