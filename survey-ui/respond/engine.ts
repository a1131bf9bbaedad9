// The survey engine behind the screens: which question is on show, what was answered, what is hidden, in either language.
import { Model } from 'survey-core'
import {
  commentName,
  compileForm,
  type Form,
  type FormQuestion,
  type FormUnit,
} from '../../server/questionnaire/form.ts'
import { surveyOf } from '../../server/questionnaire/survey.ts'
import type { Json } from '../../server/questionnaire/tree.ts'
import type { Language } from '../../server/words/words.ts'

export type Answers = Readonly<Record<string, unknown>>
export type Fault = 'required' | 'other'

export interface Engine {
  readonly form: Form
  /** Questions on show, in order. */
  visible(): readonly FormQuestion[]
  value(name: string): unknown
  comment(name: string): string
  set(name: string, value: unknown): void
  setComment(name: string, text: string): void
  /** What stands in the way of going on from this question. */
  fault(name: string): Fault | null
  answers(): Answers
  load(answers: Answers): void
}

/** @param language - the engine's own words; ours come from the form */
export function createEngine(definition: Json, units: readonly FormUnit[], language: Language): Engine {
  const form = compileForm(definition, units)
  const model = new Model(surveyOf(form, language))
  // Answers that 不了解 hid: if the respondent changes their mind, they come back.
  const hidden = new Map<string, unknown>()
  const question = (name: string) => model.getQuestionByName(name)

  function change(act: () => void): void {
    const before = { ...(model.data as Record<string, unknown>) }
    act()
    const after = model.data as Record<string, unknown>
    for (const [name, value] of Object.entries(before)) {
      const base = name.replace(/-Comment$/, '')
      if (after[name] === undefined && !question(base).isVisible) hidden.set(name, value)
    }
    restore()
  }

  function restore(): void {
    let found = true
    while (found) {
      found = false
      for (const [name, value] of hidden) {
        const base = name.replace(/-Comment$/, '')
        if (!question(base).isVisible) continue
        hidden.delete(name)
        if (name !== base) question(base).comment = String(value)
        else if (question(name).isEmpty()) question(name).value = value
        found = true
      }
    }
  }

  return {
    form,
    visible: () => form.questions.filter(each => question(each.name).isVisible),
    value: name => question(name).value as unknown,
    comment: name => question(name).comment,
    set: (name, value) => change(() => void (question(name).value = value)),
    setComment: (name, text) => void (question(name).comment = text),
    fault(name) {
      const asked = question(name)
      if (asked.validate(false)) return null
      return asked.isOtherSelected && !asked.comment.trim() ? 'other' : 'required'
    },
    answers: () =>
      Object.fromEntries(
        Object.entries(model.data as Record<string, unknown>).filter(([, value]) => value !== undefined),
      ),
    load(answers) {
      model.data = {}
      // In order, as if tapped one by one, so that conditions hold when their answers arrive.
      for (const each of form.questions) {
        if (answers[each.name] !== undefined) question(each.name).value = answers[each.name]
        const comment = answers[commentName(each.name)]
        if (typeof comment === 'string') question(each.name).comment = comment
      }
    },
  }
}
