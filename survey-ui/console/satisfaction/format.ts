// Rates as people read them, and the colours of the five levels.
import type { SatisfactionRoutes } from '../../../server/satisfaction/satisfaction.routes.ts'
import type { MonitorRoutes } from '../../../server/satisfaction/monitor.routes.ts'
import { client } from '../shell/api.ts'

export const satisfactionApi = client<SatisfactionRoutes>()
export const monitorApi = client<MonitorRoutes>()

/** Best first; dark enough to be read as words on white. */
export const LEVEL_COLORS = ['#0a7d4b', '#417a17', '#8f6a00', '#bd5413', '#b3261e'] as const
/** The same for a dark wall. */
export const WALL_COLORS = ['#2fc486', '#9ccf4f', '#f0c24b', '#ff9a52', '#ff6b62'] as const

/** Charts measure their words before they draw them, so the fonts are named: `inherit` would be measured wrongly. */
export const CHART_FONT =
  'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif'

/** `92.3%`; a dash where nothing was counted.
 * @example
 * percent(0.9231) // => '92.3%'
 */
export function percent(share: number | null, places = 1): string {
  return share === null ? '—' : `${(100 * share).toFixed(places)}%`
}

interface Ends {
  readonly low: number | null
  readonly high: number | null
}

/** `89.1–94.6%` */
export function ends({ low, high }: Ends, places = 1): string {
  return low === null || high === null ? '—' : `${(100 * low).toFixed(places)}–${percent(high, places)}`
}

/** `+3.2` points. */
export function points(difference: number): string {
  const value = (100 * difference).toFixed(1)
  return difference > 0 ? `+${value}` : value.replace('-', '−')
}
