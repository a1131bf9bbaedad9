// The cards that stand at the windows: A6 each, or four on an A4 sheet with cut marks. Chinese large, English below, always both.
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { qrSvg } from '../files/qr.ts'
import { type Language, say } from '../problem/problem.ts'
import { windowCardWords as w } from '../words/window.ts'

export interface Card {
  readonly centerName: string
  readonly code: string
  readonly name: string
  /** What the QR code holds. */
  readonly link: string
  /** The same address as people can type it. */
  readonly address: string
}

export type CardPaper = 'a6' | 'a4'

const SHARED = `*{box-sizing:border-box;margin:0}body{color:#16202c;font:10pt/1.4 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.card{width:105mm;height:148mm;padding:0 7mm;display:flex;flex-direction:column;align-items:center;text-align:center;background:#fff;overflow:hidden}
.top{align-self:stretch;margin:0 -7mm;padding:4.5mm 6mm 4mm;background:#1456a8;color:#fff;font-size:13.5pt;font-weight:600;line-height:1.3;letter-spacing:.03em;text-wrap:balance}.top.long{padding:3mm 5mm;font-size:11.5pt;line-height:1.25}
.window{display:flex;align-items:center;justify-content:center;gap:3.5mm;margin-top:4mm;min-height:14mm;text-align:left}.number{font-size:32pt;font-weight:800;line-height:1;color:#1456a8;white-space:nowrap;font-variant-numeric:tabular-nums}
.number.long{font-size:19pt}.name{font-size:16pt;font-weight:700;line-height:1.25;border-left:.6mm solid #c9d3de;padding-left:3.5mm;text-wrap:balance}.name.long{font-size:12pt}.ask{margin-top:2.5mm;font-size:25pt;font-weight:800;line-height:1.2;letter-spacing:.12em;text-indent:.12em}
.en{color:#4a5868;font-size:9pt;font-weight:400;line-height:1.3}.qr{margin-top:2.5mm;padding:1mm;border:.6mm solid #1456a8;border-radius:3mm;line-height:0}.qr svg{width:48mm;height:48mm;display:block}.scan{margin-top:2mm;font-size:13pt;font-weight:700;line-height:1.25}
.address{margin-top:1mm;font:8pt/1.3 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}.promise{margin-top:auto;font-size:10pt;font-weight:600;line-height:1.45}.promise .en{font-size:7.4pt}
.foot{align-self:stretch;display:flex;align-items:center;justify-content:center;gap:3mm;margin:2.5mm -7mm 0;padding:2mm 6mm 2.4mm;background:#e8f0fa;color:#16202c;font-size:9.5pt;line-height:1.25;text-align:right}.foot .en{font-size:7.4pt}.foot b{font-size:19pt;line-height:1;color:#1456a8;letter-spacing:.04em}
.hint{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center;padding:12px 20px;background:#e8f0fa;font-size:15px;line-height:1.5}.hint a{color:#1456a8}
@media print{.hint{display:none}}@media screen{body{background:#f5f7fa}.sheet{margin:20px auto;background:#fff;box-shadow:0 1px 6px #16202c33}}`

const PAPER: Record<CardPaper, string> = {
  a6: `@page{size:105mm 148mm;margin:0}.sheet{width:105mm;height:148mm;break-after:page}`,
  // Two by two fill the sheet but for half a millimetre; the marks stand on the lines where it is cut.
  a4: `@page{size:A4;margin:0}.sheet{width:210mm;height:297mm;display:grid;grid-template:148.5mm 148.5mm/105mm 105mm;break-after:page;position:relative}.card{height:148.5mm}
.cut{position:absolute;background:#7a8796}.cut.v{width:.2mm;height:6mm;left:104.9mm}.cut.h{height:.2mm;width:6mm;top:148.4mm}.cut.t{top:0}.cut.b{bottom:0}.cut.l{left:0}.cut.r{right:0}
.cut.mv{width:.2mm;height:10mm;left:104.9mm;top:143.4mm}.cut.mh{height:.2mm;width:10mm;top:148.4mm;left:99.9mm}`,
}

const CUTS = ['v t', 'v b', 'h l', 'h r', 'mv', 'mh'].map(at => `<i class="cut ${at}"></i>`).join('')

const textOf = (part: ReturnType<typeof html>): string => (part as HtmlEscapedString).toString()

/** @param other address of the same cards on the other paper
 * @returns an HTML page to print */
export function cardPage(cards: readonly Card[], paper: CardPaper, other: string, language: Language): string {
  const perSheet = paper === 'a6' ? 1 : 4
  const sheets: string[] = []
  for (let at = 0; at < cards.length; at += perSheet) {
    const part = cards.slice(at, at + perSheet).map(cardHtml)
    sheets.push(textOf(html`<div class="sheet">${raw(part.join(''))}${raw(paper === 'a4' ? CUTS : '')}</div>`))
  }
  const paperHint = say(paper === 'a6' ? w.hintA6 : w.hintA4, language)
  const otherWords = say(paper === 'a6' ? w.toA4 : w.toA6, language)
  return textOf(html`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${say(w.title, language)}</title><style>${raw(PAPER[paper])}${raw(SHARED)}</style></head>
<body><main><p class="hint"><span>${paperHint}</span><a href="${other}">${otherWords}</a></p>${raw(sheets.join('\n'))}</main></body></html>`)
}

const isLong = (text: string, most: number): string =>
  // A Chinese character is as wide as two letters.
  Array.from(text).reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0) > most ? ' long' : ''

function cardHtml(card: Card): string {
  return textOf(html`<section class="card"><p class="top${isLong(card.centerName, 36)}">${card.centerName}</p>
<h1 class="window"><span class="number${isLong(card.code, 6)}">${card.code}</span>${card.name === card.code ? '' : html`<span class="name${isLong(card.name, 26)}">${card.name}</span>`}</h1>
<p class="ask">${w.ask[0]}</p><p class="en" lang="en">${w.ask[1]}</p>
<div class="qr">${raw(qrSvg(card.link))}</div><p class="scan">${w.scan[0]} <span class="en" lang="en">${w.scan[1]}</span></p>
<p class="address">${card.address}</p>
<div class="promise"><p>${w.promise[0]}</p><p class="en" lang="en">${w.promise[1]}</p></div>
<div class="foot"><span>${w.hotline[0]}<br><span class="en" lang="en">${w.hotline[1]}</span></span><b>12345</b></div></section>`)
}
