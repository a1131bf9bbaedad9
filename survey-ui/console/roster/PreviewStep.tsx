// The preview of an uploaded file: how it is read, what each column is, and the first rows; all of it can be corrected.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { RESPONDENT_CATEGORIES, type RespondentCategory } from '../../../server/campaign/campaign.ts'
import { FIELDS, type Field } from '../../../server/roster/fields.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { rosterWords } from '../../../server/words/roster-page.ts'
import { delimiterWords, encodingWords, fieldWords } from '../../../server/words/roster.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { rosterApi } from './api.ts'
import { guessCategory } from './category.ts'
import type { RosterDetail } from './RosterPage.tsx'

type Mapping = Partial<Record<Field, number>>
type Delimiter = ',' | '\t' | ';' | '|' | '，' | '；'
interface Choice {
  encoding?: 'utf-8' | 'utf-16' | 'gb18030'
  delimiter?: Delimiter
  headerLine?: number
  mapping?: Mapping
  sheet?: number
}

const SHOWN = 20

export function PreviewStep({ roster }: { readonly roster: RosterDetail }) {
  const { t } = useSpeech()
  const { units } = useCampaign()
  const queries = useQueryClient()
  const [choice, setChoice] = useState<Choice>({})
  const [form, setForm] = useState({
    name: roster.name,
    category: guessCategory(roster.fileName) ?? (roster.category as RespondentCategory),
    unitId: roster.unitId,
  })
  const preview = useQuery({
    queryKey: ['roster-preview', roster.id, choice],
    queryFn: () => send(rosterApi.rosters[':id'].preview.$post({ param: { id: roster.id }, json: choice })),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const start = useMutation({
    mutationFn: () =>
      send(rosterApi.rosters[':id'].import.$post({ param: { id: roster.id }, json: { ...choice, ...form } })),
    onSuccess: () => queries.invalidateQueries(),
  })
  const seen = preview.data
  const mapped = seen?.mapping.mobile !== undefined
  const change = (next: Choice) => setChoice(({ mapping: _mapping, ...old }) => ({ ...old, ...next }))
  return (
    <>
      <ProblemAlert error={preview.error ?? start.error} />
      <section className="panel">
        <Form layout="vertical" className="roster-form">
          {!roster.addsTo && (
            <>
              <Form.Item label={t(rosterWords.name)}>
                <Input value={form.name} onChange={event => setForm({ ...form, name: event.target.value })} />
              </Form.Item>
              <Form.Item label={t(rosterWords.category)}>
                <Select
                  value={form.category}
                  onChange={category => setForm({ ...form, category })}
                  options={RESPONDENT_CATEGORIES.map(value => ({ value, label: t(categoryWords[value]) }))}
                />
              </Form.Item>
              <Form.Item label={t(rosterWords.unit)} tooltip={t(rosterWords.unitHint)}>
                <Select
                  value={form.unitId ?? ''}
                  onChange={value => setForm({ ...form, unitId: value || null })}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={[
                    { value: '', label: t(rosterWords.noUnit) },
                    ...units.map(unit => ({ value: unit.id, label: unit.name })),
                  ]}
                />
              </Form.Item>
            </>
          )}
          {seen && seen.sheets.length > 1 && (
            <Form.Item label={t(rosterWords.sheet)}>
              <Select
                value={seen.sheet}
                onChange={sheet => setChoice({ sheet })}
                options={seen.sheets.map(value => ({ value, label: t(rosterWords.sheetNumber, value) }))}
              />
            </Form.Item>
          )}
          {seen && seen.encoding !== 'xlsx' && (
            <>
              <Form.Item label={t(rosterWords.encoding)}>
                <Select
                  value={seen.encoding}
                  onChange={encoding => change({ encoding })}
                  options={(['utf-8', 'gb18030', 'utf-16'] as const).map(value => ({
                    value,
                    label: t(encodingWords[value] ?? ['', '']),
                  }))}
                />
              </Form.Item>
              <Form.Item label={t(rosterWords.delimiter)}>
                <Select
                  value={seen.delimiter as Delimiter}
                  onChange={delimiter => change({ delimiter })}
                  options={Object.entries(delimiterWords).map(([value, words]) => ({
                    value: value as Delimiter,
                    label: t(words),
                  }))}
                />
              </Form.Item>
            </>
          )}
          {seen && (
            <Form.Item label={t(rosterWords.headerLine)} tooltip={t(rosterWords.headerHint)}>
              <InputNumber
                min={0}
                max={60}
                value={seen.headerLine}
                onChange={headerLine => headerLine !== null && change({ headerLine })}
              />
            </Form.Item>
          )}
        </Form>
        {seen && seen.sheets.length > 1 && (
          <Alert type="warning" showIcon title={t(rosterWords.otherSheets, seen.sheets.length)} />
        )}
        {seen && !seen.clean && seen.encoding !== 'xlsx' && (
          <Alert type="warning" showIcon title={t(rosterWords.unclean)} />
        )}
      </section>
      {seen && (
        <PreviewTable seen={seen} onMap={mapping => setChoice({ ...choice, headerLine: seen.headerLine, mapping })} />
      )}
      <footer className="page-next roster-start">
        <span>{mapped ? t(rosterWords.importingHint) : t(rosterWords.needMobile)}</span>
        <Button
          type="primary"
          disabled={!mapped || form.name.trim() === ''}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t(rosterWords.startImport)}
        </Button>
      </footer>
    </>
  )
}

interface Seen {
  readonly headerLine: number
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly rows: readonly (readonly string[])[]
}

function PreviewTable({ seen, onMap }: { readonly seen: Seen; readonly onMap: (mapping: Mapping) => void }) {
  const { t } = useSpeech()
  const fieldOf = (column: number) => FIELDS.find(field => seen.mapping[field] === column)
  const map = (column: number, field: Field | '') => {
    const kept = Object.entries(seen.mapping).filter(([name, at]) => at !== column && name !== field)
    onMap({ ...(Object.fromEntries(kept) as Mapping), ...(field ? { [field]: column } : {}) })
  }
  const options = [
    { value: '' as const, label: t(rosterWords.keepAsIs) },
    ...FIELDS.map(value => ({ value, label: t(fieldWords[value]) })),
  ]
  return (
    <section className="panel">
      <p className="muted">{t(rosterWords.mappingHint)}</p>
      <div className="roster-preview">
        <table>
          <thead>
            <tr>
              <th />
              {seen.headers.map((header, column) => (
                <th key={column} className={fieldOf(column) ? 'mapped' : ''}>
                  <div className="preview-header">{header}</div>
                  <Select<Field | ''>
                    size="small"
                    variant={fieldOf(column) ? 'filled' : 'outlined'}
                    value={fieldOf(column) ?? ''}
                    options={options}
                    onChange={field => map(column, field)}
                    popupMatchSelectWidth={false}
                    aria-label={header}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.rows.slice(0, seen.headerLine + SHOWN).map((row, index) => (
              <tr key={index} className={index < seen.headerLine ? 'above' : ''}>
                <td className="number muted">{index + 1}</td>
                {index < seen.headerLine - 1 ? (
                  <td colSpan={seen.headers.length}>
                    {row.filter(Boolean).join(' ')} <span className="muted">（{t(rosterWords.titleRow)}）</span>
                  </td>
                ) : (
                  seen.headers.map((_, column) => <td key={column}>{row[column]}</td>)
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
