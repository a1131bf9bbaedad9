// One last look: every unit with its answers, what is still open, and one button.
import { useEffect, useRef } from 'preact/hooks'
import type { FormQuestion } from '../../server/questionnaire/form.ts'
import { respondWords as w } from '../../server/words/response.ts'
import type { Language, Speak } from '../../server/words/words.ts'
import type { Engine } from './engine.ts'
import { Phrase } from './Phrase.tsx'
import { ReaderLinks } from './ReaderLinks.tsx'
import type { ReaderChoices } from './reader.ts'
import type { Talk, View } from './talk.ts'

interface ReviewProps {
  readonly t: Speak
  readonly talk: Talk
  readonly view: View
  readonly reader: ReaderChoices
}

export function Review({ t, talk, view, reader }: ReviewProps) {
  const { language } = reader
  const { engine } = talk
  const { refused } = view
  const sending = view.screen === 'sending'
  const waiting = view.save === 'unsafe'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const visible = engine.visible().filter(question => question.type !== 'html')
  const open = visible.filter(question => engine.fault(question.name) !== null)
  const groups = groupByUnit(visible)
  return (
    <div class="screen">
      <main class="wrap body">
        <h1 ref={heading} tabIndex={-1}>
          {t(w.reviewTitle)}
        </h1>
        <p class="hint">{t(w.reviewText)}</p>
        {refused.length > 0 && (
          <p class="note bad" role="alert">
            {t(w.submitRefused)}
          </p>
        )}
        {groups.map(group => (
          <section key={group.key} class="group">
            {group.name && <h2>{group.name}</h2>}
            <dl>
              {group.questions.map(question => (
                <div
                  key={question.name}
                  class={engine.fault(question.name) || refused.includes(question.name) ? 'row open' : 'row'}
                >
                  <dt>
                    <Phrase text={t(question.title)} />
                  </dt>
                  <dd>{answerWords(question, engine, t, language)}</dd>
                  <button
                    type="button"
                    disabled={sending}
                    onClick={() => talk.edit(question.name)}
                    aria-label={`${t(w.edit)} ${t(question.title)}`}
                  >
                    {t(w.edit)}
                  </button>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <ReaderLinks t={t} reader={reader} />
      </main>
      <div class="foot">
        <div class="wrap">
          <p class={sending && waiting ? 'fault wait' : 'fault'} role="status">
            {sending && waiting ? t(w.submitWaiting) : open.length > 0 ? t(w.missing, open.length) : ''}
          </p>
          <div class="buttons">
            <button type="button" class="second" disabled={sending} onClick={() => talk.back()}>
              {t(w.back)}
            </button>
            {open.length > 0 ? (
              <button type="button" class="main" onClick={() => talk.edit(open[0]?.name ?? '')}>
                {t(w.goToMissing)}
              </button>
            ) : (
              <button type="button" class="main" disabled={sending} onClick={() => void talk.send()}>
                {t(sending ? w.submitting : w.submit)}
              </button>
            )}
          </div>
        </div>
      </div>
    </div>
  )
}

function groupByUnit(questions: readonly FormQuestion[]) {
  const groups: { key: string; name: string; questions: FormQuestion[] }[] = []
  for (const question of questions) {
    const key = question.unit?.code ?? ''
    const last = groups[groups.length - 1]
    if (last && last.key === key) last.questions.push(question)
    else groups.push({ key, name: question.unit?.name ?? '', questions: [question] })
  }
  return groups
}

function answerWords(question: FormQuestion, engine: Engine, t: Speak, language: Language): string {
  const value = engine.value(question.name)
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return t(question.required ? w.mustAnswer : w.notAnswered)
  if (typeof value === 'boolean') return t(value ? w.yes : w.no)
  const named = (code: unknown) => {
    if (code === 'none' && question.none) return t(question.none)
    if (code === 'other' && question.other) return engine.comment(question.name) || t(question.other)
    return t(question.choices.find(choice => choice.value === code)?.text ?? [String(code), String(code)])
  }
  return (Array.isArray(value) ? value : [value]).map(named).join(language === 'en' ? ', ' : '、')
}
