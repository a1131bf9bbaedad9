// How words are kept: Chinese first, English second, in one file a concept in this folder.
import { type Language, say, type Words } from '../problem/problem.ts'

export type { Language, Words }

/** Picks a language for a whole page: `const t = speaker('zh'); t(unitWords.title)`. Numbers and names go in by `{0}`, `{1}` …
 * @example
 * speaker('en')(['共 {0} 个', '{0} in all'], 3) // => '3 in all'
 */
export function speaker(language: Language) {
  return (words: Words, ...values: readonly (string | number)[]): string =>
    say(words, language).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''))
}

export type Speak = ReturnType<typeof speaker>
