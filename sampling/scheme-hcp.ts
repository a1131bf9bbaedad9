// Strict reading of the 好差评 part of a campaign's scheme.
import { HCP_LEVELS } from './channel.ts'
import { isObject } from './check.ts'
import { compareDecimals, isDecimal } from './decimal.ts'
import type { HcpRule, ValueMap } from './scheme.ts'
import { defaultScheme } from './scheme.ts'
import type { SchemeReader } from './scheme-reader.ts'

const AT = '/hcp'
/** Fewer ratings than this are hidden everywhere, so they may not move a score either. */
const LEAST = 5

/** Read the channel's rule; null and absent both mean that there is no channel. Keys left out take their default. @internal */
export function readHcp(
  value: unknown,
  maps: Readonly<Record<string, ValueMap>>,
  reader: SchemeReader,
): HcpRule | null {
  if (value === null || value === undefined) return null
  const pattern = defaultScheme.hcp!
  if (!isObject(value)) {
    reader.wrong(AT, 'section', value)
    return null
  }
  reader.knownKeys(value, AT, Object.keys(pattern))
  const found: Readonly<Record<keyof HcpRule, unknown>> = { ...pattern, ...value }
  const share = typeof found.share === 'number' ? String(found.share) : found.share
  if (!isShare(share)) reader.wrong(`${AT}/share`, 'share', found.share)
  if (!isLeast(found.min_n)) reader.wrong(`${AT}/min_n`, 'least_five', found.min_n)
  if (found.below_min !== pattern.below_min) reader.wrong(`${AT}/below_min`, 'section', found.below_min)
  if (found.use !== pattern.use) reader.wrong(`${AT}/use`, 'section', found.use)
  if (!isHcpMap(found.value_map, maps)) reader.wrong(`${AT}/value_map`, 'hcp_map', found.value_map)
  const period = found.period ?? null
  if (!isPeriod(period)) reader.wrong(`${AT}/period`, 'period', found.period)
  return {
    share: isShare(share) ? share : pattern.share,
    min_n: isLeast(found.min_n) ? found.min_n : pattern.min_n,
    below_min: pattern.below_min,
    value_map: typeof found.value_map === 'string' ? found.value_map : pattern.value_map,
    use: pattern.use,
    period: isPeriod(period) ? period : null,
  }
}

const isShare = (value: unknown): value is string =>
  typeof value === 'string' &&
  isDecimal(value) &&
  compareDecimals(value, '0') >= 0 &&
  compareDecimals(value, '100') <= 0

const isLeast = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= LEAST

function isHcpMap(value: unknown, maps: Readonly<Record<string, ValueMap>>): boolean {
  if (typeof value !== 'string' || !Object.hasOwn(maps, value)) return false
  const map = maps[value]
  if (!isObject(map)) return false
  return HCP_LEVELS.every(level => typeof map[level] === 'number' && map[level] >= 0 && map[level] <= 100)
}

function isPeriod(value: unknown): value is HcpRule['period'] {
  if (value === null) return true
  if (!isObject(value) || Object.keys(value).some(key => key !== 'from' && key !== 'to')) return false
  const { from, to } = value
  return isDay(from) && isDay(to) && from <= to
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}
