// The reader's language, kept in a cookie so that the server speaks it too.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type Language, type Speak, speaker } from '../../../server/words/words.ts'

interface Speech {
  readonly language: Language
  readonly t: Speak
  readonly change: (language: Language) => void
}

const SpeechContext = createContext<Speech>({ language: 'zh', t: speaker('zh'), change: () => undefined })

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (/(?:^|;\s*)lang=en/.test(document.cookie) ? 'en' : 'zh'))
  const speech = useMemo<Speech>(
    () => ({
      language,
      t: speaker(language),
      change: next => {
        document.cookie = `lang=${next}; path=/; max-age=31536000; samesite=lax`
        document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
        setLanguage(next)
      },
    }),
    [language],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** `const { t, language } = useSpeech()` */
export function useSpeech(): Speech {
  return useContext(SpeechContext)
}
