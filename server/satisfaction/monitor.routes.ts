// The live page's data: one picture as JSON, and a stream of whole pictures (server-sent events) while the page is open.
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { can } from '../account/permission.ts'
import type { Context } from '../context.ts'
import { operation, requirePermission, router, type SessionUser, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { satisfactionProblem } from '../problem/satisfaction.ts'
import { inScope, requireInScope, type Scope, scopeOf } from '../window/scope.ts'
import { findCenter, findPoint, listCenters, listMatters, listPoints } from '../window/window.store.ts'
import { hubOf } from './hub.ts'
import { takeSnapshot, type Snapshot } from './monitor.ts'
import type { MonitorPlace } from './monitor.store.ts'

/** Live pages one account may have open in one process. */
export const MOST_STREAMS = 8
const HEARTBEAT_MS = 15_000
/** How soon a browser comes back after a break. */
const RETRY_MS = 1_000

const Asking = z.object({ center: z.string().max(64).optional(), point: z.string().max(64).optional() })

const Named = z.object({ id: z.string(), code: z.string(), name: z.string() })

const showMonitor = operation({
  method: 'get',
  path: '/monitor',
  tag: 'satisfaction',
  summary: ['实时监测', 'Live monitor'],
  permission: 'satisfaction.read',
  request: { query: Asking },
  response: z.custom<Snapshot>().openapi('MonitorSnapshot', { type: 'object' }),
})

const listMonitorPlaces = operation({
  method: 'get',
  path: '/monitor/places',
  tag: 'satisfaction',
  summary: ['可看的中心、窗口和事项', 'Centres, windows and matters within reach'],
  permission: 'satisfaction.read',
  response: z.object({
    centers: z.array(Named),
    windows: z.array(Named.extend({ centerId: z.string() })),
    matters: z.array(Named),
  }),
})

export function monitorRoutes(context: Context) {
  const open = new Map<string, number>()
  const count = (userId: string, step: 1 | -1) => {
    const now = (open.get(userId) ?? 0) + step
    if (now > 0) open.set(userId, now)
    else open.delete(userId)
  }
  return router()
    .openapi(listMonitorPlaces, async c => {
      const scope = await scopeOf(context.db, c.get('user'))
      const centers = await listCenters(context.db, scope)
      const windows = await listPoints(context.db, scope)
      const matters = await listMatters(context.db)
      return c.json(
        {
          centers: centers.map(({ id, code, name }) => ({ id, code, name })),
          windows: windows.map(({ id, code, name, centerId }) => ({ id, code, name, centerId })),
          matters: matters.map(({ id, code, name }) => ({ id, code, name })),
        },
        200,
      )
    })
    .openapi(showMonitor, async c => {
      const place = await placeOf(context, c.get('user'), c.req.valid('query'))
      return c.json(await takeSnapshot(context, place), 200)
    })
    .get('/monitor/stream', requirePermission('satisfaction.read'), async c => {
      const user = c.get('user')
      const place = await placeOf(context, user, Asking.parse(c.req.query()))
      if ((open.get(user.id) ?? 0) >= MOST_STREAMS) throw satisfactionProblem.tooManyStreams(MOST_STREAMS)
      count(user.id, 1)
      c.header('X-Accel-Buffering', 'no')
      const allowed = () => stillAllowed(context, c.req.raw.headers, place)
      return streamSSE(c, stream => follow(context, stream, place, allowed).finally(() => count(user.id, -1)))
    })
}

export type MonitorRoutes = ReturnType<typeof monitorRoutes>

/**
 * Sends whole pictures until the reader goes or may no longer look. A reader that reads slowly gets the newest and misses those
 * in between; after a reconnect the first picture is the present one, whatever `Last-Event-ID` says.
 */
async function follow(
  context: Context,
  stream: SSEStreamingApi,
  place: MonitorPlace,
  allowed: () => Promise<boolean>,
): Promise<void> {
  await new Promise<void>(done => {
    let waiting: Snapshot | undefined
    let writing = false
    const write = async () => {
      if (writing) return
      writing = true
      while (waiting && !stream.aborted) {
        const snapshot = waiting
        waiting = undefined
        await stream.writeSSE({
          event: 'snapshot',
          id: snapshot.version,
          retry: RETRY_MS,
          data: JSON.stringify(snapshot),
        })
      }
      writing = false
    }
    const stop = hubOf(context).watch(place, snapshot => {
      waiting = snapshot
      void write()
    })
    const end = () => {
      clearInterval(beat)
      stop()
      done()
    }
    const beat = setInterval(() => {
      allowed().then(
        still => (still ? void stream.write(': open\n\n') : end()),
        () => end(),
      )
    }, HEARTBEAT_MS)
    stream.onAbort(end)
    if (stream.aborted) end()
  })
}

/** The session stands and the place is still the person's. */
async function stillAllowed(context: Context, headers: Headers, place: MonitorPlace): Promise<boolean> {
  const session = await context.auth.api.getSession({ headers })
  if (!session) return false
  const user = session.user as unknown as SessionUser
  if (!can(user.role, 'satisfaction.read')) return false
  const scope = await scopeOf(context.db, user)
  const points = place.pointIds ?? [null]
  return scope.pointIds !== null && place.pointIds === null
    ? false
    : points.every(pointId => inReach(scope, place.centerId, pointId))
}

const inReach = (scope: Scope, centerId: string, pointId: string | null): boolean =>
  inScope(pointId === null ? { ...scope, pointIds: null } : scope, { centerId, pointId })

/** The centre asked for, else that of the window asked for, else the first within reach. */
async function placeOf(context: Context, user: SessionUser, asked: z.infer<typeof Asking>): Promise<MonitorPlace> {
  const scope = await scopeOf(context.db, user)
  const point = asked.point ? await findPoint(context.db, asked.point) : undefined
  if (asked.point) requireInScope(scope, point && { centerId: point.centerId, pointId: point.id })
  const centerId = asked.center || point?.centerId || (await listCenters(context.db, scope))[0]?.id
  if (!centerId) throw satisfactionProblem.noCenter()
  const center = await findCenter(context.db, centerId)
  requireInScope({ ...scope, pointIds: null }, center && { centerId: center.id })
  if (point && point.centerId !== centerId) throw generalProblem.notFound(['窗口', 'window'])
  return { centerId, pointIds: point ? [point.id] : scope.pointIds }
}
