// One row of another system's rating file: what it says, and its level once a person has told which way the digits run. Pure.
import type { ExchangeFault } from '../problem/exchange.ts'
import { type Moment, readMoment } from '../visit/moment.ts'
import { CASE_NO_LENGTH, FUTURE_MS } from '../visit/visit.ts'
import type { ExchangeMap } from './exchange-columns.ts'
import { type Direction, EXCHANGE_FIELDS, type ExchangeField } from './exchange-terms.ts'
import { type Level, LEVELS } from './level.ts'
import { findTag } from './tag.ts'

export interface ExchangeLine {
  readonly line: number
  readonly cells: readonly string[]
  readonly text: Readonly<Record<ExchangeField, string>>
  readonly tags: readonly string[]
  readonly assessedAt: Moment | null
  readonly finishedAt: Moment | null
  /** 1: the rating; 2 and more: supplements. */
  readonly assessNumber: number
  /** What is wrong whichever way the digits run. */
  readonly faults: readonly ExchangeFault[]
}

export function readExchangeLine(
  row: { readonly line: number; readonly cells: readonly string[] },
  map: ExchangeMap,
  now: Date,
): ExchangeLine {
  const text = {} as Record<ExchangeField, string>
  for (const field of EXCHANGE_FIELDS) text[field] = cell(row.cells, map[field])
  const faults: ExchangeFault[] = []
  if (text.caseNo === '') faults.push('caseNoMissing')
  else if (text.caseNo.length > CASE_NO_LENGTH) faults.push('caseNoLong')
  else if (/^\d(\.\d+)?E\+\d+$/i.test(text.caseNo)) faults.push('caseNoRounded')
  const future = (moment: Moment | null) => moment !== null && Date.parse(moment.at) > now.getTime() + FUTURE_MS
  const assessedAt = text.assessedAt === '' ? null : readMoment(text.assessedAt)
  if (text.assessedAt === '') faults.push('timeMissing')
  else if (!assessedAt) faults.push('timeUnreadable')
  else if (future(assessedAt)) faults.push('timeFuture')
  const finishedAt = text.finishedAt === '' ? null : readMoment(text.finishedAt)
  if (text.finishedAt !== '' && !finishedAt) faults.push('finishUnreadable')
  else if (future(finishedAt)) faults.push('finishFuture')
  const assessNumber = text.assessNumber === '' ? 1 : Number(text.assessNumber)
  if (!Number.isInteger(assessNumber) || assessNumber < 1 || assessNumber > 99) faults.push('numberUnreadable')
  return { ...row, text, tags: readTags(text.tags), assessedAt, finishedAt, assessNumber, faults }
}

const cell = (cells: readonly string[], index: number | undefined): string =>
  index === undefined ? '' : (cells[index] ?? '').normalize('NFC').trim()

/** Codes with commas, bars or spaces between them, each once.
 * @example
 * readTags('510|517，510') // => ['510', '517']
 */
export function readTags(text: string): string[] {
  const codes = text.normalize('NFKC').split(/[\s,|;、/]+/)
  return [...new Set(codes.filter(code => code !== ''))]
}

const WORDS: Readonly<Record<string, Level>> = {
  非常满意: 'very_satisfied',
  很满意: 'very_satisfied',
  满意: 'satisfied',
  基本满意: 'basically_satisfied',
  一般: 'basically_satisfied',
  不满意: 'dissatisfied',
  非常不满意: 'very_dissatisfied',
  很不满意: 'very_dissatisfied',
}

/** A level by its words, or by its digit in a direction; null when it is neither.
 * @example
 * readLevel('5', 'one_is_best') // => 'very_dissatisfied'
 */
export function readLevel(text: string, direction: Direction): Level | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  const digit = /^([1-5])(?:星|\.0)?$/.exec(plain)?.[1]
  if (digit === undefined) return WORDS[plain] ?? null
  return LEVELS[direction === 'five_is_best' ? 5 - Number(digit) : Number(digit) - 1] ?? null
}

const isDigit = (text: string): boolean => /^[1-5]/.test(text.normalize('NFKC').trim())

/** The level of a line in a direction, or why it has none. */
export function levelOf({ text }: Pick<ExchangeLine, 'text'>, direction: Direction): Level | ExchangeFault {
  const given = [text.level, text.levelWords].filter(value => value !== '')
  if (given.length === 0) return 'levelMissing'
  const read = given.map(value => readLevel(value, direction))
  const [first, second] = read
  if (!first || read.includes(null)) return 'levelUnknown'
  return second && second !== first ? 'levelContradicts' : first
}

export const isLevel = (level: Level | ExchangeFault): level is Level => LEVELS.includes(level as Level)

/** Whether a line tells by itself which way its digits run: by a tag of a level, or by the level in words. Null: it does not. */
export function agreesWith(line: Pick<ExchangeLine, 'text' | 'tags'>, direction: Direction): boolean | null {
  const digit = [line.text.level, line.text.levelWords].find(isDigit)
  if (digit === undefined) return null
  const level = readLevel(digit, direction)
  const words = [line.text.level, line.text.levelWords].find(value => value !== '' && !isDigit(value))
  const told = line.tags.flatMap(code => findTag(code)?.level ?? [])
  const named = words === undefined ? null : readLevel(words, direction)
  if (named) told.push(named)
  return told.length === 0 ? null : told.every(other => other === level)
}

/** Tags of the level, and codes nobody knows, kept; a national tag of another level is a fault. */
export function tagsFit(tags: readonly string[], level: Level): boolean {
  return tags.every(code => (findTag(code)?.level ?? level) === level)
}
