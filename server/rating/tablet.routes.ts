// `/w/:windowCode/tablet`: the page on the counter, what it learns while it stands there, and the shell it keeps for a lost network.
import { type Context as HonoContext, Hono } from 'hono'
import type { Context } from '../context.ts'
import { addressOf } from '../http/limiter.ts'
import { Problem } from '../problem/problem.ts'
import { ratingProblem } from '../problem/rating.ts'
import { deviceOf, pairingOf } from '../window/device.ts'
import type { PointInfo } from '../window/point-cache.ts'
import { findPoint } from '../window/window.store.ts'
import { tabletWords as tw } from '../words/rate-page.ts'
import { html } from 'hono/html'
import { acceptingOf } from './accepting.ts'
import { type Draft, emptyDraft, inputOf, readDraft, readVisitMark } from './page-form.ts'
import { kindBody, publicPage, queryOf, readerOf, speak } from './public-page.ts'
import type { rateScripts } from './rate-script.ts'
import { codeLimiter, requirePoint, targetOfPoint } from './target.ts'
import { isPairedWith, tabletEvents, tabletState } from './tablet-events.ts'
import { IDLE_SECONDS, setStep, type Step, stepOf } from './tablet-step.ts'
import { TABLET_STYLE } from './tablet-style.ts'
import { pairingBody, tabletBody, tabletDone, type TabletView } from './tablet-view.ts'

/** Without script the page asks again: for pairing, for a visit that was offered. */
const [PAIRING_SECONDS, START_SECONDS] = [5, 15]

export function tabletRoutes(context: Context, script: ReturnType<typeof rateScripts>) {
  const limit = codeLimiter(context)
  const pointOf = async (c: HonoContext) => await limit(c, () => requirePoint(context, c.req.param('code') ?? ''))
  const pathOf = (point: PointInfo) => `/w/${point.publicCode}/tablet`

  const show = (
    c: HonoContext,
    point: PointInfo,
    step: Step,
    view: Partial<TabletView>,
    status: Problem['options']['status'] = 200,
  ) => {
    const reader = readerOf(c)
    const path = pathOf(point)
    const draft = view.draft ?? emptyDraft('')
    const base = {
      reader,
      path,
      code: point.publicCode,
      pointName: point.name,
      caseNo: null,
      draft,
      errors: [],
      keep: {},
    }
    const url = step.kind === 'done' ? `${context.config.baseUrl}/t/${step.receipt}` : ''
    const done = step.kind === 'done' ? tabletDone(reader, path, { ...step, url }) : ''
    return publicPage(c, {
      reader,
      title: speak(reader)(tw.title, point.name),
      body: tabletBody({ ...base, done, ...view }),
      bare: true,
      style: TABLET_STYLE,
      script: script('tablet'),
      refreshSeconds: step.kind === 'start' ? START_SECONDS : IDLE_SECONDS,
      status,
    })
  }

  /** Six digits; or, for the tablet of another window, the way home, so that a wrong address does not unpair it. */
  const showUnpaired = async (c: HonoContext, point: PointInfo) => {
    const reader = readerOf(c)
    const t = speak(reader)
    const path = pathOf(point)
    const frame = { reader, title: t(tw.title, point.name), style: TABLET_STYLE, bare: true }
    const other = await deviceOf(context, c)
    const home = other && (await findPoint(context.db, other.pointId))
    if (home) {
      const text = [
        tw.elsewhereText[0].replace('{0}', home.name),
        tw.elsewhereText[1].replace('{0}', home.name),
      ] as const
      const way = html`<a class="main" href="/w/${home.publicCode}/tablet${queryOf(reader)}">${t(tw.toOwn)}</a>`
      return await publicPage(c, {
        ...frame,
        bare: false,
        body: kindBody(reader, tw.elsewhereTitle, text, way),
        status: 409,
      })
    }
    const { code } = await pairingOf(context, c, point.id)
    const body = pairingBody(reader, path, point.name, code)
    return await publicPage(c, { ...frame, body, script: script('tablet'), refreshSeconds: PAIRING_SECONDS })
  }

  const accept = async (c: HonoContext, point: PointInfo, draft: Draft) => {
    const visitId = readVisitMark(context, draft) ?? ''
    const target = await targetOfPoint(context, point, { channel: 'tablet', visitId })
    // A tablet serves everybody: that it is the same one says nothing.
    return await acceptingOf(context).accept(target, inputOf(draft, { device: null, network: addressOf(c) || null }))
  }

  const pages = new Hono()
  pages.get('/w/shell.js', c => {
    const source = script('shell')
    if (!source) return c.notFound()
    return c.body(source, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' })
  })
  pages.get('/w/:code/tablet', async c => {
    const point = await pointOf(c)
    if (!(await isPairedWith(context, c, point))) return await showUnpaired(c, point)
    // Kept by the tablet for a lost network: nobody's visit, nobody's step.
    if (c.req.query('shell')) {
      c.header('X-Tablet', 'shell')
      return await show(c, point, { kind: 'start' }, {})
    }
    const path = pathOf(point)
    const step = c.req.query('start') ? ({ kind: 'start' } as const) : stepOf(c)
    if (step.kind === 'start') setStep(context, c, path, step)
    const state = await tabletState(context, point)
    const unlinked = c.req.query('visit') === 'none'
    const level = step.kind === 'rate' ? step.level : null
    const draft = { ...emptyDraft(state.clientId, level), visit: unlinked ? '' : state.mark }
    return await show(c, point, step, { draft, caseNo: unlinked ? null : state.caseNo, keep: keptOf(c) })
  })
  pages.get('/w/:code/tablet/state', async c => {
    const point = await pointOf(c)
    c.header('Cache-Control', 'no-store')
    if (!(await isPairedWith(context, c, point))) return c.json({ paired: false })
    const { visitId: _, ...state } = await tabletState(context, point)
    return c.json(state)
  })
  pages.get('/w/:code/tablet/events', async c => {
    const point = await pointOf(c)
    if (!(await isPairedWith(context, c, point))) throw ratingProblem.deviceRevoked()
    return tabletEvents(context, c, point)
  })
  pages.post('/w/:code/tablet', async c => {
    const point = await pointOf(c)
    if (!(await isPairedWith(context, c, point))) throw ratingProblem.deviceRevoked()
    const path = pathOf(point)
    const fields = new URLSearchParams(await c.req.text())
    const given = readDraft(fields, context.newId)
    const doing = fields.get('do')
    // The script stays on its page and takes the next step out of the answer.
    const answered = async (step: Step) => {
      if (c.req.header('x-minping') === 'script') return await show(c, point, step, {})
      setStep(context, c, path, step)
      return c.redirect(path + queryOf(readerOf(c), keptOf(c)), 303)
    }
    if (doing === 'level') return await answered(given.level ? { kind: 'rate', level: given.level } : { kind: 'start' })
    const draft = doing === 'skip' ? { ...given, tags: [], words: '', name: '', mobile: '' } : given
    try {
      const { receipt, level } = await accept(c, point, draft)
      return await answered({ kind: 'done', level, receipt })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const errors = error.options.errors ?? [{ pointer: '/', detail: error.options.detail }]
      const step = draft.level ? ({ kind: 'rate', level: draft.level } as const) : ({ kind: 'start' } as const)
      return await show(c, point, step, { draft, errors }, error.options.status)
    }
  })
  return pages
}

const keptOf = (c: HonoContext): Record<string, string> => (c.req.query('visit') === 'none' ? { visit: 'none' } : {})
