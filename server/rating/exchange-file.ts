// A rating file as a whole: its columns and lines read, both directions side by side, refused lines as a file.
import { setImmediate } from 'node:timers/promises'
import { csvLine } from '../files/csv.ts'
import type { ReceivedTable } from '../files/table.ts'
import { type ExchangeFault, exchangeFault, exchangeProblem } from '../problem/exchange.ts'
import { visitWords } from '../words/visit.ts'
import type { Words } from '../words/words.ts'
import { agreesWith, type ExchangeLine, isLevel, levelOf, readExchangeLine, tagsFit } from './exchange.ts'
import { type ExchangeColumn, type ExchangeMap, exchangeMap, findExchangeHeader } from './exchange-columns.ts'
import {
  CODED_FIELDS,
  type CodedField,
  type Direction,
  DIRECTIONS,
  EXCHANGE_FIELDS,
  type ExchangeField,
} from './exchange-terms.ts'
import { codeWords, type Profile } from './exchange-profile.ts'
import { isBad, type Level, LEVELS } from './level.ts'
import { screenWords } from './screen.ts'
import { findTag } from './tag.ts'

export const MAX_LINES = 100_000
const SLICE = 2_000

export interface ExchangeFile {
  readonly table: ReceivedTable
  readonly headerLine: number
  readonly columns: readonly ExchangeColumn[]
  readonly map: ExchangeMap
  readonly lines: readonly ExchangeLine[]
}

export type ChosenColumns = Readonly<Partial<Record<ExchangeField, number | null>>>

/** @throws Problem when the columns cannot be found or there are too many lines */
export async function readExchangeFile(table: ReceivedTable, now: Date, chosen: ChosenColumns): Promise<ExchangeFile> {
  const found = findExchangeHeader(table.rows)
  if (!found) throw exchangeProblem.noHeader()
  const body = table.rows.slice(found.row + 1)
  if (body.length > MAX_LINES) throw exchangeProblem.tooManyLines(MAX_LINES)
  const map = exchangeMap(found.columns, chosen)
  const lines: ExchangeLine[] = []
  for (const [index, row] of body.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate()
    lines.push(readExchangeLine(row, map, now))
  }
  return { table, headerLine: table.rows[found.row]?.line ?? 1, columns: found.columns, map, lines }
}

/** How the file reads in one direction; lines filled in by a system are counted apart. */
export interface DirectionView {
  readonly levels: Readonly<Record<Level, number>>
  readonly rated: number
  readonly bad: number
  /** Lines whose tags or level in words say that this is the direction, and that it is not. */
  readonly agree: number
  readonly contradict: number
  /** Lines refused in this direction, their own faults included. */
  readonly refused: number
}

export function viewOf(lines: readonly ExchangeLine[], direction: Direction, isDefault: IsDefault): DirectionView {
  const levels = Object.fromEntries(LEVELS.map(level => [level, 0])) as Record<Level, number>
  const view = { rated: 0, bad: 0, agree: 0, contradict: 0, refused: 0 }
  for (const line of lines) {
    const agrees = agreesWith(line, direction)
    if (agrees === true) view.agree++
    if (agrees === false) view.contradict++
    const level = levelOf(line, direction)
    if (faultsOf(line, direction).length > 0) view.refused++
    if (!isLevel(level) || isDefault(line)) continue
    levels[level]++
    view.rated++
    if (isBad(level)) view.bad++
  }
  return { levels, ...view }
}

export type IsDefault = (line: ExchangeLine) => boolean

/** Filled in by the other system, as the person said by the channel's code. */
export const defaultBy = (channels: readonly string[]): IsDefault => {
  const codes = new Set(channels)
  return line => codes.has(line.text.channel)
}

/** Everything that is wrong with a line in a direction. */
export function faultsOf(line: ExchangeLine, direction: Direction): ExchangeFault[] {
  const level = levelOf(line, direction)
  if (!isLevel(level)) return [...line.faults, level]
  return tagsFit(line.tags, level) ? [...line.faults] : [...line.faults, 'tagContradicts']
}

export interface SampleLine {
  readonly line: number
  readonly code: string
  readonly levels: Readonly<Record<Direction, Level | null>>
  readonly tags: readonly { readonly code: string; readonly words: Words | null }[]
  /** Screened. */
  readonly words: string
  readonly isDefault: boolean
}

const SAMPLES_A_CODE = 3

/** Lines that say something, a few of each level code, so that a person sees which way the digits run. */
export function samplesOf(lines: readonly ExchangeLine[], isDefault: IsDefault): SampleLine[] {
  const taken = new Map<string, ExchangeLine[]>()
  const telling = (line: ExchangeLine) => (line.text.words === '' ? 0 : 2) + (line.tags.length > 0 ? 1 : 0)
  for (const line of lines) {
    const code = line.text.level || line.text.levelWords
    const found = taken.get(code) ?? []
    if (found.length === 0) taken.set(code, found)
    found.push(line)
    if (found.length > SAMPLES_A_CODE) found.sort((a, b) => telling(b) - telling(a) || a.line - b.line).pop()
    if (taken.size > 12) break
  }
  return [...taken]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([code, found]) =>
      found.map(line => ({
        line: line.line,
        code,
        levels: Object.fromEntries(
          DIRECTIONS.map(direction => {
            const level = levelOf(line, direction)
            return [direction, isLevel(level) ? level : null]
          }),
        ) as Record<Direction, Level | null>,
        tags: line.tags.map(tag => ({ code: tag, words: findTag(tag)?.words ?? null })),
        words: screenWords(line.text.words).slice(0, 200),
        isDefault: isDefault(line),
      })),
    )
}

/** Codes of the coded columns with how often they occur and what a table says they mean. */
export function codesOf(file: Pick<ExchangeFile, 'lines' | 'map'>, profile: Profile) {
  return CODED_FIELDS.filter(field => file.map[field] !== undefined).map((field: CodedField) => {
    const counts = new Map<string, number>()
    for (const { text } of file.lines) counts.set(text[field], (counts.get(text[field]) ?? 0) + 1)
    const codes = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, 20)
    return { field, codes: codes.map(([code, lines]) => ({ code, lines, words: codeWords(profile, field, code) })) }
  })
}

/** Tag codes nobody knows, with how often they occur. */
export function unknownTagsOf(lines: readonly ExchangeLine[]): { readonly code: string; readonly lines: number }[] {
  const counts = new Map<string, number>()
  for (const { tags } of lines)
    for (const code of tags) if (!findTag(code)) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, lines: count })).sort((a, b) => b.lines - a.lines)
}

export interface RefusedLine {
  readonly line: ExchangeLine
  readonly reasons: readonly Words[]
}

export const reasonsOf = (faults: readonly ExchangeFault[]): Words[] => faults.map(fault => exchangeFault[fault])

/** Refused lines as a file that can be corrected and imported again: the columns that were read, words screened, nobody named. */
export function rejectsCsv(file: Pick<ExchangeFile, 'columns' | 'map'>, refused: readonly RefusedLine[]): string {
  const fields = EXCHANGE_FIELDS.filter(field => file.map[field] !== undefined)
  const headers = fields.map(field => file.columns[file.map[field] ?? -1]?.header ?? field)
  const options = { encoding: 'utf-8' } as const
  let text = '\uFEFF'
  text += csvLine([...headers, visitWords.rejectLine[0], visitWords.rejectReason[0]], options)
  for (const { line, reasons } of refused) {
    const cells = fields.map(field => (field === 'words' ? screenWords(line.text.words) : line.text[field]))
    text += csvLine([...cells, line.line, reasons.map(reason => reason[0]).join('；')], options)
  }
  return text
}
