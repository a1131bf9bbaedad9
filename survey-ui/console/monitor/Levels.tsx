// The five levels as faces over columns: how many, and which share.
import { LEVELS, levelWords } from '../../../server/rating/level.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { percent } from '../satisfaction/format.ts'
import { useSpeech } from '../shell/language.tsx'
import { Face } from './Face.tsx'

export function Levels({ levels, faceSize = 34 }: { readonly levels: readonly number[]; readonly faceSize?: number }) {
  const { t } = useSpeech()
  const total = levels.reduce((sum, count) => sum + count, 0)
  const most = Math.max(1, ...levels)
  return (
    <ol className="levels" aria-label={t(w.levels)}>
      {LEVELS.map((level, at) => {
        const count = levels[at] ?? 0
        const share = total === 0 ? null : count / total
        return (
          <li key={level} className={`level level-${at}`}>
            <span className="sr-only">{t(w.levelText, t(levelWords[level]), count, percent(share))}</span>
            <span className="level-count" aria-hidden="true">
              {count}
            </span>
            <span className="level-track" aria-hidden="true">
              <span className="level-bar" style={{ height: `${(100 * count) / most}%` }} />
            </span>
            <span className="level-face" aria-hidden="true">
              <Face at={at} size={faceSize} />
            </span>
            <span className="level-share" aria-hidden="true">
              {percent(share, total < 100 ? 0 : 1)}
            </span>
            <span className="level-name" aria-hidden="true">
              {t(levelWords[level])}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
