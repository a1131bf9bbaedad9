// Invited, completed and response rate by category or stratum, small cells as the server hides them.
import { Segmented } from 'antd'
import { useState } from 'react'
import { categoryWords } from '../../../server/words/campaign.ts'
import { responseWords as w } from '../../../server/words/response.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { percent } from './progress.ts'
import './response.css'

export interface GroupRate {
  readonly name: string
  readonly invited: number | null
  readonly answered: number | null
  readonly rate: number | null
}

interface RateTableProps {
  readonly byCategory: readonly GroupRate[]
  readonly byStratum: readonly GroupRate[]
  /** The whole, to compare each group with. */
  readonly rate: number | null
}

/** Further below the whole than this is pointed out. */
const FAR = 0.1

export function RateTable({ byCategory, byStratum, rate }: RateTableProps) {
  const { t } = useSpeech()
  const [by, setBy] = useState<'category' | 'stratum'>('category')
  const rows = by === 'category' ? byCategory : byStratum
  const named = (name: string) => {
    const words = (categoryWords as Readonly<Record<string, readonly [string, string]>>)[name]
    return words ? t(words) : name || t(w.unnamed)
  }
  const count = (value: number | null) => value ?? <span className="muted">{t(w.hidden)}</span>
  return (
    <>
      <DataTable
        key={by}
        rows={rows}
        rowKey={row => row.name}
        exportName={`responses-by-${by}`}
        toolbar={
          <Segmented
            value={by}
            onChange={setBy}
            options={[
              { value: 'category', label: t(w.byCategory) },
              { value: 'stratum', label: t(w.byStratum) },
            ]}
          />
        }
        columns={[
          { key: 'name', title: t(by === 'category' ? w.group : w.stratum), value: row => named(row.name) },
          {
            key: 'invited',
            title: t(w.invited),
            value: row => row.invited ?? t(w.hidden),
            render: row => count(row.invited),
            number: true,
          },
          {
            key: 'answered',
            title: t(w.answered),
            value: row => row.answered ?? t(w.hidden),
            render: row => count(row.answered),
            number: true,
          },
          {
            key: 'rate',
            title: t(w.rate),
            value: row => (row.rate === null ? t(w.hidden) : Math.round(row.rate * 1000) / 10),
            render: row => (row.rate === null ? count(null) : percent(row.rate)),
            number: true,
          },
          {
            key: 'bar',
            title: rate === null ? '' : t(w.compare, percent(rate)),
            value: () => '',
            sort: false,
            render: row => <RateBar rate={row.rate} whole={rate} />,
          },
        ]}
      />
      {rows.some(row => row.invited === null || row.answered === null) && (
        <p className="muted small rate-note">{t(w.hiddenNote)}</p>
      )}
    </>
  )
}

function RateBar({ rate, whole }: { readonly rate: number | null; readonly whole: number | null }) {
  const { t } = useSpeech()
  if (rate === null) return <span className="rate-bar hidden" />
  const low = whole !== null && rate < whole - FAR
  return (
    <span className="rate-cell">
      <span className={low ? 'rate-bar low' : 'rate-bar'} aria-hidden="true">
        <span style={{ width: `${rate * 100}%` }} />
        {whole !== null && <i style={{ left: `${whole * 100}%` }} />}
      </span>
      {low && <span className="tone-warn small">{t(w.below)}</span>}
    </span>
  )
}
