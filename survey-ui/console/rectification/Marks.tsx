// State and time left of a case: a word and a colour, never a colour alone.
import { Tag } from 'antd'
import { chinaDay } from '../../../server/china-time.ts'
import { sayLeft, sayOutcome } from '../../../server/rectification/say.ts'
import { dueWords, rectificationStateWords } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import type { Case } from './case-api.ts'

const COLOURS: Readonly<Record<Case['state'], string>> = {
  pending: 'red',
  verifying: 'blue',
  mending: 'blue',
  calling_back: 'gold',
  closed: 'green',
  appealing: 'gold',
  dismissed: 'default',
}

export function StateMark({ found }: { readonly found: Pick<Case, 'state' | 'satisfied'> }) {
  const { t } = useSpeech()
  const outcome = found.state === 'closed' ? ` · ${sayOutcome(t, found)}` : ''
  const colour = found.state === 'closed' && found.satisfied !== true ? 'default' : COLOURS[found.state]
  return (
    <Tag color={colour}>
      {t(rectificationStateWords[found.state])}
      {outcome}
    </Tag>
  )
}

export function DueMark({ due }: { readonly due: Case['due'] }) {
  const { t } = useSpeech()
  if (!due) return <span className="muted">—</span>
  const tone = due.overdue ? 'bad' : due.what !== 'wait' && due.left <= 1 ? 'warn' : undefined
  return (
    <span title={t(dueWords.until, chinaDay(new Date(due.at)))}>
      <strong className={tone ? `tone-${tone}` : undefined}>
        {due.overdue ? '! ' : ''}
        {sayLeft(t, due)}
      </strong>
      <span className="muted small case-due-what">{t(dueWords[due.what])}</span>
    </span>
  )
}
