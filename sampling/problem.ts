// Problems the library names, each with a code, where it is, and its sentence in Chinese and English.
import { expectedWords, fileWords, problemWords } from './words.ts'

export type ProblemCode = keyof typeof problemWords
export type ExpectedKind = keyof typeof expectedWords

/** One thing that is wrong with a file. `line` counts from 1, the header included; `pointer` is a JSON pointer. */
export interface Problem {
  readonly code: ProblemCode
  readonly line?: number
  readonly pointer?: string
  readonly details: Readonly<Record<string, string | number>>
  readonly zh: string
  readonly en: string
}

/**
 * Build a problem from its code and details.
 *
 * @internal
 * @example problem('empty_id', { line: 7 }).en // => 'Line 7: element_id is empty.'
 */
export function problem(code: ProblemCode, details: Readonly<Record<string, string | number>> = {}): Problem {
  const [zh, en] = problemWords[code]
  const [file] = fileWords[String(details['file'])] ?? []
  return {
    code,
    ...(typeof details['line'] === 'number' ? { line: details['line'] } : {}),
    ...(typeof details['pointer'] === 'string' ? { pointer: details['pointer'] } : {}),
    details,
    zh: fillWords(zh, file === undefined ? details : { ...details, file }),
    en: fillWords(en, details),
  }
}

/** Details that say what a value should have been, in both languages. @internal */
export const expecting = (kind: ExpectedKind): { expected: string; expected_zh: string } => ({
  expected: expectedWords[kind][1],
  expected_zh: expectedWords[kind][0],
})

/**
 * Fill `{name}` places of a sentence.
 *
 * @internal
 * @example fillWords('line {line}', { line: 3 }) // => 'line 3'
 */
export const fillWords = (words: string, details: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place))

/**
 * Input that cannot be used; `problems` lists everything found, the message is the first of them.
 *
 * @param problems each with a code, its place where there is one, and a sentence in Chinese (`zh`) and English (`en`)
 * @example new InputError([problem('empty_id', { line: 7 })]).message // => 'Line 7: element_id is empty.'
 */
export class InputError extends RangeError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    super(`${problems[0]?.en ?? 'Input cannot be used'}${more}`)
    this.name = 'InputError'
    this.problems = problems
  }
}

/** Throw an InputError when there is any problem. @internal */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems)
}

/** A value shortened for a message, quotes and all. @internal */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
