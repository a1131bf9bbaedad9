// What the list of visits is narrowed to.
import { Input, Select } from 'antd'
import { visitWords as w } from '../../../server/words/visit.ts'
import { useSpeech } from '../shell/language.tsx'
import type { Places } from './visit-api.ts'

export interface Filter {
  readonly centerId?: string | undefined
  readonly pointId?: string | undefined
  readonly day: string
  readonly state?: 'rated' | 'unrated' | 'unfinished' | undefined
  readonly caseNo: string
}

interface VisitFiltersProps {
  readonly places: Places
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}

const STATES = ['rated', 'unrated', 'unfinished'] as const

export function VisitFilters({ places, filter, onChange }: VisitFiltersProps) {
  const { t } = useSpeech()
  const { centers } = places
  const points = places.points.filter(point => !filter.centerId || point.centerId === filter.centerId)
  const set = (change: Partial<Filter>) => onChange({ ...filter, ...change })
  return (
    <>
      <Input
        type="date"
        aria-label={t(w.day)}
        value={filter.day}
        max={places.today}
        onChange={event => set({ day: event.target.value })}
        style={{ width: 150 }}
      />
      {centers.length > 1 && (
        <Select
          aria-label={t(w.center)}
          value={filter.centerId ?? ''}
          onChange={id => set({ centerId: id || undefined, pointId: undefined })}
          showSearch={{ optionFilterProp: 'label' }}
          options={[{ value: '', label: t(w.allCenters) }, ...centers.map(one => ({ value: one.id, label: one.name }))]}
          popupMatchSelectWidth={false}
          style={{ minWidth: 130 }}
        />
      )}
      {points.length > 1 && (
        <Select
          aria-label={t(w.window)}
          value={filter.pointId ?? ''}
          onChange={id => set({ pointId: id || undefined })}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t(w.allWindows) },
            ...points.map(one => ({ value: one.id, label: `${one.code} ${one.name}` })),
          ]}
          popupMatchSelectWidth={false}
          style={{ minWidth: 120 }}
        />
      )}
      <Select
        aria-label={t(w.state)}
        value={filter.state ?? ''}
        onChange={state => set({ state: STATES.find(one => one === state) })}
        options={[{ value: '', label: t(w.allStates) }, ...STATES.map(state => ({ value: state, label: t(w[state]) }))]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 110 }}
      />
      <Input.Search
        allowClear
        placeholder={t(w.searchCase)}
        aria-label={t(w.searchCase)}
        defaultValue={filter.caseNo}
        onSearch={caseNo => set({ caseNo: caseNo.trim() })}
        style={{ width: 220 }}
      />
    </>
  )
}
