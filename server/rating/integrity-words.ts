// A sign in sentences: what was seen, and how improbable it is. Pure; the pages use it too.
import type { IntegrityRule } from '../../sampling/integrity.ts'
import { integritySeenWords as w } from '../words/integrity.ts'
import type { Speak } from '../words/words.ts'

interface Seen {
  readonly seen: Readonly<Record<string, number>>
  readonly chance: number | null
  readonly compared: number
}

/** The numbers of a sentence in the order of its places. */
const NUMBERS: Readonly<Record<Exclude<IntegrityRule, 'staff_phone'>, readonly string[]>> = {
  fast_rating: ['seconds'],
  before_finish: ['seconds'],
  one_device: ['visits', 'best', 'elsewhere', 'share'],
  one_network: ['visits', 'best', 'elsewhere', 'share', 'devices'],
  run: ['ratings', 'seconds', 'best'],
  fast_window: ['ratings', 'marked', 'rest', 'restMarked'],
  all_best: ['ratings', 'marked', 'rest', 'restMarked'],
  closing_burst: ['ratings', 'closing', 'expected', 'best'],
}

/** What was seen, in one or two sentences.
 * @example
 * saySeen(speaker('en'), 'run', { seen: { ratings: 4, seconds: 13, best: 4 }, chance: null, compared: 1 })
 * // => '4 ratings within 13 seconds, 4 of them best.'
 */
export function saySeen(t: Speak, rule: IntegrityRule, { seen, chance, compared }: Seen): string {
  const sentence = seenSentence(t, rule, seen)
  if (chance === null) return sentence
  const odds = sayOdds(t, chance)
  return `${sentence} ${compared > 1 ? t(w.chance, odds, compared) : t(w.chanceAlone, odds)}`.trim()
}

function seenSentence(t: Speak, rule: IntegrityRule, seen: Seen['seen']): string {
  if (rule === 'staff_phone')
    return [seen['contact'] ? t(w.contact) : '', seen['visit'] ? t(w.visit) : ''].filter(Boolean).join(' ')
  if (seen['unfinished']) return t(w.unfinished)
  return t(w[rule], ...NUMBERS[rule].map(name => said(name, seen[name] ?? 0)))
}

const said = (name: string, value: number): string =>
  name === 'share' ? `${(value * 100).toFixed(1)}%` : (Math.round(value * 10) / 10).toString()

/** Two digits are enough for what is improbable. */
function sayOdds(t: Speak, chance: number): string {
  if (chance < 1e-8) return t(w.never)
  const times = 1 / chance
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1)
  return t(w.oneIn, (Math.round(times / unit) * unit).toLocaleString('en-US'))
}
