// What a paired tablet learns while it stands there: which visit was offered, and that it was revoked.
import type { Context as HonoContext } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Context } from '../context.ts'
import { currentVisit, findVisit } from '../visit/visit.store.ts'
import { deviceOf } from '../window/device.ts'
import type { PointInfo } from '../window/point-cache.ts'
import { markVisit } from './page-form.ts'

/** Also how often another process's news is noticed at the latest. */
const BEAT_MS = 15_000

export interface TabletState {
  readonly paired: boolean
  /** A fresh id for the next rating, with the visit bound to it. */
  readonly clientId: string
  readonly mark: string
  readonly caseNo: string | null
}

export async function tabletState(context: Context, point: PointInfo): Promise<TabletState & { visitId: string }> {
  const clientId = context.newId()
  const current = await currentVisit(context.db, point.id, context.now())
  const visit = current && (await findVisit(context.db, current.id))
  const mark = visit ? markVisit(context, visit.id, clientId) : ''
  return { paired: true, clientId, mark, caseNo: visit?.caseNo ?? null, visitId: visit?.id ?? '' }
}

export async function isPairedWith(context: Context, c: HonoContext, point: PointInfo): Promise<boolean> {
  return (await deviceOf(context, c))?.pointId === point.id
}

/** `state` whenever something changed, a comment in between so that nobody closes the line; `revoked` is the last word. */
export function tabletEvents(context: Context, c: HonoContext, point: PointInfo) {
  return streamSSE(c, async stream => {
    let wake = () => {}
    let fresh = true
    const off = context.live.on(event => {
      if (event.pointId !== point.id) return
      fresh = true
      wake()
    })
    stream.onAbort(() => {
      off()
      wake()
    })
    let sent: string | undefined
    while (!stream.aborted && !stream.closed) {
      fresh = false
      if (!(await isPairedWith(context, c, point))) {
        await stream.writeSSE({ event: 'revoked', data: '{}' })
        break
      }
      const { visitId, ...state } = await tabletState(context, point)
      if (visitId !== sent) await stream.writeSSE({ event: 'state', data: JSON.stringify(state) })
      else await stream.write(': still here\n\n')
      sent = visitId
      if (!fresh) await nextNews(done => (wake = done))
    }
    off()
  })
}

async function nextNews(wakeBy: (done: () => void) => void): Promise<void> {
  await new Promise<void>(done => {
    const timer = setTimeout(done, BEAT_MS)
    timer.unref()
    wakeBy(() => {
      clearTimeout(timer)
      done()
    })
  })
}
