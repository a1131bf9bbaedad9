// `/w/:windowCode` and `/r/:code` on a phone, with and without script.
import { type Context as HonoContext, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Context } from '../context.ts'
import { generalProblem } from '../problem/general.ts'
import { type FieldError, Problem } from '../problem/problem.ts'
import { addressOf } from '../http/limiter.ts'
import { rateWords as w } from '../words/rate-page.ts'
import { acceptingOf } from './accepting.ts'
import { type Done, doneBody, ratedBody } from './page-done.ts'
import { type Draft, emptyDraft, inputOf, readDraft, readLevel } from './page-form.ts'
import { doneBefore, linkPlace, markedPlace, type Place, raterOf, rememberDone, windowPlace } from './page-place.ts'
import { PAGE_STYLE } from './page-style.ts'
import { rateBody } from './page-view.ts'
import { type Html, kindBody, publicPage, queryOf, readerOf, speak } from './public-page.ts'
import { rateScripts } from './rate-script.ts'
import { tabletRoutes } from './tablet.routes.ts'
import { codeLimiter, requirePoint } from './target.ts'

const FORM_LIMIT = 262_144

export function ratingPages(context: Context) {
  const script = rateScripts(context.config.distDir)
  const limit = codeLimiter(context)
  const pages = new Hono()
  const pointOf = async (c: HonoContext) => await limit(c, () => requirePoint(context, c.req.param('code') ?? ''))
  const linkOf = async (c: HonoContext) => await limit(c, () => linkPlace(context, c.req.param('code') ?? ''))
  pages.use('/w/*', formGuard(context))
  pages.use('/r/*', formGuard(context))
  pages.onError((error, c) => {
    if (!(error instanceof Problem)) throw error
    return problemPage(c, error)
  })
  pages.route('/', tabletRoutes(context, script))

  const show = (c: HonoContext, place: Place | { readonly page: Place['page'] }, body: Html, status: 200 | 409 = 200) =>
    page(c, place.page.centerName, body, script('phone'), { status })

  pages.get('/w/:code', async c => {
    const point = await pointOf(c)
    const keep = c.req.query('visit') === 'none' ? { visit: 'none' } : {}
    const clientId = context.newId()
    const place = await windowPlace(context, point, clientId, 'visit' in keep)
    const before = c.req.query('again') ? undefined : doneBefore(c, place.supplementDays)
    if (before) return show(c, place, doneBody(readerOf(c), before, againOf(c, place)))
    raterOf(context, c)
    const draft = { ...emptyDraft(clientId, readLevel(c.req.query('level'))), visit: place.mark }
    return formPage(c, place, draft, [], script('phone'), { keep: { ...keep, ...againKept(c) } })
  })
  pages.get('/r/:code', async c => {
    const place = await linkOf(c)
    const before = doneBefore(c, place.supplementDays)
    if (before) return show(c, place, doneBody(readerOf(c), before, ''))
    if (place.rated) return show(c, place, ratedBody(readerOf(c), place.supplementDays))
    raterOf(context, c)
    return formPage(c, place, emptyDraft(context.newId(), readLevel(c.req.query('level'))), [], script('phone'))
  })

  /** Accepts, or shows the form again with all that was typed and what to do. */
  const take = async (c: HonoContext, place: Place, draft: Draft): Promise<Response> => {
    const input = inputOf(draft, { device: raterOf(context, c), network: addressOf(c) || null })
    try {
      const { receipt, level } = await acceptingOf(context).accept(place.target, input)
      const done: Done = { receipt, level, named: input.contact !== null, supplementDays: place.supplementDays }
      rememberDone(context, c, place.page.path, done)
      const again = place.page.mayUnlink ? againOf(c, place) : ''
      return await show(c, place, doneBody(readerOf(c), done, again))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return await refused(c, place, draft, error)
    }
  }
  const refused = async (c: HonoContext, place: Place, draft: Draft, problem: Problem): Promise<Response> => {
    if (problem.slug !== 'rating-visit-rated')
      return await formPage(c, place, draft, errorsOf(problem), script('phone'), { status: problem.options.status })
    return await show(c, place, ratedBody(readerOf(c), place.supplementDays), 409)
  }

  pages.post('/w/:code', async c => {
    const point = await pointOf(c)
    const draft = readDraft(new URLSearchParams(await c.req.text()), context.newId)
    return await take(c, await markedPlace(context, point, draft), draft)
  })
  pages.post('/r/:code', async c => {
    const place = await linkOf(c)
    return await take(c, place, readDraft(new URLSearchParams(await c.req.text()), context.newId))
  })
  return pages
}

interface FormOptions {
  readonly keep?: Readonly<Record<string, string>>
  readonly status?: Problem['options']['status']
}

function formPage(
  c: HonoContext,
  place: Place,
  draft: Draft,
  errors: readonly FieldError[],
  script: string,
  { keep = {}, status = 200 }: FormOptions = {},
) {
  const reader = readerOf(c)
  const body = rateBody({ reader, place: place.page, draft, errors, keep })
  const kept = draft.level ? { ...keep, level: draft.level } : keep
  return page(c, place.page.centerName, body, script, { keep: kept, status })
}

function page(c: HonoContext, centerName: string, body: Html, script: string, options: FormOptions) {
  const reader = readerOf(c)
  return publicPage(c, {
    reader,
    title: speak(reader)(w.title, centerName),
    place: centerName,
    body,
    style: PAGE_STYLE,
    script,
    ...options,
  })
}

/** What happened and what to do, for codes that lead nowhere and bodies that are too large. */
export function problemPage(c: HonoContext, problem: Problem) {
  const reader = readerOf(c)
  const { title, detail, status, extra } = problem.options
  if (typeof extra?.retryAfter === 'number') c.header('Retry-After', String(extra.retryAfter))
  const body = kindBody(reader, title, detail)
  return publicPage(c, { reader, title: speak(reader)(title), body: html`${body}`, style: PAGE_STYLE, status })
}

function errorsOf({ options }: Problem): readonly FieldError[] {
  return options.errors ?? [{ pointer: '/', detail: options.detail }]
}

const againKept = (c: HonoContext): Record<string, string> => (c.req.query('again') ? { again: '1' } : {})

function againOf(c: HonoContext, place: Place): string {
  return place.page.path + queryOf(readerOf(c), { again: '1' })
}

/** Forms of other sites and bodies beyond any honest form end here. */
export function formGuard(context: Context) {
  const own = new URL(context.config.baseUrl).host
  const limit = bodyLimit({
    maxSize: FORM_LIMIT,
    onError: () => {
      throw generalProblem.tooLarge(FORM_LIMIT)
    },
  })
  return async (c: HonoContext, next: () => Promise<void>) => {
    if (c.req.method === 'POST' && isElsewhere(c, own))
      throw new Problem('cross-site', { status: 403, title: w.elsewhereTitle, detail: w.elsewhereText })
    return await limit(c, next)
  }
}

/** A form of this page comes with `Origin: null`, as the page tells nobody where it is; browsers then say `same-origin` apart. */
function isElsewhere(c: HonoContext, own: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (!origin || !URL.canParse(origin)) return false
  const asked = new URL(origin).host
  return asked !== own && asked !== c.req.header('host')
}
