// The pages behind a link: welcome, notice, the plain questionnaire, and what follows declining, a call, or sending.
import { randomUUID } from 'node:crypto'
import { type Context as HonoContext, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Context } from '../context.ts'
import { countInvitations } from '../invitation/invitation.store.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf, Problem } from '../problem/problem.ts'
import { responseProblem } from '../problem/response.ts'
import { compileForm } from '../questionnaire/form.ts'
import { respondWords as w } from '../words/response.ts'
import type { Answering } from './answering.ts'
import { bootScript } from './assets.ts'
import type { unknownLinkLimiter } from './limiter.ts'
import { type Link, requireOpen } from './link.ts'
import { kindPage, problemPage, queryOf, type Reader, speak } from './page-frame.ts'
import { plainPage, readPlainForm } from './plain-page.ts'
import { noticePage, welcomePage } from './welcome-page.ts'

const FORM_LIMIT = 262_144
/** Below this the number of people invited is not told. */
const FEW = 5

export function readerOf(c: HonoContext): Reader {
  return { language: languageOf(c), elder: c.req.query('elder') === '1' }
}

export function respondPages(context: Context, answering: Answering, limit: ReturnType<typeof unknownLinkLimiter>) {
  const script = bootScript(context.config.distDir)
  const pages = new Hono()
  const linkOf = (c: HonoContext) => limit(c, () => answering.find(c.req.param('token') ?? ''))
  const answered = (c: HonoContext, link: Link, words: 'refused' | 'call') => {
    const reader = readerOf(c)
    const again = html`<form id="start" method="post" action="/s/${link.token}/start${queryOf(reader)}"><button class="main">${speak(reader)(words === 'refused' ? w.changedMind : w.callOnline)}</button></form>`
    return c.html(
      words === 'refused'
        ? kindPage(reader, w.refusedTitle, w.refusedText, again, true)
        : kindPage(reader, w.callTitle, w.callText, again, true),
    )
  }

  pages.use('/s/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
  })
  pages.use(
    '/s/*',
    bodyLimit({
      maxSize: FORM_LIMIT,
      onError: () => {
        throw generalProblem.tooLarge(FORM_LIMIT)
      },
    }),
  )
  pages.onError((error, c) => {
    if (!(error instanceof Problem)) throw error
    const retryAfter = error.options.extra?.retryAfter
    // One who has answered, opening the link again, did nothing wrong.
    const status = error.slug === 'response-answered' && c.req.method === 'GET' ? 200 : error.options.status
    return c.html(
      problemPage(readerOf(c), error),
      status,
      typeof retryAfter === 'number' ? { 'Retry-After': String(retryAfter) } : {},
    )
  })

  pages.get('/s/:token', async c => {
    const link = await linkOf(c)
    requireOpen(link)
    if (link.found.state === 'refused') return answered(c, link, 'refused')
    const opened = await answering.openCase(link)
    const [invited, draft] = [
      await countInvitations(context.db, link.found.campaignId),
      await answering.draftOf(opened),
    ]
    const welcome = {
      reader: readerOf(c),
      link,
      units: opened.units.length,
      invited: invited >= FEW ? invited : 0,
      hasDraft: draft.version > 0,
      script: script(),
    }
    return c.html(welcomePage(welcome))
  })
  pages.get('/s/:token/notice', async c => {
    const link = await linkOf(c)
    requireOpen(link)
    return c.html(noticePage(readerOf(c), link))
  })
  pages.post('/s/:token/start', async c => {
    const link = await linkOf(c)
    const { opened, draft } = await answering.start(link)
    const form = compileForm(opened.definition, opened.units)
    return c.html(
      plainPage({
        reader: readerOf(c),
        token: link.token,
        form,
        values: draft.answers,
        clientId: randomUUID(),
        problems: [],
      }),
    )
  })
  pages.post('/s/:token/submission', async c => {
    const link = await linkOf(c)
    const fields = new URLSearchParams(await c.req.text())
    const clientId = /^[\w-]{8,64}$/.exec(fields.get('client-id') ?? '')?.[0] ?? randomUUID()
    const reader = readerOf(c)
    if (link.standing !== 'open' && link.standing !== 'answered') requireOpen(link)
    const opened = await answering.openCase(link)
    const form = compileForm(opened.definition, opened.units)
    const values = readPlainForm(form, fields)
    try {
      await answering.submit(link, { clientId, answers: values, channel: 'plain_page' })
    } catch (error) {
      if (!(error instanceof Problem) || error.slug !== 'response-answers-refused') throw error
      return c.html(
        plainPage({ reader, token: link.token, form, values, clientId, problems: error.options.errors ?? [] }),
        422,
      )
    }
    return c.html(kindPage(reader, w.doneTitle, w.doneText, '', true))
  })
  pages.post('/s/:token/refusal', async c => {
    const link = await linkOf(c)
    await answering.refuse(link)
    return answered(c, link, 'refused')
  })
  pages.post('/s/:token/call', async c => {
    const link = await linkOf(c)
    await answering.requestCall(link)
    return answered(c, link, 'call')
  })
  pages.all('/s/*', () => {
    throw responseProblem.unknownLink()
  })
  return pages
}
