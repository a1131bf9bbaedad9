// The look of the tablet on the counter, landscape or upright, from 1024×600 on.
import { LEVEL_STYLE } from './page-style.ts'

export const TABLET_STYLE = `${LEVEL_STYLE}
body{background:#fff}.t{display:flex;flex-direction:column;min-height:100vh;padding:0 3.4vw}
.t header{display:flex;align-items:center;justify-content:space-between;gap:0 1.5rem;flex-wrap:wrap;padding-top:1.1rem;min-height:4rem;font-size:1.2rem}.t header b{color:var(--ink)}.t header span{color:var(--ink2);font-variant-numeric:tabular-nums}
.t main{flex:1;display:flex;flex-direction:column;justify-content:center;padding:.6rem 0 1.2rem}
.t footer{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 2rem;margin:0 -3.4vw;padding:.3rem 3.4vw;border-top:1px solid var(--line);color:var(--ink2)}.t footer p{margin:.4rem 0}.t footer nav{margin-left:auto}.t footer .way{color:var(--ink2)}
.t h1:not(.picked){margin:0 0 .5rem;text-align:center;font-size:2.8rem}.t .lead{text-align:center;font-size:1.3rem;margin:0 0 2.2rem}
.faces{display:grid;grid-template-columns:repeat(5,1fr);gap:1.15rem}
.faces .level{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:1.3rem;min-height:15.5rem;padding:1rem .4rem;border-width:2px;border-radius:1.5rem;font-size:1.5rem;line-height:1.25;text-align:center}.faces .face{width:5.4rem;height:5.4rem}.faces .level:active{transform:scale(.98)}
.rate{display:grid;grid-template-columns:1.5fr 1fr;gap:0 2rem;align-items:start}#problems{grid-column:1/-1}#problems:empty{display:none}.alert{margin-top:0}
.picked{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .9rem;grid-column:1/-1;margin:0 0 1rem;color:var(--level);font-size:1.5rem;font-weight:700}.picked .face{width:3.2rem;height:3.2rem}.picked .second{margin-left:auto;font-size:1.06rem}
.tags legend{margin-bottom:.6rem;font-size:1.15rem}.tags .grid{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}.tag{min-height:max(var(--least),3.6rem)}.tag input:checked+span{color:var(--accent);font-weight:600}
.part{margin:0 0 .9rem}.part>label{display:block;margin-bottom:.6rem;font-size:1.15rem}.part .hint{margin:.3rem 0 0;font-size:.9rem}
details{margin-bottom:0}.inner{padding:0 .9rem .9rem}.inner .hint{margin:0 0 .5rem}.inner label{display:block;margin:.4rem 0 .2rem}
.send{display:grid;grid-template-columns:1.15fr 1fr;gap:.8rem;margin-top:1.2rem}.send .second{padding:.3rem .4rem}.send .main,.send .second{min-height:max(var(--least),4rem)}
.end{text-align:center}.end .tick{margin:0 auto 1rem;width:4.6rem;height:4.6rem;font-size:2.4rem}.end .given{justify-content:center}.end .lead{margin-bottom:1.3rem}.end .main{max-width:20rem;margin:0 auto}.end .hint{margin:.7rem 0 0}
.given{display:flex;align-items:center;gap:.6rem;margin:0 0 .8rem;color:var(--level);font-size:1.2rem;font-weight:700}
.follow{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:.8rem 2rem;margin:0 0 1.4rem;text-align:left}.follow svg{width:10.5rem;height:10.5rem;border:1px solid var(--line);border-radius:.8rem}.follow p{margin:0 0 .4rem}.follow .code{font-size:1.9rem}
.digits{margin:.6rem 0 1rem;text-align:center;font:700 6rem/1.1 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.06em;color:var(--accent);white-space:nowrap}
#sign{margin:0;color:var(--warn);font-weight:600}#sign::before{content:"⚠ "}
.elder .t h1:not(.picked){font-size:1.6rem}.elder .t .lead{font-size:1.03rem;margin-bottom:1rem}.elder .faces{gap:.5rem}.elder .faces .level{font-size:1rem;min-height:9rem;gap:.6rem;padding:.4rem .15rem;letter-spacing:0}.elder .faces .face{width:3.4rem;height:3.4rem}.elder .t header{font-size:1rem;padding-top:.5rem;min-height:3rem}.elder .rate{grid-template-columns:1fr}.elder .picked{font-size:1.1rem;margin-bottom:.5rem}.elder .picked .face{width:2.2rem;height:2.2rem}.elder .tag{min-height:62px}.elder .part>label,.elder .tags legend,.elder .picked .second,.elder .part .hint{font-size:1rem}.elder .send .main,.elder .send .second{min-height:2.4rem}.elder .end .tick{width:2.6rem;height:2.6rem;font-size:1.3rem}.elder .digits{font-size:3.4rem}.elder .follow .code{font-size:1.2rem}.elder .follow svg{width:7rem;height:7rem}
@media (max-height:700px){.t header{padding-top:.5rem;min-height:3rem}.t h1:not(.picked){font-size:2.1rem}.t .lead{margin-bottom:1.1rem;font-size:1.15rem}.faces .level{min-height:11rem;gap:.9rem}.faces .face{width:4.4rem;height:4.4rem}.tags .grid{gap:.45rem}.tag{min-height:54px}.picked{margin-bottom:.4rem}.picked .face{width:2.4rem;height:2.4rem}.end .tick{width:3.2rem;height:3.2rem;font-size:1.7rem;margin-bottom:.5rem}.send{margin-top:.7rem}.digits{font-size:4.6rem}}
@media (orientation:portrait){.faces{grid-template-columns:1fr;gap:1rem}.faces .level{flex-direction:row;justify-content:flex-start;min-height:7.4rem;padding:.6rem 2rem;gap:1.8rem;text-align:left}.faces .face{width:4.6rem;height:4.6rem}.rate{grid-template-columns:1fr;gap:1.2rem 0}.elder .faces .level{min-height:4.6rem}}
@media (max-width:700px){.t h1:not(.picked){font-size:1.6rem}.tags .grid,.send{grid-template-columns:1fr}.faces .level{min-height:5rem}.digits{font-size:3.4rem}}
`.replaceAll('\n', '')
