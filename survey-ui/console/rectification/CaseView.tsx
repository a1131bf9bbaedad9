// One case: what was said, how far it is, what is due, what the reader may do next, and all that happened.
import { Button } from 'antd'
import { sayHour, sayLevel, sayTag } from '../../../server/rectification/say.ts'
import { rectificationWords as w, verdictWords } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { type CaseDetail, useCase } from './case-api.ts'
import { ContactPanel } from './ContactPanel.tsx'
import { DeadlinePanel } from './DeadlinePanel.tsx'
import { FilePanel } from './FilePanel.tsx'
import { StateMark } from './Marks.tsx'
import { StepPanel } from './StepPanel.tsx'
import { Timeline } from './Timeline.tsx'

export function CaseView({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const query = useCase(id)
  const found = query.data
  const back = <Button onClick={onBack}>{t(w.back)}</Button>
  if (!found)
    return (
      <Page title={t(w.case)} actions={back} error={query.error} loading={query.isPending}>
        {null}
      </Page>
    )
  const calls = found.state === 'calling_back' && found.named && can('contact.read')
  return (
    <Page
      title={
        <>
          {found.pointCode} {found.pointName} <StateMark found={found} />
        </>
      }
      subtitle={`${found.centerName} · ${sayHour(t, found.ratedHour)} · ${t(found.named ? w.named : w.anonymous)}`}
      actions={back}
      error={query.error}
    >
      <div className="case-columns">
        <div>
          <RatingPanel found={found} />
          <StepPanel found={found} />
          {calls && <ContactPanel ratingId={found.ratingId} />}
          <FilePanel found={found} />
        </div>
        <div>
          <DeadlinePanel found={found} />
          <Timeline found={found} />
        </div>
      </div>
    </Page>
  )
}

function RatingPanel({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  const lines = [
    [t(w.level), sayLevel(t, found.level)],
    [t(w.matter), found.matterName ?? '—'],
    [t(w.staff), found.staffName ?? '—'],
    [t(w.owner), found.ownerName ?? t(w.nobody)],
    [t(w.verdict), found.verdict ? t(verdictWords[found.verdict]) : '—'],
  ] as const
  return (
    <section className="panel">
      <h2>{t(w.words)}</h2>
      <blockquote className="case-quote">{found.words || <span className="muted">{t(w.noWords)}</span>}</blockquote>
      {found.tags.length > 0 && (
        <ul className="case-tags">
          {found.tags.map(code => (
            <li key={code}>{sayTag(t, code)}</li>
          ))}
        </ul>
      )}
      {found.supplements.map(added => (
        <div key={`${added.ratedHour}${added.words}`}>
          <div className="muted small">
            {t(w.supplements)} · {sayHour(t, added.ratedHour)} · {sayLevel(t, added.level)}
          </div>
          <blockquote className="case-quote">{added.words || t(w.noWords)}</blockquote>
        </div>
      ))}
      <dl className="pairs">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt className="muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted small case-foot">{t(w.wordsHint)}</p>
    </section>
  )
}
