// What follows a rating: thanks, the receipt code, and what happens next.
import { html } from 'hono/html'
import { rateWords as w } from '../words/rate-page.ts'
import { isBad, type Level, levelWords } from './level.ts'
import { FACES, face, levelClass } from './page-face.ts'
import { type Html, kindBody, queryOf, type Reader, speak } from './public-page.ts'

export interface Done {
  /** 12 characters. */
  readonly receipt: string
  readonly level: Level
  readonly named: boolean
  readonly supplementDays: number
}

/** In three groups, to be read out and written down.
 * @example
 * groups('abcd2345efgh') // => 'ABCD-2345-EFGH'
 */
export function groups(receipt: string): string {
  return (receipt.toUpperCase().match(/.{1,4}/g) ?? []).join('-')
}

/** @param again the way to rate another case, where the page has one */
export function doneBody(reader: Reader, done: Done, again: string): Html {
  const t = speak(reader)
  const bad = isBad(done.level)
  const follow = `/t/${done.receipt}${queryOf(reader)}`
  const code = groups(done.receipt)
  const given = html`<p class="given ${levelClass(done.level)}">${face(done.level)}<span class="hide">${t(w.doneLevel)} </span>${t(levelWords[done.level])}</p>`
  const next = bad ? html`<p class="lead">${t(done.named ? w.badNamed : w.badAnonymous)}</p>` : ''
  const receipt = html`<section class="card receipt"><div><div class="opt">${t(w.receipt)}</div><span class="code" translate="no">${code}</span></div><button type="button" class="second" data-copy="${code}" data-done="${t(w.copied)}" hidden>${t(w.copy)}</button><p class="hint">${t(w.receiptHint)}</p></section>`
  return html`${FACES}<span class="tick" aria-hidden="true">✓</span><h1 tabindex="-1">${t(w.doneTitle)}</h1>${given}${next}${receipt}
${bad ? html`<a class="main" href="${follow}">${t(w.follow)}</a>` : ''}<p class="hint">${t(w.supplement, done.supplementDays)} <a class="way" href="${follow}">${t(w.supplementHow)}</a></p><p class="hint">${t(w.close)}</p>${again ? html`<p><a class="way" href="${again}">${t(w.another)}</a></p>` : ''}`
}

export function ratedBody(reader: Reader, supplementDays: number): Html {
  return kindBody(
    reader,
    w.ratedTitle,
    w.ratedText,
    html`<p class="hint">${speak(reader)(w.ratedMore, supplementDays)}</p>`,
    true,
  )
}
