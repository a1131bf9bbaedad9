// Windows, matters or people beside the rest: a table with verdicts in words, and a funnel plot.
import { Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { breakdownWords, indicatorWords, satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { DownloadMenu } from '../shell/DownloadMenu.tsx'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ends, percent, points } from './format.ts'
import { type Asked, type By, exportPath, type Row, type Shown, useSatisfaction } from './query.ts'
import { RateBar } from './RateBar.tsx'
import { funnelText, pointsOf } from './funnel.ts'

const FunnelChart = lazy(() => import('./FunnelChart.tsx'))

const BREAKDOWNS = ['window', 'matter', 'staff', 'center'] as const
const KEYS = ['good', 'rated', 'bad'] as const
type Key = (typeof KEYS)[number]

export function ComparePanel({ asked }: { readonly asked: Asked }) {
  const { t } = useSpeech()
  const [by, setBy] = useState<(typeof BREAKDOWNS)[number]>('window')
  const [key, setKey] = useState<Key>('good')
  const { data } = useSatisfaction(asked, by)
  const shown = data?.by === by ? data : undefined
  return (
    <section className="compare">
      <header className="compare-head">
        <div>
          <h2>{t(w.compare)}</h2>
          <p className="muted small">{t(by === 'matter' ? w.compareMatter : w.compareHint)}</p>
        </div>
        <Segmented
          aria-label={t(w.compare)}
          value={by}
          onChange={setBy}
          options={BREAKDOWNS.map(each => ({ value: each, label: t(breakdownWords[each]) }))}
        />
        <Segmented
          aria-label={t(w.indicator)}
          value={key}
          onChange={setKey}
          options={KEYS.map(each => ({ value: each, label: t(indicatorWords[each].name) }))}
        />
      </header>
      {shown && (
        <div className="compare-body">
          <CompareTable shown={shown} name={key} asked={asked} />
          <Funnel shown={shown} name={key} />
        </div>
      )}
    </section>
  )
}

function Funnel({ shown, name }: { readonly shown: Shown; readonly name: Key }) {
  const { t } = useSpeech()
  const drawn = pointsOf(shown.rows, name)
  const target = (shown.reference ?? shown.total).rates[name].estimate
  if (drawn.length < 2 || target === null) return null
  return (
    <section className="panel funnel">
      <h2>{t(w.funnel)}</h2>
      <p className="muted small">{t(w.funnelHint)}</p>
      <Suspense fallback={<div className="funnel-chart" />}>
        <FunnelChart points={drawn} target={target} />
      </Suspense>
      <details className="text-version">
        <summary>{t(w.tableAndText)}</summary>
        <ul>
          {drawn.map(point => (
            <li key={point.name}>{funnelText(point, target, t)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function CompareTable({ shown, name, asked }: { readonly shown: Shown; readonly name: Key; readonly asked: Asked }) {
  const { t } = useSpeech()
  const by: By = shown.by
  const all = shown.rows.flatMap(row => {
    const { low, high } = row.rates[name]
    return low === null || high === null ? [] : [low, high]
  })
  const from = Math.max(0, Math.floor(10 * Math.min(1, ...all)) / 10)
  const to = Math.min(1, Math.ceil(10 * Math.max(0.1, ...all)) / 10)
  const mark = (shown.reference ?? shown.total).rates[name].estimate
  const verdictOf = (row: Row) => {
    const found = row.compared?.[name]
    return found ? t(w[found.verdict]) : t(w.noVerdict)
  }
  const columns: Column<Row>[] = [
    ...(shown.rows.some(row => row.code)
      ? [{ key: 'code', title: t(w.code), value: (row: Row) => row.code, width: 72 }]
      : []),
    {
      key: 'name',
      title: t(breakdownWords[by]),
      value: row => (row.key === '' ? t(w.nobody) : row.name),
      render: row => <strong>{row.key === '' ? t(w.nobody) : row.name}</strong>,
    },
    {
      key: 'of',
      title: `${t(w.numerator)} / ${t(w.denominator)}`,
      value: row => row.rates[name].denominator,
      number: true,
      render: row =>
        row.rates[name].hidden ? (
          <span className="muted small">{t(w.hiddenShort)}</span>
        ) : (
          `${row.rates[name].numerator} / ${row.rates[name].denominator}`
        ),
    },
    {
      key: 'rate',
      title: t(indicatorWords[name].name),
      value: row => row.rates[name].estimate,
      number: true,
      render: row => <strong>{percent(row.rates[name].estimate)}</strong>,
    },
    {
      key: 'interval',
      title: `95%　${Math.round(100 * from)}–${Math.round(100 * to)}%`,
      value: row => ends(row.rates[name]),
      sort: false,
      width: 150,
      render: row => (
        <span title={ends(row.rates[name])}>
          <span className="sr-only">{ends(row.rates[name])}</span>
          <RateBar {...row.rates[name]} mark={mark} from={from} to={to} tone={toneOf(row, name)} />
        </span>
      ),
    },
    {
      key: 'difference',
      title: t(w.difference),
      value: row => row.compared?.[name]?.difference,
      number: true,
      render: row => <Difference row={row} name={name} />,
    },
    {
      key: 'verdict',
      title: t(w.verdict),
      value: verdictOf,
      filter: true,
      render: row => <span className={`verdict verdict-${toneOf(row, name)}`}>{verdictOf(row)}</span>,
    },
    { key: 'open', title: t(w.openCases), value: row => row.openCases, number: true },
  ]
  return (
    <DataTable
      rows={shown.rows}
      columns={columns}
      rowKey={row => row.key}
      pageSize={12}
      toolbar={<ExportMenu asked={asked} by={by} />}
    />
  )
}

function Difference({ row, name }: { readonly row: Row; readonly name: Key }) {
  const found = row.compared?.[name]
  if (!found) return <span className="muted">—</span>
  const [low, high] = found.interval
  return (
    <>
      {points(found.difference)}
      <span className="muted small difference">
        {points(low)} … {points(high)}
      </span>
    </>
  )
}

/** Good and bad by what is better of this rate; noise is plain. */
function toneOf(row: Row, name: Key): 'good' | 'bad' | 'plain' {
  const verdict = row.compared?.[name]?.verdict
  if (!verdict || verdict === 'noise') return 'plain'
  return (verdict === 'higher') === (name !== 'bad') ? 'good' : 'bad'
}

function ExportMenu({ asked, by }: { readonly asked: Asked; readonly by: By }) {
  const { t } = useSpeech()
  return (
    <DownloadMenu
      label={t(w.export)}
      fallbackName="satisfaction"
      files={[
        { path: exportPath(asked, by, 'xlsx'), label: t(w.exportXlsx) },
        { path: exportPath(asked, by, 'csv'), label: t(w.exportCsv) },
        { path: exportPath(asked, by, 'csv-gb18030'), label: t(w.exportGb) },
        { path: null, label: t(w.exportNote) },
      ]}
    />
  )
}
