// What a person filled in on a rating page. Nothing is thrown away: a fault gives back all that was typed.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'
import { LEVELS, type Level } from './level.ts'
import type { RatingInput } from './rating.ts'

/** What comes back into the form is cut here: no honest text is longer. */
const KEPT_MOST = 20_000
const LINE_MOST = 200
const TAGS_MOST = 40

export interface Draft {
  readonly level: Level | null
  readonly tags: readonly string[]
  readonly words: string
  readonly name: string
  readonly mobile: string
  /** Made with the form, so that the same form sent twice is one rating. */
  readonly clientId: string
  /** `id.mark` of the visit the page showed, or ''. */
  readonly visit: string
}

export function emptyDraft(clientId: string, level: Level | null = null): Draft {
  return { level, tags: [], words: '', name: '', mobile: '', clientId, visit: '' }
}

export function readLevel(text: string | null | undefined): Level | null {
  return LEVELS.find(level => level === text) ?? null
}

/** @param newId makes the id where the form brought none that could be ours */
export function readDraft(fields: URLSearchParams, newId: () => string): Draft {
  const text = (name: string, most: number) => (fields.get(name) ?? '').slice(0, most)
  return {
    level: readLevel(fields.get('level')),
    tags: [...new Set(fields.getAll('tag'))].slice(0, TAGS_MOST),
    words: text('words', KEPT_MOST),
    name: text('contact-name', LINE_MOST),
    mobile: text('contact-mobile', LINE_MOST),
    clientId: /^[\w-]{16,64}$/.exec(fields.get('client-id') ?? '')?.[0] ?? newId(),
    visit: text('visit', LINE_MOST),
  }
}

/** The rating as it goes to be accepted, which checks it. */
export function inputOf(draft: Draft, seen: Pick<RatingInput, 'device' | 'network'>): RatingInput {
  const { clientId, level, tags, words, name, mobile } = draft
  const contact = name.trim() || mobile.trim() ? { name, mobile } : null
  return { clientId, level: level ?? '', tags, words, contact, madeAt: null, ...seen }
}

/** Binds a visit to the one form that showed it, so that nobody can rate a visit by its id alone. */
export function markVisit(context: Pick<Context, 'key'>, visitId: string, clientId: string): string {
  return `${visitId}.${signature(context, visitId, clientId)}`
}

/** @returns the visit's id, or null when the form named none, or was not ours */
export function readVisitMark(context: Pick<Context, 'key'>, draft: Pick<Draft, 'visit' | 'clientId'>): string | null {
  const [visitId = '', mark = ''] = draft.visit.split('.')
  const [given, right] = [Buffer.from(mark), Buffer.from(signature(context, visitId, draft.clientId))]
  return given.length === right.length && timingSafeEqual(given, right) ? visitId : null
}

function signature(context: Pick<Context, 'key'>, visitId: string, clientId: string): string {
  return createHmac('sha256', context.key('rating-visit')).update(`${visitId} ${clientId}`).digest('base64url')
}
