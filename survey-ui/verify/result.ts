// The verdict and everything under it: what was found, check by check, the numbers, the facts of the manifest.
import { checkWords } from '../../sampling/words.ts'
import type { Check, VerifyReport } from '../../sampling/verify.ts'
import {
  verifyExplainWords,
  verifyFactWords,
  verifyOutcomeWords,
  verifyVerdictWords,
  verifyWords,
  verifyListWords,
} from '../../server/words/verify.ts'
import { el } from './dom.ts'

export type Lang = 'zh' | 'en'
type Words = readonly [string, string]
export type Say = (words: Words) => string

const marks = { pass: '✓', fail: '✕', open: '–', yes: '✓', no: '✕', not_yet: '…' } as const

/** The banner with the answer. */
export function verdictBanner({ verdict, firstDifference }: VerifyReport, say: Say, lang: Lang, at: Date): HTMLElement {
  return el(
    'section',
    { class: `verdict ${verdict}`, role: 'status', 'aria-live': 'polite' },
    el('span', { class: 'mark', 'aria-hidden': 'true' }, marks[verdict]),
    el(
      'div',
      { class: 'grow' },
      el('h2', {}, say(verifyVerdictWords[verdict])),
      el('p', {}, say(verifyVerdictWords[`${verdict}Detail`])),
      firstDifference !== null && el('p', { class: 'difference', id: 'first-difference' }, firstDifference[lang]),
      el(
        'p',
        { class: 'quiet' },
        `${say(verifyWords.checkedAt)} ${at.toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB')}`,
      ),
    ),
    el('button', { class: 'plain no-print', type: 'button', onclick: () => window.print() }, say(verifyWords.print)),
  )
}

/** All checks, one row each. Several problems of the files share one row's name. */
export function checkList(checks: readonly Check[], say: Say, lang: Lang): HTMLElement {
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, say(verifyFactWords.checks)),
    el('ol', { class: 'checks' }, ...checks.map(check => checkRow(check, say, lang))),
  )
}

function checkRow({ id, outcome, problem }: Check, say: Say, lang: Lang): HTMLElement {
  return el(
    'li',
    { class: outcome, id: `check-${id}` },
    el('span', { class: 'mark', 'aria-hidden': 'true' }, marks[outcome]),
    el(
      'div',
      { class: 'grow' },
      el('b', {}, say(checkWords[id])),
      el('p', {}, problem === undefined ? say(verifyExplainWords[id]) : problem[lang]),
    ),
    el('span', { class: 'outcome' }, say(verifyOutcomeWords[outcome])),
  )
}

/** Before there is a result: what will be checked, in plain words. */
export function checkPlan(say: Say): HTMLElement {
  const ids = (Object.keys(checkWords) as (keyof typeof checkWords)[]).filter(
    id => id !== 'secret' && id !== 'panel' && id !== 'earlier',
  )
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, say(verifyFactWords.plan)),
    el(
      'ol',
      { class: 'plan' },
      ...ids.map(id => el('li', {}, el('b', {}, say(checkWords[id])), el('p', {}, say(verifyExplainWords[id])))),
    ),
  )
}

/** What the manifest says, and the draw key computed from it. */
export function factList(
  manifest: Readonly<Record<string, unknown>>,
  drawKey: string | undefined,
  fileNames: string,
  say: Say,
): HTMLElement {
  const seed = (typeof manifest['seed'] === 'object' ? manifest['seed'] : {}) as Readonly<Record<string, unknown>>
  const facts: [keyof typeof verifyFactWords, unknown][] = [
    ['files', fileNames],
    ['seed', seed['value']],
    ['recorded_at', seed['recorded_at']],
    ['place', seed['place']],
    ['witnesses', Array.isArray(seed['witnesses']) ? seed['witnesses'].join(say(verifyListWords.mark)) : undefined],
    ['committed_at', manifest['committed_at']],
    ['frame_digest', manifest['frame_digest']],
    ['design_digest', manifest['design_digest']],
    ['sample_digest', manifest['sample_digest']],
    ['secret_digest', manifest['secret_digest']],
    ['draw_key', drawKey],
  ]
  const shown = facts.filter((fact): fact is [keyof typeof verifyFactWords, string] => typeof fact[1] === 'string')
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, say(verifyFactWords.facts)),
    el(
      'dl',
      {},
      ...shown.flatMap(([key, value]) => [
        el('dt', {}, say(verifyFactWords[key])),
        el('dd', { class: /^[0-9a-f]{64}$/.test(value) ? 'digest' : 'text' }, value),
      ]),
    ),
  )
}
