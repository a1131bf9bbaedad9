// What is due when, as a bar from the opening to the deadline.
import { useState } from 'react'
import { chinaDay, chinaMinute } from '../../../server/china-time.ts'
import { sayLeft } from '../../../server/rectification/say.ts'
import { dueWords, rectificationWords as w } from '../../../server/words/rectification.ts'
import type { Words } from '../../../server/words/words.ts'
import { useSpeech } from '../shell/language.tsx'
import type { CaseDetail } from './case-api.ts'

export function DeadlinePanel({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  const { due } = found
  const rows: readonly { readonly label: Words; readonly at: string; readonly done: string | null }[] = [
    { label: w.contactDue, at: found.contactDue, done: found.repliedAt },
    {
      label: found.extendedTo ? w.extendedTo : w.closeDue,
      at: found.extendedTo ?? found.closeDue,
      done: found.mendedAt,
    },
    ...(found.waitUntil ? [{ label: w.waitUntil, at: found.waitUntil, done: found.closedAt }] : []),
  ]
  return (
    <section className="panel">
      <h2>{t(w.deadlines)}</h2>
      {due && <Bar found={found} due={due} />}
      <dl className="pairs">
        {rows.map(({ label, at, done }) => (
          <div key={label[1]}>
            <dt className="muted">{t(label)}</dt>
            <dd>
              {chinaDay(new Date(at))}
              {done && (
                <span className={done <= at ? 'tone-good case-done' : 'tone-bad case-done'}>
                  {done <= at ? '✓ ' : '! '}
                  {t(w.doneAt, chinaMinute(new Date(done)))}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Bar({ found, due }: { readonly found: CaseDetail; readonly due: NonNullable<CaseDetail['due']> }) {
  const { t } = useSpeech()
  const [now] = useState(() => Date.now())
  const opened = found.steps[0]?.at ?? found.contactDue
  const from = Date.parse(due.what === 'wait' && found.mendedAt ? found.mendedAt : opened)
  const whole = Math.max(1, Date.parse(due.at) - from)
  const gone = due.overdue ? 1 : Math.min(1, Math.max(0.02, (now - from) / whole))
  const tone = due.overdue ? 'bad' : due.what !== 'wait' && due.left <= 1 ? 'warn' : 'good'
  return (
    <div className="case-bar-box">
      <div className={`case-left tone-${tone}`}>
        {t(dueWords[due.what])}：{sayLeft(t, due)}
      </div>
      <div className="case-bar" aria-hidden="true">
        <div className={`case-bar-gone ${tone}`} style={{ width: `${gone * 100}%` }} />
      </div>
    </div>
  )
}
