// The first page: who asks, why, how long, the promise, the one big button, and the ways out. Works without script.
import { html } from 'hono/html'
import { noticeWords as n, respondWords as w } from '../words/response.ts'
import { frame, type Html, queryOf, type Reader, speak } from './page-frame.ts'
import type { Link } from './link.ts'

export interface Welcome {
  readonly reader: Reader
  readonly link: Link
  readonly units: number
  /** People invited, or 0 when too few to say. */
  readonly invited: number
  readonly hasDraft: boolean
  /** Address of the boot script; empty when the pages are not built: the page then works without. */
  readonly script: string
}

const CLOCK = html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/></svg>`
const LOCK = html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="4" y="11" width="16" height="10" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/></svg>`
const LINES = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M4 12h16M4 17h10"/></svg>`

/** Some half a minute a unit, as tried with the default questionnaire. */
function minutes(units: number): number {
  return Math.max(1, Math.round(units * 0.6))
}

export function welcomePage({ reader, link, units, invited, hasDraft, script }: Welcome) {
  const t = speak(reader)
  const base = `/s/${link.token}`
  const query = queryOf(reader)
  const fact = (icon: Html, title: string, text: string, more: Html | '' = '') =>
    html`<section class="fact">${icon}<div><h2>${title}</h2><p>${text}</p>${more}</div></section>`
  const noticeLink = html`<a href="${base}/notice${query}">${t(w.noticeLink)}</a>`
  const [before, after = ''] = t(w.drawn, '|').split('|')
  const lead = invited > 0 ? html`${before}<b>${invited.toLocaleString('en')}</b>${after}` : t(w.drawnFew)
  const body = html`<div class="page"><div class="wrap"><header class="top"><span class="logo" aria-hidden="true">${t(w.mark)}</span><b>${link.found.organiser}</b>
<a class="pill" data-way="elder" href="${base}${queryOf(reader, { elder: !reader.elder })}">${t(reader.elder ? w.elderOff : w.elder)}</a></header>
${link.found.demo ? html`<p class="demo">${t(w.demo)}</p>` : ''}<main><h1 class="lines">${t(w.headline)
    .split('|')
    .map(part => html`<span>${part}</span>`)}</h1>
<p class="lead">${lead}</p>
${fact(CLOCK, t(w.timeTitle, minutes(units), units), t(w.timeText))}${fact(LOCK, t(w.secretTitle), t(w.secretText))}${fact(LINES, t(w.noticeTitle), t(w.noticeText), noticeLink)}
${link.found.hotline ? html`<p class="hint">${t(w.checkNumber, link.found.hotline)}</p>` : ''}</main></div>
<div class="foot"><div class="wrap"><form id="start" method="post" action="${base}/start${query}"><button class="main">${t(hasDraft ? w.resume : w.start)}</button></form>
<p id="start-problem" class="hint bad" role="alert" hidden>${t(w.startFailed)}</p>
<div class="ways"><form method="post" action="${base}/refusal${query}"><button>${t(w.refuse)}</button></form><form method="post" action="${base}/call${query}"><button>${t(w.call)}</button></form>
<a href="${base}${queryOf(reader, { language: reader.language === 'zh' ? 'en' : 'zh' })}" lang="${reader.language === 'zh' ? 'en' : 'zh'}">${t(w.otherLanguage)}</a></div></div></div></div>`
  return frame(
    reader,
    link.found.campaignName,
    body,
    script ? html`<script type="module" src="${script}"></script>` : '',
  )
}

/** The privacy notice in full. */
export function noticePage(reader: Reader, link: Link) {
  const t = speak(reader)
  const { organiser, implementer, hotline, notice } = link.found
  const part = (title: string, text: string) => html`<h2>${title}</h2><p>${text}</p>`
  return frame(
    reader,
    t(n.title),
    html`<main class="wrap notice"><h1>${t(n.title)}</h1>${part(t(n.handler), t(n.handlerText, organiser, implementer || organiser, hotline || '—'))}
${part(t(n.purpose), t(n.purposeText))}${part(t(n.kinds), t(n.kindsText))}${part(t(n.apart), t(n.apartText))}${part(t(n.keep), t(n.keepText))}${part(t(n.rights), t(n.rightsText))}
${notice ? part(t(n.more), notice) : ''}<p><a class="pill" style="margin-top:1.4rem" href="/s/${link.token}${queryOf(reader)}">${t(w.backToStart)}</a></p></main>`,
  )
}
