// The whole questionnaire as one HTML form, for browsers that run no script; made from the same compiled form as the phone page.
import { html, raw } from 'hono/html'
import type { FieldError, Words } from '../problem/problem.ts'
import { commentName, type Form, type FormQuestion } from '../questionnaire/form.ts'
import { pointerOf } from '../questionnaire/validate.ts'
import { respondWords as w } from '../words/response.ts'
import { frame, type Html, queryOf, type Reader, speak } from './page-frame.ts'

export interface PlainForm {
  readonly reader: Reader
  readonly token: string
  readonly form: Form
  readonly values: Readonly<Record<string, unknown>>
  readonly clientId: string
  readonly problems: readonly FieldError[]
}

export function plainPage(page: PlainForm) {
  const { reader, token, form, problems } = page
  const t = speak(reader)
  const title = t(form.title)
  const byPointer = new Map(problems.map(problem => [problem.pointer, t(problem.detail)]))
  const list = html`<div class="alert" role="alert"><b>${t(w.plainProblems, problems.length)}</b><ul>${problems.map(problem => html`<li><a href="#${problem.pointer.slice(1)}">${titleOf(form, problem.pointer, t)}</a> ${t(problem.detail)}</li>`)}</ul></div>`
  let unit: string | null = null
  const parts = form.questions.map(question => {
    const heading =
      question.unit && question.unit.code !== unit ? html`<h2 class="unit">${question.unit.name}</h2>` : ''
    unit = question.unit?.code ?? null
    return html`${heading}${field(question, page, t, byPointer)}`
  })
  return frame(
    reader,
    title,
    html`<main class="wrap notice"><h1>${title}</h1><p>${t(w.plainIntro)}</p>${problems.length > 0 ? list : ''}
<form method="post" action="/s/${token}/submission${queryOf(reader)}"><input type="hidden" name="client-id" value="${page.clientId}">${parts}<button class="main">${t(w.submit)}</button></form></main>`,
  )
}

type Speak = ReturnType<typeof speak>

function titleOf(form: Form, pointer: string, t: Speak): string {
  const question = form.questions.find(
    each => pointerOf(each.name) === pointer || pointerOf(commentName(each.name)) === pointer,
  )
  if (!question) return ''
  return question.unit ? `${question.unit.name} · ${t(question.title)}` : t(question.title)
}

function field(question: FormQuestion, { values }: PlainForm, t: Speak, problems: ReadonlyMap<string, string>): Html {
  if (question.type === 'html') return html`<div>${raw(t(question.html))}</div>`
  const hint = [t(question.description), question.visibleIf ? t(w.plainIf) : question.required ? '' : t(w.optional)]
    .filter(Boolean)
    .join(' · ')
  const problem = problems.get(pointerOf(question.name)) ?? problems.get(pointerOf(commentName(question.name)))
  return html`<fieldset id="${question.name}"><legend>${t(question.title)}${hint ? html` <span class="hint">${hint}</span>` : ''}</legend>${problem ? html`<p class="bad" role="alert">${problem}</p>` : ''}${control(question, values, t)}</fieldset>`
}

function control(question: FormQuestion, values: PlainForm['values'], t: Speak): Html | Html[] {
  const { name, type } = question
  const value = values[name]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (type === 'comment')
    return html`<textarea name="${name}" rows="4" maxlength="${question.maxLength}" aria-label="${t(question.title)}">${text}</textarea>`
  if (type === 'text') {
    const bounds = question.numeric
      ? html` min="${question.min ?? ''}" max="${question.max ?? ''}" step="any"`
      : html` maxlength="${question.maxLength}"`
    return html`<input name="${name}" type="${question.numeric ? 'number' : 'text'}" value="${text}" aria-label="${t(question.title)}"${bounds}>`
  }
  const many = type === 'checkbox'
  const chosen = new Set((Array.isArray(value) ? value : [value]).map(String))
  const choice = (code: string, words: Words) =>
    html`<label><input type="${many ? 'checkbox' : 'radio'}" name="${name}" value="${code}"${chosen.has(code) ? raw(' checked') : ''}> <span>${t(words)}</span></label>`
  const comment = commentName(name)
  const box = question.other
    ? html`<input type="text" name="${comment}" maxlength="200" value="${typeof values[comment] === 'string' ? values[comment] : ''}" aria-label="${t(w.plainOther)}" placeholder="${t(w.plainOther)}">`
    : ''
  if (type === 'boolean') return [choice('true', w.yes), choice('false', w.no)]
  return html`${question.choices.map(each => choice(String(each.value), each.text))}${question.none ? choice('none', question.none) : ''}${question.other ? choice('other', question.other) : ''}${box}`
}

/** Turns the fields of the form into answers; what cannot be read stays as it is, for the validator to refuse. */
export function readPlainForm(form: Form, fields: URLSearchParams): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const question of form.questions) {
    const given = fields.getAll(question.name).filter(text => text !== '')
    if (given.length === 0) continue
    const codes = new Map(question.choices.map(choice => [String(choice.value), choice.value]))
    const values = given.map(text => codes.get(text) ?? text)
    answers[question.name] = question.type === 'checkbox' ? values : oneValue(question, values[0])
    const comment = fields.get(commentName(question.name))
    if (question.other && comment && values.includes('other')) answers[commentName(question.name)] = comment
  }
  return answers
}

function oneValue(question: FormQuestion, value: string | number | undefined): unknown {
  if (question.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  if (question.type === 'text' && question.numeric && !Number.isNaN(Number(value))) return Number(value)
  return value
}
