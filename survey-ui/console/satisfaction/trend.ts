// The trend in words, apart from its chart.
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import type { Speak } from '../../../server/words/words.ts'
import { ends, percent } from './format.ts'
import type { Row } from './query.ts'

/** One point of the trend in words. */
export function trendText(row: Row, t: Speak): string {
  const said = (rate: Row['rates']['good']) => (rate.hidden ? t(w.hiddenShort) : percent(rate.estimate))
  return t(
    w.trendText,
    row.key,
    said(row.rates.good),
    ends(row.rates.good),
    said(row.rates.rated),
    ends(row.rates.rated),
  )
}
