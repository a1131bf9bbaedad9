// How many, and how they are shared among the strata.
import { InputNumber, Radio, Segmented } from 'antd'
import { allocationHintWords, allocationWords, designWords } from '../../../server/words/design.ts'
import { useSpeech } from '../shell/language.tsx'
import type { DesignForm } from './design.ts'
import { Field } from './parts.tsx'

const KINDS = ['proportional', 'equal', 'neyman', 'power', 'fixed'] as const

interface SizePanelProps {
  readonly form: DesignForm
  readonly readOnly: boolean
  readonly onChange: (part: Partial<DesignForm>) => void
}

export function SizePanel({ form, readOnly, onChange }: SizePanelProps) {
  const { t } = useSpeech()
  const number = (key: 'n' | 'min' | 'max' | 'census' | 'reserve', least = 0) => (
    <InputNumber
      min={least}
      max={10_000_000}
      precision={0}
      disabled={readOnly}
      value={form[key]}
      onChange={value => onChange({ [key]: value })}
    />
  )
  return (
    <section className="panel">
      <h2>{t(designWords.sizes)}</h2>
      <Field label={t(designWords.allocation)} hint={t(allocationHintWords[form.kind])}>
        <Segmented
          disabled={readOnly}
          value={form.kind}
          options={KINDS.map(kind => ({ value: kind, label: t(allocationWords[kind]) }))}
          onChange={kind => onChange({ kind })}
        />
      </Field>
      {form.kind !== 'fixed' && (
        <div className="design-fields">
          <Field label={t(designWords.total)}>{number('n', 1)}</Field>
          <Field label={t(designWords.min)}>{number('min')}</Field>
          <Field label={t(designWords.max)}>{number('max')}</Field>
          <Field label={t(designWords.census)} hint={t(designWords.censusHint)}>
            {number('census')}
          </Field>
          {form.kind === 'power' && (
            <Field label={t(designWords.power)}>
              <InputNumber
                min={0}
                max={1}
                step={0.1}
                disabled={readOnly}
                value={form.power}
                onChange={power => onChange({ power: power ?? 0.5 })}
              />
            </Field>
          )}
        </div>
      )}
      <h3>{t(designWords.reserve)}</h3>
      <div className="design-reserve">
        <Radio.Group
          disabled={readOnly}
          value={form.reserveBy}
          onChange={event => onChange({ reserveBy: event.target.value as DesignForm['reserveBy'] })}
          options={[
            { value: 'total', label: t(designWords.reserveTotal) },
            { value: 'stratum', label: t(designWords.reservePer) },
          ]}
        />
        {form.reserveBy === 'total' && (
          <label>
            <span className="sr-only">{t(designWords.reserve)}</span>
            {number('reserve')}
          </label>
        )}
      </div>
    </section>
  )
}
