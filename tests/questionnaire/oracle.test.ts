// Our validator against the survey engine: whatever a respondent taps, both keep the same answers and ask for the same missing ones.
import fc from 'fast-check'
import { Model, type Question as EngineQuestion } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import defaultQuestionnaire from '../../server/questionnaire/default.json' with { type: 'json' }
import { compileForm } from '../../server/questionnaire/form.ts'
import { expandQuestionnaire } from '../../server/questionnaire/survey.ts'
import type { Json } from '../../server/questionnaire/tree.ts'
import { compileValidator } from '../../server/questionnaire/validate.ts'
import { fitting, junk, questionnaires, UNITS } from './arbitrary.ts'

type Tap = { readonly name: string; readonly value: unknown; readonly comment: string }

function open(definition: Json): Model {
  return new Model(expandQuestionnaire(definition, UNITS))
}

function questionsOf(model: Model): EngineQuestion[] {
  return model.getAllQuestions()
}

function taps(definition: Json): fc.Arbitrary<Tap[]> {
  const { questions } = compileForm(definition, UNITS)
  const asked = questions.filter(question => question.type !== 'html')
  const one = fc.constantFrom(...asked).chain(question => {
    return fc.record({
      name: fc.constant(question.name),
      value: fitting(question),
      comment: fc.constantFrom('', '另一原因'),
    })
  })
  return fc.array(one, { maxLength: 40 })
}

/** Fills in as a person would: only what is on show can be tapped. */
function tapAll(model: Model, sequence: readonly Tap[]): void {
  for (const tap of sequence) {
    const question = model.getQuestionByName(tap.name)
    if (!question.isVisible) continue
    question.value = tap.value
    if (question.isOtherSelected) question.comment = tap.comment
  }
}

function faults(model: Model): string[] {
  return questionsOf(model)
    .filter(question => question.isVisible && !question.validate(false))
    .map(question => (question.isOtherSelected ? `${question.name}-Comment` : question.name))
}

function tidy(data: Json): Json {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
}

function compare(definition: Json, sequence: readonly Tap[]): void {
  const model = open(definition)
  tapAll(model, sequence)
  const verdict = compileValidator(definition)(model.data as Json, UNITS)
  expect(verdict.problems).toEqual([])
  expect(verdict.answers).toEqual(tidy(model.data as Json))
  expect([...verdict.missing].sort()).toEqual(faults(model).sort())
  if (verdict.missing.length === 0) {
    model.doComplete()
    expect(tidy(model.data as Json)).toEqual(verdict.answers)
  }
}

describe('validator and survey engine', () => {
  it('agree on the default questionnaire, whatever is tapped', () => {
    fc.assert(
      fc.property(taps(defaultQuestionnaire), sequence => compare(defaultQuestionnaire, sequence)),
      { numRuns: 60 },
    )
  })

  it('agree on random questionnaires', () => {
    const both = questionnaires.chain(definition => fc.tuple(fc.constant(definition), taps(definition)))
    fc.assert(
      fc.property(both, ([definition, sequence]) => {
        expect(checkQuestionnaire(definition).problems).toEqual([])
        compare(definition, sequence)
      }),
      { numRuns: 80 },
    )
  })

  it('keep only what the engine would accept, from junk', () => {
    const both = questionnaires.chain(definition => {
      const names = compileForm(definition, UNITS).questions.flatMap(({ name }) => [name, `${name}-Comment`])
      const raw = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 12 })), junk, {
        maxKeys: 30,
      })
      return fc.tuple(fc.constant(definition), raw)
    })
    fc.assert(
      fc.property(both, ([definition, raw]) => {
        const validate = compileValidator(definition)
        const verdict = validate(raw, UNITS)
        // What was kept, given again, is kept unchanged and without complaint.
        const again = validate(verdict.answers, UNITS)
        expect([again.answers, again.problems]).toEqual([verdict.answers, []])
        const model = open(definition)
        for (const question of questionsOf(model)) {
          const value = verdict.answers[question.name]
          if (value === undefined) continue
          expect(question.isVisible).toBe(true)
          question.value = value
          const comment = verdict.answers[`${question.name}-Comment`]
          if (comment !== undefined) question.comment = String(comment)
        }
        if (again.missing.length === 0) expect(model.validate(false, false)).toBe(true)
      }),
      { numRuns: 80 },
    )
  })
})
