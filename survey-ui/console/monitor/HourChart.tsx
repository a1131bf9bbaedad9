// Ratings by hour, stacked by level, and visits as a line above them. Loaded only when a page draws it.
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { LEVELS, levelWords } from '../../../server/rating/level.ts'
import type { Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { CHART_FONT, LEVEL_COLORS, WALL_COLORS } from '../satisfaction/format.ts'
import { useSpeech } from '../shell/language.tsx'

use([AriaComponent, BarChart, GridComponent, LineChart, SVGRenderer, TooltipComponent])

interface HourChartProps {
  readonly snapshot: Snapshot
  readonly dark?: boolean
}

/** The hours a hall is open, and any other in which something happened. */
function hoursOf({ hours, center }: Snapshot): number[] {
  const [opens, closes] = [Number(center.opensAt.slice(0, 2)), Number(center.closesAt.slice(0, 2))]
  const all = [
    ...hours.map(each => each.hour),
    opens,
    Math.max(opens, closes - (center.closesAt.endsWith(':00') ? 1 : 0)),
  ]
  const [first, last] = [Math.min(...all), Math.max(...all)]
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

export default function HourChart({ snapshot, dark = false }: HourChartProps) {
  const { t } = useSpeech()
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<ReturnType<typeof init>>(undefined)
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    drawn.current = chart
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      chart.dispose()
      drawn.current = undefined
    }
  }, [])
  useEffect(() => {
    drawn.current?.setOption(optionOf(snapshot, dark, t))
  }, [snapshot, dark, t])
  return (
    <>
      <ul className="hour-legend" aria-hidden="true">
        {LEVELS.map((level, at) => (
          <li key={level} className={`level-${at}`}>
            {t(levelWords[level])}
          </li>
        ))}
        <li className="hour-visits">{t(w.hourVisits)}</li>
      </ul>
      <div ref={place} className="hour-chart" role="img" aria-label={t(w.byHour)} />
    </>
  )
}

function optionOf(snapshot: Snapshot, dark: boolean, t: ReturnType<typeof useSpeech>['t']): Record<string, unknown> {
  const hours = hoursOf(snapshot)
  const known = new Map(snapshot.hours.map(each => [each.hour, each]))
  const ink = dark ? '#b8c7d9' : '#4a5868'
  const size = dark ? 18 : 12
  const colors = dark ? WALL_COLORS : LEVEL_COLORS
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    animation: !still,
    animationDuration: 400,
    animationDurationUpdate: 400,
    textStyle: { fontFamily: CHART_FONT },
    grid: { left: 4, right: 8, top: 14, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: hours.map(hour => `${hour}`),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: dark ? '#2b3b50' : '#c9d3de' } },
      axisLabel: { color: ink, fontSize: size },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { color: ink, fontSize: size },
      splitLine: { lineStyle: { color: dark ? '#1f2d40' : '#eef1f5' } },
    },
    series: [
      ...LEVELS.map((level, at) => ({
        name: t(levelWords[level]),
        type: 'bar',
        stack: 'levels',
        barMaxWidth: dark ? 64 : 36,
        itemStyle: { color: colors[at] },
        data: hours.map(hour => known.get(hour)?.levels[at] ?? 0),
      })),
      {
        name: t(w.hourVisits),
        type: 'line',
        symbol: 'circle',
        symbolSize: dark ? 9 : 6,
        itemStyle: { color: dark ? '#8ab8f0' : '#7a8796' },
        lineStyle: { width: dark ? 3 : 2, type: 'dashed', color: dark ? '#8ab8f0' : '#7a8796' },
        // What is still to come is no zero.
        data: hours.map(hour => known.get(hour)?.visits ?? (hour > Number(snapshot.at.slice(11, 13)) ? null : 0)),
      },
    ],
  }
}
