// Which value of a column is which respondent category, and which column (or value) is which unit.
import { Select } from 'antd'
import { RESPONDENT_CATEGORIES } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { fileWords } from '../../../server/words/score-file.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { withColumn } from './file-mapping.ts'
import type { PanelProps } from './MappingPanels.tsx'

export function GroupMapping({ mapping, preview, onChange }: PanelProps) {
  const { t } = useSpeech()
  const categories = RESPONDENT_CATEGORIES.map(value => ({ value, label: t(categoryWords[value]) }))
  const summary = preview.columns.find(({ column }) => column === mapping.group)
  const set = (value: string, category: string | undefined) => {
    const rest = Object.fromEntries(Object.entries(mapping.groupMap).filter(([known]) => known !== value))
    onChange({ ...mapping, groupMap: category ? { ...rest, [value]: category } : rest })
  }
  return (
    <>
      <h3 style={{ marginTop: 16 }}>{t(fileWords.group)}</h3>
      <p>
        <Select
          aria-label={t(fileWords.group)}
          style={{ width: 240 }}
          allowClear
          value={mapping.group}
          placeholder={t(fileWords.oneGroup)}
          options={preview.columns.map(({ column }) => ({ value: column, label: column }))}
          onChange={(value: string | undefined) => onChange({ ...mapping, group: value ?? null, groupMap: {} })}
        />{' '}
        {mapping.group === null && (
          <Select
            aria-label={t(fileWords.oneGroup)}
            style={{ width: 200 }}
            placeholder={t(fileWords.chooseGroup)}
            value={mapping.fixedGroup}
            options={categories}
            onChange={(fixedGroup: string) => onChange({ ...mapping, fixedGroup })}
          />
        )}
      </p>
      <div className="mapping-lines">
        {summary?.values.map(([value, count]) => (
          <div key={value} className="mapping-line">
            <span>
              {value} <span className="muted small">×{count}</span>
            </span>
            <Select
              aria-label={value}
              allowClear
              value={mapping.groupMap[value] ?? null}
              placeholder={t(fileWords.chooseGroup)}
              options={categories}
              onChange={(category: string | undefined) => set(value, category)}
            />
          </div>
        ))}
      </div>
    </>
  )
}

export function UnitMapping(props: PanelProps) {
  const { t } = useSpeech()
  return (
    <>
      <h3 style={{ marginTop: 16 }}>{t(fileWords.units)}</h3>
      {props.mapping.layout === 'wide' ? <WideUnits {...props} /> : <LongUnits {...props} />}
    </>
  )
}

function WideUnits({ mapping, preview, onChange }: PanelProps) {
  const { t } = useSpeech()
  const { units, schemes } = useCampaign()
  const body = schemes[0]?.body as { dimension_weights?: Record<string, number> } | undefined
  const dimensions = Object.keys(body?.dimension_weights ?? {}).map(value => ({ value, label: value }))
  const taken = [mapping.respondent, mapping.group, mapping.weight]
  const free = preview.columns.filter(({ column }) => !taken.includes(column))
  return (
    <div className="mapping-lines">
      {free.map(({ column }) => {
        const chosen = mapping.columns.find(item => item.column === column)
        return (
          <div key={column} className="mapping-line">
            <span title={column}>{column}</span>
            <span style={{ display: 'grid', gap: 4 }}>
              <Select
                aria-label={column}
                allowClear
                showSearch
                optionFilterProp="label"
                value={chosen?.unitId ?? null}
                placeholder={t(fileWords.notUsed)}
                options={units.map(unit => ({ value: unit.id, label: unit.name }))}
                onChange={(unitId: string | undefined) =>
                  onChange(withColumn(mapping, column, unitId ?? null, chosen?.dimension ?? null))
                }
              />
              {chosen && (
                <Select
                  aria-label={`${column} ${t(fileWords.dimension)}`}
                  size="small"
                  allowClear
                  value={chosen.dimension}
                  placeholder={t(fileWords.whole)}
                  options={dimensions}
                  onChange={(dimension: string | undefined) =>
                    onChange(withColumn(mapping, column, chosen.unitId, dimension ?? null))
                  }
                />
              )}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function LongUnits({ mapping, preview, onChange }: PanelProps) {
  const { t } = useSpeech()
  const { units } = useCampaign()
  const summary = preview.columns.find(({ column }) => column === mapping.unit)
  if (!summary) return <p className="muted">{t(fileWords.chooseUnitColumn)}</p>
  const set = (value: string, unitId: string | undefined) => {
    const rest = Object.fromEntries(Object.entries(mapping.unitMap).filter(([known]) => known !== value))
    onChange({ ...mapping, unitMap: unitId ? { ...rest, [value]: unitId } : rest })
  }
  return (
    <div className="mapping-lines">
      {summary.values.map(([value, count]) => (
        <div key={value} className="mapping-line">
          <span title={value}>
            {value} <span className="muted small">×{count}</span>
          </span>
          <Select
            aria-label={value}
            allowClear
            showSearch
            optionFilterProp="label"
            value={mapping.unitMap[value] ?? null}
            placeholder={t(fileWords.chooseUnit)}
            options={units.map(unit => ({ value: unit.id, label: unit.name }))}
            onChange={(unitId: string | undefined) => set(value, unitId)}
          />
        </div>
      ))}
    </div>
  )
}
