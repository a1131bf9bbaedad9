// 满意度: indicators of a period with their definitions, how they moved, and whether anybody really differs.
import { PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { lazy, Suspense } from 'react'
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { ComparePanel } from './ComparePanel.tsx'
import { FilterBar } from './FilterBar.tsx'
import { satisfactionApi } from './format.ts'
import { HeatTable } from './HeatTable.tsx'
import { IndicatorTiles } from './IndicatorTiles.tsx'
import { type Asked, daysOf, useAsked, usePlaces, useSatisfaction } from './query.ts'
import { trendText } from './trend.ts'
import './satisfaction.css'

const TrendChart = lazy(() => import('./TrendChart.tsx'))

/** More days than this are shown by month. */
const MOST_DAYS = 92

export default function SatisfactionPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { asked, change } = useAsked()
  const places = usePlaces()
  const total = useSatisfaction(asked, 'center')
  const recount = useMutation({ mutationFn: () => send(satisfactionApi.satisfaction.verification.$get()) })
  const nothing = total.data && total.data.total.visits === 0 && total.data.total.ratings === 0
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={
        <>
          {can('satisfaction.verify') && (
            <Button loading={recount.isPending} onClick={() => recount.mutate()}>
              {t(w.recount)}
            </Button>
          )}
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t(w.print)}
          </Button>
        </>
      }
      error={places.error ?? total.error ?? recount.error}
      onRetry={() => void total.refetch()}
      loading={places.isPending || (total.isPending && !total.error)}
      {...(can('rectification.read') ? { next: { words: t(w.next), to: '/rectifications' } } : {})}
    >
      {recount.data && (
        <Alert
          className="recount"
          type={recount.data.agrees ? 'success' : 'error'}
          title={
            recount.data.agrees
              ? t(w.recountGood, recount.data.visits, recount.data.ratings)
              : t(w.recountBad, recount.data.differences.length)
          }
          closable
        />
      )}
      {places.data?.centers.length === 0 ? (
        <Empty words={t(w.noCenter)} />
      ) : (
        places.data && (
          <>
            <FilterBar asked={asked} places={places.data} onChange={change} />
            {nothing && <Empty words={t(w.empty)} />}
            {total.data && !nothing && (
              <>
                <IndicatorTiles shown={total.data} />
                <Trend asked={asked} />
                <ComparePanel asked={asked} />
                <HeatTable asked={asked} />
                <p className="muted small method">
                  {t(w.methodInterval)} {t(w.hiddenNote)} {t(w.unlinkedHint)}
                </p>
              </>
            )}
          </>
        )
      )}
    </Page>
  )
}

function Trend({ asked }: { readonly asked: Asked }) {
  const { t } = useSpeech()
  const by = daysOf(asked) > MOST_DAYS ? 'month' : 'day'
  const { data } = useSatisfaction(asked, by)
  if (data?.by !== by || data.rows.length < 2) return null
  return (
    <section className="panel">
      <h2>
        {t(w.trend)} <span className="muted small">{t(by === 'day' ? w.byDay : w.byMonth)}</span>
      </h2>
      <Suspense fallback={<div className="trend-chart" />}>
        <TrendChart rows={data.rows} />
      </Suspense>
      <details className="text-version">
        <summary>{t(w.tableAndText)}</summary>
        <ul>
          {data.rows.map(row => (
            <li key={row.key}>{trendText(row, t)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
