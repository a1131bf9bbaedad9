// Liveness, readiness and metrics.
import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Context } from '../context.ts'

const registry = new Registry()
const duration = new Histogram({
  name: 'minping_http_seconds',
  help: 'Time to answer, by method and status class',
  labelNames: ['method', 'status'],
  registers: [registry],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
})
let collecting = false

export function measureRequests(): MiddlewareHandler {
  return async (c, next) => {
    const stop = duration.startTimer({ method: c.req.method })
    await next()
    stop({ status: `${Math.floor(c.res.status / 100)}xx` })
  }
}

export function healthRoutes(context: Context) {
  if (!collecting) collectDefaultMetrics({ register: registry })
  collecting = true
  return new Hono()
    .get('/healthz', c => c.json({ status: 'ok' }))
    .get('/readyz', async c => {
      try {
        await sql`select 1`.execute(context.db)
        return c.json({ status: 'ready', engine: context.engine })
      } catch {
        return c.json({ status: 'database unreachable', engine: context.engine }, 503)
      }
    })
    .get('/metrics', async c => c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType }))
}
