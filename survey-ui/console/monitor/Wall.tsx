// The hall's big screen: dark, readable from ten metres, no personal words unless somebody switches them on.
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Said, Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { useSpeech } from '../shell/language.tsx'
import { BadBanner } from './BadBanner.tsx'
import { Counts, GoodGauge, RatedGauge } from './Figures.tsx'
import { HourText } from './HourText.tsx'
import { Levels } from './Levels.tsx'
import { ConnectionMark, SaidList, WindowTable } from './parts.tsx'
import type { Connection } from './use-monitor.ts'
import './wall.css'

const HourChart = lazy(() => import('./HourChart.tsx'))

interface WallProps {
  readonly snapshot: Snapshot
  readonly connection: Connection
  readonly news: readonly Said[]
  readonly onSeen: () => void
  readonly words: boolean
  readonly onWords: (shown: boolean) => void
  readonly onLeave: () => void
}

export function Wall({ snapshot, connection, news, onSeen, words, onWords, onLeave }: WallProps) {
  const { t } = useSpeech()
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onLeave()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [onLeave])
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    onLeave()
  }
  return (
    <div className="wall">
      <header>
        <h1>{snapshot.center.name}</h1>
        <p>{t(w.wallInvite)}</p>
        <ConnectionMark connection={connection} at={snapshot.at} />
        <Clock day={snapshot.day} />
      </header>
      <section className="wall-counts">
        <Counts snapshot={snapshot} />
        <GoodGauge snapshot={snapshot} />
        <RatedGauge snapshot={snapshot} />
      </section>
      <section className="wall-middle">
        <div className="wall-panel">
          <h2>{t(w.levels)}</h2>
          <Levels levels={snapshot.levels} faceSize={72} />
        </div>
        <div className="wall-panel">
          <h2>{t(w.byHour)}</h2>
          <Suspense fallback={<div className="hour-chart" />}>
            <HourChart snapshot={snapshot} dark />
          </Suspense>
          <div className="sr-only">
            <HourText snapshot={snapshot} />
          </div>
        </div>
      </section>
      <section className="wall-panel wall-windows">
        <h2>{t(words ? w.said : w.windows)}</h2>
        {words ? <SaidList said={snapshot.said} limit={10} /> : <WindowTable windows={snapshot.windows} public />}
      </section>
      <BadBanner news={news} onSeen={onSeen} words={words} alone />
      <footer>
        <Button ghost onClick={() => onWords(!words)} aria-pressed={words}>
          {t(words ? w.hideWords : w.showWords)}
        </Button>
        <Button ghost onClick={leave}>
          {t(w.leaveWall)} (Esc)
        </Button>
      </footer>
    </div>
  )
}

/** The time at the wall's own place; figures carry the time of the server. */
function Clock({ day }: { readonly day: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const time = now.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })
  return (
    <p className="wall-clock">
      <span>{day}</span> <time>{time}</time>
    </p>
  )
}
