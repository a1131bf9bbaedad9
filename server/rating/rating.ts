// What a rating may hold: a level that was chosen, tags of that level, plain words, a contact or none. Pure.
import { normaliseMobile, normaliseName } from '../roster/normalise.ts'
import type { FieldError } from '../problem/problem.ts'
import { ratingProblem } from '../problem/rating.ts'
import { ratingSentences, ratingWords as w } from '../words/rating.ts'
import { type Level, LEVELS } from './level.ts'
import { findTag } from './tag.ts'

/** In characters as people count them (code points). */
export const WORDS_LIMIT = 500
export const NAME_LIMIT = 30
/** Ratings of a tablet that was offline keep their time this long. */
export const OFFLINE_MS = 7 * 86_400_000
export const MOST_SUPPLEMENTS = 3

export interface RatingContact {
  /** May be empty. */
  readonly name: string
  /** 11 digits. */
  readonly mobile: string
}

/** What a person gave, as it came. */
export interface RatingInput {
  /** Made by the client once: 8 to 64 letters, digits, `_`, `-`. The same one again is the same rating. */
  readonly clientId: string
  readonly level: string
  readonly tags: readonly string[]
  readonly words: string
  readonly contact: { readonly name: string; readonly mobile: string } | null
  /** ISO time of the tap; null: now. */
  readonly madeAt: string | null
  /** What the browser calls itself, for the forgery check; null where it is not known. */
  readonly device: string | null
  /** Network address, for the forgery check. */
  readonly network: string | null
}

export interface CheckedRating {
  readonly level: Level
  readonly tags: readonly string[]
  readonly words: string
  readonly contact: RatingContact | null
  readonly madeAt: Date
}

export interface CheckOptions {
  readonly now: Date
  /** Codes nobody knows are kept, and a time of long ago is kept: rows of other systems. */
  readonly imported: boolean
}

/**
 * @throws Problem `rating-level-required`, or `rating-refused` with a pointer for each part that does not fit
 * @example
 * checkRating({ ...input, level: 'satisfied', tags: ['413'] }, { now, imported: false }).tags // => ['413']
 */
export function checkRating(input: RatingInput, options: CheckOptions): CheckedRating {
  if (input.level === '') throw ratingProblem.levelRequired()
  const errors: FieldError[] = []
  const refuse = (pointer: string, detail: FieldError['detail']): void => void errors.push({ pointer, detail })
  const level = LEVELS.find(known => known === input.level)
  if (!level) refuse('/level', w.levelUnknown)
  if (!/^[\w-]{8,64}$/.test(input.clientId)) refuse('/clientId', w.clientInvalid)
  if (level) checkTags(input.tags, level, options.imported, refuse)
  const words = plainText(input.words)
  const count = lengthOf(words)
  if (count > WORDS_LIMIT) refuse('/words', ratingSentences.words(WORDS_LIMIT, count))
  const contact = readContact(input.contact, refuse)
  const madeAt = timeOf(input.madeAt, options)
  if (!madeAt) refuse('/madeAt', w.madeAtInvalid)
  if (errors.length > 0 || !level || !madeAt) throw ratingProblem.refused(errors)
  return { level, tags: [...input.tags], words, contact, madeAt }
}

type Refuse = (pointer: string, detail: FieldError['detail']) => void

function checkTags(tags: readonly string[], level: Level, imported: boolean, refuse: Refuse): void {
  for (const [at, code] of tags.entries()) {
    const known = findTag(code)
    if (known ? known.level !== level : !imported)
      refuse(`/tags/${at}`, ratingSentences.tag(Array.from(code).slice(0, 20).join('')))
    else if (tags.indexOf(code) < at) refuse(`/tags/${at}`, w.tagRepeated)
  }
}

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g

/** Plain text: what HTML there is stays text; control characters and those that turn the reading direction go.
 * @example
 * plainText(' <b>好</b>\u0000 ') // => '<b>好</b>'
 */
export function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\t\r]/g, ' ')
    .replace(CONTROLS, '')
    .toWellFormed()
    .trim()
}

function lengthOf(text: string): number {
  if (text.length <= WORDS_LIMIT) return text.length
  return Array.from(text).length
}

function readContact(contact: RatingInput['contact'], refuse: Refuse): RatingContact | null {
  if (!contact) return null
  const name = normaliseName(plainText(contact.name).replaceAll('\n', ' '))
  if (name === '' && contact.mobile.trim() === '') return null
  if (Array.from(name).length > NAME_LIMIT) refuse('/contact/name', w.nameLong)
  const { mobile } = normaliseMobile(contact.mobile)
  if (mobile === null) refuse('/contact/mobile', w.mobileInvalid)
  return { name, mobile: mobile ?? '' }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** A clock that is wrong loses nobody's rating: a time ahead of ours, or older than a tablet keeps ratings, becomes now. */
function timeOf(madeAt: string | null, { now, imported }: CheckOptions): Date | undefined {
  if (madeAt === null) return now
  const at = TIME.test(madeAt) ? Date.parse(madeAt) : Number.NaN
  if (Number.isNaN(at)) return undefined
  const age = now.getTime() - at
  if (age < 0) return now
  return age > OFFLINE_MS && !imported ? now : new Date(at)
}
