// Conditions that people must meet to enter the frame.
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Input, Select } from 'antd'
import { FILTER_COLUMNS } from '../../../server/frame/frame.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { filterColumnWords, frameWords } from '../../../server/words/frame.ts'
import type { Words } from '../../../server/words/words.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import {
  type ChangeDraft,
  type Draft,
  type FilterDraft,
  type FilterMode,
  isComplete,
  modesOf,
  newFilter,
} from './draft.ts'
import { figure, useColumnValues } from './frame.ts'

const MODE_WORDS: Record<FilterMode, Words> = {
  include: frameWords.filterInclude,
  exclude: frameWords.filterExclude,
  contains: frameWords.filterContains,
  dates: frameWords.filterDates,
  filled: frameWords.filterFilled,
}
const MAX_FILTERS = 20
/** The server lists this many values of a column; beyond it, others can be typed. */
const LISTED_VALUES = 300

type Value = { readonly value: string; readonly count: number }

interface FilterPanelProps {
  readonly draft: Draft
  readonly change: ChangeDraft
}

export function FilterPanel({ draft, change }: FilterPanelProps) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const { filters } = draft
  const values = useColumnValues(campaignId, draft.rosterIds, filters.length > 0).data?.values
  const set = (key: string, patch: Partial<FilterDraft>) =>
    change({ filters: filters.map(filter => (filter.key === key ? { ...filter, ...patch } : filter)) })
  return (
    <section className="panel">
      <h2>{t(frameWords.filters)}</h2>
      <p className="muted small">{t(frameWords.filtersHint)}</p>
      {filters.map(filter => (
        <FilterRow
          key={filter.key}
          filter={filter}
          values={values?.[filter.column] ?? []}
          set={patch => set(filter.key, patch)}
          remove={() => change({ filters: filters.filter(other => other.key !== filter.key) })}
        />
      ))}
      <Dropdown
        trigger={['click']}
        disabled={filters.length >= MAX_FILTERS}
        menu={{
          items: FILTER_COLUMNS.map(column => ({
            key: column,
            label: t(filterColumnWords[column]),
            onClick: () => change({ filters: [...filters, newFilter(column)] }),
          })),
        }}
      >
        <Button size="small" icon={<PlusOutlined />}>
          {t(frameWords.addFilter)}
        </Button>
      </Dropdown>
    </section>
  )
}

interface FilterRowProps {
  readonly filter: FilterDraft
  readonly values: readonly Value[]
  readonly set: (patch: Partial<FilterDraft>) => void
  readonly remove: () => void
}

function FilterRow({ filter, values, set, remove }: FilterRowProps) {
  const { t } = useSpeech()
  const column = t(filterColumnWords[filter.column])
  const blank = values.find(item => item.value === '')?.count
  return (
    <div className="frame-filter">
      <span className="frame-filter-column">{column}</span>
      <Select
        aria-label={`${column} ${t(frameWords.filterColumn)}`}
        value={filter.mode}
        options={modesOf(filter.column).map(mode => ({ value: mode, label: t(MODE_WORDS[mode]) }))}
        onChange={mode => set({ mode })}
        popupMatchSelectWidth={false}
      />
      <FilterValue filter={filter} values={values} set={set} />
      {filter.mode !== 'filled' && (
        <Checkbox checked={filter.keepBlank} onChange={event => set({ keepBlank: event.target.checked })}>
          {blank ? t(frameWords.blankCount, figure(blank)) : t(frameWords.keepBlank)}
        </Checkbox>
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={`${t(consoleWords.remove)} ${column}`}
        onClick={remove}
      />
      {!isComplete(filter) && (
        <span className="frame-filter-note tone-warn small">▲ {t(frameWords.filterIncomplete)}</span>
      )}
    </div>
  )
}

function FilterValue({ filter, values, set }: Omit<FilterRowProps, 'remove'>) {
  const { t } = useSpeech()
  const { units } = useCampaign()
  const column = t(filterColumnWords[filter.column])
  if (filter.mode === 'filled') return <span className="frame-filter-value" />
  if (filter.mode === 'contains')
    return (
      <Input
        className="frame-filter-value"
        aria-label={`${column} ${t(frameWords.filterText)}`}
        placeholder={t(frameWords.filterText)}
        maxLength={200}
        value={filter.contains}
        onChange={event => set({ contains: event.target.value })}
      />
    )
  if (filter.mode === 'dates')
    return (
      <span className="frame-filter-value frame-dates">
        <Input
          type="date"
          aria-label={t(frameWords.filterFrom)}
          value={filter.from}
          max={filter.to || undefined}
          onChange={event => set({ from: event.target.value })}
        />
        –
        <Input
          type="date"
          aria-label={t(frameWords.filterTo)}
          value={filter.to}
          min={filter.from || undefined}
          onChange={event => set({ to: event.target.value })}
        />
      </span>
    )
  const options =
    filter.column === 'unit'
      ? units.map(unit => ({ value: unit.id, label: unit.shortName || unit.name }))
      : values
          .filter(item => item.value !== '')
          .map(item => ({ value: item.value, label: `${item.value}（${figure(item.count)}）` }))
  return (
    <Select
      className="frame-filter-value"
      mode={values.length >= LISTED_VALUES ? 'tags' : 'multiple'}
      aria-label={`${column} ${t(frameWords.filterValues)}`}
      placeholder={t(frameWords.filterValues)}
      value={[...filter.values]}
      options={options}
      onChange={chosen => set({ values: chosen })}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount={4}
      popupMatchSelectWidth={false}
    />
  )
}
