// Days and hours as the offices count them: China Standard Time, UTC+8 the year round.

const OFFSET_MS = 8 * 3_600_000

const shifted = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString()

/** `2026-11-25` in China.
 * @example
 * chinaDay(new Date('2026-11-24T16:00:00Z')) // => '2026-11-25'
 */
export function chinaDay(at: Date): string {
  return shifted(at).slice(0, 10)
}

/** `2026-11-25T09`, the hour in China: the key of tallies. */
export function chinaHour(at: Date): string {
  return shifted(at).slice(0, 13)
}

/** `2026-11-25 09:30`, for people to read. */
export function chinaMinute(at: Date): string {
  return shifted(at).slice(0, 16).replace('T', ' ')
}

/** The moment a China day begins. */
export function startOfChinaDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
