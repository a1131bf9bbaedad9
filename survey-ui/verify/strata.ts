// The numbers per stratum, and in words how each method used decides.
import type { VerifyReport } from '../../sampling/verify.ts'
import { verifyFactWords } from '../../server/words/verify.ts'
import {
  verifyMethodExplainWords,
  verifyMethodWords,
  verifyRemarkWords as remarkWords,
} from '../../server/words/verify-method.ts'
import { el } from './dom.ts'
import type { Say } from './result.ts'

type Strata = NonNullable<VerifyReport['strata']>

const methodOf = ({ method, replay }: Strata[number]): keyof typeof verifyMethodWords =>
  replay === 'index' ? 'index' : method

/** What the manifest says of a stratum beyond its numbers. */
function remarks(own: Strata[number], say: Say): string {
  const counted = (words: readonly [string, string], n: number | undefined, least = 0): string =>
    n === undefined || n < least ? '' : say(words).replace('{n}', n.toLocaleString('en'))
  return [
    counted(remarkWords.elements, own.elements).replace('{column}', own.cluster ?? ''),
    counted(remarkWords.realised, own.realised),
    counted(remarkWords.certainties, own.certainties, 1),
    counted(remarkWords.zero_size, own.zero_size, 1),
    counted(remarkWords.excluded, own.excluded, 1),
    own.reserve === 'rest' ? say(remarkWords.rest) : '',
  ]
    .filter(words => words !== '')
    .join(say(['；', '; ']))
}

function methodCell(own: Strata[number], say: Say): HTMLElement {
  const more = remarks(own, say)
  const name = say(verifyMethodWords[methodOf(own)])
  return el('td', {}, name, more !== '' && el('span', { class: 'remark' }, more))
}

/** How each of the methods used decides. */
export function methodNotes(strata: Strata, say: Say): HTMLElement {
  const used = [...new Set(strata.map(methodOf))]
  return el(
    'section',
    { class: 'card', id: 'methods' },
    el('h3', {}, say(verifyFactWords.methods)),
    el(
      'ol',
      { class: 'plan' },
      ...used.map(method =>
        el('li', {}, el('b', {}, say(verifyMethodWords[method])), el('p', {}, say(verifyMethodExplainWords[method]))),
      ),
    ),
  )
}

/** Population, sample and reserve per stratum. */
export function strataTable(strata: NonNullable<VerifyReport['strata']>, say: Say): HTMLElement {
  const number = (value: number): HTMLElement => el('td', { class: 'number' }, value.toLocaleString('en'))
  // People and clusters do not add up.
  const mixed = new Set(strata.map(own => own.cluster === undefined)).size > 1
  const total = (key: 'N' | 'n' | 'r'): HTMLElement => number(strata.reduce((sum, own) => sum + own[key], 0))
  const heads = [verifyFactWords.population, verifyFactWords.sample, verifyFactWords.reserve]
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, say(verifyFactWords.strata)),
    el(
      'div',
      { class: 'scroll' },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col' }, say(verifyFactWords.stratum)),
            ...heads.map(head => el('th', { scope: 'col', class: 'number' }, say(head))),
            el('th', { scope: 'col' }, say(verifyFactWords.method)),
          ),
        ),
        el(
          'tbody',
          {},
          ...strata.map(own =>
            el('tr', {}, el('td', {}, own.stratum), number(own.N), number(own.n), number(own.r), methodCell(own, say)),
          ),
        ),
        !mixed &&
          el(
            'tfoot',
            {},
            el('tr', {}, el('td', {}, say(verifyFactWords.total)), total('N'), total('n'), total('r'), el('td', {})),
          ),
      ),
    ),
  )
}
