// The look of the public pages of the window, in one inline style that comes with the page.

/** Sizes are in rem, so that the reader's own text size and 长辈版 (text of 30 px) scale everything. */
export const PUBLIC_STYLE = `
:root{--accent:#1456a8;--soft:#e8f0fa;--ink:#16202c;--ink2:#4a5868;--ink3:#5f6d7c;--line:#dfe5ec;--ground:#f5f7fa;--good:#0a7d4b;--warn:#8a5700;--bad:#b3261e;--least:54px}
*{box-sizing:border-box}html{font-size:106.25%;-webkit-text-size-adjust:100%}html.elder{font-size:187.5%;--least:62px}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;line-break:strict;overflow-wrap:anywhere}
a{color:var(--accent)}button,input,textarea{font:inherit;color:inherit}button{cursor:pointer}[hidden]{display:none!important}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}h1:focus,h2:focus{outline:none}
.page{display:flex;flex-direction:column;min-height:100vh;max-width:36rem;margin:0 auto;padding:0 min(1.1rem,20px)}
.page>main{flex:1;padding-bottom:1.2rem}
.top{display:flex;align-items:center;gap:.6rem;padding-top:1rem}.top b{flex:1;font-size:.95rem;line-height:1.35}
.logo{display:grid;place-items:center;flex:none;width:1.9rem;height:1.9rem;border-radius:.55rem;background:var(--accent);color:#fff;font-weight:700}
h1{margin:1.1rem 0 .4rem;font-size:1.6rem;line-height:1.32;text-wrap:balance}h2{margin:1.3rem 0 .4rem;font-size:1.12rem;line-height:1.4;text-wrap:balance}
.lead{margin:0 0 1rem;color:var(--ink2);text-wrap:pretty}.hint{color:var(--ink3);font-size:.92rem;text-wrap:pretty}
.elder h1{font-size:1.27rem}.elder h2,.elder .hint,.elder .top b{font-size:1rem}
.card{margin:0 0 .8rem;padding:.85rem min(.95rem,18px);background:#fff;border:1px solid var(--line);border-radius:.85rem}.card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}
.main{display:flex;align-items:center;justify-content:center;width:100%;min-height:var(--least);border:0;border-radius:.85rem;background:var(--accent);color:#fff;font-size:1.12rem;font-weight:700;padding:.5rem 1rem;text-decoration:none;text-align:center}
.main:active{background:#0f4689}.main[aria-disabled=true]{background:#5b7ea8}
.second{display:inline-flex;align-items:center;justify-content:center;min-height:var(--least);min-width:var(--least);padding:.3rem .9rem;border:1px solid #b8c4d0;border-radius:.85rem;background:#fff;color:var(--accent);text-decoration:none;font-weight:600}
.ways{display:flex;flex-wrap:wrap;justify-content:center;gap:0 .4rem;padding:.3rem 0 calc(.5rem + env(safe-area-inset-bottom));border-top:1px solid var(--line)}
.way{display:inline-flex;align-items:center;justify-content:center;min-height:var(--least);min-width:var(--least);padding:0 .6rem;border:0;background:none;color:var(--accent);text-decoration:none}
.tick,.cross{display:grid;place-items:center;width:3.2rem;height:3.2rem;margin-top:8vh;border-radius:50%;background:#e4f3ec;color:var(--good);font-size:1.7rem;font-weight:700}.cross{background:var(--soft);color:var(--accent)}
.alert{margin:1rem 0;padding:.8rem .95rem;border:1px solid var(--bad);border-left-width:.35rem;border-radius:.6rem;background:#fff}.alert ul{margin:.3rem 0 0;padding-left:1.2rem}.alert:focus{outline:none}
.bad{color:var(--bad)}.good{color:var(--good)}.warn{color:var(--warn)}
.code{display:inline-block;font:700 1.5rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.04em;user-select:all;-webkit-user-select:all}.elder .code{font-size:1.05rem}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`.replaceAll('\n', '')
