// JSON bodies end somewhere; uploads of files name their own, larger limit.
import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'
import { generalProblem } from '../problem/general.ts'

/** @param limit bytes; a longer JSON body is refused with Problem 413 */
export function jsonLimit(limit: number): MiddlewareHandler {
  const onError = (): never => {
    throw generalProblem.tooLarge(limit)
  }
  const counted = bodyLimit({ maxSize: limit, onError })
  return async (c, next) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return await next()
    // A body of known length need not be counted; counting reads it through a stream, which costs more than all the rest.
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return await counted(c, next)
    if (Number(length) > limit) onError()
    return await next()
  }
}
