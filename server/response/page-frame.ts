// The frame of every server-rendered phone page, and the kind pages for links that lead nowhere.
import { html, raw } from 'hono/html'
import { type Language, type Problem, say, type Words } from '../problem/problem.ts'
import { respondWords as w } from '../words/response.ts'
import { PAGE_STYLE } from './page-style.ts'

/** How this reader wants the page. */
export interface Reader {
  readonly language: Language
  readonly elder: boolean
}

export type Html = ReturnType<typeof html>

/** `const t = speak(reader)`: `t(words, 3)` puts 3 in for `{0}`. */
export function speak({ language }: Reader) {
  return (words: Words, ...values: readonly (string | number)[]) =>
    say(words, language).replaceAll(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''))
}

/** The query that keeps the reader's choices from page to page. */
export function queryOf(reader: Reader, change: Partial<Reader> = {}): string {
  const { language, elder } = { ...reader, ...change }
  const query = new URLSearchParams()
  if (language === 'en') query.set('lang', 'en')
  else if (change.language) query.set('lang', 'zh')
  if (elder) query.set('elder', '1')
  const text = query.toString()
  return text ? `?${text}` : ''
}

export function frame(reader: Reader, title: string, body: Html | readonly Html[], head: Html | '' = '') {
  const { language, elder } = reader
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}" class="${elder ? 'elder' : ''}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex"><meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,"><meta name="theme-color" content="#f5f7fa">
<title>${title}</title><style>${raw(PAGE_STYLE)}</style>${head}</head><body>${body}</body></html>`
}

/** What happened, what to do, nothing else: no name, no hint of whose link it was. */
export function kindPage(reader: Reader, title: Words, detail: Words, more: Html | '' = '', tick = false) {
  const t = speak(reader)
  const sign = tick
    ? html`<span class="tick" aria-hidden="true">✓</span>`
    : html`<span class="logo" aria-hidden="true">${t(w.mark)}</span>`
  return frame(
    reader,
    t(title),
    html`<main class="wrap kind">${sign}<h1>${t(title)}</h1><p>${t(detail)}</p>${more}</main>`,
  )
}

export function problemPage(reader: Reader, problem: Problem) {
  const { title, detail } = problem.options
  return kindPage(reader, title, detail, '', problem.slug === 'response-answered')
}
