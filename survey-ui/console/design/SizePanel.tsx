// How many, and how they are shared among the strata.
import { InputNumber, Radio, Select } from 'antd'
import { allocationHintWords, allocationWords, designWords } from '../../../server/words/design.ts'
import { useSpeech } from '../shell/language.tsx'
import { type DesignForm, readsTotal } from './design.ts'
import { Field, Folded } from './parts.tsx'
import { PrecisionFields } from './PrecisionFields.tsx'

const KINDS = ['proportional', 'equal', 'equal_precision', 'neyman', 'optimal', 'power', 'fixed'] as const

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
  const bounded = form.min !== null || form.max !== null || form.census !== null
  return (
    <section className="panel">
      <h2>{t(designWords.sizes)}</h2>
      <Field label={t(designWords.allocation)} hint={t(allocationHintWords[form.kind])}>
        <Select
          disabled={readOnly}
          value={form.kind}
          listHeight={420}
          options={KINDS.map(kind => ({ value: kind, label: t(allocationWords[kind]) }))}
          optionRender={({ value, label }) => (
            <div className="design-kind">
              {label}
              <small className="muted">{t(allocationHintWords[value as DesignForm['kind']])}</small>
            </div>
          )}
          onChange={kind => onChange({ kind })}
        />
      </Field>
      {form.kind === 'equal_precision' && <PrecisionFields form={form} readOnly={readOnly} onChange={onChange} />}
      {form.kind !== 'fixed' && (
        <>
          <div className="design-fields">
            {readsTotal(form) && <Field label={t(designWords.total)}>{number('n', 1)}</Field>}
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
          <Folded title={t(designWords.bounds)} open={bounded}>
            <div className="design-fields">
              <Field label={t(designWords.min)}>{number('min')}</Field>
              <Field label={t(designWords.max)}>{number('max')}</Field>
              <Field label={t(designWords.census)} hint={t(designWords.censusHint)}>
                {number('census')}
              </Field>
            </div>
          </Folded>
        </>
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
