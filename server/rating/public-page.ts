// The frame of the window's public pages: everything inline, one request, a policy that lets nothing else run.
import { createHash } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { languageOf, type Words } from '../problem/problem.ts'
import type { Html, Reader } from '../response/page-frame.ts'
import { publicWords as w } from '../words/rate-page.ts'
import { type Speak, speaker } from '../words/words.ts'
import { PUBLIC_STYLE } from './public-style.ts'

export type { Html, Reader }

export interface PublicPage {
  readonly reader: Reader
  readonly title: string
  /** Goes into `<main>`. */
  readonly body: Html
  /** The line on top: where this page belongs. */
  readonly place?: string
  /** Added to the style of all public pages. */
  readonly style?: string
  /** Source of a classic script that runs at the end of the body; the policy knows it by its hash. */
  readonly script?: string
  /** The page asks for itself again after so long; where it has a script, only while scripts are off. */
  readonly refreshSeconds?: number
  /** What the links to the other language and text size keep in the query. */
  readonly keep?: Readonly<Record<string, string>>
  readonly status?: ContentfulStatusCode
  /** Replaces header, main and footer altogether: `body` is then all there is. */
  readonly bare?: boolean
}

/** How the reader wants the page: `?lang=en`, `?elder=1`. */
export function readerOf(c: HonoContext): Reader {
  return { language: languageOf(c), elder: c.req.query('elder') === '1' }
}

export function speak(reader: Reader): Speak {
  return speaker(reader.language)
}

/** The query that carries the reader's choices to the next page. */
export function queryOf(reader: Reader, keep: Readonly<Record<string, string>> = {}): string {
  return `?${new URLSearchParams({ lang: reader.language, ...(reader.elder ? { elder: '1' } : {}), ...keep }).toString()}`
}

/** One answer: the page, never kept by a browser, with a policy of its own.
 * @example
 * return publicPage(c, { reader: readerOf(c), title: '谢谢', body: html`<h1>谢谢</h1>` })
 */
export function publicPage(c: HonoContext, page: PublicPage): Response | Promise<Response> {
  const style = PUBLIC_STYLE + (page.style ?? '')
  return c.html(document(c.req.path, page, style), page.status ?? 200, {
    'Content-Security-Policy': policy(style, page.script),
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    // Scripts that ask in the background tell our pages from those that a hall's network puts in between.
    'X-Minping': '1',
  })
}

/** What happened, what to do, nothing else. */
export function kindBody(reader: Reader, title: Words, detail: Words, more: Html | '' = '', tick = false): Html {
  const t = speak(reader)
  const sign = tick
    ? html`<span class="tick" aria-hidden="true">✓</span>`
    : html`<span class="cross" aria-hidden="true">i</span>`
  return html`${sign}<h1>${t(title)}</h1><p class="lead">${t(detail)}</p>${more}`
}

function document(path: string, page: PublicPage, style: string) {
  const { reader, title, script, refreshSeconds } = page
  // With a script the page knows whether somebody is using it; without, the clock alone decides.
  const refresh = html`<meta http-equiv="refresh" content="${refreshSeconds ?? 0}">`
  const head = !refreshSeconds ? '' : script ? html`<noscript>${refresh}</noscript>` : refresh
  return html`<!doctype html>
<html lang="${reader.language === 'zh' ? 'zh-CN' : 'en'}" class="${reader.elder ? 'elder' : ''}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex"><meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,"><meta name="theme-color" content="#f5f7fa">${head}
<title>${title}</title><style>${raw(style)}</style></head><body>${page.bare ? page.body : framed(path, page)}${script ? html`<script>${raw(script)}</script>` : ''}</body></html>`
}

function framed(path: string, page: PublicPage): Html {
  const t = speak(page.reader)
  const top = page.place
    ? html`<header class="top"><span class="logo" aria-hidden="true">${t(w.mark)}</span><b>${page.place}</b></header>`
    : ''
  return html`<div class="page">${top}<main>${page.body}</main><footer><nav class="ways" aria-label="${t(w.reading)}">${readerLinks(path, page)}</nav></footer></div>`
}

/** 长辈版 and the other language, for the page at `path`. */
export function readerLinks(path: string, { reader, keep }: Pick<PublicPage, 'reader' | 'keep'>): Html {
  const t = speak(reader)
  const other = reader.language === 'zh' ? 'en' : 'zh'
  return html`<a class="way" href="${path}${queryOf({ ...reader, elder: !reader.elder }, keep)}">${t(reader.elder ? w.elderOff : w.elder)}</a><a class="way" href="${path}${queryOf({ ...reader, language: other }, keep)}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${t(w.otherLanguage)}</a>`
}

const digests = new Map<string, string>()

/** The few styles and scripts there are, each hashed once. */
function hashOf(source: string): string {
  const known = digests.get(source)
  if (known) return known
  const made = `'sha256-${createHash('sha256').update(source).digest('base64')}'`
  digests.set(source, made)
  return made
}

function policy(style: string, script: string | undefined): string {
  return `default-src 'none'; script-src ${script ? hashOf(script) : "'none'"}; style-src ${hashOf(style)}; img-src data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
}
