// All units in one picture: score, interval, and the limits of the grades. Loaded only when asked for.
import { CustomChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { scoreWords } from '../../../server/words/score.ts'
import { useSpeech } from '../shell/language.tsx'
import { fixed, reach, type RunShown } from './score-api.ts'

use([AriaComponent, CustomChart, GridComponent, MarkLineComponent, ScatterChart, SVGRenderer, TooltipComponent])

const TONES = { excellent: '#0a7d4b', good: '#1456a8', fair: '#a86a00', poor: '#b3261e' } as const

export default function ScoreChart({ shown }: { readonly shown: RunShown }) {
  const { t } = useSpeech()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(shown, t(scoreWords.title)))
    const resize = () => chart.resize()
    window.addEventListener('resize', resize)
    return () => {
      window.removeEventListener('resize', resize)
      chart.dispose()
    }
  }, [shown, t])
  const height = 70 + 26 * shown.units.filter(unit => unit.score !== null).length
  return <div ref={place} className="score-chart" style={{ height }} />
}

function optionOf({ units, limits }: RunShown, title: string): Record<string, unknown> {
  // The category axis runs upwards, so the first rank comes last.
  const rows = units.filter(unit => unit.score !== null).reverse()
  const color = (index: number) => TONES[rows[index]?.grade ?? 'good']
  const ends = rows.flatMap(unit => unit.ci95 ?? [])
  const lines = [Number(limits.good), Number(limits.excellent)]
  return {
    aria: { enabled: true, label: { description: title } },
    animation: false,
    grid: { left: 12, right: 32, top: 24, bottom: 12, containLabel: true },
    xAxis: {
      type: 'value',
      position: 'top',
      min: Math.max(0, 5 * Math.floor((Math.min(...ends, ...lines) - 1) / 5)),
      max: Math.min(100, 5 * Math.ceil((Math.max(...ends, ...lines) + 1) / 5)),
      interval: 5,
      splitLine: { lineStyle: { color: '#eef1f5' } },
    },
    yAxis: { type: 'category', data: rows.map(unit => unit.name), axisTick: { show: false } },
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const unit = rows[dataIndex]
        return unit ? `${unit.name}　${fixed(unit.score)}　${reach(unit.ci95)}　n=${unit.n}` : ''
      },
    },
    series: [
      {
        type: 'custom',
        data: rows.map((unit, index) => [unit.ci95?.[0] ?? unit.score, index, unit.ci95?.[1] ?? unit.score]),
        encode: { x: [0, 2], y: 1 },
        renderItem: (_: unknown, api: { value: (k: number) => number; coord: (at: number[]) => number[] }) => {
          const [from = 0, y = 0] = api.coord([api.value(0), api.value(1)])
          const [to = 0] = api.coord([api.value(2), api.value(1)])
          const shape = { x: from, y: y - 4, width: Math.max(2, to - from), height: 8, r: 4 }
          return { type: 'rect', shape, style: { fill: color(api.value(1)), opacity: 0.35 } }
        },
      },
      {
        type: 'scatter',
        symbolSize: 10,
        data: rows.map((unit, index) => ({ value: [unit.score, index], itemStyle: { color: color(index) } })),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { type: 'dashed', color: '#9aa7b6' },
          label: { show: false },
          data: lines.map(line => ({ xAxis: line })),
        },
      },
    ],
  }
}
