// Problems of rating; none of them says who rated.
import { type FieldError, Problem, type Words } from './problem.ts'
import { ratingSentences, ratingWords as w } from '../words/rating.ts'

type Status = 403 | 404 | 409 | 410 | 422 | 429 | 503

const plain = (slug: string, status: Status, title: Words, detail: Words, extra = {}): Problem =>
  new Problem(slug, { status, title, detail, extra })

/** Slugs of codes that name nothing: what the limiter counts. */
export const UNKNOWN_CODES = ['rating-window-unknown', 'rating-visit-unknown', 'rating-receipt-unknown'] as const

export const ratingProblem = {
  /** No level was chosen; none is ever assumed. */
  levelRequired: () =>
    new Problem('rating-level-required', {
      status: 422,
      title: w.levelTitle,
      detail: w.levelText,
      errors: [{ pointer: '/level', detail: w.levelTitle }],
    }),
  /** What was sent does not fit; each part is named. Nothing was stored. */
  refused: (errors: readonly FieldError[]) =>
    new Problem('rating-refused', { status: 422, title: w.refusedTitle, detail: w.refusedText, errors }),
  visitRated: () => plain('rating-visit-rated', 409, w.ratedTitle, w.ratedText),
  clientUsed: () => plain('rating-client-used', 409, w.clientTitle, w.clientText),
  /** The queue is full: the client keeps the rating and tries again. */
  busy: (retryAfter: number) => plain('rating-busy', 503, w.busyTitle, w.busyText, { retryAfter }),
  /** The database cannot be written: the client keeps the rating and tries again. */
  notStored: (retryAfter: number) => plain('rating-not-stored', 503, w.notStoredTitle, w.notStoredText, { retryAfter }),
  unknownWindow: () => plain('rating-window-unknown', 404, w.windowTitle, w.windowText),
  unknownVisit: () => plain('rating-visit-unknown', 404, w.visitTitle, w.visitText),
  unknownReceipt: () => plain('rating-receipt-unknown', 404, w.receiptTitle, w.receiptText),
  placeRequired: () =>
    new Problem('rating-place-required', {
      status: 422,
      title: w.refusedTitle,
      detail: w.placeText,
      errors: [{ pointer: '/window', detail: w.placeText }],
    }),
  tooManyUnknown: (retryAfter: number) => plain('rating-codes-limited', 429, w.triesTitle, w.triesText, { retryAfter }),
  deviceRevoked: () => plain('rating-device-revoked', 403, w.revokedTitle, w.revokedText),
  supplementLate: (days: number) => plain('rating-supplement-late', 410, w.lateTitle, ratingSentences.late(days)),
  supplementsFull: () => plain('rating-supplements-full', 409, w.supplementsTitle, w.supplementsText),
  supplementEmpty: () => plain('rating-supplement-empty', 422, w.emptyTitle, w.emptyText),
  noContact: () => plain('rating-contact-none', 404, w.contactTitle, w.contactText),
}
