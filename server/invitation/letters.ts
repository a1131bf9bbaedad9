// The printable sheet: one card a person with a QR code, eight to an A4 page, to be cut and handed out.
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { qrSvg } from '../files/qr.ts'
import { type Language, type Words, say } from '../problem/problem.ts'
import { invitationWords } from '../words/invitation.ts'

export interface Letter {
  readonly name: string
  readonly link: string
}

export interface LetterSheet {
  readonly title: string
  readonly organiser: string
  readonly hotline: string
  /** Last day the link works. */
  readonly lastDay: string
  /** Who printed it and when, in the margin of every page. */
  readonly watermark: string
}

const textOf = (part: ReturnType<typeof html>) => (part as HtmlEscapedString).toString()

const STYLE = `@page{size:A4;margin:10mm}*{box-sizing:border-box}body{margin:0;color:#16202c;font:10.5pt/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.page{display:grid;grid-template-columns:1fr 1fr;grid-auto-rows:66mm;break-after:page;position:relative}.card{border:1px dashed #7a8796;padding:5mm;display:grid;grid-template-columns:1fr 34mm;gap:4mm;overflow:hidden}
.card+.card{margin:0}h2{margin:0 0 1mm;font-size:13pt}p{margin:0 0 1.5mm}.small{font-size:8.5pt;color:#4a5868}.link{font:8pt/1.35 ui-monospace,Menlo,Consolas,monospace;word-break:break-all;grid-column:1/3}svg{width:34mm;height:34mm}
.mark{font-size:7.5pt;color:#7a8796;text-align:center;margin:1mm 0 0}.hint{padding:12px 16px;background:#e8f0fa;font-size:14px}@media print{.hint{display:none}}@media screen{body{background:#f5f7fa}.page{width:190mm;margin:16px auto;background:#fff;padding:0}}`

/** @returns the pieces of an HTML page, so that a long sheet can be streamed */
export function* letterSheet(letters: readonly Letter[], sheet: LetterSheet, language: Language): Generator<string> {
  const t = (words: Words, ...values: string[]) =>
    say(words, language).replaceAll(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '')
  const w = invitationWords
  const head = html`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${t(w.letterTitle)}</title><style>${raw(STYLE)}</style></head><body><p class="hint">${t(w.letterHint)}</p>`
  yield textOf(head)
  for (let at = 0; at < letters.length; at += 8) {
    const cards = letters
      .slice(at, at + 8)
      .map(
        letter =>
          html`<section class="card"><div><h2>${t(w.letterDear, letter.name)}</h2><p>${t(w.letterAsk, sheet.organiser, sheet.title)}</p><p class="small">${t(w.letterPromise)}</p><p class="small">${t(w.letterCheck, sheet.hotline || '—', sheet.lastDay)}</p></div><div>${raw(qrSvg(letter.link))}</div><div class="link">${letter.link}</div></section>`,
      )
    yield textOf(html`<div class="page">${cards}</div><p class="mark">${sheet.watermark} · ${at / 8 + 1}</p>`)
  }
  yield '</body></html>'
}
