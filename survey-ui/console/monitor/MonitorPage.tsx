// 实时监测: the day as it happens, for staff at their desk and for the wall of the hall.
import { BellOutlined, FullscreenOutlined, MutedOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useSearchParams } from 'react-router'
import type { Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { monitorApi, percent } from '../satisfaction/format.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { BadBanner } from './BadBanner.tsx'
import { Counts, GoodGauge, RatedGauge } from './Figures.tsx'
import { HourText } from './HourText.tsx'
import { Levels } from './Levels.tsx'
import { CaseList, ConnectionMark, SaidList, WindowTable } from './parts.tsx'
import { type Alarm, useAlarm } from './use-alarm.ts'
import { useBadNews } from './use-bad-news.ts'
import { useMonitor } from './use-monitor.ts'
import { Wall } from './Wall.tsx'
import './charts.css'
import './monitor.css'
import './page-lists.css'

/** The centre an account looked at last. */
const keptBy = (username: string) => `minping-monitor-center-${username}`

const HourChart = lazy(() => import('./HourChart.tsx'))

export default function MonitorPage() {
  const { t } = useSpeech()
  const { can, username } = useSession()
  const [params, setParams] = useSearchParams()
  const center = params.get('center') ?? localStorage.getItem(keptBy(username)) ?? undefined
  const { snapshot, connection, error, retry } = useMonitor(center)
  const alarm = useAlarm()
  const { wanted, ring } = alarm
  const { news, dismiss } = useBadNews(
    snapshot,
    useCallback(() => {
      if (wanted) ring()
    }, [wanted, ring]),
  )
  const change = (name: string, value: string | null) =>
    setParams(before => {
      const next = new URLSearchParams(before)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })
  if (snapshot && params.has('wall'))
    return (
      <Wall
        snapshot={snapshot}
        connection={connection}
        news={news}
        onSeen={dismiss}
        words={params.get('words') === '1'}
        onWords={shown => change('words', shown ? '1' : null)}
        onLeave={() => change('wall', null)}
      />
    )
  return (
    <Page
      title={t(w.title)}
      subtitle={
        snapshot && (
          <>
            {snapshot.center.name} · {snapshot.day}　
            <ConnectionMark connection={connection} at={snapshot.at} />
            {wanted && !alarm.ready && <span className="sound-hint">{t(w.soundClick)}</span>}
          </>
        )
      }
      actions={
        <>
          <CenterSelect
            value={snapshot?.center.id}
            onChange={id => {
              localStorage.setItem(keptBy(username), id)
              change('center', id)
            }}
          />
          <SoundButton alarm={alarm} />
          <Button
            icon={<FullscreenOutlined />}
            onClick={() => {
              void document.documentElement.requestFullscreen?.().catch(() => undefined)
              change('wall', '1')
            }}
          >
            {t(w.wall)}
          </Button>
        </>
      }
      error={error}
      onRetry={retry}
      loading={!snapshot && !error}
      {...(can('rectification.read') ? { next: { words: t(w.next), to: '/rectifications' } } : {})}
    >
      {snapshot && (
        <>
          <BadBanner news={news} onSeen={dismiss} words />
          <Today snapshot={snapshot} />
          <Panels snapshot={snapshot} />
        </>
      )}
    </Page>
  )
}

function CenterSelect({
  value,
  onChange,
}: {
  readonly value: string | undefined
  readonly onChange: (id: string) => void
}) {
  const { t } = useSpeech()
  const places = useQuery({ queryKey: ['monitor-places'], queryFn: () => send(monitorApi.monitor.places.$get()) })
  const centers = places.data?.centers ?? []
  if (centers.length < 2) return null
  return (
    <Select
      aria-label={t(w.center)}
      value={value ?? null}
      onChange={onChange}
      options={centers.map(({ id, name }) => ({ value: id, label: name }))}
      popupMatchSelectWidth={false}
    />
  )
}

function SoundButton({ alarm: { wanted, toggle } }: { readonly alarm: Alarm }) {
  const { t } = useSpeech()
  return (
    <Button aria-pressed={wanted} onClick={toggle} icon={wanted ? <BellOutlined /> : <MutedOutlined />}>
      {t(wanted ? w.soundOn : w.soundOff)}
    </Button>
  )
}

function Today({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useSpeech()
  return (
    <section className="today" aria-label={t(w.ratingsToday)}>
      <Counts snapshot={snapshot} />
      <RatedGauge snapshot={snapshot} />
      <GoodGauge snapshot={snapshot} />
      <p className="today-apart muted small">
        {t(w.apart, snapshot.autoDefault, snapshot.excluded, snapshot.unlinked)}
        {snapshot.openFlags > 0 && ` · ${t(w.openFlags)} ${snapshot.openFlags}`}
        {snapshot.whole &&
          ` · ${t(w.whole, snapshot.whole.visits, snapshot.whole.ratings, percent(snapshot.whole.good.estimate))}`}
      </p>
    </section>
  )
}

function Panels({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useSpeech()
  return (
    <div className="monitor-panels">
      <section className="panel">
        <h2>{t(w.levels)}</h2>
        <Levels levels={snapshot.levels} />
      </section>
      <section className="panel panel-large">
        <h2>{t(w.byHour)}</h2>
        <Suspense fallback={<div className="hour-chart" />}>
          <HourChart snapshot={snapshot} />
        </Suspense>
        <HourText snapshot={snapshot} />
      </section>
      <section className="panel panel-large panel-table">
        <h2>{t(w.windows)}</h2>
        <WindowTable windows={snapshot.windows} />
      </section>
      <section className="panel">
        <h2>{t(w.cases)}</h2>
        <CaseList cases={snapshot.cases} />
      </section>
      <section className="panel panel-wide">
        <h2>
          {t(w.said)} <span className="muted small">{t(w.saidHint)}</span>
        </h2>
        <SaidList said={snapshot.said} />
      </section>
    </div>
  )
}
