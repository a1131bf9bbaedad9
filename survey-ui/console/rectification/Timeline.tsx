// All that happened in a case, newest first; what the rater reads is marked.
import { Tag } from 'antd'
import { chinaMinute } from '../../../server/china-time.ts'
import { doneWords, groundWords, rectificationWords as w, verdictWords } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import type { CaseDetail } from './case-api.ts'

type Step = CaseDetail['steps'][number]

export function Timeline({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  return (
    <section className="panel">
      <h2>{t(w.timeline)}</h2>
      <ol className="case-line">
        {found.steps.toReversed().map(step => (
          <li key={step.id} className={step.action.includes('late') ? 'late' : undefined}>
            <div>
              <strong>{t(doneWords[step.action] ?? [step.action, step.action])}</strong>
              {detail(step, t) && <span>：{detail(step, t)}</span>}{' '}
              {step.forRater && <Tag color="blue">{t(w.forRater)}</Tag>}
            </div>
            {step.note && <blockquote className="case-quote">{step.note}</blockquote>}
            <div className="muted small">
              {who(step, t)} · {chinaMinute(new Date(step.at))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Speak = ReturnType<typeof useSpeech>['t']

function who({ action, actorName }: Step, t: Speak): string {
  if (action === 'confirm') return t(w.raterName)
  return actorName || t(w.openedBy)
}

const DETAILS: Readonly<Record<string, readonly [string, string]>> = {
  ...verdictWords,
  ...groundWords,
  satisfied: w.satisfied,
  dissatisfied: w.dissatisfied,
}

function detail(step: Step, t: Speak): string {
  const words = DETAILS[step.detail]
  return words ? t(words) : ''
}
