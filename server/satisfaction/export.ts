// The breakdown as a file: one row a key, each indicator with its numerator, denominator and interval. Hidden cells stay empty.
import { satisfactionIndicators } from '../../sampling/satisfaction.ts'
import type { Cell as FileCell } from '../files/cells.ts'
import { LEVELS, levelWords } from '../rating/level.ts'
import { breakdownWords, indicatorWords, satisfactionWords as w } from '../words/satisfaction.ts'
import type { Speak } from '../words/words.ts'
import type { Row, Satisfaction } from './read.ts'
import { type Cell, COMPARED } from './satisfaction.ts'

const share = (value: number | null): FileCell => (value === null ? '' : Number(value.toFixed(6)))

export function exportRows(shown: Satisfaction, t: Speak): FileCell[][] {
  const head: FileCell[] = [
    t(w.code),
    t(breakdownWords[shown.by]),
    t(w.visits),
    t(w.ratings),
    ...LEVELS.map(level => t(levelWords[level])),
    t(w.autoDefault),
    t(w.excluded),
    t(w.unlinked),
    ...satisfactionIndicators.flatMap(({ key }) => rateHead(t(indicatorWords[key].name), t)),
    ...(shown.rows.some(row => row.compared)
      ? COMPARED.flatMap(key => [
          `${t(indicatorWords[key].name)} ${t(w.difference)}`,
          `${t(indicatorWords[key].name)} ${t(w.verdict)}`,
        ])
      : []),
  ]
  const compared = shown.rows.some(row => row.compared)
  return [
    head,
    ...shown.rows.map(row => [
      row.code,
      row.key === '' ? t(w.nobody) : row.name,
      ...cellsOfRow(row, t),
      ...(compared ? verdicts(row, t) : []),
    ]),
    ['', `${shown.from} – ${shown.to}`, ...cellsOfRow(shown.total, t)],
  ]
}

const rateHead = (name: string, t: Speak): string[] =>
  [w.numerator, w.denominator, w.rate, w.low, w.high, w.intervalKind].map(part => `${name} ${t(part)}`)

function cellsOfRow(cell: Cell, t: Speak): FileCell[] {
  return [
    cell.visits,
    cell.ratings ?? t(w.hiddenShort),
    ...LEVELS.map((_, level): FileCell => cell.levels?.[level] ?? ''),
    cell.autoDefault,
    cell.excluded,
    cell.unlinked ?? '',
    ...satisfactionIndicators.flatMap(({ key }): FileCell[] => {
      const rate = cell.rates[key]
      if (rate.hidden) return ['', '', t(w.hiddenShort), '', '', '']
      const kind =
        rate.method === null
          ? ''
          : rate.method === 'days'
            ? t(w.byDays, rate.days ?? 0, (rate.designEffect ?? 1).toFixed(2))
            : t(w.wilson)
      return [rate.numerator, rate.denominator, share(rate.estimate), share(rate.low), share(rate.high), kind]
    }),
  ]
}

function verdicts(row: Row, t: Speak): FileCell[] {
  return COMPARED.flatMap((key): FileCell[] => {
    const found = row.compared?.[key]
    return found ? [share(found.difference), t(w[found.verdict])] : ['', t(w.noVerdict)]
  })
}
