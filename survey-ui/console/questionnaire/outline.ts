// A questionnaire as an office person reads it: numbered questions in the order they are asked, conditions in words.
import { type Json, type Node, type Question, treeOf } from '../../../server/questionnaire/tree.ts'
import { questionnaireWords as w } from '../../../server/words/questionnaire.ts'
import type { Language, Speak, Words } from '../../../server/words/words.ts'

export interface OutlineItem {
  readonly number: number
  readonly question: Question
  /** Asked about each unit, not once. */
  readonly perUnit: boolean
  /** All conditions on the way down. */
  readonly conditions: readonly string[]
  /** Offers the very choices of the question before it. */
  readonly sameChoices: boolean
  /** Hangs on the very conditions of the question before it. */
  readonly sameConditions: boolean
}

/** @param definition - a definition that the server has accepted */
export function outlineOf(definition: Json): OutlineItem[] {
  const items: OutlineItem[] = []
  const walk = (node: Node, perUnit: boolean, above: readonly string[]): void => {
    const conditions = node.visibleIf && !above.includes(node.visibleIf) ? [...above, node.visibleIf] : above
    if (node.kind !== 'question') {
      for (const child of node.children) walk(child, perUnit || node.kind === 'units', conditions)
      return
    }
    const before = items.at(-1)
    const sameChoices =
      node.choices.length > 0 && JSON.stringify(before?.question.choices) === JSON.stringify(node.choices)
    const sameConditions = conditions.length > 0 && JSON.stringify(before?.conditions) === JSON.stringify(conditions)
    items.push({ number: items.length + 1, question: node, perUnit, conditions, sameChoices, sameConditions })
  }
  for (const node of treeOf(definition).children) walk(node, false, [])
  return items
}

/** `{panel.unit_name}` and its like, as the outline shows them. */
export function plainText(words: Words, language: Language): string {
  return words[language === 'en' ? 1 : 0]
    .replaceAll('{panel.unit_name}', language === 'en' ? '[unit]' : '〔单位〕')
    .replaceAll('{panel.unit_code}', language === 'en' ? '[code]' : '〔代码〕')
    .replaceAll(/<[^>]*>/g, ' ')
    .trim()
}

const TERM = /^\{(panel\.)?([\w.]+)\}\s*(=|==|<>|!=|>=|<=|>|<|[a-z]+)\s*(.*)$/i
const CHOSEN = new Set(['=', '==', 'equal', 'equals', 'anyof', 'contains', 'contain', 'allof'])
const NOT_CHOSEN = new Set(['<>', '!=', 'notequal', 'notequals', 'noneof', 'notcontains', 'notcontain'])

/** A condition in words: “第 1 题选‘很了解’或‘比较了解’”. What cannot be put so stays as it was written. */
export function conditionText(
  expression: string,
  perUnit: boolean,
  items: readonly OutlineItem[],
  t: Speak,
  language: Language,
): string {
  if (/[()]/.test(expression)) return expression
  const ors = expression.split(/\s+or\s+/i).map(part => {
    const ands = part.split(/\s+and\s+/i).map(term => termText(term.trim(), perUnit, items, t, language))
    return ands.includes(null) ? null : ands.join(t(w.and))
  })
  return ors.includes(null) ? expression : ors.join(t(w.orElse))
}

function termText(
  term: string,
  perUnit: boolean,
  items: readonly OutlineItem[],
  t: Speak,
  language: Language,
): string | null {
  const [, panel, name, operator = '', operand = ''] = TERM.exec(term) ?? []
  const inUnit = perUnit && panel !== undefined
  const asked = items.find(item => item.question.name === name && item.perUnit === inUnit)
  if (!asked) return null
  const verb = operator.toLowerCase()
  if (verb === 'notempty') return t(w.ifAnswered, asked.number)
  if (verb === 'empty') return t(w.ifEmpty, asked.number)
  if (CHOSEN.has(verb) || NOT_CHOSEN.has(verb)) {
    const values = valuesOf(operand).map(value => t(w.quote, choiceText(asked.question, value, language)))
    return t(NOT_CHOSEN.has(verb) ? w.ifNotChosen : w.ifChosen, asked.number, values.join(t(w.or)))
  }
  return /^[<>]=?$/.test(verb) ? t(w.ifCompared, asked.number, verb, operand) : null
}

function valuesOf(operand: string): string[] {
  return operand
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map(value => value.trim().replace(/^['"]|['"]$/g, ''))
    .filter(value => value !== '')
}

function choiceText(question: Question, value: string, language: Language): string {
  const at = language === 'en' ? 1 : 0
  if (value === 'other' && question.other) return question.other[at]
  if (value === 'none' && question.none) return question.none[at]
  return question.choices.find(choice => String(choice.value) === value)?.text[at] ?? value
}
