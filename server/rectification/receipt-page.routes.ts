// `/t/:receipt`: public, without session and script. Whoever holds the code is the rater.
import { type Context as HonoContext, Hono } from 'hono'
import type { Context } from '../context.ts'
import { addressOf } from '../http/limiter.ts'
import { Problem, type Words } from '../problem/problem.ts'
import { rectificationProblem } from '../problem/rectification.ts'
import { acceptingOf } from '../rating/accepting.ts'
import { formGuard, problemPage } from '../rating/page.routes.ts'
import { LEVEL_STYLE } from '../rating/page-style.ts'
import { publicPage, queryOf, readerOf, speak } from '../rating/public-page.ts'
import { plainText, WORDS_LIMIT } from '../rating/rating.ts'
import { codeLimiter } from '../rating/target.ts'
import { receiptWords as w } from '../words/rectification-receipt.ts'
import { receiptBody, RECEIPT_STYLE, type ReceiptPage } from './receipt-page.ts'
import { type ReceiptView, viewReceipt } from './receipt.ts'
import { takeAnswer } from './step.ts'

export function receiptPages(context: Context) {
  const pages = new Hono()
  const limit = codeLimiter(context)
  pages.use('/t/*', formGuard(context))
  pages.onError((error, c) => {
    if (!(error instanceof Problem)) throw error
    return problemPage(c, error)
  })
  const find = async (c: HonoContext<{}, '/t/:receipt'>): Promise<ReceiptView> =>
    await limit(c, async () => await viewReceipt(context, c.req.param('receipt')))

  const show = (c: HonoContext<{}, '/t/:receipt'>, view: ReceiptView, failed: Failed | null) => {
    const reader = readerOf(c)
    const asked = c.req.query('done')
    const done = failed === null && (asked === 'confirm' || asked === 'supplement') ? asked : null
    const page: ReceiptPage = { reader, receipt: c.req.param('receipt'), view, done, clientId: context.newId(), failed }
    return publicPage(c, {
      reader,
      title: speak(reader)(w.title),
      place: view.centerName,
      body: receiptBody(page),
      style: LEVEL_STYLE + RECEIPT_STYLE,
      status: failed?.status ?? 200,
    })
  }

  pages.get('/t/:receipt', async c => await show(c, await find(c), null))
  pages.post('/t/:receipt/confirm', async c => {
    const view = await find(c)
    const fields = new URLSearchParams(await c.req.text())
    const answer = { satisfied: fields.get('satisfied') ?? '', words: plainText(fields.get('words') ?? '') }
    const again = async (problem: Words, status: Failed['status']) =>
      await show(c, await find(c), { form: 'confirm', ...answer, problem, status })
    if (answer.satisfied !== '1' && answer.satisfied !== '0') return await again(w.choose, 422)
    if (Array.from(answer.words).length > WORDS_LIMIT) return await again(w.tooLong, 422)
    if (!view.case) return await again(w.notNow, 409)
    try {
      const version = Number(fields.get('version')) || 0
      await takeAnswer(context, view.case.id, { version, satisfied: answer.satisfied === '1', text: answer.words })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return await again(error.slug === rectificationProblem.changed().slug ? w.changed : w.notNow, 409)
    }
    return c.redirect(`/t/${c.req.param('receipt')}${queryOf(readerOf(c), { done: 'confirm' })}`, 303)
  })
  pages.post('/t/:receipt/supplement', async c => {
    const view = await find(c)
    const fields = new URLSearchParams(await c.req.text())
    const words = fields.get('words') ?? ''
    try {
      await acceptingOf(context).supplement(view.ratingId, {
        clientId: fields.get('client-id') ?? '',
        level: null,
        tags: [],
        words,
        contact: null,
        madeAt: null,
        device: null,
        network: addressOf(c) || null,
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { errors, detail, status } = error.options
      const failed = {
        form: 'supplement',
        satisfied: '',
        words,
        problem: errors?.[0]?.detail ?? detail,
        status,
      } as const
      return await show(c, view, failed)
    }
    return c.redirect(`/t/${c.req.param('receipt')}${queryOf(readerOf(c), { done: 'supplement' })}`, 303)
  })
  return pages
}

type Failed = NonNullable<ReceiptPage['failed']> & { readonly status: Problem['options']['status'] }
