// How every API route is declared: path, words, permission, shapes. One declaration gives validation, OpenAPI and typed clients.
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { can } from '../account/permission.ts'
import { generalProblem } from '../problem/general.ts'
import type { Words } from '../problem/problem.ts'

/** The signed-in office user, as every handler sees it in `c.get('user')`. */
export interface SessionUser {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly role: string
  readonly mustChangePassword: boolean
}

export interface AppEnv {
  Variables: { user: SessionUser; requestId: string }
}

export interface Operation<
  M extends 'get' | 'post' | 'put' | 'patch' | 'delete',
  P extends string,
  R,
  S extends z.ZodType,
> {
  readonly method: M
  readonly path: P
  /** The concept's English name: the tag in the API description. */
  readonly tag: string
  readonly summary: Words
  /** `concept.verb`, or null for what anyone may call. */
  readonly permission: string | null
  /** `{ params, query, body: json(schema) }` as zod-openapi takes them. */
  readonly request?: R
  readonly response: S
}

/** Declares an operation that answers 200 with JSON, or a problem. */
export function operation<
  M extends 'get' | 'post' | 'put' | 'patch' | 'delete',
  P extends string,
  R extends NonNullable<RouteConfig['request']>,
  S extends z.ZodType,
>(spec: Operation<M, P, R, S>) {
  return createRoute({
    method: spec.method,
    path: spec.path,
    tags: [spec.tag],
    summary: `${spec.summary[0]} · ${spec.summary[1]}`,
    ...(spec.permission ? { description: `permission: ${spec.permission}` } : {}),
    middleware: spec.permission ? [requirePermission(spec.permission)] : [],
    request: (spec.request ?? {}) as R,
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: spec.response } } },
      default: PROBLEM_RESPONSE,
    },
  })
}

const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem')

export const PROBLEM_RESPONSE = {
  description: 'RFC 9457 problem',
  content: { 'application/problem+json': { schema: ProblemBody } },
}

/** A JSON body of this shape; without the header it is refused, which also keeps cross-site forms out. */
export function json<S extends z.ZodType>(schema: S) {
  return { required: true as const, content: { 'application/json': { schema } } }
}

/** A path parameter object with one id. */
export const idParams = z.object({ id: z.string().min(1).max(64) })
export const campaignParams = z.object({ campaignId: z.string().min(1).max(64) })

export function requirePermission(permission: string): MiddlewareHandler {
  return async (c, next) => {
    const user = c.get('user') as SessionUser | undefined
    if (!user) throw generalProblem.signInRequired()
    if (user.mustChangePassword) throw generalProblem.passwordChangeRequired()
    if (!can(user.role, permission)) throw generalProblem.forbidden(permission)
    await next()
  }
}

/** A router whose failed validations become one 422 problem with a pointer for each field. */
export function router() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: result => {
      if (result.success) return
      throw generalProblem.invalidInput(
        result.error.issues.map(issue => ({
          pointer: `/${issue.path.join('/')}`,
          detail: [zhMessage(issue), issue.message] as const,
        })),
      )
    },
  })
}

const zh = z.locales.zhCN().localeError

function zhMessage(issue: { readonly message: string }): string {
  const said = zh(issue as never)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

export { z }
