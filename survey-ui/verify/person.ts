// "Check one person yourself": the line for the shell, and the same lookup on the page.
import { verifyPersonWords } from '../../server/words/verify.ts'
import { copyText, el, fill } from './dom.ts'
import type { Person } from './messages.ts'
import type { Say } from './result.ts'

const command = (drawKey: string, elementId: string, hash: string): string => {
  const quoted = `'${elementId.replace(/'/g, `'\\''`)}'`
  return `printf '%s:%s' ${drawKey} ${quoted} | ${hash === 'sm3' ? 'openssl dgst -sm3' : 'sha256sum'}`
}

export interface PersonCard {
  readonly element: HTMLElement
  /** Show what the worker found. */
  show(person: Person): void
}

/** The card; `ask` sends an id to the worker. */
export function personCard(
  drawKey: string,
  hash: string,
  example: string,
  say: Say,
  ask: (id: string) => void,
): PersonCard {
  const input = el('input', { id: 'person-id', type: 'text', autocomplete: 'off', spellcheck: 'false', value: example })
  const line = el('code', { id: 'shell-line' }, command(drawKey, example, hash))
  const answer = el('p', { id: 'person-answer', 'aria-live': 'polite' })
  const copy = el('button', { type: 'button', class: 'plain no-print' }, say(verifyPersonWords.copy))
  copy.addEventListener('click', () => {
    void copyText(line.textContent ?? '').then(() => fill(copy, say(verifyPersonWords.copied)))
  })
  input.addEventListener('input', () => {
    fill(line, command(drawKey, input.value, hash))
    fill(answer)
    fill(copy, say(verifyPersonWords.copy))
  })
  const form = el(
    'form',
    { class: 'person no-print' },
    el('label', { for: 'person-id' }, say(verifyPersonWords.id)),
    input,
    el('button', { type: 'submit', class: 'plain' }, say(verifyPersonWords.look)),
  )
  form.addEventListener('submit', event => {
    event.preventDefault()
    if (input.value !== '') ask(input.value)
  })
  const element = el(
    'section',
    { class: 'card' },
    el('h3', {}, say(verifyPersonWords.title)),
    el('p', { class: 'soft' }, say(hash === 'sm3' ? verifyPersonWords.introSm3 : verifyPersonWords.intro)),
    form,
    el('div', { class: 'shell' }, line, copy),
    answer,
    el('p', { class: 'soft' }, say(verifyPersonWords.shell)),
    el(
      'div',
      { class: 'shell' },
      el(
        'code',
        {},
        'npm run -s sampling -- verify --frame frame.csv --design design.json --manifest manifest.json --sample sample.csv',
      ),
    ),
  )
  return { element, show: person => fill(answer, ...personWords(person, say)) }
}

function personWords({ stratum, ticket, drawn, last, byTicket }: Person, say: Say): (HTMLElement | string)[] {
  const named = (words: readonly [string, string], details: Readonly<Record<string, string>>): string =>
    say(words).replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '')
  if (stratum === null) return [say(verifyPersonWords.absent)]
  const shownTicket = el('span', { class: 'digest' }, ticket)
  const start = `${say(verifyPersonWords.ticket)} `
  if (drawn !== null) {
    const words = drawn.role === 'sample' ? verifyPersonWords.drawn : verifyPersonWords.reserved
    return [start, shownTicket, ' ', named(words, { stratum, order: String(drawn.order) })]
  }
  const passed = last === null ? verifyPersonWords.untouched : verifyPersonWords.passed
  const words = byTicket ? passed : verifyPersonWords.otherwise
  return [start, shownTicket, ' ', named(words, { stratum, last: `${(last ?? '').slice(0, 16)}…` })]
}
