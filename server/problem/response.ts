// Problems of answering, for the phone page; none of them says whose link it is.
import { type FieldError, Problem, type Words } from './problem.ts'
import { respondWords as w } from '../words/response.ts'

const plain = (slug: string, status: 404 | 409 | 410 | 429, title: Words, detail: Words, extra = {}) =>
  new Problem(slug, { status, title, detail, extra })

export const responseProblem = {
  unknownLink: () => plain('response-link-unknown', 404, w.unknownTitle, w.unknownText),
  expired: () => plain('response-link-expired', 410, w.expiredTitle, w.expiredText),
  closed: () => plain('response-closed', 410, w.closedTitle, w.closedText),
  early: () => plain('response-early', 409, w.earlyTitle, w.earlyText),
  answered: () => plain('response-answered', 409, w.answeredTitle, w.answeredText),
  busy: (retryAfter: number) => plain('response-busy', 429, w.busyTitle, w.busyText, { retryAfter }),
  /** Another device saved a newer draft; it comes along, and wins. */
  draftOutdated: (draft: { version: number; answers: unknown }) =>
    new Problem('response-draft-outdated', {
      status: 409,
      title: ['另一台设备上有更新的答案', 'Another device has newer answers'],
      detail: [
        '已载入较新的答案，您刚才的改动会合并进去。',
        'The newer answers were loaded; your last changes are merged in.',
      ],
      extra: { draft },
    }),
  /** Answers that do not fit the questionnaire; each is named. Nothing was stored. */
  answersRefused: (errors: readonly FieldError[]) =>
    new Problem('response-answers-refused', {
      status: 422,
      title: ['答案不符合问卷', 'The answers do not fit'],
      detail: w.submitRefused,
      errors,
    }),
}
