// Times as queue and case systems write them, read as China time where no zone is named. Pure.

export interface Moment {
  /** ISO UTC. */
  readonly at: string
  /** Only a day was written; `at` is its beginning in China. */
  readonly dayOnly: boolean
}

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/
const PLAIN = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: +(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?$/
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/
/** Days since 30 December 1899, as Excel and WPS hold dates in cells without a date format: 1954 to 2119. */
const SERIAL = /^[2-7]\d{4}(\.\d+)?$/
const EPOCH = /^1\d{12}$/
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const CHINA_MS = 8 * 3_600_000

/** @returns null when it is no time between 2000 and 2100
 * @example
 * readMoment('2026/11/25 9:30') // => { at: '2026-11-25T01:30:00.000Z', dayOnly: false }
 * @example
 * readMoment('2026年11月25日') // => { at: '2026-11-24T16:00:00.000Z', dayOnly: true }
 * @example
 * readMoment('2026-02-30 09:00') // => null
 */
export function readMoment(text: string): Moment | null {
  const plain = text.normalize('NFKC').trim()
  if (ZONED.test(plain)) return made(Date.parse(plain), false)
  if (EPOCH.test(plain)) return made(Number(plain), false)
  if (SERIAL.test(plain)) {
    const seconds = Math.round(Number(plain) * 86_400)
    return made(SERIAL_ZERO + seconds * 1000 - CHINA_MS, !plain.includes('.'))
  }
  const parts = COMPACT.exec(plain) ?? PLAIN.exec(tidied(plain))
  return parts ? ofParts(parts.slice(1).map(part => (part === undefined ? null : Number(part)))) : null
}

function tidied(text: string): string {
  return text
    .replace(/[年月/.](?=\d)/g, (mark, at: number) => (mark === '.' && /:\d+$/.test(text.slice(0, at)) ? mark : '-'))
    .replace(/日/, ' ')
    .replace(/[时点分](?=\d)/g, ':')
    .replace(/[秒分]$/, '')
    .replace(/(\d)[时点]$/, '$1:00')
    .replace(/(\d)T(\d)/, '$1 $2')
    .trim()
}

function ofParts([year, month, day, hour, minute, second]: (number | null)[]): Moment | null {
  const [y, m, d, h, min, s] = [year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0]
  if (h > 23 || min > 59 || s > 59) return null
  const utc = new Date(Date.UTC(y, m - 1, d, h, min, s))
  if (utc.getUTCMonth() !== m - 1 || utc.getUTCDate() !== d) return null
  return made(utc.getTime() - CHINA_MS, hour === null)
}

function made(ms: number, dayOnly: boolean): Moment | null {
  if (!(ms >= Date.UTC(2000, 0, 1) && ms < Date.UTC(2100, 0, 1))) return null
  return { at: new Date(ms).toISOString(), dayOnly }
}
