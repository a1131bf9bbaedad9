// One question: the unit it is about, the question, the answers as cards, and the buttons at the bottom.
import { useEffect, useRef } from 'preact/hooks'
import type { FormQuestion } from '../../server/questionnaire/form.ts'
import { respondWords as w } from '../../server/words/response.ts'
import type { Speak } from '../../server/words/words.ts'
import { Answer } from './Answer.tsx'
import type { Fault } from './engine.ts'
import { Phrase } from './Phrase.tsx'
import { ReaderLinks } from './ReaderLinks.tsx'
import type { ReaderChoices } from './reader.ts'
import type { Talk, View } from './talk.ts'

export interface QuestionProps {
  readonly t: Speak
  readonly talk: Talk
  readonly view: View
  readonly question: FormQuestion
  readonly reader: ReaderChoices
}

export function QuestionScreen(props: QuestionProps) {
  const { t, talk, view, question } = props
  const heading = useRef<HTMLHeadingElement>(null)
  // The new question is announced and the keyboard starts at it; the first one leaves the focus where it is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const hint = [
    t(question.description),
    !question.required && question.type !== 'html' && !t(question.description).includes(t(w.optional))
      ? t(w.optional)
      : '',
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <form
      class="screen"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        talk.forward()
      }}
    >
      <main class="wrap body">
        {view.note && (
          <p class="note" role="status">
            {t(w[view.note])}
          </p>
        )}
        {question.unit && <p class="unit-name">{question.unit.name}</p>}
        {question.type === 'html' ? (
          // Only tags on the check's list can be in here.
          <div class="text" dangerouslySetInnerHTML={{ __html: t(question.html) }} />
        ) : (
          <>
            <h1 id="asked" ref={heading} tabIndex={-1}>
              <Phrase text={t(question.title)} />
            </h1>
            {hint && <p class="hint">{hint}</p>}
            <Answer {...props} />
          </>
        )}
        <ReaderLinks t={t} reader={props.reader} />
      </main>
      <div class="foot">
        <div class="wrap">
          <p class="fault" role="alert">
            {view.fault && t(faultWords(view.fault, question))}
          </p>
          <div class="buttons">
            <button type="button" class="second" disabled={view.isFirst} onClick={() => talk.back()}>
              {t(w.back)}
            </button>
            <button type="submit" class="main">
              {t(view.fromReview ? w.backToReview : w.next)}
            </button>
          </div>
        </div>
      </div>
    </form>
  )
}

function faultWords(fault: Fault, question: FormQuestion) {
  if (fault === 'other') return w.writeOther
  if (question.type === 'radiogroup' || question.type === 'rating') return w.chooseOne
  return question.type === 'checkbox' ? w.chooseSome : w.answerFirst
}
