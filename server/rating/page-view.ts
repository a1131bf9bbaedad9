// The rating page of a phone: five levels, then what goes with the level chosen. The same HTML with and without script.
import { html } from 'hono/html'
import type { FieldError } from '../problem/problem.ts'
import { rateWords as w } from '../words/rate-page.ts'
import type { Speak, Words } from '../words/words.ts'
import { isBad, LEVELS, type Level, levelWords } from './level.ts'
import { FACES, face, levelClass } from './page-face.ts'
import type { Draft } from './page-form.ts'
import { type Html, queryOf, type Reader, speak } from './public-page.ts'
import { WORDS_LIMIT } from './rating.ts'
import { tagsOf } from './tag.ts'

/** Where the rating goes, as the person sees it. */
export interface RatePlace {
  readonly path: string
  readonly centerName: string
  readonly pointName: string
  readonly matterName: string | null
  /** `…0417 · 10:32`; null: not linked to a visit. */
  readonly visitLine: string | null
  /** Another person's visit may be shown: the page of a window, not the link of a visit. */
  readonly mayUnlink: boolean
}

export interface RateForm {
  readonly reader: Reader
  readonly place: RatePlace
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  /** Kept from page to page: `visit=none`. */
  readonly keep: Readonly<Record<string, string>>
}

export function rateBody({ reader, place, draft, errors, keep }: RateForm): Html {
  const t = speak(reader)
  const query = queryOf(reader, keep)
  const unlink =
    place.visitLine && place.mayUnlink
      ? html`<a href="${place.path}${queryOf(reader, { visit: 'none', ...(draft.level ? { level: draft.level } : {}) })}">${t(w.notMine)}</a>`
      : ''
  const visit = place.visitLine
    ? html`<p class="visit"><span>${t(w.visit, '')}<b>${place.visitLine}</b></span>${unlink}</p>`
    : ''
  return html`${FACES}<p class="where">${place.matterName ?? place.pointName}</p><h1 id="question" tabindex="-1">${t(w.question)}</h1>${visit}${problemList(t, errors)}
<div id="start"${draft.level ? html` hidden` : ''}><p class="lead">${t(w.lead)}</p>
<form method="get" action="${place.path}"><input type="hidden" name="lang" value="${reader.language}">${reader.elder ? html`<input type="hidden" name="elder" value="1">` : ''}${Object.entries(keep).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${levelButtons(t)}</form>
<p class="hint">${t(w.promise)}</p></div>
<form id="rate" method="post" action="${place.path}${query}" autocomplete="off"${draft.level ? '' : html` hidden`}><input type="hidden" name="client-id" value="${draft.clientId}"><input type="hidden" name="visit" value="${draft.visit}"><input type="hidden" name="level" value="${draft.level ?? ''}">
<p class="picked ${draft.level ? levelClass(draft.level) : ''}" id="picked"><svg class="face" aria-hidden="true" focusable="false"><use href="#f${draft.level ? LEVELS.indexOf(draft.level) : 0}" /></svg><span><span class="hide">${t(w.chosen)} </span><b>${draft.level ? t(levelWords[draft.level]) : ''}</b></span><a class="second" data-do="change" href="${place.path}${query}">${t(w.change)}</a></p>
${LEVELS.map(level => tagChoice(t, level, draft))}${wordsField(t, draft, errors)}${contactFields(t, draft, errors)}
<div class="send"><p id="unsent" class="bad" role="alert" hidden>${t(w.unsent)}</p><button class="main" data-busy="${t(w.sending)}">${t(w.send)}</button></div></form>`
}

export function levelButtons(t: Speak, look: 'levels' | 'faces' = 'levels'): Html {
  return html`<div class="${look}" role="group" aria-label="${t(w.levels)}">${LEVELS.map(
    level =>
      html`<button name="level" value="${level}" class="level ${levelClass(level)}">${face(level)}<span>${t(levelWords[level])}</span></button>`,
  )}</div>`
}

/** One set of tags for each level; only that of the level chosen can be seen and is sent. */
export function tagChoice(t: Speak, level: Level, draft: Pick<Draft, 'level' | 'tags'>): Html {
  const off = draft.level === level ? '' : html` hidden disabled`
  return html`<fieldset class="tags" data-level="${level}"${off}><legend>${t(tagQuestion(level))} <span class="opt">${t(w.several)}</span></legend><div class="grid">${tagsOf(
    level,
  ).map(
    tag =>
      html`<label class="tag"><input type="checkbox" name="tag" value="${tag.code}"${draft.tags.includes(tag.code) ? html` checked` : ''}><span>${t(tag.words)}</span></label>`,
  )}</div></fieldset>`
}

function tagQuestion(level: Level): Words {
  return isBad(level) ? w.bad : level === 'basically_satisfied' ? w.fair : w.good
}

/** `data-most`: the script counts down; without it the hint says the limit. */
export function wordsField(t: Speak, draft: Pick<Draft, 'words'>, errors: readonly FieldError[]): Html {
  const wrong = errors.some(error => error.pointer === '/words')
  return html`<div class="part"><label for="words"><b>${t(w.words)}</b> <span class="opt">${t(w.optional)}</span></label><textarea class="field" id="words" name="words" rows="3" autocomplete="off" aria-describedby="words-hint"${wrong ? html` aria-invalid="true"` : ''} data-most="${WORDS_LIMIT}" data-left="${t(w.left, '{0}')}" data-over="${t(w.over, '{0}')}">
${draft.words}</textarea><p class="hint" id="words-hint">${t(w.wordsHint, WORDS_LIMIT)}</p><p class="hint" id="words-left" aria-live="polite" hidden></p></div>`
}

export function contactFields(t: Speak, draft: Pick<Draft, 'name' | 'mobile'>, errors: readonly FieldError[]): Html {
  const wrong = (pointer: string) => (errors.some(error => error.pointer === pointer) ? html` aria-invalid="true"` : '')
  return html`<details${draft.name || draft.mobile ? html` open` : ''}><summary>${t(w.contact)} <span class="opt">${t(w.optional)}</span></summary><div class="inner"><p class="hint" id="contact-hint">${t(w.contactHint)}</p><label for="contact-name">${t(w.name)}</label><input class="field" id="contact-name" name="contact-name" value="${draft.name}" autocomplete="off"${wrong('/contact/name')}><label for="contact-mobile">${t(w.mobile)}</label><input class="field" id="contact-mobile" name="contact-mobile" type="tel" inputmode="tel" value="${draft.mobile}" autocomplete="off" aria-describedby="contact-hint"${wrong('/contact/mobile')}></div></details>`
}

/** Where each fault is mended. */
const FIELDS: Readonly<Record<string, string>> = {
  '/words': 'words',
  '/contact/name': 'contact-name',
  '/contact/mobile': 'contact-mobile',
  '/level': 'question',
  '/tags': 'picked',
}

export function problemList(t: Speak, errors: readonly FieldError[]): Html | '' {
  if (errors.length === 0) return ''
  const target = ({ pointer }: FieldError) => FIELDS[pointer] ?? FIELDS[pointer.replace(/\/\d+$/, '')]
  return html`<div class="alert" role="alert" tabindex="-1"><b>${t(w.problems)}</b><ul>${errors.map(error => {
    const field = target(error)
    return html`<li>${field ? html`<a href="#${field}">${t(error.detail)}</a>` : t(error.detail)}</li>`
  })}</ul></div>`
}
