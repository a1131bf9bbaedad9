// The rating page on a phone, beside what all public pages share.

/** The colours of the five levels run green to red; each also has its face and its word. */
export const LEVEL_STYLE = `
.l1{--level:#0a7d4b}.l2{--level:#3b7a1c}.l3{--level:#7d6000}.l4{--level:#ad4f12}.l5{--level:#b3261e}
.face{flex:none;width:min(2.5rem,60px);height:min(2.5rem,60px);color:var(--level)}
.level{border:1.5px solid var(--line);background:#fff;color:var(--level);font-weight:700;touch-action:manipulation}
.level:hover{border-color:var(--level)}.level:active{background:var(--ground);border-color:var(--level)}
fieldset{margin:0;padding:0;border:0;min-width:0}legend{padding:0;font-weight:700}
.tag{display:flex;align-items:center;gap:.7rem;min-height:var(--least);padding:.35rem .8rem;border:1px solid var(--line);border-radius:.7rem;background:#fff;cursor:pointer;line-height:1.35}
.tag input{flex:none;width:1.35rem;height:1.35rem;margin:0;accent-color:var(--accent)}
.field{display:block;width:100%;min-height:var(--least);padding:.6rem .7rem;border:1px solid #8393a3;border-radius:.6rem;background:#fff}textarea.field{resize:vertical;line-height:1.5}
button,label,summary{-webkit-tap-highlight-color:transparent}
details{margin:0 0 1.1rem;border:1px solid var(--line);border-radius:.85rem;background:#fff}summary{display:flex;flex-wrap:wrap;align-items:center;gap:0 .5rem;min-height:var(--least);padding:.5rem .9rem;cursor:pointer;font-weight:700;list-style:none;border-radius:.85rem}summary::-webkit-details-marker{display:none}summary::before{content:"";flex:none;width:.5rem;height:.5rem;border:solid var(--accent);border-width:0 2px 2px 0;transform:rotate(-45deg);transition:transform .15s}details[open] summary::before{transform:rotate(45deg)}
label b,legend b{font-weight:700}.opt{color:var(--ink3);font-weight:400;font-size:.92rem}
`.replaceAll('\n', '')

export const PAGE_STYLE = `${LEVEL_STYLE}
.where{margin:.9rem 0 0;color:var(--accent);font-weight:700}.where+h1{margin-top:.15rem}
.visit{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 .6rem;margin:0 0 .8rem;padding:.1rem min(.9rem,14px);border-radius:.7rem;background:var(--soft);min-height:2.6rem}.visit b{white-space:nowrap;font-variant-numeric:tabular-nums}.visit a{display:inline-flex;align-items:center;min-height:var(--least)}
.levels{display:grid;gap:.6rem;margin:0 0 1rem}
.levels .level{display:flex;align-items:center;gap:min(.9rem,16px);min-height:4.2rem;padding:.45rem min(1rem,18px);border-radius:.9rem;font-size:1.18rem;text-align:left}
.levels .level span{flex:1}.levels .level::after{content:"";flex:none;width:.55rem;height:.55rem;margin-left:auto;border:solid var(--ink3);border-width:2px 2px 0 0;transform:rotate(45deg)}
.elder .levels .level{min-height:62px;font-size:1.05rem;padding:.4rem .6rem;gap:.5rem}.elder .face{width:1.7rem;height:1.7rem}
.picked{display:flex;align-items:center;gap:.8rem;margin:.4rem 0 1.2rem;padding:.5rem .5rem .5rem .9rem;border:1.5px solid var(--level);border-radius:.9rem;background:#fff;color:var(--level);font-weight:700;font-size:1.15rem}.picked{flex-wrap:wrap}.picked>span{flex:1 0 auto;max-width:100%}.elder .picked{gap:.4rem;padding:.4rem;font-size:1rem}
.tags{margin-bottom:1.3rem}.tags legend{margin-bottom:.5rem}.tags .tag+.tag{margin-top:.45rem}
.part{margin:0 0 1.1rem}.part>label{display:block;margin-bottom:.35rem}.part .hint{margin:.35rem 0 0}
.inner{padding:0 .9rem .9rem}.inner .hint{margin:0 0 .7rem}.inner label{display:block;margin:.5rem 0 .25rem}
.send{position:sticky;bottom:0;margin:0 max(-1.1rem,-20px);padding:.7rem min(1.1rem,20px) calc(.7rem + env(safe-area-inset-bottom));background:linear-gradient(#f5f7fa00,var(--ground) .7rem)}.send p{margin:0 0 .4rem;padding:.5rem .7rem;border-radius:.6rem;background:#fff;border:1px solid var(--bad)}
.receipt{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.3rem .8rem}.receipt .hint{flex-basis:100%;margin:0}
.given{display:flex;align-items:center;gap:.6rem;color:var(--level);font-weight:700}.given .face{width:1.9rem;height:1.9rem}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (max-height:500px){.send{position:static}}
`.replaceAll('\n', '')
