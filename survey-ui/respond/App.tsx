// The questionnaire on a phone: one question a screen, the buttons where the thumb is, every answer saved at once.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { respondWords as w } from '../../server/words/response.ts'
import { type Language, speaker } from '../../server/words/words.ts'
import { End } from './End.tsx'
import { Header } from './Header.tsx'
import { QuestionScreen } from './QuestionScreen.tsx'
import { Review } from './Review.tsx'
import { useBackButton, useReaderChoices } from './reader.ts'
import type { Talk } from './talk.ts'

export interface AppProps {
  readonly talk: Talk
  readonly language: Language
  readonly preview: boolean
  readonly hotline: string
}

export function App({ talk, language: first, preview, hotline }: AppProps) {
  const [, setTick] = useState(0)
  useEffect(() => talk.subscribe(() => setTick(count => count + 1)), [talk])
  const reader = useReaderChoices(first, !preview)
  useBackButton(talk, !preview)
  const t = useMemo(() => speaker(reader.language), [reader.language])
  const view = talk.view()
  const shared = { t, talk, view }
  if (view.screen === 'stored' || view.screen === 'closed') {
    return (
      <End
        t={t}
        kind={view.screen}
        thanks={talk.engine.form.thanks[reader.language === 'en' ? 1 : 0]}
        hotline={hotline}
      />
    )
  }
  return (
    <div class="app">
      <Header {...shared} preview={preview} />
      {view.question ? (
        <QuestionScreen key={view.question.name} {...shared} question={view.question} reader={reader} />
      ) : (
        <Review {...shared} reader={reader} />
      )}
      {(view.save === 'kept' || view.save === 'unsafe') && view.screen !== 'sending' && (
        <p class="offline" role="status">
          {t(view.save === 'kept' ? w.offline : w.offlineUnsafe)}
        </p>
      )}
    </div>
  )
}
