// Completed answers by day as bars; a hidden day is hatched and has no height of its own.
import { responseWords as w } from '../../../server/words/response.ts'
import { useSpeech } from '../shell/language.tsx'

interface Day {
  readonly day: string
  readonly answered: number | null
}

/** More labels than this would run into each other. */
const LABELS = 16

export function DayChart({ days }: { readonly days: readonly Day[] }) {
  const { t } = useSpeech()
  if (days.length === 0) return <p className="muted day-none">{t(w.byDayNone)}</p>
  const most = Math.max(...days.map(each => each.answered ?? 0))
  const step = Math.ceil(days.length / LABELS)
  const words = (each: Day) =>
    each.answered === null ? t(w.dayHidden, each.day) : t(w.dayCount, each.day, each.answered)
  return (
    <figure className="day-chart">
      <ol>
        {days.map((each, at) => (
          <li key={each.day} title={words(each)}>
            <span className="sr-only">{words(each)}</span>
            <span className="day-value" aria-hidden="true">
              {days.length <= 31 ? (each.answered ?? '') : ''}
            </span>
            <span
              className={each.answered === null ? 'day-bar hidden' : 'day-bar'}
              style={{ height: each.answered === null ? 10 : `${barHeight(each.answered, most)}px` }}
              aria-hidden="true"
            />
            <span className="day-label" aria-hidden="true">
              {at % step === 0 ? each.day.slice(5) : ''}
            </span>
          </li>
        ))}
      </ol>
      {days.some(each => each.answered === null) && (
        <figcaption className="muted small">
          <span className="day-bar hidden" /> {t(w.dayLegend)}
        </figcaption>
      )}
    </figure>
  )
}

/** Pixels; the tallest bar has 132, a day with none a hairline. */
function barHeight(answered: number, most: number): number {
  return most === 0 || answered === 0 ? 1 : Math.max(3, (answered / most) * 132)
}
