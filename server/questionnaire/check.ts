// Is this JSON a questionnaire we can field? Every problem is named with its place; an accepted one runs on the phone, without script, and in the validator.
import { Model } from 'survey-core'
import type { FieldError, Words } from '../problem/problem.ts'
import {
  ELEMENT_RULES,
  LIMIT,
  PAGE_RULES,
  type Rule,
  SAY,
  SURVEY_RULES,
  sayProperty,
  sayTooMany,
  sayType,
} from './allowed.ts'
import {
  checkChoices,
  checkCondition,
  checkElement,
  checkHtml,
  checkWords,
  isObject,
  type Place,
} from './check-part.ts'
import type { Json } from './tree.ts'

export interface QuestionnaireVerdict {
  /** The definition, when nothing is wrong. */
  readonly definition: Json | null
  readonly problems: readonly FieldError[]
}

const MOST_PROBLEMS = 50

/**
 * Checks a SurveyJS definition against what this house can field.
 * @param json - parsed JSON from anywhere
 * @returns the definition, or problems with JSON pointers, at most 50
 */
export function checkQuestionnaire(json: unknown): QuestionnaireVerdict {
  const problems: FieldError[] = []
  const place: Place = { problems, scope: new Set(), outer: null, names: new Set(), count: { questions: 0, units: 0 } }
  if (!isObject(json)) return { definition: null, problems: [{ pointer: '', detail: SAY.notObject }] }
  if (JSON.stringify(json).length > LIMIT.bytes)
    return { definition: null, problems: [{ pointer: '', detail: SAY.tooLarge }] }
  if (json.title === undefined) problems.push({ pointer: '/title', detail: SAY.noTitle })
  walkObject(json, '', SURVEY_RULES, place, 0)
  if (problems.length === 0 && place.count.questions === 0) problems.push({ pointer: '/pages', detail: SAY.noQuestion })
  if (place.count.questions > LIMIT.questions) problems.push({ pointer: '/pages', detail: sayTooMany(LIMIT.questions) })
  if (problems.length === 0) problems.push(...engineProblems(json))
  return { definition: problems.length === 0 ? json : null, problems: problems.slice(0, MOST_PROBLEMS) }
}

/** What the survey engine itself says against it, once our own rules are content. */
function engineProblems(json: Json): FieldError[] {
  const errors = new Model(structuredClone(json)).jsonErrors ?? []
  return errors.map(error => ({
    pointer: '',
    detail: [`问卷引擎不接受：${error.message}`, `The survey engine refuses it: ${error.message}`] as const,
  }))
}

function walkObject(
  json: Json,
  pointer: string,
  rules: Readonly<Record<string, Rule>>,
  place: Place,
  depth: number,
): void {
  if (depth > LIMIT.depth) {
    place.problems.push({ pointer, detail: SAY.tooDeep })
    return
  }
  for (const [name, value] of Object.entries(json)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!rule) place.problems.push({ pointer: at, detail: sayProperty(name) })
    else if (rule !== 'elements') checkValue(rule, value, at, json, place)
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule === 'elements' && json[name] !== undefined)
      walkElements(json[name], `${pointer}/${name}`, pointer === '', place, depth)
  }
}

function walkElements(value: unknown, pointer: string, pages: boolean, place: Place, depth: number): void {
  if (!Array.isArray(value)) {
    place.problems.push({ pointer, detail: SAY.notList })
    return
  }
  if (value.length > (pages ? LIMIT.pages : LIMIT.questions)) {
    place.problems.push({ pointer, detail: sayTooMany(pages ? LIMIT.pages : LIMIT.questions) })
    return
  }
  for (const [index, element] of value.entries()) {
    const at = `${pointer}/${index}`
    if (!isObject(element)) place.problems.push({ pointer: at, detail: SAY.notObject })
    else if (pages) walkObject(element, at, PAGE_RULES, place, depth + 1)
    else walkElement(element, at, place, depth + 1)
  }
}

function walkElement(element: Json, at: string, place: Place, depth: number): void {
  const type = typeof element.type === 'string' ? element.type : ''
  const rules = Object.hasOwn(ELEMENT_RULES, type) ? ELEMENT_RULES[type] : undefined
  if (!rules) {
    place.problems.push({ pointer: `${at}/type`, detail: sayType(type.slice(0, 40)) })
    return
  }
  const inner = type === 'paneldynamic' ? enterUnits(element, at, place) : place
  walkObject(element, at, rules, inner, depth)
  if (type !== 'panel' && type !== 'paneldynamic') checkElement(element, at, place)
}

/** Names inside the units part are a scope of their own, seen as `{panel.x}`. */
function enterUnits(element: Json, at: string, place: Place): Place {
  place.count.units += 1
  if (element.name !== 'units' || place.count.units > 1 || place.outer)
    place.problems.push({ pointer: `${at}/name`, detail: SAY.unitsName })
  return { ...place, scope: new Set(), outer: place.scope, names: new Set() }
}

function checkValue(rule: Rule, value: unknown, at: string, owner: Json, place: Place): void {
  const wrong = (detail: Words) => place.problems.push({ pointer: at, detail })
  switch (rule) {
    case 'name':
      if (typeof value !== 'string' || !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(value)) wrong(SAY.nameForm)
      break
    case 'words':
      checkWords(value, owner.type === 'matrix' && at.endsWith('/title'), place.outer !== null, wrong)
      break
    case 'html':
      checkHtml(value, wrong)
      break
    case 'flag':
      if (typeof value !== 'boolean') wrong(SAY.flag)
      break
    case 'count':
      if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > LIMIT.text) wrong(SAY.count)
      break
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) wrong(SAY.number)
      break
    case 'condition':
      checkCondition(
        value,
        owner.type === 'paneldynamic' ? { ...place, scope: place.outer ?? place.scope, outer: null } : place,
        wrong,
      )
      break
    case 'choices':
      checkChoices(value, at, owner, place)
      break
    default:
  }
}
