// What the tablet shows: five faces, then tags and words, then thanks; and its six digits before it is paired.
import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { FieldError } from '../problem/problem.ts'
import { publicWords, rateWords as w, tabletWords as tw } from '../words/rate-page.ts'
import { isBad, LEVELS, type Level, levelWords } from './level.ts'
import { groups } from './page-done.ts'
import { FACES, face, levelClass } from './page-face.ts'
import type { Draft } from './page-form.ts'
import { contactFields, levelButtons, problemList, tagChoice, wordsField } from './page-view.ts'
import { type Html, queryOf, readerLinks, type Reader, speak } from './public-page.ts'

export interface TabletView {
  readonly reader: Reader
  readonly path: string
  readonly code: string
  readonly pointName: string
  /** 业务号 in full: only the paired tablet in front of the person shows it. */
  readonly caseNo: string | null
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  readonly done: Html | ''
  /** `visit=none`: the person said the visit is not theirs. */
  readonly keep: Readonly<Record<string, string>>
}

/** All steps in one page; which one is seen is the script's, or without script the server's, to say. */
export function tabletBody(view: TabletView): Html {
  const { reader, path, draft, done } = view
  const t = speak(reader)
  const at = done ? 'done' : draft.level ? 'rate' : 'start'
  const off = (step: string) => (at === step ? '' : html` hidden`)
  const query = queryOf(reader, view.keep)
  const said = { offline: tw.offline, waiting: tw.waiting, refused: tw.refused }
  const signs = Object.entries(said).map(([name, words]) => html` data-${raw(name)}="${t(words, '{0}')}"`)
  return html`${FACES}<div class="t" id="tablet" data-code="${view.code}" data-path="${path}"${signs}>
<header><b>${view.pointName}</b><span id="visit"${view.caseNo ? '' : html` hidden`}>${t(w.visit, '')}<span id="case">${view.caseNo ?? ''}</span> <a class="way" data-do="unlink" href="${path}${queryOf(reader, { visit: 'none' })}">${t(w.notMine)}</a></span></header>
<main><section id="start"${off('start')}><h1 tabindex="-1">${t(w.question)}</h1><p class="lead">${t(w.lead)}</p>
<form method="post" action="${path}${query}" autocomplete="off"><input type="hidden" name="do" value="level">${levelButtons(t, 'faces')}</form></section>
<section id="step"${off('rate')}>${rateForm(view)}</section>
<section id="done" class="end" aria-live="polite"${off('done')}>${done}</section>
<section id="kept" class="end" hidden><span class="tick" aria-hidden="true">✓</span><h1 tabindex="-1">${t(tw.keptTitle)}</h1><p class="lead">${t(tw.keptText)}</p>${finish(reader, path)}</section></main>
<footer><p>${t(w.promise)}</p><p id="sign" role="status" hidden></p><nav aria-label="${t(publicWords.reading)}">${readerLinks(path, { reader })}</nav></footer></div>`
}

function rateForm({ reader, path, draft, errors, keep }: TabletView): Html {
  const t = speak(reader)
  const query = queryOf(reader, keep)
  return html`<form id="rate" class="rate" method="post" action="${path}${query}" autocomplete="off"><input type="hidden" name="client-id" value="${draft.clientId}"><input type="hidden" name="visit" value="${draft.visit}"><input type="hidden" name="level" value="${draft.level ?? ''}">
<h1 class="picked ${draft.level ? levelClass(draft.level) : ''}" id="picked" tabindex="-1"><svg class="face" aria-hidden="true" focusable="false"><use href="#f${draft.level ? LEVELS.indexOf(draft.level) : 0}" /></svg><span class="hide">${t(w.chosen)} </span><b>${draft.level ? t(levelWords[draft.level]) : ''}</b><a class="second" data-do="start" href="${path}${queryOf(reader, { start: '1' })}">${t(w.change)}</a></h1>
<div id="problems" class="alerts">${problemList(t, errors)}</div><div>${LEVELS.map(level => tagChoice(t, level, draft))}</div>
<div>${wordsField(t, draft, errors)}${contactFields(t, draft, errors)}<p id="nowhere" class="bad" role="alert" hidden>${t(tw.nowhere)}</p>
<div class="send"><button class="main" name="do" value="send">${t(w.send)}</button><button class="second" name="do" value="skip">${t(tw.skip)}</button></div></div></form>`
}

/** @param url where the code leads; drawn for the person's own phone */
export function tabletDone(reader: Reader, path: string, given: { level: Level; receipt: string; url: string }): Html {
  const t = speak(reader)
  const bad = isBad(given.level)
  const qr = renderSVG(given.url, { border: 2, pixelSize: 4 }).replace('<svg', '<svg role="img" aria-label="QR"')
  const follow = bad
    ? html`<div class="follow">${raw(qr)}<div><p>${t(tw.scan)}</p><p class="opt">${t(w.receipt)}</p><span class="code" translate="no">${groups(given.receipt)}</span></div></div>`
    : ''
  return html`<span class="tick" aria-hidden="true">✓</span><h1 tabindex="-1">${t(w.doneTitle)}</h1><p class="given ${levelClass(given.level)}">${face(given.level)}<span class="hide">${t(w.doneLevel)} </span>${t(levelWords[given.level])}</p><p class="lead">${t(bad ? tw.doneBad : tw.doneGood)}</p>${follow}${finish(reader, path)}`
}

function finish(reader: Reader, path: string): Html {
  const t = speak(reader)
  return html`<a class="main" data-do="start" href="${path}?start=1">${t(tw.finish)}</a><p class="hint">${t(tw.back)}</p>`
}

/** Six digits that staff type in the console. */
export function pairingBody(reader: Reader, path: string, pointName: string, code: string): Html {
  const t = speak(reader)
  const said = { waiting: tw.waiting, refused: tw.refused }
  const signs = Object.entries(said).map(([name, words]) => html` data-${raw(name)}="${t(words, '{0}')}"`)
  return html`<div class="t" id="tablet" data-pairing="1" data-path="${path}"${signs}><header><b>${pointName}</b></header><main><h1>${t(tw.pairTitle)}</h1><p class="lead">${t(tw.pairHow, pointName)}</p><p class="digits" aria-label="${t(tw.pairCode)} ${code.split('').join(' ')}">${code.slice(0, 3)} ${code.slice(3)}</p><p class="lead">${t(tw.pairNote)}</p></main><footer><p id="sign" role="status" hidden></p><nav aria-label="${t(publicWords.reading)}">${readerLinks(path, { reader })}</nav></footer></div>`
}
