// The difference from last year, quiet where it is within sampling error.
import { Tooltip } from 'antd'
import { scoreWords } from '../../../server/words/score.ts'
import { useSpeech } from '../shell/language.tsx'
import { fixed, type UnitShown } from './score-api.ts'

/** With its sign, and none for a zero. */
export function signed(points: number, places = 1): string {
  const size = Math.abs(points).toFixed(places)
  return Number(size) === 0 ? size : `${points < 0 ? '−' : '+'}${size}`
}

export function Change({ change }: { readonly change: UnitShown['change'] }) {
  const { t } = useSpeech()
  if (!change) return <span className="muted">—</span>
  const clear = change.reach !== null && Math.abs(change.points) > change.reach
  const tone = clear ? (change.points > 0 ? 'tone-good' : 'tone-bad') : 'muted'
  const hint = t(scoreWords.changeHint, fixed(change.reach, 1))
  return (
    <Tooltip title={change.basis === 'survey' ? `${hint}；${t(scoreWords.surveyCompared)}` : hint}>
      <span className={tone}>{signed(change.points)}</span>
    </Tooltip>
  )
}
