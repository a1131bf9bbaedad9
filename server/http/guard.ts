// What stands before every route: request ids, the session, the cross-site guard, security headers.
import type { MiddlewareHandler } from 'hono'
import type { Context } from '../context.ts'
import { generalProblem } from '../problem/general.ts'
import type { AppEnv, SessionUser } from './route.ts'

/** Reads the session once for API calls; a route that needs no user costs no lookup elsewhere. */
export function sessionGuard(context: Context): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.header('cookie')?.includes('minping')) {
      const session = await context.auth.api.getSession({ headers: c.req.raw.headers })
      if (session) c.set('user', toSessionUser(session.user as unknown as Record<string, unknown>))
    }
    await next()
  }
}

function toSessionUser(user: Record<string, unknown>): SessionUser {
  return {
    id: String(user.id),
    name: String(user.name),
    username: typeof user.username === 'string' ? user.username : '',
    role: typeof user.role === 'string' ? user.role : '',
    mustChangePassword: Boolean(user.mustChangePassword),
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site started. Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`);
 * a request with a session cookie and neither header is not from a browser's page of ours, so it is refused too.
 */
export function crossSiteGuard(context: Context): MiddlewareHandler<AppEnv> {
  const own = new URL(context.config.baseUrl).host
  return async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const sameOrigin = origin !== undefined && isOwn(origin, own, c.req.header('host'))
      const allowed = site
        ? site === 'same-origin' || (site === 'none' && sameOrigin)
        : origin
          ? sameOrigin
          : !c.req.header('cookie')
      if (!allowed || (origin !== undefined && !sameOrigin)) throw generalProblem.crossSite()
    }
    await next()
  }
}

function isOwn(origin: string, own: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const asked = new URL(origin).host
  return asked === own || asked === host
}

/** Strict headers; SurveyJS sets style attributes, hence 'unsafe-inline' for styles only. */
export function securityHeaders(): MiddlewareHandler {
  const csp = (scripts: string): string =>
    `default-src 'self'; script-src ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'`
  const [strict, computing] = [csp("'self'"), csp("'self' 'wasm-unsafe-eval'")]
  return async (c, next) => {
    await next()
    // Set on the answer itself: `c.header` would make a new answer for each.
    const { headers } = c.res
    // The inspector's page computes tickets in WebAssembly, which it assembles itself; its worker answers to this header too.
    // The public pages of the window bring a stricter policy of their own, with the hashes of what they inline.
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', /^\/verify(?:\/|$)/.test(c.req.path) ? computing : strict)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'no-referrer')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
    if (c.req.path.startsWith('/api/') && !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  }
}
