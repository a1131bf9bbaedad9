// The flat form as the SurveyJS definition the phone runs: one question a page.
import type { Language, Words } from '../problem/problem.ts'
import { compileForm, type Form, type FormQuestion, type FormUnit } from './form.ts'
import { DEFAULT_LENGTH, type Json } from './tree.ts'

/** @returns SurveyJS JSON in one language, to be run by survey-core's `Model` */
export function surveyOf(form: Form, language: Language): Json {
  const say = (words: Words) => words[language === 'en' ? 1 : 0]
  return {
    locale: language === 'en' ? 'en' : 'zh-cn',
    title: say(form.title),
    // What is hidden is forgotten at once, so that no later condition hangs on an answer nobody sees.
    clearInvisibleValues: 'onHidden',
    showCompletePage: false,
    maxOthersLength: DEFAULT_LENGTH.other,
    pages: form.questions.map((question, at) => ({ name: `page${at + 1}`, elements: [elementOf(question, say)] })),
  }
}

/**
 * The definition with the assigned units filled in: one question a page, each matrix row a radiogroup, names like `units.<code>.know`.
 * @param definition - SurveyJS JSON that `checkQuestionnaire` accepts
 */
export function expandQuestionnaire(definition: Json, units: readonly FormUnit[], language: Language = 'zh'): Json {
  return surveyOf(compileForm(definition, units), language)
}

function elementOf(question: FormQuestion, say: (words: Words) => string): Json {
  const { name, type, required, visibleIf } = question
  const shared = {
    type,
    name,
    title: say(question.title),
    ...(required ? { isRequired: true } : {}),
    ...(visibleIf ? { visibleIf } : {}),
  }
  switch (type) {
    case 'html':
      return { type, name, html: say(question.html), ...(visibleIf ? { visibleIf } : {}) }
    case 'comment':
      return { ...shared, maxLength: question.maxLength }
    case 'text':
      return {
        ...shared,
        ...(question.numeric ? { inputType: 'number', ...bounds(question) } : { maxLength: question.maxLength }),
      }
    case 'rating':
      return {
        ...shared,
        rateValues: question.choices.map(choice => ({ value: choice.value, text: say(choice.text) })),
      }
    case 'boolean':
      return shared
    default:
      return { ...shared, ...choicesOf(question, say) }
  }
}

function choicesOf(question: FormQuestion, say: (words: Words) => string): Json {
  return {
    choices: question.choices.map(choice => ({ value: choice.value, text: say(choice.text) })),
    ...(question.other ? { showOtherItem: true, otherText: say(question.other) } : {}),
    ...(question.none ? { showNoneItem: true, noneText: say(question.none) } : {}),
    ...(question.minSelected ? { minSelectedChoices: question.minSelected } : {}),
    ...(question.maxSelected ? { maxSelectedChoices: question.maxSelected } : {}),
  }
}

function bounds(question: FormQuestion): Json {
  return {
    ...(question.min === null ? {} : { min: question.min }),
    ...(question.max === null ? {} : { max: question.max }),
  }
}
