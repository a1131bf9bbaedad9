// Names, numbers, dates and sex as people write them, made into one form. Pure; what cannot be read is said, never guessed.
import { assignedForm } from '../files/encoding.ts'

/** Why a cell could not be taken as it stands; the words are in server/words/roster.ts. */
export type CellProblem =
  | 'mobile_missing'
  | 'mobile_scientific'
  | 'mobile_short'
  | 'mobile_long'
  | 'mobile_invalid'
  | 'landline_only'
  | 'mobile_rounded'
  | 'name_missing'
  | 'name_unusual'
  | 'sex_unknown'
  | 'date_unreadable'
  | 'characters_lost'

const DOTS = /\s*[·•．∙・‧⋅･]\s*/g
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B-\u200F\u2060\uFEFF\u00AD]/g
const PLAIN_NAME = /^[\u4E00-\u9FA5]{2,4}$/
const HAN_NAME = /^[\p{Script=Han}〇]+(·[\p{Script=Han}〇]+)*$/u

/** Text without surrounding or invisible characters, composed (NFC), old private-use characters replaced. */
export function tidy(text: string): string {
  const trimmed = text.trim()
  if (/^[\x20-\x7E\u4E00-\u9FA5]*$/.test(trimmed)) return trimmed
  return assignedForm(trimmed.normalize('NFC').replace(INVISIBLE, '')).trim()
}

/**
 * One form of a person's name: spaces between Chinese characters closed (张\u3000三), dots of names unified to U+00B7.
 * @example
 * normaliseName(' 张\u3000三 ') // => '张三'
 * @example
 * normaliseName('买买提•吐尔逊') // => '买买提·吐尔逊'
 * @example
 * normaliseName('Anna  Lindqvist') // => 'Anna Lindqvist'
 */
export function normaliseName(text: string): string {
  if (PLAIN_NAME.test(text)) return text
  const name = tidy(text).replace(DOTS, '·').replace(/\s+/g, ' ')
  return name.includes(' ') ? name.replace(/(?<=[\p{Script=Han}〇]) (?=[\p{Script=Han}〇])/gu, '') : name
}

/** A name that may be a slip: a digit, one character, more than thirty. Latin names are welcome. */
export function isUsualName(name: string): boolean {
  if (PLAIN_NAME.test(name)) return true
  const { length } = Array.from(name)
  return length >= 2 && length <= 30 && (HAN_NAME.test(name) || /^[\p{L}\p{M}][\p{L}\p{M}·' .-]+$/u.test(name))
}

export interface Mobile {
  /** 11 digits, or null when none can be recovered. */
  readonly mobile: string | null
  /** Further numbers of the cell (mobile or landline), kept for calling. */
  readonly extra: string | null
  readonly problem: CellProblem | null
}

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?$/
const SCIENTIFIC = /^\+?(\d(?:\.\d+)?)E\+?(\d{1,2})$/i

/**
 * The first mobile number of a cell in 11 digits; further numbers are kept. Full width, spaces, dashes, +86, 0086 and 86 are
 * understood; digits that are gone (1.99E+10, ten digits) are reported, never invented.
 * @example
 * normaliseMobile('１９９００００１２３４').mobile // => '19900001234'
 * @example
 * normaliseMobile('+86 199-0000-1234；0595-22345678') // => { mobile: '19900001234', extra: '0595-22345678', problem: null }
 * @example
 * normaliseMobile('1.99E+10').problem // => 'mobile_scientific'
 */
export function normaliseMobile(text: string): Mobile {
  if (MOBILE.test(text)) return { mobile: text, extra: null, problem: rounded(text) }
  const cell = text.normalize('NFKC').replace(INVISIBLE, '').trim()
  if (cell === '') return { mobile: null, extra: null, problem: 'mobile_missing' }
  const parts = cell.split(/[;,、/\\|\n\r]+|(?<=\d) {2,}(?=\d)|[和或及]/).filter(part => part.trim() !== '')
  const numbers = parts.flatMap(numbersOf)
  const mobile = numbers.find(number => MOBILE.test(number)) ?? null
  if (mobile === null) return { mobile: null, extra: numbers.join(';') || null, problem: lostReason(parts, numbers) }
  const extra = [...new Set(numbers)].filter(number => number !== mobile).join(';')
  return { mobile, extra: extra || null, problem: rounded(mobile) }
}

/** 13800000000 is often 1.38E+10 written out again: kept, but said. */
function rounded(mobile: string): CellProblem | null {
  return mobile.endsWith('00000000') ? 'mobile_rounded' : null
}

/** The numbers in one part of a cell: usually one, two when they were only set apart by a space or a word. */
function numbersOf(part: string): string[] {
  const number = numberOf(part)
  if (number) return [number]
  const found = (part.match(/\d[\d-]{6,}\d/g) ?? []).map(numberOf)
  const split = found.filter(item => item !== null)
  if (split.length > 0) return split
  const digits = part.replace(/\D/g, '')
  const halves = digits.length === 22 ? [digits.slice(0, 11), digits.slice(11)] : []
  return halves.length > 0 && halves.every(half => MOBILE.test(half)) ? halves : []
}

function numberOf(part: string): string | null {
  const exact = exactScientific(part.trim())
  const compact = (exact ?? part)
    .replace(/^[^\d+(]*/, '')
    .replace(/\.0+$/, '')
    .replace(/[\s\-–—―‐‑−_.]|\((?=0\d)|(?<=0\d{2,3})\)/g, '')
  const mobile = compact.replace(/\([^)]*\)$/, '').replace(/^(\+?86|0086)(?=1)/, '')
  if (MOBILE.test(mobile)) return mobile
  const landline = part
    .replace(/[()]/g, '-')
    .replace(/[–—―‐‑−\s]+/g, '-')
    .replace(/--+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(\+86|0086)-?0?(?=\d{2,3}-)/, '0')
  return LANDLINE.test(landline) ? landline : null
}

/** 1.9900001234E+10 carries all eleven digits and can be read; 1.99E+10 cannot. */
function exactScientific(part: string): string | null {
  const match = SCIENTIFIC.exec(part)
  if (!match?.[1]) return null
  const digits = match[1].replace('.', '')
  return Number(match[2]) === 10 && digits.length === 11 ? digits : null
}

function lostReason(parts: readonly string[], numbers: readonly string[]): CellProblem {
  if (numbers.length > 0) return 'landline_only'
  const first = parts[0] ?? ''
  if (/\d(\.\d+)?E\+?\d/i.test(first)) return 'mobile_scientific'
  const digits = first.replace(/\D/g, '').replace(/^(0086|86)(?=1)/, '')
  if (digits.length === 0) return 'mobile_missing'
  if (digits.length < 11) return 'mobile_short'
  return digits.length > 11 ? 'mobile_long' : 'mobile_invalid'
}

const MALE = new Set(['男', '男性', 'm', 'male', '1', '男士', '先生'])
const FEMALE = new Set(['女', '女性', 'f', 'female', '2', '女士'])

/** @returns null for an empty cell, undefined for what is neither
 * @example
 * normaliseSex('女 ') // => 'female'
 */
export function normaliseSex(text: string): 'male' | 'female' | null | undefined {
  if (text === '男') return 'male'
  if (text === '女') return 'female'
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (word === '' || word === '-' || word === '/' || word === '不详' || word === '未知') return null
  return MALE.has(word) ? 'male' : FEMALE.has(word) ? 'female' : undefined
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/

/**
 * A day as 2026-01-02 from 2026-1-2, 2026/1/2, 2026.1.2, 2026年1月2日, 20260102 or an Excel serial number.
 * @returns null for an empty cell, undefined for what is no day of the calendar
 * @example
 * normaliseDate('2026年1月2日') // => '2026-01-02'
 * @example
 * normaliseDate('46024') // => '2026-01-02'
 * @example
 * normaliseDate('2026.2.30') // => undefined
 */
export function normaliseDate(text: string): string | null | undefined {
  if (text === '') return null
  const cell = text.normalize('NFKC').trim()
  if (cell === '' || cell === '-' || cell === '/') return null
  const written = WRITTEN.exec(cell) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(cell)
  if (written) return day(Number(written[1]), Number(written[2]), Number(written[3]))
  const serial = /^\d{5}(\.\d+)?$/.test(cell) ? Math.floor(Number(cell)) : 0
  if (serial >= 20_000 && serial < 80_000)
    return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
  return undefined
}

function day(year: number, month: number, date: number): string | undefined {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || date < 1) return undefined
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (date > (month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0))) return undefined
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}

/** 138****1234: what is shown where the number itself is not needed.
 * @example
 * maskMobile('19900001234') // => '199****1234'
 */
export function maskMobile(mobile: string): string {
  return mobile.length < 8 ? '****' : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
}

/** 张*, 张*三: the family name and the last character stay.
 * @example
 * maskName('张小三') // => '张*三'
 */
export function maskName(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= 2) return `${characters[0] ?? ''}*`
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
