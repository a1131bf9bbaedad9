// Rates over time with the band of their intervals; a day of too few ratings is a gap, not a zero.
import { LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { indicatorWords, satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { useSpeech } from '../shell/language.tsx'
import { CHART_FONT } from './format.ts'
import type { Row } from './query.ts'
import { trendText } from './trend.ts'

use([AriaComponent, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent])

const LINES = [
  { key: 'good', color: '#0a7d4b', symbol: 'circle' },
  { key: 'rated', color: '#1456a8', symbol: 'rect' },
] as const

export default function TrendChart({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useSpeech()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(rows, t))
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [rows, t])
  return <div ref={place} className="trend-chart" role="img" aria-label={t(w.trend)} />
}

function optionOf(rows: readonly Row[], t: ReturnType<typeof useSpeech>['t']): Record<string, unknown> {
  const short = (key: string) => (key.length > 7 ? key.slice(5) : key)
  return {
    animation: false,
    textStyle: { fontFamily: CHART_FONT },
    grid: { left: 4, right: 16, top: 32, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      data: LINES.map(line => t(indicatorWords[line.key].name)),
      textStyle: { color: '#4a5868' },
    },
    tooltip: {
      trigger: 'axis',
      formatter: (found: readonly { dataIndex: number }[]) => {
        const row = rows[found[0]?.dataIndex ?? -1]
        return row ? trendText(row, t) : ''
      },
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: rows.map(row => short(row.key)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#c9d3de' } },
      axisLabel: { color: '#4a5868' },
    },
    yAxis: {
      type: 'value',
      max: 100,
      min: ({ min }: { min: number }) => Math.max(0, 10 * Math.floor((min - 5) / 10)),
      axisLabel: { color: '#4a5868', formatter: '{value}%' },
      splitLine: { lineStyle: { color: '#eef1f5' } },
    },
    series: LINES.flatMap(({ key, color, symbol }) => {
      const rates = rows.map(row => row.rates[key])
      const of = (share: number | null) => (share === null ? null : 100 * share)
      const band = { type: 'line', stack: `${key} band`, symbol: 'none', lineStyle: { opacity: 0 }, silent: true }
      return [
        { ...band, data: rates.map(rate => of(rate.low)) },
        {
          ...band,
          areaStyle: { color, opacity: 0.14 },
          data: rates.map(rate => (rate.low === null || rate.high === null ? null : 100 * (rate.high - rate.low))),
        },
        {
          name: t(indicatorWords[key].name),
          type: 'line',
          symbol,
          symbolSize: 6,
          itemStyle: { color },
          lineStyle: { color, width: 2 },
          data: rates.map(rate => of(rate.estimate)),
        },
      ]
    }),
  }
}
