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
  const total = (key: 'N' | 'n' | 'r'): number => strata.reduce((sum, stratum) => sum + stratum[key], 0)
  const remarked = strata.some(own => remarks(own, say) !== '')
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
            remarked && el('th', { scope: 'col' }, say(verifyFactWords.remarks)),
          ),
        ),
        el(
          'tbody',
          {},
          ...strata.map(own =>
            el(
              'tr',
              {},
              el('td', {}, own.stratum),
              number(own.N),
              number(own.n),
              number(own.r),
              el('td', {}, say(verifyMethodWords[methodOf(own)])),
              remarked && el('td', { class: 'remarks' }, remarks(own, say)),
            ),
          ),
        ),
        el(
          'tfoot',
          {},
          el(
            'tr',
            {},
            el('td', {}, say(verifyFactWords.total)),
            number(total('N')),
            number(total('n')),
            number(total('r')),
            el('td', { colspan: remarked ? '2' : '1' }),
          ),
        ),
      ),
    ),
  )
}
