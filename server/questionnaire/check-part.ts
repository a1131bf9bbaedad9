// The parts of the questionnaire check: texts, html, choices, conditions, and the rules of single question types.
import { ConditionRunner } from 'survey-core'
import type { FieldError, Words } from '../problem/problem.ts'
import { LIMIT, SAY, sayReference } from './allowed.ts'
import { type Json, list } from './tree.ts'

/** Where the walk is: names already seen in this scope, and in the one around it when inside the units part. */
export interface Place {
  readonly problems: FieldError[]
  /** Names a condition may refer to: earlier questions of this scope. */
  readonly scope: Set<string>
  readonly outer: Set<string> | null
  readonly names: Set<string>
  readonly count: { questions: number; units: number }
}

type Wrong = (detail: Words) => void

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function checkWords(value: unknown, row: boolean, unit: boolean, wrong: Wrong): void {
  const texts = typeof value === 'string' ? [value] : isObject(value) ? Object.values(value) : []
  if (
    texts.length === 0 ||
    texts.length > 10 ||
    !texts.every(text => typeof text === 'string' && text.length <= LIMIT.words)
  )
    return wrong(SAY.wordsForm)
  const allowed = new Set([...(row ? ['{row}'] : []), ...(unit ? ['{panel.unit_name}', '{panel.unit_code}'] : [])])
  const braces = texts.flatMap(text => String(text).match(/\{[^}]*\}?/g) ?? [])
  if (!braces.every(brace => allowed.has(brace))) wrong(SAY.piping)
}

const TAG = /<\/?(?:p|br|b|strong|i|em|u|ul|ol|li|h3|h4|span)\s*\/?>|<a href="https:\/\/[^"<>\s]{1,300}">|<\/a>/g

/** Only tags on the list, without attributes; nothing else may look like markup. */
export function checkHtml(value: unknown, wrong: Wrong): void {
  const texts = typeof value === 'string' ? [value] : isObject(value) ? Object.values(value) : []
  const fine = (text: unknown) =>
    typeof text === 'string' &&
    text.length <= LIMIT.html &&
    !/[<{]/.test(text.replaceAll(TAG, '').replaceAll('{panel.unit_name}', ''))
  if (texts.length === 0 || !texts.every(fine)) wrong(SAY.html)
}

/** A condition must be readable, call no function, and name earlier questions only. */
export function checkCondition(value: unknown, place: Place, wrong: Wrong): void {
  if (value === '' || value === undefined) return
  const runner = typeof value === 'string' && value.length <= 1000 ? new ConditionRunner(value) : null
  if (!runner?.canRun()) return wrong(SAY.condition)
  if (runner.hasFunction()) return wrong(SAY.conditionFunction)
  for (const name of runner.getVariables()) {
    const inUnit = name.startsWith('panel.')
    const known = inUnit
      ? place.outer !== null && place.scope.has(name.slice(6))
      : (place.outer ?? place.scope).has(name)
    if (!known) return wrong(sayReference(name.slice(0, 60)))
  }
}

export function checkChoices(value: unknown, at: string, owner: Json, place: Place): void {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT.choices) {
    place.problems.push({ pointer: at, detail: SAY.choiceCount })
    return
  }
  const seen = new Set<unknown>()
  for (const [index, item] of value.entries()) {
    const pointer = `${at}/${index}`
    const code: unknown = isObject(item) ? item.value : item
    if (!isChoice(item, at.endsWith('/rows'))) place.problems.push({ pointer, detail: SAY.choiceForm })
    else if (seen.has(String(code))) place.problems.push({ pointer, detail: SAY.choiceTwice })
    else if (owner.type !== 'matrix' && owner.type !== 'rating' && (code === 'other' || code === 'none'))
      place.problems.push({ pointer, detail: SAY.choiceTaken })
    if (isObject(item) && item.text !== undefined)
      checkWords(item.text, false, place.outer !== null, detail =>
        place.problems.push({ pointer: `${pointer}/text`, detail }),
      )
    seen.add(String(code))
  }
}

function isChoice(item: unknown, row: boolean): boolean {
  const code: unknown = isObject(item) ? item.value : item
  if (isObject(item) && !Object.keys(item).every(key => key === 'value' || key === 'text')) return false
  if (typeof code === 'number') return Number.isFinite(code) && !row
  if (typeof code !== 'string' || code.trim() !== code || code.length < 1 || code.length > LIMIT.value) return false
  // Conditions compare loosely, so a text that reads as a number would be one; rows become part of a question's name.
  return row ? /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(code) : !/\p{Cc}/u.test(code) && Number.isNaN(Number(code))
}

/** Rules of one question as a whole; then its name is known to later conditions. */
export function checkElement(element: Json, at: string, place: Place): void {
  const wrong = (pointer: string, detail: Words) => place.problems.push({ pointer: `${at}${pointer}`, detail })
  const name = element.name
  if (typeof name !== 'string') wrong('/name', SAY.nameForm)
  else if (place.names.has(name)) wrong('/name', SAY.nameTwice)
  else place.names.add(name)
  if ((element.type === 'radiogroup' || element.type === 'checkbox') && element.choices === undefined)
    wrong('/choices', SAY.choiceCount)
  if (element.type === 'matrix') {
    if (element.columns === undefined) wrong('/columns', SAY.choiceCount)
    if (element.rows === undefined) wrong('/rows', SAY.choiceCount)
    if (element.isAllRowRequired !== undefined) wrong('/isAllRowRequired', SAY.rowRule)
  }
  if (
    element.type === 'text' &&
    element.inputType !== undefined &&
    element.inputType !== 'text' &&
    element.inputType !== 'number'
  )
    wrong('/inputType', SAY.inputType)
  if (element.type === 'rating' && !isRating(element)) wrong('', SAY.rating)
  if (element.type === 'html' && element.html === undefined) wrong('/html', SAY.html)
  place.count.questions += element.type === 'matrix' ? list(element.rows).length : 1
  for (const known of namesOf(element)) place.scope.add(known)
}

function namesOf(element: Json): string[] {
  const name = String(element.name)
  if (element.type === 'html') return []
  if (element.type !== 'matrix' || !Array.isArray(element.rows)) return [name]
  return element.rows.map((row: unknown) => `${name}.${String(isObject(row) ? row.value : row)}`)
}

function isRating(element: Json): boolean {
  if (Array.isArray(element.rateValues)) return element.rateValues.length >= 2 && element.rateValues.length <= 20
  const [from, to, step] = [element.rateMin ?? 1, element.rateMax ?? 5, element.rateStep ?? 1] as [
    number,
    number,
    number,
  ]
  return from < to && step > 0 && (to - from) / step < 20
}
