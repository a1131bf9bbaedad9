// What is wrong with a scheme or a response file: code, place, value, and the sentence in Chinese and English.
import { fillWords } from './problem.ts'
import { scoreProblemWords, schemeExpectedWords } from './score-words.ts'

export type ScoreProblemCode = keyof typeof scoreProblemWords
export type SchemeExpected = keyof typeof schemeExpectedWords

/** `line` counts rows of the file as a spreadsheet shows them, the header being one; `pointer` is a JSON pointer into the scheme. */
export interface ScoreProblem {
  readonly code: ScoreProblemCode
  readonly line?: number
  readonly column?: string
  readonly value?: string
  readonly pointer?: string
  readonly zh: string
  readonly en: string
}

/**
 * Build a problem from its code and details.
 *
 * @internal
 * @example scoreProblem('respondent_empty', { line: 3, column: 'id' }).en // => 'Line 3, column "id": no respondent id.'
 */
export function scoreProblem(
  code: ScoreProblemCode,
  details: Readonly<Record<string, string | number>> = {},
): ScoreProblem {
  const [zh, en] = scoreProblemWords[code]
  const { line, column, value, pointer } = details
  return {
    code,
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'string' ? { column } : {}),
    ...(value === undefined ? {} : { value: String(value) }),
    ...(typeof pointer === 'string' ? { pointer } : {}),
    zh: fillWords(zh, details),
    en: fillWords(en, details),
  }
}

/** Details saying what the scheme should have held at a place. @internal */
export const schemeExpecting = (kind: SchemeExpected): { expected: string; expected_zh: string } => ({
  expected: schemeExpectedWords[kind][1],
  expected_zh: schemeExpectedWords[kind][0],
})
