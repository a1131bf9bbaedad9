// Slows down guessing of links.
import { unknownLimiter, type UnknownLimiter } from '../http/limiter.ts'
import { responseProblem } from '../problem/response.ts'

export function unknownLinkLimiter(now: () => Date): UnknownLimiter {
  return unknownLimiter({ now, unknown: ['response-link-unknown'], busy: responseProblem.busy })
}
