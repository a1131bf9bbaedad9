// How a case is put into words: time left, hour, place. Pure; the pages use it too.
import { levelWords, type Level } from '../rating/level.ts'
import { findTag } from '../rating/tag.ts'
import { dueWords, rectificationStateWords, rectificationWords as w } from '../words/rectification.ts'
import type { Speak } from '../words/words.ts'
import type { Due } from './due.ts'
import type { State } from './rectification.ts'

/** `还有 2 个工作日`, `已超期 1 天`.
 * @example
 * sayLeft(speaker('zh'), { what: 'close', at: '', left: -1, overdue: true }) // => '已超期 1 天'
 */
export function sayLeft(t: Speak, { what, left, overdue }: Due): string {
  if (what === 'wait' && left < 0) return t(dueWords.waitOver)
  if (overdue) return left === -1 ? t(dueWords.lateOne) : t(dueWords.late, -left)
  if (left === 0) return t(dueWords.today)
  return left === 1 ? t(dueWords.leftOne) : t(dueWords.left, left)
}

/** `2026-11-25 09 时` */
export function sayHour(t: Speak, hour: string): string {
  const [day = '', clock = ''] = hour.split('T')
  return `${day} ${t(w.hour, clock)}`
}

/** The level's words, or what another system called it. */
export function sayLevel(t: Speak, level: string): string {
  const words = levelWords[level as Level]
  return words ? t(words) : level
}

/** The tag's words, or its bare code where nobody knows it. */
export function sayTag(t: Speak, code: string): string {
  const tag = findTag(code)
  return tag ? t(tag.words) : code
}

/** What the rater said in the end; silence is its own outcome. */
export function sayOutcome(
  t: Speak,
  { state, satisfied }: { readonly state: State; readonly satisfied: boolean | null },
): string {
  if (state === 'dismissed') return t(rectificationStateWords.dismissed)
  if (satisfied !== null) return t(satisfied ? w.satisfied : w.dissatisfied)
  return state === 'closed' ? t(w.unreachable) : ''
}
