// Puts the questionnaire in place of the first page: for a respondent, or as a preview for the office.
import { render } from 'preact'
import type { FormUnit } from '../../server/questionnaire/form.ts'
import type { Json } from '../../server/questionnaire/tree.ts'
import type { Language } from '../../server/words/words.ts'
import { App } from './App.tsx'
import type { Answers } from './engine.ts'
import { createTalk } from './talk.ts'
import './respond.css'
import './answer.css'
import './review.css'

export interface Session {
  readonly definition: Json
  readonly units: readonly FormUnit[]
  readonly draft: { readonly version: number; readonly answers: Answers }
  readonly hotline: string
}

export function respond(token: string, session: Session): void {
  mount(token, session)
}

/** Nothing is sent or kept. */
export function preview(shown: Pick<Session, 'definition' | 'units'>): void {
  mount(null, { ...shown, draft: { version: 0, answers: {} }, hotline: '' })
}

function mount(token: string | null, session: Session): void {
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'zh'
  const root = document.createElement('div')
  root.id = 'respond'
  document.body.replaceChildren(root)
  const talk = createTalk(token, session, language)
  render(<App talk={talk} language={language} preview={token === null} hotline={session.hotline} />, root)
}
