// One answer to one question: does it fit, and what is kept of it.
import type { Words } from '../problem/problem.ts'
import { DEFAULT_LENGTH, type Question, type Value } from './tree.ts'

export type Answer = string | number | boolean | readonly Value[]
/** Kept value (null: nothing was answered), or what is wrong. */
export type Reading = { readonly value: Answer | null; readonly refused?: undefined } | { readonly refused: Words }

const NOTHING: Reading = { value: null }
const NOT_LISTED: Words = ['不在选项之内', 'This is not one of the choices']
const WRONG_FORM: Words = ['答案的类型不对', 'The answer has the wrong type']

/** The values a choice question takes, built once a question. */
export function listedValues(question: Question): ReadonlySet<Value> {
  const values = question.choices.map(choice => choice.value)
  return new Set([...values, ...(question.other ? ['other'] : []), ...(question.none ? ['none'] : [])])
}

/** Reads the raw answer to one visible question. Whether it had to be answered is the caller's matter. */
export function readAnswer(question: Question, listed: ReadonlySet<Value>, raw: unknown): Reading {
  if (raw === undefined || raw === null || raw === '') return NOTHING
  switch (question.type) {
    case 'radiogroup':
    case 'rating':
      if (typeof raw !== 'string' && typeof raw !== 'number') return { refused: WRONG_FORM }
      return listed.has(raw) ? { value: raw } : { refused: NOT_LISTED }
    case 'checkbox':
      return readMany(question, listed, raw)
    case 'boolean':
      return typeof raw === 'boolean' ? { value: raw } : { refused: WRONG_FORM }
    case 'text':
      return question.numeric ? readNumber(question, raw) : readText(raw, question.maxLength)
    case 'comment':
      return readText(raw, question.maxLength)
    default:
      return { refused: ['这里不需要作答', 'There is nothing to answer here'] }
  }
}

function readMany(question: Question, listed: ReadonlySet<Value>, raw: unknown): Reading {
  if (!Array.isArray(raw) || raw.length > listed.size) return { refused: WRONG_FORM }
  if (raw.length === 0) return NOTHING
  const chosen = new Set<Value>()
  for (const value of raw as Value[]) {
    if (!listed.has(value)) return { refused: NOT_LISTED }
    chosen.add(value)
  }
  if (question.none && chosen.has('none') && chosen.size > 1)
    return { refused: ['选了“都没有”就不能再选其他项', 'This choice excludes the others'] }
  const { minSelected, maxSelected } = question
  if (minSelected && chosen.size < minSelected)
    return { refused: [`至少选 ${minSelected} 项`, `Choose at least ${minSelected}`] }
  if (maxSelected && chosen.size > maxSelected)
    return { refused: [`最多选 ${maxSelected} 项`, `Choose at most ${maxSelected}`] }
  return { value: [...chosen] }
}

function readNumber(question: Question, raw: unknown): Reading {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return { refused: WRONG_FORM }
  const { min, max } = question
  if ((min !== null && raw < min) || (max !== null && raw > max)) {
    return {
      refused: [`应在 ${min ?? '…'} 到 ${max ?? '…'} 之间`, `This must lie between ${min ?? '…'} and ${max ?? '…'}`],
    }
  }
  return { value: raw }
}

/** Free text: line ends unified, control characters taken out, trimmed; too long is refused, never cut. */
export function readText(raw: unknown, maxLength: number = DEFAULT_LENGTH.other): Reading {
  if (typeof raw !== 'string') return { refused: WRONG_FORM }
  const clean = raw
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .trim()
  if (clean === '') return NOTHING
  if (clean.length > maxLength)
    return {
      refused: [
        `最多 ${maxLength} 个字，现有 ${clean.length} 个`,
        `At most ${maxLength} characters; this has ${clean.length}`,
      ],
    }
  return { value: clean }
}
