// Funnel plot: rates by number of cases, with the limits within which chance alone puts them.
import { LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { funnelLimits } from '../../../sampling/satisfaction-compare.ts'
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { useSpeech } from '../shell/language.tsx'
import { CHART_FONT } from './format.ts'
import { type FunnelPoint, funnelText, type Place, placeOf } from './funnel.ts'

use([AriaComponent, GridComponent, LineChart, ScatterChart, SVGRenderer, TooltipComponent])

interface FunnelProps {
  readonly points: readonly FunnelPoint[]
  /** Rate of the whole. */
  readonly target: number
}

export default function FunnelChart({ points, target }: FunnelProps) {
  const { t } = useSpeech()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current || points.length === 0) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(points, target, t))
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [points, target, t])
  return <div ref={place} className="funnel-chart" role="img" aria-label={t(w.funnel)} />
}

const LOOKS: Record<Place, { readonly color: string; readonly symbol: string }> = {
  funnelInside: { color: '#5c6876', symbol: 'circle' },
  funnelBetween: { color: '#8f5a00', symbol: 'triangle' },
  funnelOutside: { color: '#b3261e', symbol: 'diamond' },
}

function optionOf(points: readonly FunnelPoint[], target: number, t: ReturnType<typeof useSpeech>['t']) {
  const most = Math.max(...points.map(point => point.count)) * 1.1
  const least = Math.max(1, Math.min(...points.map(point => point.count)) * 0.6)
  const grid = Array.from({ length: 60 }, (_, i) => least + ((most - least) * i) / 59)
  const curve = (level: number, end: 0 | 1, color: string, type: string) => ({
    type: 'line',
    smooth: true,
    silent: true,
    symbol: 'none',
    lineStyle: { color, type, width: 1.5 },
    data: grid.map(count => [count, 100 * funnelLimits(target, count, level)[end]]),
  })
  return {
    animation: false,
    textStyle: { fontFamily: CHART_FONT },
    grid: { left: 4, right: 24, top: 16, bottom: 22, containLabel: true },
    tooltip: {
      formatter: ({ dataIndex, seriesType }: { dataIndex: number; seriesType: string }) => {
        const point = points[dataIndex]
        return seriesType === 'scatter' && point ? funnelText(point, target, t) : ''
      },
    },
    xAxis: {
      type: 'value',
      name: t(w.cases),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: '#4a5868' },
      min: Math.floor(least),
      max: Math.ceil(most),
      axisLabel: { color: '#4a5868' },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      axisLabel: { color: '#4a5868', formatter: '{value}%' },
      splitLine: { lineStyle: { color: '#eef1f5' } },
    },
    series: [
      curve(0.998, 0, '#9aa7b6', 'solid'),
      curve(0.998, 1, '#9aa7b6', 'solid'),
      curve(0.95, 0, '#9aa7b6', 'dashed'),
      curve(0.95, 1, '#9aa7b6', 'dashed'),
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: { color: '#1456a8', width: 1.5 },
        data: [
          [least, 100 * target],
          [most, 100 * target],
        ],
      },
      {
        type: 'scatter',
        symbolSize: 11,
        labelLayout: { moveOverlap: 'shiftY' },
        label: { show: true, position: 'top', formatter: '{b}', fontSize: 11, color: '#16202c' },
        data: points.map(point => {
          const { color, symbol } = LOOKS[placeOf(point, target)]
          return { name: point.name, value: [point.count, 100 * point.estimate], symbol, itemStyle: { color } }
        }),
      },
    ],
  }
}
