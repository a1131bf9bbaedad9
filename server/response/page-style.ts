// The look of the phone pages, in one inline style: small enough to come with the first page, shared by the script's screens.

/** Sizes are in rem, so that the reader's own text size and 长辈版 scale everything. */
export const PAGE_STYLE = `
:root{--accent:#1456a8;--soft:#e8f0fa;--ink:#16202c;--ink2:#4a5868;--ink3:#5f6d7c;--line:#dfe5ec;--ground:#f5f7fa;--good:#0a7d4b;--warn:#a86a00;--bad:#b3261e}
*{box-sizing:border-box}html{font-size:106.25%;-webkit-text-size-adjust:100%}html.elder{font-size:168%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;line-break:strict;overflow-wrap:anywhere}
a{color:var(--accent)}button,input,textarea{font:inherit;color:inherit}button{cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.wrap{max-width:34rem;margin:0 auto;padding:0 1.1rem}
.top{display:flex;align-items:center;gap:.6rem;padding-top:1.1rem}.top b{flex:1;font-size:.95rem;line-height:1.35}
.logo{display:grid;place-items:center;flex:none;width:1.9rem;height:1.9rem;border-radius:.55rem;background:var(--accent);color:#fff;font-weight:700}
.pill{flex:none;display:inline-flex;align-items:center;min-height:2.6rem;padding:0 .9rem;border:1px solid var(--line);border-radius:9rem;background:#fff;color:var(--ink2);text-decoration:none;font-size:.94rem}
h1{margin:1.3rem 0 .6rem;font-size:1.65rem;line-height:1.32;letter-spacing:.01em}.lines span{display:block}
.lead{margin:0 0 1.3rem;color:var(--ink2);font-size:1.03rem}
.fact{display:flex;gap:.8rem;margin-bottom:.7rem;padding:.85rem .95rem;background:#fff;border:1px solid var(--line);border-radius:.85rem}
.fact svg{flex:none;width:2.1rem;height:2.1rem;padding:.45rem;border-radius:.6rem;background:var(--soft);stroke:var(--accent);fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.fact h2{margin:0 0 .1rem;font-size:1.03rem;line-height:1.45}.fact p{margin:0;color:var(--ink2);font-size:.94rem;text-wrap:pretty}
.fact a{display:inline-block;padding:.35rem .5rem .35rem 0}
.demo{margin:.8rem 0 0;padding:.35rem .7rem;border-radius:.5rem;background:#fdf3e1;color:#7a4c00;font-size:.88rem}
.page{display:flex;flex-direction:column;min-height:100vh}.page>.wrap{flex:1;width:100%}.foot{position:sticky;bottom:0;background:var(--ground);padding:.8rem 0 calc(.7rem + env(safe-area-inset-bottom))}
.main{display:block;width:100%;min-height:3.3rem;border:0;border-radius:.85rem;background:var(--accent);color:#fff;font-size:1.12rem;font-weight:700;padding:.5rem 1rem}
.main:active{background:#0f4689}.main:disabled{background:#8fabcd}
.ways{display:flex;flex-wrap:wrap;justify-content:center;gap:0 .4rem;margin-top:.35rem}.ways form{display:contents}
.ways button,.ways a{display:inline-flex;align-items:center;min-height:2.65rem;padding:0 .6rem;border:0;background:none;color:var(--accent);text-decoration:none;font-size:.97rem}
.kind{padding-top:12vh;padding-bottom:3rem}.kind h1{text-wrap:balance}.kind p{color:var(--ink2);text-wrap:pretty}.kind .main{margin-top:1.2rem}.tick{display:grid;place-items:center;width:3.2rem;height:3.2rem;border-radius:50%;background:#e4f3ec;color:var(--good);font-size:1.7rem;font-weight:700}
.notice{padding-bottom:3rem}.notice>h2{margin:1.3rem 0 .2rem;font-size:1.06rem}.notice>p{margin:0;color:var(--ink2);white-space:pre-line}
.alert{margin:1rem 0;padding:.8rem .95rem;border:1px solid var(--bad);border-left-width:.35rem;border-radius:.6rem;background:#fff}.alert ul{margin:.3rem 0 0;padding-left:1.2rem}
fieldset{margin:0 0 .8rem;padding:.9rem .95rem 1rem;border:1px solid var(--line);border-radius:.85rem;background:#fff;min-width:0}legend{float:left;width:100%;padding:0;margin:0 0 .5rem;font-weight:700}legend+*{clear:both}
fieldset label{display:flex;align-items:center;gap:.65rem;min-height:2.75rem;padding:.2rem .3rem}fieldset input[type=radio],fieldset input[type=checkbox]{flex:none;width:1.3rem;height:1.3rem;margin:0;accent-color:var(--accent)}
fieldset textarea,fieldset input[type=text],fieldset input[type=number]{width:100%;padding:.6rem;border:1px solid #b8c4d0;border-radius:.5rem;background:#fff}
.hint{color:var(--ink3);font-weight:400;font-size:.92rem}.bad{color:var(--bad)}.elder h1{font-size:1.4rem}.elder .ways button,.elder .ways a{font-size:.74rem;min-height:2.2rem;padding:0 .2rem}.elder .lead,.elder .fact h2{font-size:1rem}.unit{margin:1.8rem 0 .6rem;font-size:1.2rem;color:var(--accent)}
`.replaceAll('\n', '')
