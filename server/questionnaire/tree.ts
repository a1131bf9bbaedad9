// The accepted part of a SurveyJS definition as one normalised tree: both languages resolved, matrix rows made questions of their own.
import type { Words } from '../problem/problem.ts'

/** The question types a questionnaire may hold; anything else is refused by the check. */
export const QUESTION_TYPES = [
  'radiogroup',
  'checkbox',
  'matrix',
  'comment',
  'text',
  'rating',
  'boolean',
  'html',
] as const
export type QuestionType = Exclude<(typeof QUESTION_TYPES)[number], 'matrix'>
export type Value = string | number

export interface Choice {
  readonly value: Value
  readonly text: Words
  /** 不了解 and its like: offered, but quieter. */
  readonly quiet: boolean
}

export interface Question {
  readonly kind: 'question'
  /** Within its scope; a matrix row is `matrix.row`. */
  readonly name: string
  readonly type: QuestionType
  readonly title: Words
  readonly description: Words
  readonly required: boolean
  readonly visibleIf: string
  readonly choices: readonly Choice[]
  /** Words of the choice that opens a text box, if there is one; its value is `other`. */
  readonly other: Words | null
  /** Words of the choice that excludes all others, if there is one; its value is `none`. */
  readonly none: Words | null
  readonly minSelected: number
  readonly maxSelected: number
  readonly maxLength: number
  readonly numeric: boolean
  readonly min: number | null
  readonly max: number | null
  /** Words at both ends of a rating. */
  readonly ends: readonly [Words, Words]
  readonly html: Words
}

export interface Group {
  readonly kind: 'group'
  readonly visibleIf: string
  readonly children: readonly Node[]
}

/** The part that is asked once for each assigned unit. */
export interface UnitPart {
  readonly kind: 'units'
  readonly visibleIf: string
  readonly children: readonly Node[]
}

export type Node = Question | Group | UnitPart

export interface Tree {
  readonly title: Words
  readonly thanks: Words
  readonly children: readonly Node[]
}

export type Json = Readonly<Record<string, unknown>>
/** Values shown quieter than the rest (a convention of the code list, not of a text). */
const QUIET = new Set<Value>(['dk', 'k0', 'none', 'na'])
/** Longest free text, in UTF-16 units, where the definition gives none. */
export const DEFAULT_LENGTH = { comment: 500, text: 100, other: 200 } as const
export const NO_WORDS: Words = ['', '']

/** A SurveyJS text (a string, or one string a locale) in both our languages; each falls back on the other. */
export function wordsOf(text: unknown): Words {
  if (typeof text === 'string') return [text, text]
  if (typeof text !== 'object' || text === null) return NO_WORDS
  const of = text as Record<string, string>
  const any = Object.values(of)[0] ?? ''
  return [of['zh-cn'] ?? of.zh ?? of.default ?? any, of.en ?? of.default ?? any]
}

/** Reads a definition that has passed `checkQuestionnaire`. */
export function treeOf(definition: Json): Tree {
  const thanks = wordsOf(definition.completedHtml)
  return { title: wordsOf(definition.title), thanks, children: list(definition.pages).map(page => groupOf(page)) }
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}

function groupOf(json: Json): Group {
  return { kind: 'group', visibleIf: text(json.visibleIf), children: list(json.elements).flatMap(nodeOf) }
}

function nodeOf(json: Json): Node[] {
  if (json.type === 'panel') return [groupOf(json)]
  if (json.type === 'matrix') return [matrixOf(json)]
  if (json.type !== 'paneldynamic') return [questionOf(json)]
  return [{ kind: 'units', visibleIf: text(json.visibleIf), children: list(json.templateElements).flatMap(nodeOf) }]
}

/** One question a row: `{row}` in the title stands for the row's words. */
function matrixOf(json: Json): Group {
  const title = wordsOf(json.title)
  const rows = list(json.rows).map(row => {
    const words = wordsOf(typeof row === 'object' ? (row.text ?? row.value) : row)
    const named = title[0].includes('{row}')
    return questionOf({
      ...json,
      type: 'radiogroup',
      name: `${text(json.name)}.${String(typeof row === 'object' ? row.value : row)}`,
      title: named ? inBoth(title, (part, at) => part.split('{row}').join(words[at])) : bothOf(words),
      description: named ? json.description : bothOf(title),
      isRequired: json.eachRowRequired === true || json.isRequired === true,
      choices: json.columns,
      visibleIf: undefined,
    })
  })
  return { kind: 'group', visibleIf: text(json.visibleIf), children: rows }
}

function inBoth(words: Words, change: (text: string, at: 0 | 1) => string): Record<string, string> {
  return bothOf([change(words[0], 0), change(words[1], 1)])
}

function bothOf(words: Words): Record<string, string> {
  return { 'zh-cn': words[0], en: words[1] }
}

function questionOf(json: Json): Question {
  const type = json.type as QuestionType
  const flag = (...names: string[]) => names.some(name => json[name] === true)
  const other = flag('showOtherItem', 'hasOther') ? wordsOf(json.otherText ?? { 'zh-cn': '其他', en: 'Other' }) : null
  const none = flag('showNoneItem', 'hasNone') ? wordsOf(json.noneText ?? { 'zh-cn': '都没有', en: 'None' }) : null
  return {
    kind: 'question',
    name: text(json.name),
    type,
    other,
    none,
    title: wordsOf(json.title ?? json.name),
    description: wordsOf(json.description),
    html: wordsOf(json.html),
    required: json.isRequired === true,
    visibleIf: text(json.visibleIf),
    choices: type === 'rating' ? ratingChoices(json) : list(json.choices).map(choiceOf),
    minSelected: whole(json.minSelectedChoices, 0),
    maxSelected: whole(json.maxSelectedChoices, 0),
    maxLength: whole(json.maxLength, 0) || (type === 'comment' ? DEFAULT_LENGTH.comment : DEFAULT_LENGTH.text),
    numeric: json.inputType === 'number',
    min: number(json.min),
    max: number(json.max),
    ends: [wordsOf(json.minRateDescription), wordsOf(json.maxRateDescription)],
  }
}

function choiceOf(item: unknown): Choice {
  if (typeof item !== 'object' || item === null)
    return { value: item as Value, text: wordsOf(String(item)), quiet: QUIET.has(item as Value) }
  const { value, text: words } = item as { value: Value; text?: unknown }
  return { value, text: wordsOf(words ?? String(value)), quiet: QUIET.has(value) }
}

function ratingChoices(json: Json): Choice[] {
  if (Array.isArray(json.rateValues) && json.rateValues.length > 0) return json.rateValues.map(choiceOf)
  const [from, to, step] = [number(json.rateMin) ?? 1, number(json.rateMax) ?? 5, number(json.rateStep) ?? 1]
  const count = Math.max(0, Math.floor((to - from) / step + 1e-9) + 1)
  return Array.from({ length: Math.min(count, 100) }, (_, at) => choiceOf(from + at * step))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function whole(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
