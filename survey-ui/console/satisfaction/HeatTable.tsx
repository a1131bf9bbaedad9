// Weekday by hour as a table whose cells are coloured: read as figures, seen as a map.
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { useSpeech } from '../shell/language.tsx'
import { percent } from './format.ts'
import { type Asked, useHours } from './query.ts'

export function HeatTable({ asked }: { readonly asked: Asked }) {
  const { t } = useSpeech()
  const cells = useHours(asked).data?.cells ?? []
  if (cells.length === 0) return null
  const hours = [...new Set(cells.map(cell => cell.hour))]
  const [first, last] = [Math.min(...hours), Math.max(...hours)]
  const days = t(w.weekdays).split(' ')
  const used = days.flatMap((name, at) => (cells.some(cell => cell.weekday === at + 1) ? [{ name, at: at + 1 }] : []))
  const known = new Map(cells.map(cell => [`${cell.weekday} ${cell.hour}`, cell]))
  const shares = cells.flatMap(cell => cell.good ?? [])
  const worst = Math.min(1, ...shares)
  return (
    <section className="panel">
      <h2>{t(w.heat)}</h2>
      <p className="muted small">
        {t(w.heatHint)}
        {shares.length > 0 && (
          <span className="heat-scale">
            {percent(worst, 0)}
            <span aria-hidden="true" />
            {percent(Math.max(...shares), 0)}
          </span>
        )}
      </p>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t(w.heat)}</span>
            </th>
            {Array.from({ length: last - first + 1 }, (_, i) => (
              <th key={first + i} scope="col">
                {t(w.clock, first + i)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map(({ name, at }) => (
            <tr key={at}>
              <th scope="row">{t(w.weekday, name)}</th>
              {Array.from({ length: last - first + 1 }, (_, i) => {
                const cell = known.get(`${at} ${first + i}`)
                const text = cell
                  ? t(
                      w.heatText,
                      t(w.weekday, name),
                      first + i,
                      cell.visits,
                      cell.ratings ?? t(w.hiddenShort),
                      percent(cell.good),
                    )
                  : undefined
                return (
                  <td key={first + i} title={text} style={shade(cell?.good ?? null, worst, Math.max(...shares))}>
                    {cell && (cell.ratings === null ? t(w.hiddenShort) : cell.ratings || '')}
                    {cell && cell.good !== null && <small>{percent(cell.good, 0)}</small>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** From pale to deep, dark words on all of it. */
function shade(good: number | null, worst: number, best: number) {
  if (good === null) return undefined
  const depth = best > worst ? (good - worst) / (best - worst) : 1
  return { background: `color-mix(in srgb, #5fc197 ${Math.round(12 + 78 * depth)}%, #fff6e3)` }
}
