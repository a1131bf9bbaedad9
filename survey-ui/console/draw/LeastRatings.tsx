// Whether every unit gets its least number of ratings from every category, and the proof where it cannot.
import { Alert } from 'antd'
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { drawWords } from '../../../server/words/draw.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { Draw } from './draw.ts'

export function LeastRatings({ draw }: { readonly draw: Draw }) {
  const { t, language } = useSpeech()
  if (!draw.leastRatings) return null
  const { least, shortages } = draw.leastRatings
  if (shortages.length === 0)
    return <Alert className="design-note" type="success" showIcon title={t(drawWords.leastMet, least)} />
  return (
    <>
      <Alert
        className="design-note"
        type="warning"
        showIcon
        title={t(drawWords.least, least)}
        description={t(drawWords.leastMissed, shortages.length)}
      />
      <DataTable
        rows={shortages}
        rowKey={row => `${row.category}/${row.units[0]?.unitId}`}
        exportName="draw-shortages"
        search={shortages.length > 12}
        pageSize={20}
        toolbar={<strong>{t(drawWords.leastWhy)}</strong>}
        columns={[
          {
            key: 'category',
            title: t(drawWords.category),
            value: row => t(categoryWords[row.category as RespondentCategory] ?? [row.category, row.category]),
            filter: true,
          },
          {
            key: 'why',
            title: t(drawWords.leastWhy),
            value: row => row[language],
            render: row => <span className="draw-why">{row[language]}</span>,
          },
          { key: 'needed', title: t(drawWords.leastNeeds), value: row => row.needed, number: true },
          { key: 'possible', title: t(drawWords.leastMost), value: row => row.possible, number: true },
        ]}
        expanded={row => (
          <span className="draw-why">
            {t(drawWords.leastGets)}
            {row.units.map(({ unitId, unit, n }) => (
              <span key={unitId} className="draw-gets">
                {unit} <strong>{n}</strong>
              </span>
            ))}
          </span>
        )}
      />
    </>
  )
}
