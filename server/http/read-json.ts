// The JSON body of a route that answers with a file or a stream: same limits and problems as everywhere else.
import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'
import { generalProblem } from '../problem/general.ts'

/** @throws Problem 415, 400, 413 or 422 */
export async function readJson<S extends z.ZodType>(
  c: HonoContext,
  schema: S,
  limitBytes = 65_536,
): Promise<z.infer<S>> {
  if (!c.req.header('content-type')?.startsWith('application/json')) throw generalProblem.unsupportedMediaType()
  const text = await c.req.text()
  if (Buffer.byteLength(text) > limitBytes) throw generalProblem.tooLarge(limitBytes)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw generalProblem.malformed()
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw generalProblem.invalidInput(
    parsed.error.issues.map(issue => ({
      pointer: `/${issue.path.join('/')}`,
      detail: [issue.message, issue.message] as const,
    })),
  )
}
