// The page people see when an address does not lead anywhere: what happened, what to do, nothing else.
import { html } from 'hono/html'
import { type Language, type Problem, say } from '../problem/problem.ts'

export function kindPage(problem: Problem, language: Language) {
  const title = say(problem.options.title, language)
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{margin:0;background:#f5f7fa;color:#16202c;font:17px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}main{max-width:30rem;margin:14vh auto 0;padding:0 24px}h1{font-size:24px;line-height:1.4;text-wrap:balance}p{color:#4a5868}.mark{display:inline-grid;place-items:center;width:40px;height:40px;border-radius:10px;background:#1456a8;color:#fff;font-weight:700}</style></head>
<body><main><span class="mark" aria-hidden="true">评</span><h1>${title}</h1><p>${say(problem.options.detail, language)}</p></main></body></html>`
}
