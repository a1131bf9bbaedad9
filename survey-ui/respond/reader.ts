// The reader's own choices: language, text size, and the phone's back gesture as 上一题.
import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../server/words/words.ts'
import type { Talk } from './talk.ts'

export interface ReaderChoices {
  readonly language: Language
  readonly elder: boolean
  readonly toggleLanguage: () => void
  readonly toggleElder: () => void
}

export function useReaderChoices(first: Language, inAddress: boolean): ReaderChoices {
  const [language, setLanguage] = useState(first)
  const [elder, setElder] = useState(() => document.documentElement.classList.contains('elder'))
  useEffect(() => {
    const root = document.documentElement
    root.lang = language === 'en' ? 'en' : 'zh-CN'
    root.classList.toggle('elder', elder)
    if (!inAddress) return
    const query = new URLSearchParams(location.search)
    query.set('lang', language)
    if (elder) query.set('elder', '1')
    else query.delete('elder')
    // A reload, or opening the page again, keeps the choice.
    history.replaceState(history.state, '', `${location.pathname}?${query}`)
  }, [language, elder, inAddress])
  return {
    language,
    elder,
    toggleLanguage: () => setLanguage(was => (was === 'zh' ? 'en' : 'zh')),
    toggleElder: () => setElder(was => !was),
  }
}

/** A back swipe goes to the question before instead of losing the page. */
export function useBackButton(talk: Talk, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined
    history.pushState({ asking: true }, '')
    const onBack = () => {
      history.pushState({ asking: true }, '')
      talk.back()
    }
    window.addEventListener('popstate', onBack)
    return () => window.removeEventListener('popstate', onBack)
  }, [talk, active])
}
