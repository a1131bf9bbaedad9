// Where a point of the funnel lies, and the same in words. Apart from the chart, which is loaded only when it is drawn.
import { funnelLimits } from '../../../sampling/satisfaction-compare.ts'
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import type { Speak } from '../../../server/words/words.ts'
import { percent } from './format.ts'
import type { Row } from './query.ts'

export interface FunnelPoint {
  readonly name: string
  readonly count: number
  readonly estimate: number
}

/** What may be drawn: nothing hidden, nothing empty. */
export function pointsOf(rows: readonly Row[], key: 'rated' | 'good' | 'bad'): FunnelPoint[] {
  return rows.flatMap(row => {
    const { denominator, estimate } = row.rates[key]
    return denominator && estimate !== null ? [{ name: row.code || row.name, count: denominator, estimate }] : []
  })
}

export type Place = 'funnelInside' | 'funnelBetween' | 'funnelOutside'

export function placeOf({ count, estimate }: FunnelPoint, target: number): Place {
  const within = (level: number) => {
    const [low, high] = funnelLimits(target, count, level)
    return estimate >= low && estimate <= high
  }
  return within(0.95) ? 'funnelInside' : within(0.998) ? 'funnelBetween' : 'funnelOutside'
}

/** One point of the funnel in words. */
export function funnelText(point: FunnelPoint, target: number, t: Speak): string {
  return t(w.funnelText, point.name, percent(point.estimate), point.count, t(w[placeOf(point, target)]))
}
