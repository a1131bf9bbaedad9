// `/t/:receipt` as HTML: where the case is, what is due when, what was replied, and the rater's own two answers. No script.
import { html } from 'hono/html'
import { chinaMinute } from '../china-time.ts'
import { levelWords } from '../rating/level.ts'
import { FACES, face, levelClass } from '../rating/page-face.ts'
import { groups } from '../rating/page-done.ts'
import { type Html, queryOf, type Reader, speak } from '../rating/public-page.ts'
import { WORDS_LIMIT } from '../rating/rating.ts'
import { receiptWords as w } from '../words/rectification-receipt.ts'
import type { Speak, Words } from '../words/words.ts'
import type { ReceiptCase, ReceiptStep, ReceiptView } from './receipt.ts'
import { sayHour, sayTag } from './say.ts'

export const RECEIPT_STYLE = `
.where{margin:.9rem 0 0;color:var(--accent);font-weight:700}.where+h1{margin-top:.15rem}
.given{display:flex;align-items:center;gap:.6rem;color:var(--level);font-weight:700;margin:0 0 .3rem}.given .face{width:1.9rem;height:1.9rem}
.now{border-left:.35rem solid var(--accent);font-weight:700}.now.good{border-color:var(--good);color:var(--good)}.now.warn{border-color:var(--warn);color:var(--warn)}
.quote{margin:.4rem 0;padding:.5rem .8rem;border-left:.25rem solid var(--line);white-space:pre-wrap}
.next{margin:0 0 1rem;padding-left:1.2rem}.next .late{color:var(--bad);font-weight:700}
.line{margin:0;padding:0;list-style:none}.line li{position:relative;margin-left:.45rem;padding:0 0 .9rem 1.2rem;border-left:2px solid var(--line)}.line li:last-child{border-color:transparent;padding-bottom:.2rem}.line li::before{content:"";position:absolute;left:-.44rem;top:.45rem;width:.75rem;height:.75rem;border-radius:50%;background:var(--accent);border:2px solid #fff}.line b{display:block}.line time{color:var(--ink3);font-size:.92rem;font-variant-numeric:tabular-nums}.elder .line time{font-size:1rem}
.ask{border:2px solid var(--accent)}.ask h2,.more h2{margin-top:0}.pick{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;margin:0 0 .9rem}.elder .pick{grid-template-columns:1fr}.pick .tag{font-weight:700}
.part{margin:0 0 .9rem}.part label{display:block;margin-bottom:.3rem;font-weight:700}.part .hint{margin:.3rem 0 0}
.tagged{margin:.2rem 0;padding-left:1.2rem}.foot{margin-top:1.2rem}
`.replaceAll('\n', '')

export interface ReceiptPage {
  readonly reader: Reader
  /** As it stands in the address. */
  readonly receipt: string
  readonly view: ReceiptView
  /** What was just done. */
  readonly done: 'confirm' | 'supplement' | null
  readonly clientId: string
  /** Why the last answer was not taken, with what was typed. */
  readonly failed: {
    readonly form: 'confirm' | 'supplement'
    readonly problem: Words
    readonly words: string
    readonly satisfied: string
  } | null
}

export function receiptBody(page: ReceiptPage): Html {
  const { reader, view, receipt, done, failed } = page
  const t = speak(reader)
  const notice = done
    ? html`<p class="card now good" role="status">✓ ${t(done === 'confirm' ? w.doneConfirm : w.doneSupplement)}</p>`
    : ''
  const alert = failed ? html`<div class="alert" role="alert"><b>${t(failed.problem)}</b></div>` : ''
  const more = view.maySupplement ? supplementForm(t, page) : ''
  return html`${FACES}<p class="where">${view.pointName}</p><h1>${t(w.title)}</h1>${notice}${alert}${view.case ? caseParts(t, page, view.case) : quiet(t, view)}${rating(t, view)}${more}<p class="hint foot">${t(w.codeLabel)} <b translate="no">${groups(receipt.toLowerCase().replaceAll(/[\s-]/g, ''))}</b><br>${t(w.keepCode)}</p>`
}

/** A rating without a case: received, and nothing more to follow. */
function quiet(t: Speak, view: ReceiptView): Html {
  if (view.excluded) return html`<p class="card now warn">${t(w.excludedText)}</p>`
  const [title, text] = view.bad ? [w.waitingTitle, w.waitingText] : [w.thanksTitle, w.thanksText]
  return html`<div class="card now good"><span>✓ ${t(title)}</span></div><p class="lead">${t(text)}</p>`
}

function caseParts(t: Speak, page: ReceiptPage, found: ReceiptCase): Html {
  const excluded = page.view.excluded ? html`<p class="lead">${t(w.excludedText)}</p>` : ''
  const next =
    found.next.length > 0
      ? html`<h2>${t(w.next)}</h2><ul class="next">${found.next.map(({ words, day, late }) => html`<li class="${late ? 'late' : ''}">${t(words, day)}</li>`)}</ul>`
      : ''
  return html`<p class="card now ${found.tone}">${t(found.state)}</p>${excluded}${found.asks ? confirmForm(t, page, found) : ''}${next}<h2>${t(w.progress)}</h2><ol class="line">${found.steps.map(each => step(t, each))}</ol>`
}

function step(t: Speak, { words, at, note, own }: ReceiptStep): Html {
  const said = note
    ? html`<div class="quote">${own ? '' : html`<span class="hide">${t(w.reply)} </span>`}${note}</div>`
    : ''
  return html`<li><b>${t(words)}</b><time datetime="${at}">${chinaMinute(new Date(at))}</time>${said}</li>`
}

function rating(t: Speak, view: ReceiptView): Html {
  const tags =
    view.tags.length > 0
      ? html`<ul class="tagged">${view.tags.map(code => html`<li>${sayTag(t, code)}</li>`)}</ul>`
      : ''
  const words = view.words ? html`<div class="quote">${view.words}</div>` : ''
  const added = view.supplements.map(
    each =>
      html`<p class="hint">${t(w.added)} · ${sayHour(t, each.ratedHour)} · ${t(levelWords[each.level])}</p>${each.words ? html`<div class="quote">${each.words}</div>` : ''}`,
  )
  return html`<h2>${t(w.yourRating)}</h2><div class="card ${levelClass(view.level)}"><p class="given">${face(view.level)}${t(levelWords[view.level])}</p><p class="hint">${sayHour(t, view.ratedHour)}</p>${tags}${words}${added}</div>`
}

function confirmForm(t: Speak, { reader, receipt, failed }: ReceiptPage, found: ReceiptCase): Html {
  const kept = failed?.form === 'confirm' ? failed : null
  const choice = (value: '1' | '0', words: Words) =>
    html`<label class="tag"><input type="radio" name="satisfied" value="${value}" required${kept?.satisfied === value ? html` checked` : ''}><span>${t(words)}</span></label>`
  return html`<section class="card ask"><form method="post" action="/t/${receipt}/confirm${queryOf(reader)}" autocomplete="off"><input type="hidden" name="version" value="${found.version}"><fieldset aria-describedby="ask-hint"><legend><h2>${t(w.confirmTitle)}</h2></legend><p class="hint" id="ask-hint">${t(found.lastAsk ? w.confirmLast : w.confirmHint)}</p><div class="pick">${choice('1', w.satisfied)}${choice('0', w.dissatisfied)}</div></fieldset>${field(t, 'confirm-words', w.wordsLabel, kept?.words ?? '', w.wordsHint)}<button class="main">${t(w.confirm)}</button></form></section>`
}

function supplementForm(t: Speak, { reader, receipt, failed, clientId }: ReceiptPage): Html {
  const words = failed?.form === 'supplement' ? failed.words : ''
  return html`<section class="card more"><h2>${t(w.supplementTitle)}</h2><form method="post" action="/t/${receipt}/supplement${queryOf(reader)}" autocomplete="off"><input type="hidden" name="client-id" value="${clientId}">${field(t, 'supplement-words', w.supplementLabel, words, w.supplementHint, true)}<button class="second">${t(w.supplement)}</button></form></section>`
}

function field(t: Speak, id: string, label: Words, value: string, hint: Words, required = false): Html {
  return html`<div class="part"><label for="${id}">${t(label)}</label><textarea class="field" id="${id}" name="words" rows="3" maxlength="${WORDS_LIMIT}" aria-describedby="${id}-hint"${required ? html` required` : ''}>
${value}</textarea><p class="hint" id="${id}-hint">${t(hint)}</p></div>`
}
