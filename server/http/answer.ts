// Turns whatever a route throws into one problem answer, and gives every request a number to quote.
import { randomUUID } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '../context.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf, Problem, problemBody } from '../problem/problem.ts'
import { kindPage } from './kind-page.ts'
import type { AppEnv } from './route.ts'

export function answerProblems(app: OpenAPIHono<AppEnv>, context: Context): void {
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
  })
  app.notFound(c => answer(c, generalProblem.notFound(['页面', 'page'])))
  app.onError((error, c) => {
    const problem = toProblem(error)
    if (problem.options.status >= 500)
      context.log.error(
        { requestId: c.get('requestId'), path: c.req.path.replace(/\/s\/[^/]+/, '/s/…'), err: error },
        'request failed',
      )
    return answer(c, problem)
  })
}

function toProblem(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 400) return generalProblem.malformed()
    if (error.status === 415) return generalProblem.unsupportedMediaType()
    if (error.status === 413) return generalProblem.tooLarge(0)
    if (error.status === 404) return generalProblem.notFound()
  }
  // The library checks its arguments with RangeError: the input was wrong, not the house.
  if (error instanceof RangeError)
    return generalProblem.invalidInput([{ pointer: '/', detail: [error.message, error.message] }])
  return generalProblem.unexpected()
}

/** People at an address get a kind page, programs get problem+json. */
function answer(c: HonoContext<AppEnv>, problem: Problem): Response | Promise<Response> {
  const language = languageOf(c)
  const { status } = problem.options
  const retryAfter = problem.options.extra?.retryAfter
  const headers: Record<string, string> = typeof retryAfter === 'number' ? { 'Retry-After': String(retryAfter) } : {}
  if (!c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html')) {
    return c.html(kindPage(problem, language), status, headers)
  }
  return c.body(JSON.stringify(problemBody(problem, language, c.get('requestId'))), status, {
    ...headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
  })
}
