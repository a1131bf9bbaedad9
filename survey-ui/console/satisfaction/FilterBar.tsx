// Where and when: centre, window, matter, and a period with the usual ones at hand.
import { Button, Input, Select } from 'antd'
import { satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { useSpeech } from '../shell/language.tsx'
import { type Asked, PERIODS, periodOf, today, type usePlaces } from './query.ts'

interface FilterBarProps {
  readonly asked: Asked
  readonly places: NonNullable<ReturnType<typeof usePlaces>['data']>
  readonly onChange: (changes: Readonly<Record<string, string | null>>) => void
}

export function FilterBar({ asked, places, onChange }: FilterBarProps) {
  const { t } = useSpeech()
  const windows = places.windows.filter(window => !asked.center || window.centerId === asked.center)
  const option = ({ id, code, name }: { id: string; code: string; name: string }) => ({
    value: id,
    label: `${code} ${name}`,
  })
  const select = (
    name: 'center' | 'point' | 'matter',
    label: string,
    all: string,
    found: { value: string; label: string }[],
  ) => (
    <Select
      aria-label={label}
      value={asked[name] ?? ''}
      onChange={value => onChange({ [name]: value, ...(name === 'center' ? { point: null } : {}) })}
      options={[{ value: '', label: all }, ...found]}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      className="filter-select"
    />
  )
  return (
    <div className="filter-bar">
      {places.centers.length > 1 && select('center', t(w.center), t(w.allCenters), places.centers.map(option))}
      {windows.length > 1 && select('point', t(w.window), t(w.allWindows), windows.map(option))}
      {places.matters.length > 0 && select('matter', t(w.matter), t(w.allMatters), places.matters.map(option))}
      <span className="filter-dates">
        <Input
          type="date"
          aria-label={`${t(w.period)} ↦`}
          value={asked.from}
          max={asked.to}
          onChange={event => event.target.value && onChange({ from: event.target.value })}
        />
        –
        <Input
          type="date"
          aria-label={`${t(w.period)} ⇥`}
          value={asked.to}
          min={asked.from}
          max={today()}
          onChange={event => event.target.value && onChange({ to: event.target.value })}
        />
      </span>
      <span className="filter-periods">
        {PERIODS.map(name => {
          const period = periodOf(name)
          const chosen = period.from === asked.from && period.to === asked.to
          return (
            <Button
              key={name}
              size="small"
              type={chosen ? 'primary' : 'default'}
              aria-pressed={chosen}
              onClick={() => onChange(period)}
            >
              {t(w[name])}
            </Button>
          )
        })}
      </span>
    </div>
  )
}
