// The chart of hours in words, for those who cannot see it or would rather read.
import type { Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { useSpeech } from '../shell/language.tsx'

export function HourText({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useSpeech()
  return (
    <details className="text-version">
      <summary>{t(w.textVersion)}</summary>
      <ul>
        {snapshot.hours.map(({ hour, visits, levels }) => {
          const ratings = levels.reduce((sum, count) => sum + count, 0)
          return <li key={hour}>{t(w.hourText, hour, visits, ratings, (levels[3] ?? 0) + (levels[4] ?? 0))}</li>
        })}
      </ul>
    </details>
  )
}
